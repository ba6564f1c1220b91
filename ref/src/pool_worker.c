/* One worker of a pool: opened, revived, replaced by the pool's policy, ended; and what the books know of it. */
#include "pool_inside.h"

#include "core/deadline.h"
#include "inside.h"
#include "linux/clock.h"
#include "turn.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- Life ---------------------------------------------------------------------------------------------------------- */

/* Texts of a worker: project_root, package, lib_name, manifest_path, export_name, request_json, expected_json, imports. */
#define TEXTS_FIXED 7

static const char *text_keep(struct pool_worker *worker, const char *text)
{
    if (!text)
        return NULL;
    struct sup_text *kept = &worker->texts[worker->text_count++];
    return sup_text_assign(kept, text, strlen(text)) < 0 ? NULL : kept->data;
}

static void session_keep(struct pool_worker *worker, const struct sup_session_options *session)
{
    worker->session = *session;
    worker->session.project_root = text_keep(worker, session->project_root);
    worker->session.package = text_keep(worker, session->package);
    worker->session.lib_name = text_keep(worker, session->lib_name);
    worker->session.manifest_path = text_keep(worker, session->manifest_path);
    worker->session.imports = worker->imports;
    for (size_t i = 0; i < session->import_count; i++)
        worker->imports[i] = text_keep(worker, session->imports[i]);
}

static bool metadata_keep(struct pool_worker *worker, const struct sup_metadata_expectation *metadata)
{
    if (!metadata)
        return true;
    worker->metadata = calloc(1, sizeof(*worker->metadata));
    if (!worker->metadata)
        return false;
    worker->metadata->export_name = text_keep(worker, metadata->export_name);
    worker->metadata->request_json = text_keep(worker, metadata->request_json);
    worker->metadata->expected_json = text_keep(worker, metadata->expected_json);
    return true;
}

/* A text that could not be kept has no data. */
static bool texts_complete(const struct pool_worker *worker)
{
    for (size_t i = 0; i < worker->text_count; i++)
        if (!worker->texts[i].data)
            return false;
    return true;
}

static void worker_free(struct pool_worker *worker)
{
    assert(!worker->supervisor);
    for (size_t i = 0; i < worker->text_count; i++)
        sup_text_release(&worker->texts[i]);
    free(worker->texts);
    free(worker->imports);
    free(worker->metadata);
    sup_text_release(&worker->key);
    (void)pthread_mutex_destroy(&worker->turn);
    free(worker);
}

struct pool_worker *worker_new(const struct sup_acquisition *acquisition, struct sup_text *key)
{
    const struct sup_session_options *session = &acquisition->capability.session;
    struct pool_worker *worker = calloc(1, sizeof(*worker));
    if (!worker)
        return NULL;
    (void)pthread_mutex_init(&worker->turn, NULL);
    worker->references = 1;
    worker->phase = WORKER_OPENING;
    worker->rss_kib = SUP_NONE;
    worker->validated_generation = SUP_NONE;
    worker->base_timeout_ms = acquisition->capability.worker.request_timeout_ms;
    worker->texts = calloc(TEXTS_FIXED + session->import_count, sizeof(*worker->texts));
    worker->imports = calloc(session->import_count + 1, sizeof(*worker->imports));
    bool kept = worker->texts && worker->imports;
    if (kept) {
        session_keep(worker, session);
        kept = metadata_keep(worker, acquisition->capability.metadata) && texts_complete(worker);
    }
    if (!kept) {
        worker_free(worker);
        return NULL;
    }
    worker->key = *key;
    *key = (struct sup_text){0};
    return worker;
}

void worker_unreference(struct pool_worker *worker)
{
    if (--worker->references == 0)
        worker_free(worker);
}

/* ---- The turn ------------------------------------------------------------------------------------------------------ */

static uintptr_t self(void)
{
    return (uintptr_t)pthread_self();
}

bool worker_is_own(const struct pool_worker *worker)
{
    return atomic_load_explicit(&worker->owner, memory_order_relaxed) == self();
}

void worker_take(struct pool_worker *worker)
{
    int error = pthread_mutex_lock(&worker->turn);
    assert(error == 0);
    (void)error;
    atomic_store_explicit(&worker->owner, self(), memory_order_relaxed);
}

bool worker_try(struct pool_worker *worker)
{
    if (pthread_mutex_trylock(&worker->turn) != 0)
        return false;
    atomic_store_explicit(&worker->owner, self(), memory_order_relaxed);
    return true;
}

void worker_give(struct pool_worker *worker)
{
    atomic_store_explicit(&worker->owner, 0, memory_order_relaxed);
    int error = pthread_mutex_unlock(&worker->turn);
    assert(error == 0);
    (void)error;
}

/* ---- The books ----------------------------------------------------------------------------------------------------- */

void worker_publish(struct sup_pool *pool, struct pool_worker *worker)
{
    struct sup_supervisor *supervisor = worker->supervisor;
    struct turn turn;
    turn_take_to_look(&turn, supervisor);
    struct sup_stats stats = supervisor->stats;
    uint64_t generation = supervisor->machine.generation;
    bool alive = machine_has_child(supervisor->machine.state);
    bool clean_exit = supervisor->last_exit.success;
    turn_give(&turn, 0);

    pool_lock(pool);
    if (stats.restarts != worker->stats.restarts)
        pool->last_restart_reason = stats.last_restart_reason;
    if (generation != worker->generation || !alive)
        worker->rss_kib = SUP_NONE; /* POOL-06: the sample was of another process */
    worker->stats = stats;
    worker->generation = generation;
    worker->alive = alive;
    worker->clean_exit = clean_exit;
    pool_unlock(pool);
}

uint64_t worker_sample(struct sup_pool *pool, struct pool_worker *worker)
{
    uint64_t kib = worker->supervisor ? sup_peek_rss(worker->supervisor) : SUP_NONE;
    if (kib == SUP_NONE)
        pool->samples_unavailable++;
    worker->rss_kib = kib;
    return kib;
}

void worker_note_failure(struct pool_worker *worker, int result)
{
    if (result == -SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED)
        worker->exhausted = true;
    if (result == -SUP_ERROR_KIND_WAIT_TIMEOUT || result == -SUP_ERROR_KIND_KILL ||
        result == -SUP_ERROR_KIND_WAIT)
        worker->suspect = true;
}

/* ---- Opening and ending -------------------------------------------------------------------------------------------- */

static struct sup_supervisor *supervisor_swap(
    struct sup_pool *pool, struct pool_worker *worker, struct sup_supervisor *supervisor)
{
    pool_lock(pool);
    struct sup_supervisor *old = worker->supervisor;
    worker->supervisor = supervisor;
    pool_unlock(pool);
    return old;
}

int worker_open(struct sup_pool *pool, struct pool_worker *worker, const struct sup_acquisition *acquisition,
    struct sup_error *error)
{
    struct sup_capability capability;
    sup_capability_init(&capability);
    int r = sup_capability_open(&acquisition->capability, NULL, &capability, error);
    if (r < 0)
        return r;
    if (worker->metadata)
        worker->validated_generation = sup_session_generation(capability.session);
    (void)supervisor_swap(pool, worker, capability.supervisor);
    capability.supervisor = NULL;
    sup_capability_release(&capability);
    worker->last_activity_ns = clock_now_ns();
    worker_publish(pool, worker);
    return 0;
}

void worker_end(struct sup_pool *pool, struct pool_worker *worker)
{
    if (!worker->supervisor)
        return;
    (void)sup_shutdown(worker->supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, NULL, NULL);
    worker_publish(pool, worker);
    sup_supervisor_free(supervisor_swap(pool, worker, NULL));
}

/* The checks of a start, for a child that replaces another (CAP-01 from health on). */
static int check_fresh(struct pool_worker *worker, struct sup_error *error)
{
    struct sup_session *session = NULL;
    int r = sup_health(worker->supervisor, error);
    if (r == 0)
        r = sup_session_open(worker->supervisor, &worker->session, NULL, &session, error);
    if (r == 0 && worker->metadata) {
        r = sup_session_validate_metadata(session, worker->metadata, NULL, NULL, error);
        if (r == 0)
            worker->validated_generation = sup_session_generation(session);
    }
    sup_session_free(session);
    return r;
}

/* FIX-18: in place, or by a successor that inherits the window. FIX-12: an exhausted supervisor is not revived itself. */
static int replace_dead(struct sup_pool *pool, struct pool_worker *worker, struct sup_error *error)
{
    if (!worker->exhausted)
        return sup_restart(worker->supervisor, SUP_RESTART_CAUSE_CHILD_ABORT, error);
    struct sup_supervisor *successor;
    int r = sup_supervisor_succeed(worker->supervisor, SUP_RESTART_CAUSE_CHILD_ABORT, &successor, error);
    if (r == 0) {
        sup_supervisor_free(supervisor_swap(pool, worker, successor));
        worker->exhausted = false;
    }
    return r;
}

static int revive(struct sup_pool *pool, struct pool_worker *worker, struct sup_error *error)
{
    int r = replace_dead(pool, worker, error);
    worker_note_failure(worker, r);
    if (r == 0) {
        worker->suspect = false;
        worker->last_activity_ns = clock_now_ns();
        r = check_fresh(worker, error);
        worker_note_failure(worker, r);
        if (r < 0)
            (void)sup_shutdown(worker->supervisor, SUP_SHUTDOWN_MODE_IMMEDIATE, NULL, NULL);
    }
    return r;
}

int worker_revive(
    struct sup_pool *pool, struct pool_worker *worker, bool *ret_revived, struct sup_error *error)
{
    bool running = false;
    *ret_revived = false;
    int r = sup_status(worker->supervisor, &running, NULL, error);
    worker_note_failure(worker, r);
    if (r == 0 && running && !worker->suspect)
        return 0;
    r = revive(pool, worker, error);
    worker_publish(pool, worker);
    *ret_revived = r == 0;
    return r;
}

/* ---- Policy -------------------------------------------------------------------------------------------------------- */

/* POOL-06 */
static int policy_cycle(
    struct sup_pool *pool, struct pool_worker *worker, enum sup_restart_cause cause, struct sup_error *error)
{
    int r = sup_restart(worker->supervisor, cause, error);
    worker_note_failure(worker, r);
    if (r == 0)
        worker->last_activity_ns = clock_now_ns();
    worker_publish(pool, worker);
    if (r < 0)
        return r;
    pool_lock(pool);
    pool->policy_restarts++;
    pool_unlock(pool);
    return 1;
}

int worker_apply_policy(struct sup_pool *pool, struct pool_worker *worker, char reason[LEASE_REASON_BYTES],
    struct sup_error *error)
{
    const struct sup_pool_options *options = &pool->options;
    if (options->max_worker_rss_kib != SUP_NONE) {
        pool_lock(pool);
        uint64_t kib = worker_sample(pool, worker);
        pool_unlock(pool);
        if (kib != SUP_NONE && kib >= options->max_worker_rss_kib) {
            lease_reason_rss(reason, kib, options->max_worker_rss_kib);
            return policy_cycle(pool, worker, SUP_RESTART_CAUSE_RSS_CEILING, error);
        }
    }
    if (options->idle_cycle_after_ms == SUP_NONE)
        return 0;
    int64_t now_ns = clock_now_ns();
    if (deadline_passed(deadline_after_ms(worker->last_activity_ns, options->idle_cycle_after_ms), now_ns)) {
        lease_reason_idle(
            reason, (uint64_t)(now_ns - worker->last_activity_ns) / NS_PER_MS, options->idle_cycle_after_ms);
        return policy_cycle(pool, worker, SUP_RESTART_CAUSE_IDLE, error);
    }
    return 0;
}
