/* The protocol's bodies, version 10, as tables. One line is one field. */
#include "wire/record.h"
#include "wire/wire.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define RECORD(fields)                                                                                       \
    {                                                                                                        \
        (fields), COUNT(fields)                                                                              \
    }

/* A field whose value is stored in `member` of `type`. */
#define STORED(field_name, field_shape, type, member)                                                        \
    .name = (field_name), .shape = (field_shape), .offset = offsetof(type, member),                          \
    .text_offset = FIELD_NOT_STORED
/* A field that is checked only. */
#define CHECKED(field_name, field_shape)                                                                     \
    .name = (field_name), .shape = (field_shape), .offset = FIELD_NOT_STORED, .text_offset = FIELD_NOT_STORED
#define OPTIONAL .presence = PRESENCE_OPTIONAL

static const struct record record_empty = {NULL, 0};

/* ---- The frame ------------------------------------------------------------------------------------------------- */

static const char *const type_names[] = {
    [WIRE_TYPE_HANDSHAKE] = "handshake",
    [WIRE_TYPE_CONFIGURE_FRAME_LIMIT] = "configure_frame_limit",
    [WIRE_TYPE_REQUEST] = "request",
    [WIRE_TYPE_RESPONSE] = "response",
    [WIRE_TYPE_DIAGNOSTIC] = "diagnostic",
    [WIRE_TYPE_PROGRESS_TICK] = "progress_tick",
    [WIRE_TYPE_DATA_ROW] = "data_row",
    [WIRE_TYPE_FATAL_EXIT] = "fatal_exit",
    [WIRE_TYPE_COUNT] = NULL,
};

static const struct field frame_fields[] = {
    {STORED("version", SHAPE_U64, struct frame_parts, version)},
    {STORED("message", SHAPE_OBJECT, struct frame_parts, message)},
};
const struct record record_frame = RECORD(frame_fields);

static const struct field message_fields[] = {
    {STORED("type", SHAPE_CHOICE, struct message_parts, type), .names = type_names},
    {STORED("body", SHAPE_OBJECT, struct message_parts, body)},
};
const struct record record_message = RECORD(message_fields);

/* ---- Messages other than request and response --------------------------------------------------------------------- */

static const struct field handshake_fields[] = {
    {STORED("worker_version", SHAPE_TEXT, struct wire_handshake, worker_version)},
    {STORED("protocol_version", SHAPE_U16, struct wire_handshake, protocol_version)},
};
const struct record record_handshake = RECORD(handshake_fields);

static const struct field configure_fields[] = {
    {STORED("max_frame_bytes", SHAPE_U32, struct wire_message, max_frame_bytes)},
};
const struct record record_configure = RECORD(configure_fields);

static const struct field diagnostic_fields[] = {
    {STORED("code", SHAPE_TEXT, struct wire_diagnostic, code)},
    {STORED("message", SHAPE_TEXT, struct wire_diagnostic, message)},
};
const struct record record_diagnostic = RECORD(diagnostic_fields);

static const struct field progress_fields[] = {
    {STORED("phase", SHAPE_TEXT, struct wire_progress, phase)},
    {STORED("current", SHAPE_U64, struct wire_progress, current)},
    [RECORD_PROGRESS_TOTAL] = {STORED("total", SHAPE_U64, struct wire_progress, total), OPTIONAL},
};
const struct record record_progress = RECORD(progress_fields);

static const struct field row_fields[] = {
    {STORED("stream", SHAPE_TEXT, struct wire_row, stream)},
    {STORED("sequence", SHAPE_U64, struct wire_row, sequence)},
    {STORED("payload", SHAPE_JSON, struct wire_row, payload)},
};
const struct record record_row = RECORD(row_fields);

static const struct field fatal_fields[] = {
    {STORED("status", SHAPE_TEXT, struct wire_diagnostic, code)},
    {STORED("stderr", SHAPE_TEXT, struct wire_diagnostic, message)},
};
const struct record record_fatal = RECORD(fatal_fields);

/* ---- Requests: a parent sends them and never takes one; they are checked all the same (WIRE-03) ----------------------- */

static const struct field capability_mode_fields[] = {
    {CHECKED("package", SHAPE_TEXT)},
    {CHECKED("lib_name", SHAPE_TEXT)},
    {CHECKED("manifest_path", SHAPE_TEXT), OPTIONAL},
};
static const struct record record_capability_mode = RECORD(capability_mode_fields);
static const struct variant session_mode_list[] = {
    {"capability", &record_capability_mode},
    {"shims_only", &record_empty},
};
static const struct variants variants_session_mode = {
    "kind", "an unknown session mode", session_mode_list, COUNT(session_mode_list)};
static const char *const import_profile_names[] = {
    "exported-public", "server", "private", "full-private-compat", NULL};

static const struct field open_host_session_fields[] = {
    {CHECKED("project_root", SHAPE_TEXT)},
    {CHECKED("mode", SHAPE_VARIANTS), .variants = &variants_session_mode},
    {CHECKED("imports", SHAPE_TEXTS)},
    {CHECKED("import_profile", SHAPE_CHOICE), OPTIONAL, .names = import_profile_names},
};
static const struct record record_open_host_session = RECORD(open_host_session_fields);

static const struct field run_data_stream_fields[] = {
    {CHECKED("export", SHAPE_TEXT)},
    {CHECKED("request_json", SHAPE_TEXT)},
    {CHECKED("progress", SHAPE_BOOL)},
};
static const struct record record_run_data_stream = RECORD(run_data_stream_fields);

static const struct field export_fields[] = {
    {CHECKED("export", SHAPE_TEXT)},
    {CHECKED("request_json", SHAPE_TEXT)},
};
static const struct record record_export = RECORD(export_fields);

static const struct field streams_fields[] = {{CHECKED("streams", SHAPE_TEXTS)}};
static const struct record record_streams = RECORD(streams_fields);

static const struct field manifest_fields[] = {{CHECKED("manifest_path", SHAPE_TEXT)}};
static const struct record record_manifest = RECORD(manifest_fields);

static const struct field multiply_fields[] = {
    {CHECKED("manifest_path", SHAPE_TEXT)},
    {CHECKED("lhs", SHAPE_U64)},
    {CHECKED("rhs", SHAPE_U64)},
};
static const struct record record_multiply = RECORD(multiply_fields);

static const struct field further_request_fields[] = {
    {CHECKED("request", SHAPE_JSON)},
    {CHECKED("progress", SHAPE_BOOL), OPTIONAL},
};
static const struct record record_further_request = RECORD(further_request_fields);

static const struct variant request_list[] = {
    [WIRE_OP_HEALTH] = {"health", &record_empty},
    [WIRE_OP_TERMINATE] = {"terminate", &record_empty},
    [WIRE_OP_OPEN_HOST_SESSION] = {"open_host_session", &record_open_host_session},
    [WIRE_OP_RUN_DATA_STREAM] = {"run_data_stream", &record_run_data_stream},
    [WIRE_OP_JSON_COMMAND] = {"json_command", &record_export},
    [WIRE_OP_CAPABILITY_METADATA] = {"capability_metadata", &record_export},
    [WIRE_OP_CAPABILITY_DOCTOR] = {"capability_doctor", &record_export},
    [WIRE_OP_EMIT_TEST_ROWS] = {"emit_test_rows", &record_streams},
    [WIRE_OP_EMIT_TEST_ROWS_THEN_EXIT] = {"emit_test_rows_then_exit", &record_empty},
    [WIRE_OP_EMIT_TEST_ROWS_THEN_PANIC] = {"emit_test_rows_then_panic", &record_empty},
    [WIRE_OP_LOAD_FIXTURE_CAPABILITY] = {"load_fixture_capability", &record_manifest},
    [WIRE_OP_TRIGGER_LEAN_PANIC] = {"trigger_lean_panic", &record_manifest},
    [WIRE_OP_CALL_FIXTURE_MUL] = {"call_fixture_mul", &record_multiply},
    [WIRE_OP_ELABORATE] = {"elaborate", &record_further_request},
    [WIRE_OP_KERNEL_CHECK] = {"kernel_check", &record_further_request},
    [WIRE_OP_DECLARATION_KINDS] = {"declaration_kinds", &record_further_request},
    [WIRE_OP_DECLARATION_NAMES] = {"declaration_names", &record_further_request},
    [WIRE_OP_INFER_TYPE] = {"infer_type", &record_further_request},
    [WIRE_OP_WHNF] = {"whnf", &record_further_request},
    [WIRE_OP_IS_DEF_EQ] = {"is_def_eq", &record_further_request},
    [WIRE_OP_DESCRIBE] = {"describe", &record_further_request},
    [WIRE_OP_SEARCH_DECLARATIONS] = {"search_declarations", &record_further_request},
    [WIRE_OP_DECLARATION_TYPE] = {"declaration_type", &record_further_request},
    [WIRE_OP_INSPECT_DECLARATION] = {"inspect_declaration", &record_further_request},
    [WIRE_OP_ATTEMPT_PROOF] = {"attempt_proof", &record_further_request},
    [WIRE_OP_VERIFY_DECLARATION] = {"verify_declaration", &record_further_request},
    [WIRE_OP_VERIFY_DECLARATION_BATCH] = {"verify_declaration_batch", &record_further_request},
    [WIRE_OP_LIST_DECLARATIONS_STRINGS] = {"list_declarations_strings", &record_further_request},
    [WIRE_OP_DESCRIBE_BULK] = {"describe_bulk", &record_further_request},
    [WIRE_OP_PROCESS_MODULE_QUERY] = {"process_module_query", &record_further_request},
    [WIRE_OP_PROCESS_MODULE_QUERY_BATCH] = {"process_module_query_batch", &record_further_request},
    [WIRE_OP_CLEAR_MODULE_SNAPSHOT_CACHE] = {"clear_module_snapshot_cache", &record_further_request},
};
const struct variants variants_request = {"op", "an unknown operation", request_list, COUNT(request_list)};

/* ---- Responses ------------------------------------------------------------------------------------------------------- */

#define RESPONSE(field_name, field_shape, member)                                                            \
    STORED(field_name, field_shape, struct wire_response, member)

/* The same with the exact source text in `text`. */
#define STORED_WITH_TEXT(field_name, field_shape, member, text)                                              \
    .name = (field_name), .shape = (field_shape), .offset = offsetof(struct wire_response, member),          \
    .text_offset = offsetof(struct wire_response, text)

static const struct field value_fields[] = {{RESPONSE("value", SHAPE_U64, number)}};
static const struct record record_value = RECORD(value_fields);

static const struct field count_fields[] = {{RESPONSE("count", SHAPE_U64, number)}};
static const struct record record_count = RECORD(count_fields);

static const struct field import_stats_fields[] = {
    {RESPONSE("direct_import_names", SHAPE_TEXTS, import_stats.direct_import_names)},
    {RESPONSE("import_level", SHAPE_TEXT, import_stats.import_level)},
    {RESPONSE("import_all", SHAPE_BOOL, import_stats.import_all)},
    {RESPONSE("load_exts", SHAPE_BOOL, import_stats.load_exts)},
    {RESPONSE("effective_module_count", SHAPE_U64, import_stats.effective_module_count)},
    {RESPONSE("compacted_region_count", SHAPE_U64, import_stats.compacted_region_count)},
    {RESPONSE("memory_mapped_region_count", SHAPE_U64, import_stats.memory_mapped_region_count)},
    {RESPONSE("compacted_region_bytes", SHAPE_U64, import_stats.compacted_region_bytes)},
    {RESPONSE("memory_mapped_region_bytes", SHAPE_U64, import_stats.memory_mapped_region_bytes)},
    {RESPONSE("non_memory_mapped_region_bytes", SHAPE_U64, import_stats.non_memory_mapped_region_bytes)},
    {RESPONSE("imported_bytes", SHAPE_U64, import_stats.imported_bytes)},
    {RESPONSE("imported_constant_count", SHAPE_U64, import_stats.imported_constant_count)},
    {RESPONSE("extension_count", SHAPE_U64, import_stats.extension_count)},
    {RESPONSE("total_imported_extension_entries", SHAPE_U64, import_stats.total_imported_extension_entries)},
};
static const struct record record_import_stats = RECORD(import_stats_fields);
static const struct field session_fields[] = {
    {RESPONSE("import_stats", SHAPE_RECORD, result), .record = &record_import_stats}};
static const struct record record_session = RECORD(session_fields);

static const struct field summary_fields[] = {
    {RESPONSE("total_rows", SHAPE_U64, summary.total_rows)},
    {STORED_WITH_TEXT("per_stream_counts", SHAPE_COUNTS, summary.per_stream_counts, summary.per_stream_text)},
    {RESPONSE("elapsed_micros", SHAPE_U64, summary.elapsed_micros)},
    {RESPONSE("metadata", SHAPE_JSON, summary.metadata), OPTIONAL},
};
static const struct record record_summary = RECORD(summary_fields);
static const struct field stream_complete_fields[] = {
    {RESPONSE("summary", SHAPE_RECORD, result), .record = &record_summary}};
static const struct record record_stream_complete = RECORD(stream_complete_fields);

static const struct field export_failed_fields[] = {{RESPONSE("status_byte", SHAPE_U8, number)}};
static const struct record record_export_failed = RECORD(export_failed_fields);

static const struct field callback_failed_fields[] = {
    {RESPONSE("status_byte", SHAPE_U8, number)},
    {RESPONSE("description", SHAPE_TEXT, message)},
};
static const struct record record_callback_failed = RECORD(callback_failed_fields);

static const struct field malformed_fields[] = {{RESPONSE("message", SHAPE_TEXT, message)}};
static const struct record record_malformed = RECORD(malformed_fields);

static const struct field json_command_fields[] = {{RESPONSE("response_json", SHAPE_TEXT, json)}};
static const struct record record_json_command = RECORD(json_command_fields);

static const struct field versioned_fields[] = {
    {CHECKED("name", SHAPE_TEXT)},
    {CHECKED("version", SHAPE_TEXT)},
};
static const struct record record_versioned = RECORD(versioned_fields);
static const struct field metadata_fields[] = {
    {CHECKED("commands", SHAPE_RECORDS), .record = &record_versioned},
    {CHECKED("capabilities", SHAPE_RECORDS), .record = &record_versioned},
    {CHECKED("lean_version", SHAPE_TEXT), OPTIONAL},
    {CHECKED("extra", SHAPE_JSON), OPTIONAL},
};
static const struct record record_metadata = RECORD(metadata_fields);
static const struct field capability_metadata_fields[] = {
    {RESPONSE("metadata", SHAPE_RECORD, result), .record = &record_metadata}};
static const struct record record_capability_metadata = RECORD(capability_metadata_fields);

static const char *const severity_names[] = {"pass", "warning", "error", NULL};
static const struct field finding_fields[] = {
    {CHECKED("severity", SHAPE_CHOICE), .names = severity_names},
    {CHECKED("code", SHAPE_TEXT)},
    {CHECKED("message", SHAPE_TEXT)},
    {CHECKED("details", SHAPE_JSON), OPTIONAL},
};
static const struct record record_finding = RECORD(finding_fields);
static const struct field report_fields[] = {
    {CHECKED("diagnostics", SHAPE_RECORDS), .record = &record_finding},
    {CHECKED("metadata", SHAPE_JSON), OPTIONAL},
};
static const struct record record_report = RECORD(report_fields);
static const struct field capability_doctor_fields[] = {
    {RESPONSE("report", SHAPE_RECORD, result), .record = &record_report}};
static const struct record record_capability_doctor = RECORD(capability_doctor_fields);

static const struct field error_fields[] = {
    {RESPONSE("code", SHAPE_TEXT, code)},
    {RESPONSE("message", SHAPE_TEXT, message)},
};
static const struct record record_error = RECORD(error_fields);

static const struct field result_fields[] = {{RESPONSE("result", SHAPE_JSON, result)}};
static const struct record record_result = RECORD(result_fields);
static const struct field values_fields[] = {{STORED_WITH_TEXT("values", SHAPE_TEXTS, strings, result)}};
static const struct record record_strings = RECORD(values_fields);
static const struct field bulk_fields[] = {{RESPONSE("rows", SHAPE_JSON, result)}};
static const struct record record_bulk = RECORD(bulk_fields);

static const struct variant response_list[] = {
    [WIRE_STATUS_HEALTH_OK] = {"health_ok", &record_empty},
    [WIRE_STATUS_CAPABILITY_LOADED] = {"capability_loaded", &record_empty},
    [WIRE_STATUS_TERMINATING] = {"terminating", &record_empty},
    [WIRE_STATUS_U64] = {"u64", &record_value},
    [WIRE_STATUS_ROWS_COMPLETE] = {"rows_complete", &record_count},
    [WIRE_STATUS_HOST_SESSION_OPENED] = {"host_session_opened", &record_session},
    [WIRE_STATUS_HOST_SESSION_REUSED] = {"host_session_reused", &record_session},
    [WIRE_STATUS_STREAM_COMPLETE] = {"stream_complete", &record_stream_complete},
    [WIRE_STATUS_STREAM_EXPORT_FAILED] = {"stream_export_failed", &record_export_failed},
    [WIRE_STATUS_STREAM_CALLBACK_FAILED] = {"stream_callback_failed", &record_callback_failed},
    [WIRE_STATUS_STREAM_ROW_MALFORMED] = {"stream_row_malformed", &record_malformed},
    [WIRE_STATUS_JSON_COMMAND] = {"json_command", &record_json_command},
    [WIRE_STATUS_CAPABILITY_METADATA] = {"capability_metadata", &record_capability_metadata},
    [WIRE_STATUS_CAPABILITY_DOCTOR] = {"capability_doctor", &record_capability_doctor},
    [WIRE_STATUS_CAPABILITY_METADATA_MALFORMED] = {"capability_metadata_malformed", &record_malformed},
    [WIRE_STATUS_CAPABILITY_DOCTOR_MALFORMED] = {"capability_doctor_malformed", &record_malformed},
    [WIRE_STATUS_ERROR] = {"error", &record_error},
    [WIRE_STATUS_ELABORATION] = {"elaboration", &record_result},
    [WIRE_STATUS_KERNEL_CHECK] = {"kernel_check", &record_result},
    [WIRE_STATUS_STRINGS] = {"strings", &record_strings},
    [WIRE_STATUS_META_EXPR] = {"meta_expr", &record_result},
    [WIRE_STATUS_META_BOOL] = {"meta_bool", &record_result},
    [WIRE_STATUS_DECLARATION] = {"declaration", &record_result},
    [WIRE_STATUS_DECLARATION_SEARCH] = {"declaration_search", &record_result},
    [WIRE_STATUS_DECLARATION_TYPE] = {"declaration_type", &record_result},
    [WIRE_STATUS_DECLARATION_INSPECTION] = {"declaration_inspection", &record_result},
    [WIRE_STATUS_PROOF_ATTEMPT] = {"proof_attempt", &record_result},
    [WIRE_STATUS_DECLARATION_VERIFICATION] = {"declaration_verification", &record_result},
    [WIRE_STATUS_DECLARATION_VERIFICATION_BATCH] = {"declaration_verification_batch", &record_result},
    [WIRE_STATUS_DECLARATION_BULK] = {"declaration_bulk", &record_bulk},
    [WIRE_STATUS_PROCESS_MODULE_QUERY] = {"process_module_query", &record_result},
    [WIRE_STATUS_PROCESS_MODULE_QUERY_BATCH] = {"process_module_query_batch", &record_result},
    [WIRE_STATUS_MODULE_SNAPSHOT_CACHE_CLEARED] = {"module_snapshot_cache_cleared", &record_result},
};
const struct variants variants_response = {
    "status", "an unknown status", response_list, COUNT(response_list)};

static_assert(COUNT(request_list) == WIRE_OP_COUNT, "each operation has its record");
static_assert(COUNT(response_list) == WIRE_STATUS_COUNT, "each status has its record");

/* ---- Names ------------------------------------------------------------------------------------------------------------ */

const char *wire_type_name(enum wire_type type)
{
    return type_names[type];
}

const char *wire_op_name(enum wire_op op)
{
    return request_list[op].name;
}

const char *wire_status_name(enum wire_status status)
{
    return response_list[status].name;
}
