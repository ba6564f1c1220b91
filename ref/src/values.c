/* Lifecycles of the public value types. */
#include <sup/error.h>
#include <sup/request.h>
#include <sup/stats.h>
#include <sup/supervisor.h>

#include <stdlib.h>
#include <string.h>

int sup_text_assign(struct sup_text *text, const char *data, size_t bytes)
{
    struct sup_text copy = {0};
    if (data) {
        copy.data = malloc(bytes + 1);
        if (!copy.data)
            return -SUP_ERROR_KIND_SETUP;
        if (bytes > 0)
            memcpy(copy.data, data, bytes);
        copy.data[bytes] = '\0';
        copy.bytes = bytes;
    }
    sup_text_release(text);
    *text = copy;
    return 0;
}

void sup_text_release(struct sup_text *text)
{
    free(text->data);
    *text = (struct sup_text){0};
}

static int text_copy(const struct sup_text *from, struct sup_text *to)
{
    return sup_text_assign(to, from->data, from->bytes);
}

void sup_exit_init(struct sup_exit *exit)
{
    *exit = (struct sup_exit){.code = -1};
}

void sup_exit_release(struct sup_exit *exit)
{
    sup_text_release(&exit->status);
    sup_text_release(&exit->diagnostics);
    sup_exit_init(exit);
}

int sup_exit_copy(const struct sup_exit *exit, struct sup_exit *ret)
{
    struct sup_exit copy = *exit;
    copy.status = (struct sup_text){0};
    copy.diagnostics = (struct sup_text){0};
    if (text_copy(&exit->status, &copy.status) < 0 || text_copy(&exit->diagnostics, &copy.diagnostics) < 0) {
        sup_exit_release(&copy);
        return -SUP_ERROR_KIND_SETUP;
    }
    sup_exit_release(ret);
    *ret = copy;
    return 0;
}

void sup_import_stats_init(struct sup_import_stats *stats)
{
    *stats = (struct sup_import_stats){0};
}

static void import_stats_free(struct sup_import_stats *stats)
{
    for (size_t i = 0; i < stats->direct_import_name_count; i++)
        sup_text_release(&stats->direct_import_names[i]);
    free(stats->direct_import_names);
    sup_text_release(&stats->import_level);
}

void sup_import_stats_release(struct sup_import_stats *stats)
{
    import_stats_free(stats);
    sup_import_stats_init(stats);
}

int sup_import_stats_copy(const struct sup_import_stats *stats, struct sup_import_stats *ret)
{
    struct sup_import_stats copy = *stats;
    copy.direct_import_name_count = 0;
    copy.import_level = (struct sup_text){0};
    copy.direct_import_names = calloc(stats->direct_import_name_count + 1, sizeof(struct sup_text));
    int r = copy.direct_import_names ? text_copy(&stats->import_level, &copy.import_level)
                                     : -SUP_ERROR_KIND_SETUP;
    for (size_t i = 0; r == 0 && i < stats->direct_import_name_count; i++) {
        r = text_copy(&stats->direct_import_names[i], &copy.direct_import_names[i]);
        copy.direct_import_name_count = i + 1;
    }
    if (r < 0) {
        sup_import_stats_release(&copy);
        return r;
    }
    sup_import_stats_release(ret);
    *ret = copy;
    return 0;
}

void sup_resource_init(struct sup_resource *resource)
{
    *resource = (struct sup_resource){
        .current_rss_kib = SUP_NONE,
        .limit_kib = SUP_NONE,
        .import_count = SUP_NONE,
        .worker_generation = SUP_NONE,
        .queue_wait_ms = SUP_NONE,
        .duration_ms = SUP_NONE,
        .cold_open_attempts = SUP_NONE,
        .cold_open_admitted = SUP_NONE,
        .cold_open_refusals = SUP_NONE,
        .import_like_requests = SUP_NONE,
        .import_like_admitted = SUP_NONE,
    };
}

void sup_resource_release(struct sup_resource *resource)
{
    if (resource->last_import_stats) {
        sup_import_stats_release(resource->last_import_stats);
        free(resource->last_import_stats);
    }
    sup_resource_init(resource);
}

void sup_error_init(struct sup_error *error)
{
    *error = (struct sup_error){
        .duration_ms = SUP_NONE,
        .current_kib = SUP_NONE,
        .limit_kib = SUP_NONE,
        .restarts = SUP_NONE,
        .window_ms = SUP_NONE,
        .sequence = SUP_NONE,
        .max_workers = SUP_NONE,
        .waited_ms = SUP_NONE,
    };
    sup_exit_init(&error->exit);
    sup_resource_init(&error->resource);
}

void sup_error_release(struct sup_error *error)
{
    if (error->kind == SUP_ERROR_KIND_NONE)
        return; /* it is empty: whatever fills it names its kind first */
    sup_text_release(&error->message);
    sup_text_release(&error->code);
    sup_text_release(&error->executable);
    sup_text_release(&error->description);
    sup_text_release(&error->export_name);
    sup_text_release(&error->stream);
    for (size_t i = 0; i < error->tried_count; i++)
        sup_text_release(&error->tried[i]);
    free(error->tried);
    sup_text_release(&error->path);
    sup_text_release(&error->reason);
    sup_text_release(&error->expected);
    sup_text_release(&error->actual);
    sup_exit_release(&error->exit);
    sup_resource_release(&error->resource);
    sup_error_init(error);
}

static void stream_summary_free(struct sup_stream_summary *summary)
{
    for (size_t i = 0; i < summary->per_stream_count; i++)
        sup_text_release(&summary->per_stream[i].stream);
    free(summary->per_stream);
    sup_text_release(&summary->metadata);
}

void sup_stream_summary_release(struct sup_stream_summary *summary)
{
    stream_summary_free(summary);
    *summary = (struct sup_stream_summary){0};
}

void sup_response_init(struct sup_response *response)
{
    *response = (struct sup_response){0};
}

void sup_response_release(struct sup_response *response)
{
    sup_text_release(&response->text);
    for (size_t i = 0; i < response->string_count; i++)
        sup_text_release(&response->strings[i]);
    free(response->strings);
    import_stats_free(&response->import_stats);
    stream_summary_free(&response->summary);
    sup_response_init(response);
}

void sup_snapshot_init(struct sup_snapshot *snapshot)
{
    *snapshot = (struct sup_snapshot){.last_rss_kib = SUP_NONE};
    sup_exit_init(&snapshot->last_exit);
}

void sup_snapshot_release(struct sup_snapshot *snapshot)
{
    sup_exit_release(&snapshot->last_exit);
    sup_snapshot_init(snapshot);
}

void sup_shutdown_report_init(struct sup_shutdown_report *report)
{
    *report = (struct sup_shutdown_report){.kill_elapsed_us = SUP_NONE};
    sup_exit_init(&report->exit);
}

void sup_shutdown_report_release(struct sup_shutdown_report *report)
{
    sup_exit_release(&report->exit);
    sup_shutdown_report_init(report);
}

void sup_metadata_init(struct sup_metadata *metadata)
{
    *metadata = (struct sup_metadata){0};
}

void sup_metadata_release(struct sup_metadata *metadata)
{
    sup_text_release(&metadata->worker_version);
    sup_metadata_init(metadata);
}

void sup_cancel_token_init(struct sup_cancel_token *token)
{
    __atomic_store_n(&token->set, 0, __ATOMIC_RELAXED);
}

void sup_cancel_token_set(struct sup_cancel_token *token)
{
    __atomic_store_n(&token->set, 1, __ATOMIC_RELEASE);
}

bool sup_cancel_token_is_set(const struct sup_cancel_token *token)
{
    return __atomic_load_n(&token->set, __ATOMIC_ACQUIRE) != 0;
}
