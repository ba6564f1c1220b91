/* Streams: rows in order, tentative until the end, back-pressure, and what ends them early. */
#include "suite.h"
#include "support.h"

#include <string.h>

#define COMPLETE(rows)                                                                                       \
    "response={\"status\":\"stream_complete\",\"summary\":{\"total_rows\":" #rows                            \
    ",\"per_stream_counts\":{\"s\":" #rows "},\"elapsed_micros\":7,\"metadata\":{\"k\": 1}}}"

static int run(struct bench *bench, struct counting *counting)
{
    return bench_ask(bench, SUP_OPERATION_RUN_DATA_STREAM, &counting->sinks);
}

START_TEST(rows_arrive_in_order_and_are_counted)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    bench_start(
        &bench, SCRIPT("hello", "recv", "rows=500:100", "progress", "diagnostic", COMPLETE(500), "serve"));
    struct sup_stream_summary summary = {0};
    ck_assert_int_eq(
        sup_stream(bench.supervisor, "demo", "{}", &counting.sinks, NULL, &summary, &bench.error), 0);
    ck_assert_uint_eq(summary.total_rows, 500);
    ck_assert_uint_eq(summary.per_stream_count, 1);
    ck_assert_str_eq(summary.per_stream[0].stream.data, "s");
    ck_assert_str_eq(summary.metadata.data, "{\"k\": 1}");
    sup_stream_summary_release(&summary);
    ck_assert_int_eq(counting.rows, 500);
    ck_assert_int_eq(counting.progress, 1);
    ck_assert_int_eq(counting.diagnostics, 1);
    ck_assert_uint_eq(counting.last_sequence, 499);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.stream_requests, 1);
    ck_assert_uint_eq(stats.stream_successes, 1);
    ck_assert_uint_eq(stats.stream_failures, 0);
    ck_assert_uint_eq(stats.data_rows_delivered, 500);
    ck_assert_uint_eq(stats.data_row_payload_bytes, 500 * 102);
    ck_assert_uint_eq(stats.backpressure_waits, 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_row_of_almost_the_cap_arrives_whole)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    bench_start(&bench, SCRIPT("hello", "recv", "rows=3:1048000", COMPLETE(3), "serve"));
    ck_assert_int_eq(run(&bench, &counting), 0);
    ck_assert_uint_eq(counting.payload_bytes, 3 * 1048002);
    bench_finish(&bench);
}
END_TEST

static const struct {
    const char *answer;
    enum sup_error_kind kind;
    unsigned status;
} FAILURES[] = {
    {"response={\"status\":\"stream_export_failed\",\"status_byte\":9}", SUP_ERROR_KIND_STREAM_EXPORT_FAILED,
        9},
    {"response={\"status\":\"stream_callback_failed\",\"status_byte\":8,\"description\":\"d\"}",
        SUP_ERROR_KIND_STREAM_CALLBACK_FAILED, 8},
    {"response={\"status\":\"stream_row_malformed\",\"message\":\"m\"}", SUP_ERROR_KIND_STREAM_ROW_MALFORMED,
        0},
    {"response={\"status\":\"error\",\"code\":\"c\",\"message\":\"m\"}", SUP_ERROR_KIND_WORKER, 0},
    {"response={\"status\":\"health_ok\"}", SUP_ERROR_KIND_PROTOCOL, 0},
};

START_TEST(a_failed_stream_is_counted_once_and_leaves_the_child_usable)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    bench_start(&bench, SCRIPT("hello", "recv", "row=1", FAILURES[_i].answer, "serve"));
    ck_assert_int_eq(run(&bench, &counting), -(int)FAILURES[_i].kind);
    ck_assert_uint_eq(bench.error.status_byte, FAILURES[_i].status);
    ck_assert_uint_eq(bench_stats(&bench).stream_failures, 1);
    ck_assert_uint_eq(bench_stats(&bench).stream_successes, 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_row_without_a_sink_is_a_protocol_failure)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "row=1", COMPLETE(1), "hang"));
    const struct sup_request request = {
        .operation = SUP_OPERATION_RUN_DATA_STREAM, .export_name = "e", .request_json = "{}"};
    ck_assert_int_eq(sup_request(bench.supervisor, &request, NULL, &bench.error), -SUP_ERROR_KIND_PROTOCOL);
    ck_assert_uint_eq(bench_stats(&bench).stream_requests, 1);
    ck_assert_uint_eq(bench_stats(&bench).data_rows_delivered, 0);
    ck_assert_uint_eq(bench_stats(&bench).exits, 1);
    bench_finish(&bench);
}
END_TEST

START_TEST(ticks_and_diagnostics_without_a_sink_are_dropped)
{
    struct bench bench;
    bench_start(&bench,
        SCRIPT("hello", "recv", "progress", "diagnostic", "response={\"status\":\"health_ok\"}", "serve"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

static void fail_at_row(struct counting *counting)
{
    counting->fail_at_row = 1;
}
static void fail_at_progress(struct counting *counting)
{
    counting->fail_at_progress = 0;
}
static void fail_at_diagnostic(struct counting *counting)
{
    counting->fail_at_diagnostic = 0;
}

static const struct {
    void (*prepare)(struct counting *counting);
    enum sup_error_kind kind;
} SINKS[] = {
    {fail_at_row, SUP_ERROR_KIND_DATA_SINK_PANIC},
    {fail_at_progress, SUP_ERROR_KIND_PROGRESS_PANIC},
    {fail_at_diagnostic, SUP_ERROR_KIND_DIAGNOSTIC_SINK_PANIC},
};

START_TEST(a_sink_that_fails_ends_the_generation)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    SINKS[_i].prepare(&counting);
    bench_start(&bench, SCRIPT("hello", "recv", "row=1", "progress", "diagnostic", "row=2", "hang"));
    ck_assert_int_eq(run(&bench, &counting), -(int)SINKS[_i].kind);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.data_rows_delivered, 1);
    ck_assert_uint_eq(stats.stream_failures, 1);
    ck_assert_uint_eq(stats.exits, 1);
    ck_assert_uint_eq(stats.restarts, 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(an_undecodable_row_replaces_the_child)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    counting.undecodable_at_row = 2;
    bench_start(&bench, SCRIPT("hello", "recv", "rows=10:3", "hang", "--", "hello", "serve"));
    ck_assert_int_eq(run(&bench, &counting), -SUP_ERROR_KIND_TYPED_COMMAND_ROW_DECODE);
    ck_assert_str_eq(bench.error.export_name.data, "demo");
    ck_assert_str_eq(bench.error.stream.data, "s");
    ck_assert_uint_eq(bench.error.sequence, 2);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.data_rows_delivered, 2);
    ck_assert_uint_eq(stats.cancelled_restarts, 1);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_slow_sink_makes_the_child_wait_and_shows)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    counting.sleep_ms = 1;
    bench_start(&bench, SCRIPT("hello", "recv", "rows=200:1000", COMPLETE(200), "serve"));
    ck_assert_int_eq(run(&bench, &counting), 0);
    ck_assert_uint_gt(bench_stats(&bench).backpressure_waits, 0);
    ck_assert_uint_eq(bench_stats(&bench).backpressure_failures, 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_failed_stream_that_waited_is_counted)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    counting.sleep_ms = 150;
    counting.fail_at_row = 3;
    bench_start(&bench, SCRIPT("hello", "recv", "rows=400:1000", COMPLETE(400), "serve"));
    ck_assert_int_eq(run(&bench, &counting), -SUP_ERROR_KIND_DATA_SINK_PANIC);
    ck_assert_uint_gt(bench_stats(&bench).backpressure_waits, 0);
    ck_assert_uint_eq(bench_stats(&bench).backpressure_failures, 1);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_fast_sink_never_waits_however_many_rows)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    bench_start(&bench, SCRIPT("hello", "recv", "rows=100000:100", COMPLETE(100000), "serve"));
    ck_assert_int_eq(run(&bench, &counting), 0);
    ck_assert_int_eq(counting.rows, 100000);
    ck_assert_uint_eq(bench_stats(&bench).backpressure_waits, 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(rows_before_an_abort_stay_delivered)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    bench_start(&bench, SCRIPT("hello", "recv", "row=1", "row=2", "abort"));
    ck_assert_int_eq(run(&bench, &counting), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_int_eq(counting.rows, 2);
    ck_assert_uint_eq(bench_stats(&bench).stream_failures, 1);
    ck_assert_uint_eq(bench_stats(&bench).data_rows_delivered, 2);
    bench_finish(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("streams");
    TCase *tcase = tcase_create("streams");
    tcase_set_timeout(tcase, 30);
    tcase_add_test(tcase, rows_arrive_in_order_and_are_counted);
    tcase_add_test(tcase, a_row_of_almost_the_cap_arrives_whole);
    tcase_add_loop_test(tcase, a_failed_stream_is_counted_once_and_leaves_the_child_usable, 0,
        (int)(sizeof(FAILURES) / sizeof(FAILURES[0])));
    tcase_add_test(tcase, a_row_without_a_sink_is_a_protocol_failure);
    tcase_add_test(tcase, ticks_and_diagnostics_without_a_sink_are_dropped);
    tcase_add_loop_test(
        tcase, a_sink_that_fails_ends_the_generation, 0, (int)(sizeof(SINKS) / sizeof(SINKS[0])));
    tcase_add_test(tcase, an_undecodable_row_replaces_the_child);
    tcase_add_test(tcase, a_slow_sink_makes_the_child_wait_and_shows);
    tcase_add_test(tcase, a_failed_stream_that_waited_is_counted);
    tcase_add_test(tcase, a_fast_sink_never_waits_however_many_rows);
    tcase_add_test(tcase, rows_before_an_abort_stay_delivered);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
