/* The primitives of the child's script: what it receives, what it does to itself, what it says to the harness. What it sends is
 * in output.c. Every event goes out before the act. */
#include "bindings.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>

#include "child.h"
#include "message.h"
#include "output.h"
#include "shared/clock.h"
#include "shared/script.h"

#define RECEIVED_BODY_BYTES_MAX 65536U
#define WAIT_MS_MAX             600000

static const char *const pipe_names[] = {"stdin", "stdout", "stderr", NULL};

/* Receiving */

/* What a check has to say; all but `text` may be NULL. */
struct check_words {
    const char *text;
    const char *clause;
    const char *expected;
    const char *happened;
};

static void tell_check(struct child *child, lua_State *lua, bool ok, const struct check_words *words)
{
    struct control *control = &child->control;
    if (!control_listens(control))
        return;
    event_begin(control, "check");
    event_bool(control, "ok", ok);
    event_string(control, "text", words->text);
    if (words->clause)
        event_string(control, "clause", words->clause);
    if (words->expected)
        event_string(control, "expected", words->expected);
    if (words->happened)
        event_string(control, "happened", words->happened);
    const char *file = script_file(script_of(lua));
    if (file)
        event_string(control, "file", file);
    event_integer(control, "line", script_line(lua));
    event_end(control);
}

static void complain(struct child *child, const char *text)
{
    static const char name[] = "fake-child: ";
    (void)pipes_write_stderr(&child->pipes, name, sizeof(name) - 1);
    (void)pipes_write_stderr(&child->pipes, text, strlen(text));
    (void)pipes_write_stderr(&child->pipes, "\n", 1);
}

/* The parent broke the protocol: said as a failed check, then the child leaves. */
static _Noreturn void leave_bad_parent(
    struct child *child, lua_State *lua, const char *text, const char *clause)
{
    tell_check(child, lua, false, &(struct check_words){.text = text, .clause = clause, .happened = text});
    complain(child, text);
    child_leave(child, CHILD_EXIT_BAD_PARENT);
}

static void tell_received(struct child *child, const struct message *message, size_t length)
{
    struct control *control = &child->control;
    if (!control_listens(control) || !control->verbose)
        return;
    event_begin(control, "recv");
    event_string(control, "type", message->type);
    if (message->op)
        event_string(control, "op", message->op);
    event_unsigned(control, "bytes", length);
    char *body = json_print(message->body, NULL);
    if (strlen(body) <= RECEIVED_BODY_BYTES_MAX)
        event_json(control, "body", body);
    free(body);
    event_end(control);
}

static void configure(struct child *child, const struct json *body)
{
    uint64_t cap = json_get_uint64(body, "max_frame_bytes", FRAME_CAP_DEFAULT_BYTES);
    if (cap < FRAME_CAP_MIN_BYTES)
        cap = FRAME_CAP_MIN_BYTES;
    if (cap > FRAME_CAP_MAX_BYTES)
        cap = FRAME_CAP_MAX_BYTES;
    child->pipes.reader.cap = (uint32_t)cap;
}

/* receive() -> type, op or nil, body, length of the frame's JSON; nothing at end of file */
static int act_receive(lua_State *lua)
{
    struct child *child = child_of(lua);
    const char *text = NULL;
    size_t length = 0;
    struct message message;
    struct message_fault fault;
    int got = pipes_read_frame(&child->pipes, &text, &length);
    if (got == 0) {
        event_plain(&child->control, "stdin_eof");
        return 0;
    }
    if (got == -EBADF)
        return luaL_error(lua, "stdin is closed");
    if (got == -EPIPE)
        leave_bad_parent(child, lua, "the parent closed the pipe inside a frame", "WIRE-01");
    if (got == -EMSGSIZE)
        leave_bad_parent(child, lua, "a frame of the parent is longer than the cap", "WIRE-02");
    if (got < 0)
        child_leave(child, CHILD_EXIT_BROKEN_PIPE);
    enum message_result result = message_decode(text, length, &message, &fault);
    if (result == MESSAGE_BAD)
        leave_bad_parent(child, lua, fault.text, fault.clause);
    if (result == MESSAGE_DOUBTFUL)
        tell_check(child, lua, false,
            &(struct check_words){.text = fault.text, .clause = fault.clause, .happened = fault.text});
    tell_received(child, &message, length);
    if (strcmp(message.type, "configure_frame_limit") == 0)
        configure(child, message.body);
    lua_pushstring(lua, message.type);
    lua_pushstring(lua, message.op);
    script_push_json(lua, message.body);
    lua_pushinteger(lua, (lua_Integer)length);
    message_release(&message);
    return 4;
}

/* readable(ms) -> whether a byte or the end of file came within that time */
static int act_readable(lua_State *lua)
{
    struct child *child = child_of(lua);
    lua_Integer ms = luaL_checkinteger(lua, 1);
    luaL_argcheck(lua, ms >= 0 && ms <= WAIT_MS_MAX, 1, "from 0 to 600000 ms");
    lua_pushboolean(lua, pipes_readable(&child->pipes, ms * CLOCK_NS_PER_MS));
    return 1;
}

/* swallow(bytes) -> how many bytes of stdin it threw away, at least one; 0 at end of file */
static int act_swallow(lua_State *lua)
{
    struct child *child = child_of(lua);
    lua_Integer bytes = luaL_checkinteger(lua, 1);
    luaL_argcheck(lua, bytes > 0 && bytes <= SWALLOW_BYTES_MAX, 1, "from 1 to 65536 bytes");
    ssize_t got = pipes_swallow(&child->pipes, (size_t)bytes);
    lua_pushinteger(lua, got > 0 ? (lua_Integer)got : 0);
    return 1;
}

/* bad_parent(text, clause): for what only the script can see */
static int act_bad_parent(lua_State *lua)
{
    struct child *child = child_of(lua);
    leave_bad_parent(child, lua, luaL_checkstring(lua, 1), luaL_optstring(lua, 2, NULL));
}

/* Ends */

static int act_exit(lua_State *lua)
{
    struct child *child = child_of(lua);
    lua_Integer code = luaL_optinteger(lua, 1, 0);
    luaL_argcheck(lua, code >= 0 && code <= 255, 1, "an exit status is from 0 to 255");
    child_leave(child, (int)code);
}

static int act_abort(lua_State *lua)
{
    struct child *child = child_of(lua);
    int dump_core = lua_toboolean(lua, 1);
    event_begin(&child->control, "exiting");
    event_string(&child->control, "how", "abort");
    event_integer(&child->control, "signal", SIGABRT);
    event_end(&child->control);
    process_abort(dump_core);
}

static int check_signal(lua_State *lua, int index)
{
    int number = signal_number(luaL_tolstring(lua, index, NULL));
    luaL_argcheck(lua, number > 0, index, "there is no such signal");
    return number;
}

static int act_kill(lua_State *lua)
{
    struct child *child = child_of(lua);
    int number = check_signal(lua, 1);
    bool ends = number != SIGSTOP && number != SIGTSTP && number != SIGCONT && number != SIGCHLD &&
                number != SIGURG && number != SIGWINCH;
    if (ends) {
        event_begin(&child->control, "exiting");
        event_string(&child->control, "how", "signal");
        event_integer(&child->control, "signal", number);
        event_end(&child->control);
    }
    process_kill(number);
    return 0;
}

static int act_ignore(lua_State *lua)
{
    struct child *child = child_of(lua);
    int number = check_signal(lua, 1);
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&action.sa_mask);
    if (sigaction(number, &action, NULL) < 0)
        return luaL_error(lua, "signal %d cannot be ignored", number);
    event_begin(&child->control, "ignoring");
    event_integer(&child->control, "signal", number);
    event_end(&child->control);
    return 0;
}

static _Noreturn int act_hang(lua_State *lua)
{
    struct child *child = child_of(lua);
    event_plain(&child->control, "hang");
    for (;;)
        (void)control_wait(&child->control, -1, 0, CLOCK_FOREVER);
}

static int act_close(lua_State *lua)
{
    struct child *child = child_of(lua);
    int fd = luaL_checkoption(lua, 1, NULL, pipe_names);
    event_begin(&child->control, "closed");
    event_string(&child->control, "which", pipe_names[fd]);
    event_end(&child->control);
    pipes_close(&child->pipes, fd);
    return 0;
}

/* grandchild({"stdout", …}, talk) -> pid */
static int act_grandchild(lua_State *lua)
{
    struct child *child = child_of(lua);
    unsigned keep = 0;
    struct text hold;
    luaL_checktype(lua, 1, LUA_TTABLE);
    int talk = lua_isnoneornil(lua, 2) ? -1 : luaL_checkoption(lua, 2, NULL, pipe_names);
    lua_Integer count = luaL_len(lua, 1);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(lua, 1, i);
        keep |= 1U << luaL_checkoption(lua, -1, NULL, pipe_names);
        lua_pop(lua, 1);
    }
    pid_t pid = grandchild_start(keep, talk, child->control.socket_fd);
    if (pid < 0)
        return luaL_error(lua, "fork failed: %s", strerror(-pid));
    event_begin(&child->control, "grandchild");
    event_integer(&child->control, "pid", pid);
    text_init(&hold);
    for (unsigned fd = 0; fd < 3; fd++)
        if (keep & (1U << fd))
            text_append_format(&hold, "%s\"%s\"", hold.length ? "," : "[", pipe_names[fd]);
    text_append_string(&hold, hold.length ? "]" : "[]");
    event_json(&child->control, "hold", hold.bytes);
    text_release(&hold);
    event_end(&child->control);
    lua_pushinteger(lua, pid);
    return 1;
}

/* Memory */

static void tell_rss(struct child *child, uint64_t kib)
{
    event_begin(&child->control, "rss");
    event_unsigned(&child->control, "kib", kib);
    event_end(&child->control);
}

static int act_rss(lua_State *lua)
{
    struct child *child = child_of(lua);
    lua_Integer kib = luaL_checkinteger(lua, 1);
    luaL_argcheck(lua, kib > 0 && (uint64_t)kib <= ACTS_RSS_KIB_MAX, 1, "from 1 KiB to 8 GiB");
    tell_rss(child, (uint64_t)kib);
    int result = ballast_grow(&child->ballast, (uint64_t)kib);
    return result < 0 ? luaL_error(lua, "cannot grow to %I KiB: %s", kib, strerror(-result)) : 0;
}

static int act_rss_release(lua_State *lua)
{
    struct child *child = child_of(lua);
    uint64_t now = resident_kib();
    uint64_t held = ballast_kib(&child->ballast);
    tell_rss(child, now > held ? now - held : 0);
    ballast_release(&child->ballast);
    return 0;
}

/* Told when it is so: a figure that the parent takes earlier may still be one. */
static int act_hide_rss(lua_State *lua)
{
    struct child *child = child_of(lua);
    if (!child->hidden && leader_hide(&child->leader) < 0)
        return luaL_error(lua, "the leading thread did not end");
    child->hidden = true;
    event_plain(&child->control, "rss_hidden");
    return 0;
}

/* The harness */

static int act_meet(lua_State *lua)
{
    struct child *child = child_of(lua);
    const char *name = luaL_checkstring(lua, 1);
    event_begin(&child->control, "meet");
    event_string(&child->control, "name", name);
    event_end(&child->control);
    if (child->control.socket_fd < 0) {
        lua_pushfstring(lua, "meeting \"%s\": no harness to wait for, going on", name);
        complain(child, lua_tostring(lua, -1));
    }
    control_await_let(&child->control, name);
    return 0;
}

static int act_mark(lua_State *lua)
{
    struct child *child = child_of(lua);
    const char *name = luaL_checkstring(lua, 1);
    event_begin(&child->control, "mark");
    event_string(&child->control, "name", name);
    event_end(&child->control);
    return 0;
}

static int act_wait(lua_State *lua)
{
    struct child *child = child_of(lua);
    lua_Integer ms = luaL_checkinteger(lua, 1);
    luaL_argcheck(lua, ms >= 0 && ms <= WAIT_MS_MAX, 1, "from 0 to 600000 ms");
    event_begin(&child->control, "wait");
    event_integer(&child->control, "ms", ms);
    event_end(&child->control);
    (void)control_wait(&child->control, -1, 0, ms * CLOCK_NS_PER_MS);
    return 0;
}

/* check(condition, text, clause) -> condition */
/* check(condition, text, clause, expected, happened) -> whether it holds */
static int act_check(lua_State *lua)
{
    struct child *child = child_of(lua);
    bool ok = lua_toboolean(lua, 1);
    const char *text = luaL_checkstring(lua, 2);
    tell_check(child, lua, ok,
        &(struct check_words){
            .text = text,
            .clause = luaL_optstring(lua, 3, NULL),
            .expected = luaL_optstring(lua, 4, ok ? NULL : text),
            .happened = luaL_optstring(lua, 5, NULL),
        });
    if (!ok && child->control.socket_fd < 0) {
        lua_pushfstring(lua, "%s:%d: check failed: %s",
            script_file(script_of(lua)) ? script_file(script_of(lua)) : "?", script_line(lua), text);
        complain(child, lua_tostring(lua, -1));
    }
    lua_pushboolean(lua, ok);
    return 1;
}

static int act_getenv(lua_State *lua)
{
    lua_pushstring(lua, getenv(luaL_checkstring(lua, 1)));
    return 1;
}

void bindings_push(lua_State *lua)
{
    static const struct luaL_Reg primitives[] = {{"receive", act_receive}, {"readable", act_readable},
        {"swallow", act_swallow}, {"bad_parent", act_bad_parent}, {"send", output_send},
        {"burst", output_burst}, {"flood", output_flood}, {"frame", output_frame}, {"raw", output_raw},
        {"half", output_half}, {"dribble", output_dribble}, {"cork", output_cork}, {"uncork", output_uncork},
        {"stderr", output_stderr}, {"stderr_bytes", output_stderr_bytes}, {"exit", act_exit},
        {"abort", act_abort}, {"kill", act_kill}, {"ignore", act_ignore}, {"hang", act_hang},
        {"close", act_close}, {"grandchild", act_grandchild}, {"rss", act_rss},
        {"rss_release", act_rss_release}, {"hide_rss", act_hide_rss}, {"meet", act_meet}, {"mark", act_mark},
        {"wait", act_wait}, {"check", act_check}, {"getenv", act_getenv}, {NULL, NULL}};
    luaL_newlib(lua, primitives);
}
