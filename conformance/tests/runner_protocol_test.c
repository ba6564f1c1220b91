#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "runner/calls.h"
#include "runner/protocol.h"
#include "runner/subject.h"

static struct message parse(const char *line)
{
    struct message message;
    char *error = NULL;
    if (message_parse(line, strlen(line), &message, &error) < 0)
        ck_abort_msg("refused: %s", error);
    return message;
}

/* The refusal of a line; it must hold `words`. */
static void refuses(const char *line, const char *words)
{
    struct message message;
    char *error = NULL;
    ck_assert_int_eq(message_parse(line, strlen(line), &message, &error), -1);
    ck_assert_msg(strstr(error, words) != NULL, "%s: %s", line, error);
    free(error);
}

START_TEST(an_answer_is_one_of_three)
{
    struct message message = parse("{\"id\":3,\"ok\":{\"a\":1}}");
    ck_assert_int_eq(message.kind, MESSAGE_KIND_OK);
    ck_assert_uint_eq(message.call, 3);
    ck_assert_int_eq(json_get_int64(message.body, "a", 0), 1);
    message_release(&message);
    message = parse("{\"id\":4,\"error\":{\"kind\":\"timeout\"}}");
    ck_assert_int_eq(message.kind, MESSAGE_KIND_ERROR);
    message_release(&message);
    message = parse("{\"id\":5,\"unsupported\":\"no\"}");
    ck_assert_int_eq(message.kind, MESSAGE_KIND_UNSUPPORTED);
    message_release(&message);
}
END_TEST

START_TEST(an_event_keeps_its_fields_but_ev_and_call)
{
    struct message message =
        parse("{\"ev\":\"row\",\"call\":7,\"stream\":\"s\",\"sequence\":2,\"payload\":\"{ }\"}");
    ck_assert_int_eq(message.kind, MESSAGE_KIND_ROW);
    ck_assert_uint_eq(message.call, 7);
    ck_assert_str_eq(json_get_string(message.body, "payload", ""), "{ }");
    ck_assert_ptr_null(json_get(message.body, "ev"));
    message_release(&message);
}
END_TEST

START_TEST(noise_is_quoted_escaped_and_asked_about)
{
    refuses("listening on \x1b[31m:80", "\"listening on \\x1b[31m:80\"");
    refuses("listening", "was it meant for stderr?");
    refuses("[1]", "no JSON object");
    refuses("", "no JSON");
}
END_TEST

START_TEST(a_long_line_is_quoted_in_part)
{
    char line[1000];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    char *quoted = protocol_quote(line, strlen(line));
    ck_assert_uint_lt(strlen(quoted), 300);
    ck_assert_ptr_nonnull(strstr(quoted, "…"));
    free(quoted);
}
END_TEST

START_TEST(misshapen_answers_are_refused)
{
    refuses("{\"id\":1}", "exactly one of");
    refuses("{\"id\":1,\"ok\":{},\"error\":{\"kind\":\"x\"}}", "exactly one of");
    refuses("{\"id\":1,\"ok\":[]}", "`ok` is an object");
    refuses("{\"id\":1,\"ok\":null}", "`ok` is an object");
    refuses("{\"id\":1,\"error\":{\"message\":\"x\"}}", "string `kind`");
    refuses("{\"id\":1,\"unsupported\":true}", "a sentence");
    refuses("{\"id\":0,\"ok\":{}}", "`id`");
    refuses("{\"id\":-1,\"ok\":{}}", "`id`");
    refuses("{\"ok\":{}}", "neither an answer");
    refuses("{\"id\":1,\"ev\":\"row\"}", "both");
}
END_TEST

START_TEST(misshapen_events_are_refused)
{
    refuses("{\"ev\":\"rows\",\"call\":1}", "row, progress, diagnostic, blocked");
    refuses("{\"ev\":7,\"call\":1}", "`ev`");
    refuses("{\"ev\":\"blocked\",\"row\":1}", "`call`");
    refuses(
        "{\"ev\":\"row\",\"call\":1,\"stream\":\"s\",\"sequence\":0,\"payload\":{\"a\":1}}", "exact text");
    refuses("{\"ev\":\"row\",\"call\":1,\"stream\":\"s\",\"sequence\":-1,\"payload\":\"\"}", "`sequence`");
    refuses("{\"ev\":\"progress\",\"call\":1,\"phase\":\"p\",\"current\":1,\"total\":\"x\"}", "`total`");
    struct message message = parse("{\"ev\":\"progress\",\"call\":1,\"phase\":\"p\",\"current\":1}");
    message_release(&message);
}
END_TEST

static int accept_line(struct calls *calls, const char *line, char **ret_error)
{
    struct message message = parse(line);
    struct call *call;
    int result = calls_accept(calls, &message, &call, ret_error);
    if (result == 0 && message.kind < MESSAGE_KIND_ROW)
        calls_file_answer(calls, call, message.kind, NULL, 1);
    message_release(&message);
    return result;
}

START_TEST(each_call_is_answered_once)
{
    struct calls calls = {0};
    char *error = NULL;
    ck_assert_uint_eq(calls_add(&calls, NULL, "hello")->id, 1);
    ck_assert_uint_eq(calls_add(&calls, "a", "spawn")->id, 2);
    ck_assert_uint_eq(calls.unsettled, 2);
    ck_assert_int_eq(accept_line(&calls, "{\"id\":2,\"ok\":{}}", &error), 0);
    ck_assert_uint_eq(calls.unsettled, 1);
    ck_assert_int_eq(accept_line(&calls, "{\"id\":2,\"ok\":{}}", &error), -1);
    ck_assert_ptr_nonnull(strstr(error, "a second answer"));
    free(error);
    ck_assert_int_eq(accept_line(&calls, "{\"id\":3,\"ok\":{}}", &error), -1);
    ck_assert_ptr_nonnull(strstr(error, "no call has that id"));
    free(error);
    calls_release(&calls);
}
END_TEST

START_TEST(no_event_comes_after_the_answer)
{
    struct calls calls = {0};
    char *error = NULL;
    calls_add(&calls, "a", "stream");
    ck_assert_int_eq(accept_line(&calls, "{\"ev\":\"blocked\",\"call\":1,\"row\":0}", &error), 0);
    ck_assert_int_eq(accept_line(&calls, "{\"id\":1,\"ok\":{}}", &error), 0);
    ck_assert_int_eq(accept_line(&calls, "{\"ev\":\"blocked\",\"call\":1,\"row\":1}", &error), -1);
    ck_assert_ptr_nonnull(strstr(error, "before its answer"));
    free(error);
    calls_release(&calls);
}
END_TEST

static int read_subject(const char *text, struct subject *subject, char **ret_error)
{
    struct json *ok;
    ck_assert_int_eq(json_parse(text, strlen(text), &ok, NULL), 0);
    int result = subject_read(ok, subject, ret_error);
    json_free(ok);
    return result;
}

START_TEST(hello_says_who_the_subject_is)
{
    struct subject subject;
    char *error = NULL;
    ck_assert_int_eq(
        read_subject("{\"protocol\":1,\"name\":\"s\",\"version\":\"1\",\"profiles\":[\"supervisor\"],"
                     "\"features\":[\"rss\"],\"display\":true}",
            &subject, &error),
        0);
    ck_assert(subject_claims(&subject, "supervisor"));
    ck_assert(!subject_claims(&subject, "stream"));
    ck_assert(subject_has(&subject, "rss"));
    ck_assert(subject_has(&subject, "display"));
    ck_assert(!subject_has(&subject, "concurrent"));
    subject_release(&subject);
}
END_TEST

START_TEST(a_hello_that_makes_no_sense_is_refused)
{
    static const char *const bad[] = {
        "{\"protocol\":2,\"name\":\"s\",\"profiles\":[\"supervisor\"]}",
        "{\"name\":\"s\",\"profiles\":[\"supervisor\"]}",
        "{\"protocol\":1,\"profiles\":[\"supervisor\"]}",
        "{\"protocol\":1,\"name\":\"s\",\"profiles\":[]}",
        "{\"protocol\":1,\"name\":\"s\"}",
        "{\"protocol\":1,\"name\":\"s\",\"profiles\":\"supervisor\"}",
        "{\"protocol\":1,\"name\":\"s\",\"profiles\":[\"superviser\"]}",
        "{\"protocol\":1,\"name\":\"s\",\"profiles\":[\"supervisor\"],\"features\":[1]}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct subject subject;
        char *error = NULL;
        ck_assert_int_eq(read_subject(bad[i], &subject, &error), -1);
        ck_assert_ptr_nonnull(error);
        free(error);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("protocol");
    TCase *all = tcase_create("all");
    tcase_add_test(all, an_answer_is_one_of_three);
    tcase_add_test(all, an_event_keeps_its_fields_but_ev_and_call);
    tcase_add_test(all, noise_is_quoted_escaped_and_asked_about);
    tcase_add_test(all, a_long_line_is_quoted_in_part);
    tcase_add_test(all, misshapen_answers_are_refused);
    tcase_add_test(all, misshapen_events_are_refused);
    tcase_add_test(all, each_call_is_answered_once);
    tcase_add_test(all, no_event_comes_after_the_answer);
    tcase_add_test(all, hello_says_who_the_subject_is);
    tcase_add_test(all, a_hello_that_makes_no_sense_is_refused);
    suite_add_tcase(suite, all);
    return check_run(suite);
}
