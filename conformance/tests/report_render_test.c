/* The bytes of each report are pinned in golden/. CHILDPROOF_WRITE_GOLDEN=1 writes them anew: look at the
 * difference before it is committed. */
#include "report/report.h"
#include "report/terminal.h"
#include "shared/json.h"
#include "trace/trace.h"

#include "report_fixture.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define EXIT_NO_PROGRAM 127

static struct result result;
static char directory[64];

static void setup(void)
{
    fixture_everything(&result);
    snprintf(directory, sizeof(directory), "/tmp/report-test.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
}

/* Removes the files that a test may have made there, whatever their names. */
static void teardown(void)
{
    result_release(&result);
    char path[128];
    for (unsigned i = 0; i < REPORT_FORMAT_COUNT; i++) {
        snprintf(path, sizeof(path), "%s/%s", directory, report_format_file((enum report_format)i));
        unlink(path);
    }
    snprintf(path, sizeof(path), "%s/out", directory);
    unlink(path);
    ck_assert_msg(rmdir(directory) == 0, "something is left in %s", directory);
}

static void read_file(const char *path, struct text *into)
{
    FILE *file = fopen(path, "re");
    ck_assert_msg(file != NULL, "cannot read %s: %s", path, strerror(errno));
    char bytes[4096];
    for (size_t count; (count = fread(bytes, 1, sizeof(bytes), file)) > 0;)
        text_append(into, bytes, count);
    fclose(file);
}

static void compare_golden(const char *name, const struct text *actual)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", GOLDEN_DIRECTORY, name);
    if (getenv("CHILDPROOF_WRITE_GOLDEN") != NULL) {
        char *problem = NULL;
        ck_assert_msg(report_write_text(path, actual, &problem) == 0, "%s", problem);
        return;
    }
    struct text expected;
    text_init(&expected);
    read_file(path, &expected);
    size_t same = 0;
    while (same < expected.length && same < actual->length && expected.bytes[same] == actual->bytes[same])
        same++;
    size_t from = same > 60 ? same - 60 : 0;
    ck_assert_msg(expected.length == actual->length && same == actual->length,
        "%s differs at byte %zu:\n  expected …%.100s\n  happened …%.100s", name, same, expected.bytes + from,
        actual->bytes + from);
    text_release(&expected);
}

static void check_golden(enum report_format format, const char *name)
{
    struct text text;
    text_init(&text);
    report_render(&result, format, &text);
    compare_golden(name, &text);
    text_release(&text);
}

START_TEST(report_json_is_golden)
{
    check_golden(REPORT_FORMAT_JSON, "report.json");
}
END_TEST

START_TEST(junit_is_golden)
{
    check_golden(REPORT_FORMAT_JUNIT, "junit.xml");
}
END_TEST

START_TEST(tap_is_golden)
{
    check_golden(REPORT_FORMAT_TAP, "report.tap");
}
END_TEST

START_TEST(markdown_is_golden)
{
    check_golden(REPORT_FORMAT_MARKDOWN, "summary.md");
}
END_TEST

START_TEST(badge_is_golden)
{
    check_golden(REPORT_FORMAT_BADGE, "badge.json");
}
END_TEST

START_TEST(text_is_golden)
{
    check_golden(REPORT_FORMAT_TEXT, "report.txt");
}
END_TEST

START_TEST(coloured_text_is_golden)
{
    struct text text;
    text_init(&text);
    terminal_render(&result, TERMINAL_COLOUR_ANSI, &text);
    compare_golden("report.ansi", &text);
    text_release(&text);
}
END_TEST

/* A run in which nothing happened, in every format: no word of success anywhere. */
START_TEST(a_run_of_nothing_is_green_in_no_format)
{
    struct result nothing;
    fixture_begin(&nothing);
    ck_assert_int_eq(result_finish(&nothing, &fixture_model), 0);
    struct text text;
    text_init(&text);
    report_render(&nothing, REPORT_FORMAT_TAP, &text);
    ck_assert_ptr_nonnull(strstr(text.bytes, "1..1\n"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "\nnot ok 1 - run: no scenario ran\n"));
    text_release(&text);
    report_render(&nothing, REPORT_FORMAT_JUNIT, &text);
    ck_assert_ptr_nonnull(strstr(text.bytes, "errors=\"1\""));
    text_release(&text);
    report_render(&nothing, REPORT_FORMAT_BADGE, &text);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\"message\": \"no verdict\""));
    text_release(&text);
    report_render(&nothing, REPORT_FORMAT_JSON, &text);
    ck_assert_ptr_nonnull(strstr(text.bytes, "\"verdict\": \"no-verdict\",\n    \"exit\": 2,"));
    text_release(&text);
    result_release(&nothing);
}
END_TEST

START_TEST(hostile_bytes_reach_no_report)
{
    for (unsigned format = 0; format < REPORT_FORMAT_COUNT; format++) {
        struct text text;
        text_init(&text);
        report_render(&result, (enum report_format)format, &text);
        const char *name = report_format_name((enum report_format)format);
        for (size_t i = 0; i < text.length; i++) {
            unsigned char byte = (unsigned char)text.bytes[i];
            ck_assert_msg(byte >= 0x20 || byte == '\n', "%s holds a control character %02x", name, byte);
            ck_assert_msg(byte != 0xFF, "%s holds a byte that is not UTF-8", name);
        }
        ck_assert_msg(strstr(text.bytes, "\xe2\x80\xae") == NULL, "%s holds a direction override", name);
        if (format == REPORT_FORMAT_JUNIT || format == REPORT_FORMAT_HTML)
            ck_assert_msg(strstr(text.bytes, "<b>&") == NULL, "%s holds foreign markup", name);
        text_release(&text);
    }
}
END_TEST

/* Runs a program on the rendered report; EXIT_NO_PROGRAM where this machine has no such program. */
static int run_on_report(enum report_format format, const char *const *arguments)
{
    char path[128];
    char *problem = NULL;
    snprintf(path, sizeof(path), "%s/out", directory);
    ck_assert_msg(report_write_file(&result, format, path, &problem) == 0, "%s", problem);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        int input = open(path, O_RDONLY | O_CLOEXEC);
        if (input >= 0 && dup2(input, STDIN_FILENO) == STDIN_FILENO)
            execvp(arguments[0], (char *const *)arguments);
        _exit(EXIT_NO_PROGRAM);
    }
    int status = 0;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void check_parses(enum report_format format, const char *program, const char *flag, const char *code)
{
    const char *const arguments[] = {program, flag, code, NULL};
    int status = run_on_report(format, arguments);
    if (status == EXIT_NO_PROGRAM)
        printf("%s is not here: %s was not parsed by it\n", program, report_format_name(format));
    else
        ck_assert_int_eq(status, 0);
}

START_TEST(report_json_is_json_to_others)
{
    check_parses(REPORT_FORMAT_JSON, "python3", "-c",
        "import json,sys; r=json.load(sys.stdin); assert r['schema']=='childproof.report/1'; "
        "assert r['summary']['scenarios']['total']==len(r['scenarios'])==9; "
        "assert sum(v for k,v in r['summary']['scenarios'].items() if k!='total')==9; "
        "assert r['summary']['exit']==1");
}
END_TEST

START_TEST(junit_is_xml_to_others)
{
    check_parses(REPORT_FORMAT_JUNIT, "python3", "-c",
        "import sys,xml.etree.ElementTree as t; s=t.parse(sys.stdin.buffer).getroot(); "
        "c=s.findall('.//testcase'); assert len(c)==int(s.get('tests')); "
        "assert len(s.findall('.//failure'))==int(s.get('failures')); "
        "assert len(s.findall('.//error'))==int(s.get('errors')); "
        "assert len(s.findall('.//skipped'))==int(s.get('skipped'))");
}
END_TEST

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, word)) != NULL; at += strlen(word))
        count++;
    return count;
}

static void write_trace(const char *path)
{
    struct trace *trace = NULL;
    ck_assert_int_eq(trace_new(NULL, &trace), 0);
    struct json *body = json_new_object();
    json_set_string(body, "payload", "</script><script>alert(1)</script>");
    const struct trace_event event = {
        .t_ns = 1500000, .source = TRACE_SOURCE_CHILD, .name = "send", .worker = "a", .generation = 2};
    ck_assert_int_eq(trace_append(trace, &event, body, NULL), 0);
    FILE *file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(trace_write(trace, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    trace_free(trace);
}

START_TEST(html_carries_the_events_of_a_trace_and_no_script_of_theirs)
{
    static const char *const clauses[] = {"A-01"};
    char path[128];
    snprintf(path, sizeof(path), "%s/out", directory);
    write_trace(path);
    struct result traced;
    fixture_begin(&traced);
    struct result_scenario scenario = fixture_scenario("x/one", clauses);
    scenario.trace_path = path;
    ck_assert_int_eq(result_append_scenario(&traced, &scenario, NULL), 0);
    ck_assert_int_eq(result_finish(&traced, &fixture_model), 0);
    struct text text;
    text_init(&text);
    report_render(&traced, REPORT_FORMAT_HTML, &text);
    /* compressed: html_test reads it, in a browser */
    ck_assert_ptr_nonnull(strstr(text.bytes, "<script type=\"text/plain\" id=\"t0\">"));
    ck_assert_uint_eq(count_of(text.bytes, "<script"), 2);
    ck_assert_uint_eq(count_of(text.bytes, "</script"), 2);
    text_release(&text);
    result_release(&traced);
}
END_TEST

START_TEST(html_is_html_to_others)
{
    check_parses(REPORT_FORMAT_HTML, "python3", "-c",
        "import sys\nfrom html.parser import HTMLParser\n"
        "class P(HTMLParser):\n"
        "  def handle_starttag(self, tag, attributes):\n"
        "    for name, value in attributes:\n"
        "      assert not name.startswith('on') and name not in ('src', 'action'), (tag, name)\n"
        "      assert name != 'href' or value.startswith('#'), value\n"
        "    assert tag not in ('img', 'iframe', 'object', 'link', 'base'), tag\n"
        "P().feed(sys.stdin.read())");
}
END_TEST

/* Perl's parser knows version 13, of which this part of 14 is a subset. */
START_TEST(tap_is_tap_to_others)
{
    check_parses(REPORT_FORMAT_TAP, "perl", "-MTAP::Parser",
        "-eundef $/; $_ = <STDIN>; s/^TAP version 14/TAP version 13/; "
        "my $p = TAP::Parser->new({tap => $_}); $p->run; "
        "die join(' / ', $p->parse_errors) if $p->parse_errors; "
        "die 'plan' if $p->tests_run != 11; die 'todo' if scalar($p->todo) != 1; "
        "die 'skip' if scalar($p->skipped) != 2;");
}
END_TEST

START_TEST(a_directory_gets_every_format)
{
    char *problem = NULL;
    ck_assert_int_eq(report_write_directory(&result, REPORT_FORMATS_ALL, directory, &problem), 0);
    ck_assert_ptr_null(problem);
    for (unsigned i = 0; i < REPORT_FORMAT_COUNT; i++) {
        char path[128];
        struct stat status;
        snprintf(path, sizeof(path), "%s/%s", directory, report_format_file((enum report_format)i));
        ck_assert_int_eq(stat(path, &status), 0);
        ck_assert_int_gt(status.st_size, 0);
    }
}
END_TEST

START_TEST(one_file_that_cannot_be_written_does_not_stop_the_others)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/junit.xml", directory);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    char *problem = NULL;
    unsigned formats = REPORT_FORMAT_BIT(REPORT_FORMAT_JSON) | REPORT_FORMAT_BIT(REPORT_FORMAT_JUNIT) |
                       REPORT_FORMAT_BIT(REPORT_FORMAT_TAP);
    ck_assert_int_lt(report_write_directory(&result, formats, directory, &problem), 0);
    char expected[256];
    snprintf(expected, sizeof(expected), "cannot write %s: Is a directory; written: report.json, report.tap",
        path);
    ck_assert_str_eq(problem, expected);
    free(problem);
    rmdir(path);
}
END_TEST

START_TEST(a_full_disk_is_reported)
{
    struct text text;
    text_init(&text);
    text_append_string(&text, "anything");
    char *problem = NULL;
    ck_assert_int_eq(report_write_text("/dev/full", &text, &problem), -ENOSPC);
    ck_assert_str_eq(problem, "cannot write /dev/full: No space left on device");
    free(problem);
    text_release(&text);
}
END_TEST

START_TEST(a_file_is_replaced_whole)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/out", directory);
    struct text text;
    text_init(&text);
    text_append_string(&text, "a longer first text");
    char *problem = NULL;
    ck_assert_int_eq(report_write_text(path, &text, &problem), 0);
    text_clear(&text);
    text_append_string(&text, "second");
    ck_assert_int_eq(report_write_text(path, &text, &problem), 0);
    text_clear(&text);
    read_file(path, &text);
    ck_assert_str_eq(text.bytes, "second");
    text_release(&text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        report_json_is_golden,
        junit_is_golden,
        tap_is_golden,
        markdown_is_golden,
        badge_is_golden,
        text_is_golden,
        coloured_text_is_golden,
        a_run_of_nothing_is_green_in_no_format,
        hostile_bytes_reach_no_report,
        report_json_is_json_to_others,
        junit_is_xml_to_others,
        html_carries_the_events_of_a_trace_and_no_script_of_theirs,
        html_is_html_to_others,
        tap_is_tap_to_others,
        a_directory_gets_every_format,
        one_file_that_cannot_be_written_does_not_stop_the_others,
        a_full_disk_is_reported,
        a_file_is_replaced_whole,
    };
    return fixture_run("report_render", tests, sizeof(tests) / sizeof(tests[0]), setup, teardown);
}
