#include "report/result.h"

#include "report_fixture.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const a01[] = {"A-01"};
static const char *const a02[] = {"A-02"};
static const char *const b01[] = {"B-01"};

static struct result result;

static void setup(void)
{
    fixture_begin(&result);
}

static void teardown(void)
{
    result_release(&result);
}

static enum result_word append(const struct result_scenario *scenario)
{
    const struct result_scenario *appended = NULL;
    ck_assert_int_eq(result_append_scenario(&result, scenario, &appended), 0);
    return appended->word;
}

static void append_pass(const char *id, const char *const *clause)
{
    struct result_scenario scenario = fixture_scenario(id, clause);
    ck_assert_int_eq(append(&scenario), RESULT_WORD_PASS);
}

static enum result_word append_broken(
    const char *id, const char *const *clause, const char *broken, enum result_level level)
{
    struct result_violation violation = fixture_violation(broken);
    violation.level = level;
    struct result_scenario scenario = fixture_scenario(id, clause);
    scenario.violations = &violation;
    scenario.violation_count = 1;
    return append(&scenario);
}

static void expect(const char *glob, const char *clause)
{
    const struct result_expectation entry = {.glob = glob, .clause = clause, .reason = "known", .file = "x"};
    ck_assert_int_eq(result_append_expectation(&result, &entry), 0);
}

static void finish(enum result_conformance conformance, int exit_status)
{
    ck_assert_int_eq(result_finish(&result, &fixture_model), 0);
    ck_assert_str_eq(
        result_conformance_text(result.summary.conformance), result_conformance_text(conformance));
    ck_assert_int_eq(result.summary.exit_status, exit_status);
}

static const struct result_clause *clause(const char *id)
{
    for (size_t i = 0; i < result.clause_count; i++) {
        if (strcmp(result.clauses[i].id, id) == 0)
            return &result.clauses[i];
    }
    ck_abort_msg("no clause %s", id);
    return NULL;
}

#define ck_assert_word(actual, expected)                                                                     \
    ck_assert_str_eq(result_word_text(actual), result_word_text(expected))

START_TEST(passing_scenarios_make_a_subject_conformant)
{
    append_pass("x/one", a01);
    append_pass("x/two", a02);
    finish(RESULT_CONFORMANT, 0);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_PASS);
    ck_assert_uint_eq(result.summary.claimed_total, 3);
    ck_assert_uint_eq(result.summary.claimed_tested, 2);
    ck_assert_str_eq(result.summary.statement,
        "conformant in supervisor with revision 1 of the specification: 2 of 3 claimed clauses tested in 2 "
        "scenarios");
}
END_TEST

START_TEST(no_scenario_is_no_verdict)
{
    finish(RESULT_NO_VERDICT, 2);
    ck_assert_uint_eq(result.summary.finding_count, 1);
    ck_assert_str_eq(result.summary.findings[0].text, "no scenario ran");
}
END_TEST

START_TEST(a_scenario_that_checked_nothing_is_not_green)
{
    struct result_scenario scenario = fixture_scenario("x/one", a01);
    scenario.checks = 0;
    ck_assert_word(append(&scenario), RESULT_WORD_INCONCLUSIVE);
    finish(RESULT_NO_VERDICT, 2);
    ck_assert_str_eq(clause("A-01")->reason, "x/one: nothing was checked");
}
END_TEST

START_TEST(a_scenario_that_ran_out_of_time_is_not_green)
{
    struct result_scenario scenario = fixture_scenario("x/one", a01);
    scenario.timeout_planned_ms = 10000;
    scenario.timeout_ran_ms = 10001;
    ck_assert_word(append(&scenario), RESULT_WORD_INCONCLUSIVE);
    append_pass("x/two", a02);
    finish(RESULT_NO_VERDICT, 2);
    ck_assert_uint_eq(result.summary.timeouts, 1);
}
END_TEST

START_TEST(a_broken_must_fails_its_clause_and_the_run)
{
    append_pass("x/one", a02);
    ck_assert_word(append_broken("x/two", a02, "A-01", RESULT_LEVEL_FAIL), RESULT_WORD_FAIL);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_FAIL);
    ck_assert_uint_eq(clause("A-01")->scenario_count, 1);
    ck_assert_word(clause("A-02")->word, RESULT_WORD_PASS);
    ck_assert_str_eq(result.scenarios[1].violations[0].clause_text, clause("A-01")->text);
}
END_TEST

START_TEST(a_failure_outweighs_everything_that_leaves_no_verdict)
{
    struct result_scenario scenario = fixture_scenario("x/one", a01);
    scenario.outcome = RESULT_OUTCOME_ADAPTER_ERROR;
    append(&scenario);
    append_broken("x/two", a02, "A-02", RESULT_LEVEL_FAIL);
    finish(RESULT_NOT_CONFORMANT, 1);
}
END_TEST

START_TEST(a_clause_that_a_failed_scenario_never_reached_is_untested)
{
    append_broken("x/one", a02, "A-01", RESULT_LEVEL_FAIL);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_word(clause("A-02")->word, RESULT_WORD_UNTESTED);
}
END_TEST

START_TEST(a_missed_should_does_not_fail_the_run)
{
    append_pass("x/one", a01);
    ck_assert_word(append_broken("x/two", b01, "B-01", RESULT_LEVEL_NON_STRICT), RESULT_WORD_NON_STRICT);
    finish(RESULT_CONFORMANT, 0);
    ck_assert_word(clause("B-01")->word, RESULT_WORD_NON_STRICT);
}
END_TEST

START_TEST(an_inconclusive_must_leaves_no_verdict)
{
    append_pass("x/one", a01);
    append_broken("x/two", a01, "A-01", RESULT_LEVEL_INCONCLUSIVE);
    finish(RESULT_NO_VERDICT, 2);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_INCONCLUSIVE);
    ck_assert_str_eq(result.summary.findings[0].text, "inconclusive: A-01");
}
END_TEST

START_TEST(an_inconclusive_should_does_not_matter)
{
    append_pass("x/one", a01);
    append_broken("x/two", b01, "B-01", RESULT_LEVEL_INCONCLUSIVE);
    finish(RESULT_CONFORMANT, 0);
}
END_TEST

START_TEST(adapter_errors_leave_no_verdict)
{
    append_pass("x/one", a01);
    struct result_scenario scenario = fixture_scenario("x/two", a01);
    scenario.outcome = RESULT_OUTCOME_ADAPTER_ERROR;
    scenario.reason = "noise on stdout";
    ck_assert_word(append(&scenario), RESULT_WORD_ADAPTER_ERROR);
    finish(RESULT_NO_VERDICT, 2);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_ADAPTER_ERROR);
    ck_assert_str_eq(clause("A-01")->reason, "x/two: noise on stdout");
}
END_TEST

START_TEST(an_adapter_error_outweighs_what_the_same_scenario_showed)
{
    struct result_violation violation = fixture_violation("A-01");
    struct result_scenario scenario = fixture_scenario("x/two", a01);
    scenario.outcome = RESULT_OUTCOME_ADAPTER_ERROR;
    scenario.violations = &violation;
    scenario.violation_count = 1;
    ck_assert_word(append(&scenario), RESULT_WORD_ADAPTER_ERROR);
    finish(RESULT_NO_VERDICT, 2);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_ADAPTER_ERROR);
    ck_assert_uint_eq(result.summary.violations, 0);
}
END_TEST

START_TEST(a_claimed_profile_that_answers_unsupported_everywhere_fails)
{
    struct result_scenario scenario = fixture_scenario("x/one", a01);
    scenario.outcome = RESULT_OUTCOME_UNSUPPORTED;
    append(&scenario);
    struct result_scenario other = fixture_scenario("y/one", b01);
    other.profile = "stream";
    append(&other);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_UNSUPPORTED);
}
END_TEST

START_TEST(an_adapter_that_says_nothing_has_no_profiles_in_its_verdict)
{
    const struct result_subject silent = {.command = "./mute"};
    ck_assert_int_eq(result_set_subject(&result, &silent), 0);
    ck_assert_int_eq(result_finish(&result, &fixture_model), 0);
    ck_assert_str_eq(
        result.summary.statement, "no verdict: the adapter did not introduce itself; no scenario ran");
}
END_TEST

START_TEST(profiles_without_scenarios_are_named_in_one_sentence)
{
    static const char *const profiles[] = {"supervisor", "stream", "pool", "actor"};
    const struct result_subject subject = {.name = "acme", .profiles = profiles, .profile_count = 4};
    ck_assert_int_eq(result_set_subject(&result, &subject), 0);
    append_pass("x/passes", a01);
    ck_assert_int_eq(result_finish(&result, &fixture_model), 0);
    ck_assert_int_eq(result.summary.exit_status, RESULT_EXIT_NO_VERDICT);
    ck_assert_uint_eq(result.summary.finding_count, 1);
    ck_assert_ptr_nonnull(
        strstr(result.summary.statement, "; the profiles stream, pool and actor are claimed, but"));
    ck_assert_ptr_nonnull(
        strstr(result.summary.statement, "no verdict on supervisor, stream, pool, actor with"));
}
END_TEST

START_TEST(only_unclaimed_scenarios_are_no_verdict)
{
    const struct result_subject nobody = {.name = "nobody"};
    ck_assert_int_eq(result_set_subject(&result, &nobody), 0);
    struct result_scenario scenario = fixture_scenario("x/one", a01);
    scenario.outcome = RESULT_OUTCOME_UNSUPPORTED;
    append(&scenario);
    finish(RESULT_NO_VERDICT, 2);
}
END_TEST

START_TEST(a_run_that_was_cut_short_is_no_verdict)
{
    struct result_run run = result.run;
    run.planned = 5;
    ck_assert_int_eq(result_set_run(&result, &run), 0);
    append_pass("x/one", a01);
    finish(RESULT_NO_VERDICT, 2);
    ck_assert_str_eq(result.summary.findings[0].text, "cut short: 1 of 5 planned scenarios ran");
}
END_TEST

START_TEST(an_expected_failure_keeps_exit_status_0_but_not_conformance)
{
    expect("x/*", "A-01");
    append_pass("y/one", a02);
    ck_assert_word(append_broken("x/two", a01, "A-01", RESULT_LEVEL_FAIL), RESULT_WORD_KNOWN_FAILURE);
    finish(RESULT_NOT_CONFORMANT, 0);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_KNOWN_FAILURE);
    ck_assert_str_eq(clause("A-01")->reason, "known");
    ck_assert_int_eq(result.expectations[0].state, RESULT_EXPECTATION_USED);
}
END_TEST

START_TEST(an_expectation_of_another_clause_explains_nothing)
{
    expect("x/two", "A-02");
    ck_assert_word(append_broken("x/two", a01, "A-01", RESULT_LEVEL_FAIL), RESULT_WORD_FAIL);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_int_eq(result.expectations[0].state, RESULT_EXPECTATION_STALE);
}
END_TEST

START_TEST(one_unexplained_violation_keeps_the_failure)
{
    expect("x/two", "A-02");
    struct result_violation violations[] = {fixture_violation("A-01"), fixture_violation("A-02")};
    struct result_scenario scenario = fixture_scenario("x/two", a01);
    scenario.violations = violations;
    scenario.violation_count = 2;
    ck_assert_word(append(&scenario), RESULT_WORD_FAIL);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_word(clause("A-02")->word, RESULT_WORD_KNOWN_FAILURE);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_FAIL);
    ck_assert_uint_eq(result.summary.violations, 1);
}
END_TEST

START_TEST(an_expected_failure_that_passes_fails_the_run)
{
    expect("x/two", NULL);
    struct result_scenario scenario = fixture_scenario("x/two", a01);
    ck_assert_word(append(&scenario), RESULT_WORD_UNEXPECTED_PASS);
    finish(RESULT_CONFORMANT, 1);
    ck_assert_uint_eq(result.summary.stale, 1);
    ck_assert_word(clause("A-01")->word, RESULT_WORD_PASS);
}
END_TEST

START_TEST(a_glob_is_stale_only_where_nothing_of_it_failed)
{
    expect("x/*", NULL);
    expect("y/*", NULL);
    append_pass("x/one", a01);
    append_broken("x/two", a01, "A-01", RESULT_LEVEL_FAIL);
    append_pass("y/one", a01);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_int_eq(result.expectations[0].state, RESULT_EXPECTATION_USED);
    ck_assert_int_eq(result.expectations[1].state, RESULT_EXPECTATION_STALE);
}
END_TEST

START_TEST(an_expectation_of_a_scenario_outside_the_selection_is_not_stale)
{
    struct result_run run = result.run;
    run.partial = true;
    ck_assert_int_eq(result_set_run(&result, &run), 0);
    expect("gone", NULL);
    append_pass("x/one", a01);
    finish(RESULT_CONFORMANT, 0);
    ck_assert_int_eq(result.expectations[0].state, RESULT_EXPECTATION_NOT_RUN);
}
END_TEST

START_TEST(an_expectation_of_a_scenario_that_is_gone_is_stale)
{
    expect("gone", NULL);
    append_pass("x/one", a01);
    finish(RESULT_CONFORMANT, 1);
    ck_assert_int_eq(result.expectations[0].state, RESULT_EXPECTATION_STALE);
}
END_TEST

START_TEST(an_inconclusive_scenario_proves_no_expectation_stale)
{
    expect("x/one", NULL);
    struct result_scenario scenario = fixture_scenario("x/one", b01);
    scenario.outcome = RESULT_OUTCOME_INCONCLUSIVE;
    append(&scenario);
    append_pass("x/two", a01);
    finish(RESULT_CONFORMANT, 0);
    ck_assert_int_eq(result.expectations[0].state, RESULT_EXPECTATION_NOT_RUN);
}
END_TEST

START_TEST(expectations_come_before_scenarios)
{
    append_pass("x/one", a01);
    const struct result_expectation entry = {.glob = "x", .reason = "y"};
    ck_assert_int_eq(result_append_expectation(&result, &entry), -EBUSY);
}
END_TEST

START_TEST(a_check_without_clause_is_charged_to_the_main_clause)
{
    append_broken("x/one", a02, "", RESULT_LEVEL_FAIL);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_word(clause("A-02")->word, RESULT_WORD_FAIL);
}
END_TEST

START_TEST(a_clause_that_the_model_does_not_know_is_kept)
{
    append_broken("x/one", a02, "Z-99", RESULT_LEVEL_FAIL);
    finish(RESULT_NOT_CONFORMANT, 1);
    ck_assert_word(clause("Z-99")->word, RESULT_WORD_FAIL);
}
END_TEST

START_TEST(scenarios_are_sorted_and_clauses_point_to_them)
{
    append_pass("x/b", a01);
    append_pass("x/a", a01);
    finish(RESULT_CONFORMANT, 0);
    ck_assert_str_eq(result.scenarios[0].id, "x/a");
    ck_assert_uint_eq(clause("A-01")->scenario_count, 2);
    ck_assert_uint_eq(clause("A-01")->scenarios[1], 1);
}
END_TEST

START_TEST(coverage_counts_marks_once_and_ignores_what_the_model_has_not)
{
    append_pass("x/a", a01);
    ck_assert_int_eq(result_mark_state(&result, 1), 0);
    ck_assert_int_eq(result_mark_state(&result, 1), 0);
    ck_assert_int_eq(result_mark_state(&result, 1000), 0);
    finish(RESULT_CONFORMANT, 0);
    ck_assert_uint_eq(result.summary.states_covered, 1);
    ck_assert(!result.states[0].covered);
    ck_assert(result.states[1].covered);
}
END_TEST

START_TEST(untested_clauses_say_why)
{
    append_pass("x/a", a01);
    finish(RESULT_CONFORMANT, 0);
    ck_assert_str_eq(clause("A-03")->reason, "not visible from outside");
    ck_assert_str_eq(clause("A-02")->reason, "no scenario lists it");
}
END_TEST

START_TEST(many_scenarios_are_kept)
{
    char id[32];
    for (int i = 0; i < 1000; i++) {
        snprintf(id, sizeof(id), "x/%04d", i);
        append_pass(id, a01);
    }
    finish(RESULT_CONFORMANT, 0);
    ck_assert_uint_eq(result.summary.scenarios[RESULT_WORD_PASS], 1000);
    ck_assert_str_eq(result.scenarios[999].id, "x/0999");
}
END_TEST

START_TEST(verdict_words_are_read_back)
{
    for (int i = 0; i < RESULT_WORD_COUNT; i++) {
        enum result_word word = RESULT_WORD_COUNT;
        ck_assert_int_eq(result_word_parse(result_word_text((enum result_word)i), &word), 0);
        ck_assert_int_eq(word, i);
    }
    enum result_word word;
    ck_assert_int_eq(result_word_parse("green", &word), -EINVAL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        passing_scenarios_make_a_subject_conformant,
        no_scenario_is_no_verdict,
        a_scenario_that_checked_nothing_is_not_green,
        a_scenario_that_ran_out_of_time_is_not_green,
        a_broken_must_fails_its_clause_and_the_run,
        a_failure_outweighs_everything_that_leaves_no_verdict,
        a_clause_that_a_failed_scenario_never_reached_is_untested,
        a_missed_should_does_not_fail_the_run,
        an_inconclusive_must_leaves_no_verdict,
        an_inconclusive_should_does_not_matter,
        adapter_errors_leave_no_verdict,
        an_adapter_error_outweighs_what_the_same_scenario_showed,
        a_claimed_profile_that_answers_unsupported_everywhere_fails,
        an_adapter_that_says_nothing_has_no_profiles_in_its_verdict,
        profiles_without_scenarios_are_named_in_one_sentence,
        only_unclaimed_scenarios_are_no_verdict,
        a_run_that_was_cut_short_is_no_verdict,
        an_expected_failure_keeps_exit_status_0_but_not_conformance,
        an_expectation_of_another_clause_explains_nothing,
        one_unexplained_violation_keeps_the_failure,
        an_expected_failure_that_passes_fails_the_run,
        a_glob_is_stale_only_where_nothing_of_it_failed,
        an_expectation_of_a_scenario_outside_the_selection_is_not_stale,
        an_expectation_of_a_scenario_that_is_gone_is_stale,
        an_inconclusive_scenario_proves_no_expectation_stale,
        expectations_come_before_scenarios,
        a_check_without_clause_is_charged_to_the_main_clause,
        a_clause_that_the_model_does_not_know_is_kept,
        scenarios_are_sorted_and_clauses_point_to_them,
        coverage_counts_marks_once_and_ignores_what_the_model_has_not,
        untested_clauses_say_why,
        many_scenarios_are_kept,
        verdict_words_are_read_back,
    };
    return fixture_run("report_result", tests, sizeof(tests) / sizeof(tests[0]), setup, teardown);
}
