/* The inside of an actor. Its own thread has everything but what `lock` guards. */
#ifndef SUP_ACTOR_INSIDE_H
#define SUP_ACTOR_INSIDE_H

#include "actor_report.h"
#include "core/job.h"
#include "core/ledger.h"
#include "settings.h"

#include <sup/actor.h>
#include <sup/supervisor.h>

#include <pthread.h>
#include <stdatomic.h>

/* A job on its way through the mailbox. Belongs to the caller, who waits until it is answered. */
struct sup_actor_ticket {
    struct sup_actor_ticket *next;
    struct sup_actor *actor;
    const struct sup_actor_job *job;
    struct sup_actor_reply *reply; /* the actor's own until `answered` */
    int result;
    int64_t queued_ns;
    bool answered;
    pthread_cond_t settled;
};

enum door {
    DOOR_OPEN = 0, /* accepts jobs */
    DOOR_CLOSING,  /* accepts none; the thread is at work */
    DOOR_CLOSED,   /* the thread is done */
};

/* Whether the actor can serve (ACTOR-05): once it cannot, it never can again. */
struct health {
    bool lost;
    struct sup_text reason;
    uint64_t retry_after_ms; /* SUP_NONE: no advice */
};

/* The session that each child is given, copied. */
struct session_copy {
    struct sup_session_options options; /* borrows from the texts below */
    bool wanted;
    char *texts[4];
    char **imports;
};

/* What the thread alone knows of its worker. */
struct actor_worker {
    struct settings settings;
    struct session_copy session;
    struct sup_supervisor *supervisor; /* NULL: none could be made; `owed` says for what */
    uint64_t generation_below;         /* of the supervisor, or of the last one */
    uint64_t session_generation;       /* of the child that has the session; SUP_NONE: none has */
    struct sup_restart_event owed;     /* the rebuild that failed */
};

struct sup_actor {
    pthread_t thread;
    pthread_mutex_t lock; /* of all up to `ledger` */
    pthread_cond_t mail;  /* there is mail, or the door is closing */
    pthread_cond_t moved; /* opened or failed to, closed */
    struct sup_actor_ticket *first;
    struct sup_actor_ticket *last;
    uint64_t queued;
    uint64_t capacity;
    enum door door;
    bool opened; /* the thread has started its worker, or failed to */
    int open_result;
    struct sup_actor_reply *open_reply;
    struct health health;
    struct sup_runtime published; /* as of the last answer */
    uint64_t published_in_window;
    struct sup_restart_event *events; /* the newest, oldest first */
    size_t event_count;
    atomic_bool closing; /* the door is not open: read by the thread while it works */

    struct ledger ledger; /* from here on the thread's alone */
    struct actor_worker worker;
    struct sup_text last_fingerprint; /* no text: no job went before */
    uint64_t profile_switch_count;
    uint64_t last_rss_kib;
    struct sup_restart_event last_restart;

    /* never changed */
    struct sup_text project_root;
    struct sup_text project_hash;
    struct sup_text session_id;
    struct sup_text toolchain;
    uint64_t rss_import_switch_kib;
    uint64_t rss_post_job_kib;
    uint64_t window_ms;
    uint64_t restarts_max;
    void *log_context;
    void (*log)(void *context, enum sup_actor_level level, const char *line);
};

/* ---- actor_worker.c: one worker for ever, whatever becomes of its processes ------------------------------------------ */

enum rebuilt {
    REBUILT_YES = 0,
    REBUILT_FAILED,  /* no worker could be made; the next job tries again */
    REBUILT_REFUSED, /* the limit is reached: the actor is lost */
};

int session_copy_init(struct session_copy *copy, const struct sup_session_options *options);
void session_copy_release(struct session_copy *copy);

/* Starts the supervisor and opens its session. 0 or minus a kind, ERROR filled in; then no process is left. */
int actor_worker_open(struct sup_actor *actor, struct sup_error *error);
/* Shuts the worker down gracefully. */
void actor_worker_close(struct sup_actor *actor);

/* Sends REQUEST to a child that has the session. RET_WRITTEN tells, in any case, whether it was written. 0 or minus a
 * kind. */
int actor_worker_request(struct sup_actor *actor, const struct sup_request *request,
    struct sup_response *ret_response, bool *ret_written, struct sup_error *error);

/* A sample of the child's memory, remembered where there is one; SUP_NONE. */
uint64_t actor_worker_sample(struct sup_actor *actor);

/* The generation that callers see. */
uint64_t actor_worker_generation(const struct sup_actor *actor);

/* Accounts what the supervisor did by itself since BEFORE. RET_CALL becomes the last restart, where there was one.
 * False: one of them was over the limit, and the actor is lost. */
bool actor_worker_account(
    struct sup_actor *actor, const struct sup_stats *before, struct sup_restart_event *ret_call);

/* Makes a new supervisor in the place of what is there. ERROR is filled in where that fails. */
enum rebuilt actor_worker_rebuild(struct sup_actor *actor, enum sup_actor_cause cause, const char *reason,
    struct sup_restart_event *ret_call, struct sup_error *error);

/* Replaces the child because of its memory. Where the supervisor cannot, a new one is made. */
enum rebuilt actor_worker_cycle(struct sup_actor *actor, enum sup_actor_cause cause, uint64_t rss_kib,
    uint64_t limit_kib, struct sup_restart_event *ret_call, struct sup_error *error);

/* A worker hit its hard limit while it was opened: that counts as a restart, and another one would not help (ACTOR-13). */
void actor_worker_lose_to_memory(
    struct sup_actor *actor, const struct sup_error *error, struct sup_restart_event *ret_call);

/* A restart happened: counts, logs and remembers it. */
void actor_worker_note_restart(struct sup_actor *actor, const struct sup_restart_event *event);

/* ---- actor_job.c: one job, from the mailbox to its answer ------------------------------------------------------------ */

/* Runs ORDER, which waited QUEUE_WAIT_MS, and fills in REPLY. 0 or minus a kind. */
int job_run(struct sup_actor *actor, const struct sup_actor_job *order, uint64_t queue_wait_ms,
    struct sup_actor_reply *reply);

/* The worker could not be opened: takes ERROR and fills in REPLY (ACTOR-13). Returns minus the kind. */
int job_refuse_opening(struct sup_actor *actor, struct sup_error *error, struct sup_actor_reply *reply);

/* What a refusal and a failure have in common: fills in REPLY but for the runtime. Returns minus the kind. */
struct unavailability {
    const char *reason;
    bool retryable;
    bool worker_restarted;
    enum sup_actor_cause cause;
    uint64_t limit_kib;
    uint64_t retry_after_ms;
    uint64_t rss_kib;
    uint64_t in_window;
    uint64_t generation;
};
int unavailable_answer(const struct sup_actor *actor, const struct sup_actor_job *job,
    const struct unavailability *why, struct sup_actor_reply *reply);

/* ---- actor.c -------------------------------------------------------------------------------------------------------- */

/* The actor can serve no more. RETRY_AFTER_MS may be SUP_NONE. The first reason stays. */
void actor_lose(struct sup_actor *actor, const char *reason, uint64_t retry_after_ms);
bool actor_is_lost(struct sup_actor *actor);

/* What facts report from now on. */
void actor_publish(struct sup_actor *actor, const struct sup_runtime *runtime, uint64_t in_window);

/* Appends to the events that facts report. */
void actor_remember(struct sup_actor *actor, const struct sup_restart_event *event);

#endif
