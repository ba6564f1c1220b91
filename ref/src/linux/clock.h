/* The one place that reads a clock. */
#ifndef SUP_LINUX_CLOCK_H
#define SUP_LINUX_CLOCK_H

#include <stdint.h>

/* CLOCK_MONOTONIC in nanoseconds: stepping the wall clock does nothing to it (TIMEOUT-05). */
int64_t clock_now_ns(void);

#endif
