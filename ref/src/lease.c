/* Leases: valid or not, and the commands that run on them (LEASE-01…06). */
#include "pool_inside.h"

#include "inside.h"
#include "linux/clock.h"
#include "perform.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Validity ------------------------------------------------------------------------------------------------------ */

/* With the lock. The first reason stays. */
static void invalidate(struct sup_lease *lease, const char *reason)
{
    if (lease->invalid)
        return;
    lease->invalid = true;
    (void)snprintf(lease->reason, sizeof(lease->reason), "%s", reason);
}

/* What the books say. With the lock. */
static void judge_by_books(struct sup_lease *lease)
{
    const struct pool_worker *worker = lease->worker;
    const struct sup_error none = {.kind = SUP_ERROR_KIND_NONE};
    char reason[LEASE_REASON_BYTES];
    if (lease->released)
        invalidate(lease, "lease was released");
    if (lease->pool->closing || worker->phase == WORKER_GONE)
        invalidate(lease, "worker pool was closed");
    const struct lease_aftermath aftermath = {
        .error = &none,
        .granted = lease->generation,
        .generation = worker->generation,
        .alive = worker->alive,
        .clean_exit = worker->clean_exit,
    };
    if (!lease->invalid && lease_judge(&aftermath, reason))
        invalidate(lease, reason);
}

/* With the lock. */
static int report_invalid(const struct sup_lease *lease, struct sup_error *error)
{
    int r = report(error, SUP_ERROR_KIND_LEASE_INVALIDATED, "%s", lease->reason);
    (void)sup_text_assign(&error->reason, lease->reason, strlen(lease->reason));
    return r;
}

/* LEASE-03. With the lock. */
static int require_valid(struct sup_lease *lease, struct sup_error *error)
{
    judge_by_books(lease);
    return lease->invalid ? report_invalid(lease, error) : 0;
}

/* ---- The worker's turn --------------------------------------------------------------------------------------------- */

static int refuse_inside_sink(struct sup_error *error)
{
    int r = report(error, SUP_ERROR_KIND_UNSUPPORTED_REQUEST, "called from inside a sink");
    error->operation = "worker_request";
    return r;
}

static void lease_leave(struct sup_lease *lease)
{
    struct sup_pool *pool = lease->pool;
    struct pool_worker *worker = lease->worker;
    worker_give(worker);
    pool_lock(pool);
    worker->users--;
    worker->released_at = pool->changes;
    pool_announce(pool);
    pool_unlock(pool);
}

/* Takes the turn of a valid lease's worker. 0 or minus a kind. */
static int lease_enter(struct sup_lease *lease, struct sup_error *error)
{
    struct sup_pool *pool = lease->pool;
    struct pool_worker *worker = lease->worker;
    if (worker_is_own(worker))
        return refuse_inside_sink(error);
    pool_lock(pool);
    int r = require_valid(lease, error);
    if (r == 0)
        worker->users++;
    pool_unlock(pool);
    if (r < 0)
        return r;
    worker_take(worker);
    /* who had the turn before may have replaced the child */
    pool_lock(pool);
    r = require_valid(lease, error);
    pool_unlock(pool);
    if (r < 0)
        lease_leave(lease);
    return r;
}

/* After a command: what is left of the lease? R and ERROR are the command's; a refusal because the generation is gone
 * becomes the lease's own. */
static int lease_settle(struct sup_lease *lease, int r, struct sup_error *error)
{
    struct sup_pool *pool = lease->pool;
    struct pool_worker *worker = lease->worker;
    const struct sup_error none = {.kind = SUP_ERROR_KIND_NONE};
    char reason[LEASE_REASON_BYTES];
    worker->last_activity_ns = clock_now_ns();
    worker_note_failure(worker, r);
    worker_publish(pool, worker);

    pool_lock(pool);
    const struct lease_aftermath aftermath = {
        .error = r < 0 ? error : &none,
        .granted = lease->generation,
        .generation = worker->generation,
        .alive = worker->alive,
        .clean_exit = worker->clean_exit,
    };
    if (lease_judge(&aftermath, reason))
        invalidate(lease, reason);
    if (r == -SUP_ERROR_KIND_UNSUPPORTED_REQUEST && error->operation && lease->invalid &&
        strcmp(error->operation, SUP_OPERATION_SESSION_INVALIDATED) == 0)
        r = report_invalid(lease, error);
    pool_unlock(pool);
    return r;
}

/* ---- Commands ------------------------------------------------------------------------------------------------------ */

/* Whether an operation works on what a session has imported. */
static bool needs_session(enum sup_operation operation)
{
    return operation == SUP_OPERATION_JSON_COMMAND || operation == SUP_OPERATION_CAPABILITY_METADATA ||
           operation == SUP_OPERATION_CAPABILITY_DOCTOR || operation == SUP_OPERATION_RUN_DATA_STREAM ||
           operation >= SUP_OPERATION_ELABORATE;
}

/* Every request of a lease is for its generation only: a restart by the worker's own policy ends the lease (FIX-21). */
static int perform_in_generation(void *target, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error)
{
    struct sup_lease *lease = target;
    return supervisor_request(lease->worker->supervisor, request, lease->generation, ret_response, ret_error);
}

static int session_ready(
    struct sup_lease *lease, const struct sup_cancel_token *token, struct sup_error *error)
{
    struct pool_worker *worker = lease->worker;
    const struct sup_request open = {
        .operation = SUP_OPERATION_OPEN_HOST_SESSION,
        .session = &worker->session,
        .token = token,
    };
    int r = perform_in_generation(lease, &open, NULL, error);
    if (r < 0 || !worker->metadata || worker->validated_generation == lease->generation)
        return r;
    const struct performer performer = {perform_in_generation, lease};
    r = perform_metadata(&performer, worker->metadata, token, NULL, error);
    if (r == 0)
        worker->validated_generation = lease->generation;
    return r;
}

/* LEASE-06: the time limit of the lease holds for the command itself. */
static int perform_timed(struct sup_lease *lease, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *error)
{
    struct pool_worker *worker = lease->worker;
    pool_lock(lease->pool);
    uint64_t timeout_ms = lease->timeout_ms;
    pool_unlock(lease->pool);
    if (timeout_ms != SUP_NONE)
        sup_set_request_timeout(worker->supervisor, timeout_ms);
    int r = perform_in_generation(lease, request, ret_response, error);
    if (timeout_ms != SUP_NONE)
        sup_set_request_timeout(worker->supervisor, worker->base_timeout_ms);
    return r;
}

/* LEASE-01: a restart by the pool's policy is the end of the lease before any work. */
static int policy_pass(struct sup_lease *lease, struct sup_error *error)
{
    char reason[LEASE_REASON_BYTES];
    int r = worker_apply_policy(lease->pool, lease->worker, reason, error);
    if (r <= 0)
        return r;
    pool_lock(lease->pool);
    invalidate(lease, reason);
    r = report_invalid(lease, error);
    pool_unlock(lease->pool);
    return r;
}

static int lease_run(struct sup_lease *lease, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *error)
{
    int r = lease_enter(lease, error);
    if (r < 0)
        return r;
    r = policy_pass(lease, error);
    if (r == 0 && needs_session(request->operation))
        r = session_ready(lease, request->token, error);
    if (r == 0)
        r = perform_timed(lease, request, ret_response, error);
    r = lease_settle(lease, r, error);
    lease_leave(lease);
    return r;
}

static int perform_on_lease(void *target, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error)
{
    return lease_run(target, request, ret_response, ret_error);
}

int sup_lease_request(struct sup_lease *lease, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error)
{
    struct report_place place;
    int r = lease_run(lease, request, ret_response, report_begin(&place, ret_error));
    report_end(&place);
    return r;
}

int sup_lease_command(struct sup_lease *lease, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct performer performer = {perform_on_lease, lease};
    return perform_command(&performer, command, token, ret_error);
}

int sup_lease_stream(struct sup_lease *lease, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct performer performer = {perform_on_lease, lease};
    return perform_stream_command(&performer, command, token, ret_error);
}

/* A difference is found after the worker's turn was given back, and ends the lease nevertheless. */
int sup_lease_validate_metadata(struct sup_lease *lease, const struct sup_metadata_expectation *expectation,
    const struct sup_cancel_token *token, struct sup_text *ret_metadata, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    const struct performer performer = {perform_on_lease, lease};
    int r = perform_metadata(&performer, expectation, token, ret_metadata, error);
    if (r == -SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH) {
        const struct lease_aftermath aftermath = {.error = error, .alive = true};
        char reason[LEASE_REASON_BYTES];
        pool_lock(lease->pool);
        if (lease_judge(&aftermath, reason))
            invalidate(lease, reason);
        pool_unlock(lease->pool);
    }
    report_end(&place);
    return r;
}

int sup_lease_cycle(struct sup_lease *lease, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    int r = lease_enter(lease, error);
    if (r == 0) {
        r = sup_cycle(lease->worker->supervisor, error);
        if (r == 0) {
            pool_lock(lease->pool);
            invalidate(lease, "explicit worker cycle");
            pool_unlock(lease->pool);
        }
        r = lease_settle(lease, r, error);
        lease_leave(lease);
    }
    report_end(&place);
    return r;
}

/* ---- The rest ------------------------------------------------------------------------------------------------------ */

int sup_lease_set_request_timeout(struct sup_lease *lease, uint64_t timeout_ms, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    pool_lock(lease->pool);
    int r = require_valid(lease, error);
    if (r == 0)
        lease->timeout_ms = timeout_ms == SUP_NONE ? SUP_NONE - 1 : timeout_ms;
    pool_unlock(lease->pool);
    report_end(&place);
    return r;
}

/* With the lock. */
static void give_back(struct sup_lease *lease)
{
    lease->released = true;
    lease->worker->leases--;
    lease->worker->released_at = lease->pool->changes;
    pool_announce(lease->pool);
}

int sup_lease_release(struct sup_lease *lease, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    int r = 0;
    pool_lock(lease->pool);
    if (lease->released) {
        judge_by_books(lease);
        r = report_invalid(lease, error);
    } else {
        give_back(lease);
    }
    pool_unlock(lease->pool);
    report_end(&place);
    return r;
}

void sup_lease_free(struct sup_lease *lease)
{
    if (!lease)
        return;
    struct sup_pool *pool = lease->pool;
    pool_lock(pool);
    if (!lease->released)
        give_back(lease);
    worker_unreference(lease->worker);
    pool_unlock(pool);
    free(lease);
    pool_unreference(pool);
}

void sup_lease_status_init(struct sup_lease_status *status)
{
    *status = (struct sup_lease_status){0};
}

void sup_lease_status_release(struct sup_lease_status *status)
{
    sup_text_release(&status->reason);
    sup_lease_status_init(status);
}

/* A child that died while nobody looked is found by looking, where that does not mean to wait. */
static void look_at_worker(struct sup_lease *lease)
{
    struct pool_worker *worker = lease->worker;
    if (worker_is_own(worker) || !worker_try(worker))
        return;
    bool running;
    if (worker->supervisor && sup_status(worker->supervisor, &running, NULL, NULL) == 0)
        worker_publish(lease->pool, worker);
    worker_give(worker);
}

int sup_lease_status(struct sup_lease *lease, struct sup_lease_status *ret_status)
{
    look_at_worker(lease);
    struct sup_text reason = {0};
    int r = 0;
    pool_lock(lease->pool);
    judge_by_books(lease);
    bool valid = !lease->invalid;
    if (!valid)
        r = sup_text_assign(&reason, lease->reason, strlen(lease->reason));
    pool_unlock(lease->pool);
    if (r < 0)
        return r;
    sup_lease_status_release(ret_status);
    *ret_status =
        (struct sup_lease_status){.valid = valid, .generation = lease->generation, .reason = reason};
    return 0;
}
