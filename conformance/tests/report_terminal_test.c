/* What a run shows while it runs. */
#include "report/terminal.h"

#include "report_fixture.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const a01[] = {"A-01"};

static struct result result;
static char *shown;
static size_t shown_bytes;
static FILE *screen;

static void setup(void)
{
    fixture_begin(&result);
    screen = open_memstream(&shown, &shown_bytes);
    ck_assert_ptr_nonnull(screen);
}

static void teardown(void)
{
    if (screen != NULL)
        fclose(screen);
    free(shown);
    result_release(&result);
}

static const struct result_scenario *append(const char *id, bool broken)
{
    struct result_violation violation = fixture_violation("A-01");
    struct result_scenario scenario = fixture_scenario(id, a01);
    scenario.violations = &violation;
    scenario.violation_count = broken;
    const struct result_scenario *appended = NULL;
    ck_assert_int_eq(result_append_scenario(&result, &scenario, &appended), 0);
    return appended;
}

/* Two scenarios at once, one of which fails. */
static void show_run(const struct terminal_options *options)
{
    struct terminal *terminal = terminal_new(options);
    ck_assert_ptr_nonnull(terminal);
    terminal_begin(terminal, "acme 1.2", 2, 4);
    terminal_started(terminal, "x/passes");
    terminal_started(terminal, "x/fails");
    terminal_finished(terminal, append("x/passes", false));
    terminal_finished(terminal, append("x/fails", true));
    ck_assert_int_eq(terminal_error(terminal), 0);
    terminal_free(terminal);
}

START_TEST(a_file_gets_lines_of_problems_and_no_escape_sequence)
{
    show_run(&(struct terminal_options){.file = screen, .detail = TERMINAL_DETAIL_PROBLEMS});
    ck_assert_str_eq(shown, "childproof: acme 1.2, 2 scenarios, 4 at once\n"
                            "FAIL            x/fails  0.012 s  A-01: error timeout at 0.300 s\n");
}
END_TEST

static void show_violation(const char *expected, const char *happened)
{
    struct result_violation violation = fixture_violation("A-01");
    violation.found_by = "check";
    violation.expected = expected;
    violation.happened = happened;
    struct result_scenario scenario = fixture_scenario("x/fails", a01);
    scenario.violations = &violation;
    scenario.violation_count = 1;
    const struct result_scenario *appended = NULL;
    ck_assert_int_eq(result_append_scenario(&result, &scenario, &appended), 0);
    struct terminal *terminal =
        terminal_new(&(struct terminal_options){.file = screen, .detail = TERMINAL_DETAIL_PROBLEMS});
    ck_assert_ptr_nonnull(terminal);
    terminal_finished(terminal, appended);
    ck_assert_int_eq(terminal_error(terminal), 0);
    terminal_free(terminal);
}

START_TEST(a_failed_check_says_what_was_expected_too)
{
    show_violation("duration_ms = 250", "0");
    ck_assert_str_eq(
        shown, "FAIL            x/fails  0.012 s  A-01: expected duration_ms = 250, happened 0\n");
}
END_TEST

START_TEST(what_happened_is_enough_where_it_repeats_what_was_expected)
{
    show_violation("no request comes", "it is not so that no request comes");
    ck_assert_str_eq(shown, "FAIL            x/fails  0.012 s  A-01: it is not so that no request comes\n");
}
END_TEST

START_TEST(a_long_value_is_cut_between_characters)
{
    char euros[400] = "";
    for (size_t i = 0; i < 100; i++)
        snprintf(euros + 3 * i, sizeof euros - 3 * i, "\xE2\x82\xAC");
    show_violation("1", euros);
    ck_assert_ptr_nonnull(strstr(shown, "A-01: expected 1, happened \xE2\x82\xAC"));
    ck_assert_ptr_nonnull(strstr(shown, "\xE2\x82\xAC…\n"));
    ck_assert_uint_lt(shown_bytes, 250);
}
END_TEST

START_TEST(all_detail_shows_every_scenario)
{
    show_run(&(struct terminal_options){.file = screen, .detail = TERMINAL_DETAIL_ALL});
    ck_assert_str_eq(shown, "childproof: acme 1.2, 2 scenarios, 4 at once\n"
                            "pass            x/passes  0.012 s\n"
                            "FAIL            x/fails  0.012 s  A-01: error timeout at 0.300 s\n");
}
END_TEST

START_TEST(quiet_shows_nothing_before_the_end)
{
    show_run(&(struct terminal_options){
        .file = screen, .detail = TERMINAL_DETAIL_QUIET, .live = TERMINAL_LIVE_LINE});
    ck_assert_uint_eq(shown_bytes, 0);
}
END_TEST

START_TEST(a_terminal_gets_a_line_that_is_rewritten)
{
    show_run(&(struct terminal_options){
        .file = screen, .detail = TERMINAL_DETAIL_PROBLEMS, .live = TERMINAL_LIVE_LINE, .columns = 80});
    ck_assert_str_eq(shown,
        "childproof: acme 1.2, 2 scenarios, 4 at once\n"
        "[0/2]  x/passes\r\x1b[K[0/2]  x/passes and 1 more\r\x1b[K[1/2]  x/fails\r\x1b[K"
        "FAIL            x/fails  0.012 s  A-01: error timeout at 0.300 s\n[2/2] 1 to look at");
}
END_TEST

START_TEST(the_live_line_is_cut_to_the_width)
{
    struct terminal *terminal = terminal_new(&(struct terminal_options){
        .file = screen, .detail = TERMINAL_DETAIL_PROBLEMS, .live = TERMINAL_LIVE_LINE, .columns = 12});
    terminal_started(terminal, "stream/a_long_name");
    ck_assert_str_eq(shown, "[0/0]  stre");
    terminal_free(terminal);
}
END_TEST

START_TEST(a_screen_that_is_full_is_an_error_at_the_end)
{
    FILE *full = fopen("/dev/full", "we");
    ck_assert_ptr_nonnull(full);
    struct terminal *terminal =
        terminal_new(&(struct terminal_options){.file = full, .detail = TERMINAL_DETAIL_ALL});
    terminal_begin(terminal, "acme", 1, 1);
    terminal_finished(terminal, append("x/passes", false));
    ck_assert_int_eq(terminal_error(terminal), -ENOSPC);
    terminal_free(terminal);
    fclose(full);
}
END_TEST

static const struct result_scenario *append_outcome(
    const char *id, enum result_outcome outcome, const char *reason)
{
    struct result_scenario scenario = fixture_scenario(id, a01);
    scenario.outcome = outcome;
    scenario.reason = reason;
    const struct result_scenario *appended = NULL;
    ck_assert_int_eq(result_append_scenario(&result, &scenario, &appended), 0);
    return appended;
}

static size_t occurrences(const char *text, const char *words)
{
    size_t count = 0;
    for (const char *found = strstr(text, words); found != NULL; found = strstr(found + 1, words))
        count++;
    return count;
}

START_TEST(what_ends_the_same_way_is_told_once)
{
    struct terminal *terminal =
        terminal_new(&(struct terminal_options){.file = screen, .detail = TERMINAL_DETAIL_PROBLEMS});
    static const char *const names[] = {"x/a", "x/b", "x/c"};
    for (size_t i = 0; i < 3; i++)
        terminal_finished(terminal, append_outcome(names[i], RESULT_OUTCOME_ADAPTER_ERROR, "it is mute"));
    terminal_finished(terminal, append_outcome("x/d", RESULT_OUTCOME_ADAPTER_ERROR, "it is loud"));
    ck_assert_str_eq(shown, "ADAPTER-ERROR   x/a  0.012 s  it is mute\n"
                            "                … and 2 more the same way\n"
                            "ADAPTER-ERROR   x/d  0.012 s  it is loud\n");
    ck_assert_int_eq(result_finish(&result, &fixture_model), 0);
    terminal_end(terminal, &result);
    ck_assert_uint_eq(occurrences(shown, "it is mute"), 2); /* while it ran, and at the end */
    ck_assert_ptr_nonnull(strstr(shown, "and 2 more the same way\n    x/b, x/c\n"));
    terminal_free(terminal);
}
END_TEST

START_TEST(broken_clauses_are_all_told)
{
    append("x/a", true);
    append("x/b", true);
    ck_assert_int_eq(result_finish(&result, &fixture_model), 0);
    struct text text;
    text_init(&text);
    terminal_render(&result, TERMINAL_COLOUR_NONE, &text);
    ck_assert_uint_eq(occurrences(text.bytes, "FAIL            x/"), 2);
    text_release(&text);
}
END_TEST

START_TEST(reasons_of_what_was_not_run_are_grouped)
{
    append("x/passes", false);
    append_outcome("x/a", RESULT_OUTCOME_NOT_APPLICABLE, "no clock");
    append_outcome("x/b", RESULT_OUTCOME_UNSUPPORTED, "no memory");
    append_outcome("x/c", RESULT_OUTCOME_NOT_APPLICABLE, "no clock");
    ck_assert_int_eq(result_finish(&result, &fixture_model), 0);
    struct text text;
    text_init(&text);
    terminal_render(&result, TERMINAL_COLOUR_NONE, &text);
    ck_assert_ptr_nonnull(strstr(text.bytes, "not-applicable  2 scenarios: no clock\n\n"
                                             "unsupported     x/b: no memory\n\n"));
    text_release(&text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_file_gets_lines_of_problems_and_no_escape_sequence,
        all_detail_shows_every_scenario,
        a_failed_check_says_what_was_expected_too,
        what_happened_is_enough_where_it_repeats_what_was_expected,
        a_long_value_is_cut_between_characters,
        quiet_shows_nothing_before_the_end,
        a_terminal_gets_a_line_that_is_rewritten,
        the_live_line_is_cut_to_the_width,
        a_screen_that_is_full_is_an_error_at_the_end,
        what_ends_the_same_way_is_told_once,
        broken_clauses_are_all_told,
        reasons_of_what_was_not_run_are_grouped,
    };
    return fixture_run("report_terminal", tests, sizeof(tests) / sizeof(tests[0]), setup, teardown);
}
