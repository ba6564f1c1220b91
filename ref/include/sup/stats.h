/* Counters and snapshots: plain data, cumulative over all children of one supervisor, saturating (STATS-01). */
#ifndef SUP_STATS_H
#define SUP_STATS_H

#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Why the last replacement did not happen (RESTART-03). */
enum sup_skip_reason {
    SUP_SKIP_REASON_NONE = 0,
    SUP_SKIP_REASON_STOP_FAILED,
    SUP_SKIP_REASON_RESTART_LIMIT_EXCEEDED,
    SUP_SKIP_REASON_SPAWN_FAILED,
};

/* `stop_failed`, …; NULL for NONE. The text is static. */
const char *sup_skip_reason_name(enum sup_skip_reason reason);

/* `synchronous-no-overlap`: the old child is reaped before the new one exists. */
#define SUP_REPLACEMENT_BUDGET_STATUS "synchronous-no-overlap"

/* The last successful replacement (RESTART-07). */
struct sup_replacement {
    enum sup_restart_cause reason; /* NONE: there was none yet */
    uint64_t spawn_handshake_us;
    uint64_t total_us;
};

struct sup_stats {
    uint64_t requests; /* frames written; a terminate request is not one */
    uint64_t imports;  /* of them, import-like */
    uint64_t import_like_admission_attempts;
    uint64_t import_like_admitted;
    uint64_t exits; /* recorded exits of children that had once been Idle */
    uint64_t restarts;
    uint64_t explicit_cycles;
    uint64_t max_request_restarts;
    uint64_t max_import_restarts;
    uint64_t rss_restarts; /* rss_ceiling and rss_hard_limit */
    uint64_t idle_restarts;
    uint64_t cancelled_restarts;
    uint64_t timeout_restarts;
    uint64_t replacement_attempts;
    uint64_t replacement_successes;
    uint64_t replacement_failures;
    uint64_t replacement_budget_admitted;
    uint64_t replacement_budget_skipped;
    uint64_t stream_requests;  /* run_data_stream frames written */
    uint64_t stream_successes; /* of every request with a row sink */
    uint64_t stream_failures;
    uint64_t stream_elapsed_us;
    uint64_t data_rows_delivered; /* rows whose sink returned 0 */
    uint64_t data_row_payload_bytes;
    /* How often a slow sink made the child wait (STREAM-06): its call took SUP_SLOW_SINK_US or longer, by its own doing
     * (it slept; or it was busy, twice in a row) and not by the scheduler's; and behind it output had piled up until the
     * pipe could be full (it held half its capacity or more) or more than
     * SUP_EVENTS_UNDELIVERED_MAX events waited. */
    uint64_t backpressure_waits;
    uint64_t backpressure_failures; /* failed streams that saw such a wait */
    uint64_t last_rss_kib;          /* SUP_NONE before the first sample */
    uint64_t
        last_import_rss_kib; /* sampled before the last import-like request; SUP_NONE where unavailable */
    uint64_t rss_samples_unavailable;
    uint64_t last_spawn_handshake_us; /* SUP_NONE: never */
    enum sup_restart_cause last_restart_reason;
    enum sup_skip_reason last_skip_reason;
    struct sup_replacement last_replacement;
};

#define SUP_SLOW_SINK_US 100

/* What a policy above the supervisor looks at (STATS-02). Owns its exit. */
struct sup_snapshot {
    uint64_t worker_generation; /* grows by one with each successful replacement, and only then (FIX-11) */
    uint64_t restarts;
    uint64_t exits;
    enum sup_restart_cause last_restart_reason;
    struct sup_exit last_exit; /* recorded where `status.data` is not NULL */
    uint64_t last_rss_kib;
    uint64_t rss_samples_unavailable;
};

void sup_snapshot_init(struct sup_snapshot *snapshot);
void sup_snapshot_release(struct sup_snapshot *snapshot);

#ifdef __cplusplus
}
#endif

#endif
