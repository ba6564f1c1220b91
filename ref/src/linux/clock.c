#include "linux/clock.h"

#include "core/deadline.h"

#include <assert.h>
#include <time.h>

int64_t clock_now_ns(void)
{
    struct timespec now;
    int r = clock_gettime(CLOCK_MONOTONIC, &now);
    assert(r == 0);
    (void)r;
    return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}
