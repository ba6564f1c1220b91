/* Where a scenario that is played stands still: at each event, or until a debugger is attached. */
#ifndef CLI_STOPS_H
#define CLI_STOPS_H

#include <stdbool.h>
#include <sys/types.h>

#include "trace/trace.h"

#define STOPS_DEBUGGER_WAIT_MS 600000 /* for a debugger to come */
#define STOPS_TIME_SCALE       100 /* what every limit of the harness is multiplied by while someone may look */

struct stops {
    bool step;          /* at each event */
    bool debug_adapter; /* before the adapter's first call */
    bool debug_child;   /* before each child's first act */
    bool quit;          /* out: the player ended the run */
};

/* True where the harness must be patient. */
bool stops_any(const struct stops *stops);

/* Both return once the run may go on. They are called from inside a run: its signals are blocked, and stay pending for it. */
void stops_at_adapter(struct stops *stops, pid_t pid);
void stops_at_event(struct stops *stops, const struct trace_event *event);

#endif
