/* Measured values, and the one line of the table that they end in. */
#ifndef BENCH_SAMPLE_H
#define BENCH_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Values of one quantity, in the order in which they were measured. */
struct samples {
    double *values;
    size_t count;
    size_t room;
};

void samples_init(struct samples *samples);
void samples_release(struct samples *samples);
void samples_add(struct samples *samples, double value); /* ends the process where memory is lacking */

/* The middle value (the mean of the two in even counts); NAN without values. Sorts a copy. */
double samples_median(const struct samples *samples);

/* Monotonic time, and the CPU time that this process (all its threads) has used. Nanoseconds. */
int64_t sample_now_ns(void);
int64_t sample_cpu_ns(void);

#endif
