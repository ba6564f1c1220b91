#include "verbs.h"

#include "actors.h"
#include "answer.h"
#include "capabilities.h"
#include "config.h"
#include "display.h"
#include "planning.h"
#include "pools.h"
#include "request.h"
#include "sessions.h"
#include "settings_verb.h"

#include <string.h>

#ifndef REF_ADAPTER_VERSION
#define REF_ADAPTER_VERSION "0"
#endif

/* ---- Answers ------------------------------------------------------------------------------------------------------- */

static void answer_begin(struct call *call)
{
    line_clear(&call->answer);
    line_open_object(&call->answer, NULL);
    line_put_u64(&call->answer, "id", call->id);
}

void call_open_ok(struct call *call)
{
    answer_begin(call);
    line_open_object(&call->answer, "ok");
}

void call_close(struct call *call)
{
    line_close_object(&call->answer);
    line_close_object(&call->answer);
}

void call_open_error(struct call *call, const struct sup_error *error)
{
    answer_begin(call);
    line_open_object(&call->answer, "error");
    answer_put_error(&call->answer, error);
}

void call_put_error(struct call *call, const struct sup_error *error)
{
    call_open_error(call, error);
    call_close(call);
}

void call_open_refusal(struct call *call, const char *kind)
{
    answer_begin(call);
    line_open_object(&call->answer, "error");
    line_put_string(&call->answer, "kind", kind);
}

void call_refuse_operation(struct call *call, const char *kind, const char *operation, const char *message)
{
    call_open_refusal(call, kind);
    if (operation != NULL)
        line_put_string(&call->answer, "operation", operation);
    line_put_string(&call->answer, "message", message);
    call_close(call);
}

void call_refuse(struct call *call, const char *kind, const char *message)
{
    call_refuse_operation(call, kind, call->verb != NULL ? call->verb->name : NULL, message);
}

void call_put_unsupported(struct call *call, const char *sentence)
{
    answer_begin(call);
    line_put_string(&call->answer, "unsupported", sentence);
    line_close_object(&call->answer);
}

void call_put_empty(struct call *call)
{
    call_open_ok(call);
    call_close(call);
}

/* Answers `{}` or the error, and releases the error. */
static void answer_result(struct call *call, int result, struct sup_error *error)
{
    if (result == 0)
        call_put_empty(call);
    else
        call_put_error(call, error);
    sup_error_release(error);
}

/* ---- On the reading thread ----------------------------------------------------------------------------------------- */

static void put_strings(struct line *line, const char *name, const char *const *strings)
{
    line_open_array(line, name);
    for (; *strings != NULL; strings++)
        line_put_string(line, NULL, *strings);
    line_close_array(line);
}

static void run_hello(struct call *call)
{
    static const char *const profiles[] = {
        "supervisor", "stream", "display", "session", "pool", "actor", "config", "planner", NULL};
    static const char *const features[] = {"concurrent", "rss", "faketime", NULL};

    if (arguments_u64(&call->arguments, call->request, "protocol", 1) != 1) {
        call_refuse(call, "unsupported_request", "this adapter speaks protocol 1 only");
        return;
    }
    call_open_ok(call);
    line_put_u64(&call->answer, "protocol", 1);
    line_put_string(&call->answer, "name", "sup");
    line_put_string(&call->answer, "version", REF_ADAPTER_VERSION);
    line_put_string(&call->answer, "language", "C");
    line_put_string(&call->answer, "spec", "1");
    put_strings(&call->answer, "profiles", profiles);
    put_strings(&call->answer, "features", features);
    line_put_bool(&call->answer, "display", true);
    call_close(call);
}

static void run_cancel(struct call *call)
{
    const char *name = arguments_string_required(&call->arguments, call->request, "token");

    if (!arguments_good(&call->arguments)) {
        call_refuse(call, "bad_request", call->arguments.problem);
        return;
    }
    sup_cancel_token_set(adapter_token(call->adapter, name));
    call_put_empty(call);
}

static void run_release(struct call *call)
{
    uint64_t id = arguments_u64_required(&call->arguments, call->request, "call");

    if (!arguments_good(&call->arguments))
        call_refuse(call, "bad_request", call->arguments.problem);
    else if (adapter_release_call(call->adapter, id) < 0)
        call_refuse(call, "unsupported_request", "no call of that id is in flight");
    else
        call_put_empty(call);
}

static void run_render_error(struct call *call)
{
    struct sup_text text = {NULL, 0};

    if (display_render(&text, &call->arguments, call->request) < 0) {
        call_refuse(call, "bad_request", call->arguments.problem);
    } else {
        call_open_ok(call);
        line_put_bytes(&call->answer, "text", text.data, text.bytes);
        call_close(call);
    }
    sup_text_release(&text);
}

/* ---- From spawn to drop -------------------------------------------------------------------------------------------- */

static void answer_metadata(struct call *call, struct sup_supervisor *supervisor)
{
    struct sup_metadata metadata;

    sup_metadata_init(&metadata);
    if (sup_metadata(supervisor, &metadata) < 0) {
        call_refuse(call, "setup", "out of memory");
    } else {
        call_open_ok(call);
        answer_put_metadata(&call->answer, &metadata);
        call_close(call);
    }
    sup_metadata_release(&metadata);
}

static void spawn_reserved(struct call *call, struct worker *worker, const struct sup_options *options)
{
    struct sup_supervisor *supervisor = NULL;
    struct sup_error error;

    sup_error_init(&error);
    if (sup_supervisor_open(options, &supervisor, &error) == 0)
        answer_metadata(call, supervisor);
    else
        call_put_error(call, &error);
    adapter_settle(call->adapter, worker, supervisor);
    sup_error_release(&error);
}

static void run_spawn(struct call *call)
{
    const char *name = arguments_string_required(&call->arguments, call->request, "worker");
    struct sup_options options;
    struct worker *worker;

    config_read(&options, &call->arguments, call->request);
    if (!arguments_good(&call->arguments)) {
        call_refuse(call, "bad_request", call->arguments.problem);
        return;
    }
    worker = adapter_reserve(call->adapter, name);
    if (worker == NULL)
        call_refuse(call, "unsupported_request", "a worker of that name is there: drop it first");
    else
        spawn_reserved(call, worker, &options);
}

static void run_drop(struct call *call)
{
    sup_supervisor_free(adapter_withdraw(call->adapter, call->worker));
    call_put_empty(call);
}

static void run_cycle(struct call *call)
{
    struct sup_error error;
    int result;

    sup_error_init(&error);
    result = sup_cycle(call->worker->supervisor, &error);
    answer_result(call, result, &error);
}

static void run_shutdown(struct call *call)
{
    const char *mode = arguments_string(&call->arguments, call->request, "mode", "graceful");
    bool immediate = strcmp(mode, "immediate") == 0;
    struct sup_shutdown_report report;
    struct sup_error error;

    if (!immediate && strcmp(mode, "graceful") != 0) {
        call_refuse(call, "bad_request", "argument `mode`: graceful or immediate expected");
        return;
    }
    sup_error_init(&error);
    sup_shutdown_report_init(&report);
    if (sup_shutdown(call->worker->supervisor,
            immediate ? SUP_SHUTDOWN_MODE_IMMEDIATE : SUP_SHUTDOWN_MODE_GRACEFUL, &report, &error) == 0) {
        call_open_ok(call);
        answer_put_shutdown(&call->answer, &report);
        call_close(call);
    } else {
        call_put_error(call, &error);
    }
    sup_shutdown_report_release(&report);
    sup_error_release(&error);
}

/* ---- Looking ------------------------------------------------------------------------------------------------------- */

static void run_status(struct call *call)
{
    struct sup_error error;
    struct sup_exit exit;
    bool running = false;

    sup_error_init(&error);
    sup_exit_init(&exit);
    if (sup_status(call->worker->supervisor, &running, &exit, &error) == 0) {
        call_open_ok(call);
        answer_put_status(&call->answer, running, &exit);
        call_close(call);
    } else {
        call_put_error(call, &error);
    }
    sup_exit_release(&exit);
    sup_error_release(&error);
}

static void run_stats(struct call *call)
{
    struct sup_stats stats;

    sup_stats(call->worker->supervisor, &stats);
    call_open_ok(call);
    answer_put_stats(&call->answer, &stats);
    call_close(call);
}

static void run_snapshot(struct call *call)
{
    struct sup_snapshot snapshot;

    sup_snapshot_init(&snapshot);
    if (sup_snapshot(call->worker->supervisor, &snapshot) < 0) {
        call_refuse(call, "setup", "out of memory");
    } else {
        call_open_ok(call);
        answer_put_snapshot(&call->answer, &snapshot);
        call_close(call);
    }
    sup_snapshot_release(&snapshot);
}

static void run_rss(struct call *call)
{
    uint64_t kib = SUP_NONE;

    if (sup_sample_rss(call->worker->supervisor, &kib) < 0) {
        call_refuse(call, "unsupported_request", "no sample can be taken now");
        return;
    }
    call_open_ok(call);
    if (kib == SUP_NONE)
        line_put_null(&call->answer, "kib");
    else
        line_put_u64(&call->answer, "kib", kib);
    call_close(call);
}

static void run_metadata(struct call *call)
{
    answer_metadata(call, call->worker->supervisor);
}

static void run_set_request_timeout(struct call *call)
{
    uint64_t timeout_ms = arguments_u64_required(&call->arguments, call->request, "ms");

    if (!arguments_good(&call->arguments)) {
        call_refuse(call, "bad_request", call->arguments.problem);
        return;
    }
    sup_set_request_timeout(call->worker->supervisor, timeout_ms);
    call_put_empty(call);
}

/* ---- The table ------------------------------------------------------------------------------------------------------ */

static const struct verb verbs[] = {
    {"hello", VERB_PLACE_READER, run_hello},
    {"cancel", VERB_PLACE_READER, run_cancel},
    {"release", VERB_PLACE_READER, run_release},
    {"render_error", VERB_PLACE_READER, run_render_error},
    {"spawn", VERB_PLACE_POOL, run_spawn},
    {"drop", VERB_PLACE_LAST, run_drop},
    {"health", VERB_PLACE_WORKER, request_run_health},
    {"request", VERB_PLACE_WORKER, request_run},
    {"stream", VERB_PLACE_TARGET, sessions_run_stream},
    {"emit_rows", VERB_PLACE_WORKER, request_run_emit_rows},
    {"cycle", VERB_PLACE_WORKER, run_cycle},
    {"shutdown", VERB_PLACE_WORKER, run_shutdown},
    {"status", VERB_PLACE_WORKER, run_status},
    {"stats", VERB_PLACE_WORKER, run_stats},
    {"snapshot", VERB_PLACE_WORKER, run_snapshot},
    {"rss", VERB_PLACE_WORKER, run_rss},
    {"metadata", VERB_PLACE_WORKER, run_metadata},
    {"set_request_timeout", VERB_PLACE_WORKER, run_set_request_timeout},
    {"open_session", VERB_PLACE_WORKER, sessions_run_open},
    {"session_status", VERB_PLACE_POOL, sessions_run_status},
    {"json_command", VERB_PLACE_TARGET, sessions_run_json_command},
    {"capability_metadata", VERB_PLACE_TARGET, sessions_run_metadata},
    {"capability_doctor", VERB_PLACE_TARGET, sessions_run_doctor},
    {"open_capability", VERB_PLACE_POOL, capabilities_run_open},
    {"check_capability", VERB_PLACE_POOL, capabilities_run_check},
    {"resolve_child", VERB_PLACE_POOL, capabilities_run_resolve_child},
    {"pool_open", VERB_PLACE_POOL, pools_run_open},
    {"acquire", VERB_PLACE_POOL, pools_run_acquire},
    {"lease", VERB_PLACE_POOL, pools_run_lease},
    {"release_lease", VERB_PLACE_POOL, pools_run_release},
    {"pool_snapshot", VERB_PLACE_POOL, pools_run_snapshot},
    {"pool_close", VERB_PLACE_POOL, pools_run_close},
    {"actor_open", VERB_PLACE_POOL, actors_run_open},
    {"submit", VERB_PLACE_POSTED, actors_run_submit},
    {"facts", VERB_PLACE_POOL, actors_run_facts},
    {"actor_stop", VERB_PLACE_POSTED, actors_run_stop},
    {"resolve_config", VERB_PLACE_READER, settings_run_resolve},
    {"plan", VERB_PLACE_READER, planning_run},
};

const struct verb *verb_find(const char *name)
{
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    }
    return NULL;
}
