/* Getting a lease: a known key's worker, or room, a budget and a new worker (POOL-02…04, POOL-07…09). */
#include "core/account.h"
#include "core/admission.h"
#include "core/deadline.h"
#include "linux/clock.h"
#include "pool_inside.h"
#include "pool_key.h"
#include "report.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

static const char OPERATION[] = "worker_pool_acquire_lease";

/* The worker at hand vanished meanwhile: look again. */
#define ACQUIRE_AGAIN 1

struct acquire {
    struct sup_pool *pool;
    const struct sup_acquisition *acquisition;
    struct sup_error *error;
    struct sup_text key;     /* until a worker takes it over */
    struct sup_lease *lease; /* until it is granted */
    int64_t started_ns;
    int64_t deadline_ns;
    struct pool_waiter waiter;
    bool queued;
};

/* ---- Refusals ------------------------------------------------------------------------------------------------------ */

static uint64_t waited_ms(const struct acquire *acquire)
{
    return (uint64_t)(clock_now_ns() - acquire->started_ns) / NS_PER_MS;
}

static int refuse(
    struct acquire *acquire, enum sup_error_kind kind, enum sup_resource_cause cause, const char *why)
{
    struct sup_error *error = acquire->error;
    int r = report(error, kind, "%s", why);
    error->operation = OPERATION;
    error->resource.cause = cause;
    error->resource.operation = OPERATION;
    error->resource.queue_wait_ms = waited_ms(acquire);
    return r;
}

static int refuse_closed(struct acquire *acquire)
{
    int r = report(acquire->error, SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS, "the pool is closed");
    acquire->error->operation = OPERATION;
    return r;
}

static int refuse_exhausted(struct acquire *acquire)
{
    int r = refuse(acquire, SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED, SUP_RESOURCE_CAUSE_WORKER_POOL_MAX_WORKERS,
        "every worker serves another key");
    acquire->error->max_workers = acquire->pool->options.max_workers;
    return r;
}

static int refuse_late(struct acquire *acquire)
{
    acquire->pool->queue_timeouts++;
    int r = refuse(acquire, SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT,
        SUP_RESOURCE_CAUSE_WORKER_POOL_QUEUE_TIMEOUT, "no worker became free in time");
    acquire->error->waited_ms = acquire->error->resource.queue_wait_ms;
    acquire->error->resource.duration_ms = acquire->error->waited_ms;
    return r;
}

static int refuse_over_budget(struct acquire *acquire, uint64_t total_kib)
{
    struct sup_pool *pool = acquire->pool;
    pool->memory_budget_rejections++;
    int r = refuse(acquire, SUP_ERROR_KIND_WORKER_POOL_MEMORY_BUDGET_EXCEEDED,
        SUP_RESOURCE_CAUSE_WORKER_POOL_TOTAL_RSS_BUDGET, "the workers' memory is at the budget");
    acquire->error->current_kib = acquire->error->resource.current_rss_kib = total_kib;
    acquire->error->limit_kib = acquire->error->resource.limit_kib = pool->options.max_total_rss_kib;
    return r;
}

/* ---- Granting ------------------------------------------------------------------------------------------------------ */

/* With the lock. */
static void grant(struct acquire *acquire, struct pool_worker *worker)
{
    struct sup_lease *lease = acquire->lease;
    lease->pool = acquire->pool;
    lease->worker = worker;
    lease->generation = worker->generation;
    lease->timeout_ms = SUP_NONE;
    acquire->pool->references++;
    worker->references++;
    worker->leases++;
}

/* With the lock; WORKER may be freed by it. */
static void let_go(struct sup_pool *pool, struct pool_worker *worker)
{
    worker->users--;
    worker->released_at = pool->changes;
    pool_announce(pool);
    worker_unreference(worker);
}

/* ---- The queue ------------------------------------------------------------------------------------------------------ */

static void queue_enter(struct acquire *acquire)
{
    struct pool_waiter **link = &acquire->pool->waiters;
    while (*link)
        link = &(*link)->next;
    *link = &acquire->waiter;
    acquire->pool->waiter_count++;
    acquire->queued = true;
}

static void queue_leave(struct acquire *acquire)
{
    if (!acquire->queued)
        return;
    struct pool_waiter **link = &acquire->pool->waiters;
    while (*link != &acquire->waiter)
        link = &(*link)->next;
    *link = acquire->waiter.next;
    acquire->pool->waiter_count--;
    acquire->queued = false;
    pool_announce(acquire->pool); /* the next one may be first now */
}

/* ---- A known key --------------------------------------------------------------------------------------------------- */

/* POOL-02: alive, within the pool's policy. With the worker's turn. */
static int make_ready(struct acquire *acquire, struct pool_worker *worker)
{
    bool revived;
    int r = worker_revive(acquire->pool, worker, &revived, acquire->error);
    if (r == 0 && !revived) {
        char reason[LEASE_REASON_BYTES];
        r = worker_apply_policy(acquire->pool, worker, reason, acquire->error);
    }
    return r < 0 ? r : 0;
}

/* With the lock, which is given up meanwhile. */
static int acquire_known(struct acquire *acquire, struct pool_worker *worker)
{
    struct sup_pool *pool = acquire->pool;
    queue_leave(acquire); /* it needs no room any more: others do not wait behind it */
    worker->users++;
    worker->references++;
    bool must_look = worker->phase == WORKER_OPENING || worker->lookers > 0 || !worker->alive;
    bool taken = worker_try(worker);
    int r = 0;
    if (taken || must_look) {
        /* from now on a child that is found dead is replaced for all who come meanwhile */
        worker->lookers++;
        pool_unlock(pool);
        if (!taken)
            worker_take(worker);
        /* whoever opened or ended it had the turn: what is there now stays */
        r = worker->supervisor ? make_ready(acquire, worker) : ACQUIRE_AGAIN;
        worker_give(worker);
        pool_lock(pool);
        worker->lookers--;
    }
    if (r == 0 && pool->closing)
        r = refuse_closed(acquire);
    if (r == 0)
        grant(acquire, worker);
    let_go(pool, worker);
    return r;
}

/* ---- A new key ----------------------------------------------------------------------------------------------------- */

/* Until the books change or the wait is over. With the lock, which is given up meanwhile. */
static void wait_for_change(struct acquire *acquire)
{
    if (!acquire->queued)
        queue_enter(acquire);
    const struct timespec until = {
        .tv_sec = (time_t)(acquire->deadline_ns / NS_PER_S),
        .tv_nsec = (long)(acquire->deadline_ns % NS_PER_S),
    };
    if (acquire->deadline_ns == DEADLINE_NEVER)
        (void)pthread_cond_wait(&acquire->pool->changed, &acquire->pool->lock);
    else
        (void)pthread_cond_timedwait(&acquire->pool->changed, &acquire->pool->lock, &until);
}

/* The worker that makes room: of those without leases the longest unused. */
static struct pool_worker *worker_to_retire(const struct sup_pool *pool)
{
    struct pool_worker *found = NULL;
    for (struct pool_worker *worker = pool->workers; worker; worker = worker->next) {
        if (worker->phase != WORKER_SERVING || worker->leases > 0 || worker->users > 0)
            continue;
        if (!found || worker->released_at < found->released_at)
            found = worker;
    }
    return found;
}

/* POOL-08: it is gone before its place is. With the lock, which is given up meanwhile. */
static void retire(struct sup_pool *pool, struct pool_worker *worker)
{
    assert(worker); /* admission retires only where there is one to retire */
    worker->phase = WORKER_RETIRING;
    pool_unlock(pool);
    worker_take(worker);
    worker_end(pool, worker);
    worker_give(worker);
    pool_lock(pool);
    pool_forget(pool, worker);
}

static void sample_all(
    struct sup_pool *pool, const struct pool_worker *leaving, struct admission_facts *facts)
{
    facts->samples = ADMISSION_SAMPLES_COMPLETE;
    facts->total_rss_kib = 0;
    for (struct pool_worker *worker = pool->workers; worker; worker = worker->next) {
        if (worker == leaving)
            continue;
        uint64_t kib = worker_sample(pool, worker);
        if (kib == SUP_NONE)
            facts->samples = ADMISSION_SAMPLES_INCOMPLETE;
        else
            account_add(&facts->total_rss_kib, kib);
    }
}

/* With the lock. */
static struct pool_worker *worker_add(struct acquire *acquire)
{
    struct sup_pool *pool = acquire->pool;
    struct pool_worker *worker = worker_new(acquire->acquisition, &acquire->key);
    if (!worker)
        return NULL;
    bool taken = worker_try(worker); /* nobody knows it yet */
    assert(taken);
    (void)taken;
    worker->users = 1;
    worker->references++;
    struct pool_worker **link = &pool->workers;
    while (*link)
        link = &(*link)->next;
    *link = worker;
    pool->worker_count++;
    return worker;
}

/* There is room. With the lock, which is given up meanwhile. */
static int open_new(struct acquire *acquire)
{
    struct sup_pool *pool = acquire->pool;
    struct pool_worker *worker = worker_add(acquire);
    if (!worker)
        return report_memory(acquire->error);
    queue_leave(acquire);
    pool_unlock(pool);
    int r = worker_open(pool, worker, acquire->acquisition, acquire->error);
    worker_give(worker);
    pool_lock(pool);
    if (r < 0) {
        pool_forget(pool, worker);
    } else {
        worker->phase = WORKER_SERVING;
        (void)worker_sample(pool, worker);
        if (pool->closing)
            r = refuse_closed(acquire); /* whoever closes it ends the worker */
        else
            grant(acquire, worker);
    }
    let_go(pool, worker);
    return r;
}

/* With the lock, which may be given up meanwhile. ACQUIRE_AGAIN where the books have changed. */
static int acquire_new(struct acquire *acquire)
{
    struct sup_pool *pool = acquire->pool;
    struct pool_worker *leaving = NULL;
    bool full = pool->worker_count >= pool->options.max_workers;
    if (full)
        leaving = worker_to_retire(pool);
    struct admission_facts facts = {
        .workers = pool->worker_count,
        .workers_max = pool->options.max_workers,
        .unleased_worker = leaving != NULL,
        .first = !pool->waiters || pool->waiters == &acquire->waiter,
        .queue_wait_ms = pool->options.queue_wait_ms,
        .waited_out = deadline_passed(acquire->deadline_ns, clock_now_ns()),
        .total_rss_limit_kib = pool->options.max_total_rss_kib,
    };
    enum admission admission = admission_decide(&facts);
    if (admission == ADMISSION_SAMPLE) {
        sample_all(pool, leaving, &facts);
        admission = admission_decide(&facts);
    }
    switch (admission) {
    case ADMISSION_OPEN: return open_new(acquire);
    case ADMISSION_RETIRE:
        if (!acquire->queued)
            queue_enter(acquire); /* nobody else takes the place that is being made */
        retire(pool, leaving);
        return ACQUIRE_AGAIN;
    case ADMISSION_WAIT: wait_for_change(acquire); return ACQUIRE_AGAIN;
    case ADMISSION_EXHAUSTED: return refuse_exhausted(acquire);
    case ADMISSION_QUEUE_TIMEOUT: return refuse_late(acquire);
    case ADMISSION_OVER_BUDGET: return refuse_over_budget(acquire, facts.total_rss_kib);
    case ADMISSION_SAMPLE: break;
    }
    return report(acquire->error, SUP_ERROR_KIND_SETUP, "the admission cannot be decided");
}

/* ---- The whole ----------------------------------------------------------------------------------------------------- */

static struct pool_worker *worker_find(const struct sup_pool *pool, const struct sup_text *key)
{
    struct pool_worker *worker = pool->workers;
    while (worker && !pool_key_equal(&worker->key, key))
        worker = worker->next;
    return worker;
}

static int acquire_run(struct acquire *acquire)
{
    struct sup_pool *pool = acquire->pool;
    int r = ACQUIRE_AGAIN;
    pool_lock(pool);
    while (r == ACQUIRE_AGAIN) {
        struct pool_worker *worker = worker_find(pool, &acquire->key);
        if (pool->closing)
            r = refuse_closed(acquire);
        else if (worker && worker->phase == WORKER_RETIRING)
            (void)pthread_cond_wait(&pool->changed, &pool->lock); /* bounded by its shutdown */
        else if (worker)
            r = acquire_known(acquire, worker);
        else
            r = acquire_new(acquire);
    }
    queue_leave(acquire);
    pool_unlock(pool);
    return r;
}

int sup_pool_acquire(struct sup_pool *pool, const struct sup_acquisition *acquisition,
    struct sup_lease **ret_lease, struct sup_error *ret_error)
{
    struct report_place place;
    struct acquire acquire = {
        .pool = pool,
        .acquisition = acquisition,
        .error = report_begin(&place, ret_error),
        .lease = calloc(1, sizeof(*acquire.lease)),
        .started_ns = clock_now_ns(),
    };
    acquire.deadline_ns = deadline_after_ms(acquire.started_ns, pool->options.queue_wait_ms);
    int r = acquire.lease ? 0 : report_memory(acquire.error);
    if (acquire.lease)
        r = pool_key_make(acquisition, &acquire.key, acquire.error);
    if (acquire.lease && r == 0)
        r = acquire_run(&acquire);
    sup_text_release(&acquire.key);
    if (r == 0)
        *ret_lease = acquire.lease;
    else
        free(acquire.lease);
    report_end(&place);
    return r;
}
