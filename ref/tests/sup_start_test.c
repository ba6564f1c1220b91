/* Starting a child: what it gets, and every way in which a start fails. */
#include "suite.h"
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fail_to_open(struct bench *bench)
{
    int r = sup_supervisor_open(&bench->options, &bench->supervisor, &bench->error);
    ck_assert_int_lt(r, 0);
    ck_assert_ptr_null(bench->supervisor);
    return r;
}

static char *ask(struct bench *bench)
{
    const struct sup_request request = {
        .operation = SUP_OPERATION_JSON_COMMAND, .export_name = "e", .request_json = "{}"};
    static struct sup_response response;
    ck_assert_int_eq(sup_request(bench->supervisor, &request, &response, &bench->error), 0);
    return response.text.data;
}

START_TEST(a_missing_program_is_a_spawn_error)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello"));
    bench.options.executable = "/nowhere/child";
    ck_assert_int_eq(fail_to_open(&bench), -SUP_ERROR_KIND_SPAWN);
    ck_assert_str_eq(bench.error.executable.data, "/nowhere/child");
    ck_assert_int_eq(bench.error.system_error, ENOENT);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_file_that_is_no_program_is_a_spawn_error)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello"));
    bench.options.executable = "/etc/passwd";
    ck_assert_int_eq(fail_to_open(&bench), -SUP_ERROR_KIND_SPAWN);
    ck_assert_int_eq(bench.error.system_error, EACCES);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_missing_directory_is_a_spawn_error)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello"));
    bench.options.working_directory = "/nowhere";
    ck_assert_int_eq(fail_to_open(&bench), -SUP_ERROR_KIND_SPAWN);
    bench_finish(&bench);
}
END_TEST

START_TEST(the_child_works_where_it_is_told_to)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "recv", "cwd", "serve"));
    bench.options.working_directory = "/usr";
    bench_open(&bench);
    ck_assert_str_eq(ask(&bench), "/usr");
    bench_finish(&bench);
}
END_TEST

START_TEST(later_variables_win_over_fixed_and_inherited_ones)
{
    static const struct {
        const char *step;
        const char *value;
    } EXPECTED[] = {
        {"env=LEAN_ABORT_ON_PANIC", "1"},
        {"env=LEAN_BACKTRACE", "yes"},
        {"env=RUST_BACKTRACE", "0"},
        {"env=SUP_TEST_TWICE", "second"},
        {"env=SUP_TEST_INHERITED", "parent"},
    };
    setenv("SUP_TEST_INHERITED", "parent", 1);
    setenv("RUST_BACKTRACE", "full", 1);
    for (size_t i = 0; i < sizeof(EXPECTED) / sizeof(EXPECTED[0]); i++) {
        struct bench bench;
        bench_prepare(&bench, SCRIPT("hello", "recv", EXPECTED[i].step, "serve"));
        bench.environment[1] = (struct sup_environment_entry){"LEAN_BACKTRACE", "yes"};
        bench.environment[2] = (struct sup_environment_entry){"SUP_TEST_TWICE", "first"};
        bench.environment[3] = (struct sup_environment_entry){"SUP_TEST_TWICE", "second"};
        bench.options.environment_count = 4;
        bench_open(&bench);
        ck_assert_str_eq(ask(&bench), EXPECTED[i].value);
        bench_finish(&bench);
    }
}
END_TEST

START_TEST(no_descriptor_leaks_into_the_child)
{
    int leaky = open("/dev/null", O_RDONLY); /* without close-on-exec */
    int far = fcntl(leaky, F_DUPFD, 300);
    struct bench other, bench;
    bench_start(&other, SCRIPT("hello", "serve"));
    bench_start(&bench, SCRIPT("hello", "recv", "fds", "serve"));
    ck_assert_str_eq(ask(&bench), "0 1 2 ");
    sup_supervisor_free(bench.supervisor);
    unlink(bench.count_path);
    bench_finish(&other);
    close(leaky);
    close(far);
}
END_TEST

START_TEST(the_child_starts_with_default_signals)
{
    sigset_t some;
    sigemptyset(&some);
    sigaddset(&some, SIGUSR1);
    sigaddset(&some, SIGTERM);
    sigprocmask(SIG_BLOCK, &some, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "mask", "serve"));
    ck_assert_str_eq(ask(&bench), "0 0");
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_can_be_started_without_standard_descriptors)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "serve"));
    int kept[3];
    for (int fd = 0; fd < 3; fd++) {
        kept[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 100);
        close(fd);
    }
    int r = sup_supervisor_open(&bench.options, &bench.supervisor, &bench.error);
    int health = r == 0 ? sup_health(bench.supervisor, &bench.error) : r;
    for (int fd = 0; fd < 3; fd++) {
        dup2(kept[fd], fd);
        close(kept[fd]);
    }
    ck_assert_int_eq(r, 0);
    ck_assert_int_eq(health, 0);
    bench_finish(&bench);
}
END_TEST

static const struct {
    const char *steps[4];
    enum sup_error_kind kind;
    const char *reason; /* a part of the message */
} FAILURES[] = {
    {{"exit=0"}, SUP_ERROR_KIND_CHILD_EXITED, "closed its output"},
    {{"say=why", "exit=3"}, SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, "closed its output"},
    {{"handshake=11", "hang"}, SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, "expected 10, received 11"},
    {{"raw=00000001", "raw=65", "hang"}, SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, "decode"},
    {{"raw=7fffffff", "hang"}, SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, "too large"},
    {{"response={\"status\":\"health_ok\"}", "hang"}, SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, "response"},
    {{"close=1", "hang"}, SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, "closed its output"},
};

START_TEST(a_bad_handshake_gives_the_exit_and_says_why)
{
    struct bench bench;
    bench_prepare(&bench, FAILURES[_i].steps);
    ck_assert_int_eq(fail_to_open(&bench), -(int)FAILURES[_i].kind);
    ck_assert_msg(strstr(bench_sentence(&bench), FAILURES[_i].reason), "%s", bench_sentence(&bench));
    if (strcmp(FAILURES[_i].steps[0], "say=why") == 0)
        ck_assert_str_eq(bench.error.exit.diagnostics.data, "why");
    bench_finish(&bench);
}
END_TEST

START_TEST(no_handshake_in_time_is_a_startup_timeout)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("raw=000000", "hang"));
    bench.options.startup_timeout_ms = 100;
    int64_t before_ms = bench_now_ms();
    ck_assert_int_eq(fail_to_open(&bench), -SUP_ERROR_KIND_TIMEOUT);
    ck_assert_int_ge(bench_now_ms() - before_ms, 100);
    ck_assert_str_eq(bench.error.operation, "startup");
    ck_assert_uint_eq(bench.error.resource.duration_ms, 100);
    ck_assert(!bench.error.resource.work_entered_child);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_that_leaves_after_its_handshake_leaves_nothing)
{
    for (int round = 0; round < 200; round++) {
        struct bench bench;
        bench_prepare(&bench, SCRIPT("handshake=10", "exit=6"));
        int r = sup_supervisor_open(&bench.options, &bench.supervisor, &bench.error);
        if (r == 0) {
            bench_await_exit(&bench);
            r = sup_health(bench.supervisor, &bench.error);
        }
        ck_assert(r == -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT || r == -SUP_ERROR_KIND_PROTOCOL);
        bench_finish(&bench);
    }
}
END_TEST

START_TEST(a_child_without_stdin_is_a_protocol_failure_at_the_latest_in_the_first_request)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("close=0", "handshake=10", "hang"));
    int64_t before_ms = bench_now_ms();
    ck_assert_int_eq(fail_to_open(&bench), -SUP_ERROR_KIND_PROTOCOL);
    ck_assert_int_lt(bench_now_ms() - before_ms, SUP_EOF_GRACE_MS + 10000);
    bench_finish(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("start");
    TCase *tcase = tcase_create("start");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_missing_program_is_a_spawn_error);
    tcase_add_test(tcase, a_file_that_is_no_program_is_a_spawn_error);
    tcase_add_test(tcase, a_missing_directory_is_a_spawn_error);
    tcase_add_test(tcase, the_child_works_where_it_is_told_to);
    tcase_add_test(tcase, later_variables_win_over_fixed_and_inherited_ones);
    tcase_add_test(tcase, no_descriptor_leaks_into_the_child);
    tcase_add_test(tcase, the_child_starts_with_default_signals);
    tcase_add_test(tcase, a_child_can_be_started_without_standard_descriptors);
    tcase_add_loop_test(
        tcase, a_bad_handshake_gives_the_exit_and_says_why, 0, (int)(sizeof(FAILURES) / sizeof(FAILURES[0])));
    tcase_add_test(tcase, no_handshake_in_time_is_a_startup_timeout);
    tcase_add_test(tcase, a_child_that_leaves_after_its_handshake_leaves_nothing);
    tcase_add_test(tcase, a_child_without_stdin_is_a_protocol_failure_at_the_latest_in_the_first_request);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
