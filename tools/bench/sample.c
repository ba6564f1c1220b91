#include "sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SAMPLES_ROOM_FIRST 64u

void samples_init(struct samples *samples)
{
    *samples = (struct samples){0};
}

void samples_release(struct samples *samples)
{
    free(samples->values);
    samples_init(samples);
}

void samples_add(struct samples *samples, double value)
{
    if (samples->count == samples->room) {
        size_t room = samples->room > 0 ? samples->room * 2 : SAMPLES_ROOM_FIRST;
        double *values = reallocarray(samples->values, room, sizeof(*values));
        if (values == NULL)
            abort();
        samples->values = values;
        samples->room = room;
    }
    samples->values[samples->count++] = value;
}

static int value_order(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

double samples_median(const struct samples *samples)
{
    if (samples->count == 0)
        return (double)NAN;
    double *sorted = reallocarray(NULL, samples->count, sizeof(*sorted));
    if (sorted == NULL)
        abort();
    memcpy(sorted, samples->values, samples->count * sizeof(*sorted));
    qsort(sorted, samples->count, sizeof(*sorted), value_order);
    size_t middle = samples->count / 2;
    double median = samples->count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    free(sorted);
    return median;
}

static int64_t clock_ns(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t sample_now_ns(void)
{
    return clock_ns(CLOCK_MONOTONIC);
}

int64_t sample_cpu_ns(void)
{
    return clock_ns(CLOCK_PROCESS_CPUTIME_ID);
}
