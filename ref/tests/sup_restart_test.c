/* Policy, replacement and the restart window. */
#include "suite.h"
#include "support.h"

#include <string.h>

#define SERVES "hello", "serve"

static void limit_requests(struct sup_policy *policy)
{
    policy->max_requests = 2;
}
static void limit_rss(struct sup_policy *policy)
{
    policy->max_rss_kib = 1;
}

START_TEST(a_cycle_replaces_the_child)
{
    struct bench bench;
    bench_start(&bench, SCRIPT(SERVES));
    for (uint64_t i = 1; i <= 3; i++) {
        ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
        struct sup_snapshot snapshot;
        sup_snapshot_init(&snapshot);
        ck_assert_int_eq(sup_snapshot(bench.supervisor, &snapshot), 0);
        ck_assert_uint_eq(snapshot.worker_generation, i);
        ck_assert_uint_eq(snapshot.restarts, i);
        ck_assert_uint_eq(snapshot.exits, i);
        ck_assert(snapshot.last_exit.success);
        sup_snapshot_release(&snapshot);
        ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    }
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.explicit_cycles, 3);
    ck_assert_uint_eq(stats.replacement_successes, 3);
    ck_assert_int_eq(stats.last_replacement.reason, SUP_RESTART_CAUSE_EXPLICIT);
    ck_assert_uint_gt(stats.last_replacement.spawn_handshake_us, 0);
    ck_assert_uint_ge(stats.last_replacement.total_us, stats.last_replacement.spawn_handshake_us);
    bench_finish(&bench);
}
END_TEST

START_TEST(max_requests_restarts_before_the_next_request)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT(SERVES));
    limit_requests(&bench.options.policy);
    bench_open(&bench);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_uint_eq(bench_stats(&bench).max_request_restarts, 2);
    ck_assert_uint_eq(bench_stats(&bench).requests, 5);
    bench_finish(&bench);
}
END_TEST

START_TEST(max_imports_concerns_import_like_requests_only)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "recv", "response={\"status\":\"capability_loaded\"}", "serve"));
    bench.options.policy.max_imports = 1;
    bench_open(&bench);
    ck_assert_int_eq(bench_ask(&bench, SUP_OPERATION_LOAD_FIXTURE_CAPABILITY, NULL), 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_uint_eq(bench_stats(&bench).restarts, 0);
    ck_assert_int_eq(bench_ask(&bench, SUP_OPERATION_LOAD_FIXTURE_CAPABILITY, NULL), 0);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.max_import_restarts, 1);
    ck_assert_uint_eq(stats.import_like_admission_attempts, 2);
    ck_assert_uint_eq(stats.import_like_admitted, 2);
    ck_assert_uint_eq(stats.imports, 2);
    bench_finish(&bench);
}
END_TEST

START_TEST(the_rss_ceiling_restarts_before_each_request)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT(SERVES));
    limit_rss(&bench.options.policy);
    bench_open(&bench);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_uint_eq(bench_stats(&bench).rss_restarts, 1);
    ck_assert_int_eq(bench_stats(&bench).last_restart_reason, SUP_RESTART_CAUSE_RSS_CEILING);
    bench_finish(&bench);
}
END_TEST

START_TEST(idle_time_counts_from_the_end_of_the_last_request)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "recv", "sleep=1100", "response={\"status\":\"health_ok\"}",
                              "serve", "--", "hello", "serve"));
    bench.options.policy.idle_restart_after_ms = 1000;
    bench_open(&bench);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    int64_t ended_ms = bench_now_ms();
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    uint64_t restarts = bench_stats(&bench).idle_restarts;
    ck_assert(restarts == 0 || bench_now_ms() - ended_ms >= 990); /* a machine that let it rest */
    bench_pause_ms(1010);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_uint_eq(bench_stats(&bench).idle_restarts, restarts + 1);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_full_window_exhausts_the_supervisor_for_good)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT(SERVES));
    bench.options.restarts_max = 2;
    bench.options.restart_window_ms = 60000;
    bench_open(&bench);
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    for (uint64_t again = 1; again <= 2; again++) {
        ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), -SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED);
        ck_assert_uint_eq(bench.error.restarts, 2);
        ck_assert_uint_eq(bench.error.window_ms, 60000);
        ck_assert_str_eq(bench_sentence(&bench), "worker restart limit exceeded after 2 restarts in 60s");
        ck_assert_uint_eq(bench_stats(&bench).replacement_budget_skipped, again);
    }
    bool running = true;
    ck_assert_int_eq(sup_status(bench.supervisor, &running, NULL, &bench.error), 0);
    ck_assert(!running);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS);
    ck_assert_str_eq(bench.error.operation, "worker_request");
    struct sup_shutdown_report report;
    sup_shutdown_report_init(&report);
    ck_assert_int_eq(sup_shutdown(bench.supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, &report, &bench.error), 0);
    ck_assert_int_eq(report.outcome, SUP_SHUTDOWN_OUTCOME_ALREADY_EXITED);
    sup_shutdown_report_release(&report);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.restarts, 2);
    ck_assert_uint_eq(stats.replacement_attempts, 4);
    ck_assert_int_eq(stats.last_skip_reason, SUP_SKIP_REASON_RESTART_LIMIT_EXCEEDED);
    bench_finish(&bench);
}
END_TEST

START_TEST(old_restarts_leave_the_window)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT(SERVES));
    bench.options.restarts_max = 1;
    bench.options.restart_window_ms = 50;
    bench_open(&bench);
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    bench_pause_ms(60);
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_failed_replacement_leaves_exited_and_can_be_tried_again)
{
    struct bench bench;
    bench_start(&bench, SCRIPT(SERVES, "--", "say=no\n", "exit=1", "--", SERVES));
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_str_eq(bench.error.exit.diagnostics.data, "no\n");
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.exits, 1);
    ck_assert_uint_eq(stats.replacement_failures, 1);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_EXITED);
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    struct sup_snapshot snapshot;
    sup_snapshot_init(&snapshot);
    ck_assert_int_eq(sup_snapshot(bench.supervisor, &snapshot), 0);
    ck_assert_uint_eq(snapshot.worker_generation, 1);
    ck_assert_uint_eq(snapshot.restarts, 2);
    sup_snapshot_release(&snapshot);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_that_died_unseen_is_cycled)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "exit=2", "--", SERVES));
    bench_await_death();
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    ck_assert_uint_eq(bench_stats(&bench).exits, 1);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("restarts");
    TCase *tcase = tcase_create("restarts");
    tcase_set_timeout(tcase, 30);
    tcase_add_test(tcase, a_cycle_replaces_the_child);
    tcase_add_test(tcase, max_requests_restarts_before_the_next_request);
    tcase_add_test(tcase, max_imports_concerns_import_like_requests_only);
    tcase_add_test(tcase, the_rss_ceiling_restarts_before_each_request);
    tcase_add_test(tcase, idle_time_counts_from_the_end_of_the_last_request);
    tcase_add_test(tcase, a_full_window_exhausts_the_supervisor_for_good);
    tcase_add_test(tcase, old_restarts_leave_the_window);
    tcase_add_test(tcase, a_failed_replacement_leaves_exited_and_can_be_tried_again);
    tcase_add_test(tcase, a_child_that_died_unseen_is_cycled);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
