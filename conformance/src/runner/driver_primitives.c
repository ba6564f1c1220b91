#include "runner/driver_primitives.h"

#include <stdlib.h>

#include "runner/driver_private.h"
#include "runner/phrase.h"
#include "shared/clock.h"

struct job *driver_job(lua_State *lua)
{
    return script_context(script_of(lua));
}

int driver_stop(lua_State *lua)
{
    driver_job(lua)->driver.check_failed = true;
    script_uncatchable(script_of(lua));
    return luaL_error(lua, "the scenario ended at a failed check");
}

struct job *driver_job_at_work(lua_State *lua)
{
    struct job *job = driver_job(lua);
    if (job->driver.check_failed)
        (void)driver_stop(lua);
    return job;
}

int driver_give_up(lua_State *lua, char *reason)
{
    struct job *job = driver_job(lua);
    int line = script_line(lua);
    if (job->inconclusive == NULL)
        job->inconclusive =
            phrase_print("%s:%d: %s", job->plan.shown_file, line > 0 ? line : job->scenario.line, reason);
    free(reason);
    return driver_stop(lua);
}

int driver_wait(lua_State *lua, lua_KContext context, lua_KFunction again, const char *format, ...)
{
    struct driver *driver = &driver_job(lua)->driver;
    free(driver->waiting_for);
    va_list arguments;
    va_start(arguments, format);
    driver->waiting_for = phrase_vprint(format, arguments);
    va_end(arguments);
    return lua_yieldk(lua, 0, context, again);
}

int driver_fail_check(lua_State *lua, const char *text, const char *expected, const char *happened)
{
    struct driver_check check = {.text = text, .expected = expected, .happened = happened};
    driver_record_check(&driver_job(lua)->driver, &check);
    return driver_stop(lua);
}

/* misuse(text): the scenario uses this API wrongly */
static int primitive_misuse(lua_State *lua)
{
    return driver_give_up(lua, phrase_copy(luaL_checkstring(lua, 1)));
}

static const char *string_field(lua_State *lua, int index, const char *name)
{
    lua_getfield(lua, index, name);
    return lua_tostring(lua, -1); /* stays on the stack, and so alive, until the function returns */
}

/* fail{text=, expected=, happened=, clause=} */
static int primitive_fail(lua_State *lua)
{
    struct job *job = driver_job_at_work(lua);
    luaL_checktype(lua, 1, LUA_TTABLE);
    struct driver_check check = {
        .text = string_field(lua, 1, "text"),
        .expected = string_field(lua, 1, "expected"),
        .happened = string_field(lua, 1, "happened"),
        .clause = string_field(lua, 1, "clause"),
    };
    driver_record_check(&job->driver, &check);
    return driver_stop(lua);
}

static void set_concern(struct driver *driver, const char *clause)
{
    free(driver->concern);
    driver->concern = clause == NULL ? NULL : phrase_copy(clause);
}

/* concern(clause or nil): what is waited for from here on, until a check held, is a matter of this clause */
static int primitive_concern(lua_State *lua)
{
    set_concern(&driver_job_at_work(lua)->driver, luaL_optstring(lua, 1, NULL));
    return 0;
}

/* passed(): a check held */
static int primitive_passed(lua_State *lua)
{
    struct driver *driver = &driver_job_at_work(lua)->driver;
    driver->checks++;
    set_concern(driver, NULL);
    return 0;
}

/* inconclusive(text): a limit was missed that the machine may have broken */
static int primitive_inconclusive(lua_State *lua)
{
    struct job *job = driver_job_at_work(lua);
    const char *text = luaL_checkstring(lua, 1);
    recorder_note(&job->recorder, text);
    if (job->driver.inconclusive == NULL)
        job->driver.inconclusive = phrase_copy(text);
    return 0;
}

/* give_up(text): what the scenario needed could not be set up on this machine; the scenario ends here */
static int primitive_give_up(lua_State *lua)
{
    (void)primitive_inconclusive(lua);
    return driver_stop(lua);
}

/* clock() -> ms of a monotonic clock, real time */
static int primitive_clock(lua_State *lua)
{
    lua_pushnumber(lua, (double)loop_now() / (double)CLOCK_NS_PER_MS);
    return 1;
}

/* step_wall(seconds) */
static int primitive_step_wall(lua_State *lua)
{
    struct job *job = driver_job_at_work(lua);
    int64_t seconds = luaL_checkinteger(lua, 1);
    if (!job->scenario.time_step_wall)
        return driver_give_up(
            lua, phrase_copy("step_wall needs time = { step_wall = true } in the scenario"));
    if (job_step_wall(job, seconds) < 0)
        return driver_stop(lua);
    struct json *body = json_new_object();
    json_set_int64(body, "seconds", seconds);
    (void)recorder_add(&job->recorder, TRACE_SOURCE_DRIVER, "step_wall", &RECORD_NOWHERE, body);
    return 0;
}

/* setmetatable(table, metatable) -> table, for the prelude alone */
static int primitive_setmetatable(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    luaL_checktype(lua, 2, LUA_TTABLE);
    lua_settop(lua, 2);
    (void)lua_setmetatable(lua, 1);
    return 1;
}

static const luaL_Reg own_primitives[] = {
    {"setmetatable", primitive_setmetatable},
    {"misuse", primitive_misuse},
    {"fail", primitive_fail},
    {"concern", primitive_concern},
    {"passed", primitive_passed},
    {"inconclusive", primitive_inconclusive},
    {"give_up", primitive_give_up},
    {"clock", primitive_clock},
    {"step_wall", primitive_step_wall},
    {NULL, NULL},
};

void driver_push_primitives(lua_State *lua)
{
    lua_newtable(lua);
    luaL_setfuncs(lua, own_primitives, 0);
    luaL_setfuncs(lua, driver_call_primitives, 0);
    luaL_setfuncs(lua, driver_child_primitives, 0);
}
