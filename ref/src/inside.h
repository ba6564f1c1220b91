/* The inside of a supervisor, and the steps that its files share. Everything here runs within the caller's turn. */
#ifndef SUP_INSIDE_H
#define SUP_INSIDE_H

#include "core/machine.h"
#include "core/window.h"
#include "linux/child.h"
#include "linux/drain.h"
#include "settings.h"
#include "wire/wire.h"

#include <sup/supervisor.h>

#include <pthread.h>
#include <stdatomic.h>

struct sup_supervisor {
    /* Who has the turn; `owner` is 0 between calls. */
    pthread_mutex_t turn;
    _Atomic(uintptr_t) owner;
    _Atomic(int) visible_state; /* machine.state, for those who have no turn */
    _Atomic(pid_t) visible_pid; /* child.pid while it is not reaped, for the same */

    struct settings settings;
    struct machine machine;
    struct window window;
    struct sup_stats stats;
    uint64_t generation_requests; /* since the present child was started: what the policy counts */
    uint64_t generation_imports;

    struct child child;
    struct drain *drain;
    struct wire_reader reader; /* what the child sent and nobody took yet */
    struct wire_buffer frame;  /* the request being written */
    struct wire_buffer
        control; /* configure_frame_limit, terminate: a replacement may come between a request and its write */

    struct sup_metadata metadata;
    struct sup_exit last_exit;
    struct sup_import_stats last_import_stats;
    bool has_import_stats;
};

/* ---- step.c ---- */

/* Moves the machine, does what can be done at once (a kill), and returns the actions. The event must be possible. */
int supervisor_step(struct sup_supervisor *supervisor, enum sup_event event, int64_t now_ns);

/* Takes a sample of the child's memory and counts it. SUP_NONE where it is unavailable. */
uint64_t supervisor_sample_rss(struct sup_supervisor *supervisor);

/* ---- start.c ---- */

/* From Absent or Exited to Idle, or back. 0 or minus a kind, ERROR filled in. */
int supervisor_start(struct sup_supervisor *supervisor, struct sup_error *error);

/* ---- stop.c ---- */

/* Takes the exit of a dead child, its last words and its descriptors, and records it. RET_EXIT, which may be NULL, must be
 * initialised. 0 or -SUP_ERROR_KIND_WAIT. */
int supervisor_bury(struct sup_supervisor *supervisor, struct sup_exit *ret_exit, struct sup_error *error);

/* Moves the machine by EVENT, which kills, and buries the child within kill_wait_ms. RET_EXIT may be NULL. 0 or minus a
 * kind: kill, wait, wait_timeout; the supervisor then stays in Killing and can try again. */
int supervisor_kill(struct sup_supervisor *supervisor, enum sup_event event, struct sup_exit *ret_exit,
    struct sup_error *error);

/* The child's output ended: gives it until the earlier of SUP_EOF_GRACE_MS and DEADLINE_NS to die, then kills it
 * (FIX-04). RET_KILLED, which may be NULL, tells. 0 or minus a kind. */
int supervisor_bury_crashed(struct sup_supervisor *supervisor, int64_t deadline_ns, struct sup_exit *ret_exit,
    bool *ret_killed, struct sup_error *error);

/* Looks, without waiting, whether a child that should live is dead; buries it then. 0 or -SUP_ERROR_KIND_WAIT. */
int supervisor_look(struct sup_supervisor *supervisor, struct sup_error *error);

/* The tree of SHUT-01. RET_REPORT, which may be NULL, must be initialised. 0 or minus a kind. */
int supervisor_stop(struct sup_supervisor *supervisor, enum sup_shutdown_mode mode,
    struct sup_shutdown_report *ret_report, struct sup_error *error);

/* ---- supervisor.c ---- */

/* A supervisor without a child; NULL without memory. */
struct sup_supervisor *supervisor_new(const struct sup_options *options);
/* Frees SUPERVISOR, whose child is gone. */
void supervisor_discard(struct sup_supervisor *supervisor);

/* ---- request.c ---- */

/* sup_request that holds for GENERATION only: where the child is of another, or becomes so by the policy before the
 * write, nothing is sent and the error is unsupported_request, operation SUP_OPERATION_SESSION_INVALIDATED (SESSION-02,
 * FIX-21). SUP_NONE: any generation. */
#define SUP_OPERATION_SESSION_INVALIDATED "worker_session_invalidated"
int supervisor_request(struct sup_supervisor *supervisor, const struct sup_request *request,
    uint64_t generation, struct sup_response *ret_response, struct sup_error *ret_error);

/* ---- replace.c ---- */

/* Replaces the child (RESTART-01…08), gracefully or by a kill as CAUSE asks (RESTART-02). 0 or minus a kind. */
int supervisor_replace(
    struct sup_supervisor *supervisor, enum sup_restart_cause cause, struct sup_error *error);

#endif
