#ifndef SHARED_SCRIPT_H
#define SHARED_SCRIPT_H
/* Scripts: a sandboxed Lua state with a budget, and the one form in which its errors are told.
 *
 * A script sees string (without dump), table, math, utf8, ipairs, pairs, select, tostring, tonumber, type, error, assert, pcall,
 * json and what the program adds; never io, os, load or a binary chunk. One state belongs to one thread.
 * Known limit: time spent inside one pattern match of the string library is not counted as instructions. */
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "shared/json.h"

#define SCRIPT_INSTRUCTIONS_MAX UINT64_C(10000000)   /* per script_call or script_resume */
#define SCRIPT_MEMORY_BYTES_MAX (UINT64_C(64) << 20) /* in use at any time, per state */
#define SCRIPT_FILE_BYTES_MAX   (UINT64_C(1) << 20)  /* a scenario's text */
#define SCRIPT_DEPTH_MAX        100                  /* tables inside tables that become JSON */

struct script;

/* Where and why, as `FILE:LINE: REASON`. */
struct script_error {
    char *file;   /* NULL where there is none */
    int line;     /* 0 where there is none */
    char *reason; /* one line, never NULL after a failure */
};

void script_error_init(struct script_error *error);
void script_error_release(struct script_error *error);
/* `file:line: reason`; the caller frees it with free(). */
char *script_error_text(const struct script_error *error);

/* A state with the sandbox and `json` in it. NULL when memory is out. */
struct script *script_new(void);
void script_free(struct script *script);
lua_State *script_state(struct script *script);
struct script *script_of(lua_State *lua); /* the script that a state or coroutine belongs to */

/* A pointer of the program's own, for its C functions: script_context(script_of(lua)). */
void script_context_set(struct script *script, void *context);
void *script_context(const struct script *script);

/* Runs trusted text of ours (a prelude): NAME appears in no error, the line of the script that called into it does.
 * Leaves RESULT_COUNT results on the stack. 0, or -1 with RET_ERROR. */
int script_run_prelude(struct script *script, const char *name, const char *text, int result_count,
    struct script_error *ret_error);

/* The same for a chunk of ours that was compiled at build time by the library's own version of Lua. */
int script_run_compiled(struct script *script, const char *name, const void *chunk, size_t size,
    int result_count, struct script_error *ret_error);

/* As lua_pcall on the script's own state, with a fresh budget. 0, or -1 with RET_ERROR and nothing left on the stack. */
int script_call(struct script *script, int argument_count, int result_count, struct script_error *ret_error);

/* As lua_resume on a coroutine of the script, with a fresh budget.
 * LUA_OK (RET_COUNT results on its stack), LUA_YIELD (RET_COUNT values), or -1 with RET_ERROR; then the error value is still
 * on top of COROUTINE's stack, for programs that raise tables. */
int script_resume(struct script *script, lua_State *coroutine, int argument_count, int *ret_count,
    struct script_error *ret_error);

/* A fresh budget for whatever runs on (for a program that runs a script in one long call with waits in it). */
void script_budget_renew(struct script *script);

/* From here on no pcall of the script catches an error: for a program's errors that end the script (a failed check). */
void script_uncatchable(struct script *script);

/* The line of the scenario that is being executed (innermost frame of its file), 0 if none is; and the file's name. */
int script_line(lua_State *lua);
const char *script_file(const struct script *script);

/* Values. INDEX as in Lua. json.null becomes null, json.text its text (if it is valid JSON), an empty table {}.
 * Tables with keys 1..n are arrays. -1 with RET_ERROR where a value has no JSON form (a function, NaN, a cycle …). */
int script_to_json(lua_State *lua, int index, struct json **ret, struct script_error *ret_error);
void script_push_json(lua_State *lua, const struct json *value); /* NULL pushes nil; null pushes json.null */
void script_push_null(lua_State *lua);                           /* json.null */
int script_is_null(lua_State *lua, int index);

/* The JSON text of a value, pushed as a Lua string: keys sorted, json.text unchanged whatever it holds. Raises a Lua error
 * where the value has no JSON form. */
void script_push_encoded(lua_State *lua, int index);

#endif
