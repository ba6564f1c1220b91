#include "shared/scenario.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "shared/memory.h"
#include "shared/scenario_private.h"
#include "shared/script_private.h"

#define SCENARIO_REGISTRY_KEY "childproof.scenario"

/* `scenario { … }`: keeps the table and the line for the loader, gives the table back. */
static int lua_scenario(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    if (lua_getfield(lua, LUA_REGISTRYINDEX, SCENARIO_REGISTRY_KEY) != LUA_TNIL)
        return luaL_error(lua, "a file has one scenario");
    lua_pop(lua, 1);
    lua_createtable(lua, 0, 2);
    lua_pushvalue(lua, 1);
    lua_setfield(lua, -2, "table");
    lua_pushinteger(lua, script_line(lua));
    lua_setfield(lua, -2, "line");
    lua_setfield(lua, LUA_REGISTRYINDEX, SCENARIO_REGISTRY_KEY);
    return 1;
}

/* The file's bytes, ended by NUL, for free(); NULL with the error set. */
static char *read_file(const char *file, size_t *ret_length, struct script_error *ret_error)
{
    FILE *stream = fopen(file, "rbe");
    if (!stream) {
        char reason[160];
        (void)snprintf(reason, sizeof(reason), "cannot be opened: %s", strerror(errno));
        script_error_set(ret_error, file, 0, reason);
        return NULL;
    }
    char *source = memory_allocate(SCRIPT_FILE_BYTES_MAX + 1);
    size_t length = fread(source, 1, SCRIPT_FILE_BYTES_MAX + 1, stream);
    bool failed = ferror(stream) != 0;
    (void)fclose(stream);
    if (failed || length > SCRIPT_FILE_BYTES_MAX) {
        script_error_set(ret_error, file, 0, failed ? "cannot be read" : "is longer than 1 MiB");
        free(source);
        return NULL;
    }
    source[length] = '\0';
    *ret_length = length;
    return source;
}

/* Runs the compiled file and leaves the table that it returned on the stack. */
static int run_file(struct scenario_loading *loading)
{
    lua_State *lua = loading->lua;
    lua_pushcfunction(lua, lua_scenario);
    lua_setglobal(lua, "scenario");
    if (script_call(loading->script, 0, 1, loading->error) < 0)
        return -1;
    if (lua_getfield(lua, LUA_REGISTRYINDEX, SCENARIO_REGISTRY_KEY) != LUA_TTABLE) {
        lua_pop(lua, 2);
        script_error_set(
            loading->error, loading->scenario->file, 1, "the file must end in `return scenario { … }`");
        return -1;
    }
    lua_getfield(lua, -1, "line");
    loading->scenario->line = (int)lua_tointeger(lua, -1);
    lua_getfield(lua, -2, "table");
    bool same = lua_rawequal(lua, -1, -4);
    lua_replace(lua, -4);
    lua_pop(lua, 2);
    if (!same) {
        lua_pop(lua, 1);
        return scenario_fail_at(loading, NULL, "the file must return its scenario: `return scenario { … }`");
    }
    return 0;
}

int scenario_load(
    struct script *script, const char *file, struct scenario *ret, struct script_error *ret_error)
{
    *ret = (struct scenario){.file = text_duplicate(file),
        .line = 1,
        .config = json_new_object(),
        .spawn = true,
        .timeout_ms = SCENARIO_TIMEOUT_MS_DEFAULT,
        .child_ref = LUA_NOREF,
        .drive_ref = LUA_NOREF};
    script_file_set(script, file);
    size_t length;
    char *source = read_file(file, &length, ret_error);
    if (!source)
        return -1;
    struct scenario_loading loading = {
        .script = script, .lua = script_state(script), .source = source, .scenario = ret, .error = ret_error};
    int result = script_compile(script, source, length, ret_error);
    if (result == 0)
        result = run_file(&loading);
    if (result == 0)
        result = scenario_read_table(&loading);
    free(source);
    return result;
}

static void release_list(struct scenario_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
    *list = (struct scenario_list){0};
}

void scenario_release(struct scenario *scenario)
{
    free(scenario->file);
    free(scenario->summary);
    free(scenario->profile);
    json_free(scenario->config);
    release_list(&scenario->clauses);
    release_list(&scenario->needs);
    release_list(&scenario->tags);
    *scenario = (struct scenario){.child_ref = LUA_NOREF, .drive_ref = LUA_NOREF};
}

bool scenario_has(const struct scenario_list *list, const char *item)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], item) == 0)
            return true;
    return false;
}
