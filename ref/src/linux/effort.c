#include "linux/effort.h"

#include <sys/resource.h>

#define US_PER_S 1000000

static uint64_t microseconds(struct timeval time)
{
    return (uint64_t)time.tv_sec * US_PER_S + (uint64_t)time.tv_usec;
}

void effort_measure(uint64_t *ret_cpu_us, uint64_t *ret_pauses)
{
    struct rusage usage;
    if (getrusage(RUSAGE_THREAD, &usage) < 0) {
        *ret_cpu_us = 0;
        *ret_pauses = 0;
        return;
    }
    *ret_cpu_us = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
    *ret_pauses = (uint64_t)usage.ru_nvcsw;
}
