/* WIRE-03, WIRE-05, WIRE-11, WIRE-13: what messages say. */
#include "suite.h"
#include "wire_support.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Decodes what must be a message of TYPE. */
static struct decoded decode_type(const char *text, enum wire_type type)
{
    struct decoded decoded = decode(text);

    ck_assert_msg(decoded.result == 0, "%s: %s", text, decoded.error.text);
    ck_assert_str_eq(wire_type_name(decoded.message.type), wire_type_name(type));
    return decoded;
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

int main(void)
{
    Suite *suite = suite_create("wire_decode");
    TCase *tests = tcase_create("decode");

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
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    return suite_run_in_one_process(suite);
}
