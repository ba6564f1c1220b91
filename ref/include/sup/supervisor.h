/* A supervisor: one parent-side object over one child process behind framed pipes.
 *
 * Threads. Every function may be called from any thread; calls on one supervisor take turns. A request that comes while
 * another thread's call is stopping the child is refused at once with shutdown_in_progress, any other waits; so does a
 * shutdown for the request in flight, and the bounds below count from its turn. The caller
 * keeps the supervisor alive until every call on it has returned. Nothing is shared between supervisors.
 *
 * Time. Every call is bounded: a request by its deadline, plus the replacement that may follow (kill_wait_ms and
 * startup_timeout_ms); a shutdown by shutdown_timeout_ms + kill_wait_ms (SHUT-04). Nothing that the child, its
 * grandchildren or its pipes do extends that; only a sink of the caller does. All waits are relative waits of
 * epoll_wait or ppoll, all clocks CLOCK_MONOTONIC.
 *
 * What runs beside the calls. One thread for each supervisor, with a 64 KiB stack, blocked in epoll_wait: it empties the
 * child's stderr also while no call is in flight (FIX-05) and keeps the last SUP_DIAGNOSTICS_BYTES_MAX bytes. It is
 * started before the first child, stays for all generations, costs a request nothing, and blocks all signals. It also
 * starts the children: a child that asks Linux for a signal at its parent's death (CHILD-04) asks about the thread that
 * started it, which lives as long as the supervisor, whatever becomes of the thread that opened or cycled it.
 *
 * Signals. No disposition of the process is changed. A write to a child that is gone never raises SIGPIPE. The child
 * starts with all signals unblocked and at their defaults. A process that ignores SIGCHLD, or that reaps with
 * waitpid(-1), robs the supervisor of the exit status: the call then ends with kind wait (ECHILD). */
#ifndef SUP_SUPERVISOR_H
#define SUP_SUPERVISOR_H

#include <sup/error.h>
#include <sup/options.h>
#include <sup/request.h>
#include <sup/stats.h>
#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sup_supervisor;

/* Starts the child, waits for its handshake and gives it the frame cap (SPAWN-01…09). OPTIONS is copied.
 * Returns 0 and a supervisor that is Idle at generation 0, to be freed by sup_supervisor_free; or minus a kind:
 * spawn, setup, timeout (operation `startup`), child_exited, child_panic_or_abort (their message says what was wrong
 * with the handshake), protocol, wait_timeout. On failure no process and no descriptor is left. */
int sup_supervisor_open(
    const struct sup_options *options, struct sup_supervisor **ret_supervisor, struct sup_error *ret_error);

/* Shuts the child down gracefully, within the bounds of sup_shutdown, and frees SUPERVISOR (SHUT-03). Accepts NULL.
 * No other call may be in flight. */
void sup_supervisor_free(struct sup_supervisor *supervisor);

/* Sends one request and waits for its one terminal outcome (REQ-01…13, STREAM, CANCEL, TIMEOUT, POLICY-01).
 * RET_RESPONSE must be initialised; it is replaced on success only. May be NULL.
 * Returns 0 or minus a kind: any of error.h except spawn and setup for themselves, which appear where a replacement
 * fails (TIMEOUT-03). After worker, stream_*, capability_*_malformed and a protocol error about an answer of the wrong
 * status or a request over the frame cap the child stays usable; after every other failure it is dead or replaced. */
int sup_request(struct sup_supervisor *supervisor, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error);

/* sup_request for `health`. */
int sup_health(struct sup_supervisor *supervisor, struct sup_error *ret_error);

/* sup_request for `run_data_stream`. REQUEST_JSON is the text that the export receives. SINKS without `row` make every
 * row a protocol failure (STREAM-02). RET_SUMMARY may be NULL; otherwise it is overwritten on success, and released by
 * sup_stream_summary_release. */
int sup_stream(struct sup_supervisor *supervisor, const char *export_name, const char *request_json,
    const struct sup_sinks *sinks, const struct sup_cancel_token *token,
    struct sup_stream_summary *ret_summary, struct sup_error *ret_error);
void sup_stream_summary_release(struct sup_stream_summary *summary);

/* Replaces the child, gracefully, with cause `explicit` (RESTART-01). Also revives a supervisor whose child is dead.
 * Returns 0 or minus a kind: restart_limit_exceeded, spawn, or whatever sup_supervisor_open and sup_shutdown return. */
int sup_cycle(struct sup_supervisor *supervisor, struct sup_error *ret_error);

/* sup_cycle for a service that has a policy of its own: the replacement is counted under CAUSE, not NONE, and the child
 * is asked to leave or killed as RESTART-02 says for that cause. */
int sup_restart(struct sup_supervisor *supervisor, enum sup_restart_cause cause, struct sup_error *ret_error);

/* Makes the supervisor that follows one whose restart window was full (RESTART-09, FIX-12). The successor has the same
 * configuration and takes over what outlives a child: restart window, counters, generation, request ids, last exit
 * (FIX-18). Its child is started as a replacement with CAUSE, so the window that was full has to have room again.
 * Returns 0 and the successor, which the caller frees as well as PREDECESSOR; or minus a kind, as sup_restart. On failure
 * the window and the counters are back at PREDECESSOR, which can be succeeded later. */
int sup_supervisor_succeed(struct sup_supervisor *predecessor, enum sup_restart_cause cause,
    struct sup_supervisor **ret_supervisor, struct sup_error *ret_error);

enum sup_shutdown_mode {
    SUP_SHUTDOWN_MODE_GRACEFUL = 0, /* ask, then kill after shutdown_timeout_ms */
    SUP_SHUTDOWN_MODE_IMMEDIATE,    /* kill */
};

enum sup_shutdown_outcome {
    SUP_SHUTDOWN_OUTCOME_ALREADY_EXITED = 0,
    SUP_SHUTDOWN_OUTCOME_GRACEFUL,
    SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED,
    SUP_SHUTDOWN_OUTCOME_GRACEFUL_PROTOCOL_FAILED_KILLED,
    SUP_SHUTDOWN_OUTCOME_KILL_ONLY,
};

/* `graceful_timed_out_killed` and so on. The text is static. */
const char *sup_shutdown_outcome_name(enum sup_shutdown_outcome outcome);

/* Owns its exit. */
struct sup_shutdown_report {
    enum sup_shutdown_outcome outcome;
    struct sup_exit exit;
    uint64_t graceful_timeout_ms;
    uint64_t elapsed_us;
    uint64_t kill_elapsed_us; /* from the kill to the reaping; SUP_NONE where nothing was killed */
    uint64_t
        wait_elapsed_us; /* from the request to leave, or the kill, to the reaping; 0 for already_exited */
};

void sup_shutdown_report_init(struct sup_shutdown_report *report);
void sup_shutdown_report_release(struct sup_shutdown_report *report);

/* Ends the child (SHUT-01…05). The supervisor stays usable: for status, stats, and for a cycle that revives it.
 * RET_REPORT must be initialised; may be NULL. Returns 0 or minus a kind: kill, wait, wait_timeout (`kill_wait`). */
int sup_shutdown(struct sup_supervisor *supervisor, enum sup_shutdown_mode mode,
    struct sup_shutdown_report *ret_report, struct sup_error *ret_error);

/* Looks whether the child lives. A child found dead is reaped and its exit recorded. RET_RUNNING is true while it lives;
 * RET_EXIT (initialised; may be NULL) is replaced where it does not.
 * Returns 0 or minus a kind: wait, unsupported_request (from inside a sink). */
int sup_status(struct sup_supervisor *supervisor, bool *ret_running, struct sup_exit *ret_exit,
    struct sup_error *ret_error);

/* Copies the counters. Never fails. */
void sup_stats(struct sup_supervisor *supervisor, struct sup_stats *ret_stats);

/* Takes a snapshot. RET_SNAPSHOT must be initialised. Returns 0 or -SUP_ERROR_KIND_SETUP without memory. */
int sup_snapshot(struct sup_supervisor *supervisor, struct sup_snapshot *ret_snapshot);

/* The import statistics of the last opened session. RET_STATS must be initialised. RET_KNOWN is false before the first.
 * Returns 0 or -SUP_ERROR_KIND_SETUP without memory. */
int sup_last_import_stats(
    struct sup_supervisor *supervisor, bool *ret_known, struct sup_import_stats *ret_stats);

/* Samples the child's VmRSS now, counted like every sample (RSS-01). RET_KIB is SUP_NONE where it is unavailable.
 * Returns 0 or -SUP_ERROR_KIND_UNSUPPORTED_REQUEST from inside a sink. */
int sup_sample_rss(struct sup_supervisor *supervisor, uint64_t *ret_kib);

/* The child's VmRSS now, SUP_NONE where it is unavailable. Not counted. Never waits: may be called while another thread's
 * request is in flight, and from inside a sink. */
uint64_t sup_peek_rss(struct sup_supervisor *supervisor);

/* For later requests, in this and in later generations (TIMEOUT-04). May be called from inside a sink. */
void sup_set_request_timeout(struct sup_supervisor *supervisor, uint64_t timeout_ms);

/* What the current child said of itself in its handshake; lean_version is never known from there (SPAWN-04). Owned. */
struct sup_metadata {
    struct sup_text worker_version;
    uint16_t protocol_version;
};

void sup_metadata_init(struct sup_metadata *metadata);
void sup_metadata_release(struct sup_metadata *metadata);

/* RET_METADATA must be initialised. Returns 0 or -SUP_ERROR_KIND_SETUP without memory. */
int sup_metadata(struct sup_supervisor *supervisor, struct sup_metadata *ret_metadata);

#ifdef __cplusplus
}
#endif

#endif
