/* The pure parts of the actor, by tables. */
#include "core/deadline.h"
#include "core/job.h"
#include "core/ledger.h"
#include "suite.h"
#include "support.h"

#define S(seconds) ((int64_t)(seconds)*NS_PER_S)

/* ---- The job table ---------------------------------------------------------------------------------------------------- */

START_TEST(the_job_table_is_the_specifications)
{
    static const struct {
        enum job_end end;
        enum job_attempt attempt;
        enum job_move move;
        bool retryable;
    } ROWS[] = {
        {JOB_END_VALUE, JOB_ATTEMPT_FIRST, JOB_MOVE_RETURN, false},
        {JOB_END_VALUE, JOB_ATTEMPT_RETRY, JOB_MOVE_RETURN, false},
        {JOB_END_DIED, JOB_ATTEMPT_FIRST, JOB_MOVE_RETRY, false},
        {JOB_END_DIED, JOB_ATTEMPT_RETRY, JOB_MOVE_UNAVAILABLE, true},
        {JOB_END_SESSION_MISSING, JOB_ATTEMPT_FIRST, JOB_MOVE_RETRY, false},
        {JOB_END_SESSION_MISSING, JOB_ATTEMPT_RETRY, JOB_MOVE_UNAVAILABLE, true},
        {JOB_END_HARD_RSS, JOB_ATTEMPT_FIRST, JOB_MOVE_UNAVAILABLE, false},
        {JOB_END_HARD_RSS, JOB_ATTEMPT_RETRY, JOB_MOVE_UNAVAILABLE, false},
        {JOB_END_TIMEOUT, JOB_ATTEMPT_FIRST, JOB_MOVE_UNAVAILABLE, true},
        {JOB_END_TIMEOUT, JOB_ATTEMPT_RETRY, JOB_MOVE_UNAVAILABLE, true},
        {JOB_END_EXHAUSTED, JOB_ATTEMPT_FIRST, JOB_MOVE_REBUILD, true},
        {JOB_END_EXHAUSTED_BEFORE, JOB_ATTEMPT_FIRST, JOB_MOVE_RETRY, false},
        {JOB_END_OTHER, JOB_ATTEMPT_FIRST, JOB_MOVE_PASS_ON, false},
        {JOB_END_OTHER, JOB_ATTEMPT_RETRY, JOB_MOVE_PASS_ON, false},
    };
    const size_t i = (size_t)_i;
    const struct job_rule *rule = job_rule(ROWS[i].end, ROWS[i].attempt);
    ck_assert_int_eq(rule->move, ROWS[i].move);
    if (rule->move != JOB_MOVE_RETRY)
        ck_assert_int_eq(rule->retryable, ROWS[i].retryable);
}
END_TEST
#define JOB_ROWS 14

START_TEST(errors_are_ends)
{
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_CHILD_EXITED, NULL, true), JOB_END_DIED);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, NULL, true), JOB_END_DIED);
    ck_assert_int_eq(
        job_end_of(SUP_ERROR_KIND_WORKER, "lean_rs.worker.session_missing", true), JOB_END_SESSION_MISSING);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_WORKER, "lean_rs.worker.other", true), JOB_END_OTHER);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_WORKER, NULL, true), JOB_END_OTHER);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_TIMEOUT, NULL, true), JOB_END_TIMEOUT);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED, NULL, true), JOB_END_HARD_RSS);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED, NULL, true), JOB_END_EXHAUSTED);
    ck_assert_int_eq(
        job_end_of(SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED, NULL, false), JOB_END_EXHAUSTED_BEFORE);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS, NULL, false), JOB_END_EXHAUSTED_BEFORE);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_CANCELLED, NULL, true), JOB_END_OTHER);
    ck_assert_int_eq(job_end_of(SUP_ERROR_KIND_PROTOCOL, NULL, true), JOB_END_OTHER);
}
END_TEST

START_TEST(other_imports_count_and_cycle_at_the_limit)
{
    ck_assert_int_eq(switch_decide(NULL, "A", 100, 10), SWITCH_NONE);
    ck_assert_int_eq(switch_decide("A", "A", 100, 10), SWITCH_NONE);
    ck_assert_int_eq(switch_decide("A", "B", 9, 10), SWITCH_COUNT);
    ck_assert_int_eq(switch_decide("A", "B", 10, 10), SWITCH_CYCLE);
    ck_assert_int_eq(switch_decide("A", "A\nB", 11, 10), SWITCH_CYCLE);
    ck_assert_int_eq(switch_decide("A", "B", SUP_NONE, 10), SWITCH_COUNT);
    ck_assert_int_eq(switch_decide("A", "B", 100, SUP_NONE), SWITCH_COUNT);
}
END_TEST

/* ---- The books -------------------------------------------------------------------------------------------------------- */

START_TEST(six_causes_are_abnormal)
{
    int abnormal = 0;
    for (int cause = 1; cause < SUP_ACTOR_CAUSE_COUNT; cause++) {
        ck_assert_ptr_nonnull(sup_actor_cause_name((enum sup_actor_cause)cause));
        abnormal += !sup_actor_cause_is_planned((enum sup_actor_cause)cause);
    }
    ck_assert_int_eq(abnormal, 6);
    ck_assert(sup_actor_cause_is_planned(SUP_ACTOR_CAUSE_WORKER_INTERNAL));
    ck_assert_int_eq(sup_actor_cause_level(SUP_ACTOR_CAUSE_WORKER_INTERNAL), SUP_ACTOR_LEVEL_WARN);
    ck_assert_int_eq(sup_actor_cause_level(SUP_ACTOR_CAUSE_RSS_POST_JOB), SUP_ACTOR_LEVEL_INFO);
    ck_assert_int_eq(sup_actor_cause_level(SUP_ACTOR_CAUSE_IDLE), SUP_ACTOR_LEVEL_DEBUG);
}
END_TEST

START_TEST(the_fourth_abnormal_restart_in_the_window_is_refused)
{
    struct ledger ledger;
    ledger_init(&ledger, 3, 60000);
    for (int i = 0; i < 3; i++)
        ck_assert(ledger_admit(&ledger, SUP_ACTOR_CAUSE_CHILD_EXIT, S(i)));
    ck_assert(ledger_admit(&ledger, SUP_ACTOR_CAUSE_RSS_POST_JOB, S(3)));
    ck_assert(!ledger_admit(&ledger, SUP_ACTOR_CAUSE_TIMEOUT, S(60) - 1));
    ck_assert_uint_eq(ledger_in_window(&ledger, S(60) - 1), 3);
    /* an entry of exactly the window's age has left (FIX-17) */
    ck_assert_uint_eq(ledger_in_window(&ledger, S(60)), 2);
    ck_assert(ledger_admit(&ledger, SUP_ACTOR_CAUSE_TIMEOUT, S(60)));
    ck_assert(!ledger_admit(&ledger, SUP_ACTOR_CAUSE_TIMEOUT, S(60)));
    ledger_release(&ledger);
}
END_TEST

START_TEST(generations_only_grow)
{
    struct ledger ledger;
    ledger_init(&ledger, 3, 60000);
    ck_assert_uint_eq(ledger_generation(&ledger, 0), 1);
    ck_assert_uint_eq(ledger_generation(&ledger, 4), 5);
    ledger_rebuild(&ledger, 4);
    ck_assert_uint_eq(ledger_generation(&ledger, 0), 6);
    ledger_release(&ledger);
}
END_TEST

START_TEST(restarts_below_go_to_their_causes)
{
    struct sup_stats before = {.restarts = 5, .rss_restarts = 2};
    struct sup_stats after = before;
    ck_assert_uint_eq(restarts_between(&before, &after).total, 0);

    after.restarts = 7;
    after.max_request_restarts = 1;
    after.timeout_restarts = 1;
    after.last_restart_reason = SUP_RESTART_CAUSE_TIMEOUT;
    struct restart_tally tally = restarts_between(&before, &after);
    ck_assert_uint_eq(tally.by_cause[SUP_ACTOR_CAUSE_MAX_REQUESTS], 1);
    ck_assert_uint_eq(tally.by_cause[SUP_ACTOR_CAUSE_TIMEOUT], 1);
    ck_assert_int_eq(tally.last, SUP_ACTOR_CAUSE_TIMEOUT);

    after = (struct sup_stats){
        .restarts = 7, .rss_restarts = 4, .last_restart_reason = SUP_RESTART_CAUSE_RSS_HARD_LIMIT};
    tally = restarts_between(&before, &after);
    ck_assert_uint_eq(tally.by_cause[SUP_ACTOR_CAUSE_RSS_POST_JOB], 1);
    ck_assert_uint_eq(tally.by_cause[SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED], 1);

    after = (struct sup_stats){
        .restarts = 6, .rss_restarts = 2, .last_restart_reason = SUP_RESTART_CAUSE_CHILD_ABORT};
    tally = restarts_between(&before, &after);
    ck_assert_uint_eq(tally.by_cause[SUP_ACTOR_CAUSE_CHILD_ABORT], 1);
    ck_assert_uint_eq(tally.by_cause[SUP_ACTOR_CAUSE_WORKER_INTERNAL], 0);

    after.last_restart_reason = SUP_RESTART_CAUSE_NONE;
    tally = restarts_between(&before, &after);
    ck_assert_uint_eq(tally.by_cause[SUP_ACTOR_CAUSE_WORKER_INTERNAL], 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("actor core");
    TCase *jobs = tcase_create("jobs");
    tcase_add_loop_test(jobs, the_job_table_is_the_specifications, 0, JOB_ROWS);
    tcase_add_test(jobs, errors_are_ends);
    tcase_add_test(jobs, other_imports_count_and_cycle_at_the_limit);
    suite_add_tcase(suite, jobs);
    TCase *books = tcase_create("books");
    tcase_add_test(books, six_causes_are_abnormal);
    tcase_add_test(books, the_fourth_abnormal_restart_in_the_window_is_refused);
    tcase_add_test(books, generations_only_grow);
    tcase_add_test(books, restarts_below_go_to_their_causes);
    suite_add_tcase(suite, books);
    return suite_run(suite);
}
