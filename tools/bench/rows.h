/* The rows of the table: what is measured, against which target, and how. */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BENCH_NOTE_BYTES 160u

struct bench_setup {
    const char *child;   /* path of bench-child */
    unsigned percent;    /* of the usual number of samples; 100 is the usual */
    int first_cpu;       /* for pinned rows; -1: unknown */
    int second_cpu;      /* -1: there is only one */
    const char *program; /* path of this program, to measure memory in a fresh process */
};

enum target_kind {
    TARGET_KIND_AT_MOST_FLOOR,  /* reference ≤ value × floor */
    TARGET_KIND_AT_LEAST_FLOOR, /* reference ≥ value × floor */
    TARGET_KIND_AT_MOST,        /* reference ≤ value */
    TARGET_KIND_AT_LEAST,       /* reference ≥ value */
};

struct measurement {
    double floor; /* median; NAN: there is none for this row */
    double reference;
    size_t samples;              /* of each of the two */
    char note[BENCH_NOTE_BYTES]; /* "" or what else was seen; the reason, where `skipped` */
    bool skipped;
};

struct bench_row {
    const char *name; /* "spawn": on the command line */
    const char *what; /* for people */
    const char *unit;
    enum target_kind target;
    double value;
    const char *target_text;
    void (*measure)(
        const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement);
    uint64_t argument; /* bytes of a payload */
};

const struct bench_row *bench_rows(size_t *ret_count);

bool measurement_is_met(const struct bench_row *row, const struct measurement *measurement);

/* The part of a memory row that runs in a process of its own: streams into a slow sink and prints VmRSS before the
 * stream and VmHWM after it, in KiB. */
void rows_measure_memory(const char *child, uint64_t rows, uint64_t payload_bytes);

#endif
