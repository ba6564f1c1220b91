/* Virtual time for the process under test, by preloading libfaketime. The one file that knows that library; the harness and
 * all that it measures stay on real time. */
#ifndef RUNNER_FAKETIME_H
#define RUNNER_FAKETIME_H

#include <stdint.h>

#include "runner/environment.h"

/* Finds the library. Returns 0 and *ret_path (caller frees), or -ENOENT. */
int faketime_find(char **ret_path);

/* Makes the process's clocks run `speed` times as fast. */
void faketime_set_speed(struct environment *environment, const char *library, int speed);

/* Lets its wall clock be stepped through the file `control`, which is made; its monotonic clock stays real. Returns 0 or a
   negative errno. */
int faketime_set_steps(struct environment *environment, const char *library, const char *control);
/* Sets the offset of the wall clock from the real one. Returns 0 or a negative errno. */
int faketime_step(const char *control, int64_t offset_s);

#endif
