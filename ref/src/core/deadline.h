/* Instants on the monotonic clock, in nanoseconds. A deadline too far away to be written never comes. */
#ifndef SUP_CORE_DEADLINE_H
#define SUP_CORE_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

#define DEADLINE_NEVER INT64_MAX
#define NS_PER_US      1000
#define NS_PER_MS      1000000
#define NS_PER_S       1000000000

static inline int64_t deadline_after_ms(int64_t now_ns, uint64_t ms)
{
    uint64_t room = ((uint64_t)DEADLINE_NEVER - (uint64_t)now_ns) / NS_PER_MS;
    return ms >= room ? DEADLINE_NEVER : now_ns + (int64_t)ms * NS_PER_MS;
}

static inline bool deadline_passed(int64_t deadline_ns, int64_t now_ns)
{
    return now_ns >= deadline_ns && deadline_ns != DEADLINE_NEVER;
}

/* What is left, ≥ 0; DEADLINE_NEVER where it never comes. */
static inline int64_t deadline_remaining(int64_t deadline_ns, int64_t now_ns)
{
    if (deadline_ns == DEADLINE_NEVER)
        return DEADLINE_NEVER;
    return now_ns >= deadline_ns ? 0 : deadline_ns - now_ns;
}

static inline int64_t deadline_earlier(int64_t left_ns, int64_t right_ns)
{
    return left_ns < right_ns ? left_ns : right_ns;
}

static inline uint64_t elapsed_us(int64_t start_ns, int64_t now_ns)
{
    return now_ns > start_ns ? (uint64_t)(now_ns - start_ns) / NS_PER_US : 0;
}

#endif
