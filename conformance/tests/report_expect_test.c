#include "report/expect.h"

#include "report_fixture.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct result result;

static void setup(void)
{
    fixture_begin(&result);
}

static void teardown(void)
{
    result_release(&result);
}

static int read_text(const char *text, char **ret_error)
{
    FILE *file = fmemopen((void *)text, strlen(text), "r");
    ck_assert_ptr_nonnull(file);
    int error = expect_read(file, "expect.txt", &result, ret_error);
    fclose(file);
    return error;
}

static void check_refused(const char *text, const char *message)
{
    char *problem = NULL;
    ck_assert_int_eq(read_text(text, &problem), -EINVAL);
    ck_assert_str_eq(problem, message);
    free(problem);
}

START_TEST(entries_are_read_with_their_lines)
{
    char *problem = NULL;
    const char *text = "\xEF\xBB\xBF# a comment\n\nstream/* : one: with a colon\r\n"
                       "  stream/abort STREAM-01 :two # not a comment\nx [EXIT-02] : three";
    ck_assert_int_eq(read_text(text, &problem), 0);
    ck_assert_uint_eq(result.expectation_count, 3);
    const struct result_expectation *entries = result.expectations;
    ck_assert_str_eq(entries[0].glob, "stream/*");
    ck_assert_ptr_null(entries[0].clause);
    ck_assert_str_eq(entries[0].reason, "one: with a colon");
    ck_assert_int_eq(entries[0].line, 3);
    ck_assert_str_eq(entries[1].clause, "STREAM-01");
    ck_assert_str_eq(entries[1].reason, "two # not a comment");
    ck_assert_str_eq(entries[2].clause, "EXIT-02");
    ck_assert_str_eq(entries[2].file, "expect.txt");
    ck_assert_int_eq(entries[2].line, 5);
}
END_TEST

START_TEST(a_line_without_colon_is_refused)
{
    check_refused("# first\nstream/abort STREAM-01\n",
        "expect.txt:2: expected `SCENARIO-GLOB [CLAUSE] : REASON`, but "
        "there is no colon; add a reason after one");
}
END_TEST

START_TEST(a_missing_reason_is_refused)
{
    check_refused("stream/abort :  \n",
        "expect.txt:1: expected a reason after the colon; say why this failure is accepted");
}
END_TEST

START_TEST(a_missing_scenario_is_refused)
{
    check_refused(
        " : reason\n", "expect.txt:1: expected a scenario's name or a glob of names before the colon");
}
END_TEST

START_TEST(a_word_that_is_no_clause_is_refused)
{
    check_refused("stream/abort stream-01 : why\n",
        "expect.txt:1: expected one clause like STREAM-01 between the scenario and the colon");
    check_refused("stream/abort A-01 B-02 : why\n",
        "expect.txt:1: expected one clause like STREAM-01 between the scenario and the colon");
}
END_TEST

START_TEST(a_second_entry_for_the_same_is_refused)
{
    check_refused("a A-01 : why\na : other\na A-01 : again\n",
        "expect.txt:3: this scenario and clause stand in an earlier line; remove one");
}
END_TEST

START_TEST(an_endless_line_is_refused)
{
    char text[5000];
    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    check_refused(text, "expect.txt:1: expected a line of text of at most 4096 bytes");
}
END_TEST

START_TEST(what_is_written_explains_every_failure_when_it_is_read)
{
    struct result first;
    fixture_everything(&first);
    struct text text;
    text_init(&text);
    expect_render(&first, &text);
    result_release(&first);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\nshutdown/known A-01 : waits for the new reaper\n"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "\nstream/fails A-02 : error timeout at 0.300 s\n"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "\nstream/fails A-01 : \\x1b[31mred"));

    char *problem = NULL;
    ck_assert_msg(read_text(text.bytes, &problem) == 0, "%s", problem);
    text_release(&text);
    static const char *const a01[] = {"A-01"};
    struct result_violation violations[] = {fixture_violation("A-01"), fixture_violation("A-02")};
    struct result_scenario scenario = fixture_scenario("stream/fails", a01);
    scenario.violations = violations;
    scenario.violation_count = 2;
    const struct result_scenario *appended = NULL;
    ck_assert_int_eq(result_append_scenario(&result, &scenario, &appended), 0);
    ck_assert_int_eq(appended->word, RESULT_WORD_KNOWN_FAILURE);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        entries_are_read_with_their_lines,
        a_line_without_colon_is_refused,
        a_missing_reason_is_refused,
        a_missing_scenario_is_refused,
        a_word_that_is_no_clause_is_refused,
        a_second_entry_for_the_same_is_refused,
        an_endless_line_is_refused,
        what_is_written_explains_every_failure_when_it_is_read,
    };
    return fixture_run("report_expect", tests, sizeof(tests) / sizeof(tests[0]), setup, teardown);
}
