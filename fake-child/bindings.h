#ifndef FAKE_CHILD_BINDINGS_H
#define FAKE_CHILD_BINDINGS_H
/* The primitives that worker.lua is built on. */
#include <lua.h>

/* Pushes the table of primitives. The script's context must be a struct child. May raise. */
void bindings_push(lua_State *lua);

#endif
