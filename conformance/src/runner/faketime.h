/* Fast time for the process under test, by preloading libfaketime. The one file that knows that library; the harness and all
 * that it measures stay on real time. Steps of the wall clock are wall_clock.h's: libfaketime's break timed waits on the
 * monotonic clock (clock_nanosleep until a moment fails with EINVAL). */
#ifndef RUNNER_FAKETIME_H
#define RUNNER_FAKETIME_H

#include "runner/environment.h"

/* Finds the library. Returns 0 and *ret_path (caller frees), or -ENOENT. */
int faketime_find(char **ret_path);

/* Makes the process's clocks run `speed` times as fast. */
void faketime_set_speed(struct environment *environment, const char *library, int speed);

#endif
