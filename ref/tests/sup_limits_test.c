/* Deadlines, cancellation and memory: what ends a request from the parent's side. */
#include "suite.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define HEALTH_OK  "response={\"status\":\"health_ok\"}"
#define THEN_SERVE "--", "hello", "serve"

static void check_replaced(struct bench *bench, enum sup_restart_cause cause)
{
    struct sup_stats stats = bench_stats(bench);
    ck_assert_uint_eq(stats.restarts, 1);
    ck_assert_uint_eq(stats.exits, 1);
    ck_assert_uint_eq(stats.replacement_attempts, 1);
    ck_assert_uint_eq(stats.replacement_budget_admitted, 1);
    ck_assert_uint_eq(stats.replacement_successes, 1);
    ck_assert_int_eq(stats.last_restart_reason, cause);
    sup_set_request_timeout(bench->supervisor, 60000);
    ck_assert_int_eq(sup_health(bench->supervisor, &bench->error), 0);
}

static int within(struct bench *bench, int64_t at_least_ms, int64_t at_most_ms, struct counting *counting)
{
    int64_t before_ms = bench_now_ms();
    int r = counting ? bench_ask(bench, SUP_OPERATION_RUN_DATA_STREAM, &counting->sinks)
                     : sup_health(bench->supervisor, &bench->error);
    int64_t took_ms = bench_now_ms() - before_ms;
    ck_assert_int_ge(took_ms, at_least_ms);
    ck_assert_int_le(took_ms, at_most_ms);
    return r;
}

START_TEST(a_silent_child_times_out_and_is_replaced)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "recv", "hang", THEN_SERVE));
    bench.options.request_timeout_ms = 100;
    bench_open(&bench);
    ck_assert_int_eq(within(&bench, 100, 10000, NULL), -SUP_ERROR_KIND_TIMEOUT);
    ck_assert_str_eq(bench.error.operation, "health");
    ck_assert_uint_eq(bench.error.duration_ms, 100);
    ck_assert_str_eq(bench_sentence(&bench), "worker operation health timed out after 100ms");
    const struct sup_resource *resource = &bench.error.resource;
    ck_assert_int_eq(resource->cause, SUP_RESOURCE_CAUSE_WORKER_TIMEOUT);
    ck_assert(resource->work_entered_child);
    ck_assert_uint_eq(resource->worker_generation, 1);
    ck_assert_int_eq(resource->restart_reason, SUP_RESTART_CAUSE_TIMEOUT);
    ck_assert_uint_eq(resource->duration_ms, 100);
    check_replaced(&bench, SUP_RESTART_CAUSE_TIMEOUT);
    bench_finish(&bench);
}
END_TEST

START_TEST(rows_do_not_extend_the_deadline)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    bench_prepare(&bench, SCRIPT("hello", "recv", "rows=100000000:100", THEN_SERVE));
    bench.options.request_timeout_ms = 150;
    bench_open(&bench);
    ck_assert_int_eq(within(&bench, 150, 10000, &counting), -SUP_ERROR_KIND_TIMEOUT);
    ck_assert_uint_eq(bench_stats(&bench).stream_failures, 1);
    check_replaced(&bench, SUP_RESTART_CAUSE_TIMEOUT);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_deadline_that_passed_in_a_sink_fires)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    counting.sleep_ms = 1100;
    bench_prepare(&bench, SCRIPT("hello", "recv", "row=1", "row=2",
                              "response={\"status\":\"rows_complete\",\"count\":2}", "hang", THEN_SERVE));
    bench.options.request_timeout_ms = 1000; /* time enough for the first row */
    bench.options.rss_hard_limit_kib = 1 << 30;
    bench.options.rss_sample_interval_ms = 0; /* raised to 1 */
    bench_open(&bench);
    ck_assert_int_eq(within(&bench, 1000, 20000, &counting), -SUP_ERROR_KIND_TIMEOUT);
    ck_assert_int_eq(counting.rows, 1);
    check_replaced(&bench, SUP_RESTART_CAUSE_TIMEOUT);
    bench_finish(&bench);
}
END_TEST

START_TEST(timeout_zero_fires_at_once)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "hang", THEN_SERVE));
    sup_set_request_timeout(bench.supervisor, 0);
    ck_assert_int_eq(within(&bench, 0, 10000, NULL), -SUP_ERROR_KIND_TIMEOUT);
    check_replaced(&bench, SUP_RESTART_CAUSE_TIMEOUT);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_request_that_nobody_reads_times_out_in_the_write)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "hang", THEN_SERVE));
    bench.options.request_timeout_ms = 100;
    bench_open(&bench);
    size_t bytes = 500000;
    char *json = malloc(bytes + 1);
    memset(json, '1', bytes);
    json[bytes] = '\0';
    const struct sup_request request = {
        .operation = SUP_OPERATION_JSON_COMMAND, .export_name = "e", .request_json = json};
    ck_assert_int_eq(sup_request(bench.supervisor, &request, NULL, &bench.error), -SUP_ERROR_KIND_TIMEOUT);
    ck_assert(!bench.error.resource.work_entered_child);
    ck_assert_uint_eq(bench_stats(&bench).requests, 0);
    free(json);
    check_replaced(&bench, SUP_RESTART_CAUSE_TIMEOUT);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_large_request_to_a_slow_reader_arrives)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "sleep=50", "recv", "env=HOME", "serve"));
    size_t bytes = 1000000;
    char *json = malloc(bytes + 1);
    memset(json, '1', bytes);
    json[bytes] = '\0';
    const struct sup_request request = {
        .operation = SUP_OPERATION_JSON_COMMAND, .export_name = "e", .request_json = json};
    ck_assert_int_eq(sup_request(bench.supervisor, &request, NULL, &bench.error), 0);
    free(json);
    bench_finish(&bench);
}
END_TEST

START_TEST(where_the_replacement_fails_its_error_is_the_outcome)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "recv", "hang", "--", "exit=4"));
    bench.options.request_timeout_ms = 50;
    bench_open(&bench);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_int_eq(bench.error.exit.code, 4);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.exits, 1);
    ck_assert_uint_eq(stats.restarts, 1);
    ck_assert_uint_eq(stats.replacement_failures, 1);
    ck_assert_int_eq(stats.last_skip_reason, SUP_SKIP_REASON_SPAWN_FAILED);
    struct sup_snapshot snapshot;
    sup_snapshot_init(&snapshot);
    ck_assert_int_eq(sup_snapshot(bench.supervisor, &snapshot), 0);
    ck_assert_uint_eq(snapshot.worker_generation, 0);
    ck_assert_int_eq(snapshot.last_exit.signal, 9);
    sup_snapshot_release(&snapshot);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_token_set_before_the_call_sends_nothing)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    sup_cancel_token_set(&counting.token);
    bench_start(&bench, SCRIPT("hello", "serve"));
    ck_assert_int_eq(
        bench_ask(&bench, SUP_OPERATION_RUN_DATA_STREAM, &counting.sinks), -SUP_ERROR_KIND_CANCELLED);
    ck_assert(!bench.error.resource.work_entered_child);
    ck_assert_uint_eq(bench_stats(&bench).requests, 0);
    ck_assert_uint_eq(bench_stats(&bench).restarts, 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_token_set_at_a_row_ends_the_stream_there)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    counting.cancel_at_row = 2;
    bench_start(&bench, SCRIPT("hello", "recv", "rows=50:10", "hang", THEN_SERVE));
    ck_assert_int_eq(
        bench_ask(&bench, SUP_OPERATION_RUN_DATA_STREAM, &counting.sinks), -SUP_ERROR_KIND_CANCELLED);
    ck_assert_int_eq(counting.rows, 3);
    ck_assert(bench.error.resource.work_entered_child);
    ck_assert_str_eq(bench.error.operation, "worker_run_data_stream");
    ck_assert_uint_eq(bench_stats(&bench).data_rows_delivered, 3);
    ck_assert_uint_eq(bench_stats(&bench).stream_failures, 1);
    check_replaced(&bench, SUP_RESTART_CAUSE_CANCELLED);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_token_is_not_looked_at_after_a_diagnostic)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    counting.cancel_at_diagnostic = 0;
    bench_start(&bench, SCRIPT("hello", "recv", "diagnostic",
                            "response={\"status\":\"rows_complete\",\"count\":0}", "serve"));
    ck_assert_int_eq(bench_ask(&bench, SUP_OPERATION_EMIT_TEST_ROWS, &counting.sinks), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_token_set_at_a_tick_is_seen)
{
    struct bench bench;
    struct counting counting;
    counting_init(&counting);
    counting.cancel_at_progress = 0;
    bench_start(&bench, SCRIPT("hello", "recv", "progress", "hang", THEN_SERVE));
    ck_assert_int_eq(
        bench_ask(&bench, SUP_OPERATION_JSON_COMMAND, &counting.sinks), -SUP_ERROR_KIND_CANCELLED);
    check_replaced(&bench, SUP_RESTART_CAUSE_CANCELLED);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_that_grows_too_large_is_replaced)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "recv", "grow=64", "hang", THEN_SERVE));
    bench.options.rss_hard_limit_kib = 40 * 1024;
    bench.options.rss_sample_interval_ms = 10;
    bench_open(&bench);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED);
    ck_assert_uint_ge(bench.error.current_kib, 40 * 1024);
    ck_assert_uint_eq(bench.error.limit_kib, 40 * 1024);
    ck_assert_int_eq(bench.error.resource.cause, SUP_RESOURCE_CAUSE_WORKER_RSS_HARD_LIMIT);
    ck_assert_uint_eq(bench.error.resource.current_rss_kib, bench.error.current_kib);
    ck_assert_uint_eq(bench_stats(&bench).rss_restarts, 1);
    check_replaced(&bench, SUP_RESTART_CAUSE_RSS_HARD_LIMIT);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_sample_shows_the_childs_memory)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "serve"));
    uint64_t kib = 0;
    ck_assert_int_eq(sup_sample_rss(bench.supervisor, &kib), 0);
    ck_assert_uint_gt(kib, 100);
    ck_assert_uint_lt(kib, 100000);
    ck_assert_uint_eq(bench_stats(&bench).last_rss_kib, kib);
    ck_assert_int_eq(sup_shutdown(bench.supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, NULL, NULL), 0);
    ck_assert_int_eq(sup_sample_rss(bench.supervisor, &kib), 0);
    ck_assert_uint_eq(kib, SUP_NONE);
    ck_assert_uint_eq(bench_stats(&bench).rss_samples_unavailable, 1);
    bench_finish(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("limits");
    TCase *tcase = tcase_create("limits");
    tcase_set_timeout(tcase, 30);
    tcase_add_test(tcase, a_silent_child_times_out_and_is_replaced);
    tcase_add_test(tcase, rows_do_not_extend_the_deadline);
    tcase_add_test(tcase, a_deadline_that_passed_in_a_sink_fires);
    tcase_add_test(tcase, timeout_zero_fires_at_once);
    tcase_add_test(tcase, a_request_that_nobody_reads_times_out_in_the_write);
    tcase_add_test(tcase, a_large_request_to_a_slow_reader_arrives);
    tcase_add_test(tcase, where_the_replacement_fails_its_error_is_the_outcome);
    tcase_add_test(tcase, a_token_set_before_the_call_sends_nothing);
    tcase_add_test(tcase, a_token_set_at_a_row_ends_the_stream_there);
    tcase_add_test(tcase, a_token_is_not_looked_at_after_a_diagnostic);
    tcase_add_test(tcase, a_token_set_at_a_tick_is_seen);
    tcase_add_test(tcase, a_child_that_grows_too_large_is_replaced);
    tcase_add_test(tcase, a_sample_shows_the_childs_memory);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
