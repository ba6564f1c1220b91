/* The actor's mailbox, its thread and its life (ACTOR-01, ACTOR-02). */
#include "actor_inside.h"
#include "core/deadline.h"
#include "linux/clock.h"
#include "linux/thread.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

/* ---- Options ---------------------------------------------------------------------------------------------------------- */

void sup_actor_options_init(struct sup_actor_options *options)
{
    *options = (struct sup_actor_options){
        .mailbox_capacity = SUP_ACTOR_MAILBOX_CAPACITY_DEFAULT,
        .restarts_max = SUP_ACTOR_RESTARTS_MAX_DEFAULT,
        .restart_window_ms = SUP_ACTOR_RESTART_WINDOW_MS_DEFAULT,
        .rss_import_switch_kib = SUP_ACTOR_RSS_IMPORT_SWITCH_KIB_DEFAULT,
        .rss_post_job_kib = SUP_ACTOR_RSS_POST_JOB_KIB_DEFAULT,
    };
    sup_options_init(&options->worker);
    options->worker.startup_timeout_ms = SUP_ACTOR_STARTUP_TIMEOUT_MS;
    options->worker.request_timeout_ms = SUP_ACTOR_REQUEST_TIMEOUT_MS_DEFAULT;
    options->worker.rss_hard_limit_kib = SUP_ACTOR_RSS_HARD_KILL_KIB_DEFAULT;
    options->worker.policy.max_requests = SUP_ACTOR_MAX_REQUESTS;
}

static uint64_t at_least_one(uint64_t value)
{
    return value == 0 ? 1 : value;
}

/* ---- What everybody sees ------------------------------------------------------------------------------------------------ */

static void lock(struct sup_actor *actor)
{
    (void)pthread_mutex_lock(&actor->lock);
}

static void unlock(struct sup_actor *actor)
{
    (void)pthread_mutex_unlock(&actor->lock);
}

void actor_lose(struct sup_actor *actor, const char *reason, uint64_t retry_after_ms)
{
    lock(actor);
    if (!actor->health.lost) {
        actor->health.lost = true;
        actor->health.retry_after_ms = retry_after_ms;
        text_set(&actor->health.reason, reason);
    }
    unlock(actor);
}

void actor_publish(struct sup_actor *actor, const struct sup_runtime *runtime, uint64_t in_window)
{
    lock(actor);
    sup_runtime_copy(runtime, &actor->published);
    /* these are of one job */
    actor->published.worker_restarted = false;
    actor->published.retry_count = 0;
    actor->published.admission_wait_ms = 0;
    actor->published.queue_wait_ms = 0;
    restart_event_release(&actor->published.call_restart);
    actor->published_in_window = in_window;
    unlock(actor);
}

void actor_remember(struct sup_actor *actor, const struct sup_restart_event *event)
{
    lock(actor);
    if (actor->event_count == SUP_ACTOR_EVENTS_MAX) {
        restart_event_release(&actor->events[0]);
        memmove(actor->events, actor->events + 1, (SUP_ACTOR_EVENTS_MAX - 1) * sizeof(*actor->events));
        actor->event_count--;
    }
    struct sup_restart_event *place = &actor->events[actor->event_count++];
    *place = (struct sup_restart_event){.cause = SUP_ACTOR_CAUSE_NONE};
    restart_event_copy(event, place);
    unlock(actor);
}

void sup_actor_facts(struct sup_actor *actor, struct sup_actor_facts *ret_facts)
{
    sup_actor_facts_release(ret_facts);
    lock(actor);
    sup_runtime_copy(&actor->published, &ret_facts->runtime);
    ret_facts->healthy = !actor->health.lost && actor->door == DOOR_OPEN;
    text_copy(&actor->health.reason, &ret_facts->unhealthy_reason);
    ret_facts->events = calloc(actor->event_count ? actor->event_count : 1, sizeof(*ret_facts->events));
    for (size_t i = 0; ret_facts->events && i < actor->event_count; i++)
        restart_event_copy(&actor->events[i], &ret_facts->events[ret_facts->event_count++]);
    unlock(actor);
}

/* ---- The mailbox -------------------------------------------------------------------------------------------------------- */

/* A refusal, with what is known without running the job. The lock is held. */
static int refuse(struct sup_actor *actor, const struct sup_actor_job *job, const char *reason,
    bool retryable, uint64_t queue_wait_ms, struct sup_actor_reply *reply)
{
    const struct health *health = &actor->health;
    const struct unavailability why = {
        .reason = reason,
        .retryable = retryable && !health->lost,
        .cause = health->lost ? actor->published.last_restart.cause : SUP_ACTOR_CAUSE_NONE,
        .limit_kib = SUP_NONE,
        .retry_after_ms = health->lost ? health->retry_after_ms : SUP_NONE,
        .rss_kib = actor->published.rss_kib,
        .in_window = actor->published_in_window,
        .generation = actor->published.worker_generation,
    };
    int r = unavailable_answer(actor, job, &why, reply);
    sup_runtime_copy(&actor->published, &reply->runtime);
    reply->runtime.admission_wait_ms = job->admission_wait_ms;
    reply->runtime.queue_wait_ms = queue_wait_ms;
    sup_runtime_copy(&reply->runtime, &reply->unavailable.runtime);
    return r;
}

/* Why a job is not taken; NULL where it is. The lock is held. */
static const char *refusal_of(const struct sup_actor *actor, bool *ret_retryable)
{
    *ret_retryable = true;
    if (actor->door == DOOR_CLOSED) {
        *ret_retryable = false;
        return "project actor is stopped";
    }
    if (actor->health.lost)
        return "project_shutting_down";
    if (actor->door == DOOR_CLOSING)
        return "mailbox_closed";
    return actor->queued >= actor->capacity ? "mailbox_full" : NULL;
}

static void ticket_free(struct sup_actor_ticket *ticket)
{
    (void)pthread_cond_destroy(&ticket->settled);
    free(ticket);
}

static void mail_put(struct sup_actor *actor, struct sup_actor_ticket *mail)
{
    if (actor->last)
        actor->last->next = mail;
    else
        actor->first = mail;
    actor->last = mail;
    actor->queued++;
    (void)pthread_cond_signal(&actor->mail);
}

static struct sup_actor_ticket *mail_take(struct sup_actor *actor)
{
    struct sup_actor_ticket *mail = actor->first;
    actor->first = mail->next;
    if (!actor->first)
        actor->last = NULL;
    actor->queued--;
    return mail;
}

int sup_actor_post(struct sup_actor *actor, const struct sup_actor_job *job,
    struct sup_actor_reply *ret_reply, struct sup_actor_ticket **ret_ticket)
{
    sup_actor_reply_release(ret_reply);
    if (pthread_equal(pthread_self(), actor->thread)) {
        int r = report(&ret_reply->error, SUP_ERROR_KIND_UNSUPPORTED_REQUEST, "submitted from inside a job");
        ret_reply->error.operation = "worker_request";
        return r;
    }
    struct sup_actor_ticket *ticket = calloc(1, sizeof(*ticket));
    if (!ticket)
        return report_memory(&ret_reply->error);
    *ticket = (struct sup_actor_ticket){
        .actor = actor, .job = job, .reply = ret_reply, .queued_ns = clock_now_ns()};
    (void)pthread_cond_init(&ticket->settled, NULL);
    bool retryable = true;
    int r = 0;
    lock(actor);
    const char *refusal = refusal_of(actor, &retryable);
    if (refusal)
        r = refuse(actor, job, refusal, retryable, 0, ret_reply);
    else
        mail_put(actor, ticket);
    unlock(actor);
    if (r == 0)
        *ret_ticket = ticket;
    else
        ticket_free(ticket);
    return r;
}

int sup_actor_wait(struct sup_actor_ticket *ticket)
{
    struct sup_actor *actor = ticket->actor;
    lock(actor);
    while (!ticket->answered)
        (void)pthread_cond_wait(&ticket->settled, &actor->lock);
    unlock(actor);
    int result = ticket->result;
    ticket_free(ticket);
    return result;
}

int sup_actor_submit(
    struct sup_actor *actor, const struct sup_actor_job *job, struct sup_actor_reply *ret_reply)
{
    struct sup_actor_ticket *ticket = NULL;
    int r = sup_actor_post(actor, job, ret_reply, &ticket);
    return ticket ? sup_actor_wait(ticket) : r;
}

/* ---- The thread --------------------------------------------------------------------------------------------------------- */

static void open_worker(struct sup_actor *actor)
{
    struct sup_error error;
    sup_error_init(&error);
    int r = actor_worker_open(actor, &error);
    if (r < 0)
        r = job_refuse_opening(actor, &error, actor->open_reply);
    else
        (void)actor_worker_sample(actor);
    sup_error_release(&error);
    lock(actor);
    actor->published.worker_generation = actor_worker_generation(actor);
    actor->published.rss_kib = actor->last_rss_kib;
    actor->open_result = r;
    actor->opened = true;
    (void)pthread_cond_broadcast(&actor->moved);
    unlock(actor);
}

/* Serves one job. The lock is held, and given back in between. */
static void serve(struct sup_actor *actor, struct sup_actor_ticket *mail)
{
    uint64_t waited_ms = elapsed_us(mail->queued_ns, clock_now_ns()) / 1000;
    if (actor->door != DOOR_OPEN || actor->health.lost) {
        mail->result = refuse(actor, mail->job, "project_shutting_down", true, waited_ms, mail->reply);
    } else {
        unlock(actor);
        int result = job_run(actor, mail->job, waited_ms, mail->reply);
        lock(actor);
        mail->result = result;
    }
    mail->answered = true;
    (void)pthread_cond_signal(&mail->settled);
}

static void *actor_main(void *argument)
{
    struct sup_actor *actor = argument;
    open_worker(actor);
    lock(actor);
    while (actor->open_result == 0) {
        while (!actor->first && actor->door == DOOR_OPEN)
            (void)pthread_cond_wait(&actor->mail, &actor->lock);
        if (!actor->first)
            break;
        serve(actor, mail_take(actor));
    }
    unlock(actor);
    actor_worker_close(actor);
    lock(actor);
    actor->door = DOOR_CLOSED;
    (void)pthread_cond_broadcast(&actor->moved);
    unlock(actor);
    return NULL;
}

/* ---- Life --------------------------------------------------------------------------------------------------------------- */

static void discard(struct sup_actor *actor)
{
    for (size_t i = 0; i < actor->event_count; i++)
        restart_event_release(&actor->events[i]);
    free(actor->events);
    sup_runtime_release(&actor->published);
    sup_text_release(&actor->health.reason);
    sup_text_release(&actor->last_fingerprint);
    restart_event_release(&actor->last_restart);
    restart_event_release(&actor->worker.owed);
    ledger_release(&actor->ledger);
    settings_release(&actor->worker.settings);
    session_copy_release(&actor->worker.session);
    sup_text_release(&actor->project_root);
    sup_text_release(&actor->project_hash);
    sup_text_release(&actor->session_id);
    sup_text_release(&actor->toolchain);
    (void)pthread_cond_destroy(&actor->mail);
    (void)pthread_cond_destroy(&actor->moved);
    (void)pthread_mutex_destroy(&actor->lock);
    free(actor);
}

static struct sup_actor *actor_new(const struct sup_actor_options *options)
{
    struct sup_actor *actor = calloc(1, sizeof(*actor));
    if (!actor)
        return NULL;
    (void)pthread_mutex_init(&actor->lock, NULL);
    (void)pthread_cond_init(&actor->mail, NULL);
    (void)pthread_cond_init(&actor->moved, NULL);
    actor->capacity = at_least_one(options->mailbox_capacity);
    actor->health.retry_after_ms = SUP_NONE;
    sup_runtime_init(&actor->published);
    actor->restarts_max = at_least_one(options->restarts_max);
    actor->window_ms = at_least_one(options->restart_window_ms);
    ledger_init(&actor->ledger, actor->restarts_max, actor->window_ms);
    restart_event_release(&actor->last_restart);
    restart_event_release(&actor->worker.owed);
    actor->worker.session_generation = SUP_NONE;
    actor->last_rss_kib = SUP_NONE;
    actor->rss_import_switch_kib = options->rss_import_switch_kib;
    actor->rss_post_job_kib = options->rss_post_job_kib;
    actor->log_context = options->log_context;
    actor->log = options->log;
    text_set(&actor->project_root, options->project_root);
    text_set(&actor->project_hash, options->project_hash);
    text_set(&actor->session_id, options->session_id);
    text_set(&actor->toolchain, options->toolchain);
    actor->events = calloc(SUP_ACTOR_EVENTS_MAX, sizeof(*actor->events));
    if (!actor->events || settings_init(&actor->worker.settings, &options->worker) < 0 ||
        session_copy_init(&actor->worker.session, options->session) < 0) {
        discard(actor);
        return NULL;
    }
    return actor;
}

/* Starts the thread and waits until it has opened the worker. 0 or minus a kind. */
static int actor_start(struct sup_actor *actor, struct sup_actor_reply *reply)
{
    actor->open_reply = reply;
    int r = thread_start(&actor->thread, actor_main, actor);
    if (r < 0)
        return report_system(&reply->error, SUP_ERROR_KIND_SETUP, -r, "the actor's thread");
    lock(actor);
    while (!actor->opened)
        (void)pthread_cond_wait(&actor->moved, &actor->lock);
    r = actor->open_result;
    unlock(actor);
    if (r < 0)
        (void)pthread_join(actor->thread, NULL);
    return r;
}

int sup_actor_open(
    const struct sup_actor_options *options, struct sup_actor **ret_actor, struct sup_actor_reply *ret_reply)
{
    struct sup_actor_reply spare;
    sup_actor_reply_init(&spare);
    struct sup_actor_reply *reply = ret_reply ? ret_reply : &spare;
    sup_actor_reply_release(reply);
    struct sup_actor *actor = NULL;
    int r = 0;
    if (!options->worker.executable)
        r = report(&reply->error, SUP_ERROR_KIND_SPAWN, "no executable is configured");
    if (r == 0) {
        actor = actor_new(options);
        r = actor ? actor_start(actor, reply) : report_memory(&reply->error);
    }
    if (r == 0)
        *ret_actor = actor;
    else if (actor)
        discard(actor);
    sup_actor_reply_release(&spare);
    return r;
}

void sup_actor_close(struct sup_actor *actor)
{
    lock(actor);
    if (actor->door == DOOR_OPEN) {
        actor->door = DOOR_CLOSING;
        atomic_store_explicit(&actor->closing, true, memory_order_release);
        (void)pthread_cond_signal(&actor->mail);
    }
    unlock(actor);
}

void sup_actor_stop(struct sup_actor *actor)
{
    sup_actor_close(actor);
    lock(actor);
    while (actor->door != DOOR_CLOSED)
        (void)pthread_cond_wait(&actor->moved, &actor->lock);
    unlock(actor);
}

void sup_actor_free(struct sup_actor *actor)
{
    if (!actor)
        return;
    sup_actor_stop(actor);
    (void)pthread_join(actor->thread, NULL);
    discard(actor);
}
