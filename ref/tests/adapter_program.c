/* The program ref-adapter as a harness sees it: lines in, lines out, and what is left at the end. */
#include "suite.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST_SECONDS_MAX 30

struct adapter {
    pid_t pid;
    FILE *in;
    FILE *out;
    char *line;
    size_t capacity;
};

static struct adapter adapter_start(const char *argument)
{
    struct adapter adapter = {.line = NULL};
    int in[2];
    int out[2];

    ck_assert_int_eq(pipe2(in, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(out, O_CLOEXEC), 0);
    adapter.pid = fork();
    ck_assert_int_ge(adapter.pid, 0);
    if (adapter.pid == 0) {
        (void)dup2(in[0], STDIN_FILENO);
        (void)dup2(out[1], STDOUT_FILENO);
        (void)execl(ADAPTER, ADAPTER, argument, (char *)NULL);
        _exit(127);
    }
    (void)close(in[0]);
    (void)close(out[1]);
    adapter.in = fdopen(in[1], "w");
    adapter.out = fdopen(out[0], "r");
    ck_assert(adapter.in != NULL && adapter.out != NULL);
    return adapter;
}

static void send_line(struct adapter *adapter, const char *line)
{
    ck_assert_int_ge(fprintf(adapter->in, "%s\n", line), 0);
    ck_assert_int_eq(fflush(adapter->in), 0);
}

static const char *next_line(struct adapter *adapter)
{
    ssize_t length = getline(&adapter->line, &adapter->capacity, adapter->out);

    ck_assert_msg(length > 0, "no line came");
    adapter->line[length - 1] = '\0';
    return adapter->line;
}

/* The next line must start with EXPECTED. */
static void expect(struct adapter *adapter, const char *expected)
{
    const char *line = next_line(adapter);

    ck_assert_msg(
        strncmp(line, expected, strlen(expected)) == 0, "expected `%s…`, happened `%s`", expected, line);
}

/* Ends the input; no line may come any more, and the adapter must leave with STATUS. */
static void adapter_end(struct adapter *adapter, int status)
{
    int wait_status;

    (void)fclose(adapter->in);
    ck_assert_int_eq(getline(&adapter->line, &adapter->capacity, adapter->out), -1);
    (void)fclose(adapter->out);
    free(adapter->line);
    ck_assert_int_eq(waitpid(adapter->pid, &wait_status, 0), adapter->pid);
    ck_assert(WIFEXITED(wait_status));
    ck_assert_int_eq(WEXITSTATUS(wait_status), status);
}

#define SPAWN(id, worker, steps)                                                                             \
    "{\"id\":" #id ",\"do\":\"spawn\",\"worker\":\"" worker "\",\"config\":{\"executable\":\"" CHILD         \
    "\",\"args\":[" steps "]}}"

/* Starts an adapter with worker "a", whose child plays STEPS. */
#define START_WITH(adapter, steps)                                                                           \
    do {                                                                                                     \
        (adapter) = adapter_start(NULL);                                                                     \
        send_line(&(adapter), SPAWN(1, "a", steps));                                                         \
        expect(&(adapter), "{\"id\":1,\"ok\":{\"worker_version\":\"");                                       \
    } while (0)

#define SUMMARY                                                                                              \
    "\"response={\\\"status\\\":\\\"stream_complete\\\",\\\"summary\\\":{\\\"total_rows\\\":3,"              \
    "\\\"per_stream_counts\\\":{\\\"s\\\":3},\\\"elapsed_micros\\\":9,\\\"metadata\\\":{\\\"m\\\": 1}}}\""
#define THREE_ROWS                                                                                           \
    "\"hello\",\"recv\",\"row={\\\"ordinal\\\": 0}\",\"row=[ 1 ]\",\"row=\\\"two\\\"\"," SUMMARY ",\"serve"  \
    "\""
#define STREAM_OK                                                                                            \
    "{\"id\":2,\"ok\":{\"total_rows\":3,\"per_stream_counts\":{\"s\":3},\"elapsed_us\":9,\"metadata\":{"     \
    "\"m\": 1}"

/* ---- Lines -------------------------------------------------------------------------------------------------------- */

START_TEST(hello_says_what_it_claims)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter, "{\"id\":1,\"do\":\"hello\",\"protocol\":1,\"later\":[]}");
    expect(&adapter, "{\"id\":1,\"ok\":{\"protocol\":1,\"name\":\"sup\",\"version\":\"");
    ck_assert_ptr_nonnull(strstr(adapter.line, "\"profiles\":[\"supervisor\",\"stream\",\"display\","
                                               "\"session\",\"pool\",\"actor\",\"config\",\"planner\"]"));
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(lines_that_are_no_requests_are_passed_over)
{
    static const char *const lines[] = {"", "garbage", "[]", "7", "{\"do\":\"hello\"}",
        "{\"id\":0,\"do\":\"hello\"}", "{\"id\":1}", "{\"id\":-1,\"do\":\"hello\"}", "{\"id\":1,\"do\":7}"};
    struct adapter adapter = adapter_start(NULL);

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        send_line(&adapter, lines[i]);
    send_line(&adapter, "{\"id\":5,\"do\":\"cancel\",\"token\":\"t\"}");
    expect(&adapter, "{\"id\":5,\"ok\":{}}");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_verb_of_another_profile_is_unsupported)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter, "{\"id\":1,\"do\":\"bench\"}");
    expect(&adapter, "{\"id\":1,\"unsupported\":\"");
    adapter_end(&adapter, 0);
}
END_TEST

static const char *const worker_verbs[] = {"health", "request", "stream", "emit_rows", "cycle", "shutdown",
    "drop", "status", "stats", "snapshot", "rss", "metadata", "set_request_timeout"};

START_TEST(a_worker_that_was_never_spawned_is_an_unsupported_request)
{
    struct adapter adapter = adapter_start(NULL);
    char line[96];

    (void)snprintf(line, sizeof line, "{\"id\":1,\"do\":\"%s\",\"worker\":\"a\"}", worker_verbs[_i]);
    send_line(&adapter, line);
    expect(&adapter, "{\"id\":1,\"error\":{\"kind\":\"unsupported_request\",");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_line_without_end_is_refused)
{
    struct adapter adapter = adapter_start(NULL);
    size_t left = 9000000;
    int status;

    (void)sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    while (left > 0 && fputc('x', adapter.in) != EOF)
        left--;
    (void)fclose(adapter.in);
    (void)fclose(adapter.out);
    ck_assert_int_eq(waitpid(adapter.pid, &status, 0), adapter.pid);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_FAILURE);
}
END_TEST

START_TEST(options_are_help_and_version)
{
    struct adapter adapter = adapter_start("--help");

    expect(&adapter, "usage: ref-adapter");
    while (getline(&adapter.line, &adapter.capacity, adapter.out) > 0)
        ;
    adapter_end(&adapter, 0);
    adapter = adapter_start("--version");
    expect(&adapter, "ref-adapter ");
    adapter_end(&adapter, 0);
    adapter = adapter_start("--nonsense");
    adapter_end(&adapter, 64);
}
END_TEST

/* ---- Workers ------------------------------------------------------------------------------------------------------ */

START_TEST(a_worker_lives_from_spawn_to_drop)
{
    struct adapter adapter;

    START_WITH(adapter, "\"hello\",\"serve\"");
    send_line(&adapter, "{\"id\":2,\"do\":\"health\",\"worker\":\"a\"}");
    expect(&adapter, "{\"id\":2,\"ok\":{}}");
    send_line(&adapter, "{\"id\":3,\"do\":\"status\",\"worker\":\"a\"}");
    expect(&adapter, "{\"id\":3,\"ok\":{\"state\":\"running\"}}");
    send_line(&adapter, "{\"id\":4,\"do\":\"shutdown\",\"worker\":\"a\"}");
    expect(&adapter,
        "{\"id\":4,\"ok\":{\"outcome\":\"graceful\",\"exit\":{\"success\":true,\"code\":0,\"signal\":null,");
    send_line(&adapter, "{\"id\":5,\"do\":\"stats\",\"worker\":\"a\"}");
    expect(&adapter, "{\"id\":5,\"ok\":{\"requests\":1,");
    send_line(&adapter, SPAWN(6, "a", "\"hello\",\"serve\""));
    expect(&adapter, "{\"id\":6,\"error\":{\"kind\":\"unsupported_request\",");
    send_line(&adapter, "{\"id\":7,\"do\":\"drop\",\"worker\":\"a\"}");
    expect(&adapter, "{\"id\":7,\"ok\":{}}");
    send_line(&adapter, SPAWN(8, "a", "\"hello\",\"serve\""));
    expect(&adapter, "{\"id\":8,\"ok\":{");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_program_that_is_not_there_is_a_spawn_error)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter,
        "{\"id\":1,\"do\":\"spawn\",\"worker\":\"a\",\"config\":{\"executable\":\"/nonexistent\"}}");
    expect(&adapter,
        "{\"id\":1,\"error\":{\"kind\":\"spawn\",\"executable\":\"/nonexistent\",\"system_error\":\"");
    send_line(&adapter, "{\"id\":2,\"do\":\"status\",\"worker\":\"a\"}");
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"unsupported_request\",");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(great_integers_pass_as_strings)
{
    struct adapter adapter;

    START_WITH(adapter,
        "\"hello\",\"recv\",\"response={\\\"status\\\":\\\"u64\\\",\\\"value\\\":18446744073709551615}\","
        "\"serve\"");
    send_line(&adapter, "{\"id\":2,\"do\":\"request\",\"worker\":\"a\",\"op\":\"call_fixture_mul\",\"body\":"
                        "{\"manifest_path\":\"m\",\"lhs\":1,\"rhs\":\"18446744073709551615\"}}");
    expect(&adapter, "{\"id\":2,\"ok\":{\"value\":\"18446744073709551615\"}}");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(one_worker_answers_while_another_hangs)
{
    struct adapter adapter;

    START_WITH(adapter, "\"hello\",\"recv\",\"hang\"");
    send_line(&adapter, SPAWN(2, "b", "\"hello\",\"serve\""));
    expect(&adapter, "{\"id\":2,\"ok\":{");
    send_line(&adapter, "{\"id\":3,\"do\":\"health\",\"worker\":\"a\"}");
    send_line(&adapter, "{\"id\":4,\"do\":\"health\",\"worker\":\"b\"}");
    expect(&adapter, "{\"id\":4,\"ok\":{}}");
    (void)fflush(adapter.in);
    (void)fclose(adapter.in);
    expect(&adapter, "{\"id\":3,\"error\":{\"kind\":\"child_panic_or_abort\",");
    adapter.in = fopen("/dev/null", "we");
    adapter_end(&adapter, 0);
}
END_TEST

/* ---- Sinks -------------------------------------------------------------------------------------------------------- */

START_TEST(rows_are_recorded_with_their_exact_text)
{
    struct adapter adapter;

    START_WITH(adapter, THREE_ROWS);
    send_line(
        &adapter, "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"request\":{\"n\":1}}");
    expect(&adapter,
        "{\"ev\":\"row\",\"call\":2,\"stream\":\"s\",\"sequence\":0,\"payload\":\"{\\\"ordinal\\\": 0}\"}");
    expect(&adapter, "{\"ev\":\"row\",\"call\":2,\"stream\":\"s\",\"sequence\":1,\"payload\":\"[ 1 ]\"}");
    expect(
        &adapter, "{\"ev\":\"row\",\"call\":2,\"stream\":\"s\",\"sequence\":2,\"payload\":\"\\\"two\\\"\"}");
    expect(&adapter, STREAM_OK "}}");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_digest_writes_no_events)
{
    struct adapter adapter;

    START_WITH(adapter, THREE_ROWS);
    send_line(&adapter,
        "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"sink\":{\"mode\":\"digest\"}}");
    expect(&adapter, STREAM_OK ",\"delivered\":{\"rows\":3,\"bytes\":24,\"fnv1a\":\"");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_sink_without_rows_makes_them_a_protocol_failure)
{
    struct adapter adapter;

    START_WITH(adapter, THREE_ROWS);
    send_line(&adapter,
        "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"sink\":{\"mode\":\"none\"}}");
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"protocol\",");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_sink_fails_on_order_without_an_event)
{
    struct adapter adapter;

    START_WITH(adapter, THREE_ROWS);
    send_line(&adapter,
        "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"sink\":{\"fail_at_row\":1}}");
    expect(&adapter, "{\"ev\":\"row\",\"call\":2,\"stream\":\"s\",\"sequence\":0,");
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"data_sink_panic\",");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_sink_cancels_on_order_after_its_event)
{
    struct adapter adapter;

    START_WITH(adapter, THREE_ROWS ",\"--\",\"hello\",\"serve\"");
    send_line(&adapter,
        "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"sink\":{\"cancel_at_row\":0}}");
    expect(&adapter, "{\"ev\":\"row\",\"call\":2,\"stream\":\"s\",\"sequence\":0,");
    expect(&adapter,
        "{\"id\":2,\"error\":{\"kind\":\"cancelled\",\"operation\":\"worker_run_data_stream\",\"resource\":"
        "{\"cause\":\"worker_cancelled\",\"work_entered_child\":true,");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_sink_blocks_until_it_is_released)
{
    struct adapter adapter;
    struct pollfd silent;
    int events = 0;
    int answers = 0;

    START_WITH(adapter, THREE_ROWS);
    send_line(&adapter,
        "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"sink\":{\"block_at_row\":0}}");
    expect(&adapter, "{\"ev\":\"row\",\"call\":2,\"stream\":\"s\",\"sequence\":0,");
    expect(&adapter, "{\"ev\":\"blocked\",\"call\":2,\"row\":0}");
    send_line(&adapter, "{\"id\":3,\"do\":\"release\",\"call\":7}");
    expect(&adapter, "{\"id\":3,\"error\":{\"kind\":\"unsupported_request\",");
    silent = (struct pollfd){.fd = fileno(adapter.out), .events = POLLIN};
    ck_assert_int_eq(poll(&silent, 1, 50), 0);
    send_line(&adapter, "{\"id\":4,\"do\":\"release\",\"call\":2}");
    /* The answer to `release` and what it sets free come from two threads, in any order. */
    while (events + answers < 4) {
        const char *line = next_line(&adapter);

        events += strstr(line, "\"ev\":\"row\"") != NULL;
        answers += strstr(line, "\"ok\":") != NULL;
    }
    ck_assert_int_eq(events, 2);
    ck_assert_int_eq(answers, 2);
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_typed_row_that_does_not_decode_is_not_delivered)
{
    struct adapter adapter;

    START_WITH(adapter, THREE_ROWS ",\"--\",\"hello\",\"serve\"");
    send_line(&adapter, "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"typed\":true}");
    expect(&adapter, "{\"ev\":\"row\",\"call\":2,\"stream\":\"s\",\"sequence\":0,");
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"typed_command_row_decode\",\"export\":\"e\",\"stream\":"
                     "\"s\",\"sequence\":1,");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_token_that_was_set_before_stops_a_call)
{
    struct adapter adapter;

    START_WITH(adapter, "\"hello\",\"serve\"");
    send_line(&adapter, "{\"id\":2,\"do\":\"cancel\",\"token\":\"t\"}");
    expect(&adapter, "{\"id\":2,\"ok\":{}}");
    send_line(&adapter, "{\"id\":3,\"do\":\"health\",\"worker\":\"a\",\"token\":\"t\"}");
    expect(&adapter, "{\"id\":3,\"error\":{\"kind\":\"cancelled\",");
    send_line(&adapter, "{\"id\":4,\"do\":\"health\",\"worker\":\"a\",\"token\":\"u\"}");
    expect(&adapter, "{\"id\":4,\"ok\":{}}");
    adapter_end(&adapter, 0);
}
END_TEST

/* ---- The end ------------------------------------------------------------------------------------------------------ */

START_TEST(end_of_input_frees_a_blocked_sink)
{
    struct adapter adapter;

    START_WITH(adapter, THREE_ROWS);
    send_line(&adapter,
        "{\"id\":2,\"do\":\"stream\",\"worker\":\"a\",\"export\":\"e\",\"sink\":{\"block_at_row\":0}}");
    expect(&adapter, "{\"ev\":\"row\",");
    expect(&adapter, "{\"ev\":\"blocked\",");
    (void)fclose(adapter.in);
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"data_sink_panic\",");
    adapter.in = fopen("/dev/null", "we");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(an_error_is_rendered_for_people)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter,
        "{\"id\":1,\"do\":\"render_error\",\"error\":{\"kind\":\"timeout\",\"operation\":\"health\","
        "\"duration_ms\":1500}}");
    expect(&adapter, "{\"id\":1,\"ok\":{\"text\":\"worker operation health timed out after 1.5s\"}}");
    send_line(&adapter, "{\"id\":2,\"do\":\"render_error\",\"error\":{\"kind\":\"mood\"}}");
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"bad_request\",");
    adapter_end(&adapter, 0);
}
END_TEST

#define ACTOR(id, steps)                                                                                     \
    "{\"id\":" #id ",\"do\":\"actor_open\",\"actor\":\"p\",\"config\":{\"worker\":{\"executable\":\"" CHILD  \
    "\",\"args\":[" steps "]}}}"

START_TEST(an_actor_lives_from_open_to_stop)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter, ACTOR(1, "\"hello\",\"serve\""));
    expect(&adapter, "{\"id\":1,\"ok\":{}}");
    send_line(&adapter, ACTOR(2, "\"hello\",\"serve\""));
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"unsupported_request\",");
    send_line(&adapter,
        "{\"id\":3,\"do\":\"submit\",\"actor\":\"p\",\"job\":{\"imports\":[\"A\",\"B\"],\"do\":\"health\"}}");
    expect(&adapter, "{\"id\":3,\"ok\":{\"value\":{},\"runtime\":{\"worker_generation\":1,");
    ck_assert_ptr_nonnull(strstr(adapter.line, "\"import_profile\":\"A\\u000aB\""));
    send_line(&adapter, "{\"id\":4,\"do\":\"actor_stop\",\"actor\":\"p\"}");
    expect(&adapter, "{\"id\":4,\"ok\":{}}");
    send_line(&adapter, "{\"id\":5,\"do\":\"submit\",\"actor\":\"p\",\"job\":{\"do\":\"health\"}}");
    expect(&adapter, "{\"id\":5,\"error\":{\"kind\":\"unavailable\",");
    ck_assert_ptr_nonnull(strstr(adapter.line, "\"reason\":\"project actor is stopped\""));
    send_line(&adapter, "{\"id\":6,\"do\":\"facts\",\"actor\":\"p\"}");
    expect(&adapter, "{\"id\":6,\"ok\":{\"runtime\":{\"worker_generation\":1,");
    send_line(&adapter, "{\"id\":7,\"do\":\"facts\",\"actor\":\"q\"}");
    expect(&adapter, "{\"id\":7,\"error\":{\"kind\":\"unsupported_request\",");
    send_line(&adapter, "{\"id\":8,\"do\":\"submit\",\"actor\":\"p\",\"job\":{\"do\":\"dance\"}}");
    expect(&adapter, "{\"id\":8,\"error\":{\"kind\":\"bad_request\",");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(end_of_input_ends_an_actor_at_work)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter, ACTOR(1, "\"hello\",\"recv\",\"diagnostic\",\"hang\""));
    expect(&adapter, "{\"id\":1,\"ok\":{}}");
    send_line(&adapter,
        "{\"id\":2,\"do\":\"submit\",\"actor\":\"p\",\"job\":{\"op\":\"health\",\"diagnostics\":true}}");
    expect(&adapter, "{\"ev\":\"diagnostic\",\"call\":2,");
    (void)fclose(adapter.in);
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"unavailable\",");
    ck_assert_ptr_nonnull(strstr(adapter.line, "\"reason\":\"mailbox_closed_before_reply\""));
    adapter.in = fopen("/dev/null", "we");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(a_configuration_is_resolved)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter,
        "{\"id\":1,\"do\":\"resolve_config\",\"environment\":{\"LEAN_HOST_MCP_WORKER_RESTART_LIMIT\":\"5\"},"
        "\"file\":{\"PROJECT_MAILBOX_CAPACITY\":4}}");
    expect(&adapter, "{\"id\":1,\"ok\":{\"values\":{");
    ck_assert_ptr_nonnull(
        strstr(adapter.line, "\"WORKER_RESTART_LIMIT\":{\"value\":5,\"source\":\"environment\"}"));
    ck_assert_ptr_nonnull(
        strstr(adapter.line, "\"PROJECT_MAILBOX_CAPACITY\":{\"value\":4,\"source\":\"file\"}"));
    send_line(&adapter, "{\"id\":2,\"do\":\"resolve_config\",\"file\":{\"WORKER_RESTART_LIMIT\":\"x\"}}");
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"config\",\"variable\":\"worker_restart_limit\",");
    adapter_end(&adapter, 0);
}
END_TEST

START_TEST(modules_are_planned)
{
    struct adapter adapter = adapter_start(NULL);

    send_line(&adapter,
        "{\"id\":1,\"do\":\"plan\",\"modules\":[{\"module\":\"B\",\"lib_name\":\"L\"},{\"module\":\"A\","
        "\"lib_name\":\"L\"}],\"declared\":[\"L\"]}");
    expect(&adapter, "{\"id\":1,\"ok\":{\"batches\":[{");
    ck_assert_ptr_nonnull(strstr(adapter.line, "\"modules\":[\"A\",\"B\"]}]}}"));
    send_line(&adapter, "{\"id\":2,\"do\":\"plan\",\"modules\":[{\"module\":\"A..B\",\"lib_name\":\"L\"}]}");
    expect(&adapter, "{\"id\":2,\"error\":{\"kind\":\"invalid_module_name\",\"module\":\"A..B\",");
    adapter_end(&adapter, 0);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int main(void)
{
    Suite *suite = suite_create("adapter_program");
    TCase *tests = tcase_create("program");

    tcase_add_test(tests, hello_says_what_it_claims);
    tcase_add_test(tests, lines_that_are_no_requests_are_passed_over);
    tcase_add_test(tests, a_verb_of_another_profile_is_unsupported);
    tcase_add_loop_test(
        tests, a_worker_that_was_never_spawned_is_an_unsupported_request, 0, COUNT(worker_verbs));
    tcase_add_test(tests, a_line_without_end_is_refused);
    tcase_add_test(tests, options_are_help_and_version);
    tcase_add_test(tests, a_worker_lives_from_spawn_to_drop);
    tcase_add_test(tests, a_program_that_is_not_there_is_a_spawn_error);
    tcase_add_test(tests, great_integers_pass_as_strings);
    tcase_add_test(tests, one_worker_answers_while_another_hangs);
    tcase_add_test(tests, rows_are_recorded_with_their_exact_text);
    tcase_add_test(tests, a_digest_writes_no_events);
    tcase_add_test(tests, a_sink_without_rows_makes_them_a_protocol_failure);
    tcase_add_test(tests, a_sink_fails_on_order_without_an_event);
    tcase_add_test(tests, a_sink_cancels_on_order_after_its_event);
    tcase_add_test(tests, a_sink_blocks_until_it_is_released);
    tcase_add_test(tests, a_typed_row_that_does_not_decode_is_not_delivered);
    tcase_add_test(tests, a_token_that_was_set_before_stops_a_call);
    tcase_add_test(tests, end_of_input_frees_a_blocked_sink);
    tcase_add_test(tests, an_error_is_rendered_for_people);
    tcase_add_test(tests, an_actor_lives_from_open_to_stop);
    tcase_add_test(tests, end_of_input_ends_an_actor_at_work);
    tcase_add_test(tests, a_configuration_is_resolved);
    tcase_add_test(tests, modules_are_planned);
    tcase_set_timeout(tests, TEST_SECONDS_MAX);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
