#include "core/account.h"

void account_init(struct sup_stats *stats)
{
    *stats = (struct sup_stats){
        .last_rss_kib = SUP_NONE,
        .last_import_rss_kib = SUP_NONE,
        .last_spawn_handshake_us = SUP_NONE,
    };
}

void account_add(uint64_t *counter, uint64_t amount)
{
    if (__builtin_add_overflow(*counter, amount, counter))
        *counter = UINT64_MAX;
}

void account_rss(struct sup_stats *stats, uint64_t kib)
{
    if (kib == SUP_NONE)
        account_add(&stats->rss_samples_unavailable, 1);
    else
        stats->last_rss_kib = kib;
}

/* The counter of its own that a cause has; `restarts` alone counts an abort. */
static void account_cause(struct sup_stats *stats, enum sup_restart_cause cause)
{
    switch (cause) {
    case SUP_RESTART_CAUSE_EXPLICIT: account_add(&stats->explicit_cycles, 1); return;
    case SUP_RESTART_CAUSE_MAX_REQUESTS: account_add(&stats->max_request_restarts, 1); return;
    case SUP_RESTART_CAUSE_MAX_IMPORTS: account_add(&stats->max_import_restarts, 1); return;
    case SUP_RESTART_CAUSE_RSS_CEILING:
    case SUP_RESTART_CAUSE_RSS_HARD_LIMIT: account_add(&stats->rss_restarts, 1); return;
    case SUP_RESTART_CAUSE_IDLE: account_add(&stats->idle_restarts, 1); return;
    case SUP_RESTART_CAUSE_CANCELLED: account_add(&stats->cancelled_restarts, 1); return;
    case SUP_RESTART_CAUSE_TIMEOUT: account_add(&stats->timeout_restarts, 1); return;
    case SUP_RESTART_CAUSE_CHILD_ABORT:
    case SUP_RESTART_CAUSE_NONE: return;
    }
}

void account_restart(struct sup_stats *stats, enum sup_restart_cause cause)
{
    account_cause(stats, cause);
    account_add(&stats->restarts, 1);
    stats->last_restart_reason = cause;
}

void account_replacement_failed(struct sup_stats *stats, enum sup_skip_reason reason)
{
    account_add(&stats->replacement_failures, 1);
    if (reason == SUP_SKIP_REASON_RESTART_LIMIT_EXCEEDED)
        account_add(&stats->replacement_budget_skipped, 1);
    stats->last_skip_reason = reason;
}

void account_replacement_succeeded(struct sup_stats *stats, const struct sup_replacement *replacement)
{
    account_add(&stats->replacement_successes, 1);
    stats->last_skip_reason = SUP_SKIP_REASON_NONE;
    stats->last_replacement = *replacement;
}

void account_stream_end(
    struct sup_stats *stats, enum account_stream_end end, uint64_t elapsed_us, uint64_t waits)
{
    account_add(&stats->stream_elapsed_us, elapsed_us);
    if (end == ACCOUNT_STREAM_SUCCESS) {
        account_add(&stats->stream_successes, 1);
        return;
    }
    account_add(&stats->stream_failures, 1);
    if (waits > 0)
        account_add(&stats->backpressure_failures, 1);
}
