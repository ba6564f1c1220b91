/* One job, from the mailbox to its answer (ACTOR-06, ACTOR-07, ACTOR-09). The decisions are core/job.h's. */
#include "actor_inside.h"
#include "linux/clock.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

struct job {
    struct sup_actor *actor;
    const struct sup_actor_job *order;
    struct sup_actor_reply *reply;
    struct sup_text fingerprint;
    uint64_t queue_wait_ms;
    uint64_t generation_before;
    uint64_t retry_count;
    struct sup_restart_event call_restart;
};

/* ---- Answers -------------------------------------------------------------------------------------------------------- */

static void imports_copy(const struct sup_actor_job *order, struct sup_unavailable *unavailable)
{
    if (!order || order->import_count == 0)
        return;
    unavailable->imports = calloc(order->import_count, sizeof(*unavailable->imports));
    if (!unavailable->imports)
        return;
    for (size_t i = 0; i < order->import_count; i++)
        text_set(&unavailable->imports[i], order->imports[i]);
    unavailable->import_count = order->import_count;
}

int unavailable_answer(const struct sup_actor *actor, const struct sup_actor_job *job,
    const struct unavailability *why, struct sup_actor_reply *reply)
{
    struct sup_unavailable *unavailable = &reply->unavailable;
    unavailable_release(unavailable);
    unavailable->retryable = why->retryable;
    unavailable->worker_restarted = why->worker_restarted;
    text_copy(&actor->project_root, &unavailable->project_root);
    text_copy(&actor->project_hash, &unavailable->project_hash);
    text_copy(&actor->session_id, &unavailable->session_id);
    text_copy(&actor->toolchain, &unavailable->toolchain);
    imports_copy(job, unavailable);
    text_set(&unavailable->reason, why->reason);
    unavailable->worker_generation = why->generation;
    unavailable->restart_cause = why->cause;
    unavailable->rss_kib = why->rss_kib;
    unavailable->limit_kib = why->limit_kib;
    unavailable->retry_after_ms = why->retry_after_ms;
    unavailable->restarts_in_window = why->in_window;
    unavailable->window_ms = actor->window_ms;
    int r = report(&reply->error, SUP_ERROR_KIND_UNAVAILABLE, "%s", why->reason);
    text_set(&reply->error.reason, why->reason);
    return r;
}

/* The runtime facts as of now (ACTOR-10), into the reply and before everybody's eyes (ACTOR-14). */
static void runtime_publish(struct job *job)
{
    struct sup_actor *actor = job->actor;
    const struct ledger *ledger = &actor->ledger;
    struct sup_runtime *runtime = &job->reply->runtime;
    uint64_t generation = actor_worker_generation(actor);
    sup_runtime_release(runtime);
    runtime->worker_generation = generation;
    runtime->worker_restarted =
        job->call_restart.cause != SUP_ACTOR_CAUSE_NONE || generation > job->generation_before;
    runtime->retry_count = job->retry_count;
    runtime->admission_wait_ms = job->order ? job->order->admission_wait_ms : 0;
    runtime->queue_wait_ms = job->queue_wait_ms;
    restart_event_copy(&job->call_restart, &runtime->call_restart);
    restart_event_copy(&actor->last_restart, &runtime->last_restart);
    runtime->rss_kib = actor->last_rss_kib;
    text_copy(&job->fingerprint, &runtime->import_profile);
    runtime->profile_switch_count = actor->profile_switch_count;
    runtime->restarts_total = ledger->restarts_total;
    memcpy(runtime->restarts_by_cause, ledger->restarts_by_cause, sizeof(runtime->restarts_by_cause));
    actor_publish(actor, runtime, ledger_in_window(ledger, clock_now_ns()));
}

static int answer_unavailable(struct job *job, struct unavailability why)
{
    struct sup_actor *actor = job->actor;
    runtime_publish(job);
    why.generation = job->reply->runtime.worker_generation;
    why.rss_kib = actor->last_rss_kib;
    why.in_window = ledger_in_window(&actor->ledger, clock_now_ns());
    int r = unavailable_answer(actor, job->order, &why, job->reply);
    sup_runtime_copy(&job->reply->runtime, &job->reply->unavailable.runtime);
    return r;
}

/* The sentence of an error behind what the table puts before it. */
static void failure_text(const char *prefix, const struct sup_error *error, struct sup_text *ret_text)
{
    struct sup_text sentence = {NULL, 0};
    (void)sup_error_render(error, &sentence);
    text_print(ret_text, "%s%s", prefix ? prefix : "", sentence.data ? sentence.data : "?");
    sup_text_release(&sentence);
}

/* The actor can serve no more; what it said of that is the reason. */
static int answer_lost(struct job *job, enum sup_actor_cause cause)
{
    const struct health *health = &job->actor->health; /* written by this thread only */
    return answer_unavailable(job, (struct unavailability){
                                       .reason = health->reason.data ? health->reason.data : "?",
                                       .cause = cause,
                                       .limit_kib = SUP_NONE,
                                       .retry_after_ms = health->retry_after_ms,
                                   });
}

/* No worker could be made. */
static int answer_no_worker(
    struct job *job, enum rebuilt rebuilt, enum sup_actor_cause cause, const struct sup_error *error)
{
    if (rebuilt == REBUILT_REFUSED)
        return answer_lost(job, cause);
    bool memory = error->kind == SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED;
    struct sup_text reason = {NULL, 0};
    failure_text(memory ? "rss_hard_limit_exceeded: " : "worker_rebuild_failed: ", error, &reason);
    int r = answer_unavailable(job, (struct unavailability){
                                        .reason = reason.data ? reason.data : "worker_rebuild_failed",
                                        .retryable = !memory,
                                        .worker_restarted = memory,
                                        .cause = memory ? SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED : cause,
                                        .limit_kib = memory ? error->limit_kib : SUP_NONE,
                                        .retry_after_ms = SUP_NONE,
                                    });
    sup_text_release(&reason);
    return r;
}

static int answer_failure(
    struct job *job, const struct job_rule *rule, enum sup_actor_cause cause, const struct sup_error *error)
{
    bool memory = error->kind == SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED;
    struct sup_text reason = {NULL, 0};
    failure_text(rule->reason, error, &reason);
    int r = answer_unavailable(
        job, (struct unavailability){
                 .reason = reason.data ? reason.data : "?",
                 .retryable = rule->retryable,
                 .worker_restarted = memory || actor_worker_generation(job->actor) > job->generation_before,
                 .cause = cause,
                 .limit_kib = memory ? error->limit_kib : SUP_NONE,
                 .retry_after_ms = SUP_NONE,
             });
    sup_text_release(&reason);
    return r;
}

/* ACTOR-07: the cycle comes before the reply, and its failure is not the job's (FIX-16). */
static int answer_value(struct job *job, struct sup_response *response)
{
    struct sup_actor *actor = job->actor;
    uint64_t kib = actor_worker_sample(actor);
    if (pressure_is_reached(kib, actor->rss_post_job_kib)) {
        struct sup_error error;
        sup_error_init(&error);
        (void)actor_worker_cycle(
            actor, SUP_ACTOR_CAUSE_RSS_POST_JOB, kib, actor->rss_post_job_kib, &job->call_restart, &error);
        sup_error_release(&error);
    }
    runtime_publish(job);
    sup_response_release(&job->reply->response);
    job->reply->response = *response;
    sup_response_init(response);
    return 0;
}

static int answer_error(struct job *job, struct sup_error *error)
{
    runtime_publish(job);
    sup_error_release(&job->reply->error);
    job->reply->error = *error;
    sup_error_init(error);
    return -(int)job->reply->error.kind;
}

/* ---- Before the first attempt ----------------------------------------------------------------------------------------- */

static void fingerprint_make(const struct sup_actor_job *order, struct sup_text *ret_text)
{
    size_t bytes = 0;
    for (size_t i = 0; i < order->import_count; i++)
        bytes += strlen(order->imports[i]) + 1;
    char *text = malloc(bytes + 1);
    if (!text)
        return;
    char *at = text;
    for (size_t i = 0; i < order->import_count; i++) {
        if (i > 0)
            *at++ = '\n';
        size_t length = strlen(order->imports[i]);
        memcpy(at, order->imports[i], length);
        at += length;
    }
    *at = '\0';
    *ret_text = (struct sup_text){text, (size_t)(at - text)};
}

/* A rebuild that failed is owed to the next job. */
static enum rebuilt worker_ensure(struct job *job, enum sup_actor_cause *ret_cause, struct sup_error *error)
{
    struct actor_worker *worker = &job->actor->worker;
    if (worker->supervisor)
        return REBUILT_YES;
    *ret_cause = worker->owed.cause;
    struct sup_text reason = {NULL, 0};
    text_copy(&worker->owed.reason, &reason);
    enum rebuilt rebuilt = actor_worker_rebuild(
        job->actor, worker->owed.cause, reason.data ? reason.data : "?", &job->call_restart, error);
    sup_text_release(&reason);
    return rebuilt;
}

/* ACTOR-06 */
static enum rebuilt imports_switch(struct job *job, enum sup_actor_cause *ret_cause, struct sup_error *error)
{
    struct sup_actor *actor = job->actor;
    const char *previous = actor->last_fingerprint.data;
    const char *next = job->fingerprint.data ? job->fingerprint.data : "";
    if (switch_decide(previous, next, SUP_NONE, SUP_NONE) == SWITCH_NONE)
        return REBUILT_YES;
    actor->profile_switch_count++;
    uint64_t kib = actor_worker_sample(actor);
    if (switch_decide(previous, next, kib, actor->rss_import_switch_kib) != SWITCH_CYCLE)
        return REBUILT_YES;
    *ret_cause = SUP_ACTOR_CAUSE_RSS_IMPORT_SWITCH;
    return actor_worker_cycle(
        actor, *ret_cause, kib, actor->rss_import_switch_kib, &job->call_restart, error);
}

static enum rebuilt prepare(struct job *job, enum sup_actor_cause *ret_cause, struct sup_error *error)
{
    enum rebuilt rebuilt = worker_ensure(job, ret_cause, error);
    return rebuilt == REBUILT_YES ? imports_switch(job, ret_cause, error) : rebuilt;
}

/* ---- Attempts --------------------------------------------------------------------------------------------------------- */

enum attempted {
    ATTEMPTED_ANSWERED,
    ATTEMPTED_AGAIN,
};

/* The worker is made anew for another attempt, or the job ends here. */
static enum attempted retry(struct job *job, const struct job_rule *rule, enum sup_actor_cause cause,
    struct sup_error *error, int *ret_result)
{
    if (atomic_load_explicit(&job->actor->closing, memory_order_acquire)) {
        *ret_result = answer_unavailable(job, (struct unavailability){
                                                  .reason = "mailbox_closed_before_reply",
                                                  .retryable = true,
                                                  .cause = cause,
                                                  .limit_kib = SUP_NONE,
                                                  .retry_after_ms = SUP_NONE,
                                              });
        return ATTEMPTED_ANSWERED;
    }
    struct sup_text reason = {NULL, 0};
    failure_text(rule->reason, error, &reason);
    sup_error_release(error);
    enum rebuilt rebuilt =
        actor_worker_rebuild(job->actor, cause, reason.data ? reason.data : "?", &job->call_restart, error);
    sup_text_release(&reason);
    if (rebuilt == REBUILT_YES) {
        job->retry_count++;
        return ATTEMPTED_AGAIN;
    }
    *ret_result = answer_no_worker(job, rebuilt, cause, error);
    return ATTEMPTED_ANSWERED;
}

/* The supervisor below is exhausted: another takes its place, then the failure is answered (FIX-15). */
static int rebuild_and_fail(
    struct job *job, const struct job_rule *rule, enum sup_actor_cause cause, const struct sup_error *error)
{
    struct sup_text reason = {NULL, 0};
    struct sup_error second;
    sup_error_init(&second);
    failure_text(rule->reason, error, &reason);
    enum rebuilt rebuilt =
        actor_worker_rebuild(job->actor, cause, reason.data ? reason.data : "?", &job->call_restart, &second);
    int r = rebuilt == REBUILT_YES ? answer_failure(job, rule, cause, error)
                                   : answer_no_worker(job, rebuilt, cause, &second);
    sup_text_release(&reason);
    sup_error_release(&second);
    return r;
}

/* Does what the table says after an attempt. */
static enum attempted act(struct job *job, enum job_end end, const struct job_rule *rule,
    struct sup_response *response, struct sup_error *error, int *ret_result)
{
    const char *code = error->code.data;
    enum sup_actor_cause cause =
        end == JOB_END_VALUE ? SUP_ACTOR_CAUSE_NONE : job_cause_of(error->kind, code);
    switch (rule->move) {
    case JOB_MOVE_RETURN: *ret_result = answer_value(job, response); break;
    case JOB_MOVE_PASS_ON: *ret_result = answer_error(job, error); break;
    case JOB_MOVE_UNAVAILABLE: *ret_result = answer_failure(job, rule, cause, error); break;
    case JOB_MOVE_REBUILD: *ret_result = rebuild_and_fail(job, rule, cause, error); break;
    case JOB_MOVE_RETRY: return retry(job, rule, cause, error, ret_result);
    }
    return ATTEMPTED_ANSWERED;
}

static enum attempted attempt(
    struct job *job, enum job_attempt number, struct sup_error *error, int *ret_result)
{
    struct sup_actor *actor = job->actor;
    struct sup_response response;
    struct sup_stats before;
    bool written = false;
    sup_response_init(&response);
    sup_stats(actor->worker.supervisor, &before);
    if (job->order->attempt)
        job->order->attempt(job->order->attempt_context, (uint64_t)number);
    int r = actor_worker_request(actor, &job->order->request, &response, &written, error);
    bool admitted = actor_worker_account(actor, &before, &job->call_restart);
    enum job_end end = r == 0 ? JOB_END_VALUE : job_end_of(error->kind, error->code.data, written);
    const struct job_rule *rule = job_rule(end, number);
    if (rule->remembers)
        text_copy(&job->fingerprint, &actor->last_fingerprint);
    enum attempted attempted = ATTEMPTED_ANSWERED;
    if (!admitted && end != JOB_END_VALUE)
        *ret_result = answer_lost(job, job_cause_of(error->kind, error->code.data));
    else
        attempted = act(job, end, rule, &response, error, ret_result);
    sup_response_release(&response);
    return attempted;
}

static int run(struct job *job, struct sup_error *error)
{
    enum sup_actor_cause cause = SUP_ACTOR_CAUSE_NONE;
    enum rebuilt rebuilt = prepare(job, &cause, error);
    if (rebuilt != REBUILT_YES)
        return answer_no_worker(job, rebuilt, cause, error);
    int result = 0;
    for (int number = JOB_ATTEMPT_FIRST; number < JOB_ATTEMPT_COUNT; number++)
        if (attempt(job, (enum job_attempt)number, error, &result) == ATTEMPTED_ANSWERED)
            break;
    return result;
}

int job_run(struct sup_actor *actor, const struct sup_actor_job *order, uint64_t queue_wait_ms,
    struct sup_actor_reply *reply)
{
    struct job job = {
        .actor = actor,
        .order = order,
        .reply = reply,
        .queue_wait_ms = queue_wait_ms,
        .generation_before = actor_worker_generation(actor),
        .call_restart = {.planned = true, .rss_kib = SUP_NONE, .limit_kib = SUP_NONE},
    };
    struct sup_error error;
    sup_error_init(&error);
    fingerprint_make(order, &job.fingerprint);
    int r = run(&job, &error);
    sup_error_release(&error);
    sup_text_release(&job.fingerprint);
    restart_event_release(&job.call_restart);
    return r;
}

int job_refuse_opening(struct sup_actor *actor, struct sup_error *error, struct sup_actor_reply *reply)
{
    struct job job = {
        .actor = actor,
        .reply = reply,
        .generation_before = actor_worker_generation(actor),
        .call_restart = {.planned = true, .rss_kib = SUP_NONE, .limit_kib = SUP_NONE},
    };
    int r;
    if (error->kind == SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED) {
        actor_worker_lose_to_memory(actor, error, &job.call_restart);
        r = answer_no_worker(&job, REBUILT_FAILED, SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED, error);
    } else {
        r = answer_error(&job, error);
    }
    restart_event_release(&job.call_restart);
    return r;
}
