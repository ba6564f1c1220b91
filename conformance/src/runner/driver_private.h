/* What the primitives of drive.lua share: how one of them waits, fails a check, or ends the script. */
#ifndef RUNNER_DRIVER_PRIVATE_H
#define RUNNER_DRIVER_PRIVATE_H

#include <lauxlib.h>
#include <lua.h>

#include "runner/job.h"

/* The job whose script this is. */
struct job *driver_job(lua_State *lua);

/* The same, for a primitive that does something: after a failed check it ends the script instead. */
struct job *driver_job_at_work(lua_State *lua);

/* Ends the script here; what there is to say about it was recorded. Not even pcall goes on after it. Does not return. */
int driver_stop(lua_State *lua);

/* Ends the script for a reason that is not the subject's: the scenario asks for what there is not, or the machine has
 * not got it. Takes `reason`. Does not return. */
int driver_give_up(lua_State *lua, char *reason);

/* Records a failed check of the scenario's first clause and ends the script. Does not return. */
int driver_fail_check(lua_State *lua, const char *text, const char *expected, const char *happened);

/* Every wait is a function that looks whether what it waits for is there, and otherwise yields through here; `again`
 * runs anew from its arguments, which stay on the stack, each time something happened. The format names what is waited
 * for. Does not return. */
int driver_wait(lua_State *lua, lua_KContext context, lua_KFunction again, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Ended by a row of NULL. */
extern const luaL_Reg driver_call_primitives[];
extern const luaL_Reg driver_child_primitives[];

#endif
