/* Errors as sentences for people (DISPLAY-01…03). */
#include "core/duration.h"
#include "core/text.h"

#include <sup/error.h>

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes to a growing text in memory; a failure shows when it is closed. */
#define put(out, ...) ((void)fprintf((out), __VA_ARGS__))

static void put_text(FILE *out, const struct sup_text *text)
{
    if (text->bytes > 0)
        (void)fwrite(text->data, 1, text->bytes, out);
}

static void put_duration(FILE *out, uint64_t ms)
{
    char text[DURATION_BYTES];
    duration_text(text, ms);
    put(out, "%s", ms == SUP_NONE ? "an unknown time" : text);
}

static void put_exit(FILE *out, const char *how, const struct sup_error *error)
{
    const struct sup_exit *exit = &error->exit;
    put(out, "%s with %s", how, exit->status.data ? exit->status.data : "worker is not running");

    const char *start = exit->diagnostics.data ? exit->diagnostics.data : "";
    size_t bytes = exit->diagnostics.bytes;
    for (; bytes > 0 && isspace((unsigned char)*start); bytes--)
        start++;
    while (bytes > 0 && isspace((unsigned char)start[bytes - 1]))
        bytes--;
    if (bytes > 0) {
        size_t cut = text_cut(start, bytes, SUP_DISPLAY_DIAGNOSTICS_BYTES_MAX);
        put(out, ": ");
        (void)fwrite(start, 1, cut, out);
        if (cut < bytes)
            put(out, "\xe2\x80\xa6 (%zu bytes truncated)", bytes - cut);
    }
    if (error->message.bytes > 0)
        put(out, " (%s)", error->message.data);
}

static void put_import_stats(FILE *out, const struct sup_import_stats *stats)
{
    if (!stats) {
        put(out, "last_import_stats=unavailable");
        return;
    }
    put(out, "last_import_stats=available import_profile=level:");
    put_text(out, &stats->import_level);
    put(out, " import_all:%s load_exts:%s direct_import_count=%zu direct_imports=",
        stats->import_all ? "true" : "false", stats->load_exts ? "true" : "false",
        stats->direct_import_name_count);
    for (size_t i = 0; i < stats->direct_import_name_count; i++) {
        put(out, "%s", i > 0 ? "," : "");
        put_text(out, &stats->direct_import_names[i]);
    }
    const struct {
        const char *name;
        uint64_t value;
    } numbers[] = {
        {"effective_modules", stats->effective_module_count},
        {"compacted_regions", stats->compacted_region_count},
        {"memory_mapped_regions", stats->memory_mapped_region_count},
        {"compacted_region_bytes", stats->compacted_region_bytes},
        {"memory_mapped_region_bytes", stats->memory_mapped_region_bytes},
        {"non_memory_mapped_region_bytes", stats->non_memory_mapped_region_bytes},
        {"imported_constants", stats->imported_constant_count},
        {"extension_entries", stats->total_imported_extension_entries},
    };
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        put(out, " %s=%" PRIu64, numbers[i].name, numbers[i].value);
}

/* The sentence before the cause, for the kinds whose sentence is `PREFIX: MESSAGE`. */
static const char *message_prefix(enum sup_error_kind kind)
{
    static const char *const PREFIXES[] = {
        [SUP_ERROR_KIND_SETUP] = "worker child setup failed",
        [SUP_ERROR_KIND_HANDSHAKE] = "worker handshake failed",
        [SUP_ERROR_KIND_PROTOCOL] = "worker protocol failed",
        [SUP_ERROR_KIND_PROGRESS_PANIC] = "worker progress sink panicked",
        [SUP_ERROR_KIND_DATA_SINK_PANIC] = "worker data sink panicked",
        [SUP_ERROR_KIND_DIAGNOSTIC_SINK_PANIC] = "worker diagnostic sink panicked",
        [SUP_ERROR_KIND_STREAM_ROW_MALFORMED] = "streaming export emitted malformed row",
        [SUP_ERROR_KIND_CAPABILITY_METADATA_MALFORMED] = "capability metadata export returned malformed JSON",
        [SUP_ERROR_KIND_CAPABILITY_DOCTOR_MALFORMED] = "capability doctor export returned malformed JSON",
        [SUP_ERROR_KIND_WAIT] = "failed to wait for worker child",
        [SUP_ERROR_KIND_KILL] = "failed to kill worker child",
    };
    return (size_t)kind < sizeof(PREFIXES) / sizeof(PREFIXES[0]) ? PREFIXES[kind] : NULL;
}

static const char *text_or(const struct sup_text *text, const char *otherwise)
{
    return text->data ? text->data : otherwise;
}

/* How long after the write a request was given up, and the like. */
static void put_limits(FILE *out, const struct sup_error *error)
{
    const char *operation = error->operation ? error->operation : "unknown";
    if (error->kind == SUP_ERROR_KIND_TIMEOUT) {
        put(out, "worker operation %s timed out after ", operation);
        put_duration(out, error->duration_ms);
    } else if (error->kind == SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED) {
        put(out,
            "worker operation %s exceeded hard RSS limit; current_kib=%" PRIu64 " limit_kib=%" PRIu64 "; ",
            operation, error->current_kib, error->limit_kib);
        put_import_stats(out, error->resource.last_import_stats);
    } else if (error->kind == SUP_ERROR_KIND_CANCELLED) {
        put(out, "worker operation %s was cancelled", operation);
    } else if (error->kind == SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED) {
        put(out, "worker restart limit exceeded after %" PRIu64 " restarts in ", error->restarts);
        put_duration(out, error->window_ms);
    } else if (error->kind == SUP_ERROR_KIND_WAIT_TIMEOUT) {
        put(out, "timed out waiting for worker child during %s after ", operation);
        put_duration(out, error->duration_ms);
    } else if (error->kind == SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS) {
        put(out, "worker operation %s was rejected because shutdown is in progress", operation);
    } else if (error->kind == SUP_ERROR_KIND_UNSUPPORTED_REQUEST) {
        put(out, "worker operation %s is not supported", operation);
    } else {
        put(out, "%s", sup_error_kind_name(error->kind));
    }
}

static void put_unresolved(FILE *out, const struct sup_error *error)
{
    put(out, "no worker child was found; tried");
    for (size_t i = 0; i < error->tried_count; i++)
        put(out, "%s %s", i > 0 ? "," : "", text_or(&error->tried[i], "?"));
}

/* A typed command whose JSON does not fit its type. */
static void put_typed(FILE *out, const char *what, const struct sup_error *error)
{
    put(out, "typed worker command %s %s failed: ", text_or(&error->export_name, "?"), what);
    put_text(out, &error->message);
}

/* What a pool has no room for. */
static void put_admission(FILE *out, const struct sup_error *error)
{
    if (error->kind == SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED) {
        put(out, "worker pool is full with %" PRIu64 " workers", error->max_workers);
    } else if (error->kind == SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT) {
        put(out, "worker pool had no room within ");
        put_duration(out, error->waited_ms);
    } else {
        put(out, "worker pool memory budget is used up; current_kib=%" PRIu64 " limit_kib=%" PRIu64 "; ",
            error->current_kib, error->limit_kib);
        put_import_stats(out, error->resource.last_import_stats);
    }
}

static void put_error(FILE *out, const struct sup_error *error)
{
    const char *prefix = message_prefix(error->kind);
    if (prefix) {
        put(out, "%s: ", prefix);
        put_text(out, &error->message);
        return;
    }
    /* NOLINTNEXTLINE(clang-diagnostic-switch-enum): the others are limits */
    switch ((int)error->kind) {
    case SUP_ERROR_KIND_SPAWN:
        put(out, "failed to spawn worker %s: ", text_or(&error->executable, "?"));
        put_text(out, &error->message);
        return;
    case SUP_ERROR_KIND_WORKER:
        put(out, "worker returned %s: ", text_or(&error->code, "?"));
        put_text(out, &error->message);
        return;
    case SUP_ERROR_KIND_CHILD_EXITED: put_exit(out, "worker exited", error); return;
    case SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT: put_exit(out, "worker exited fatally", error); return;
    case SUP_ERROR_KIND_STREAM_EXPORT_FAILED:
        put(out, "streaming export returned status %u", error->status_byte);
        return;
    case SUP_ERROR_KIND_STREAM_CALLBACK_FAILED:
        put(out, "streaming callback failed with status %u: ", error->status_byte);
        put_text(out, &error->description);
        return;
    case SUP_ERROR_KIND_TYPED_COMMAND_ROW_DECODE:
        put(out, "typed worker command %s row decode failed at stream %s sequence %" PRIu64 ": ",
            text_or(&error->export_name, "?"), text_or(&error->stream, "?"), error->sequence);
        put_text(out, &error->message);
        return;
    case SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED: put_unresolved(out, error); return;
    case SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE:
        put(out, "worker child %s cannot be run: %s", text_or(&error->path, "?"),
            text_or(&error->reason, "unknown"));
        return;
    case SUP_ERROR_KIND_BOOTSTRAP:
        put(out, "worker bootstrap check %s failed: ", text_or(&error->code, "?"));
        put_text(out, &error->message);
        return;
    case SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH:
        put(out, "capability metadata from %s differs: expected %s, actual %s",
            text_or(&error->export_name, "?"), text_or(&error->expected, "?"), text_or(&error->actual, "?"));
        return;
    case SUP_ERROR_KIND_TYPED_COMMAND_REQUEST_ENCODE: put_typed(out, "request encoding", error); return;
    case SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE: put_typed(out, "response decoding", error); return;
    case SUP_ERROR_KIND_TYPED_COMMAND_SUMMARY_DECODE: put_typed(out, "summary decoding", error); return;
    case SUP_ERROR_KIND_LEASE_INVALIDATED:
        put(out, "worker pool lease was invalidated: %s", text_or(&error->reason, "unknown"));
        return;
    case SUP_ERROR_KIND_UNAVAILABLE:
        put(out, "project is unavailable: %s", text_or(&error->reason, "unknown"));
        return;
    case SUP_ERROR_KIND_CONFIG: put(out, "%s", text_or(&error->message, "invalid configuration")); return;
    case SUP_ERROR_KIND_INVALID_MODULE_NAME:
        put(out, "invalid module name %s: %s", text_or(&error->code, "?"),
            text_or(&error->reason, "unknown"));
        return;
    case SUP_ERROR_KIND_UNRESOLVED_CAPABILITY_TARGET:
        put(out, "capability target %s is not declared", text_or(&error->code, "?"));
        return;
    case SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED:
    case SUP_ERROR_KIND_WORKER_POOL_MEMORY_BUDGET_EXCEEDED:
    case SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT: put_admission(out, error); return;
    default: put_limits(out, error); return;
    }
}

int sup_error_render(const struct sup_error *error, struct sup_text *ret_text)
{
    char *data = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&data, &bytes);
    if (!out)
        return -SUP_ERROR_KIND_SETUP;
    put_error(out, error);
    if (fclose(out) != 0) {
        free(data);
        return -SUP_ERROR_KIND_SETUP;
    }
    sup_text_release(ret_text);
    *ret_text = (struct sup_text){data, bytes};
    return 0;
}
