/* A pool of workers, shared by threads: who needs the same session gets a lease on the same worker.
 *
 * Workers. A worker is one supervisor for one key. The pool never owns more than max_workers of them, those that are just
 * being opened or retired included: no process of the next one is there before the last of the old one is reaped
 * (POOL-08). A worker that died is reopened by the next acquire of its key; its restart window, counters and generation go
 * on, so that a storm of crashes through acquire meets the same limit as one within a call (POOL-09, FIX-18). Once that
 * limit is met, acquire answers restart_limit_exceeded until the window has room again.
 *
 * Room. An acquire of a new key finds the pool full while there are max_workers workers, leased or not. With
 * queue_wait_ms 0 it is refused at once. Otherwise it waits, first come, first served, and is admitted as soon as there is
 * a worker fewer or a worker without leases (FIX-19); that one, the longest unused first, is shut down to make room.
 *
 * Leases. A lease is good for the generation of the worker that it was granted on. Whatever replaces or ends that child
 * invalidates the lease for good, with a reason (LEASE-04); the next acquire of the key is answered with a working worker
 * or a typed refusal (POOL-11). A lease gives its capacity back once (LEASE-02).
 *
 * Threads. Every function may be called from any thread. One lock guards the books of the pool and is never held while
 * anybody waits for a child; one condition variable wakes the acquires that wait, which wait for a time on the monotonic
 * clock. Each worker has a lock of its own, held for the length of a command: commands on one worker take turns, commands
 * on different workers run at the same time. An acquire of a key whose worker is in the middle of a command is granted
 * without waiting; the worker's policy is then looked at by the next command. From inside a sink, another command on the
 * same worker is refused with unsupported_request.
 *
 * Time. An acquire takes at most its wait for room, the shutdown of the worker that makes room, and the start of the new
 * one (startup_timeout_ms, and one request_timeout_ms each for health, session and metadata). */
#ifndef SUP_POOL_H
#define SUP_POOL_H

#include <sup/capability.h>
#include <sup/command.h>
#include <sup/stats.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sup_pool;
struct sup_lease;

struct sup_pool_options {
    uint64_t max_workers;   /* raised to 1 (POOL-08) */
    uint64_t queue_wait_ms; /* how long an acquire waits for room; 0: not at all (POOL-04) */
    uint64_t
        max_total_rss_kib; /* refuse a new key at this sum of all workers' VmRSS; SUP_NONE: no limit (POOL-03) */
    uint64_t max_worker_rss_kib; /* replace a worker at this VmRSS before it gets work; SUP_NONE: no limit */
    uint64_t
        idle_cycle_after_ms; /* replace a worker that was idle for so long before it gets work; SUP_NONE: never */
};

/* max_workers 1, no waiting, no limits. */
void sup_pool_options_init(struct sup_pool_options *options);

/* Makes an empty pool; starts nothing. Returns 0 and a pool, to be freed by sup_pool_free; or -SUP_ERROR_KIND_SETUP. */
int sup_pool_open(const struct sup_pool_options *options, struct sup_pool **ret_pool);

/* Ends every worker: each is shut down gracefully within its own bounds once the command it is in has ended, all at the
 * same time, on threads that are gone when this returns. Waiting and later acquires are refused with
 * shutdown_in_progress, commands of remaining leases with lease_invalidated. A second call does nothing.
 * Returns 0, or -SUP_ERROR_KIND_UNSUPPORTED_REQUEST from inside a sink. No process is left (POOL-10). */
int sup_pool_close(struct sup_pool *pool);

/* sup_pool_close, and gives up the pool; leases that are still there stay safe to use and to free. Accepts NULL. Must not
 * be called from inside a sink. */
void sup_pool_free(struct sup_pool *pool);

/* ---- Acquiring ----------------------------------------------------------------------------------------------------- */

/* Whether the caller chose a restart policy. Its figures are no part of the key: of callers of the class CUSTOM, the first
 * one's policy counts. */
enum sup_restart_policy_class {
    SUP_RESTART_POLICY_CLASS_DEFAULT = 0,
    SUP_RESTART_POLICY_CLASS_CUSTOM,
};

/* What is needed. The session key (POOL-01) is: project_root, package, lib_name and imports, in order, of the session; the
 * metadata expectation; toolchain; policy_class. Texts are compared byte by byte, JSON by value. The rest (how to start
 * the child, manifest, import profile) counts where the worker is opened, and only there. Borrowed. */
struct sup_acquisition {
    struct sup_capability_options capability;
    const char *toolchain; /* fingerprint; NULL is the same as an empty one */
    enum sup_restart_policy_class policy_class;
};

/* Gets a lease on a worker for ACQUISITION's key (POOL-02…04, 07).
 * Known key: a dead worker is reopened; then the RSS ceiling, then the idle limit may replace the child; then the lease is
 * granted. New key: room, then the total-RSS budget, then the worker is opened like a capability, and sampled. A sample
 * that is unavailable is counted and passes (FIX-22).
 * Returns 0 and a lease, to be freed by sup_lease_free; or minus a kind: worker_pool_exhausted, worker_pool_queue_timeout,
 * worker_pool_memory_budget_exceeded (each with resource facts), shutdown_in_progress, or any of sup_capability_open and
 * sup_restart. A refusal leaves nothing: no lease, no process, and for a new key no worker. */
int sup_pool_acquire(struct sup_pool *pool, const struct sup_acquisition *acquisition,
    struct sup_lease **ret_lease, struct sup_error *ret_error);

/* ---- Leases -------------------------------------------------------------------------------------------------------- */

/* Gives the capacity back; a command of this lease that is in flight goes on to its end. Later commands are refused.
 * Returns 0, or -SUP_ERROR_KIND_LEASE_INVALIDATED where it was released before. An invalid lease is released like any. */
int sup_lease_release(struct sup_lease *lease, struct sup_error *ret_error);

/* Releases LEASE if it still has to be, and frees it. No other call on it may be in flight. Accepts NULL. */
void sup_lease_free(struct sup_lease *lease);

struct sup_lease_status {
    bool valid;
    uint64_t generation;    /* of the worker that it was granted on */
    struct sup_text reason; /* why it is not valid; no text while it is */
};

void sup_lease_status_init(struct sup_lease_status *status);
void sup_lease_status_release(struct sup_lease_status *status);

/* Never waits. RET_STATUS must be initialised. Returns 0 or -SUP_ERROR_KIND_SETUP without memory. */
int sup_lease_status(struct sup_lease *lease, struct sup_lease_status *ret_status);

/* Runs one request on the leased worker (LEASE-01): is the lease valid; does the pool's policy replace the child, which
 * invalidates the lease before any work; then, for an operation that works within a session, the session is opened (a
 * child that still holds it says so: WIRE-13) and the key's metadata expectation is asked once in each generation; then the
 * request runs under the lease's own time limit, if it has one.
 * Returns 0 or minus a kind: lease_invalidated {reason}, or any of sup_session_open, sup_metadata_validate, sup_request.
 * Afterwards the lease is invalid exactly where the generation changed, the child is gone, or its metadata did not match:
 * a typed error of the child, an answer of the wrong status or one that does not decode leaves it valid (LEASE-05). */
int sup_lease_request(struct sup_lease *lease, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error);

/* Typed commands and metadata on the leased worker, by the same rules. */
int sup_lease_command(struct sup_lease *lease, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int sup_lease_stream(struct sup_lease *lease, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int sup_lease_validate_metadata(struct sup_lease *lease, const struct sup_metadata_expectation *expectation,
    const struct sup_cancel_token *token, struct sup_text *ret_metadata, struct sup_error *ret_error);

/* Replaces the worker's child with cause `explicit`; this lease, like every other on that worker, is invalid afterwards.
 * Returns 0 or minus a kind: lease_invalidated, or as sup_cycle. */
int sup_lease_cycle(struct sup_lease *lease, struct sup_error *ret_error);

/* The time limit of this lease's later commands, and of no other's (LEASE-06). Returns 0 or minus lease_invalidated. */
int sup_lease_set_request_timeout(struct sup_lease *lease, uint64_t timeout_ms, struct sup_error *ret_error);

/* ---- Looking ------------------------------------------------------------------------------------------------------- */

/* Names no worker, no process and no pipe. Sums are over all workers that the pool ever had (POOL-05); what a command in
 * flight has done is added when it ends. */
struct sup_pool_snapshot {
    uint64_t max_workers;
    uint64_t workers;                 /* there now, dead ones that may be reopened included */
    uint64_t active_workers;          /* with leases */
    uint64_t warm_leases;             /* workers without */
    uint64_t queue_depth;             /* acquires that wait for room */
    uint64_t total_child_rss_kib;     /* of the last samples; SUP_NONE where one is not known */
    uint64_t rss_samples_unavailable; /* of the samples that the pool took */
    struct sup_stats
        sums; /* requests, imports, restarts, restarts by cause, stream and backpressure counters; the rest
                              of it is 0 */
    uint64_t policy_restarts; /* by RSS ceiling and idle limit of the pool */
    uint64_t queue_timeouts;
    uint64_t memory_budget_rejections;
    enum sup_restart_cause last_restart_reason; /* of the restart that the pool saw last */
};

/* Never waits for a child. May be called from inside a sink. */
void sup_pool_snapshot(struct sup_pool *pool, struct sup_pool_snapshot *ret_snapshot);

#ifdef __cplusplus
}
#endif

#endif
