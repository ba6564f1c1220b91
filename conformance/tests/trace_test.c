/* The record: what is appended is there, what is written reads back, and wrong text is told with its line. */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "shared/json.h"
#include "trace/trace.h"

static struct json *parsed(const char *text)
{
    struct json *value = NULL;
    ck_assert_int_eq(json_parse(text, strlen(text), &value, NULL), 0);
    return value;
}

static int read_text(const char *text, struct trace **ret, char **ret_error)
{
    FILE *file = fmemopen((void *)text, strlen(text), "r");
    ck_assert_ptr_nonnull(file);
    int result = trace_read(file, ret, ret_error);
    fclose(file);
    return result;
}

#define HEADER "{\"trace\":\"childproof.trace/1\",\"spec\":\"1\"}\n"

START_TEST(an_appended_event_keeps_its_fields_and_gets_the_next_number)
{
    struct trace *trace = NULL;
    ck_assert_int_eq(trace_new(NULL, &trace), 0);
    char worker[] = "a";
    uint64_t n = 0;
    struct trace_event fields = {.n = 99,
        .t_ns = 5,
        .source = TRACE_SOURCE_CHILD,
        .name = "send",
        .worker = worker,
        .generation = 2,
        .pid = 7};
    ck_assert_int_eq(trace_append(trace, &fields, parsed("{\"type\":\"data_row\"}"), &n), 0);
    worker[0] = 'x';
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(trace_append(trace, &fields, NULL, &n), 0);
    ck_assert_uint_eq(n, 2);

    const struct trace_event *event = trace_at(trace, 0);
    ck_assert_uint_eq(event->n, 1);
    ck_assert_str_eq(event->worker, "a");
    ck_assert_int_eq(event->generation, 2);
    ck_assert_str_eq(json_get_string(event->body, "type", ""), "data_row");
    ck_assert_ptr_null(trace_at(trace, 2));
    trace_free(trace);
}
END_TEST

START_TEST(an_event_without_a_name_or_with_a_body_that_is_no_object_is_refused)
{
    struct trace *trace = NULL;
    ck_assert_int_eq(trace_new(NULL, &trace), 0);
    struct trace_event fields = {
        .source = TRACE_SOURCE_DRIVER, .name = "", .generation = TRACE_GENERATION_NONE};
    ck_assert_int_eq(trace_append(trace, &fields, NULL, NULL), -EINVAL);
    fields.name = "call";
    ck_assert_int_eq(trace_append(trace, &fields, parsed("[]"), NULL), -EINVAL);
    ck_assert_uint_eq(trace_count(trace), 0);
    trace_free(trace);
    ck_assert_int_eq(trace_new(parsed("[]"), &trace), -EINVAL);
}
END_TEST

START_TEST(no_more_events_than_the_bound_are_kept)
{
    struct trace *trace = NULL;
    ck_assert_int_eq(trace_new(NULL, &trace), 0);
    struct trace_event fields = {
        .source = TRACE_SOURCE_DRIVER, .name = "row", .generation = TRACE_GENERATION_NONE};
    for (unsigned i = 0; i < TRACE_EVENTS_MAX; i++)
        ck_assert_int_eq(trace_append(trace, &fields, NULL, NULL), 0);
    ck_assert_int_eq(trace_append(trace, &fields, NULL, NULL), -ENOBUFS);
    ck_assert_uint_eq(trace_count(trace), TRACE_EVENTS_MAX);
    trace_free(trace);
}
END_TEST

START_TEST(what_is_written_reads_back_the_same)
{
    struct trace *trace = NULL;
    ck_assert_int_eq(
        trace_new(parsed("{\"trace\":\"childproof.trace/1\",\"spec\":\"1\",\"config\":{\"x\":1}}"), &trace),
        0);
    struct trace_event fields = {.t_ns = -3,
        .source = TRACE_SOURCE_KERNEL,
        .name = "state",
        .generation = TRACE_GENERATION_NONE,
        .call = UINT64_MAX};
    ck_assert_int_eq(
        trace_append(trace, &fields, parsed("{\"a/0\":\"zombie\",\"text\":\"\\u00e9\\n\\\"\"}"), NULL), 0);
    fields = (struct trace_event){.t_ns = INT64_C(9000000000),
        .source = TRACE_SOURCE_CHILD,
        .name = "hello",
        .worker = "w\"1",
        .generation = 0,
        .pid = 1};
    ck_assert_int_eq(trace_append(trace, &fields, NULL, NULL), 0);

    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(trace_write(trace, file), 0);
    fclose(file);

    struct trace *again = NULL;
    char *error = NULL;
    ck_assert_int_eq(read_text(text, &again, &error), 0);
    ck_assert(json_equal(trace_header(trace), trace_header(again)));
    ck_assert_uint_eq(trace_count(again), 2);
    for (size_t i = 0; i < 2; i++) {
        const struct trace_event *a = trace_at(trace, i);
        const struct trace_event *b = trace_at(again, i);
        ck_assert_uint_eq(a->n, b->n);
        ck_assert_int_eq(a->t_ns, b->t_ns);
        ck_assert_int_eq(a->source, b->source);
        ck_assert_str_eq(a->name, b->name);
        ck_assert_pstr_eq(a->worker, b->worker);
        ck_assert_int_eq(a->generation, b->generation);
        ck_assert_int_eq(a->pid, b->pid);
        ck_assert_uint_eq(a->call, b->call);
        ck_assert((!a->body && !b->body) || json_equal(a->body, b->body));
    }
    free(text);
    trace_free(trace);
    trace_free(again);
}
END_TEST

static const struct {
    const char *text;
    const char *error; /* begins so */
} wrong_texts[] = {
    {"", "line 1: expected a header, found nothing"},
    {"{}\n", "line 1: expected a header object"},
    {"\n[]\n", "line 2: expected an object"},
    {HEADER "\n{\"n\":1,\"t\":0,\"src\":\"driver\",\"ev\":\"call\"\n", "line 3, byte "},
    {HEADER "{\"n\":2,\"t\":0,\"src\":\"driver\",\"ev\":\"call\"}\n", "line 2: expected \"n\" to count"},
    {HEADER "{\"n\":1,\"t\":\"soon\",\"src\":\"driver\",\"ev\":\"call\"}\n", "line 2: expected \"t\""},
    {HEADER "{\"n\":1,\"t\":0,\"src\":\"moon\",\"ev\":\"call\"}\n", "line 2: expected \"src\""},
    {HEADER "{\"n\":1,\"t\":0,\"src\":\"driver\"}\n", "line 2: expected \"ev\""},
    {HEADER "{\"n\":1,\"t\":0,\"src\":\"driver\",\"ev\":\"call\",\"worker\":1}\n",
        "line 2: expected \"worker\""},
    {HEADER "{\"n\":1,\"t\":0,\"src\":\"driver\",\"ev\":\"call\",\"gen\":-1}\n", "line 2: expected \"gen\""},
    {HEADER "{\"n\":1,\"t\":0,\"src\":\"driver\",\"ev\":\"call\",\"pid\":0}\n", "line 2: expected \"pid\""},
    {HEADER "{\"n\":1,\"t\":0,\"src\":\"driver\",\"ev\":\"call\",\"call\":-2}\n",
        "line 2: expected \"call\""},
    {HEADER "{\"n\":1,\"t\":0,\"src\":\"driver\",\"ev\":\"call\",\"body\":[]}\n",
        "line 2: expected \"body\""},
};

START_TEST(wrong_text_is_told_with_its_line)
{
    struct trace *trace = NULL;
    char *error = NULL;
    ck_assert_int_eq(read_text(wrong_texts[_i].text, &trace, &error), -EINVAL);
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(strncmp(error, wrong_texts[_i].error, strlen(wrong_texts[_i].error)) == 0, "%s", error);
    ck_assert_ptr_nonnull(strstr(error, "; "));
    free(error);
}
END_TEST

START_TEST(a_line_over_the_bound_is_told_and_not_kept)
{
    size_t size = sizeof HEADER - 1 + TRACE_LINE_BYTES_MAX + 8192;
    char *text = malloc(size + 1);
    memset(text, ' ', size);
    memcpy(text, HEADER, sizeof HEADER - 1);
    text[size] = '\0';
    struct trace *trace = NULL;
    char *error = NULL;
    ck_assert_int_eq(read_text(text, &trace, &error), -ENOBUFS);
    ck_assert(strncmp(error, "line 2: longer than", 19) == 0);
    free(error);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("trace");
    TCase *cases = tcase_create("trace");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, an_appended_event_keeps_its_fields_and_gets_the_next_number);
    tcase_add_test(cases, an_event_without_a_name_or_with_a_body_that_is_no_object_is_refused);
    tcase_add_test(cases, no_more_events_than_the_bound_are_kept);
    tcase_add_test(cases, what_is_written_reads_back_the_same);
    tcase_add_loop_test(
        cases, wrong_text_is_told_with_its_line, 0, sizeof wrong_texts / sizeof wrong_texts[0]);
    tcase_add_test(cases, a_line_over_the_bound_is_told_and_not_kept);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
