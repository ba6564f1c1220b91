#include "answer.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ---- Parts -------------------------------------------------------------------------------------------------------- */

static void put_text(struct line *line, const char *name, const struct sup_text *text)
{
    if (text->data == NULL)
        line_put_null(line, name);
    else
        line_put_bytes(line, name, text->data, text->bytes);
}

static void put_known(struct line *line, const char *name, uint64_t value)
{
    if (value == SUP_NONE)
        line_put_null(line, name);
    else
        line_put_u64(line, name, value);
}

static void put_known_ms(struct line *line, const char *name, uint64_t microseconds)
{
    put_known(line, name, microseconds == SUP_NONE ? SUP_NONE : microseconds / 1000);
}

static void put_system_error(struct line *line, int system_error)
{
    char buffer[128];
    char text[192];

    (void)snprintf(
        text, sizeof text, "%s (os error %d)", strerror_r(system_error, buffer, sizeof buffer), system_error);
    line_put_string(line, "system_error", text);
}

static void put_exit(struct line *line, const char *name, const struct sup_exit *exit)
{
    line_open_object(line, name);
    line_put_bool(line, "success", exit->success);
    if (exit->code >= 0)
        line_put_int(line, "code", exit->code);
    else
        line_put_null(line, "code");
    if (exit->signal > 0)
        line_put_int(line, "signal", exit->signal);
    else
        line_put_null(line, "signal");
    put_text(line, "status", &exit->status);
    line_put_bytes(line, "diagnostics", exit->diagnostics.data != NULL ? exit->diagnostics.data : "",
        exit->diagnostics.bytes);
    line_close_object(line);
}

static void put_import_stats(struct line *line, const char *name, const struct sup_import_stats *stats)
{
    line_open_object(line, name);
    line_open_array(line, "direct_import_names");
    for (size_t i = 0; i < stats->direct_import_name_count; i++)
        put_text(line, NULL, &stats->direct_import_names[i]);
    line_close_array(line);
    put_text(line, "import_level", &stats->import_level);
    line_put_bool(line, "import_all", stats->import_all);
    line_put_bool(line, "load_exts", stats->load_exts);
    line_put_u64(line, "effective_module_count", stats->effective_module_count);
    line_put_u64(line, "compacted_region_count", stats->compacted_region_count);
    line_put_u64(line, "memory_mapped_region_count", stats->memory_mapped_region_count);
    line_put_u64(line, "compacted_region_bytes", stats->compacted_region_bytes);
    line_put_u64(line, "memory_mapped_region_bytes", stats->memory_mapped_region_bytes);
    line_put_u64(line, "non_memory_mapped_region_bytes", stats->non_memory_mapped_region_bytes);
    line_put_u64(line, "imported_bytes", stats->imported_bytes);
    line_put_u64(line, "imported_constant_count", stats->imported_constant_count);
    line_put_u64(line, "extension_count", stats->extension_count);
    line_put_u64(line, "total_imported_extension_entries", stats->total_imported_extension_entries);
    line_close_object(line);
}

static void put_last_import_stats(struct line *line, const struct sup_resource *resource)
{
    if (resource->last_import_stats != NULL)
        put_import_stats(line, "last_import_stats", resource->last_import_stats);
    else
        line_put_null(line, "last_import_stats");
}

/* FACTS-01 */
static void put_resource(struct line *line, const struct sup_resource *resource)
{
    if (resource->cause == SUP_RESOURCE_CAUSE_NONE) {
        line_put_null(line, "resource");
        return;
    }
    line_open_object(line, "resource");
    line_put_string(line, "cause", sup_resource_cause_name(resource->cause));
    line_put_bool(line, "work_entered_child", resource->work_entered_child);
    line_put_string(line, "operation", resource->operation);
    put_known(line, "current_rss_kib", resource->current_rss_kib);
    put_known(line, "limit_kib", resource->limit_kib);
    put_known(line, "import_count", resource->import_count);
    put_known(line, "worker_generation", resource->worker_generation);
    line_put_string(line, "restart_reason", sup_restart_cause_name(resource->restart_reason));
    put_known(line, "queue_wait_ms", resource->queue_wait_ms);
    put_known(line, "duration_ms", resource->duration_ms);
    put_known(line, "cold_open_attempts", resource->cold_open_attempts);
    put_known(line, "cold_open_admitted", resource->cold_open_admitted);
    put_known(line, "cold_open_refusals", resource->cold_open_refusals);
    put_known(line, "import_like_requests", resource->import_like_requests);
    put_known(line, "import_like_admitted", resource->import_like_admitted);
    put_last_import_stats(line, resource);
    line_close_object(line);
}

static void put_json_text(struct line *line, const char *name, const struct sup_text *text)
{
    if (text->data == NULL)
        line_put_null(line, name);
    else
        line_put_json(line, name, text->data, text->bytes);
}

static void put_tried(struct line *line, const struct sup_error *error)
{
    line_open_array(line, "tried");
    for (size_t i = 0; i < error->tried_count; i++)
        put_text(line, NULL, &error->tried[i]);
    line_close_array(line);
}

/* ---- Errors --------------------------------------------------------------------------------------------------------- */

/* How a field of an error is read, and what it becomes. */
enum error_shape {
    ERROR_SHAPE_NONE = 0, /* the end of a list */
    ERROR_SHAPE_TEXT,
    ERROR_SHAPE_JSON, /* a text that is JSON */
    ERROR_SHAPE_NAME, /* a static string */
    ERROR_SHAPE_U64,
    ERROR_SHAPE_KNOWN, /* a number, or null for SUP_NONE */
    ERROR_SHAPE_BYTE,
    ERROR_SHAPE_SYSTEM_ERROR,
    ERROR_SHAPE_EXIT,
    ERROR_SHAPE_TRIED,
    ERROR_SHAPE_IMPORT_STATS, /* of the resource facts */
    ERROR_SHAPE_RESOURCE,
};

struct error_field {
    const char *name; /* NULL where the shape has one of its own */
    enum error_shape shape;
    size_t offset; /* in struct sup_error */
};

#define ERROR_FIELDS_MAX 5
#define FIELD(name, shape, member)                                                                           \
    {                                                                                                        \
        (name), ERROR_SHAPE_##shape, offsetof(struct sup_error, member)                                      \
    }
#define OPERATION    FIELD("operation", NAME, operation)
#define SYSTEM_ERROR FIELD(NULL, SYSTEM_ERROR, system_error)
#define EXIT         FIELD("exit", EXIT, exit)
#define EXPORT       FIELD("export", TEXT, export_name)
#define REASON       FIELD("reason", TEXT, reason)
#define RESOURCE     FIELD(NULL, RESOURCE, resource)
#define OVER_LIMIT                                                                                           \
    FIELD("current_kib", KNOWN, current_kib), FIELD("limit_kib", KNOWN, limit_kib),                          \
        FIELD(NULL, IMPORT_STATS, resource), RESOURCE

/* The fields that stand beside the kind: the table of ADAPTER.md, section 3. A kind that is not here has none. */
static const struct error_field error_fields[SUP_ERROR_KIND_COUNT][ERROR_FIELDS_MAX + 1] = {
    [SUP_ERROR_KIND_SPAWN] = {FIELD("executable", TEXT, executable), SYSTEM_ERROR},
    [SUP_ERROR_KIND_SETUP] = {SYSTEM_ERROR},
    [SUP_ERROR_KIND_WORKER] = {FIELD("code", TEXT, code)},
    [SUP_ERROR_KIND_CHILD_EXITED] = {EXIT},
    [SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT] = {EXIT},
    [SUP_ERROR_KIND_TIMEOUT] = {OPERATION, FIELD("duration_ms", KNOWN, duration_ms), RESOURCE},
    [SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED] = {OPERATION, OVER_LIMIT},
    [SUP_ERROR_KIND_CANCELLED] = {OPERATION, RESOURCE},
    [SUP_ERROR_KIND_STREAM_EXPORT_FAILED] = {FIELD("status", BYTE, status_byte)},
    [SUP_ERROR_KIND_STREAM_CALLBACK_FAILED] = {FIELD("status", BYTE, status_byte),
        FIELD("description", TEXT, description)},
    [SUP_ERROR_KIND_TYPED_COMMAND_ROW_DECODE] = {EXPORT, FIELD("stream", TEXT, stream),
        FIELD("sequence", U64, sequence)},
    [SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED] = {FIELD("restarts", U64, restarts),
        FIELD("window_ms", U64, window_ms)},
    [SUP_ERROR_KIND_UNSUPPORTED_REQUEST] = {OPERATION},
    [SUP_ERROR_KIND_WAIT] = {SYSTEM_ERROR},
    [SUP_ERROR_KIND_KILL] = {SYSTEM_ERROR},
    [SUP_ERROR_KIND_WAIT_TIMEOUT] = {OPERATION, FIELD("duration_ms", KNOWN, duration_ms)},
    [SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS] = {OPERATION},
    [SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED] = {FIELD(NULL, TRIED, tried)},
    [SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE] = {FIELD("path", TEXT, path), REASON},
    [SUP_ERROR_KIND_BOOTSTRAP] = {FIELD("code", TEXT, code)},
    [SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH] = {EXPORT, FIELD("expected", JSON, expected),
        FIELD("actual", JSON, actual)},
    [SUP_ERROR_KIND_TYPED_COMMAND_REQUEST_ENCODE] = {EXPORT},
    [SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE] = {EXPORT},
    [SUP_ERROR_KIND_TYPED_COMMAND_SUMMARY_DECODE] = {EXPORT},
    [SUP_ERROR_KIND_LEASE_INVALIDATED] = {REASON},
    [SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED] = {FIELD("max_workers", KNOWN, max_workers), RESOURCE},
    [SUP_ERROR_KIND_WORKER_POOL_MEMORY_BUDGET_EXCEEDED] = {OVER_LIMIT},
    [SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT] = {FIELD("waited_ms", KNOWN, waited_ms), RESOURCE},
    [SUP_ERROR_KIND_CONFIG] = {FIELD("variable", TEXT, code)},
    [SUP_ERROR_KIND_INVALID_MODULE_NAME] = {FIELD("module", TEXT, code), REASON},
    [SUP_ERROR_KIND_UNRESOLVED_CAPABILITY_TARGET] = {FIELD("target", TEXT, code)},
};

static void put_error_field(struct line *line, const struct error_field *field, const struct sup_error *error)
{
    const void *value = (const char *)error + field->offset;
    switch (field->shape) {
    case ERROR_SHAPE_NONE: return;
    case ERROR_SHAPE_TEXT: put_text(line, field->name, value); return;
    case ERROR_SHAPE_JSON: put_json_text(line, field->name, value); return;
    case ERROR_SHAPE_NAME: line_put_string(line, field->name, *(const char *const *)value); return;
    case ERROR_SHAPE_U64: line_put_u64(line, field->name, *(const uint64_t *)value); return;
    case ERROR_SHAPE_KNOWN: put_known(line, field->name, *(const uint64_t *)value); return;
    case ERROR_SHAPE_BYTE: line_put_u64(line, field->name, *(const unsigned *)value); return;
    case ERROR_SHAPE_SYSTEM_ERROR: put_system_error(line, *(const int *)value); return;
    case ERROR_SHAPE_EXIT: put_exit(line, field->name, value); return;
    case ERROR_SHAPE_TRIED: put_tried(line, error); return;
    case ERROR_SHAPE_IMPORT_STATS: put_last_import_stats(line, value); return;
    case ERROR_SHAPE_RESOURCE: put_resource(line, value); return;
    }
}

static void put_error_fields(struct line *line, const struct sup_error *error)
{
    if ((unsigned)error->kind >= SUP_ERROR_KIND_COUNT)
        return;
    for (const struct error_field *field = error_fields[error->kind]; field->shape != ERROR_SHAPE_NONE;
         field++)
        put_error_field(line, field, error);
}

void answer_put_error(struct line *line, const struct sup_error *error)
{
    struct sup_text message = {NULL, 0};

    line_put_string(line, "kind", sup_error_kind_name(error->kind));
    put_error_fields(line, error);
    if (sup_error_render(error, &message) == 0)
        put_text(line, "message", &message);
    sup_text_release(&message);
}

/* ---- Responses -------------------------------------------------------------------------------------------------------- */

void answer_put_summary(struct line *line, const struct sup_stream_summary *summary)
{
    line_put_u64(line, "total_rows", summary->total_rows);
    line_open_object(line, "per_stream_counts");
    for (size_t i = 0; i < summary->per_stream_count; i++) {
        const struct sup_stream_count *entry = &summary->per_stream[i];

        line_put_key_u64(line, entry->stream.data, entry->stream.bytes, entry->rows);
    }
    line_close_object(line);
    line_put_u64(line, "elapsed_us", summary->elapsed_us);
    if (summary->metadata.data != NULL)
        line_put_json(line, "metadata", summary->metadata.data, summary->metadata.bytes);
    else
        line_put_null(line, "metadata");
}

/* REQ-09: the operations that turn a child's abort into an answer for each target. */
static bool absorbs_abort(enum sup_operation operation)
{
    return operation == SUP_OPERATION_VERIFY_DECLARATION ||
           operation == SUP_OPERATION_VERIFY_DECLARATION_BATCH ||
           operation == SUP_OPERATION_PROCESS_MODULE_QUERY_BATCH;
}

static void put_degraded(struct line *line, const struct sup_response *response)
{
    line_put_bool(line, "degraded", true);
    line_open_array(line, "results");
    for (size_t i = 0; i < response->string_count; i++) {
        line_open_object(line, NULL);
        put_text(line, "target", &response->strings[i]);
        line_put_string(line, "verdict", "budget_exceeded");
        line_close_object(line);
    }
    line_close_array(line);
    line_put_null(line, "facts");
}

static void put_strings(struct line *line, const struct sup_response *response)
{
    line_open_array(line, "values");
    for (size_t i = 0; i < response->string_count; i++)
        put_text(line, NULL, &response->strings[i]);
    line_close_array(line);
}

/* An operation of the long list: `request` in, `result` out. */
static void put_further(struct line *line, const struct sup_response *response)
{
    if (response->degraded) {
        put_degraded(line, response);
        return;
    }
    if (absorbs_abort(response->operation))
        line_put_bool(line, "degraded", false);
    put_json_text(line, "result", &response->text);
}

void answer_put_response(struct line *line, const struct sup_response *response)
{
    // NOLINTNEXTLINE(clang-diagnostic-switch-enum): all that are not named share one form
    switch ((int)response->operation) {
    case SUP_OPERATION_HEALTH:
    case SUP_OPERATION_LOAD_FIXTURE_CAPABILITY:
    case SUP_OPERATION_TRIGGER_LEAN_PANIC: break;
    case SUP_OPERATION_CALL_FIXTURE_MUL: line_put_u64(line, "value", response->value); break;
    case SUP_OPERATION_OPEN_HOST_SESSION:
        put_import_stats(line, "import_stats", &response->import_stats);
        break;
    case SUP_OPERATION_JSON_COMMAND: put_text(line, "response_json", &response->text); break;
    case SUP_OPERATION_CAPABILITY_METADATA: put_json_text(line, "metadata", &response->text); break;
    case SUP_OPERATION_CAPABILITY_DOCTOR: put_json_text(line, "report", &response->text); break;
    case SUP_OPERATION_RUN_DATA_STREAM: answer_put_summary(line, &response->summary); break;
    case SUP_OPERATION_EMIT_TEST_ROWS:
    case SUP_OPERATION_EMIT_TEST_ROWS_THEN_EXIT:
    case SUP_OPERATION_EMIT_TEST_ROWS_THEN_PANIC: line_put_u64(line, "count", response->value); break;
    case SUP_OPERATION_DECLARATION_KINDS:
    case SUP_OPERATION_DECLARATION_NAMES:
    case SUP_OPERATION_LIST_DECLARATIONS_STRINGS: put_strings(line, response); break;
    case SUP_OPERATION_DESCRIBE_BULK: put_json_text(line, "rows", &response->text); break;
    default: put_further(line, response); break;
    }
}

/* ---- The rest ----------------------------------------------------------------------------------------------------------- */

void answer_put_metadata(struct line *line, const struct sup_metadata *metadata)
{
    put_text(line, "worker_version", &metadata->worker_version);
    line_put_u64(line, "protocol_version", metadata->protocol_version);
    line_put_null(line, "lean_version");
}

void answer_put_status(struct line *line, bool running, const struct sup_exit *exit)
{
    line_put_string(line, "state", running ? "running" : "exited");
    if (!running)
        put_exit(line, "exit", exit);
}

void answer_put_shutdown(struct line *line, const struct sup_shutdown_report *report)
{
    line_put_string(line, "outcome", sup_shutdown_outcome_name(report->outcome));
    put_exit(line, "exit", &report->exit);
    line_put_u64(line, "graceful_timeout_ms", report->graceful_timeout_ms);
    put_known_ms(line, "elapsed_ms", report->elapsed_us);
    put_known_ms(line, "kill_elapsed_ms", report->kill_elapsed_us);
    put_known_ms(line, "wait_elapsed_ms", report->wait_elapsed_us);
}

void answer_put_snapshot(struct line *line, const struct sup_snapshot *snapshot)
{
    line_put_u64(line, "worker_generation", snapshot->worker_generation);
    line_put_u64(line, "restarts", snapshot->restarts);
    line_put_u64(line, "exits", snapshot->exits);
    line_put_string(line, "last_restart_reason", sup_restart_cause_name(snapshot->last_restart_reason));
    if (snapshot->last_exit.status.data != NULL)
        put_exit(line, "last_exit", &snapshot->last_exit);
    else
        line_put_null(line, "last_exit");
    put_known(line, "last_rss_kib", snapshot->last_rss_kib);
    line_put_u64(line, "rss_samples_unavailable", snapshot->rss_samples_unavailable);
}

static void put_last_replacement(struct line *line, const struct sup_replacement *replacement)
{
    if (replacement->reason == SUP_RESTART_CAUSE_NONE) {
        line_put_null(line, "last_replacement");
        return;
    }
    line_open_object(line, "last_replacement");
    line_put_u64(line, "spawn_handshake_us", replacement->spawn_handshake_us);
    line_put_u64(line, "replacement_total_us", replacement->total_us);
    line_put_string(line, "replacement_reason", sup_restart_cause_name(replacement->reason));
    line_put_string(line, "replacement_budget_status", SUP_REPLACEMENT_BUDGET_STATUS);
    line_close_object(line);
}

void answer_put_stats(struct line *line, const struct sup_stats *stats)
{
    line_put_u64(line, "requests", stats->requests);
    line_put_u64(line, "imports", stats->imports);
    line_put_u64(line, "import_like_admission_attempts", stats->import_like_admission_attempts);
    line_put_u64(line, "import_like_admitted", stats->import_like_admitted);
    line_put_u64(line, "exits", stats->exits);
    line_put_u64(line, "restarts", stats->restarts);
    line_put_u64(line, "explicit_cycles", stats->explicit_cycles);
    line_put_u64(line, "max_request_restarts", stats->max_request_restarts);
    line_put_u64(line, "max_import_restarts", stats->max_import_restarts);
    line_put_u64(line, "rss_restarts", stats->rss_restarts);
    line_put_u64(line, "idle_restarts", stats->idle_restarts);
    line_put_u64(line, "cancelled_restarts", stats->cancelled_restarts);
    line_put_u64(line, "timeout_restarts", stats->timeout_restarts);
    line_put_u64(line, "replacement_attempts", stats->replacement_attempts);
    line_put_u64(line, "replacement_successes", stats->replacement_successes);
    line_put_u64(line, "replacement_failures", stats->replacement_failures);
    line_put_u64(line, "replacement_budget_admitted", stats->replacement_budget_admitted);
    line_put_u64(line, "replacement_budget_skipped", stats->replacement_budget_skipped);
    line_put_u64(line, "stream_requests", stats->stream_requests);
    line_put_u64(line, "stream_successes", stats->stream_successes);
    line_put_u64(line, "stream_failures", stats->stream_failures);
    line_put_u64(line, "stream_elapsed_us", stats->stream_elapsed_us);
    line_put_u64(line, "data_rows_delivered", stats->data_rows_delivered);
    line_put_u64(line, "data_row_payload_bytes", stats->data_row_payload_bytes);
    line_put_u64(line, "backpressure_waits", stats->backpressure_waits);
    line_put_u64(line, "backpressure_failures", stats->backpressure_failures);
    put_known(line, "last_rss_kib", stats->last_rss_kib);
    line_put_u64(line, "rss_samples_unavailable", stats->rss_samples_unavailable);
    line_put_string(line, "last_restart_reason", sup_restart_cause_name(stats->last_restart_reason));
    line_put_string(line, "last_replacement_skipped_reason", sup_skip_reason_name(stats->last_skip_reason));
    put_last_replacement(line, &stats->last_replacement);
}

void answer_put_import_stats(struct line *line, const struct sup_import_stats *stats)
{
    put_import_stats(line, "import_stats", stats);
}

/* POOL-05 */
void answer_put_pool_snapshot(struct line *line, const struct sup_pool_snapshot *snapshot)
{
    const struct sup_stats *sums = &snapshot->sums;

    line_put_u64(line, "max_workers", snapshot->max_workers);
    line_put_u64(line, "workers", snapshot->workers);
    line_put_u64(line, "active_workers", snapshot->active_workers);
    line_put_u64(line, "warm_leases", snapshot->warm_leases);
    line_put_u64(line, "queue_depth", snapshot->queue_depth);
    put_known(line, "total_child_rss_kib", snapshot->total_child_rss_kib);
    line_put_u64(line, "rss_samples_unavailable", snapshot->rss_samples_unavailable);
    line_put_u64(line, "requests", sums->requests);
    line_put_u64(line, "imports", sums->imports);
    line_put_u64(line, "worker_restarts", sums->restarts);
    line_put_u64(line, "explicit_cycles", sums->explicit_cycles);
    line_put_u64(line, "max_request_restarts", sums->max_request_restarts);
    line_put_u64(line, "max_import_restarts", sums->max_import_restarts);
    line_put_u64(line, "rss_restarts", sums->rss_restarts);
    line_put_u64(line, "idle_restarts", sums->idle_restarts);
    line_put_u64(line, "cancelled_restarts", sums->cancelled_restarts);
    line_put_u64(line, "timeout_restarts", sums->timeout_restarts);
    line_put_u64(line, "policy_restarts", snapshot->policy_restarts);
    line_put_u64(line, "queue_timeouts", snapshot->queue_timeouts);
    line_put_u64(line, "memory_budget_rejections", snapshot->memory_budget_rejections);
    line_put_string(line, "last_restart_reason", sup_restart_cause_name(snapshot->last_restart_reason));
    line_put_u64(line, "stream_requests", sums->stream_requests);
    line_put_u64(line, "stream_successes", sums->stream_successes);
    line_put_u64(line, "stream_failures", sums->stream_failures);
    line_put_u64(line, "stream_elapsed_us", sums->stream_elapsed_us);
    line_put_u64(line, "data_rows_delivered", sums->data_rows_delivered);
    line_put_u64(line, "data_row_payload_bytes", sums->data_row_payload_bytes);
    line_put_u64(line, "backpressure_waits", sums->backpressure_waits);
    line_put_u64(line, "backpressure_failures", sums->backpressure_failures);
}
