#include "answer.h"

#include "report.h"
#include "wire/scan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int text_take(struct sup_text *to, struct wire_text from)
{
    return sup_text_assign(to, from.data, from.length);
}

/* ---- Pieces of JSON that the decoder has checked already ----------------------------------------------------------- */

static int string_take(struct scan *scan, struct sup_text *to)
{
    struct scan_string string;
    if (scan_string(scan, &string) < 0)
        return -1;
    char *data = malloc(string.raw.length + 1);
    size_t bytes;
    if (!data || scan_unescape(string, data, &bytes) < 0) {
        free(data);
        return -1;
    }
    data[bytes] = '\0';
    sup_text_release(to);
    *to = (struct sup_text){data, bytes};
    return 0;
}

/* An array of strings, at SCAN. RET_STRINGS and RET_COUNT are good for a release also on failure. */
static int strings_take(struct scan *scan, struct sup_text **ret_strings, size_t *ret_count)
{
    size_t capacity = 0;
    bool first = true;
    int r;
    while ((r = scan_element(scan, &first)) > 0) {
        if (*ret_count == capacity) {
            capacity = capacity ? capacity * 2 : 16;
            struct sup_text *grown = reallocarray(*ret_strings, capacity, sizeof(*grown));
            if (!grown)
                return -1;
            *ret_strings = grown;
        }
        (*ret_strings)[*ret_count] = (struct sup_text){0};
        if (string_take(scan, &(*ret_strings)[(*ret_count)++]) < 0)
            return -1;
    }
    return r;
}

/* ---- Import statistics --------------------------------------------------------------------------------------------- */

static uint64_t *import_number(struct sup_import_stats *stats, struct scan_string name)
{
    const struct {
        const char *name;
        uint64_t *number;
    } numbers[] = {
        {"effective_module_count", &stats->effective_module_count},
        {"compacted_region_count", &stats->compacted_region_count},
        {"memory_mapped_region_count", &stats->memory_mapped_region_count},
        {"compacted_region_bytes", &stats->compacted_region_bytes},
        {"memory_mapped_region_bytes", &stats->memory_mapped_region_bytes},
        {"non_memory_mapped_region_bytes", &stats->non_memory_mapped_region_bytes},
        {"imported_bytes", &stats->imported_bytes},
        {"imported_constant_count", &stats->imported_constant_count},
        {"extension_count", &stats->extension_count},
        {"total_imported_extension_entries", &stats->total_imported_extension_entries},
    };
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        if (scan_string_is(name, numbers[i].name))
            return numbers[i].number;
    return NULL;
}

static int import_member(struct scan *scan, struct scan_string name, struct sup_import_stats *stats)
{
    uint64_t *number = import_number(stats, name);
    if (number)
        return scan_unsigned(scan, UINT64_MAX, number);
    if (scan_string_is(name, "direct_import_names"))
        return strings_take(scan, &stats->direct_import_names, &stats->direct_import_name_count);
    if (scan_string_is(name, "import_level"))
        return string_take(scan, &stats->import_level);
    bool *flag = scan_string_is(name, "import_all")  ? &stats->import_all
                 : scan_string_is(name, "load_exts") ? &stats->load_exts
                                                     : NULL;
    if (flag)
        *flag = scan_peek(scan) == 't';
    return scan_value(scan, WIRE_DEPTH_MAX + SCAN_ENVELOPE_DEPTH, NULL);
}

static int import_stats_take(struct wire_text json, struct sup_import_stats *stats)
{
    struct scan scan = scan_over(json);
    struct scan_string name;
    bool first = true;
    int r;
    while ((r = scan_member(&scan, &first, &name)) > 0)
        if (import_member(&scan, name, stats) < 0)
            return -1;
    return r;
}

/* SESSION statistics are kept for the errors to come; a session that was merely found again changes nothing (WIRE-13). */
static int session_take(
    struct exchange *exchange, const struct wire_response *response, struct sup_response *ret_response)
{
    struct sup_supervisor *supervisor = exchange->supervisor;
    if (import_stats_take(response->result, &ret_response->import_stats) < 0)
        return -1;
    if (response->status == WIRE_STATUS_HOST_SESSION_REUSED)
        return 0;
    supervisor->has_import_stats = true;
    return sup_import_stats_copy(&ret_response->import_stats, &supervisor->last_import_stats);
}

/* ---- Streams -------------------------------------------------------------------------------------------------------- */

static int summary_take(const struct wire_summary *from, struct sup_stream_summary *to)
{
    to->total_rows = from->total_rows;
    to->elapsed_us = from->elapsed_micros;
    if (text_take(&to->metadata, from->metadata) < 0)
        return -1;
    to->per_stream = calloc(from->per_stream_counts.count + 1, sizeof(*to->per_stream));
    if (!to->per_stream)
        return -1;
    for (size_t i = 0; i < from->per_stream_counts.count; i++) {
        const struct wire_stream_count *entry = &from->per_stream_counts.entries[i];
        to->per_stream[i].rows = entry->count;
        to->per_stream_count = i + 1;
        if (text_take(&to->per_stream[i].stream, entry->stream) < 0)
            return -1;
    }
    return 0;
}

static int collected_take(
    struct exchange *exchange, uint64_t count, struct sup_response *ret_response, struct sup_error *error)
{
    if (exchange->row_spoilt > 0)
        return report(error, SUP_ERROR_KIND_PROTOCOL, "%s: the payload of row %zu is not a string",
            exchange->operation->label, exchange->row_spoilt - 1);
    if (exchange->string_count != count)
        return report(error, SUP_ERROR_KIND_PROTOCOL,
            "%s: parent collected %zu rows but child reported %" PRIu64, exchange->operation->label,
            exchange->string_count, count);
    ret_response->strings = exchange->strings;
    ret_response->string_count = exchange->string_count;
    exchange->strings = NULL;
    exchange->string_count = 0;
    return 0;
}

/* ---- The answer ------------------------------------------------------------------------------------------------------ */

static int expected_take(struct exchange *exchange, const struct wire_response *response,
    struct sup_response *ret_response, struct sup_error *error)
{
    int r = 0;
    switch (exchange->operation->answer) {
    case ANSWER_NOTHING: return 0;
    case ANSWER_NUMBER: ret_response->value = response->number; return 0;
    case ANSWER_IMPORT_STATS: r = session_take(exchange, response, ret_response); break;
    case ANSWER_TEXT: r = text_take(&ret_response->text, response->json); break;
    case ANSWER_JSON: r = text_take(&ret_response->text, response->result); break;
    case ANSWER_SUMMARY: r = summary_take(&response->summary, &ret_response->summary); break;
    case ANSWER_COLLECTED: return collected_take(exchange, response->number, ret_response, error);
    case ANSWER_STRINGS: {
        struct scan scan = scan_over(response->result);
        r = strings_take(&scan, &ret_response->strings, &ret_response->string_count);
        break;
    }
    }
    return r < 0 ? report_memory(error) : 0;
}

static int failure_report(
    enum sup_error_kind kind, const struct wire_response *response, struct sup_error *error)
{
    int r = report(error, kind, "%.*s", (int)response->message.length,
        response->message.data ? response->message.data : "");
    error->status_byte = (unsigned)response->number;
    if (kind == SUP_ERROR_KIND_STREAM_CALLBACK_FAILED)
        (void)text_take(&error->description, response->message);
    return r;
}

/* REQ-06: also a message that holds NULs arrives whole. */
static int worker_report(const struct wire_response *response, struct sup_error *error)
{
    int r = report(error, SUP_ERROR_KIND_WORKER, "%s", "");
    (void)text_take(&error->code, response->code);
    (void)text_take(&error->message, response->message);
    return r;
}

static bool is_expected(const struct operation *operation, enum wire_status status)
{
    return status == operation->expected || (operation->expected == WIRE_STATUS_HOST_SESSION_OPENED &&
                                                status == WIRE_STATUS_HOST_SESSION_REUSED);
}

int answer_take(struct exchange *exchange, const struct wire_response *response,
    struct sup_response *ret_response, struct sup_error *error)
{
    const struct operation *operation = exchange->operation;
    enum sup_error_kind kind;
    ret_response->operation = exchange->request->operation;
    if (response->status == WIRE_STATUS_ERROR)
        return worker_report(response, error);
    if (is_expected(operation, response->status))
        return expected_take(exchange, response, ret_response, error);
    if (operation_failure(operation, response->status, &kind))
        return failure_report(kind, response, error);
    return report(error, SUP_ERROR_KIND_PROTOCOL, "worker sent unexpected %s response: %s", operation->label,
        wire_status_name(response->status));
}

int answer_degrade(
    const struct sup_request *request, struct sup_response *ret_response, struct sup_error *error)
{
    ret_response->operation = request->operation;
    ret_response->degraded = true;
    ret_response->strings = calloc(request->name_count + 1, sizeof(*ret_response->strings));
    if (!ret_response->strings)
        return report_memory(error);
    for (size_t i = 0; i < request->name_count; i++) {
        ret_response->string_count = i + 1;
        if (sup_text_assign(&ret_response->strings[i], request->names[i], strlen(request->names[i])) < 0)
            return report_memory(error);
    }
    return 0;
}
