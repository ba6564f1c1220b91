/* The counters (STATS-01): when each grows. All saturate. */
#ifndef SUP_CORE_ACCOUNT_H
#define SUP_CORE_ACCOUNT_H

#include <sup/stats.h>

#include <stdbool.h>

enum account_stream_end {
    ACCOUNT_STREAM_SUCCESS,
    ACCOUNT_STREAM_FAILURE,
};

void account_init(struct sup_stats *stats);

/* COUNTER += AMOUNT, stopping at the greatest number. */
void account_add(uint64_t *counter, uint64_t amount);

/* A sample of the child's memory; SUP_NONE where it was unavailable (RSS-02). */
void account_rss(struct sup_stats *stats, uint64_t kib);

/* An admitted replacement: restarts, the cause's own counter, the last cause. */
void account_restart(struct sup_stats *stats, enum sup_restart_cause cause);

void account_replacement_failed(struct sup_stats *stats, enum sup_skip_reason reason);
void account_replacement_succeeded(struct sup_stats *stats, const struct sup_replacement *replacement);

/* The end of a request with a row sink (STREAM-04). WAITS is how often its sinks made the child wait. */
void account_stream_end(
    struct sup_stats *stats, enum account_stream_end end, uint64_t elapsed_us, uint64_t waits);

#endif
