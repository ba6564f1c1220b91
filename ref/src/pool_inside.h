/* The inside of a pool: its books, its workers, its leases, and the steps that its files share.
 *
 * Two kinds of locks, taken in this order: a worker's turn, then the pool's lock. Under the pool's lock nobody waits for
 * a child, a worker's turn is only tried, and the books are all that is touched. */
#ifndef SUP_POOL_INSIDE_H
#define SUP_POOL_INSIDE_H

#include "core/lease.h"

#include <sup/pool.h>

#include <pthread.h>
#include <stdatomic.h>

enum worker_phase {
    WORKER_OPENING,  /* its first child is being started */
    WORKER_SERVING,  /* there; its child may be dead */
    WORKER_RETIRING, /* being shut down to make room, or because the pool closes */
    WORKER_GONE,     /* no longer in the pool's list: only handles are left */
};

/* One supervisor for one key. */
struct pool_worker {
    struct pool_worker *next;
    struct sup_text key; /* constant, like the two below */
    struct sup_session_options session;
    struct sup_metadata_expectation *metadata; /* NULL: none */
    struct sup_text *texts;                    /* owned: what the two above point to */
    size_t text_count;
    const char **imports;
    uint64_t base_timeout_ms;

    /* Who works with the child. */
    pthread_mutex_t turn;
    _Atomic(uintptr_t) owner; /* 0 between commands */

    /* By the turn. The pointer is written under the pool's lock as well. */
    struct sup_supervisor *supervisor;
    bool exhausted;                /* its restart window was full: it needs a successor */
    bool suspect;                  /* its child could not be ended: try again before anything else */
    uint64_t validated_generation; /* whose metadata matched; SUP_NONE: none */
    int64_t last_activity_ns;

    /* By the pool's lock: the books. */
    enum worker_phase phase;
    uint64_t lookers;  /* acquires that see whether it is ready, and make it so: others wait for them */
    size_t references; /* handles of leases, threads at work, and the list */
    uint64_t leases;
    uint64_t users;       /* threads that have or want its turn */
    uint64_t released_at; /* the pool's count of changes when it was last used */
    uint64_t generation;
    bool alive;
    bool clean_exit;
    struct sup_stats stats;
    uint64_t rss_kib; /* SUP_NONE: not known */
};

/* An acquire that waits for room, in the order of arrival. */
struct pool_waiter {
    struct pool_waiter *next;
};

struct sup_pool {
    struct sup_pool_options options; /* constant */
    pthread_mutex_t lock;
    pthread_cond_t changed; /* something in the books may be room for somebody */
    size_t references;      /* the caller, and every lease */
    bool closing;
    struct pool_worker *workers;
    uint64_t worker_count;
    struct pool_waiter *waiters;
    uint64_t waiter_count;
    uint64_t changes;
    struct sup_stats retired; /* of the workers that are gone */
    uint64_t samples_unavailable;
    uint64_t policy_restarts;
    uint64_t queue_timeouts;
    uint64_t memory_budget_rejections;
    enum sup_restart_cause last_restart_reason;
};

struct sup_lease {
    struct sup_pool *pool;
    struct pool_worker *worker;
    uint64_t generation;
    /* By the pool's lock. */
    bool released;
    bool invalid;
    char reason[LEASE_REASON_BYTES];
    uint64_t timeout_ms; /* SUP_NONE: the worker's own */
};

/* ---- pool.c ---- */

void pool_lock(struct sup_pool *pool);
void pool_unlock(struct sup_pool *pool);
/* Tells those who wait that the books have changed. With the lock. */
void pool_announce(struct sup_pool *pool);
/* Gives up a reference; the last one frees the pool, which has no worker left. Without the lock. */
void pool_unreference(struct sup_pool *pool);
/* Takes a worker without child and leases out of the list, and adds its counters to the retired ones. With the lock. */
void pool_forget(struct sup_pool *pool, struct pool_worker *worker);

/* ---- pool_worker.c ---- */

/* A worker for ACQUISITION, with one reference; takes over KEY. NULL without memory. */
struct pool_worker *worker_new(const struct sup_acquisition *acquisition, struct sup_text *key);
/* Gives up a reference; the last one frees WORKER, which has no supervisor. With the lock. */
void worker_unreference(struct pool_worker *worker);

/* The turn. True where this very thread has it already: called from inside a sink. */
bool worker_is_own(const struct pool_worker *worker);
void worker_take(struct pool_worker *worker);
bool worker_try(struct pool_worker *worker);
void worker_give(struct pool_worker *worker);

/* All with the turn, without the lock. */

/* Starts the first child as ACQUISITION says. 0 or minus a kind; no process is left then. */
int worker_open(struct sup_pool *pool, struct pool_worker *worker, const struct sup_acquisition *acquisition,
    struct sup_error *error);
/* Shuts the child down and frees the supervisor. */
void worker_end(struct sup_pool *pool, struct pool_worker *worker);
/* Reopens a dead worker (POOL-02, FIX-18). 0, also where it was not dead, with RET_REVIVED telling; or minus a kind. */
int worker_revive(
    struct sup_pool *pool, struct pool_worker *worker, bool *ret_revived, struct sup_error *error);
/* The pool's own policy: RSS ceiling, then idle limit. 1 and REASON where it replaced the child, 0, or minus a kind. */
int worker_apply_policy(struct sup_pool *pool, struct pool_worker *worker, char reason[LEASE_REASON_BYTES],
    struct sup_error *error);
/* Brings the books up to date with the supervisor. */
void worker_publish(struct sup_pool *pool, struct pool_worker *worker);
/* What failed tells about the worker's condition. */
void worker_note_failure(struct pool_worker *worker, int result);

/* Takes a sample and books it; SUP_NONE where it is unavailable. With the lock; never waits. */
uint64_t worker_sample(struct sup_pool *pool, struct pool_worker *worker);

#endif
