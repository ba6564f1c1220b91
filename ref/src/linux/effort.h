/* What this thread has done so far: tells a sink that worked or slept from one that was merely not scheduled. */
#ifndef SUP_LINUX_EFFORT_H
#define SUP_LINUX_EFFORT_H

#include <stdint.h>

/* CPU time, and how often the thread went to sleep by itself. Both 0 where the kernel does not say. */
void effort_measure(uint64_t *ret_cpu_us, uint64_t *ret_pauses);

#endif
