/* What loading a scenario and reading its keys share. */
#ifndef SHARED_SCENARIO_PRIVATE_H
#define SHARED_SCENARIO_PRIVATE_H

#include <lua.h>

#include "shared/scenario.h"
#include "shared/script.h"

/* What the checks of one file share. */
struct scenario_loading {
    struct script *script;
    lua_State *lua;
    const char *source; /* the file's text, to find the line of a key */
    struct scenario *scenario;
    struct script_error *error;
};

/* Sets the error at the line that sets `key`, or at the scenario's own where that is NULL. Returns -1. */
int scenario_fail_at(struct scenario_loading *loading, const char *key, const char *reason);

/* Reads the scenario's table from the top of the stack, and pops it. Returns 0, or -1 with the error set. */
int scenario_read_table(struct scenario_loading *loading);

#endif
