/* One line of text for an event of a trace, for people. Foreign text in it is escaped. */
#ifndef RUNNER_NARRATE_H
#define RUNNER_NARRATE_H

#include "trace/trace.h"

#define NARRATE_BODY_BYTES 160

/* "recv request health", without time and party; caller frees. */
char *narrate_event(const struct trace_event *event);
/* "   12.345 ms  child a/0   recv request health"; caller frees. */
char *narrate_line(const struct trace_event *event);
/* "child a/0", "caller a", "kernel a/0", "harness"; caller frees. */
char *narrate_party(const struct trace_event *event);

#endif
