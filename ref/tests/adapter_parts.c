/* The adapter's own parts: reading arguments, building lines, options from a config. */
#include "arguments.h"
#include "config.h"
#include "line.h"
#include "sink.h"
#include "suite.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct wire_text text_of(const char *text)
{
    return (struct wire_text){text, strlen(text)};
}

/* ---- Arguments ---------------------------------------------------------------------------------------------------- */

START_TEST(integers_are_exact_as_numbers_and_as_strings)
{
    struct arguments arguments = {.arena = {NULL}};
    struct wire_text request = WIRE_TEXT(
        "{\"a\":18446744073709551615,\"b\":\"18446744073709551615\",\"c\":null,\"d\":9007199254740993}");

    ck_assert_uint_eq(arguments_u64(&arguments, request, "a", 0), UINT64_MAX);
    ck_assert_uint_eq(arguments_u64(&arguments, request, "b", 0), UINT64_MAX);
    ck_assert_uint_eq(arguments_u64(&arguments, request, "c", 5), 5);
    ck_assert_uint_eq(arguments_u64(&arguments, request, "d", 0), UINT64_C(9007199254740993));
    ck_assert_uint_eq(arguments_u64(&arguments, request, "absent", 6), 6);
    ck_assert(arguments_good(&arguments));
    arguments_release(&arguments);
}
END_TEST

static const char *const no_integers[] = {"{\"a\":-1}", "{\"a\":1.0}", "{\"a\":1e3}", "{\"a\":\"\"}",
    "{\"a\":\"1x\"}", "{\"a\":true}", "{\"a\":[1]}", "{\"a\":18446744073709551616}"};

START_TEST(what_is_no_integer_is_named)
{
    struct arguments arguments = {.arena = {NULL}};

    (void)arguments_u64(&arguments, text_of(no_integers[_i]), "a", 0);
    ck_assert_str_eq(arguments.problem, "argument `a`: an unsigned integer expected");
    arguments_release(&arguments);
}
END_TEST

START_TEST(a_missing_argument_is_named_once)
{
    struct arguments arguments = {.arena = {NULL}};

    ck_assert_str_eq(arguments_string_required(&arguments, WIRE_TEXT("{}"), "worker"), "");
    (void)arguments_u64_required(&arguments, WIRE_TEXT("{}"), "ms");
    ck_assert_str_eq(arguments.problem, "argument `worker`: a string expected");
    arguments_release(&arguments);
}
END_TEST

START_TEST(a_string_with_a_nul_is_refused)
{
    struct arguments arguments = {.arena = {NULL}};

    (void)arguments_string(&arguments, WIRE_TEXT("{\"a\":\"x\\u0000y\"}"), "a", NULL);
    ck_assert(!arguments_good(&arguments));
    arguments_release(&arguments);
}
END_TEST

START_TEST(json_arguments_keep_their_exact_text)
{
    struct arguments arguments = {.arena = {NULL}};
    const char *text =
        arguments_json(&arguments, WIRE_TEXT("{\"request\": { \"n\" : 1.50e+1, \"n\":2 } }"), "request");

    ck_assert_str_eq(text, "{ \"n\" : 1.50e+1, \"n\":2 }");
    arguments_release(&arguments);
}
END_TEST

/* ---- Config -------------------------------------------------------------------------------------------------------- */

START_TEST(a_config_sets_what_it_names_and_nothing_else)
{
    struct arguments arguments = {.arena = {NULL}};
    struct sup_options options;
    struct sup_options defaults;

    sup_options_init(&defaults);
    config_read(&options, &arguments,
        WIRE_TEXT(
            "{\"config\":{\"executable\":\"/x\",\"args\":[\"p\",\"q\"],\"env\":[[\"A\",\"1\"],[\"A\",\"2\"]],"
            "\"cwd\":\"/tmp\",\"request_timeout_ms\":7,\"policy\":{\"max_imports\":3},"
            "\"restart_limit\":{\"max\":2,\"window_ms\":900}}}"));
    ck_assert_msg(arguments_good(&arguments), "%s", arguments.problem);
    ck_assert_str_eq(options.executable, "/x");
    ck_assert_uint_eq(options.argument_count, 2);
    ck_assert_str_eq(options.arguments[1], "q");
    ck_assert_uint_eq(options.environment_count, 2);
    ck_assert_str_eq(options.environment[1].name, "A");
    ck_assert_str_eq(options.environment[1].value, "2");
    ck_assert_str_eq(options.working_directory, "/tmp");
    ck_assert_uint_eq(options.request_timeout_ms, 7);
    ck_assert_uint_eq(options.startup_timeout_ms, defaults.startup_timeout_ms);
    ck_assert_uint_eq(options.policy.max_imports, 3);
    ck_assert_uint_eq(options.policy.max_requests, SUP_NONE);
    ck_assert_uint_eq(options.restarts_max, 2);
    ck_assert_uint_eq(options.restart_window_ms, 900);
    arguments_release(&arguments);
}
END_TEST

static const char *const bad_configs[] = {
    "{}",
    "{\"config\":[]}",
    "{\"config\":{}}",
    "{\"config\":{\"executable\":7}}",
    "{\"config\":{\"executable\":\"/x\",\"env\":{\"A\":\"1\"}}}",
    "{\"config\":{\"executable\":\"/x\",\"env\":[[\"A\"]]}}",
    "{\"config\":{\"executable\":\"/x\",\"args\":\"p\"}}",
    "{\"config\":{\"executable\":\"/x\",\"request_timeout_ms\":-1}}",
};

START_TEST(a_config_that_is_wrong_is_refused)
{
    struct arguments arguments = {.arena = {NULL}};
    struct sup_options options;

    config_read(&options, &arguments, text_of(bad_configs[_i]));
    ck_assert(!arguments_good(&arguments));
    arguments_release(&arguments);
}
END_TEST

/* ---- Lines --------------------------------------------------------------------------------------------------------- */

static void assert_line(struct line *line, const char *expected)
{
    ck_assert_uint_eq(line->length, strlen(expected));
    ck_assert_mem_eq(line->bytes, expected, line->length);
    line_release(line);
}

START_TEST(commas_stand_between_members_and_elements_only)
{
    struct line line = {.bytes = NULL};

    line_open_object(&line, NULL);
    line_put_int(&line, "a", -1);
    line_open_array(&line, "b");
    line_open_object(&line, NULL);
    line_close_object(&line);
    line_put_bool(&line, NULL, true);
    line_put_string(&line, NULL, "{");
    line_put_null(&line, NULL);
    line_close_array(&line);
    line_open_object(&line, "c");
    line_put_key_u64(&line, "k\"", 2, 1);
    line_close_object(&line);
    line_close_object(&line);
    assert_line(&line, "{\"a\":-1,\"b\":[{},true,\"{\",null],\"c\":{\"k\\\"\":1}}");
}
END_TEST

START_TEST(integers_above_2_to_the_53_become_strings)
{
    struct line line = {.bytes = NULL};

    line_open_array(&line, NULL);
    line_put_u64(&line, NULL, UINT64_C(9007199254740991));
    line_put_u64(&line, NULL, UINT64_C(9007199254740992));
    line_put_u64(&line, NULL, UINT64_MAX);
    line_close_array(&line);
    assert_line(&line, "[9007199254740991,\"9007199254740992\",\"18446744073709551615\"]");
}
END_TEST

START_TEST(texts_are_escaped_and_repaired)
{
    struct line line = {.bytes = NULL};

    line_put_bytes(&line, NULL, "q\"\\\n\x01\0\xC3\xA9\xFFz", 10);
    assert_line(&line, "\"q\\\"\\\\\\u000a\\u0001\\u0000\xC3\xA9\xEF\xBF\xBDz\"");
}
END_TEST

START_TEST(json_text_stays_on_its_line)
{
    struct line line = {.bytes = NULL};
    static const char text[] = "{\n \"a\":\r\n1}";

    line_put_json(&line, NULL, text, sizeof text - 1);
    assert_line(&line, "{  \"a\":  1}");
}
END_TEST

START_TEST(a_line_over_the_bound_is_not_written)
{
    struct line line = {.bytes = NULL};
    struct writer writer;
    char *text = malloc(LINE_BYTES_MAX);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

    ck_assert_ptr_nonnull(text);
    memset(text, 'x', LINE_BYTES_MAX);
    writer_init(&writer, null);
    line_put_bytes(&line, NULL, text, LINE_BYTES_MAX - 3);
    ck_assert_int_eq(writer_put(&writer, &line), 0);
    line_clear(&line);
    line_put_bytes(&line, NULL, text, LINE_BYTES_MAX - 2);
    ck_assert_int_eq(writer_put(&writer, &line), -EMSGSIZE);
    writer_release(&writer);
    line_release(&line);
    free(text);
    (void)close(null);
}
END_TEST

/* ---- Sinks --------------------------------------------------------------------------------------------------------- */

START_TEST(a_sink_without_a_plan_records)
{
    struct arguments arguments = {.arena = {NULL}};
    struct sink_plan plan;

    sink_plan_read(&plan, &arguments, WIRE_TEXT("{}"));
    ck_assert(arguments_good(&arguments));
    ck_assert_int_eq(plan.mode, SINK_MODE_RECORD);
    ck_assert_uint_eq(plan.fail_at_row, SUP_NONE);
    ck_assert_uint_eq(plan.block_at_row, SUP_NONE);
    ck_assert_uint_eq(plan.delay_us, 0);
    arguments_release(&arguments);
}
END_TEST

START_TEST(a_digest_is_fnv1a_over_payloads_and_line_feeds)
{
    struct sink_plan plan = {.mode = SINK_MODE_DIGEST,
        .fail_at_row = 1,
        .cancel_at_row = SUP_NONE,
        .block_at_row = SUP_NONE,
        .fail_at_progress = SUP_NONE};
    struct sup_row row = {.stream = "s", .stream_bytes = 1, .payload = "a", .payload_bytes = 1};
    struct line line = {.bytes = NULL};
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    struct sup_sinks sinks;
    struct sink sink;

    sink_init(&sink, 1, NULL, NULL, NULL, &plan);
    sinks = sink_callbacks(&sink, SINK_CHANNEL_ROWS);
    ck_assert_int_eq(sinks.row(sinks.context, &row, message), 0);
    ck_assert_int_ne(sinks.row(sinks.context, &row, message), 0);
    ck_assert_str_eq(message, "the sink failed as asked at row 1");
    sink_put_delivered(&sink, &line);
    assert_line(&line, "\"delivered\":{\"rows\":1,\"bytes\":1,\"fnv1a\":\"089bdc07b544e7b2\"}");
    sink_release(&sink);
}
END_TEST

static const struct typed_case {
    const char *payload;
    const char *message; /* NULL: it decodes */
} typed[] = {
    {"{\"ordinal\":0,\"other\":[]}", NULL},
    {"{\"ordinal\":18446744073709551615}", NULL},
    {"{}", "missing field `ordinal`"},
    {"{\"ordinal\":-1}", "`ordinal` is not an unsigned integer of 64 bits"},
    {"{\"ordinal\":1.0}", "`ordinal` is not an unsigned integer of 64 bits"},
    {"{\"ordinal\":1,\"ordinal\":1}", "duplicate field `ordinal`"},
    {"7", "the row is not an object"},
};

START_TEST(a_typed_row_has_an_ordinal)
{
    const struct typed_case *c = &typed[_i];
    struct sup_row row = {.stream = "s", .payload = c->payload, .payload_bytes = strlen(c->payload)};
    struct sink_plan plan = {.mode = SINK_MODE_RECORD};
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    struct sup_sinks sinks;
    struct sink sink;

    sink_init(&sink, 1, NULL, NULL, NULL, &plan);
    sinks = sink_callbacks(&sink, SINK_CHANNEL_ROWS | SINK_CHANNEL_TYPED);
    ck_assert_int_eq(sinks.decode_row(sinks.context, &row, message) == 0, c->message == NULL);
    ck_assert_str_eq(message, c->message == NULL ? "" : c->message);
    sink_release(&sink);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int main(void)
{
    Suite *suite = suite_create("adapter_parts");
    TCase *tests = tcase_create("parts");

    tcase_add_test(tests, integers_are_exact_as_numbers_and_as_strings);
    tcase_add_loop_test(tests, what_is_no_integer_is_named, 0, COUNT(no_integers));
    tcase_add_test(tests, a_missing_argument_is_named_once);
    tcase_add_test(tests, a_string_with_a_nul_is_refused);
    tcase_add_test(tests, json_arguments_keep_their_exact_text);
    tcase_add_test(tests, a_config_sets_what_it_names_and_nothing_else);
    tcase_add_loop_test(tests, a_config_that_is_wrong_is_refused, 0, COUNT(bad_configs));
    tcase_add_test(tests, commas_stand_between_members_and_elements_only);
    tcase_add_test(tests, integers_above_2_to_the_53_become_strings);
    tcase_add_test(tests, texts_are_escaped_and_repaired);
    tcase_add_test(tests, json_text_stays_on_its_line);
    tcase_add_test(tests, a_line_over_the_bound_is_not_written);
    tcase_add_test(tests, a_sink_without_a_plan_records);
    tcase_add_test(tests, a_digest_is_fnv1a_over_payloads_and_line_feeds);
    tcase_add_loop_test(tests, a_typed_row_has_an_ordinal, 0, COUNT(typed));
    suite_add_tcase(suite, tests);
    return suite_run_in_one_process(suite);
}
