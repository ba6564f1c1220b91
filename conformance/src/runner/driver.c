#include "runner/driver.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "runner/driver_primitives.h"
#include "runner/job.h"
#include "runner/phrase.h"
#include "shared/clock.h"

extern const char drive_prelude_text[];
extern const char services_prelude_text[];
extern const char actors_prelude_text[];
extern const char planning_prelude_text[];

/* What drive.lua is given to go on with: each returns function(primitives, information, kit). */
static const struct {
    const char *name;
    const char *text;
} parts[] = {
    {"services", services_prelude_text},
    {"actors", actors_prelude_text},
    {"planning", planning_prelude_text},
};
#define PART_COUNT (sizeof(parts) / sizeof(parts[0]))

void driver_record_check(struct driver *driver, const struct driver_check *check)
{
    struct job *job = driver->job;
    lua_State *lua = driver->thread;
    struct json *body = json_new_object();
    json_set_bool(body, "ok", false);
    json_set_string(body, "text", check->text);
    if (check->expected != NULL)
        json_set_string(body, "expected", check->expected);
    if (check->happened != NULL)
        json_set_string(body, "happened", check->happened);
    const char *clause = check->clause != NULL ? check->clause : driver->concern;
    json_set_string(body, "clause", clause != NULL ? clause : job->scenario.clauses.items[0]);
    json_set_string(body, "file", job->plan.shown_file);
    int line = check->line;
    if (line == 0 && lua != NULL)
        line = script_line(lua);
    json_set_int64(body, "line", line != 0 ? line : job->scenario.line);
    (void)recorder_add(&job->recorder, TRACE_SOURCE_DRIVER, "check", &RECORD_NOWHERE, body);
    driver->check_failed = true;
    driver->checks++;
}

static void push_information(lua_State *lua, const struct job *job)
{
    lua_newtable(lua);
    lua_pushnumber(lua, job->scenario.time_speed > 0 ? job->scenario.time_speed : 1);
    lua_setfield(lua, -2, "speed");
    lua_pushnumber(lua, job->setting->timeout_scale);
    lua_setfield(lua, -2, "scale");
    lua_pushboolean(lua, job->scenario.spawn);
    lua_setfield(lua, -2, "spawn");
    script_push_json(lua, job->scenario.config);
    lua_setfield(lua, -2, "config");
    lua_newtable(lua); /* the scenario's clauses, as a set */
    for (size_t i = 0; i < job->scenario.clauses.count; i++) {
        lua_pushboolean(lua, true);
        lua_setfield(lua, -2, job->scenario.clauses.items[i]);
    }
    lua_setfield(lua, -2, "clauses");
}

static int break_off(struct driver *driver, struct script_error *error)
{
    driver->reason = script_error_text(error);
    driver->state = DRIVER_STATE_BROKEN;
    script_error_release(error);
    return -1;
}

int driver_start(struct driver *driver, struct job *job)
{
    driver->job = job;
    struct script_error error;
    script_error_init(&error);
    lua_State *lua = script_state(job->script);
    script_context_set(job->script, job);
    /* the prelude returns function(primitives, information, parts…) -> function(drive) to be run as the coroutine */
    if (script_run_prelude(job->script, "drive", drive_prelude_text, 1, &error) < 0)
        return break_off(driver, &error);
    driver_push_primitives(lua);
    push_information(lua, job);
    for (size_t i = 0; i < PART_COUNT; i++)
        if (script_run_prelude(job->script, parts[i].name, parts[i].text, 1, &error) < 0)
            return break_off(driver, &error);
    if (script_call(job->script, 2 + (int)PART_COUNT, 1, &error) < 0)
        return break_off(driver, &error);
    driver->thread = lua_newthread(lua);
    lua_insert(lua, -2); /* the thread stays anchored on the main stack */
    lua_xmove(lua, driver->thread, 1);
    lua_rawgeti(driver->thread, LUA_REGISTRYINDEX, job->scenario.drive_ref);
    driver->state = DRIVER_STATE_WAITING;
    return 0;
}

bool driver_is_scripts_own(const char *reason)
{
    return strstr(reason, "the script uses more than") != NULL ||
           strstr(reason, "the script ran more than") != NULL || strstr(reason, "cannot be opened: ") != NULL;
}

static void end_with_error(struct driver *driver, struct script_error *error)
{
    driver->state = DRIVER_STATE_FAILED;
    if (driver->check_failed)
        return;
    if (driver_is_scripts_own(error->reason)) {
        driver->state = DRIVER_STATE_BROKEN;
        driver->reason = phrase_print("%s:%d: %s", driver->job->plan.shown_file, error->line, error->reason);
        return;
    }
    /* an answer that lacks what the scenario relies on shows as a Lua error; so it is the subject's until proven otherwise */
    struct driver_check check = {
        .text = "the scenario could not go on with what the supervisor answered",
        .expected = "a value of the documented shape",
        .happened = error->reason,
        .line = error->line,
    };
    driver_record_check(driver, &check);
}

void driver_step(struct driver *driver)
{
    if (driver->state != DRIVER_STATE_WAITING)
        return;
    struct script_error error;
    script_error_init(&error);
    int count = 0;
    int arguments = lua_status(driver->thread) == LUA_OK ? lua_gettop(driver->thread) - 1 : 0;
    int status = script_resume(driver->job->script, driver->thread, arguments, &count, &error);
    if (status == LUA_YIELD) {
        lua_pop(driver->thread, count);
    } else if (status == LUA_OK) {
        driver->state = driver->check_failed ? DRIVER_STATE_FAILED : DRIVER_STATE_ENDED;
    } else {
        end_with_error(driver, &error);
    }
    script_error_release(&error);
}

void driver_release(struct driver *driver)
{
    free(driver->waiting_for);
    free(driver->concern);
    free(driver->reason);
    free(driver->inconclusive);
    *driver = (struct driver){0};
}
