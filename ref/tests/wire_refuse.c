/* WIRE-03, WIRE-04: which frames are no messages; and that the short ways through the decoder agree with the
 * general one on what they take. */
#include "suite.h"
#include "wire_support.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
    Suite *suite = suite_create("wire_refuse");
    TCase *tests = tcase_create("refuse");

    tcase_add_loop_test(tests, a_frame_that_is_no_message_is_refused, 0, (int)COUNT(refused));
    tcase_add_test(tests, a_nul_after_the_value_is_refused);
    tcase_add_test(tests, another_version_is_a_mismatch_where_the_rest_is_sound);
    tcase_add_loop_test(tests, decoding_comes_before_the_version, 0, (int)COUNT(wrong_twice));
    tcase_add_test(tests, the_short_ways_agree_with_the_general_one);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    return suite_run_in_one_process(suite);
}
