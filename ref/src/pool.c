/* A pool's life and what can be read off it (POOL-05, POOL-08, POOL-10). */
#include "core/account.h"
#include "linux/thread.h"
#include "pool_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

void sup_pool_options_init(struct sup_pool_options *options)
{
    *options = (struct sup_pool_options){
        .max_workers = 1,
        .max_total_rss_kib = SUP_NONE,
        .max_worker_rss_kib = SUP_NONE,
        .idle_cycle_after_ms = SUP_NONE,
    };
}

/* ---- The lock ------------------------------------------------------------------------------------------------------ */

void pool_lock(struct sup_pool *pool)
{
    int error = pthread_mutex_lock(&pool->lock);
    assert(error == 0);
    (void)error;
}

void pool_unlock(struct sup_pool *pool)
{
    int error = pthread_mutex_unlock(&pool->lock);
    assert(error == 0);
    (void)error;
}

void pool_announce(struct sup_pool *pool)
{
    pool->changes++;
    (void)pthread_cond_broadcast(&pool->changed);
}

/* ---- Life ---------------------------------------------------------------------------------------------------------- */

static uint64_t at_least_one(uint64_t value)
{
    return value == 0 ? 1 : value;
}

int sup_pool_open(const struct sup_pool_options *options, struct sup_pool **ret_pool)
{
    struct sup_pool *pool = calloc(1, sizeof(*pool));
    if (!pool)
        return -SUP_ERROR_KIND_SETUP;
    pool->options = *options;
    pool->options.max_workers = at_least_one(options->max_workers);
    pool->options.max_total_rss_kib = at_least_one(options->max_total_rss_kib);
    pool->options.max_worker_rss_kib = at_least_one(options->max_worker_rss_kib);
    pool->references = 1;
    (void)pthread_mutex_init(&pool->lock, NULL);
    pthread_condattr_t attributes;
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&pool->changed, &attributes);
    (void)pthread_condattr_destroy(&attributes);
    *ret_pool = pool;
    return 0;
}

void pool_unreference(struct sup_pool *pool)
{
    pool_lock(pool);
    bool last = --pool->references == 0;
    pool_unlock(pool);
    if (!last)
        return;
    assert(!pool->workers && !pool->waiters);
    (void)pthread_cond_destroy(&pool->changed);
    (void)pthread_mutex_destroy(&pool->lock);
    free(pool);
}

/* The counters that POOL-05 sums up. */
static void sums_add(struct sup_stats *sums, const struct sup_stats *stats)
{
    account_add(&sums->requests, stats->requests);
    account_add(&sums->imports, stats->imports);
    account_add(&sums->exits, stats->exits);
    account_add(&sums->restarts, stats->restarts);
    account_add(&sums->explicit_cycles, stats->explicit_cycles);
    account_add(&sums->max_request_restarts, stats->max_request_restarts);
    account_add(&sums->max_import_restarts, stats->max_import_restarts);
    account_add(&sums->rss_restarts, stats->rss_restarts);
    account_add(&sums->idle_restarts, stats->idle_restarts);
    account_add(&sums->cancelled_restarts, stats->cancelled_restarts);
    account_add(&sums->timeout_restarts, stats->timeout_restarts);
    account_add(&sums->stream_requests, stats->stream_requests);
    account_add(&sums->stream_successes, stats->stream_successes);
    account_add(&sums->stream_failures, stats->stream_failures);
    account_add(&sums->stream_elapsed_us, stats->stream_elapsed_us);
    account_add(&sums->data_rows_delivered, stats->data_rows_delivered);
    account_add(&sums->data_row_payload_bytes, stats->data_row_payload_bytes);
    account_add(&sums->backpressure_waits, stats->backpressure_waits);
    account_add(&sums->backpressure_failures, stats->backpressure_failures);
}

void pool_forget(struct sup_pool *pool, struct pool_worker *worker)
{
    struct pool_worker **link = &pool->workers;
    while (*link != worker)
        link = &(*link)->next;
    *link = worker->next;
    pool->worker_count--;
    sums_add(&pool->retired, &worker->stats);
    worker->phase = WORKER_GONE;
    worker_unreference(worker);
    pool_announce(pool);
}

/* ---- Closing ------------------------------------------------------------------------------------------------------- */

static bool inside_sink(const struct sup_pool *pool)
{
    for (const struct pool_worker *worker = pool->workers; worker; worker = worker->next)
        if (worker_is_own(worker))
            return true;
    return false;
}

/* A worker that nobody works with and nobody else ends. */
static struct pool_worker *worker_to_end(const struct sup_pool *pool)
{
    struct pool_worker *worker = pool->workers;
    while (worker && (worker->users > 0 || worker->phase == WORKER_RETIRING))
        worker = worker->next;
    return worker;
}

/* A worker that is being ended on a thread of its own, so that slow ones do not add up. */
struct ending {
    struct ending *next;
    pthread_t thread;
    struct sup_pool *pool;
    struct pool_worker *worker;
};

/* Ends a worker in phase RETIRING. */
static void end_worker(struct sup_pool *pool, struct pool_worker *worker)
{
    worker_take(worker);
    worker_end(pool, worker);
    worker_give(worker);
    pool_lock(pool);
    pool_forget(pool, worker);
    pool_unlock(pool);
}

static void *ending_run(void *argument)
{
    struct ending *ending = argument;
    end_worker(ending->pool, ending->worker);
    return NULL;
}

/* Begins to end WORKER; without memory or a thread it is ended at once. Returns the endings that are under way. */
static struct ending *ending_start(struct sup_pool *pool, struct pool_worker *worker, struct ending *others)
{
    struct ending *ending = malloc(sizeof(*ending));
    if (ending) {
        *ending = (struct ending){.next = others, .pool = pool, .worker = worker};
        if (thread_start(&ending->thread, ending_run, ending) == 0)
            return ending;
        free(ending);
    }
    end_worker(pool, worker);
    return others;
}

static void endings_await(struct ending *endings)
{
    while (endings) {
        struct ending *next = endings->next;
        (void)pthread_join(endings->thread, NULL);
        free(endings);
        endings = next;
    }
}

int sup_pool_close(struct sup_pool *pool)
{
    struct ending *endings = NULL;
    pool_lock(pool);
    if (inside_sink(pool)) {
        pool_unlock(pool);
        return -SUP_ERROR_KIND_UNSUPPORTED_REQUEST;
    }
    pool->closing = true;
    pool_announce(pool);
    while (pool->workers) {
        struct pool_worker *worker = worker_to_end(pool);
        if (!worker) {
            (void)pthread_cond_wait(&pool->changed, &pool->lock);
            continue;
        }
        worker->phase = WORKER_RETIRING;
        pool_unlock(pool);
        endings = ending_start(pool, worker, endings);
        pool_lock(pool);
    }
    pool_unlock(pool);
    endings_await(endings);
    return 0;
}

void sup_pool_free(struct sup_pool *pool)
{
    if (!pool)
        return;
    int r = sup_pool_close(pool);
    assert(r == 0);
    (void)r;
    pool_unreference(pool);
}

/* ---- Looking ------------------------------------------------------------------------------------------------------- */

/* The sum of the last samples; SUP_NONE where one is not known. */
static uint64_t total_rss_kib(const struct sup_pool *pool)
{
    uint64_t total_kib = 0;
    for (const struct pool_worker *worker = pool->workers; worker; worker = worker->next) {
        if (worker->rss_kib == SUP_NONE)
            return SUP_NONE;
        account_add(&total_kib, worker->rss_kib);
    }
    return total_kib;
}

void sup_pool_snapshot(struct sup_pool *pool, struct sup_pool_snapshot *ret_snapshot)
{
    pool_lock(pool);
    struct sup_pool_snapshot snapshot = {
        .max_workers = pool->options.max_workers,
        .workers = pool->worker_count,
        .queue_depth = pool->waiter_count,
        .total_child_rss_kib = total_rss_kib(pool),
        .rss_samples_unavailable = pool->samples_unavailable,
        .sums = pool->retired,
        .policy_restarts = pool->policy_restarts,
        .queue_timeouts = pool->queue_timeouts,
        .memory_budget_rejections = pool->memory_budget_rejections,
        .last_restart_reason = pool->last_restart_reason,
    };
    for (const struct pool_worker *worker = pool->workers; worker; worker = worker->next) {
        *(worker->leases > 0 ? &snapshot.active_workers : &snapshot.warm_leases) += 1;
        sums_add(&snapshot.sums, &worker->stats);
    }
    pool_unlock(pool);
    *ret_snapshot = snapshot;
}
