/* The tree of a shutdown. */
#include "suite.h"
#include "support.h"

#include <string.h>

static int stop(struct bench *bench, enum sup_shutdown_mode mode, struct sup_shutdown_report *report)
{
    sup_shutdown_report_init(report);
    return sup_shutdown(bench->supervisor, mode, report, &bench->error);
}

static const struct {
    const char *steps[6];
    enum sup_shutdown_mode mode;
    enum sup_shutdown_outcome outcome;
    bool kills;
} TREE[] = {
    {{"hello", "serve"}, SUP_SHUTDOWN_MODE_GRACEFUL, SUP_SHUTDOWN_OUTCOME_GRACEFUL, false},
    {{"hello", "serve"}, SUP_SHUTDOWN_MODE_IMMEDIATE, SUP_SHUTDOWN_OUTCOME_KILL_ONLY, true},
    {{"hello", "recv", "exit=9"}, SUP_SHUTDOWN_MODE_GRACEFUL, SUP_SHUTDOWN_OUTCOME_GRACEFUL, false},
    {{"hello", "recv", "sleep=50", "exit=0"}, SUP_SHUTDOWN_MODE_GRACEFUL, SUP_SHUTDOWN_OUTCOME_GRACEFUL,
        false},
    {{"hello", "recv", "hang"}, SUP_SHUTDOWN_MODE_GRACEFUL, SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED,
        true},
    {{"hello", "recv", "response={\"status\":\"terminating\"}", "hang"}, SUP_SHUTDOWN_MODE_GRACEFUL,
        SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED, true},
    {{"hello", "recv", "close=1", "hang"}, SUP_SHUTDOWN_MODE_GRACEFUL,
        SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED, true},
    {{"hello", "recv", "response={\"status\":\"health_ok\"}", "hang"}, SUP_SHUTDOWN_MODE_GRACEFUL,
        SUP_SHUTDOWN_OUTCOME_GRACEFUL_PROTOCOL_FAILED_KILLED, true},
    {{"hello", "recv", "raw=0000000165", "hang"}, SUP_SHUTDOWN_MODE_GRACEFUL,
        SUP_SHUTDOWN_OUTCOME_GRACEFUL_PROTOCOL_FAILED_KILLED, true},
    {{"hello", "recv", "rows=1000:100", "progress", "exit=0"}, SUP_SHUTDOWN_MODE_GRACEFUL,
        SUP_SHUTDOWN_OUTCOME_GRACEFUL, false},
    {{"hello", "rows=100000000:100"}, SUP_SHUTDOWN_MODE_GRACEFUL,
        SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED, true},
    {{"hello", "grandchild=3000", "serve"}, SUP_SHUTDOWN_MODE_GRACEFUL, SUP_SHUTDOWN_OUTCOME_GRACEFUL, false},
    {{"hello", "exit=0"}, SUP_SHUTDOWN_MODE_GRACEFUL, SUP_SHUTDOWN_OUTCOME_ALREADY_EXITED, false},
};

START_TEST(the_outcome_tells_what_happened)
{
    struct bench bench;
    bench_prepare(&bench, TREE[_i].steps);
    bool times_out = TREE[_i].outcome == SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED;
    bench.options.shutdown_timeout_ms = times_out ? 200 : 60000;
    bench_open(&bench);
    if (TREE[_i].outcome == SUP_SHUTDOWN_OUTCOME_ALREADY_EXITED)
        bench_await_death();
    struct sup_shutdown_report report;
    int64_t before_ms = bench_now_ms();
    ck_assert_int_eq(stop(&bench, TREE[_i].mode, &report), 0);
    ck_assert_int_lt(bench_now_ms() - before_ms, 10000);
    ck_assert_str_eq(sup_shutdown_outcome_name(report.outcome), sup_shutdown_outcome_name(TREE[_i].outcome));
    ck_assert_int_eq(report.kill_elapsed_us != SUP_NONE, TREE[_i].kills);
    ck_assert_uint_eq(report.graceful_timeout_ms, bench.options.shutdown_timeout_ms);
    ck_assert_uint_ge(report.elapsed_us, report.wait_elapsed_us);
    if (times_out)
        ck_assert_uint_ge(report.elapsed_us, 200000);
    if (TREE[_i].kills)
        ck_assert_int_eq(report.exit.signal, 9);
    sup_shutdown_report_release(&report);
    ck_assert_uint_eq(bench_stats(&bench).requests, 0);
    ck_assert_uint_eq(bench_stats(&bench).exits, 1);
    ck_assert_int_eq(stop(&bench, SUP_SHUTDOWN_MODE_GRACEFUL, &report), 0);
    ck_assert_int_eq(report.outcome, SUP_SHUTDOWN_OUTCOME_ALREADY_EXITED);
    ck_assert_uint_eq(report.wait_elapsed_us, 0);
    sup_shutdown_report_release(&report);
    bench_finish(&bench);
}
END_TEST

START_TEST(after_a_shutdown_the_exit_is_the_answer_until_a_cycle)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "serve"));
    ck_assert_int_eq(sup_shutdown(bench.supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, NULL, &bench.error), 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_EXITED);
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_kill_that_must_be_instant_reports_wait_timeout_and_recovers)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "serve"));
    bench.options.kill_wait_ms = 0;
    bench_open(&bench);
    int r = sup_shutdown(bench.supervisor, SUP_SHUTDOWN_MODE_IMMEDIATE, NULL, &bench.error);
    ck_assert(r == 0 || r == -SUP_ERROR_KIND_WAIT_TIMEOUT);
    if (r < 0)
        ck_assert_str_eq(bench.error.operation, "kill_wait");
    bench_await_exit(&bench);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    bench_finish(&bench);
}
END_TEST

START_TEST(dropping_a_stubborn_child_is_bounded)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "ignore", "hang"));
    bench.options.shutdown_timeout_ms = 100;
    bench_open(&bench);
    int64_t before_ms = bench_now_ms();
    bench_finish(&bench);
    ck_assert_int_lt(bench_now_ms() - before_ms, 10000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shutdown");
    TCase *tcase = tcase_create("shutdown");
    tcase_set_timeout(tcase, 30);
    tcase_add_loop_test(tcase, the_outcome_tells_what_happened, 0, (int)(sizeof(TREE) / sizeof(TREE[0])));
    tcase_add_test(tcase, after_a_shutdown_the_exit_is_the_answer_until_a_cycle);
    tcase_add_test(tcase, a_kill_that_must_be_instant_reports_wait_timeout_and_recovers);
    tcase_add_test(tcase, dropping_a_stubborn_child_is_bounded);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
