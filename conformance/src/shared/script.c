#include "shared/script_private.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lualib.h>

#define INSTRUCTIONS_PER_HOOK 10000
/* What the program itself may need on top (answers to push, error texts) when a script has used up its own share. */
#define MEMORY_RESERVE_BYTES (UINT64_C(16) << 20)

struct script {
    lua_State *lua;
    lua_State *
        running; /* the state or coroutine inside script_call or script_resume; NULL: the program is at work */
    uint64_t memory_used;
    int64_t instructions_left;
    bool uncatchable;
    int refused_line; /* where the script asked for memory that it did not get */
    int error_line;   /* innermost scenario line at the last error, noted before the stack was unwound */
    char *file;
    void *context;
};

struct script *script_of(lua_State *lua)
{
    return *(struct script **)lua_getextraspace(lua);
}

lua_State *script_state(struct script *script)
{
    return script->lua;
}

void script_context_set(struct script *script, void *context)
{
    script->context = context;
}

void *script_context(const struct script *script)
{
    return script->context;
}

const char *script_file(const struct script *script)
{
    return script->file;
}

void script_file_set(struct script *script, const char *file)
{
    free(script->file);
    script->file = text_duplicate(file);
}

void script_budget_renew(struct script *script)
{
    script->instructions_left = (int64_t)SCRIPT_INSTRUCTIONS_MAX;
}

void script_uncatchable(struct script *script)
{
    script->uncatchable = true;
}

int script_line(lua_State *lua)
{
    lua_Debug frame;
    for (int level = 0; lua_getstack(lua, level, &frame); level++) {
        (void)lua_getinfo(lua, "Sl", &frame);
        if (strcmp(frame.source, SCRIPT_CHUNK_SCENARIO) == 0 && frame.currentline > 0)
            return frame.currentline;
    }
    return 0;
}

/* Errors */

void script_error_init(struct script_error *error)
{
    *error = (struct script_error){0};
}

void script_error_release(struct script_error *error)
{
    free(error->file);
    free(error->reason);
    script_error_init(error);
}

void script_error_set(struct script_error *ret_error, const char *file, int line, const char *reason)
{
    script_error_release(ret_error);
    ret_error->file = file ? text_duplicate(file) : NULL;
    ret_error->line = line;
    ret_error->reason = text_duplicate(reason);
    for (char *byte = ret_error->reason; *byte; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            *byte = ' ';
}

char *script_error_text(const struct script_error *error)
{
    struct text out;
    text_init(&out);
    if (error->file && error->line > 0)
        text_append_format(&out, "%s:%d: ", error->file, error->line);
    else if (error->file)
        text_append_format(&out, "%s: ", error->file);
    text_append_string(&out, error->reason ? error->reason : "no reason given");
    return text_take(&out, NULL);
}

/* After `NAME:LINE: ` of a Lua message for one of our chunks; 0 in RET_LINE if the message does not begin so. */
static const char *strip_position(const char *message, const char *chunk, int *ret_line)
{
    *ret_line = 0;
    const char *colon = strchr(message, ':');
    size_t name = strlen(chunk + 1); /* without the '=' */
    if (!colon || (size_t)(colon - message) != name || memcmp(message, chunk + 1, name) != 0)
        return message;
    char *after;
    long line = strtol(colon + 1, &after, 10);
    if (line <= 0 || line > 1000000 || *after != ':')
        return message;
    *ret_line = (int)line;
    after++;
    return *after == ' ' ? after + 1 : after;
}

/* The error value on top of LUA's stack, told in our form; the value stays. */
static void describe_error(struct script *script, lua_State *lua, int status, struct script_error *ret_error)
{
    if (status == LUA_ERRMEM) {
        char reason[96];
        (void)snprintf(reason, sizeof(reason), "the script uses more than %d MiB of memory",
            (int)(SCRIPT_MEMORY_BYTES_MAX >> 20));
        script_error_set(ret_error, script->file, script->refused_line, reason);
        return;
    }
    if (lua_type(lua, -1) != LUA_TSTRING) {
        char reason[96];
        (void)snprintf(reason, sizeof(reason), "the script raised a %s", luaL_typename(lua, -1));
        script_error_set(ret_error, script->file, script->error_line, reason);
        return;
    }
    int line;
    int prelude_line;
    const char *message = lua_tostring(lua, -1);
    message = strip_position(message, SCRIPT_CHUNK_PRELUDE, &prelude_line);
    message = strip_position(message, SCRIPT_CHUNK_SCENARIO, &line);
    script_error_set(ret_error, script->file, line > 0 ? line : script->error_line, message);
}

/* lua_pcall's message handler: the stack is still there. */
static int note_line(lua_State *lua)
{
    script_of(lua)->error_line = script_line(lua);
    return 1;
}

/* Budget */

static void *allocate(void *userdata, void *block, size_t old_size, size_t new_size)
{
    struct script *script = userdata;
    size_t freed = block ? old_size : 0;
    if (new_size == 0) {
        free(block);
        script->memory_used -= freed;
        return NULL;
    }
    uint64_t limit = SCRIPT_MEMORY_BYTES_MAX + (script->running ? 0 : MEMORY_RESERVE_BYTES);
    if (new_size > freed && script->memory_used + (new_size - freed) > limit) {
        if (script->running)
            script->refused_line = script_line(script->running);
        return NULL;
    }
    void *fresh = realloc(block, new_size);
    if (!fresh)
        return NULL;
    script->memory_used = script->memory_used - freed + new_size;
    return fresh;
}

static void count_instructions(lua_State *lua, lua_Debug *frame)
{
    (void)frame;
    struct script *script = script_of(lua);
    script->instructions_left -= INSTRUCTIONS_PER_HOOK;
    if (script->instructions_left > 0)
        return;
    script->uncatchable = true;
    script->error_line = script_line(lua);
    /* no position in the message: error_line has it */
    lua_pushfstring(lua, "the script ran more than %d million instructions without an end (an endless loop?)",
        (int)(SCRIPT_INSTRUCTIONS_MAX / 1000000));
    lua_error(lua);
}

/* pcall of the sandbox: errors that are to end the script pass through it. */
static int finish_pcall(lua_State *lua, int status, lua_KContext context)
{
    (void)context;
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(lua);
    if (script_of(lua)->uncatchable)
        return lua_error(lua);
    lua_pushboolean(lua, 0);
    lua_insert(lua, -2);
    return 2;
}

static int sandbox_pcall(lua_State *lua)
{
    luaL_checkany(lua, 1);
    lua_pushboolean(lua, 1);
    lua_insert(lua, 1);
    int status = lua_pcallk(lua, lua_gettop(lua) - 2, LUA_MULTRET, 0, 0, finish_pcall);
    return finish_pcall(lua, status, 0);
}

/* State */

static void copy_allowed(lua_State *lua, int from, int to)
{
    static const char *const allowed[] = {
        "ipairs", "pairs", "select", "tostring", "tonumber", "type", "error", "assert"};
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        lua_getfield(lua, from, allowed[i]);
        lua_setfield(lua, to, allowed[i]);
    }
}

/* Builds the sandbox in a fresh state: its globals are a table that holds what is allowed and nothing else. */
static int open_sandbox(lua_State *lua)
{
    static const struct luaL_Reg libraries[] = {{LUA_STRLIBNAME, luaopen_string},
        {LUA_TABLIBNAME, luaopen_table}, {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}};
    luaL_requiref(lua, LUA_GNAME, luaopen_base, 0);
    int base = lua_gettop(lua);
    lua_newtable(lua);
    int globals = lua_gettop(lua);
    copy_allowed(lua, base, globals);
    lua_pushcfunction(lua, sandbox_pcall);
    lua_setfield(lua, globals, "pcall");
    for (size_t i = 0; i < sizeof(libraries) / sizeof(libraries[0]); i++) {
        luaL_requiref(lua, libraries[i].name, libraries[i].func, 0);
        lua_setfield(lua, globals, libraries[i].name);
    }
    lua_getfield(lua, globals, LUA_STRLIBNAME);
    lua_pushnil(lua);
    lua_setfield(lua, -2, "dump");
    /* the same script draws the same numbers each time */
    lua_getfield(lua, globals, LUA_MATHLIBNAME);
    lua_getfield(lua, -1, "randomseed");
    lua_pushinteger(lua, 1);
    lua_call(lua, 1, 0);
    script_values_open(lua);
    lua_setfield(lua, globals, "json");
    lua_pushvalue(lua, globals);
    lua_rawseti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    return 0;
}

struct script *script_new(void)
{
    struct script *script = calloc(1, sizeof(*script));
    if (!script)
        return NULL;
    script_budget_renew(script);
    script->lua = lua_newstate(allocate, script);
    if (!script->lua) {
        free(script);
        return NULL;
    }
    *(struct script **)lua_getextraspace(script->lua) = script;
    lua_pushcfunction(script->lua, open_sandbox);
    if (lua_pcall(script->lua, 0, 0, 0) != LUA_OK) {
        script_free(script);
        return NULL;
    }
    /* coroutines inherit the hook */
    lua_sethook(script->lua, count_instructions, LUA_MASKCOUNT, INSTRUCTIONS_PER_HOOK);
    return script;
}

void script_free(struct script *script)
{
    if (!script)
        return;
    lua_close(script->lua);
    free(script->file);
    free(script);
}

/* Running */

int script_compile(struct script *script, const char *source, size_t length, struct script_error *ret_error)
{
    script->running = script->lua;
    script->error_line = 0;
    int status = luaL_loadbufferx(script->lua, source, length, SCRIPT_CHUNK_SCENARIO, "t");
    script->running = NULL;
    if (status == LUA_OK)
        return 0;
    describe_error(script, script->lua, status, ret_error);
    lua_pop(script->lua, 1);
    return -1;
}

/* MODE as for lua_load. */
static int run_trusted(struct script *script, const char *name, const char *mode, const char *chunk,
    size_t size, int result_count, struct script_error *ret_error)
{
    int status = luaL_loadbufferx(script->lua, chunk, size, SCRIPT_CHUNK_PRELUDE, mode);
    if (status == LUA_OK)
        return script_call(script, 0, result_count, ret_error);
    script_error_set(ret_error, name, 0, lua_tostring(script->lua, -1));
    lua_pop(script->lua, 1);
    return -1;
}

int script_run_prelude(struct script *script, const char *name, const char *text, int result_count,
    struct script_error *ret_error)
{
    return run_trusted(script, name, "t", text, strlen(text), result_count, ret_error);
}

int script_run_compiled(struct script *script, const char *name, const void *chunk, size_t size,
    int result_count, struct script_error *ret_error)
{
    return run_trusted(script, name, "b", chunk, size, result_count, ret_error);
}

int script_call(struct script *script, int argument_count, int result_count, struct script_error *ret_error)
{
    lua_State *lua = script->lua;
    lua_State *outer = script->running;
    int handler = lua_gettop(lua) - argument_count;
    lua_pushcfunction(lua, note_line);
    lua_insert(lua, handler);
    script_budget_renew(script);
    script->running = lua;
    script->error_line = 0;
    int status = lua_pcall(lua, argument_count, result_count, handler);
    script->running = outer;
    lua_remove(lua, handler);
    if (status == LUA_OK)
        return 0;
    describe_error(script, lua, status, ret_error);
    lua_pop(lua, 1);
    return -1;
}

int script_resume(struct script *script, lua_State *coroutine, int argument_count, int *ret_count,
    struct script_error *ret_error)
{
    lua_State *outer = script->running;
    script_budget_renew(script);
    script->running = coroutine;
    script->error_line = 0;
    int status = lua_resume(coroutine, outer ? outer : script->lua, argument_count, ret_count);
    script->running = outer;
    if (status == LUA_OK || status == LUA_YIELD)
        return status;
    /* a coroutine that failed keeps its stack: the line can still be read from it */
    if (script->error_line == 0)
        script->error_line = script_line(coroutine);
    describe_error(script, coroutine, status, ret_error);
    return -1;
}
