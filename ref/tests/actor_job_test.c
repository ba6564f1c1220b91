/* An actor over real children: each end of a job, and what it leaves. */
#include "actor_support.h"
#include "suite.h"

#define DIED    "hello", "recv", "exit=3"
#define SERVING "hello", "serve"
/* Of a request that is to time out; an answer takes less, on a busy machine too. */
#define SHORT_MS 1000
#define CAUSE(c) (int)SUP_ACTOR_CAUSE_##c

START_TEST(a_value_comes_with_runtime_facts)
{
    struct stage stage;
    stage_start(&stage, SCRIPT(SERVING));
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    const struct sup_runtime *runtime = &stage.reply.runtime;
    ck_assert_uint_eq(runtime->worker_generation, 1);
    ck_assert(!runtime->worker_restarted);
    ck_assert_uint_eq(runtime->retry_count, 0);
    ck_assert_uint_eq(runtime->worker_lanes, 1);
    ck_assert_uint_eq(runtime->restarts_total, 0);
    ck_assert_str_eq(runtime->import_profile.data, "A");
    ck_assert_uint_ne(runtime->rss_kib, SUP_NONE);
    ck_assert_int_eq(runtime->call_restart.cause, CAUSE(NONE));
    const struct sup_actor_facts *facts = stage_facts(&stage);
    ck_assert(facts->healthy);
    ck_assert_uint_eq(facts->runtime.worker_generation, 1);
    ck_assert_str_eq(facts->runtime.import_profile.data, "A");
    stage_finish(&stage);
}
END_TEST

START_TEST(a_death_is_answered_by_one_retry)
{
    struct stage stage;
    stage_start(&stage, SCRIPT(DIED, "--", SERVING));
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    const struct sup_runtime *runtime = &stage.reply.runtime;
    ck_assert_uint_eq(runtime->retry_count, 1);
    ck_assert_uint_eq(runtime->worker_generation, 2);
    ck_assert(runtime->worker_restarted);
    ck_assert_int_eq(runtime->call_restart.cause, CAUSE(CHILD_ABORT));
    ck_assert(!runtime->call_restart.planned);
    ck_assert_uint_eq(runtime->restarts_by_cause[SUP_ACTOR_CAUSE_CHILD_ABORT], 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(an_exit_with_status_zero_is_child_exit)
{
    struct stage stage;
    stage_start(&stage, SCRIPT("hello", "recv", "exit=0", "--", SERVING));
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert_uint_eq(stage.reply.runtime.restarts_by_cause[SUP_ACTOR_CAUSE_CHILD_EXIT], 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_second_death_is_told)
{
    struct stage stage;
    stage_start(&stage, SCRIPT(DIED));
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    const struct sup_unavailable *unavailable = &stage.reply.unavailable;
    ck_assert_int_eq(strncmp(stage_reason(&stage), "worker_died_after_retry: ", 25), 0);
    ck_assert(unavailable->retryable);
    ck_assert(unavailable->worker_restarted);
    ck_assert_str_eq(unavailable->project_root.data, "/project");
    ck_assert_uint_eq(unavailable->import_count, 1);
    ck_assert_str_eq(unavailable->imports[0].data, "A");
    ck_assert_uint_eq(unavailable->restarts_in_window, 1);
    ck_assert_uint_eq(unavailable->window_ms, 60000);
    ck_assert(stage_facts(&stage)->healthy);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_missing_session_is_rebuilt_once)
{
    struct stage stage;
    stage_start(&stage, SCRIPT("hello", "recv", MISSING, "recv", "--", SERVING));
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert_uint_eq(stage.reply.runtime.restarts_by_cause[SUP_ACTOR_CAUSE_SESSION_MISSING], 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_missing_session_twice_is_told)
{
    struct stage stage;
    stage_start(&stage, SCRIPT("hello", "recv", MISSING, "recv"));
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_int_eq(strncmp(stage_reason(&stage), "session_missing: ", 17), 0);
    ck_assert(stage.reply.unavailable.retryable);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_typed_error_is_passed_on_without_retry)
{
    struct stage stage;
    stage_start(&stage, SCRIPT("hello", "recv", TYPED, "recv"));
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_WORKER);
    ck_assert_str_eq(stage.reply.error.code.data, "x.y");
    ck_assert_uint_eq(stage.reply.runtime.restarts_total, 0);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_timeout_is_not_retried_and_accounted_once)
{
    struct stage stage;
    stage_prepare(&stage, SCRIPT("hello", "recv", "hang", "--", SERVING));
    stage.options.worker.request_timeout_ms = SHORT_MS;
    stage_open(&stage);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_int_eq(strncmp(stage_reason(&stage), "timeout: ", 9), 0);
    ck_assert(stage.reply.unavailable.retryable);
    ck_assert(stage.reply.unavailable.worker_restarted);
    ck_assert_uint_eq(stage.reply.runtime.restarts_total, 1);
    ck_assert_uint_eq(stage.reply.runtime.restarts_by_cause[SUP_ACTOR_CAUSE_TIMEOUT], 1);
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert_uint_eq(stage.reply.runtime.worker_generation, 2);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_hard_limit_is_not_retried)
{
    struct stage stage;
    stage_prepare(&stage, SCRIPT("hello", "recv", "grow=64", "hang", "--", SERVING));
    stage.options.worker.rss_hard_limit_kib = 32 * 1024;
    stage.options.worker.rss_sample_interval_ms = 5;
    stage_open(&stage);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert(!stage.reply.unavailable.retryable);
    ck_assert(stage.reply.unavailable.worker_restarted);
    ck_assert_uint_eq(stage.reply.unavailable.limit_kib, 32 * 1024);
    ck_assert_uint_eq(stage.reply.runtime.restarts_by_cause[SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED], 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(an_absorbed_abort_counts_as_child_abort)
{
    struct stage stage;
    stage_start(&stage, SCRIPT("hello", "recv", "abort", "--", SERVING));
    ck_assert_int_eq(stage_ask(&stage, SUP_OPERATION_VERIFY_DECLARATION), 0);
    ck_assert(stage.reply.response.degraded);
    ck_assert_uint_eq(stage.reply.runtime.restarts_by_cause[SUP_ACTOR_CAUSE_CHILD_ABORT], 1);
    ck_assert_uint_eq(stage.reply.runtime.retry_count, 0);
    stage_finish(&stage);
}
END_TEST

START_TEST(the_fourth_death_makes_it_unhealthy)
{
    struct stage stage;
    stage_start(&stage, SCRIPT(DIED));
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    /* the dead child of the retry is found by the next job: one rebuild each from here on */
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert(stage_facts(&stage)->healthy);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    const struct sup_unavailable *unavailable = &stage.reply.unavailable;
    const char *expected = "restart_limit_exceeded after 3 restarts in 60s; latest: ";
    ck_assert_int_eq(strncmp(stage_reason(&stage), expected, strlen(expected)), 0);
    ck_assert(!unavailable->retryable);
    ck_assert_uint_eq(unavailable->retry_after_ms, 60000);
    ck_assert_uint_eq(unavailable->restarts_in_window, 3);
    ck_assert_uint_eq(stage.reply.runtime.restarts_total, 3);
    ck_assert(!stage_facts(&stage)->healthy);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_str_eq(stage_reason(&stage), "project_shutting_down");
    ck_assert(!stage.reply.unavailable.retryable);
    stage_finish(&stage);
}
END_TEST

START_TEST(an_import_switch_cycles_a_large_child)
{
    struct stage stage;
    stage_prepare(&stage, SCRIPT(SERVING));
    stage.options.rss_import_switch_kib = 1;
    stage_open(&stage);
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert_uint_eq(stage.reply.runtime.profile_switch_count, 0);
    ck_assert_int_eq(stage_submit(&stage, "B"), 0);
    ck_assert_uint_eq(stage.reply.runtime.profile_switch_count, 1);
    ck_assert_uint_eq(stage.reply.runtime.worker_generation, 2);
    ck_assert_int_eq(stage.reply.runtime.call_restart.cause, CAUSE(RSS_IMPORT_SWITCH));
    ck_assert_uint_eq(stage.reply.runtime.call_restart.limit_kib, 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_large_child_is_cycled_after_its_job)
{
    struct stage stage;
    stage_prepare(&stage, SCRIPT(SERVING));
    stage.options.rss_post_job_kib = 1;
    stage_open(&stage);
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert_int_eq(stage.reply.runtime.call_restart.cause, CAUSE(RSS_POST_JOB));
    ck_assert_uint_eq(stage.reply.runtime.worker_generation, 2);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_failed_post_job_cycle_keeps_the_value)
{
    struct stage stage;
    stage_prepare(&stage, SCRIPT(SERVING, "--", "exit=9", "--", "exit=9", "--", SERVING));
    stage.options.rss_post_job_kib = 1;
    stage_open(&stage);
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert(stage_facts(&stage)->healthy);
    stage.reply.runtime.restarts_total = 0;
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    stage_finish(&stage);
}
END_TEST

START_TEST(an_exhausted_supervisor_is_rebuilt)
{
    struct stage stage;
    stage_prepare(&stage, SCRIPT("hello", "recv", "hang", "--", "hello", "recv", "hang", "--", SERVING));
    stage.options.worker.request_timeout_ms = SHORT_MS;
    stage.options.worker.restarts_max = 1;
    stage_open(&stage);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert(stage.reply.unavailable.retryable);
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    ck_assert_uint_eq(stage.reply.runtime.worker_generation, 3);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_hard_limit_while_opening_is_the_end)
{
    struct stage stage;
    const struct sup_session_options session = {.project_root = "/project"};
    stage_prepare(&stage, SCRIPT("hello", "recv", "grow=64", "hang", "--", SERVING));
    stage.options.worker.rss_hard_limit_kib = 32 * 1024;
    stage.options.worker.rss_sample_interval_ms = 5;
    stage.options.session = &session;
    ck_assert_int_eq(sup_actor_open(&stage.options, &stage.actor, &stage.reply), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_ptr_null(stage.actor);
    ck_assert(!stage.reply.unavailable.retryable);
    ck_assert_uint_eq(stage.reply.unavailable.runtime.restarts_total, 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_program_that_is_not_there_is_a_spawn_error)
{
    struct stage stage;
    stage_prepare(&stage, SCRIPT(SERVING));
    stage.options.worker.executable = "/no/such/program";
    ck_assert_int_eq(sup_actor_open(&stage.options, &stage.actor, &stage.reply), -SUP_ERROR_KIND_SPAWN);
    stage_finish(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("actor jobs");
    TCase *ends = tcase_create("ends");
    tcase_set_timeout(ends, 60);
    tcase_add_test(ends, a_value_comes_with_runtime_facts);
    tcase_add_test(ends, a_death_is_answered_by_one_retry);
    tcase_add_test(ends, an_exit_with_status_zero_is_child_exit);
    tcase_add_test(ends, a_second_death_is_told);
    tcase_add_test(ends, a_missing_session_is_rebuilt_once);
    tcase_add_test(ends, a_missing_session_twice_is_told);
    tcase_add_test(ends, a_typed_error_is_passed_on_without_retry);
    tcase_add_test(ends, a_timeout_is_not_retried_and_accounted_once);
    tcase_add_test(ends, a_hard_limit_is_not_retried);
    tcase_add_test(ends, an_absorbed_abort_counts_as_child_abort);
    suite_add_tcase(suite, ends);
    TCase *restarts = tcase_create("restarts");
    tcase_set_timeout(restarts, 60);
    tcase_add_test(restarts, the_fourth_death_makes_it_unhealthy);
    tcase_add_test(restarts, an_import_switch_cycles_a_large_child);
    tcase_add_test(restarts, a_large_child_is_cycled_after_its_job);
    tcase_add_test(restarts, a_failed_post_job_cycle_keeps_the_value);
    tcase_add_test(restarts, an_exhausted_supervisor_is_rebuilt);
    tcase_add_test(restarts, a_hard_limit_while_opening_is_the_end);
    tcase_add_test(restarts, a_program_that_is_not_there_is_a_spawn_error);
    suite_add_tcase(suite, restarts);
    return suite_run(suite);
}
