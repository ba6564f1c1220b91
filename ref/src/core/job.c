#include "core/job.h"

#include <string.h>

#define SESSION_MISSING_CODE "lean_rs.worker.session_missing"

static const struct job_rule RULES[JOB_END_COUNT][JOB_ATTEMPT_COUNT] = {
    [JOB_END_VALUE] =
        {
            {.move = JOB_MOVE_RETURN, .remembers = true},
            {.move = JOB_MOVE_RETURN, .remembers = true},
        },
    [JOB_END_DIED] =
        {
            {.move = JOB_MOVE_RETRY},
            {.move = JOB_MOVE_UNAVAILABLE, .reason = "worker_died_after_retry: ", .retryable = true},
        },
    [JOB_END_SESSION_MISSING] =
        {
            {.move = JOB_MOVE_RETRY, .reason = "session_missing: "},
            {.move = JOB_MOVE_UNAVAILABLE, .reason = "session_missing: ", .retryable = true},
        },
    [JOB_END_HARD_RSS] =
        {
            {.move = JOB_MOVE_UNAVAILABLE, .reason = "rss_hard_limit_exceeded: "},
            {.move = JOB_MOVE_UNAVAILABLE, .reason = "rss_hard_limit_exceeded: "},
        },
    [JOB_END_TIMEOUT] =
        {
            {.move = JOB_MOVE_UNAVAILABLE, .reason = "timeout: ", .retryable = true},
            {.move = JOB_MOVE_UNAVAILABLE, .reason = "timeout: ", .retryable = true},
        },
    /* a job that was written may have run: it is not run again */
    [JOB_END_EXHAUSTED] =
        {
            {.move = JOB_MOVE_REBUILD, .reason = "worker_restarts_exhausted: ", .retryable = true},
            {.move = JOB_MOVE_REBUILD, .reason = "worker_restarts_exhausted: ", .retryable = true},
        },
    [JOB_END_EXHAUSTED_BEFORE] =
        {
            {.move = JOB_MOVE_RETRY, .reason = "worker_restarts_exhausted: "},
            {.move = JOB_MOVE_REBUILD, .reason = "worker_restarts_exhausted: ", .retryable = true},
        },
    [JOB_END_OTHER] =
        {
            {.move = JOB_MOVE_PASS_ON, .remembers = true},
            {.move = JOB_MOVE_PASS_ON, .remembers = true},
        },
};

const struct job_rule *job_rule(enum job_end end, enum job_attempt attempt)
{
    return &RULES[end][attempt];
}

static bool is_session_missing(enum sup_error_kind kind, const char *code)
{
    return kind == SUP_ERROR_KIND_WORKER && code && strcmp(code, SESSION_MISSING_CODE) == 0;
}

enum job_end job_end_of(enum sup_error_kind kind, const char *code, bool written)
{
    switch ((int)kind) {
    case SUP_ERROR_KIND_NONE: return JOB_END_VALUE;
    case SUP_ERROR_KIND_CHILD_EXITED:
    case SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT: return JOB_END_DIED;
    case SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED: return JOB_END_HARD_RSS;
    case SUP_ERROR_KIND_TIMEOUT: return JOB_END_TIMEOUT;
    case SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED:
    case SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS: return written ? JOB_END_EXHAUSTED : JOB_END_EXHAUSTED_BEFORE;
    default: return is_session_missing(kind, code) ? JOB_END_SESSION_MISSING : JOB_END_OTHER;
    }
}

enum sup_actor_cause job_cause_of(enum sup_error_kind kind, const char *code)
{
    switch ((int)kind) {
    case SUP_ERROR_KIND_CHILD_EXITED: return SUP_ACTOR_CAUSE_CHILD_EXIT;
    case SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT: return SUP_ACTOR_CAUSE_CHILD_ABORT;
    case SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED: return SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED;
    case SUP_ERROR_KIND_TIMEOUT: return SUP_ACTOR_CAUSE_TIMEOUT;
    case SUP_ERROR_KIND_CANCELLED: return SUP_ACTOR_CAUSE_CANCELLED;
    default:
        return is_session_missing(kind, code) ? SUP_ACTOR_CAUSE_SESSION_MISSING
                                              : SUP_ACTOR_CAUSE_WORKER_INTERNAL;
    }
}

bool pressure_is_reached(uint64_t rss_kib, uint64_t limit_kib)
{
    return rss_kib != SUP_NONE && limit_kib != SUP_NONE && rss_kib >= limit_kib;
}

enum switch_verdict switch_decide(
    const char *previous, const char *next, uint64_t rss_kib, uint64_t limit_kib)
{
    if (!previous || strcmp(previous, next) == 0)
        return SWITCH_NONE;
    return pressure_is_reached(rss_kib, limit_kib) ? SWITCH_CYCLE : SWITCH_COUNT;
}
