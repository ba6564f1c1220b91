/* The program with a harness that the test plays: what it tells, in which order, and what it waits for. */
#include <check.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "shared/clock.h"

static struct player player;

static void set_up(void)
{
    player_init(&player);
}

static void tear_down(void)
{
    player_release(&player);
}

static void welcome(int generation)
{
    json_free(player_welcome(&player, generation));
}

/* The next event is NAME and its field KEY prints as EXPECTED. */
static void expect_event(const char *name, const char *key, const char *expected)
{
    struct json *event = player_event(&player, name);
    char *text = json_get(event, key) ? json_print(json_get(event, key), NULL) : strdup("absent");
    ck_assert_msg(strcmp(text, expected) == 0, "%s: %s is %s, not %s", name, key, text, expected);
    free(text);
    json_free(event);
}

START_TEST(hello_tells_what_the_process_was_born_with)
{
    static const char *const arguments[] = {"--bogus", "x y", NULL};
    player_start_with_harness(&player, NULL, arguments);
    struct json *hello = player_welcome(&player, 0);
    ck_assert_str_eq(json_get_string(hello, "run", ""), "token");
    ck_assert_str_eq(json_get_string(hello, "worker", ""), "b");
    ck_assert_int_eq(json_get_int64(hello, "pid", 0), player.pid);
    ck_assert_int_eq(json_get_int64(hello, "ppid", 0), getpid());
    ck_assert_uint_eq(json_count(json_get(hello, "argv")), 3);
    ck_assert_str_eq(json_string(json_at(json_get(hello, "argv"), 2)), "x y");
    ck_assert_str_eq(json_string(json_at(json_get(hello, "env"), 1)), "FAKETIME=+0 x60");
    ck_assert_ptr_nonnull(json_get_string(hello, "cwd", NULL));
    ck_assert_int_gt(json_get_int64(json_get(hello, "pipes"), "stdout", 0), 0);
    size_t pipes = 0;
    for (const struct json *fd = json_first(json_get(hello, "fds")); fd; fd = json_next(fd))
        pipes += json_get_int64(fd, "fd", -1) <= 2 &&
                 strncmp(json_get_string(fd, "target", ""), "pipe:[", strlen("pipe:[")) == 0;
    ck_assert_uint_eq(pipes, 3);
    json_free(hello);
    player_handshake(&player);
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(nothing_is_played_before_the_welcome)
{
    player_start_with_harness(&player, "worker:frame('x')", NULL);
    ck_assert_int_gt(clock_wait_fd(player.listener, POLLIN, PLAYER_WAIT_MS * CLOCK_NS_PER_MS), 0);
    ck_assert_int_eq(clock_wait_fd(player.out, POLLIN, 20 * CLOCK_NS_PER_MS), 0);
    welcome(0);
    player_expect_frame(&player, "x");
}
END_TEST

START_TEST(each_message_is_told_before_it_goes_out)
{
    player_start_with_harness(&player, "worker:handshake() worker:serve()", NULL);
    welcome(2);
    expect_event("send", "type", "\"handshake\"");
    player_handshake(&player);
    expect_event("recv", "type", "\"configure_frame_limit\"");
    player_request(&player, "{\"op\":\"health\",\"n\":18446744073709551615}");
    expect_event("recv", "body", "{\"op\":\"health\",\"n\":\"18446744073709551615\"}");
    expect_event("send", "text", "\"{\\\"status\\\":\\\"health_ok\\\"}\"");
    player_expect(&player, "response", "{\"status\":\"health_ok\"}");
    player_request(&player, "{\"op\":\"terminate\"}");
    expect_event("recv", "op", "\"terminate\"");
    expect_event("send", "status", "\"terminating\"");
    expect_event("exiting", "code", "0");
    assert_exited(player_wait(&player), 0);
}
END_TEST

START_TEST(a_row_is_told_with_its_exact_payload_and_a_long_one_by_its_digest)
{
    player_start_with_harness(
        &player, "worker:row('s', json.text(' [1]')) worker:row('s', string.rep('x', 5000))", NULL);
    welcome(0);
    expect_event("send", "payload", "\" [1]\"");
    struct json *event = player_event(&player, "send");
    ck_assert_ptr_null(json_get(event, "payload"));
    ck_assert_int_eq(json_get_int64(event, "bytes", 0), 5002);
    ck_assert_int_eq(json_get_int64(event, "sequence", 0), 1);
    ck_assert_uint_eq(strlen(json_get_string(event, "digest", "")), 16);
    json_free(event);
}
END_TEST

START_TEST(a_burst_is_one_event_with_the_digest_of_its_payloads)
{
    player_start_with_harness(&player, "worker:rows('s', 3)", NULL);
    welcome(0);
    struct json *event = player_event(&player, "burst");
    ck_assert_int_eq(json_get_int64(event, "count", 0), 3);
    ck_assert_int_eq(json_get_int64(event, "payload_bytes", 0), 39);
    /* of {"ordinal":0}LF{"ordinal":1}LF{"ordinal":2}LF, computed apart from this program */
    ck_assert_str_eq(json_get_string(event, "fnv1a", ""), "56ae16554d305d11");
    json_free(event);
    expect_event("sent", "rows", "3");
}
END_TEST

START_TEST(a_meeting_waits_for_its_own_name)
{
    player_start_with_harness(
        &player, "worker:meet('one') worker:meet('two') worker:exit(worker.generation)", NULL);
    welcome(7);
    expect_event("meet", "name", "\"one\"");
    player_tell(&player, "{\"let\":\"two\"}");
    ck_assert_int_eq(clock_wait_fd(player.control, POLLIN, 20 * CLOCK_NS_PER_MS), 0);
    player_tell(&player, "{\"let\":\"one\"}");
    expect_event("meet", "name", "\"two\"");
    expect_event("exiting", "code", "7");
    assert_exited(player_wait(&player), 7);
}
END_TEST

static const char *const waits[] = {
    "worker:meet('x')", "worker:hang()", "worker:wait(60000)", "worker:next()", "worker:rows('s', 100000)"};

START_TEST(a_harness_that_hangs_up_ends_it)
{
    player_start_with_harness(&player, waits[_i], NULL);
    welcome(0);
    ck_assert_int_gt(clock_wait_fd(player.control, POLLIN, 50 * CLOCK_NS_PER_MS) + 1, 0);
    close(player.control);
    player.control = -1;
    assert_exited(player_wait(&player), 75);
}
END_TEST

START_TEST(acts_are_told)
{
    player_start_with_harness(&player,
        "worker:mark('m') worker:check(1 == 1, 'one', 'REQ-02') worker:check(false, 'two') "
        "worker:stderr('abc')\n"
        "worker:ignore('INT') worker:rss(20000) worker:hide_rss() worker:close('stderr') "
        "worker:raw('\\1\\xff')\n"
        "worker:grandchild {} worker:wait(1) worker:abort()",
        NULL);
    welcome(0);
    expect_event("mark", "name", "\"m\"");
    expect_event("check", "clause", "\"REQ-02\"");
    struct json *event = player_event(&player, "check");
    ck_assert(!json_get_bool(event, "ok", true));
    ck_assert_int_eq(json_get_int64(event, "line", 0), 3);
    ck_assert_str_eq(json_get_string(event, "expected", ""), "two");
    ck_assert_ptr_nonnull(strstr(json_get_string(event, "file", ""), "script.lua"));
    json_free(event);
    expect_event("stderr", "bytes", "3");
    expect_event("ignoring", "signal", "2");
    expect_event("rss", "kib", "20000");
    expect_event("rss_hidden", "x", "absent");
    expect_event("closed", "which", "\"stderr\"");
    expect_event("send_raw", "hex", "\"01ff\"");
    event = player_event(&player, "grandchild");
    pid_t grandchild = (pid_t)json_get_int64(event, "pid", 0);
    ck_assert_uint_eq(json_count(json_get(event, "hold")), 2);
    json_free(event);
    expect_event("wait", "ms", "1");
    expect_event("exiting", "how", "\"abort\"");
    assert_signalled(player_wait(&player), SIGABRT);
    ck_assert_int_gt(grandchild, 1);
    ck_assert_int_eq(kill(grandchild, SIGKILL), 0);
}
END_TEST

START_TEST(an_unexpected_request_is_a_failed_check)
{
    player_start_with_harness(&player, "worker:handshake() worker:expect('health')", NULL);
    welcome(0);
    player_handshake(&player);
    player_request(&player, "{\"op\":\"json_command\"}");
    json_free(player_event(&player, "send"));
    json_free(player_event(&player, "recv"));
    json_free(player_event(&player, "recv"));
    expect_event("check", "happened", "\"expected the request health, received json_command\"");
    expect_event("exiting", "code", "65");
    assert_exited(player_wait(&player), 65);
}
END_TEST

START_TEST(a_terminate_in_place_of_the_expected_request_is_obeyed)
{
    player_start_with_harness(&player, "worker:handshake() worker:expect('health')", NULL);
    welcome(0);
    player_handshake(&player);
    player_request(&player, "{\"op\":\"terminate\"}");
    player_expect(&player, "response", "{\"status\":\"terminating\"}");
    assert_exited(player_wait(&player), 0);
}
END_TEST

START_TEST(a_script_error_is_told_and_ends_with_70)
{
    player_start_with_harness(&player, "worker:row('s')", NULL);
    welcome(0);
    struct json *event = player_event(&player, "script_error");
    ck_assert_int_eq(json_get_int64(event, "line", 0), 3);
    json_free(event);
    expect_event("exiting", "code", "70");
    assert_exited(player_wait(&player), 70);
}
END_TEST

/* A parent whose thread has ended is alive: only the end of the process counts (CHILD-04). */
START_TEST(the_end_of_the_parent_ends_it)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t middle = fork();
    if (middle == 0) {
        player_start(&player, "worker:frame('on') worker:hang()", NULL);
        player_expect_frame(&player, "on");
        (void)!write(ends[1], &player.pid, sizeof(player.pid));
        _exit(0);
    }
    pid_t child = 0;
    ck_assert_int_eq(read(ends[0], &child, sizeof(child)), (ssize_t)sizeof(child));
    ck_assert_int_eq(waitpid(middle, NULL, 0), middle);
    int64_t end_ns = clock_now_ns() + PLAYER_WAIT_MS * CLOCK_NS_PER_MS;
    while (kill(child, 0) == 0 && clock_now_ns() < end_ns)
        (void)clock_wait_fd(-1, 0, CLOCK_NS_PER_MS);
    ck_assert_int_lt(clock_now_ns(), end_ns);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int main(void)
{
    Suite *suite = suite_create("fake child with a harness");
    TCase *cases = tcase_create("harness");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, hello_tells_what_the_process_was_born_with);
    tcase_add_test(cases, nothing_is_played_before_the_welcome);
    tcase_add_test(cases, each_message_is_told_before_it_goes_out);
    tcase_add_test(cases, a_row_is_told_with_its_exact_payload_and_a_long_one_by_its_digest);
    tcase_add_test(cases, a_burst_is_one_event_with_the_digest_of_its_payloads);
    tcase_add_test(cases, a_meeting_waits_for_its_own_name);
    tcase_add_loop_test(cases, a_harness_that_hangs_up_ends_it, 0, COUNT(waits));
    tcase_add_test(cases, acts_are_told);
    tcase_add_test(cases, an_unexpected_request_is_a_failed_check);
    tcase_add_test(cases, a_terminate_in_place_of_the_expected_request_is_obeyed);
    tcase_add_test(cases, a_script_error_is_told_and_ends_with_70);
    tcase_add_test(cases, the_end_of_the_parent_ends_it);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
