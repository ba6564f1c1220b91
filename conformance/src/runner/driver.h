/* A scenario's `drive`: Lua in a coroutine that yields wherever it waits. drive.lua builds the API of scenarios/README.md on
 * the few primitives of driver.c. */
#ifndef RUNNER_DRIVER_H
#define RUNNER_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

struct job;

enum driver_state {
    DRIVER_STATE_IDLE,    /* not started */
    DRIVER_STATE_WAITING, /* for something to happen */
    DRIVER_STATE_ENDED,   /* ran to its end */
    DRIVER_STATE_FAILED,  /* a check failed; it is in the trace */
    DRIVER_STATE_BROKEN,  /* the budget is used up, or the like; `reason` says */
};

struct driver {
    struct job *job;
    lua_State *thread;
    enum driver_state state;
    bool check_failed;     /* no primitive does anything any more */
    bool expects_no_child; /* expect_spawned(0) was asked for */
    uint64_t checks;       /* that were made */
    char *waiting_for;     /* while it waits: a phrase */
    char *concern;         /* the clause that the check at hand names; NULL: it names none */
    char *reason;          /* why it is broken */
    char *inconclusive;    /* a limit that the machine may have broken; NULL: none */
};

/* Prepares the coroutine in the job's script. Returns 0, or -1 with driver->reason set. */
int driver_start(struct driver *driver, struct job *job);
/* Runs the script as far as it goes. */
void driver_step(struct driver *driver);
void driver_release(struct driver *driver);

/* True for the errors that are the scenario's fault, not the subject's: it used up its instructions or its memory, or its file is gone. */
bool driver_is_scripts_own(const char *reason);

/* A failed check: what the report will say. NULL fields are left out. */
struct driver_check {
    const char *text;
    const char *expected;
    const char *happened;
    const char *clause; /* NULL: that of the check at hand, else the scenario's first */
    int line;           /* of the scenario's file; 0: where `drive` is now */
};
void driver_record_check(struct driver *driver, const struct driver_check *check);

#endif
