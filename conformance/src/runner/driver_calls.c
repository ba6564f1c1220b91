/* The primitives that make calls and look at their answers and events. */
#include "runner/driver_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "runner/phrase.h"
#include "shared/clock.h"

#define NOTICE_QUIET_MS  15
#define NOTICE_LOOK_MS   3
#define NOTICE_GAP_MS    4
#define NOTICE_LOOKS_MAX 100 /* a parent that never rests does not hold the scenario up for longer … */
#define NOTICE_READY_MAX 10  /* … and one that has no processor for so many times as long */

/* executable(worker) -> path of what its supervisor is to run */
static int primitive_executable(lua_State *lua)
{
    const char *error;
    const struct worker *worker = job_worker(driver_job_at_work(lua), luaL_checkstring(lua, 1), &error);
    if (worker == NULL)
        return driver_give_up(lua, phrase_copy(error));
    lua_pushstring(lua, worker->executable);
    return 1;
}

/* The turns of who may learn of the end: the child's parent, and the adapter where that is another process, to be told by it. */
static int64_t turns_of_watchers(const struct job *job, const struct child *child, size_t *ret_threads)
{
    int64_t turns = process_turns(child->parent, ret_threads);
    if (child->parent == job->adapter_pid)
        return turns;
    size_t threads;
    int64_t others = process_turns(job->adapter_pid, &threads);
    *ret_threads += threads;
    if (turns >= 0 && others >= 0)
        return turns + others;
    return turns == -1 || others == -1 ? -1 : -2;
}

/* A runtime with threads of its own may hold what it knows for as long as its scheduler sleeps (Go's: 10 ms): its parent
   has noticed once none of its threads ran for a while. With one thread it has once it sleeps. */
static bool has_noticed(const struct job *job, struct child *child)
{
    size_t threads;
    int64_t turns = turns_of_watchers(job, child, &threads);
    if (turns >= 0 && threads <= 1)
        return true;
    int64_t now_ns = loop_now();
    int64_t gap_ns = now_ns - child->parent_look_ns;
    if (gap_ns > NOTICE_GAP_MS * CLOCK_NS_PER_MS)
        gap_ns = NOTICE_GAP_MS * CLOCK_NS_PER_MS; /* more than that we lost, and so may the parent have */
    bool rests = turns >= 0 && child->parent_look_ns != 0 && turns == child->parent_turns;
    child->parent_rest_ns = rests ? child->parent_rest_ns + gap_ns : 0;
    child->parent_turns = turns;
    child->parent_look_ns = now_ns;
    return child->parent_rest_ns >= NOTICE_QUIET_MS * CLOCK_NS_PER_MS;
}

/* A child that ended while its parent may be about to notice: many supervisors learn of it in a thread or an event of their
   own, some moments after the kernel knows. NULL: there is none. While a call is in flight no parent comes to rest. */
static struct child *unnoticed_end(struct job *job)
{
    if (job->calls.unsettled > 0)
        return NULL;
    for (size_t i = job->children.count; i > 0; i--) {
        struct child *child = job->children.items[i - 1];
        if (child->state == CHILD_STATE_ALIVE || child->end_noticed)
            continue;
        /* who holds no pipe of it any more knows */
        bool given_up = child->descriptors_clean && child->parent == job->adapter_pid;
        child->end_noticed = given_up || has_noticed(job, child);
        if (!child->end_noticed)
            return child;
    }
    return NULL;
}

/* `looks`: how often it was looked whether ends were noticed. */
static int call_again(lua_State *lua, int status, lua_KContext looks)
{
    (void)status;
    struct job *job = driver_job_at_work(lua);
    const char *worker = luaL_optstring(lua, 1, NULL);
    const char *verb = luaL_checkstring(lua, 2);
    struct child *ended = unnoticed_end(job);
    if (ended != NULL && looks < NOTICE_LOOKS_MAX * NOTICE_READY_MAX) {
        job_wake(job, NOTICE_LOOK_MS);
        return driver_wait(lua, looks + (ended->parent_turns == -1 ? 1 : NOTICE_READY_MAX), call_again,
            "the parent of child %s/%d to notice its end", ended->worker->name, ended->generation);
    }
    if (ended != NULL)
        ended->end_noticed = true;
    struct json *arguments = NULL;
    struct script_error error;
    script_error_init(&error);
    if (script_to_json(lua, 3, &arguments, &error) < 0) {
        char *reason = phrase_copy(error.reason);
        script_error_release(&error);
        return driver_give_up(lua, reason);
    }
    const struct call *call = job_call(job, worker, verb, arguments);
    if (call == NULL)
        return driver_wait(lua, 0, NULL, "the adapter, which is gone");
    lua_pushinteger(lua, (lua_Integer)call->id);
    return 1;
}

/* call(worker or nil, verb, arguments) -> id; waits until the parent of a child that ended had the time to notice */
static int primitive_call(lua_State *lua)
{
    return call_again(lua, LUA_OK, 0);
}

static struct call *check_call(lua_State *lua)
{
    struct call *call = calls_find(&driver_job_at_work(lua)->calls, (uint64_t)luaL_checkinteger(lua, 1));
    if (call == NULL)
        (void)driver_give_up(lua, phrase_copy("there is no such call"));
    return call;
}

static int answer_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    const struct call *call = check_call(lua);
    if (call->answered_ns == 0)
        return driver_wait(lua, 0, answer_again, "the answer to call %" PRIu64 " (%s)", call->id, call->verb);
    if (call->answer == MESSAGE_KIND_UNSUPPORTED) {
        char *expected = phrase_print(
            "an answer to %s: hello claims the profile %s", call->verb, driver_job(lua)->scenario.profile);
        char *happened = phrase_print("unsupported: %s", json_string(call->value));
        struct driver_check check = {"a claimed profile answers", expected, happened, NULL, 0};
        driver_record_check(&driver_job(lua)->driver, &check);
        free(expected);
        free(happened);
        return driver_stop(lua);
    }
    lua_pushstring(lua, message_kind_name(call->answer));
    script_push_json(lua, call->value);
    return 2;
}

/* answer(id) -> "ok" or "error", value; waits */
static int primitive_answer(lua_State *lua)
{
    return answer_again(lua, LUA_OK, 0);
}

static struct call_events *check_events(lua_State *lua, struct call *call)
{
    const char *name = luaL_checkstring(lua, 2);
    for (enum message_kind kind = MESSAGE_KIND_ROW; kind < MESSAGE_KIND_COUNT; kind++) {
        if (strcmp(message_kind_name(kind), name) == 0)
            return &call->events[kind - MESSAGE_KIND_ROW];
    }
    (void)driver_give_up(lua, phrase_copy("there is no such kind of event"));
    return NULL;
}

static int event_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    struct call *call = check_call(lua);
    struct call_events *events = check_events(lua, call);
    if (events->next < events->count) {
        script_push_json(lua, events->items[events->next++]);
        return 1;
    }
    if (call->answered_ns != 0)
        return 0;
    return driver_wait(
        lua, 0, event_again, "a %s of call %" PRIu64 " (%s)", lua_tostring(lua, 2), call->id, call->verb);
}

/* event(id, kind) -> the next event of that kind, or nil where the call ended without one; waits */
static int primitive_event(lua_State *lua)
{
    return event_again(lua, LUA_OK, 0);
}

/* events(id, kind) -> list of all so far */
static int primitive_events(lua_State *lua)
{
    const struct call_events *events = check_events(lua, check_call(lua));
    lua_createtable(lua, events->count > 1024 ? 1024 : (int)events->count, 0);
    for (size_t i = 0; i < events->count; i++) {
        script_push_json(lua, events->items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* event_count(id, kind) -> how many so far */
static int primitive_event_count(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)check_events(lua, check_call(lua))->count);
    return 1;
}

/* pending(id) -> is there no answer yet?   pending(): has any call none? */
static int primitive_pending(lua_State *lua)
{
    if (lua_isnoneornil(lua, 1))
        lua_pushboolean(lua, driver_job_at_work(lua)->calls.unsettled > 0);
    else
        lua_pushboolean(lua, check_call(lua)->answered_ns == 0);
    return 1;
}

/* released(id): the call's sink was let go */
static int primitive_released(lua_State *lua)
{
    check_call(lua)->released = true;
    return 0;
}

/* elapsed(id) -> real milliseconds from call to answer, and those that the machine took */
static int primitive_elapsed(lua_State *lua)
{
    const struct call *call = check_call(lua);
    int64_t end_ns = call->answered_ns != 0 ? call->answered_ns : loop_now();
    lua_pushnumber(lua, (double)(end_ns - call->started_ns) / (double)CLOCK_NS_PER_MS);
    lua_pushnumber(lua, (double)call->lost_ns / (double)CLOCK_NS_PER_MS);
    return 2;
}

const luaL_Reg driver_call_primitives[] = {
    {"executable", primitive_executable},
    {"call", primitive_call},
    {"answer", primitive_answer},
    {"event", primitive_event},
    {"events", primitive_events},
    {"event_count", primitive_event_count},
    {"pending", primitive_pending},
    {"released", primitive_released},
    {"elapsed", primitive_elapsed},
    {NULL, NULL},
};
