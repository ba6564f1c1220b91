/* An actor: one project's worker behind a mailbox.
 *
 * One actor owns one thread, one bounded mailbox and one supervisor with its child. Jobs run one at a time, in the order
 * in which they were accepted (ACTOR-01). A job whose child dies is run once more on a fresh one; how each end of a job is
 * answered is one table (ACTOR-09, core/job.h). Every restart is accounted to its cause, and too many abnormal ones within
 * a window turn the actor unhealthy for good (ACTOR-05).
 *
 * Threads. sup_actor_submit, sup_actor_facts and sup_actor_stop may be called from any number of threads. Submit refuses at
 * once where the mailbox is full, closed, or the actor is unhealthy; otherwise it waits for the job's one answer. It never
 * waits for room. The child is started, talked to and stopped on the actor's own thread only, so that the end of a
 * caller's thread means nothing to it (CHILD-04). A job's sinks and its log lines run on the actor's thread too: they must
 * not call submit, stop or free of the same actor (submit refuses that with unsupported_request, the others forbid it).
 *
 * Time. An answer takes at most as long as the jobs before it, each bounded by twice its request timeout and the starts of
 * a child between. Nothing in the actor waits for a time; the clock is CLOCK_MONOTONIC. */
#ifndef SUP_ACTOR_H
#define SUP_ACTOR_H

#include <sup/error.h>
#include <sup/options.h>
#include <sup/request.h>
#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The defaults of sup_actor_options_init (CONFIG-01, CONFIG-04). */
#define SUP_ACTOR_MAILBOX_CAPACITY_DEFAULT      8
#define SUP_ACTOR_RESTARTS_MAX_DEFAULT          3
#define SUP_ACTOR_RESTART_WINDOW_MS_DEFAULT     60000
#define SUP_ACTOR_RSS_IMPORT_SWITCH_KIB_DEFAULT 2097152
#define SUP_ACTOR_RSS_POST_JOB_KIB_DEFAULT      5242880
#define SUP_ACTOR_RSS_HARD_KILL_KIB_DEFAULT     16777216
#define SUP_ACTOR_REQUEST_TIMEOUT_MS_DEFAULT    120000
#define SUP_ACTOR_STARTUP_TIMEOUT_MS            30000
#define SUP_ACTOR_MAX_REQUESTS                  64
/* A bound that is not an option: sup_actor_facts hands out the newest events only. */
#define SUP_ACTOR_EVENTS_MAX 64

/* ---- Restarts ----------------------------------------------------------------------------------------------------- */

/* Why the actor's worker was replaced (ACTOR-03). */
enum sup_actor_cause {
    SUP_ACTOR_CAUSE_NONE = 0,
    SUP_ACTOR_CAUSE_IMPORT_PROFILE_SWITCH,
    SUP_ACTOR_CAUSE_RSS_IMPORT_SWITCH,
    SUP_ACTOR_CAUSE_RSS_POST_JOB,
    SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED,
    SUP_ACTOR_CAUSE_MAX_REQUESTS,
    SUP_ACTOR_CAUSE_MAX_IMPORTS,
    SUP_ACTOR_CAUSE_IDLE,
    SUP_ACTOR_CAUSE_TIMEOUT,
    SUP_ACTOR_CAUSE_CANCELLED,
    SUP_ACTOR_CAUSE_CHILD_EXIT,
    SUP_ACTOR_CAUSE_CHILD_ABORT,
    SUP_ACTOR_CAUSE_SESSION_MISSING,
    SUP_ACTOR_CAUSE_EXPLICIT,
    SUP_ACTOR_CAUSE_WORKER_INTERNAL,
    SUP_ACTOR_CAUSE_COUNT,
};

/* `rss_import_switch`, …; NULL for NONE. The text is static. */
const char *sup_actor_cause_name(enum sup_actor_cause cause);

/* False for the abnormal causes, which count towards the restart limit. */
bool sup_actor_cause_is_planned(enum sup_actor_cause cause);

/* How loudly a restart is logged (ACTOR-12). */
enum sup_actor_level {
    SUP_ACTOR_LEVEL_DEBUG = 0, /* hygiene */
    SUP_ACTOR_LEVEL_INFO,      /* memory pressure */
    SUP_ACTOR_LEVEL_WARN,      /* abnormal, or for a reason nobody knows */
};

enum sup_actor_level sup_actor_cause_level(enum sup_actor_cause cause);
/* `debug`, `info`, `warn`. The text is static. */
const char *sup_actor_level_name(enum sup_actor_level level);

/* One restart. Owns its text; `cause` is NONE where there was none. */
struct sup_restart_event {
    enum sup_actor_cause cause;
    struct sup_text reason;
    uint64_t worker_generation; /* after it */
    bool planned;
    uint64_t rss_kib;   /* SUP_NONE: not known */
    uint64_t limit_kib; /* SUP_NONE: no limit was involved */
};

/* The state of the actor as an answer reports it (ACTOR-10). Owns its texts. */
struct sup_runtime {
    uint64_t worker_generation;            /* only grows (ACTOR-08) */
    bool worker_restarted;                 /* during this job */
    uint64_t retry_count;                  /* 0 or 1 */
    uint64_t admission_wait_ms;            /* as the job said */
    uint64_t queue_wait_ms;                /* in the mailbox */
    struct sup_restart_event call_restart; /* the last one during this job */
    struct sup_restart_event last_restart; /* the last one at all */
    uint64_t rss_kib;                      /* of the last sample; SUP_NONE before the first */
    uint64_t worker_lanes;                 /* always 1 */
    struct sup_text import_profile;        /* imports joined by line feeds; no text before the first job */
    uint64_t profile_switch_count;
    uint64_t restarts_total;
    uint64_t restarts_by_cause[SUP_ACTOR_CAUSE_COUNT];
};

void sup_runtime_init(struct sup_runtime *runtime);
void sup_runtime_release(struct sup_runtime *runtime);
/* RET must be initialised; what it held is released. Without memory texts are lost, numbers never. */
void sup_runtime_copy(const struct sup_runtime *runtime, struct sup_runtime *ret);

/* ---- Jobs --------------------------------------------------------------------------------------------------------- */

/* Why a job got no value (ACTOR-11), beside kind `unavailable`. Owns its texts. */
struct sup_unavailable {
    bool retryable;
    bool worker_restarted;
    struct sup_text project_root;
    struct sup_text project_hash;
    struct sup_text *imports; /* of the job */
    size_t import_count;
    struct sup_text session_id;
    struct sup_text toolchain;
    uint64_t worker_generation;
    struct sup_text reason;
    enum sup_actor_cause restart_cause; /* NONE: no restart is to blame */
    uint64_t rss_kib;
    uint64_t limit_kib;          /* SUP_NONE: no limit is to blame */
    uint64_t retry_after_ms;     /* SUP_NONE: no advice */
    uint64_t restarts_in_window; /* abnormal ones */
    uint64_t window_ms;
    struct sup_runtime runtime;
};

/* What comes back. Owns what it holds. */
struct sup_actor_reply {
    struct sup_response response;       /* with a value */
    struct sup_error error;             /* without one; kind `unavailable` or the supervisor's */
    struct sup_unavailable unavailable; /* with kind `unavailable` */
    struct sup_runtime runtime;         /* in any case */
};

void sup_actor_reply_init(struct sup_actor_reply *reply);
void sup_actor_reply_release(struct sup_actor_reply *reply);

/* A job: a request and what it is for. Borrowed until submit returns, sinks and token of the request included.
 *
 * A job that is run once more starts from the beginning: its sinks see the rows of both attempts, which are tentative in
 * any case (STREAM-01); `attempt`, where given, is called before each with its number, 0 or 1. */
struct sup_actor_job {
    const char *const *imports; /* a change of them may cost the worker (ACTOR-06) */
    size_t import_count;
    uint64_t admission_wait_ms; /* what the caller waited before it submitted; reported */
    struct sup_request request;
    void *attempt_context;
    void (*attempt)(void *context, uint64_t number);
};

/* ---- Life --------------------------------------------------------------------------------------------------------- */

/* Borrowed by sup_actor_open, which copies what it keeps. Texts may be NULL: they are then empty in reports. */
struct sup_actor_options {
    const char *project_root;
    const char *project_hash;
    const char *session_id;
    const char *toolchain;
    uint64_t mailbox_capacity;      /* jobs that wait, the one that runs not counted; raised to 1 */
    uint64_t restarts_max;          /* abnormal restarts within a window; raised to 1 */
    uint64_t restart_window_ms;     /* raised to 1 */
    uint64_t rss_import_switch_kib; /* SUP_NONE: never */
    uint64_t rss_post_job_kib;      /* SUP_NONE: never */
    struct sup_options worker;      /* the hard limit, the sample interval and the timeouts live here */
    /* What each child is made to import before its first job; NULL: nothing. */
    const struct sup_session_options *session;
    /* One line for each restart, on the actor's thread; NULL: nobody listens. */
    void *log_context;
    void (*log)(void *context, enum sup_actor_level level, const char *line);
};

/* Fills OPTIONS with the defaults; only `worker.executable` has none. */
void sup_actor_options_init(struct sup_actor_options *options);

struct sup_actor;

/* Starts the actor's thread and, on it, the worker; waits for both. RET_REPLY, which may be NULL, must be initialised.
 * Returns 0 and an actor, to be freed by sup_actor_free; or minus a kind: `unavailable` where the worker hit its hard
 * memory limit while opening (ACTOR-13), otherwise as sup_supervisor_open and sup_request. On failure no process is left. */
int sup_actor_open(
    const struct sup_actor_options *options, struct sup_actor **ret_actor, struct sup_actor_reply *ret_reply);

/* Runs JOB. RET_REPLY must be initialised.
 * Returns 0 and the value; or minus a kind: `unavailable`, or the job's own error where the table says so. The reasons of
 * a refusal: `mailbox_full`, `mailbox_closed` (being stopped), `project actor is stopped`, `project_shutting_down`
 * (unhealthy, or stopped before the job's turn), `mailbox_closed_before_reply` (its child died while the actor was being
 * stopped). */
int sup_actor_submit(
    struct sup_actor *actor, const struct sup_actor_job *job, struct sup_actor_reply *ret_reply);

/* The two halves of sup_actor_submit, for callers that settle the order of jobs on one thread and wait on others. Post
 * puts JOB into the mailbox: it returns 0 and a ticket, or minus a kind at once, RET_REPLY filled in. Wait waits for the
 * answer, which is then in RET_REPLY, frees the ticket, and returns 0 or minus a kind. Every ticket is to be waited for,
 * once, before the actor is freed; JOB and RET_REPLY stay borrowed until then. */
struct sup_actor_ticket;

int sup_actor_post(struct sup_actor *actor, const struct sup_actor_job *job,
    struct sup_actor_reply *ret_reply, struct sup_actor_ticket **ret_ticket);
int sup_actor_wait(struct sup_actor_ticket *ticket);

/* What is known without a job (ACTOR-14). Owns what it holds. */
struct sup_actor_facts {
    struct sup_runtime runtime; /* as of the last answer */
    bool healthy;
    struct sup_text unhealthy_reason; /* no text while healthy */
    struct sup_restart_event *events; /* the newest SUP_ACTOR_EVENTS_MAX, oldest first */
    size_t event_count;
};

void sup_actor_facts_init(struct sup_actor_facts *facts);
void sup_actor_facts_release(struct sup_actor_facts *facts);

/* RET_FACTS must be initialised. Never waits for a job. */
void sup_actor_facts(struct sup_actor *actor, struct sup_actor_facts *ret_facts);

/* Closes the mailbox and returns: no job is accepted from here on. What waits in the mailbox is answered, the job that runs
 * ends, and the worker is shut down gracefully (ACTOR-02), all on the actor's thread. Closing twice is no error. */
void sup_actor_close(struct sup_actor *actor);

/* Closes the mailbox and waits for all that. The actor stays there for facts and refusals. */
void sup_actor_stop(struct sup_actor *actor);

/* Stops ACTOR and frees it. Accepts NULL. No other call may be in flight. */
void sup_actor_free(struct sup_actor *actor);

#ifdef __cplusplus
}
#endif

#endif
