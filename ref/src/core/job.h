/* How a job ends, as a table: (end of the attempt, number of the attempt) → what the actor does (ACTOR-09). Pure. */
#ifndef SUP_CORE_JOB_H
#define SUP_CORE_JOB_H

#include <sup/actor.h>
#include <sup/error.h>

#include <stdbool.h>
#include <stdint.h>

enum job_end {
    JOB_END_VALUE = 0,
    JOB_END_DIED,            /* child_exited, child_panic_or_abort */
    JOB_END_SESSION_MISSING, /* worker, code lean_rs.worker.session_missing */
    JOB_END_HARD_RSS,
    JOB_END_TIMEOUT,
    JOB_END_EXHAUSTED,        /* the supervisor below takes no more restarts; the request was written */
    JOB_END_EXHAUSTED_BEFORE, /* the same, and nothing was written */
    JOB_END_OTHER,
    JOB_END_COUNT,
};

enum job_attempt {
    JOB_ATTEMPT_FIRST = 0,
    JOB_ATTEMPT_RETRY,
    JOB_ATTEMPT_COUNT,
};

enum job_move {
    JOB_MOVE_RETURN = 0,  /* the value */
    JOB_MOVE_RETRY,       /* rebuild the worker, run the job once more */
    JOB_MOVE_UNAVAILABLE, /* answer with ACTOR-11's error */
    JOB_MOVE_REBUILD,     /* the same, after a rebuild that leaves no exhausted supervisor behind (FIX-15) */
    JOB_MOVE_PASS_ON,     /* answer with the supervisor's error */
};

struct job_rule {
    enum job_move move;
    const char *reason; /* put before the error's sentence; NULL: nothing */
    bool retryable;
    bool remembers; /* the child has the job's imports: a later job is compared with them (ACTOR-06) */
};

/* The row of the table. Static. */
const struct job_rule *job_rule(enum job_end end, enum job_attempt attempt);

/* Which end an error is. KIND NONE is a value. CODE is that of kind `worker`, or NULL. WRITTEN: the request reached the
 * pipe. */
enum job_end job_end_of(enum sup_error_kind kind, const char *code, bool written);

/* The cause of a restart that an end of a job asks for, or to which it is charged. */
enum sup_actor_cause job_cause_of(enum sup_error_kind kind, const char *code);

/* What an import fingerprint asks for before a job (ACTOR-06). */
enum switch_verdict {
    SWITCH_NONE = 0, /* the same imports, or the first job */
    SWITCH_COUNT,    /* other imports: counted; the child is roomy enough to go on */
    SWITCH_CYCLE,    /* counted, and the child is replaced */
};

/* PREVIOUS NULL: no job went before. RSS_KIB SUP_NONE: the sample was not available, which allows everything (FIX-22). */
enum switch_verdict switch_decide(
    const char *previous, const char *next, uint64_t rss_kib, uint64_t limit_kib);

/* RSS at or over a limit; false where either is SUP_NONE. */
bool pressure_is_reached(uint64_t rss_kib, uint64_t limit_kib);

#endif
