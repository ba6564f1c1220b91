#ifndef SHARED_SCRIPT_PRIVATE_H
#define SHARED_SCRIPT_PRIVATE_H
/* What script.c, script_values.c and scenario.c share; nobody else includes it. */
#include "shared/script.h"
#include "shared/text.h"

#define SCRIPT_CHUNK_SCENARIO "=scenario"
#define SCRIPT_CHUNK_PRELUDE  "=prelude"

/* Names FILE as the one that the script's errors are in. */
void script_file_set(struct script *script, const char *file);

/* Compiles SOURCE as the scenario's text and leaves the function on the stack. 0, or -1 with RET_ERROR. */
int script_compile(struct script *script, const char *source, size_t length, struct script_error *ret_error);

/* Fills RET_ERROR; LINE 0 if unknown. */
void script_error_set(struct script_error *ret_error, const char *file, int line, const char *reason);

/* Puts the table `json` on the stack. May raise. */
void script_values_open(lua_State *lua);

/* Writes the value's JSON to OUT; the reason why it has none, or NULL. Leaves the stack as it was. */
const char *script_encode(lua_State *lua, int index, struct text *out);

#endif
