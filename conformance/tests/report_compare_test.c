/* Reading reports back, merging shards, comparing runs. */
#include "report/diff.h"
#include "report/escape.h"
#include "report/merge.h"
#include "report/report.h"
#include "report/reread.h"

#include "report_fixture.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const a01[] = {"A-01"};

static void append(struct result *result, const char *id, bool broken)
{
    struct result_violation violation = fixture_violation("A-01");
    struct result_scenario scenario = fixture_scenario(id, a01);
    scenario.violations = &violation;
    scenario.violation_count = broken;
    ck_assert_int_eq(result_append_scenario(result, &scenario, NULL), 0);
}

static void begin_shard(struct result *result, uint32_t index, uint32_t count)
{
    fixture_begin(result);
    struct result_run run = result->run;
    run.shard_index = index;
    run.shard_count = count;
    run.planned = 1;
    ck_assert_int_eq(result_set_run(result, &run), 0);
}

static void finish(struct result *result)
{
    ck_assert_int_eq(result_finish(result, &fixture_model), 0);
}

START_TEST(a_report_that_is_read_back_renders_the_same)
{
    struct result first;
    fixture_everything(&first);
    struct text before;
    text_init(&before);
    report_render(&first, REPORT_FORMAT_JSON, &before);
    result_release(&first);

    struct result second;
    char *problem = NULL;
    int error = result_read(before.bytes, before.length, "report.json", &fixture_model, &second, &problem);
    ck_assert_msg(error == 0, "%s", problem);
    struct text after;
    text_init(&after);
    report_render(&second, REPORT_FORMAT_JSON, &after);
    ck_assert_msg(strcmp(after.bytes, before.bytes) == 0, "the second report differs from the first");
    text_release(&before);
    text_release(&after);
    result_release(&second);
}
END_TEST

static void check_refused(const char *text, const char *message)
{
    struct result result;
    char *problem = NULL;
    ck_assert_int_eq(result_read(text, strlen(text), "old.json", &fixture_model, &result, &problem), -EINVAL);
    ck_assert_msg(strstr(problem, message) == problem, "%s", problem);
    free(problem);
    result_release(&result);
}

START_TEST(what_is_no_report_is_refused)
{
    check_refused("{", "old.json: expected JSON: ");
    check_refused("{\"schema\":\"childproof.report/2\"}",
        "old.json: expected a report of schema \"childproof.report/1\"");
    check_refused("{\"schema\":\"childproof.report/1\"}", "old.json: expected an array \"scenarios\"");
    check_refused("{\"schema\":\"childproof.report/1\",\"scenarios\":[{}]}",
        "old.json: expected every scenario to have an \"id\"");
    check_refused("{\"schema\":\"childproof.report/1\",\"scenarios\":[{\"id\":\"x\",\"outcome\":\"green\"}]}",
        "old.json: expected a known \"outcome\" in the scenario x");
}
END_TEST

START_TEST(all_shards_make_a_whole_run)
{
    struct result parts[2];
    begin_shard(&parts[0], 2, 2);
    append(&parts[0], "x/b", false);
    ck_assert_int_eq(result_mark_state(&parts[0], 0), 0);
    finish(&parts[0]);
    begin_shard(&parts[1], 1, 2);
    append(&parts[1], "x/a", true);
    ck_assert_int_eq(result_mark_state(&parts[1], 1), 0);
    finish(&parts[1]);
    const struct result *const pointers[] = {&parts[0], &parts[1]};
    struct result merged;
    char *problem = NULL;
    ck_assert_int_eq(result_merge(pointers, 2, &fixture_model, &merged, &problem), 0);
    ck_assert(!result_is_selection(&merged));
    ck_assert_uint_eq(merged.scenario_count, 2);
    ck_assert_str_eq(merged.scenarios[0].id, "x/a");
    ck_assert_uint_eq(merged.summary.states_covered, 2);
    ck_assert_int_eq(merged.summary.exit_status, RESULT_EXIT_NOT_CONFORMANT);
    result_release(&merged);
    result_release(&parts[0]);
    result_release(&parts[1]);
}
END_TEST

START_TEST(a_missing_shard_leaves_no_verdict)
{
    struct result part;
    begin_shard(&part, 1, 2);
    append(&part, "x/a", false);
    finish(&part);
    ck_assert_int_eq(part.summary.exit_status, RESULT_EXIT_CONFORMANT);
    const struct result *const pointers[] = {&part};
    struct result merged;
    char *problem = NULL;
    ck_assert_int_eq(result_merge(pointers, 1, &fixture_model, &merged, &problem), 0);
    ck_assert_int_eq(merged.summary.exit_status, RESULT_EXIT_NO_VERDICT);
    result_release(&merged);
    result_release(&part);
}
END_TEST

static void check_not_merged(const struct result *a, const struct result *b, const char *message)
{
    const struct result *const pointers[] = {a, b};
    struct result merged;
    char *problem = NULL;
    ck_assert_int_eq(result_merge(pointers, 2, &fixture_model, &merged, &problem), -EINVAL);
    ck_assert_str_eq(problem, message);
    free(problem);
    result_release(&merged);
}

START_TEST(what_does_not_belong_together_is_not_merged)
{
    struct result one;
    struct result other;
    fixture_begin(&one);
    append(&one, "x/a", false);
    finish(&one);
    fixture_begin(&other);
    append(&other, "x/a", false);
    finish(&other);
    check_not_merged(&one, &other, "these reports cannot be merged: two of them hold the scenario x/a");
    struct result_subject subject = other.subject;
    subject.version = "1.3";
    ck_assert_int_eq(result_set_subject(&other, &subject), 0);
    check_not_merged(&one, &other, "these reports cannot be merged: they are of different subjects");
    struct result_run run = other.run;
    run.spec = "2";
    ck_assert_int_eq(result_set_run(&other, &run), 0);
    check_not_merged(
        &one, &other, "these reports cannot be merged: they are of different revisions of the specification");
    result_release(&one);
    result_release(&other);
}
END_TEST

START_TEST(a_comparison_says_what_broke_and_what_was_fixed)
{
    struct result before;
    struct result after;
    fixture_begin(&before);
    append(&before, "x/breaks", false);
    append(&before, "x/fixed", true);
    append(&before, "x/gone", false);
    append(&before, "x/same", true);
    finish(&before);
    fixture_begin(&after);
    append(&after, "x/breaks", true);
    append(&after, "x/fixed", false);
    append(&after, "x/new", false);
    append(&after, "x/new_and_broken", true);
    append(&after, "x/same", true);
    finish(&after);
    struct diff diff;
    ck_assert_int_eq(diff_init(&diff, &before, &after), 0);
    struct text text;
    text_init(&text);
    diff_render(&diff, &text);
    ck_assert_str_eq(escape_string(&text), "broken   x/breaks: pass -> fail (A-01)\n"
                                           "broken   x/new_and_broken: not there -> fail (A-01)\n"
                                           "fixed    x/fixed: fail (A-01) -> pass\n"
                                           "new      x/new: not there -> pass\n"
                                           "gone     x/gone: pass -> not there\n"
                                           "2 broken, 1 fixed, 0 changed, 1 new, 1 gone, 1 as before\n");
    text_release(&text);
    diff_release(&diff);
    result_release(&before);
    result_release(&after);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_report_that_is_read_back_renders_the_same,
        what_is_no_report_is_refused,
        all_shards_make_a_whole_run,
        a_missing_shard_leaves_no_verdict,
        what_does_not_belong_together_is_not_merged,
        a_comparison_says_what_broke_and_what_was_fixed,
    };
    return fixture_run("report_compare", tests, sizeof(tests) / sizeof(tests[0]), NULL, NULL);
}
