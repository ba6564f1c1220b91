#include "child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "bindings.h"
#include "shared/scenario.h"
#include "shared/script.h"

/* worker.lua, the worker's API on the primitives, and serve.lua, the default answers; compiled by compile.lua */
extern const unsigned char fake_child_worker_lua[];
extern const size_t fake_child_worker_lua_size;
extern const unsigned char fake_child_serve_lua[];
extern const size_t fake_child_serve_lua_size;

void child_init(struct child *child, int trace_fd)
{
    *child = (struct child){.worker = "a"};
    control_init(&child->control, trace_fd);
    pipes_init(&child->pipes, &child->control);
    text_init(&child->body);
    text_init(&child->payload);
    text_init(&child->frame);
}

void child_release(struct child *child)
{
    ballast_release(&child->ballast);
    pipes_release(&child->pipes);
    control_release(&child->control);
    text_release(&child->body);
    text_release(&child->payload);
    text_release(&child->frame);
}

static void tell_exiting(struct child *child, const char *how, int code)
{
    if (!control_listens(&child->control))
        return;
    event_begin(&child->control, "exiting");
    event_string(&child->control, "how", how);
    event_integer(&child->control, "code", code);
    event_end(&child->control);
}

void child_leave(struct child *child, int code)
{
    tell_exiting(child, "exit", code);
    process_exit(code);
}

/* `script_error`, on both lines: whoever reads either one must see why. */
static int report_script_error(struct child *child, const struct script_error *error)
{
    struct control *control = &child->control;
    char *text = script_error_text(error);
    (void)fprintf(stderr, "fake-child: %s\n", text);
    free(text);
    if (control_listens(control)) {
        event_begin(control, "script_error");
        event_string(control, "message", error->reason);
        if (error->file)
            event_string(control, "file", error->file);
        event_integer(control, "line", error->line);
        event_end(control);
    }
    tell_exiting(child, "exit", CHILD_EXIT_SCRIPT_ERROR);
    return CHILD_EXIT_SCRIPT_ERROR;
}

/* Makes the table that worker.lua is told about this process. */
static void push_facts(lua_State *lua, const struct child *child)
{
    lua_createtable(lua, 0, 3);
    lua_pushinteger(lua, child->generation);
    lua_setfield(lua, -2, "generation");
    lua_pushstring(lua, child->worker);
    lua_setfield(lua, -2, "name");
    lua_newtable(lua);
    for (lua_Integer i = 0; child->arguments && child->arguments[i]; i++) {
        lua_pushstring(lua, child->arguments[i]);
        lua_rawseti(lua, -2, i + 1);
    }
    lua_setfield(lua, -2, "args");
}

/* worker.lua(primitives, facts, answers) -> worker, check, default child; all three stay on the stack. */
static int build_worker(struct script *script, const struct child *child, struct script_error *ret_error)
{
    lua_State *lua = script_state(script);
    if (script_run_compiled(
            script, "worker.lua", fake_child_worker_lua, fake_child_worker_lua_size, 1, ret_error) < 0)
        return -1;
    bindings_push(lua);
    push_facts(lua, child);
    if (script_run_compiled(
            script, "serve.lua", fake_child_serve_lua, fake_child_serve_lua_size, 1, ret_error) < 0)
        return -1;
    return script_call(script, 3, 3, ret_error);
}

/* Runs the child function on top of the stack with the worker at INDEX. */
static int run(struct child *child, struct script *script, int worker, struct script_error *error)
{
    lua_pushvalue(script_state(script), worker);
    if (script_call(script, 1, 0, error) < 0)
        return report_script_error(child, error);
    tell_exiting(child, "return", 0);
    return 0;
}

static int live(
    struct child *child, struct script *script, struct scenario *scenario, struct script_error *error)
{
    lua_State *lua = script_state(script);
    if (build_worker(script, child, error) < 0)
        return report_script_error(child, error);
    int default_child = lua_gettop(lua);
    int worker = default_child - 2;
    lua_pushvalue(lua, default_child - 1);
    lua_setglobal(lua, "check");
    if (!child->scenario) {
        lua_pushboolean(lua, 1);
        lua_setfield(lua, worker, "strict");
        lua_pushvalue(lua, default_child);
        return run(child, script, worker, error);
    }
    if (scenario_load(script, child->scenario, scenario, error) < 0)
        return report_script_error(child, error);
    if (scenario->child_ref == LUA_NOREF)
        lua_pushvalue(lua, default_child);
    else
        lua_rawgeti(lua, LUA_REGISTRYINDEX, scenario->child_ref);
    return run(child, script, worker, error);
}

int child_live(struct child *child)
{
    struct script_error error;
    struct scenario scenario = {.child_ref = LUA_NOREF, .drive_ref = LUA_NOREF};
    struct script *script = script_new();
    if (!script) {
        (void)fprintf(stderr, "fake-child: no memory for a script\n");
        return CHILD_EXIT_SET_UP;
    }
    script_error_init(&error);
    script_context_set(script, child);
    int code = live(child, script, &scenario, &error);
    script_error_release(&error);
    scenario_release(&scenario);
    script_free(script);
    return code;
}
