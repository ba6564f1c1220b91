/* What drive.lua is built on: functions in C that make calls, wait for something (and yield meanwhile), and look. */
#ifndef RUNNER_DRIVER_PRIMITIVES_H
#define RUNNER_DRIVER_PRIMITIVES_H

#include <lua.h>

/* Pushes the table of the primitives. The script's context is the job. */
void driver_push_primitives(lua_State *lua);

#endif
