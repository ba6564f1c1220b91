/* The primitives that wait for the children of a worker, look at them and send them signals. */
#include "runner/driver_private.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner/phrase.h"
#include "runner/process.h"

#define STRANGERS_MAX 64

/* Where no call is in flight and no child of the worker lives, nothing that a child does can be waited for. */
static void check_hope(lua_State *lua, const char *worker, const char *what)
{
    struct job *job = driver_job(lua);
    if (job->calls.unsettled > 0 || children_any_alive(&job->children, worker))
        return;
    const struct worker *known = children_worker(&job->children, worker);
    char *happened = phrase_print("no call is in flight, and of the %d children of %s none lives",
        known == NULL ? 0 : known->spawned, worker);
    struct driver_check check = {what, "a child that gets there", happened, NULL, 0};
    driver_record_check(&job->driver, &check);
    free(happened);
    (void)driver_stop(lua);
}

static int meet_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    struct job *job = driver_job_at_work(lua);
    const char *worker = luaL_checkstring(lua, 1);
    const char *name = luaL_checkstring(lua, 2);
    struct child *child = children_meeting(&job->children, worker, name);
    if (child == NULL) {
        lua_pushfstring(lua, "the child of %s reaches the meeting point \"%s\"", worker, name);
        check_hope(lua, worker, lua_tostring(lua, -1));
        lua_pop(lua, 1);
        return driver_wait(lua, 0, meet_again, "the child of %s at the meeting point \"%s\"", worker, name);
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

/* The child whose end is waited for beside the mark: the newest at the first look, whoever comes after it. NEWEST is its generation
   and one, 0 before there was any. */
static bool ended_before_mark(const struct job *job, const char *worker, lua_KContext *newest)
{
    const struct worker *known = children_worker(&job->children, worker);
    if (*newest == 0 && known != NULL)
        *newest = known->spawned;
    const struct child *child = *newest == 0 ? NULL : children_find(&job->children, worker, (int)*newest - 1);
    return child == NULL ? !children_any_alive(&job->children, worker) : child->state != CHILD_STATE_ALIVE;
}

static int mark_again(lua_State *lua, int status, lua_KContext newest)
{
    (void)status;
    struct job *job = driver_job_at_work(lua);
    const char *worker = luaL_checkstring(lua, 1);
    const char *name = luaL_checkstring(lua, 2);
    if (children_take_mark(&job->children, worker, name))
        return 0;
    if (lua_toboolean(lua, 3) && ended_before_mark(job, worker, &newest))
        return 0;
    lua_pushfstring(lua, "the child of %s reaches the mark \"%s\"", worker, name);
    check_hope(lua, worker, lua_tostring(lua, -1));
    lua_pop(lua, 1);
    return driver_wait(lua, newest, mark_again, "the mark \"%s\" of a child of %s", name, worker);
}

/* mark(worker, name, or_end); waits for a mark, or, with or_end, for the child's end */
static int primitive_mark(lua_State *lua)
{
    return mark_again(lua, LUA_OK, 0);
}

/* spawned(worker) -> how many children reported */
static int primitive_spawned(lua_State *lua)
{
    const struct worker *worker =
        children_worker(&driver_job_at_work(lua)->children, luaL_checkstring(lua, 1));
    lua_pushinteger(lua, worker == NULL ? 0 : worker->spawned);
    return 1;
}

/* none_expected(): the scenario says that no child is due */
static int primitive_none_expected(lua_State *lua)
{
    driver_job_at_work(lua)->driver.expects_no_child = true;
    return 0;
}

static struct child *check_child(lua_State *lua)
{
    return children_find(
        &driver_job_at_work(lua)->children, luaL_checkstring(lua, 1), (int)luaL_checkinteger(lua, 2));
}

static int child_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    const char *worker = luaL_checkstring(lua, 1);
    int generation = (int)luaL_checkinteger(lua, 2);
    const struct child *child = check_child(lua);
    if (child == NULL) {
        if (driver_job(lua)->calls.unsettled > 0)
            return driver_wait(lua, 0, child_again, "child %s/%d to be started", worker, generation);
        const struct worker *known = children_worker(&driver_job(lua)->children, worker);
        char *expected = phrase_print("a child %s/%d", worker, generation);
        char *happened = phrase_print("%d children were started", known == NULL ? 0 : known->spawned);
        struct driver_check check = {"the child was started", expected, happened, NULL, 0};
        driver_record_check(&driver_job(lua)->driver, &check);
        free(expected);
        free(happened);
        return driver_stop(lua);
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
        (void)driver_give_up(lua, phrase_copy("there is no such child yet: ask sup:child first"));
    return child;
}

/* child_state(worker, generation) -> "alive", "zombie", "reaped" */
static int primitive_child_state(lua_State *lua)
{
    const struct child *child = check_known_child(lua);
    children_drain(&driver_job(lua)->children);
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
        return driver_give_up(lua, phrase_print("there is no signal `%s`", name));
    children_drain(&driver_job(lua)->children);
    if (child->state == CHILD_STATE_REAPED || process_signal(child->pidfd, number) < 0)
        return driver_fail_check(
            lua, "the child is there to get a signal", "a process", "it is reaped already");
    char *note = phrase_print("sent %s to child %s/%d", name, child->worker->name, child->generation);
    recorder_note(&driver_job(lua)->recorder, note);
    free(note);
    return 0;
}

static int exit_again(lua_State *lua, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    const struct child *child = check_known_child(lua);
    if (child->state == CHILD_STATE_ALIVE)
        return driver_wait(
            lua, 0, exit_again, "the end of child %s/%d", child->worker->name, child->generation);
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
        return driver_wait(lua, 0, received_again, "child %s/%d to have received %zu requests (it has %zu)",
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
static char *leftover(const struct child *child, bool pipes_may_be_open)
{
    if (child->state != CHILD_STATE_REAPED)
        return phrase_print("child %s/%d (pid %ld) is %s", child->worker->name, child->generation,
            (long)child->pid, child->state == CHILD_STATE_ALIVE ? "alive" : "a zombie");
    if (!child->descriptors_clean && !pipes_may_be_open)
        return phrase_print("its parent (pid %ld) still holds a descriptor of child %s/%d",
            (long)child->parent, child->worker->name, child->generation);
    return NULL;
}

/* A zombie that the adapter has and that no fake child ever was: what became of a program that could not be run. Only
   where no call is in flight, in which it might yet be reaped. */
static char *stranger(const struct job *job)
{
    pid_t pids[STRANGERS_MAX];
    size_t count = job->calls.unsettled > 0 ? 0 : process_children(job->adapter_pid, pids, STRANGERS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct process_facts facts;
        bool known = false;
        for (size_t k = 0; k < job->children.count && !known; k++)
            known = job->children.items[k]->pid == pids[i];
        if (!known && process_facts_read(pids[i], &facts) == 0 && facts.state == 'Z')
            return phrase_print("the adapter has a zombie (pid %ld, %s)", (long)pids[i], facts.comm);
    }
    return NULL;
}

/* gone(worker, pipes_may_be_open) -> nil, or what is left */
static int primitive_gone(lua_State *lua)
{
    struct job *job = driver_job_at_work(lua);
    const char *worker = luaL_checkstring(lua, 1);
    bool pipes_may_be_open = lua_toboolean(lua, 2);
    children_drain(&job->children);
    children_record_descriptors(&job->children, worker);
    for (size_t i = 0; i < job->children.count; i++) {
        const struct child *child = job->children.items[i];
        char *left = strcmp(child->worker->name, worker) == 0 ? leftover(child, pipes_may_be_open) : NULL;
        if (left == NULL)
            continue;
        lua_pushstring(lua, left);
        free(left);
        return 1;
    }
    char *left = stranger(job);
    if (left == NULL)
        return 0;
    lua_pushstring(lua, left);
    free(left);
    return 1;
}

/* descriptors() -> how many descriptors the adapter has open, or nil where /proc does not tell */
static int primitive_descriptors(lua_State *lua)
{
    struct job *job = driver_job_at_work(lua);
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%ld/fd", (long)job->adapter_pid);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return 0;
    lua_Integer count = 0;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(folder);
    lua_pushinteger(lua, count);
    return 1;
}

/* memory(worker) -> KiB of memory that the parent of its newest child has; nil where /proc does not tell */
static int primitive_memory(lua_State *lua)
{
    struct job *job = driver_job_at_work(lua);
    const struct worker *worker = children_worker(&job->children, luaL_checkstring(lua, 1));
    const struct child *child =
        worker == NULL ? NULL : children_find(&job->children, worker->name, worker->spawned - 1);
    int64_t kib = child == NULL ? 0 : process_memory_kib(child->parent);
    if (kib <= 0)
        return 0;
    lua_pushinteger(lua, kib);
    return 1;
}

/* interrupt(worker): whatever the parent of its newest child waits in is interrupted */
static int primitive_interrupt(lua_State *lua)
{
    struct job *job = driver_job_at_work(lua);
    const struct worker *worker = children_worker(&job->children, luaL_checkstring(lua, 1));
    const struct child *child =
        worker == NULL ? NULL : children_find(&job->children, worker->name, worker->spawned - 1);
    pid_t parent = child == NULL ? job->adapter_pid : child->parent;
    if (process_interrupt(parent) < 0)
        return driver_give_up(lua, phrase_copy("the parent could not be stopped for a moment"));
    recorder_note(&job->recorder, "stopped the parent for a moment: what it waited in was interrupted");
    return 0;
}

const luaL_Reg driver_child_primitives[] = {
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
    {"descriptors", primitive_descriptors},
    {"memory", primitive_memory},
    {"interrupt", primitive_interrupt},
    {NULL, NULL},
};
