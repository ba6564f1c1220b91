#ifndef FAKE_CHILD_OUTPUT_H
#define FAKE_CHILD_OUTPUT_H
/* What the child sends: messages, rows by the thousand, and bytes that are no message. The harness is told of each before it
 * goes out. Where the pipe is broken the process ends (CHILD-03). */
#include <lua.h>

#include "child.h"

#define OUTPUT_TEXT_BYTES_MAX    2048U /* of a body, in its event */
#define OUTPUT_PAYLOAD_BYTES_MAX 4096U /* of a row; a longer one is told by its digest */
#define OUTPUT_HEX_BYTES_MAX     64U
#define OUTPUT_CHUNK_BYTES       65536U
#define OUTPUT_ROW_BYTES_MAX     (64U << 20)

/* Lua primitives; see worker.lua for their arguments. */
int output_send(lua_State *lua);
int output_burst(lua_State *lua);
int output_flood(lua_State *lua);
int output_frame(lua_State *lua);
int output_raw(lua_State *lua);
int output_half(lua_State *lua);
int output_dribble(lua_State *lua);
int output_cork(lua_State *lua);
int output_uncork(lua_State *lua);
int output_stderr(lua_State *lua);
int output_stderr_bytes(lua_State *lua);

/* Writes to stdout; leaves where that is broken. */
void output_put(struct child *child, const void *bytes, size_t length);

/* The argument at INDEX, OTHERWISE where it is missing; raises unless it is from 0 to MAX. */
uint64_t output_check_size(lua_State *lua, int index, uint64_t otherwise, uint64_t max, const char *what);

/* The child that a primitive belongs to; each primitive renews the script's budget. */
struct child *child_of(lua_State *lua);

#endif
