/* Writing the trace of one scenario: adds the time, keeps the bound, and lets someone look on. */
#ifndef RUNNER_RECORD_H
#define RUNNER_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/json.h"
#include "trace/trace.h"

struct recorder {
    struct trace *trace;
    int64_t start_ns;                                           /* CLOCK_MONOTONIC of the scenario's start */
    bool full;                                                  /* an event was lost: there is no verdict */
    void (*look)(void *owner, const struct trace_event *event); /* NULL: nobody looks on */
    void *owner;
};

/* Where an event belongs; all zero with generation TRACE_GENERATION_NONE: nowhere. */
struct record_place {
    const char *worker;
    int generation;
    pid_t pid;
    uint64_t call;
    int64_t at_ns; /* CLOCK_MONOTONIC; 0: now */
};

#define RECORD_NOWHERE ((struct record_place){.generation = TRACE_GENERATION_NONE})

/* Appends one event; takes `body` (NULL: empty). Returns the body as the trace keeps it; NULL where it was empty or the trace
   is full. */
const struct json *recorder_add(struct recorder *recorder, enum trace_source source, const char *name,
    const struct record_place *place, struct json *body);
/* A sentence of the harness's own. */
void recorder_note(struct recorder *recorder, const char *text);

#endif
