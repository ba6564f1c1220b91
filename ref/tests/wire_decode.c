/* WIRE-03, WIRE-04, WIRE-05, WIRE-11, WIRE-13: which frames are messages, and what they say. */
#include "wire/decode.h"
#include "wire/wire.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define FRAME(type, body) "{\"version\":10,\"message\":{\"type\":\"" type "\",\"body\":" body "}}"
#define RESPONSE(body)    FRAME("response", body)
#define REQUEST(body)     FRAME("request", body)
#define ROW(body)         FRAME("data_row", body)

#define IMPORT_STATS(more)                                                                                   \
    "{\"direct_import_names\":[\"Init\",\"L\\u0061ke\"],\"import_level\":\"private\",\"import_all\":true,"   \
    "\"load_exts\":false,\"effective_module_count\":1,\"compacted_region_count\":2,"                         \
    "\"memory_mapped_region_count\":3,\"compacted_region_bytes\":4,\"memory_mapped_region_bytes\":5,"        \
    "\"non_memory_mapped_region_bytes\":6,\"imported_bytes\":7,\"imported_constant_count\":8,\"extension_"   \
    "count\":9" more "}"

/* A decoded frame together with the bytes that it lives in. */
struct decoded {
    char *frame;
    int result;
    struct wire_message message;
    struct wire_error error;
};

static struct decoded decode_bytes(const char *text, size_t length)
{
    struct decoded decoded = {.frame = malloc(length > 0 ? length : 1)};

    ck_assert_ptr_nonnull(decoded.frame);
    if (length > 0)
        memcpy(decoded.frame, text, length);
    decoded.result = wire_decode(decoded.frame, length, &decoded.message, &decoded.error);
    return decoded;
}

static struct decoded decode(const char *text)
{
    return decode_bytes(text, strlen(text));
}

/* Decodes what must be a message of TYPE. */
static struct decoded decode_type(const char *text, enum wire_type type)
{
    struct decoded decoded = decode(text);

    ck_assert_msg(decoded.result == 0, "%s: %s", text, decoded.error.text);
    ck_assert_str_eq(wire_type_name(decoded.message.type), wire_type_name(type));
    return decoded;
}

static void decoded_release(struct decoded *decoded)
{
    if (decoded->result == 0)
        wire_message_release(&decoded->message);
    free(decoded->frame);
}

#define assert_text(actual, expected) assert_text_is((actual), (expected), sizeof(expected) - 1, __LINE__)

static void assert_text_is(struct wire_text actual, const char *expected, size_t length, int line)
{
    ck_assert_msg(actual.length == length && (length == 0 || memcmp(actual.data, expected, length) == 0),
        "line %d: `%.*s`, not `%s`", line, (int)actual.length, actual.data, expected);
}

/* ---- Rows ----------------------------------------------------------------------------------------------------------- */

START_TEST(a_row_keeps_the_exact_text_of_its_payload)
{
    struct decoded decoded = decode_type(ROW("{\"stream\":\"rows\",\"sequence\":18446744073709551615,"
                                             "\"payload\": { \"b\" : 1.50 , \"a\":[ ] } }"),
        WIRE_TYPE_DATA_ROW);

    assert_text(decoded.message.row.stream, "rows");
    ck_assert_uint_eq(decoded.message.row.sequence, UINT64_MAX);
    assert_text(decoded.message.row.payload, "{ \"b\" : 1.50 , \"a\":[ ] }");
    ck_assert_ptr_null(decoded.message.storage);
    decoded_release(&decoded);
}
END_TEST

START_TEST(a_row_allocates_nothing_even_for_an_escaped_name)
{
    struct decoded decoded = decode_type(
        ROW("{\"sequence\":1,\"stream\":\"r\\u00f6w\\n\",\"payload\":\"\\ud800\"}"), WIRE_TYPE_DATA_ROW);

    assert_text(decoded.message.row.stream, "r\xC3\xB6w\n");
    assert_text(decoded.message.row.payload, "\"\\ud800\"");
    ck_assert_ptr_null(decoded.message.storage);
    decoded_release(&decoded);
}
END_TEST

START_TEST(a_payload_of_null_is_a_value)
{
    struct decoded decoded =
        decode_type(ROW("{\"stream\":\"\",\"sequence\":0,\"payload\":null}"), WIRE_TYPE_DATA_ROW);

    assert_text(decoded.message.row.payload, "null");
    decoded_release(&decoded);
}
END_TEST

START_TEST(body_may_stand_before_type)
{
    struct decoded decoded =
        decode_type(" { \"message\" : { \"body\" : {\"payload\":[1],\"sequence\":3,\"stream\":\"s\"} , "
                    "\"type\" : \"data_row\" } ,"
                    " \"version\" : 10 } \n",
            WIRE_TYPE_DATA_ROW);

    assert_text(decoded.message.row.payload, "[1]");
    ck_assert_uint_eq(decoded.message.row.sequence, 3);
    decoded_release(&decoded);
}
END_TEST

/* A row whose payload nests DEPTH levels deep. */
static struct decoded decode_deep_row(size_t depth)
{
    static const char head[] =
        "{\"version\":10,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":\"s\","
        "\"sequence\":0,\"payload\":";
    char *text = malloc(sizeof head + 2 * depth + 4);
    struct decoded decoded;
    size_t at = sizeof head - 1;

    ck_assert_ptr_nonnull(text);
    memcpy(text, head, at);
    memset(text + at, '[', depth);
    memset(text + at + depth, ']', depth);
    memset(text + at + 2 * depth, '}', 3);
    decoded = decode_bytes(text, at + 2 * depth + 3);
    free(text);
    return decoded;
}

START_TEST(a_payload_may_nest_128_levels_and_no_more)
{
    struct decoded decoded = decode_deep_row(128);

    ck_assert_int_eq(decoded.result, 0);
    decoded_release(&decoded);
    decoded = decode_deep_row(129);
    ck_assert_int_eq(decoded.result, -EPROTO);
    ck_assert_int_eq(decoded.error.failure, WIRE_FAILURE_DECODE);
    decoded_release(&decoded);
    decoded = decode_deep_row(400000);
    ck_assert_int_eq(decoded.result, -EPROTO);
    decoded_release(&decoded);
}
END_TEST

/* ---- Messages -------------------------------------------------------------------------------------------------------- */

START_TEST(a_handshake_says_who_it_is)
{
    struct decoded decoded = decode_type(
        FRAME("handshake", "{\"worker_version\":\"w\\/1\",\"protocol_version\":65535}"), WIRE_TYPE_HANDSHAKE);

    assert_text(decoded.message.handshake.worker_version, "w/1");
    ck_assert_uint_eq(decoded.message.handshake.protocol_version, 65535);
    decoded_release(&decoded);
}
END_TEST

START_TEST(progress_has_a_total_or_none)
{
    struct decoded decoded = decode_type(
        FRAME("progress_tick", "{\"phase\":\"p\",\"current\":1,\"total\":2}"), WIRE_TYPE_PROGRESS_TICK);

    ck_assert(decoded.message.progress.has_total);
    ck_assert_uint_eq(decoded.message.progress.total, 2);
    decoded_release(&decoded);
    decoded = decode_type(
        FRAME("progress_tick", "{\"phase\":\"p\",\"current\":1,\"total\":null}"), WIRE_TYPE_PROGRESS_TICK);
    ck_assert(!decoded.message.progress.has_total);
    decoded_release(&decoded);
    decoded = decode_type(FRAME("progress_tick", "{\"phase\":\"p\",\"current\":1}"), WIRE_TYPE_PROGRESS_TICK);
    ck_assert(!decoded.message.progress.has_total);
    decoded_release(&decoded);
}
END_TEST

START_TEST(a_diagnostic_has_code_and_message)
{
    struct decoded decoded =
        decode_type(FRAME("diagnostic", "{\"code\":\"c\",\"message\":\"m\\nn\"}"), WIRE_TYPE_DIAGNOSTIC);

    assert_text(decoded.message.diagnostic.code, "c");
    assert_text(decoded.message.diagnostic.message, "m\nn");
    decoded_release(&decoded);
}
END_TEST

START_TEST(a_stream_ends_with_its_summary)
{
    struct decoded decoded = decode_type(
        RESPONSE(
            "{\"status\":\"stream_complete\",\"summary\":{\"total_rows\":3,\"per_stream_counts\":{\"a\":1,"
            "\"b\\\"\":2},\"elapsed_micros\":17,\"metadata\":{\"k\": [1 ]}}}"),
        WIRE_TYPE_RESPONSE);
    const struct wire_summary *summary = &decoded.message.response.summary;

    ck_assert_uint_eq(summary->total_rows, 3);
    ck_assert_uint_eq(summary->elapsed_micros, 17);
    ck_assert_uint_eq(summary->per_stream_counts.count, 2);
    assert_text(summary->per_stream_counts.entries[0].stream, "a");
    assert_text(summary->per_stream_counts.entries[1].stream, "b\"");
    ck_assert_uint_eq(summary->per_stream_counts.entries[1].count, 2);
    assert_text(summary->per_stream_text, "{\"a\":1,\"b\\\"\":2}");
    assert_text(summary->metadata, "{\"k\": [1 ]}");
    decoded_release(&decoded);
}
END_TEST

START_TEST(a_summary_without_metadata_has_none)
{
    struct decoded decoded = decode_type(
        RESPONSE(
            "{\"summary\":{\"total_rows\":0,\"per_stream_counts\":{},\"elapsed_micros\":0,\"metadata\":null},"
            "\"status\":\"stream_complete\"}"),
        WIRE_TYPE_RESPONSE);

    ck_assert_ptr_null(decoded.message.response.summary.metadata.data);
    ck_assert_uint_eq(decoded.message.response.summary.per_stream_counts.count, 0);
    decoded_release(&decoded);
}
END_TEST

START_TEST(many_streams_are_all_counted)
{
    char text[8192] =
        "{\"version\":10,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"stream_complete\","
        "\"summary\":{\"total_rows\":0,\"elapsed_micros\":0,\"per_stream_counts\":{";
    struct decoded decoded;

    for (unsigned int i = 0; i < 300; i++) {
        size_t length = strlen(text);

        (void)snprintf(text + length, sizeof text - length, "%s\"s%u\":%u", i > 0 ? "," : "", i, i);
    }
    strncat(text, "}}}}}", sizeof text - strlen(text) - 1);
    decoded = decode_type(text, WIRE_TYPE_RESPONSE);
    ck_assert_uint_eq(decoded.message.response.summary.per_stream_counts.count, 300);
    for (unsigned int i = 0; i < 300; i++)
        ck_assert_uint_eq(decoded.message.response.summary.per_stream_counts.entries[i].count, i);
    decoded_release(&decoded);
}
END_TEST

START_TEST(a_session_reports_its_imports)
{
    static const char *const frames[] = {
        RESPONSE("{\"status\":\"host_session_opened\",\"import_stats\":" IMPORT_STATS(
            ",\"total_imported_extension_entries\":10") "}"),
        RESPONSE("{\"status\":\"host_session_reused\",\"import_stats\":" IMPORT_STATS(
            ",\"total_imported_extension_entries\":10,\"later\":[]") "}"),
    };
    struct decoded decoded = decode_type(frames[_i], WIRE_TYPE_RESPONSE);
    const struct wire_import_stats *stats = &decoded.message.response.import_stats;

    ck_assert_uint_eq(stats->direct_import_names.count, 2);
    assert_text(stats->direct_import_names.entries[0], "Init");
    assert_text(stats->direct_import_names.entries[1], "Lake");
    assert_text(stats->import_level, "private");
    ck_assert(stats->import_all && !stats->load_exts);
    ck_assert_uint_eq(stats->effective_module_count, 1);
    ck_assert_uint_eq(stats->extension_count, 9);
    ck_assert_uint_eq(stats->total_imported_extension_entries, 10);
    decoded_release(&decoded);
}
END_TEST

struct response_case {
    const char *frame;
    enum wire_status status;
    uint64_t number;
    const char *code, *message, *result, *json;
};

static const struct response_case responses[] = {
    {RESPONSE("{\"status\":\"health_ok\"}"), WIRE_STATUS_HEALTH_OK, 0, "", "", "", ""},
    {RESPONSE("{\"status\":\"health_ok\",\"later\":1,\"later\":2}"), WIRE_STATUS_HEALTH_OK, 0, "", "", "",
        ""},
    {RESPONSE("{\"st\\u0061tus\":\"health\\u005fok\"}"), WIRE_STATUS_HEALTH_OK, 0, "", "", "", ""},
    {RESPONSE("{\"status\":\"capability_loaded\"}"), WIRE_STATUS_CAPABILITY_LOADED, 0, "", "", "", ""},
    {RESPONSE("{\"status\":\"terminating\"}"), WIRE_STATUS_TERMINATING, 0, "", "", "", ""},
    {RESPONSE("{\"value\":18446744073709551615,\"status\":\"u64\"}"), WIRE_STATUS_U64, UINT64_MAX, "", "", "",
        ""},
    {RESPONSE("{\"status\":\"rows_complete\",\"count\":7}"), WIRE_STATUS_ROWS_COMPLETE, 7, "", "", "", ""},
    {RESPONSE("{\"status\":\"stream_export_failed\",\"status_byte\":255}"), WIRE_STATUS_STREAM_EXPORT_FAILED,
        255, "", "", "", ""},
    {RESPONSE("{\"status\":\"stream_callback_failed\",\"status_byte\":2,\"description\":\"d\"}"),
        WIRE_STATUS_STREAM_CALLBACK_FAILED, 2, "", "d", "", ""},
    {RESPONSE("{\"status\":\"stream_row_malformed\",\"message\":\"m\"}"), WIRE_STATUS_STREAM_ROW_MALFORMED, 0,
        "", "m", "", ""},
    {RESPONSE("{\"status\":\"json_command\",\"response_json\":\"{\\\"a\\\":1}\"}"), WIRE_STATUS_JSON_COMMAND,
        0, "", "", "", "{\"a\":1}"},
    {RESPONSE("{\"status\":\"capability_metadata\",\"metadata\":{\"commands\":[{\"name\":\"n\",\"version\":"
              "\"1\"}],"
              "\"capabilities\":[],\"lean_version\":null}}"),
        WIRE_STATUS_CAPABILITY_METADATA, 0, "", "",
        "{\"commands\":[{\"name\":\"n\",\"version\":\"1\"}],\"capabilities\":[],\"lean_version\":null}", ""},
    {RESPONSE("{\"status\":\"capability_doctor\",\"report\":{\"diagnostics\":[{\"severity\":\"warning\","
              "\"code\":\"c\","
              "\"message\":\"m\",\"details\":{}}],\"metadata\":1}}"),
        WIRE_STATUS_CAPABILITY_DOCTOR, 0, "", "",
        "{\"diagnostics\":[{\"severity\":\"warning\",\"code\":\"c\",\"message\":\"m\",\"details\":{}}],"
        "\"metadata\":1}",
        ""},
    {RESPONSE("{\"status\":\"capability_metadata_malformed\",\"message\":\"m\"}"),
        WIRE_STATUS_CAPABILITY_METADATA_MALFORMED, 0, "", "m", "", ""},
    {RESPONSE("{\"status\":\"capability_doctor_malformed\",\"message\":\"m\"}"),
        WIRE_STATUS_CAPABILITY_DOCTOR_MALFORMED, 0, "", "m", "", ""},
    {RESPONSE("{\"status\":\"error\",\"code\":\"c.d\",\"message\":\"\\u00e9\"}"), WIRE_STATUS_ERROR, 0, "c.d",
        "\xC3\xA9", "", ""},
    {RESPONSE("{\"status\":\"elaboration\",\"result\":{\"x\" :1}}"), WIRE_STATUS_ELABORATION, 0, "", "",
        "{\"x\" :1}", ""},
    {RESPONSE("{\"status\":\"meta_bool\",\"result\":null}"), WIRE_STATUS_META_BOOL, 0, "", "", "null", ""},
    {RESPONSE("{\"status\":\"strings\",\"values\":[\"a\", \"b\"]}"), WIRE_STATUS_STRINGS, 0, "", "",
        "[\"a\", \"b\"]", ""},
    {RESPONSE("{\"status\":\"declaration_bulk\",\"rows\":[]}"), WIRE_STATUS_DECLARATION_BULK, 0, "", "", "[]",
        ""},
};

START_TEST(each_response_gives_its_fields)
{
    const struct response_case *c = &responses[_i];
    struct decoded decoded = decode_type(c->frame, WIRE_TYPE_RESPONSE);
    const struct wire_response *response = &decoded.message.response;

    ck_assert_str_eq(wire_status_name(response->status), wire_status_name(c->status));
    ck_assert_uint_eq(response->number, c->number);
    assert_text_is(response->code, c->code, strlen(c->code), _i);
    assert_text_is(response->message, c->message, strlen(c->message), _i);
    assert_text_is(response->result, c->result, strlen(c->result), _i);
    assert_text_is(response->json, c->json, strlen(c->json), _i);
    decoded_release(&decoded);
}
END_TEST

/* What a parent does not expect is decoded all the same, so that it can be told from what is broken. */
static const char *const other_messages[] = {
    FRAME("configure_frame_limit", "{\"max_frame_bytes\":4294967295}"),
    FRAME("fatal_exit", "{\"status\":\"s\",\"stderr\":\"e\"}"),
    REQUEST("{\"op\":\"health\"}"),
    REQUEST("{\"op\":\"terminate\"}"),
    REQUEST("{\"op\":\"open_host_session\",\"project_root\":\"/"
            "\",\"mode\":{\"kind\":\"capability\",\"package\":\"p\","
            "\"lib_name\":\"l\",\"manifest_path\":null},\"imports\":[\"a\"],\"import_profile\":\"server\"}"),
    REQUEST("{\"op\":\"open_host_session\",\"project_root\":\"/"
            "\",\"mode\":{\"kind\":\"shims_only\"},\"imports\":[]}"),
    REQUEST("{\"op\":\"run_data_stream\",\"export\":\"e\",\"request_json\":\"{}\",\"progress\":false}"),
    REQUEST("{\"op\":\"json_command\",\"export\":\"e\",\"request_json\":\"{}\"}"),
    REQUEST("{\"op\":\"emit_test_rows\",\"streams\":[\"a\",\"b\"]}"),
    REQUEST("{\"op\":\"emit_test_rows_then_exit\"}"),
    REQUEST("{\"op\":\"call_fixture_mul\",\"manifest_path\":\"m\",\"lhs\":6,\"rhs\":7}"),
    REQUEST("{\"op\":\"whnf\",\"request\":null}"),
};

START_TEST(what_a_parent_never_takes_is_decoded_too)
{
    struct decoded decoded = decode(other_messages[_i]);

    ck_assert_msg(decoded.result == 0, "%s: %s", other_messages[_i], decoded.error.text);
    decoded_release(&decoded);
}
END_TEST

/* ---- Refusals ---------------------------------------------------------------------------------------------------------- */

static const char *const refused[] = {
    "",
    " ",
    "null",
    "[]",
    "{}",
    "{\"version\":10}",
    "{\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}",
    "{\"version\":10,\"message\":null}",
    "{\"version\":10,\"message\":{\"type\":\"response\"}}",
    "{\"version\":10,\"message\":{\"body\":{\"status\":\"health_ok\"}}}",
    "{\"version\":10,\"message\":{\"type\":\"response\",\"body\":null}}",
    "{\"version\":10,\"message\":{\"type\":\"response\",\"body\":[]}}",
    "{\"version\":10,\"message\":{\"type\":7,\"body\":{}}}",
    "{\"version\":\"10\",\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}",
    "{\"version\":10.0,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}",
    "{\"version\":-10,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}",
    "{\"version\":1e1,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}",
    "{\"version\":10,\"version\":10,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}",
    "{\"version\":10,\"message\":{\"type\":\"response\",\"type\":\"response\",\"body\":{\"status\":\"health_"
    "ok\"}}}",
    "{\"version\":10,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"},\"body\":{}}}",
    RESPONSE("{\"status\":\"health_ok\"}") "x",
    RESPONSE("{\"status\":\"health_ok\"}") RESPONSE("{\"status\":\"health_ok\"}"),
    FRAME("greeting", "{}"),
    FRAME("Response", "{\"status\":\"health_ok\"}"),
    RESPONSE("{}"),
    RESPONSE("{\"status\":\"fine\"}"),
    RESPONSE("{\"status\":null}"),
    RESPONSE("{\"status\":\"health_ok\",\"status\":\"health_ok\"}"),
    RESPONSE("{\"status\":\"health_ok\",\"st\\u0061tus\":\"health_ok\"}"),
    RESPONSE("{\"status\":\"u64\"}"),
    RESPONSE("{\"status\":\"u64\",\"value\":2.0}"),
    RESPONSE("{\"status\":\"u64\",\"value\":-1}"),
    RESPONSE("{\"status\":\"u64\",\"value\":-0}"),
    RESPONSE("{\"status\":\"u64\",\"value\":1e3}"),
    RESPONSE("{\"status\":\"u64\",\"value\":\"1\"}"),
    RESPONSE("{\"status\":\"u64\",\"value\":null}"),
    RESPONSE("{\"status\":\"u64\",\"value\":18446744073709551616}"),
    RESPONSE("{\"status\":\"u64\",\"value\":99999999999999999999999999}"),
    RESPONSE("{\"status\":\"u64\",\"value\":1,\"value\":1}"),
    RESPONSE("{\"status\":\"stream_export_failed\",\"status_byte\":256}"),
    RESPONSE("{\"status\":\"error\",\"code\":\"c\"}"),
    RESPONSE("{\"status\":\"error\",\"code\":\"c\",\"message\":1}"),
    RESPONSE("{\"status\":\"error\",\"code\":\"c\",\"message\":\"\\ud800\"}"),
    RESPONSE("{\"status\":\"error\",\"code\":\"\\udc00\\ud800\",\"message\":\"\"}"),
    RESPONSE("{\"status\":\"stream_complete\",\"summary\":{}}"),
    RESPONSE("{\"status\":\"stream_complete\",\"summary\":null}"),
    RESPONSE("{\"status\":\"stream_complete\",\"summary\":{\"total_rows\":1,\"per_stream_counts\":{\"a\":-1},"
             "\"elapsed_micros\":0}}"),
    RESPONSE("{\"status\":\"stream_complete\",\"summary\":{\"total_rows\":1,\"per_stream_counts\":[],"
             "\"elapsed_micros\":0}}"),
    RESPONSE("{\"status\":\"stream_complete\",\"summary\":{\"total_rows\":1,\"total_rows\":1,\"per_stream_"
             "counts\":{},"
             "\"elapsed_micros\":0}}"),
    RESPONSE("{\"status\":\"host_session_opened\",\"import_stats\":" IMPORT_STATS("") "}"),
    RESPONSE("{\"status\":\"host_session_opened\",\"import_stats\":" IMPORT_STATS(
        ",\"total_imported_extension_entries\":1.5") "}"),
    RESPONSE("{\"status\":\"json_command\",\"response_json\":{}}"),
    RESPONSE("{\"status\":\"capability_metadata\",\"metadata\":{\"commands\":[{\"name\":\"n\"}],"
             "\"capabilities\":[]}}"),
    RESPONSE("{\"status\":\"capability_metadata\",\"metadata\":{\"commands\":[1],\"capabilities\":[]}}"),
    RESPONSE("{\"status\":\"capability_metadata\",\"metadata\":{\"commands\":[]}}"),
    RESPONSE("{\"status\":\"capability_doctor\",\"report\":{\"diagnostics\":[{\"severity\":\"fatal\","
             "\"code\":\"c\","
             "\"message\":\"m\"}]}}"),
    RESPONSE("{\"status\":\"strings\",\"values\":[\"a\",1]}"),
    RESPONSE("{\"status\":\"strings\",\"values\":\"a\"}"),
    RESPONSE("{\"status\":\"elaboration\"}"),
    FRAME("handshake", "{\"worker_version\":\"w\"}"),
    FRAME("handshake", "{\"protocol_version\":10}"),
    FRAME("handshake", "{\"worker_version\":\"w\",\"protocol_version\":65536}"),
    FRAME("handshake", "{\"worker_version\":null,\"protocol_version\":10}"),
    FRAME("configure_frame_limit", "{\"max_frame_bytes\":4294967296}"),
    FRAME("progress_tick", "{\"phase\":\"p\",\"current\":1,\"total\":2.0}"),
    FRAME("progress_tick", "{\"phase\":\"p\",\"current\":null}"),
    FRAME("progress_tick", "{\"phase\":\"p\",\"current\":1,\"total\":null,\"total\":null}"),
    FRAME("diagnostic", "{\"code\":\"c\"}"),
    FRAME("fatal_exit", "{\"status\":\"s\"}"),
    ROW("{\"stream\":\"s\",\"sequence\":0}"),
    ROW("{\"stream\":\"s\",\"payload\":0}"),
    ROW("{\"sequence\":0,\"payload\":0}"),
    ROW("{\"stream\":\"s\",\"sequence\":-1,\"payload\":0}"),
    ROW("{\"stream\":\"s\",\"sequence\":0.0,\"payload\":0}"),
    ROW("{\"stream\":\"s\",\"sequence\":18446744073709551616,\"payload\":0}"),
    ROW("{\"stream\":\"s\",\"sequence\":01,\"payload\":0}"),
    ROW("{\"stream\":null,\"sequence\":0,\"payload\":0}"),
    ROW("{\"stream\":\"\\ud800\",\"sequence\":0,\"payload\":0}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":0,\"payload\":0}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":01}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":NaN}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":[1,]}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":\"\t\"}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":\"\xFF\"}"),
    ROW("{\"stream\":\"s\",\"sequence\":0,\"payload\":{}}") "}",
    REQUEST("{\"op\":\"dance\"}"),
    REQUEST("{}"),
    REQUEST("{\"op\":\"run_data_stream\",\"export\":\"e\",\"request_json\":\"{}\"}"),
    REQUEST("{\"op\":\"run_data_stream\",\"export\":\"e\",\"request_json\":\"{}\",\"progress\":1}"),
    REQUEST(
        "{\"op\":\"open_host_session\",\"project_root\":\"/\",\"mode\":{\"kind\":\"other\"},\"imports\":[]}"),
    REQUEST("{\"op\":\"open_host_session\",\"project_root\":\"/"
            "\",\"mode\":{\"kind\":\"shims_only\"},\"imports\":[],"
            "\"import_profile\":\"public\"}"),
};

START_TEST(a_frame_that_is_no_message_is_refused)
{
    struct decoded decoded = decode(refused[_i]);

    ck_assert_msg(decoded.result == -EPROTO, "%s", refused[_i]);
    ck_assert_msg(decoded.error.failure == WIRE_FAILURE_DECODE, "%s: %s", refused[_i], decoded.error.text);
    ck_assert_msg(strncmp(decoded.error.text, "worker protocol JSON decode failed: ", 36) == 0, "%s",
        decoded.error.text);
    decoded_release(&decoded);
}
END_TEST

START_TEST(a_nul_after_the_value_is_refused)
{
    static const char frame[] = RESPONSE("{\"status\":\"health_ok\"}");
    struct decoded decoded = decode_bytes(frame, sizeof frame);

    ck_assert_int_eq(decoded.result, -EPROTO);
    decoded_release(&decoded);
}
END_TEST

START_TEST(another_version_is_a_mismatch_where_the_rest_is_sound)
{
    struct decoded decoded =
        decode("{\"version\":9,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}");

    ck_assert_int_eq(decoded.result, -EPROTO);
    ck_assert_int_eq(decoded.error.failure, WIRE_FAILURE_VERSION);
    ck_assert_uint_eq(decoded.error.expected, 10);
    ck_assert_uint_eq(decoded.error.actual, 9);
    ck_assert_str_eq(decoded.error.text, "worker protocol version mismatch: expected 10, received 9");
    decoded_release(&decoded);
}
END_TEST

static const char *const wrong_twice[] = {
    "{\"version\":9,\"message\":{\"type\":\"greeting\",\"body\":{}}}",
    "{\"version\":9,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"fine\"}}}",
    "{\"version\":9,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"u64\"}}}",
    "{\"version\":11,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":\"s\",\"sequence\":0}}}",
};

START_TEST(decoding_comes_before_the_version)
{
    struct decoded decoded = decode(wrong_twice[_i]);

    ck_assert_int_eq(decoded.result, -EPROTO);
    ck_assert_int_eq(decoded.error.failure, WIRE_FAILURE_DECODE);
    decoded_release(&decoded);
}
END_TEST

/* ---- Both ways through the decoder agree ------------------------------------------------------------------------------- */

/* A generator with a fixed seed: the same mutations in every run. */
static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static bool same_text(struct wire_text a, struct wire_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static bool same_response(const struct wire_response *a, const struct wire_response *b)
{
    return a->status == b->status && a->number == b->number && same_text(a->body, b->body) &&
           same_text(a->code, b->code) && same_text(a->message, b->message) &&
           same_text(a->result, b->result) && same_text(a->json, b->json) &&
           same_text(a->summary.metadata, b->summary.metadata) &&
           a->summary.total_rows == b->summary.total_rows && a->strings.count == b->strings.count;
}

static bool same_message(const struct wire_message *a, const struct wire_message *b)
{
    if (a->type != b->type)
        return false;
    if (a->type == WIRE_TYPE_RESPONSE)
        return same_response(&a->response, &b->response);
    if (a->type == WIRE_TYPE_PROGRESS_TICK)
        return same_text(a->progress.phase, b->progress.phase) &&
               a->progress.current == b->progress.current && a->progress.has_total == b->progress.has_total &&
               a->progress.total == b->progress.total;
    if (a->type != WIRE_TYPE_DATA_ROW)
        return true;
    return same_text(a->row.stream, b->row.stream) && same_text(a->row.payload, b->row.payload) &&
           a->row.sequence == b->row.sequence;
}

static void assert_both_ways_agree(const char *text, size_t length)
{
    struct decoded one = decode_bytes(text, length);
    struct decoded other = {.frame = malloc(length > 0 ? length : 1)};

    ck_assert_ptr_nonnull(other.frame);
    if (length > 0)
        memcpy(other.frame, text, length);
    other.result = wire_decode_general(other.frame, length, &other.message, &other.error);
    if (one.result != other.result || (one.result == 0 && !same_message(&one.message, &other.message)))
        ck_abort_msg("the two ways differ on `%.*s`", (int)length, text);
    decoded_release(&one);
    decoded_release(&other);
}

START_TEST(the_short_ways_agree_with_the_general_one)
{
    static const char *const seeds[] = {
        ROW("{\"stream\":\"rows\",\"sequence\":0,\"payload\":{\"ordinal\":0,\"x\":[1,-2.5e3,"
            "\"\\u00e9\xC3\xA9\"]}}"),
        ROW("{\"stream\":\"a\",\"sequence\":18446744073709551615,\"payload\":"
            "\"0123456789abcdef0123456789abcdef\"}"),
        ROW("{\"stream\":\"\",\"sequence\":12,\"payload\":[[[[]]],{\"a\":{}},true,false,null]}"),
        ROW("{\"stream\":\"s\\n\",\"sequence\":1,\"payload\":0}"),
        RESPONSE("{\"status\":\"health_ok\"}"),
        RESPONSE("{\"status\":\"error\",\"code\":\"c\\u00e9\",\"message\":\"m\"}"),
        RESPONSE("{\"status\":\"strings\",\"values\":[\"a\",\"b\"]}"),
        RESPONSE(
            "{\"status\":\"stream_complete\",\"summary\":{\"total_rows\":3,\"per_stream_counts\":{\"a\":1},"
            "\"elapsed_micros\":17,\"metadata\":{\"k\":[1]}}}"),
        FRAME("progress_tick", "{\"phase\":\"p\",\"current\":1,\"total\":null}"),
        REQUEST("{\"op\":\"health\"}"),
    };
    static const char alphabet[] = "\"\\{}[]:,0123456789-+.eE truefalsn\t\x01\x80\xC3\xFFu";
    uint32_t state = 2463534242u;

    for (unsigned int round = 0; round < 60000; round++) {
        const char *seed = seeds[round % COUNT(seeds)];
        size_t length = strlen(seed);
        char text[512];
        unsigned int edits = next_random(&state) % 3;

        memcpy(text, seed, length + 1);
        for (unsigned int i = 0; i < edits && length > 1; i++) {
            size_t at = next_random(&state) % length;

            switch (next_random(&state) % 3) {
            case 0: text[at] = alphabet[next_random(&state) % (sizeof alphabet - 1)]; break;
            case 1:
                memmove(text + at, text + at + 1, length - at - 1);
                length--;
                break;
            default:
                memmove(text + at + 1, text + at, length - at);
                text[at] = alphabet[next_random(&state) % (sizeof alphabet - 1)];
                length++;
                break;
            }
        }
        assert_both_ways_agree(text, length);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wire_decode");
    TCase *tests = tcase_create("decode");
    SRunner *runner;
    int failed;

    tcase_add_test(tests, a_row_keeps_the_exact_text_of_its_payload);
    tcase_add_test(tests, a_row_allocates_nothing_even_for_an_escaped_name);
    tcase_add_test(tests, a_payload_of_null_is_a_value);
    tcase_add_test(tests, body_may_stand_before_type);
    tcase_add_test(tests, a_payload_may_nest_128_levels_and_no_more);
    tcase_add_test(tests, a_handshake_says_who_it_is);
    tcase_add_test(tests, progress_has_a_total_or_none);
    tcase_add_test(tests, a_diagnostic_has_code_and_message);
    tcase_add_test(tests, a_stream_ends_with_its_summary);
    tcase_add_test(tests, a_summary_without_metadata_has_none);
    tcase_add_test(tests, many_streams_are_all_counted);
    tcase_add_loop_test(tests, a_session_reports_its_imports, 0, 2);
    tcase_add_loop_test(tests, each_response_gives_its_fields, 0, (int)COUNT(responses));
    tcase_add_loop_test(tests, what_a_parent_never_takes_is_decoded_too, 0, (int)COUNT(other_messages));
    tcase_add_loop_test(tests, a_frame_that_is_no_message_is_refused, 0, (int)COUNT(refused));
    tcase_add_test(tests, a_nul_after_the_value_is_refused);
    tcase_add_test(tests, another_version_is_a_mismatch_where_the_rest_is_sound);
    tcase_add_loop_test(tests, decoding_comes_before_the_version, 0, (int)COUNT(wrong_twice));
    tcase_add_test(tests, the_short_ways_agree_with_the_general_one);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
