#include "report/escape.h"

#include "report_fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct escape_case {
    const char *foreign;
    const char *expected;
};

static void check_cases(
    void (*escape)(struct text *, const char *), const struct escape_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text text;
        text_init(&text);
        escape(&text, cases[i].foreign);
        ck_assert_str_eq(escape_string(&text), cases[i].expected);
        text_release(&text);
    }
}

#define CHECK_CASES(escape, cases) check_cases((escape), (cases), sizeof(cases) / sizeof((cases)[0]))

START_TEST(a_line_shows_what_would_move_the_cursor)
{
    static const struct escape_case cases[] = {
        {NULL, ""}, {"plain äöü 漢字 😀", "plain äöü 漢字 😀"}, {"a\nb\tc\r", "a\\nb\\tc\\x0d"},
        {"\x1b[31m\x7f", "\\x1b[31m\\x7f"}, {"\xc2\x9b", "\\x9b"}, /* C1's own CSI */
        {"\xe2\x80\xae"
         "evil",
            "\\u{202e}evil"},                                               /* right-to-left override */
        {"\xef\xbb\xbf", "\\u{feff}"}, {"\xff\xc0\x80", "\\xff\\xc0\\x80"}, /* no UTF-8; an overlong NUL */
        {"\xed\xa0\x80", "\\xed\\xa0\\x80"},                                /* a surrogate */
        {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},                       /* beyond the last code point */
        {"\xe2\x82", "\\xe2\\x82"},                                         /* cut off */
        {"\xef\xbf\xbf", "\\u{ffff}"}, {"\xf3\xa0\x81\x81", "\\u{e0041}"},  /* an invisible tag */
    };
    CHECK_CASES(escape_line, cases);
}
END_TEST

START_TEST(a_block_keeps_its_lines)
{
    static const struct escape_case cases[] = {{"a\n\tb\x1b", "a\n\tb\\x1b"}};
    CHECK_CASES(escape_block, cases);
}
END_TEST

START_TEST(json_is_quoted_and_cut_off_from_terminals)
{
    static const struct escape_case cases[] = {
        {NULL, "null"},
        {"a\"\\\n\t", "\"a\\\"\\\\\\n\\t\""},
        {"\x1b\x7f\xc2\x9b", "\"\\u001b\\u007f\\u009b\""},
        {"\xff", "\"\xEF\xBF\xBD\""},
        {"\xf3\xa0\x81\x81", "\"\\udb40\\udc41\""},
        {"</script>", "\"</script>\""},
    };
    CHECK_CASES(escape_json, cases);
}
END_TEST

START_TEST(script_json_ends_no_script)
{
    static const struct escape_case cases[] = {
        {"</script><!--&'", "\"\\u003c/script\\u003e\\u003c!--\\u0026\\u0027\""},
    };
    CHECK_CASES(escape_script_json, cases);
}
END_TEST

START_TEST(xml_has_no_markup_and_no_invalid_character)
{
    static const struct escape_case cases[] = {
        {"<a b='c'>&\"", "&lt;a b=&#39;c&#39;&gt;&amp;&quot;"},
        {"a\nb", "a&#10;b"},
        {"\x01\xef\xbf\xbe]]>", "\\x01\\u{fffe}]]&gt;"},
    };
    CHECK_CASES(escape_xml, cases);
}
END_TEST

START_TEST(a_tap_description_holds_no_directive)
{
    static const struct escape_case cases[] = {
        {"a # SKIP b\nok 2", "a \\# SKIP b ok 2"},
        {"\\\x1b", "\\\\\\\\x1b"},
    };
    CHECK_CASES(escape_tap, cases);
}
END_TEST

START_TEST(markdown_is_text_and_nothing_else)
{
    static const struct escape_case cases[] = {
        {"a|b\nc", "a\\|b c"},
        {"<img src=x>", "&lt;img src=x&gt;"},
        {"**x** _y_ `z` [l](m)", "\\*\\*x\\*\\* \\_y\\_ \\`z\\` \\[l\\]\\(m\\)"},
        {"@team https://x www.x", "&#64;team https&#58;//x &#119;ww.x"},
        {"&lt;", "&amp;lt;"},
    };
    CHECK_CASES(escape_markdown, cases);
}
END_TEST

START_TEST(a_code_block_cannot_be_left)
{
    static const struct escape_case cases[] = {
        {"a", "```text\na\n```\n"},
        {"```\n# out\n````", "`````text\n```\n# out\n````\n`````\n"},
    };
    CHECK_CASES(escape_code_block, cases);
}
END_TEST

START_TEST(indented_lines_stay_under_their_heading)
{
    struct text text;
    text_init(&text);
    escape_indented(&text, "  ", "one\ntwo\n\nfour\n");
    ck_assert_str_eq(escape_string(&text), "one\n  two\n  \n  four");
    text_release(&text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_line_shows_what_would_move_the_cursor,
        a_block_keeps_its_lines,
        json_is_quoted_and_cut_off_from_terminals,
        script_json_ends_no_script,
        xml_has_no_markup_and_no_invalid_character,
        a_tap_description_holds_no_directive,
        markdown_is_text_and_nothing_else,
        a_code_block_cannot_be_left,
        indented_lines_stay_under_their_heading,
    };
    return fixture_run("report_escape", tests, sizeof(tests) / sizeof(tests[0]), NULL, NULL);
}
