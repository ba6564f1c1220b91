#include "actors.h"

#include "answer.h"
#include "config.h"
#include "request.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

/* ---- What an actor says ----------------------------------------------------------------------------------------------- */

static void put_known(struct line *line, const char *name, uint64_t value)
{
    if (value == SUP_NONE)
        line_put_null(line, name);
    else
        line_put_u64(line, name, value);
}

static void put_text(struct line *line, const char *name, const struct sup_text *text)
{
    if (text->data == NULL)
        line_put_null(line, name);
    else
        line_put_bytes(line, name, text->data, text->bytes);
}

/* A restart event, or null. */
static void put_event(struct line *line, const char *name, const struct sup_restart_event *event)
{
    if (event->cause == SUP_ACTOR_CAUSE_NONE) {
        line_put_null(line, name);
        return;
    }
    line_open_object(line, name);
    line_put_string(line, "cause", sup_actor_cause_name(event->cause));
    put_text(line, "reason", &event->reason);
    line_put_u64(line, "worker_generation", event->worker_generation);
    line_put_bool(line, "planned", event->planned);
    put_known(line, "rss_kib", event->rss_kib);
    put_known(line, "limit_kib", event->limit_kib);
    line_put_string(line, "level", sup_actor_level_name(sup_actor_cause_level(event->cause)));
    line_close_object(line);
}

/* ACTOR-10 */
static void put_runtime(struct line *line, const struct sup_runtime *runtime)
{
    line_open_object(line, "runtime");
    line_put_u64(line, "worker_generation", runtime->worker_generation);
    line_put_bool(line, "worker_restarted", runtime->worker_restarted);
    line_put_u64(line, "retry_count", runtime->retry_count);
    line_put_u64(line, "admission_wait_millis", runtime->admission_wait_ms);
    line_put_u64(line, "queue_wait_millis", runtime->queue_wait_ms);
    put_event(line, "call_restart", &runtime->call_restart);
    put_event(line, "last_restart", &runtime->last_restart);
    put_known(line, "rss_kib", runtime->rss_kib);
    line_put_u64(line, "worker_lanes", runtime->worker_lanes);
    put_text(line, "import_profile", &runtime->import_profile);
    line_put_u64(line, "profile_switch_count", runtime->profile_switch_count);
    line_put_u64(line, "restarts_total", runtime->restarts_total);
    line_open_object(line, "restarts_by_cause");
    for (int cause = 1; cause < SUP_ACTOR_CAUSE_COUNT; cause++)
        if (runtime->restarts_by_cause[cause] > 0)
            line_put_u64(
                line, sup_actor_cause_name((enum sup_actor_cause)cause), runtime->restarts_by_cause[cause]);
    line_close_object(line);
    line_close_object(line);
}

/* ACTOR-11: the members that stand beside the kind. */
static void put_unavailable(struct line *line, const struct sup_unavailable *unavailable)
{
    line_put_bool(line, "retryable", unavailable->retryable);
    line_put_bool(line, "worker_restarted", unavailable->worker_restarted);
    put_text(line, "project_root", &unavailable->project_root);
    put_text(line, "project_hash", &unavailable->project_hash);
    line_open_array(line, "imports");
    for (size_t i = 0; i < unavailable->import_count; i++)
        put_text(line, NULL, &unavailable->imports[i]);
    line_close_array(line);
    put_text(line, "session_id", &unavailable->session_id);
    put_text(line, "toolchain", &unavailable->toolchain);
    line_put_u64(line, "worker_generation", unavailable->worker_generation);
    put_text(line, "reason", &unavailable->reason);
    line_put_string(line, "restart_cause", sup_actor_cause_name(unavailable->restart_cause));
    put_known(line, "rss_kib", unavailable->rss_kib);
    put_known(line, "limit_kib", unavailable->limit_kib);
    put_known(line, "retry_after_millis", unavailable->retry_after_ms);
    line_put_u64(line, "restarts_in_window", unavailable->restarts_in_window);
    put_known(line, "window_millis", unavailable->window_ms);
    put_runtime(line, &unavailable->runtime);
}

static void answer_failure(struct call *call, const struct sup_actor_reply *reply)
{
    call_open_error(call, &reply->error);
    if (reply->error.kind == SUP_ERROR_KIND_UNAVAILABLE)
        put_unavailable(&call->answer, &reply->unavailable);
    else
        put_runtime(&call->answer, &reply->runtime);
}

/* One line for each restart, as an operator would see it (ACTOR-12). */
static void log_restart(void *context, enum sup_actor_level level, const char *line)
{
    (void)context;
    (void)fprintf(stderr, "ref-adapter: %s: %s\n", sup_actor_level_name(level), line);
}

/* ---- Opening ------------------------------------------------------------------------------------------------------------ */

/* The worker's part starts from the actor's defaults, which are not a supervisor's (CONFIG-04). */
static void read_worker(
    struct sup_actor_options *options, struct arguments *arguments, struct wire_text config)
{
    const struct sup_options defaults = options->worker;
    struct sup_options *worker = &options->worker;
    struct wire_text object;
    struct wire_text policy = WIRE_TEXT("{}");

    if (!arguments_find(config, "worker", &object) || object.data[0] != '{') {
        arguments_refuse(arguments, "config.worker", "an object");
        return;
    }
    config_read_object(worker, arguments, object);
    worker->startup_timeout_ms =
        arguments_u64(arguments, object, "startup_timeout_ms", defaults.startup_timeout_ms);
    worker->request_timeout_ms =
        arguments_u64(arguments, object, "request_timeout_ms", defaults.request_timeout_ms);
    worker->rss_hard_limit_kib =
        arguments_u64(arguments, object, "rss_hard_limit_kib", defaults.rss_hard_limit_kib);
    (void)arguments_find(object, "policy", &policy);
    worker->policy.max_requests =
        arguments_u64(arguments, policy, "max_requests", defaults.policy.max_requests);
    if (worker->executable == NULL)
        arguments_refuse(arguments, "config.worker.executable", "a string");
}

static void read_options(
    struct sup_actor_options *options, struct arguments *arguments, struct wire_text config)
{
    struct wire_text session;
    struct sup_options *worker = &options->worker;

    sup_actor_options_init(options);
    read_worker(options, arguments, config);
    options->project_root = arguments_string(arguments, config, "project_root", NULL);
    options->project_hash = arguments_string(arguments, config, "project_hash", NULL);
    options->session_id = arguments_string(arguments, config, "session_id", NULL);
    options->toolchain = arguments_string(arguments, config, "toolchain", NULL);
    options->mailbox_capacity =
        arguments_u64(arguments, config, "mailbox_capacity", options->mailbox_capacity);
    options->restarts_max = arguments_u64(arguments, config, "restart_limit", options->restarts_max);
    options->restart_window_ms =
        arguments_u64(arguments, config, "restart_window_ms", options->restart_window_ms);
    options->rss_import_switch_kib =
        arguments_u64(arguments, config, "rss_import_switch_kib", options->rss_import_switch_kib);
    options->rss_post_job_kib =
        arguments_u64(arguments, config, "rss_post_job_kib", options->rss_post_job_kib);
    worker->rss_hard_limit_kib =
        arguments_u64(arguments, config, "rss_hard_kill_kib", worker->rss_hard_limit_kib);
    worker->rss_sample_interval_ms =
        arguments_u64(arguments, config, "rss_sample_interval_ms", worker->rss_sample_interval_ms);
    worker->request_timeout_ms =
        arguments_u64(arguments, config, "request_timeout_ms", worker->request_timeout_ms);
    if (arguments_find(config, "session", &session))
        options->session = request_read_session(arguments, session);
    options->log = log_restart;
}

static void actor_discard(void *object)
{
    sup_actor_free(object);
}

static void open_reserved(struct call *call, struct handle *handle, const struct sup_actor_options *options)
{
    struct sup_actor_reply reply;
    struct sup_actor *actor = NULL;

    sup_actor_reply_init(&reply);
    if (sup_actor_open(options, &actor, &reply) == 0)
        call_open_ok(call);
    else
        answer_failure(call, &reply);
    call_close(call);
    handle_settle(call->adapter, handle, actor, actor_discard);
    sup_actor_reply_release(&reply);
}

void actors_run_open(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    const char *name = arguments_string_required(arguments, call->request, "actor");
    struct sup_actor_options options;
    struct handle *handle;
    struct wire_text config;

    if (!arguments_find(call->request, "config", &config))
        config = WIRE_TEXT("{}");
    read_options(&options, arguments, config);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    handle = handle_reserve(call->adapter, HANDLE_KIND_ACTOR, name);
    if (handle == NULL)
        call_refuse(call, "unsupported_request", "an actor of that name was opened");
    else
        open_reserved(call, handle, &options);
}

/* ---- Jobs --------------------------------------------------------------------------------------------------------------- */

static unsigned int read_channels(struct arguments *arguments, struct wire_text object)
{
    unsigned int channels = 0;

    if (arguments_bool(arguments, object, "progress"))
        channels |= SINK_CHANNEL_PROGRESS;
    if (arguments_bool(arguments, object, "diagnostics"))
        channels |= SINK_CHANNEL_DIAGNOSTICS;
    return channels;
}

static void read_stream(struct sup_request *request, struct arguments *arguments, struct wire_text object)
{
    request->operation = SUP_OPERATION_RUN_DATA_STREAM;
    request->export_name = arguments_string_required(arguments, object, "export");
    request->request_json = arguments_json(arguments, object, "request");
    if (request->request_json == NULL)
        request->request_json = "null";
}

static void read_operation(struct sup_request *request, struct arguments *arguments, struct wire_text object)
{
    const char *name = arguments_string_required(arguments, object, "op");
    struct wire_text body;

    if (arguments_good(arguments) && sup_operation_find(name, &request->operation) < 0)
        arguments_refuse(arguments, "job.op", "the name of an operation");
    if (!arguments_find(object, "body", &body))
        body = WIRE_TEXT("{}");
    request_read_body(request, arguments, body);
}

/* The job's request; returns the channels of its sinks. */
static unsigned int read_job(struct sup_actor_job *job, struct arguments *arguments, struct wire_text object)
{
    const char *verb = arguments_string(arguments, object, "do", "request");
    unsigned int channels = read_channels(arguments, object);

    job->imports = arguments_strings(arguments, object, "imports", &job->import_count);
    job->admission_wait_ms = arguments_u64(arguments, object, "admission_wait_millis", 0);
    if (strcmp(verb, "stream") == 0) {
        read_stream(&job->request, arguments, object);
        channels |= SINK_CHANNEL_ROWS;
        if (arguments_bool(arguments, object, "typed"))
            channels |= SINK_CHANNEL_TYPED;
    } else if (strcmp(verb, "request") == 0) {
        read_operation(&job->request, arguments, object);
    } else if (strcmp(verb, "health") != 0) {
        arguments_refuse(arguments, "job.do", "health, request or stream");
    }
    return channels;
}

static void answer_value(struct call *call, const struct sup_actor_reply *reply)
{
    call_open_ok(call);
    line_open_object(&call->answer, "value");
    answer_put_response(&call->answer, &reply->response);
    line_close_object(&call->answer);
    put_runtime(&call->answer, &reply->runtime);
}

/* A submit between its two halves. Lives in the call's arena. */
struct submission {
    struct handle *handle;
    struct sup_actor_job job;
    struct sink sink;
    struct sup_sinks sinks;
    unsigned int channels;
    struct sup_actor_reply reply;
    struct sup_actor_ticket *ticket; /* NULL: refused */
    int result;
};

/* The actor that the request names, pinned; NULL: the call was answered. */
static struct handle *take(struct call *call)
{
    const char *name = arguments_string_required(&call->arguments, call->request, "actor");
    struct handle *handle = handle_take(call->adapter, HANDLE_KIND_ACTOR, name, NULL);

    if (handle == NULL)
        call_refuse(call, "unsupported_request", "no actor of that name was opened");
    return handle;
}

static struct submission *read_submission(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    struct submission *submission = arena_take(&arguments->arena, sizeof *submission);
    const char *token_name = arguments_string(arguments, call->request, "token", NULL);
    struct sup_cancel_token *token =
        token_name != NULL ? adapter_token(call->adapter, token_name) : &call->token;
    struct sink_plan plan;
    struct wire_text object;

    if (!arguments_find(call->request, "job", &object)) {
        arguments_refuse(arguments, "job", "an object");
        return submission;
    }
    submission->job.request.operation = SUP_OPERATION_HEALTH;
    submission->channels = read_job(&submission->job, arguments, object);
    sink_plan_read(&plan, arguments, object);
    sink_init(&submission->sink, call->id, &call->adapter->writer, &call->gate, token, &plan);
    submission->sinks = sink_callbacks(&submission->sink, submission->channels);
    submission->job.request.sinks = &submission->sinks;
    submission->job.request.token = token;
    return submission;
}

static void finish_submit(struct call *call)
{
    struct submission *submission = call->posted;

    if (submission->result == 0)
        submission->result = sup_actor_wait(submission->ticket);
    if (submission->result == 0)
        answer_value(call, &submission->reply);
    else
        answer_failure(call, &submission->reply);
    if ((submission->channels & SINK_CHANNEL_ROWS) != 0)
        sink_put_delivered(&submission->sink, &call->answer);
    call_close(call);
    sup_actor_reply_release(&submission->reply);
    sink_release(&submission->sink);
    handle_give(call->adapter, submission->handle);
}

/* The job is in the mailbox, behind those of earlier requests, when this returns. */
void actors_run_submit(struct call *call)
{
    struct submission *submission = read_submission(call);

    if (!arguments_good(&call->arguments)) {
        call_refuse(call, "bad_request", call->arguments.problem);
        return;
    }
    submission->handle = take(call);
    if (submission->handle == NULL)
        return;
    sup_actor_reply_init(&submission->reply);
    submission->result =
        sup_actor_post(submission->handle->object, &submission->job, &submission->reply, &submission->ticket);
    call->posted = submission;
    call->finish = finish_submit;
}

/* ---- Looking and stopping -------------------------------------------------------------------------------------------------- */

void actors_run_facts(struct call *call)
{
    struct handle *handle = take(call);
    struct sup_actor_facts facts;
    struct line *line = &call->answer;

    if (handle == NULL)
        return;
    sup_actor_facts_init(&facts);
    sup_actor_facts(handle->object, &facts);
    call_open_ok(call);
    put_runtime(line, &facts.runtime);
    line_put_bool(line, "healthy", facts.healthy);
    put_text(line, "unhealthy_reason", &facts.unhealthy_reason);
    line_open_array(line, "events");
    for (size_t i = 0; i < facts.event_count; i++)
        put_event(line, NULL, &facts.events[i]);
    line_close_array(line);
    call_close(call);
    sup_actor_facts_release(&facts);
    handle_give(call->adapter, handle);
}

static void finish_stop(struct call *call)
{
    struct handle *handle = call->posted;

    sup_actor_stop(handle->object);
    call_put_empty(call);
    handle_give(call->adapter, handle);
}

/* The mailbox is closed to every later request when this returns. */
void actors_run_stop(struct call *call)
{
    struct handle *handle = take(call);

    if (handle == NULL)
        return;
    sup_actor_close(handle->object);
    call->posted = handle;
    call->finish = finish_stop;
}
