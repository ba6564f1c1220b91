/* What ends the validity of a lease, and in which words (LEASE-04, LEASE-05, FIX-20). Pure. */
#ifndef SUP_CORE_LEASE_H
#define SUP_CORE_LEASE_H

#include <sup/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEASE_REASON_BYTES 160

/* What a command left behind. */
struct lease_aftermath {
    const struct sup_error *error; /* kind NONE: it succeeded */
    uint64_t granted;              /* the generation that the lease is good for */
    uint64_t generation;           /* the worker's, now */
    bool alive;                    /* the worker has a child */
    bool clean_exit;               /* where it has none: the last one ended with status 0 */
};

/* Writes the reason into TEXT and returns true where the lease is invalid now. */
bool lease_judge(const struct lease_aftermath *aftermath, char text[LEASE_REASON_BYTES]);

/* The reasons of the pool's own restarts. */
void lease_reason_rss(char text[LEASE_REASON_BYTES], uint64_t current_kib, uint64_t limit_kib);
void lease_reason_idle(char text[LEASE_REASON_BYTES], uint64_t idle_ms, uint64_t limit_ms);
void lease_reason_generation(char text[LEASE_REASON_BYTES], uint64_t granted, uint64_t generation);

#endif
