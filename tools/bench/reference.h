/*
 * The reference supervisor, through its public interface. Any failure ends the process with its error: figures of
 * calls that failed would be figures of something else.
 */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include <stdint.h>
#include <sup/sup.h>

/* A supervisor whose restart budget never runs out. */
struct sup_supervisor *reference_open(const char *executable);
void reference_close(struct sup_supervisor *supervisor); /* kills the child: not measured */

void reference_health(struct sup_supervisor *supervisor);
void reference_shutdown(struct sup_supervisor *supervisor); /* graceful */
void reference_cycle(struct sup_supervisor *supervisor);

/* A request that runs into its deadline; returns with a new child in place. */
void reference_time_out(struct sup_supervisor *supervisor, uint64_t deadline_ms);

/* How long a sink takes: nothing, or a pause at every so many rows. */
struct reference_sink {
    uint64_t pause_every_rows; /* 0: never */
    uint64_t pause_us;
    uint64_t rows; /* out: delivered */
    uint64_t bytes;
};

/* Streams rows into the sink. */
void reference_stream(
    struct sup_supervisor *supervisor, uint64_t rows, uint64_t payload_bytes, struct reference_sink *sink);

#endif
