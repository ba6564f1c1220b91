/*
 * bench-judge TRACE…: what the oracle takes for each of these stored traces. One line each: events, processor time of a
 * judgement in microseconds (the median of some), the file.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/oracle.h"
#include "sample.h"
#include "trace/trace.h"

#define ROUNDS     31 /* judgements of a trace, of which the median counts */
#define NS_PER_US  1000.0
#define EXIT_USAGE 64

/* The judge waits for nothing: what it takes is processor time, which a busy machine does not stretch. */
static double median_ns(const struct trace *trace)
{
    struct samples took_ns;
    samples_init(&took_ns);
    for (size_t i = 0; i < ROUNDS; i++) {
        struct verdict *verdict;
        int64_t start_ns = sample_cpu_ns();
        if (oracle_judge(trace, &verdict) < 0)
            abort();
        samples_add(&took_ns, (double)(sample_cpu_ns() - start_ns));
        verdict_free(verdict);
    }
    double median = samples_median(&took_ns);
    samples_release(&took_ns);
    return median;
}

static void complain(const char *name, const char *reason)
{
    (void)fprintf(stderr, "bench-judge: %s: %s\n", name, reason);
}

static int measure(const char *name)
{
    FILE *file = fopen(name, "re");
    if (file == NULL) {
        complain(name, strerror(errno));
        return -1;
    }
    struct trace *trace;
    char *error = NULL;
    int result = trace_read(file, &trace, &error);
    (void)fclose(file);
    if (result < 0) {
        complain(name, error != NULL ? error : strerror(-result));
        free(error);
        return -1;
    }
    (void)printf("%zu %.1f %s\n", trace_count(trace), median_ns(trace) / NS_PER_US, name);
    trace_free(trace);
    return 0;
}

int main(int count, char **words)
{
    if (count < 2) {
        (void)fputs("usage: bench-judge TRACE…\n", stderr);
        return EXIT_USAGE;
    }
    int status = EXIT_SUCCESS;
    for (int i = 1; i < count; i++) {
        if (measure(words[i]) < 0)
            status = EXIT_FAILURE;
    }
    return status;
}
