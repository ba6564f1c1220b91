#include "runner/driver_primitives.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "runner/job.h"
#include "runner/phrase.h"
#include "runner/process.h"
#include "shared/clock.h"

/* Every wait is a function that looks whether what it waits for is there, and otherwise yields; it runs anew from its
 * arguments, which stay on the stack, each time something happened. */

static struct job *job_of(lua_State *lua)
{
    return script_context(script_of(lua));
}

/* Ends the script here; what there is to say about it was recorded. Not even pcall goes on after it. */
static int stop(lua_State *lua)
{
    job_of(lua)->driver.check_failed = true;
    script_uncatchable(script_of(lua));
    return luaL_error(lua, "the scenario ended at a failed check");
}

/* After a failed check nothing more is done. */
static struct job *job_at_work(lua_State *lua)
{
    struct job *job = job_of(lua);
    if (job->driver.check_failed)
        (void)stop(lua);
    return job;
}

/* Ends the script for a reason that is not the subject's: the scenario asks for what there is not, or the machine has not got it.
   Takes `reason`. */
static int give_up(lua_State *lua, char *reason)
{
    struct job *job = job_of(lua);
    int line = script_line(lua);
    if (job->inconclusive == NULL)
        job->inconclusive =
            phrase_print("%s:%d: %s", job->plan.shown_file, line > 0 ? line : job->scenario.line, reason);
    free(reason);
    return stop(lua);
}

/* misuse(text): the scenario uses this API wrongly */
static int primitive_misuse(lua_State *lua)
{
    return give_up(lua, phrase_copy(luaL_checkstring(lua, 1)));
}

__attribute__((format(printf, 4, 5))) static int wait_on(
    lua_State *lua, lua_KContext context, lua_KFunction again, const char *format, ...)
{
    struct driver *driver = &job_of(lua)->driver;
    free(driver->waiting_for);
    va_list arguments;
    va_start(arguments, format);
    driver->waiting_for = phrase_vprint(format, arguments);
    va_end(arguments);
    return lua_yieldk(lua, 0, context, again);
}

static int fail_check(lua_State *lua, const char *text, const char *expected, const char *happened)
{
    struct driver_check check = {.text = text, .expected = expected, .happened = happened};
    driver_record_check(&job_of(lua)->driver, &check);
    return stop(lua);
}

static const char *string_field(lua_State *lua, int index, const char *name)
{
    lua_getfield(lua, index, name);
    return lua_tostring(lua, -1); /* stays on the stack, and so alive, until the function returns */
}

/* fail{text=, expected=, happened=, clause=} */
static int primitive_fail(lua_State *lua)
{
    struct job *job = job_at_work(lua);
    luaL_checktype(lua, 1, LUA_TTABLE);
    struct driver_check check = {
        .text = string_field(lua, 1, "text"),
        .expected = string_field(lua, 1, "expected"),
        .happened = string_field(lua, 1, "happened"),
        .clause = string_field(lua, 1, "clause"),
    };
    driver_record_check(&job->driver, &check);
    return stop(lua);
}

/* passed(): a check held */
static int primitive_passed(lua_State *lua)
{
    job_at_work(lua)->driver.checks++;
    return 0;
}

/* inconclusive(text): a limit was missed that the machine may have broken */
static int primitive_inconclusive(lua_State *lua)
{
    struct job *job = job_at_work(lua);
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
    return stop(lua);
}

/* clock() -> ms of a monotonic clock, real time */
static int primitive_clock(lua_State *lua)
{
    lua_pushnumber(lua, (double)loop_now() / (double)CLOCK_NS_PER_MS);
    return 1;
}

/* ---- calls ---- */

/* executable(worker) -> path of what its supervisor is to run */
static int primitive_executable(lua_State *lua)
{
    const char *error;
    const struct worker *worker = job_worker(job_at_work(lua), luaL_checkstring(lua, 1), &error);
    if (worker == NULL)
        return give_up(lua, phrase_copy(error));
    lua_pushstring(lua, worker->executable);
    return 1;
}

/* call(worker or nil, verb, arguments) -> id */
static int primitive_call(lua_State *lua)
{
    struct job *job = job_at_work(lua);
    const char *worker = luaL_optstring(lua, 1, NULL);
    const char *verb = luaL_checkstring(lua, 2);
    struct json *arguments = NULL;
    struct script_error error;
    script_error_init(&error);
    if (script_to_json(lua, 3, &arguments, &error) < 0) {
        char *reason = phrase_copy(error.reason);
        script_error_release(&error);
        return give_up(lua, reason);
    }
    const struct call *call = job_call(job, worker, verb, arguments);
    if (call == NULL)
        return wait_on(lua, 0, NULL, "the adapter, which is gone");
    lua_pushinteger(lua, (lua_Integer)call->id);
    return 1;
}

static struct call *check_call(lua_State *lua)
{
    struct call *call = calls_find(&job_at_work(lua)->calls, (uint64_t)luaL_checkinteger(lua, 1));
    if (call == NULL)
        (void)give_up(lua, phrase_copy("there is no such call"));
    return call;
}

static int answer_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    const struct call *call = check_call(lua);
    if (call->answered_ns == 0)
        return wait_on(lua, 0, answer_again, "the answer to call %" PRIu64 " (%s)", call->id, call->verb);
    if (call->answer == MESSAGE_KIND_UNSUPPORTED) {
        char *expected = phrase_print(
            "an answer to %s: hello claims the profile %s", call->verb, job_of(lua)->scenario.profile);
        char *happened = phrase_print("unsupported: %s", json_string(call->value));
        struct driver_check check = {"a claimed profile answers", expected, happened, NULL, 0};
        driver_record_check(&job_of(lua)->driver, &check);
        free(expected);
        free(happened);
        return stop(lua);
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
    (void)give_up(lua, phrase_copy("there is no such kind of event"));
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
    return wait_on(
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
        lua_pushboolean(lua, job_at_work(lua)->calls.unsettled > 0);
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

/* ---- children ---- */

/* Where no call is in flight and no child of the worker lives, nothing that a child does can be waited for. */
static void check_hope(lua_State *lua, const char *worker, const char *what)
{
    struct job *job = job_of(lua);
    if (job->calls.unsettled > 0 || children_any_alive(&job->children, worker))
        return;
    const struct worker *known = children_worker(&job->children, worker);
    char *happened = phrase_print("no call is in flight, and of the %d children of %s none lives",
        known == NULL ? 0 : known->spawned, worker);
    struct driver_check check = {what, "a child that gets there", happened, NULL, 0};
    driver_record_check(&job->driver, &check);
    free(happened);
    (void)stop(lua);
}

static int meet_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    struct job *job = job_at_work(lua);
    const char *worker = luaL_checkstring(lua, 1);
    const char *name = luaL_checkstring(lua, 2);
    struct child *child = children_meeting(&job->children, worker, name);
    if (child == NULL) {
        lua_pushfstring(lua, "the child of %s reaches the meeting point \"%s\"", worker, name);
        check_hope(lua, worker, lua_tostring(lua, -1));
        lua_pop(lua, 1);
        return wait_on(lua, 0, meet_again, "the child of %s at the meeting point \"%s\"", worker, name);
    }
    if (lua_toboolean(lua, 3))
        child_let_go(child);
    lua_pushinteger(lua, child->generation);
    return 1;
}

/* meet(worker, name, let_go) -> generation; waits for the child at a meeting point */
static int primitive_meet(lua_State *lua)
{
    return meet_again(lua, LUA_OK, 0);
}

static int mark_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    struct job *job = job_at_work(lua);
    const char *worker = luaL_checkstring(lua, 1);
    const char *name = luaL_checkstring(lua, 2);
    if (children_take_mark(&job->children, worker, name))
        return 0;
    lua_pushfstring(lua, "the child of %s reaches the mark \"%s\"", worker, name);
    check_hope(lua, worker, lua_tostring(lua, -1));
    lua_pop(lua, 1);
    return wait_on(lua, 0, mark_again, "the mark \"%s\" of a child of %s", name, worker);
}

/* mark(worker, name); waits for a mark */
static int primitive_mark(lua_State *lua)
{
    return mark_again(lua, LUA_OK, 0);
}

/* spawned(worker) -> how many children reported */
static int primitive_spawned(lua_State *lua)
{
    const struct worker *worker = children_worker(&job_at_work(lua)->children, luaL_checkstring(lua, 1));
    lua_pushinteger(lua, worker == NULL ? 0 : worker->spawned);
    return 1;
}

/* none_expected(): the scenario says that no child is due */
static int primitive_none_expected(lua_State *lua)
{
    job_at_work(lua)->driver.expects_no_child = true;
    return 0;
}

static struct child *check_child(lua_State *lua)
{
    return children_find(
        &job_at_work(lua)->children, luaL_checkstring(lua, 1), (int)luaL_checkinteger(lua, 2));
}

static int child_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    const char *worker = luaL_checkstring(lua, 1);
    int generation = (int)luaL_checkinteger(lua, 2);
    const struct child *child = check_child(lua);
    if (child == NULL) {
        if (job_of(lua)->calls.unsettled > 0)
            return wait_on(lua, 0, child_again, "child %s/%d to be started", worker, generation);
        const struct worker *known = children_worker(&job_of(lua)->children, worker);
        char *expected = phrase_print("a child %s/%d", worker, generation);
        char *happened = phrase_print("%d children were started", known == NULL ? 0 : known->spawned);
        struct driver_check check = {"the child was started", expected, happened, NULL, 0};
        driver_record_check(&job_of(lua)->driver, &check);
        free(expected);
        free(happened);
        return stop(lua);
    }
    script_push_json(lua, child->hello);
    lua_pushinteger(lua, child->pid);
    return 2;
}

/* child(worker, generation) -> what it said in its hello, pid; waits while a call is in flight */
static int primitive_child(lua_State *lua)
{
    return child_again(lua, LUA_OK, 0);
}

static struct child *check_known_child(lua_State *lua)
{
    struct child *child = check_child(lua);
    if (child == NULL)
        (void)give_up(lua, phrase_copy("there is no such child yet: ask sup:child first"));
    return child;
}

/* child_state(worker, generation) -> "alive", "zombie", "reaped" */
static int primitive_child_state(lua_State *lua)
{
    const struct child *child = check_known_child(lua);
    children_drain(&job_of(lua)->children);
    lua_pushstring(lua, child_state_name(child->state));
    return 1;
}

static const struct {
    const char *name;
    int number;
} signals[] = {
    {"ABRT", SIGABRT},
    {"ALRM", SIGALRM},
    {"BUS", SIGBUS},
    {"CHLD", SIGCHLD},
    {"CONT", SIGCONT},
    {"FPE", SIGFPE},
    {"HUP", SIGHUP},
    {"ILL", SIGILL},
    {"INT", SIGINT},
    {"KILL", SIGKILL},
    {"PIPE", SIGPIPE},
    {"QUIT", SIGQUIT},
    {"SEGV", SIGSEGV},
    {"STOP", SIGSTOP},
    {"TERM", SIGTERM},
    {"TRAP", SIGTRAP},
    {"TSTP", SIGTSTP},
    {"TTIN", SIGTTIN},
    {"TTOU", SIGTTOU},
    {"URG", SIGURG},
    {"USR1", SIGUSR1},
    {"USR2", SIGUSR2},
    {"WINCH", SIGWINCH},
    {"XCPU", SIGXCPU},
    {"XFSZ", SIGXFSZ},
};

static int signal_number(const char *name)
{
    if (strncmp(name, "SIG", 3) == 0)
        name += 3;
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        if (strcmp(signals[i].name, name) == 0)
            return signals[i].number;
    }
    return 0;
}

/* child_signal(worker, generation, name) */
static int primitive_child_signal(lua_State *lua)
{
    const struct child *child = check_known_child(lua);
    const char *name = luaL_checkstring(lua, 3);
    int number = signal_number(name);
    if (number == 0)
        return give_up(lua, phrase_print("there is no signal `%s`", name));
    children_drain(&job_of(lua)->children);
    if (child->state == CHILD_STATE_REAPED || process_signal(child->pidfd, number) < 0)
        return fail_check(lua, "the child is there to get a signal", "a process", "it is reaped already");
    char *note = phrase_print("sent %s to child %s/%d", name, child->worker->name, child->generation);
    recorder_note(&job_of(lua)->recorder, note);
    free(note);
    return 0;
}

static int exit_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    const struct child *child = check_known_child(lua);
    if (child->state == CHILD_STATE_ALIVE)
        return wait_on(lua, 0, exit_again, "the end of child %s/%d", child->worker->name, child->generation);
    return 0;
}

/* child_exit(worker, generation); waits for its end */
static int primitive_child_exit(lua_State *lua)
{
    return exit_again(lua, LUA_OK, 0);
}

static int received_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    const struct child *child = check_known_child(lua);
    size_t wanted = (size_t)luaL_checkinteger(lua, 3);
    if (child->received.count < wanted && child->state == CHILD_STATE_ALIVE)
        return wait_on(lua, 0, received_again, "child %s/%d to have received %zu requests (it has %zu)",
            child->worker->name, child->generation, wanted, child->received.count);
    lua_newtable(lua);
    for (size_t i = 0; i < child->received.count; i++) {
        lua_pushstring(lua, child->received.items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* received(worker, generation, n) -> the requests that it got; waits for n of them while it lives */
static int primitive_received(lua_State *lua)
{
    return received_again(lua, LUA_OK, 0);
}

/* Names what is left of one child; NULL: nothing. */
static char *leftover(const struct child *child)
{
    if (child->state != CHILD_STATE_REAPED)
        return phrase_print("child %s/%d (pid %ld) is %s", child->worker->name, child->generation,
            (long)child->pid, child->state == CHILD_STATE_ALIVE ? "alive" : "a zombie");
    if (!child->descriptors_clean)
        return phrase_print("its parent (pid %ld) still holds a pipe of child %s/%d", (long)child->parent,
            child->worker->name, child->generation);
    return NULL;
}

/* gone(worker) -> nil, or what is left */
static int primitive_gone(lua_State *lua)
{
    struct job *job = job_at_work(lua);
    const char *worker = luaL_checkstring(lua, 1);
    children_drain(&job->children);
    children_record_descriptors(&job->children, worker);
    for (size_t i = 0; i < job->children.count; i++) {
        const struct child *child = job->children.items[i];
        char *left = strcmp(child->worker->name, worker) == 0 ? leftover(child) : NULL;
        if (left == NULL)
            continue;
        lua_pushstring(lua, left);
        free(left);
        return 1;
    }
    return 0;
}

/* step_wall(seconds) */
static int primitive_step_wall(lua_State *lua)
{
    struct job *job = job_at_work(lua);
    int64_t seconds = luaL_checkinteger(lua, 1);
    if (!job->scenario.time_step_wall)
        return give_up(lua, phrase_copy("step_wall needs time = { step_wall = true } in the scenario"));
    if (job_step_wall(job, seconds) < 0)
        return stop(lua);
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

void driver_push_primitives(lua_State *lua)
{
    static const luaL_Reg primitives[] = {
        {"setmetatable", primitive_setmetatable},
        {"misuse", primitive_misuse},
        {"fail", primitive_fail},
        {"passed", primitive_passed},
        {"inconclusive", primitive_inconclusive},
        {"executable", primitive_executable},
        {"call", primitive_call},
        {"answer", primitive_answer},
        {"event", primitive_event},
        {"events", primitive_events},
        {"event_count", primitive_event_count},
        {"pending", primitive_pending},
        {"released", primitive_released},
        {"give_up", primitive_give_up},
        {"clock", primitive_clock},
        {"elapsed", primitive_elapsed},
        {"meet", primitive_meet},
        {"mark", primitive_mark},
        {"spawned", primitive_spawned},
        {"none_expected", primitive_none_expected},
        {"child", primitive_child},
        {"child_state", primitive_child_state},
        {"child_signal", primitive_child_signal},
        {"child_exit", primitive_child_exit},
        {"received", primitive_received},
        {"gone", primitive_gone},
        {"step_wall", primitive_step_wall},
        {NULL, NULL},
    };
    luaL_newlib(lua, primitives);
}
