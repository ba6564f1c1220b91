/* How much time the machine takes away from us: a timer that should fire at fixed times and is late by what was lost. */
#ifndef RUNNER_LOSS_H
#define RUNNER_LOSS_H

#include <stdint.h>

#include "runner/loop.h"

#define LOSS_TICK_MS     10
#define LOSS_NOTED_NS    INT64_C(2000000) /* lateness below this is the clock's own grain */
#define LOSS_RECORDED_NS INT64_C(5000000) /* from here on it is worth an event in the traces */

struct loss {
    struct loop *loop;
    struct loop_timer timer;
    int64_t total_ns; /* lost so far */
    /* Called at each tick; lost_ns is 0 or what was lost since the last. */
    void (*ticked)(void *owner, int64_t lost_ns);
    void *owner;
};

/* Starts to measure. Returns 0 or -ENOMEM. */
int loss_start(
    struct loss *loss, struct loop *loop, void (*ticked)(void *owner, int64_t lost_ns), void *owner);
void loss_stop(struct loss *loss);

/* Lost so far, with what the tick that is due now is late already. */
int64_t loss_so_far(const struct loss *loss);

#endif
