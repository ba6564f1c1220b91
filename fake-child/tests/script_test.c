/* The program by hand, over real pipes: what each act of a script puts on the wire, and how it ends. */
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
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

/* What SCRIPT writes to stdout and how it ends. */
static int play(const char *script, char **ret_output, size_t *ret_length)
{
    player_start(&player, script, NULL);
    *ret_output = player_read_all(player.out, ret_length);
    return player_end(&player);
}

#define FRAME(size, text) "\0\0\0" size text

static const struct {
    const char *script;
    const char *output;
    size_t length;
    int code;
} wire[] = {
#define WIRE(script, output, code)                                                                           \
    {                                                                                                        \
        script, output, sizeof(output) - 1, code                                                             \
    }
    WIRE("worker:frame('{}')", FRAME("\2", "{}"), 0),
    WIRE("worker:frame('')", FRAME("\0", ""), 0),
    WIRE("worker:raw('a\\0b') worker:exit(7)", "a\0b", 7),
    WIRE("worker:half('abcdef', 2)", FRAME("\6", "ab"), 0),
    WIRE("worker:half('abcdef', 0)", FRAME("\6", ""), 0),
    WIRE("worker:dribble('abcdef', 4)", FRAME("\6", "abcdef"), 0),
    WIRE("worker:cork() worker:frame('a') worker:frame('b') worker:uncork()",
        FRAME("\1", "a") FRAME("\1", "b"), 0),
    WIRE("worker:cork() worker:frame('a') worker:exit(0)", "", 0),
    WIRE("worker:diagnostic('c', 'm')",
        FRAME("\x50", "{\"version\":10,\"message\":{\"type\":\"diagnostic\",\"body\":{\"code\":\"c\","
                      "\"message\":\"m\"}}}"),
        0),
    WIRE("worker:progress('p', 1)",
        FRAME("\x5f", "{\"version\":10,\"message\":{\"type\":\"progress_tick\",\"body\":{\"current\":1,"
                      "\"phase\":\"p\",\"total\":null}}}"),
        0),
    WIRE("worker:row('s', json.text(' [1 ,2]'))",
        FRAME("\x61", "{\"version\":10,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":\"s\","
                      "\"sequence\":0,\"payload\": "
                      "[1 ,2]}}}"),
        0),
    WIRE("worker:row('s', json.null, { sequence = 9 })",
        FRAME("\x5e", "{\"version\":10,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":\"s\","
                      "\"sequence\":9,\"payload\":null}}}"),
        0),
    WIRE("worker:message('fatal_exit', { status = 'x', stderr = '' })",
        FRAME("\x50", "{\"version\":10,\"message\":{\"type\":\"fatal_exit\",\"body\":{\"status\":\"x\","
                      "\"stderr\":\"\"}}}"),
        0),
    WIRE("worker:handshake { version = 'v', protocol = 9, configure = false }",
        FRAME("\x60", "{\"version\":10,\"message\":{\"type\":\"handshake\",\"body\":{\"protocol_version\":9,"
                      "\"worker_version\":\"v\"}}}"),
        0),
    WIRE("worker:rows('s', 2, { bytes = 24 })",
        FRAME("\x72", "{\"version\":10,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":\"s\","
                      "\"sequence\":0,\"payload\":{"
                      "\"ordinal\":0,\"pad\":\"01\"}}}}") FRAME("\x72",
            "{\"version\":10,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":\"s\",\"sequence\":1,"
            "\"payload\":{\"ordinal\":1,\"pad\":\"01\"}}}}"),
        0),
    WIRE("worker:close('stdout') worker:exit(4)", "", 4),
    WIRE("if worker.generation == 0 and worker.name == 'a' and #worker.args == 2 then worker:exit(3) end", "",
        3),
    WIRE("if worker:getenv('FAKETIME') and not worker:getenv('NOTHING') then worker:exit(3) end", "", 3),
};

START_TEST(an_act_puts_exactly_its_bytes_on_the_wire)
{
    char *output;
    size_t length = 0;
    int status = play(wire[_i].script, &output, &length);
    ck_assert_msg(length == wire[_i].length && memcmp(output, wire[_i].output, length) == 0,
        "%s\n%zu bytes: %s", wire[_i].script, length, length > 4 ? output + 4 : output);
    assert_exited(status, wire[_i].code);
    free(output);
}
END_TEST

static const struct {
    const char *script;
    int signal;
} deaths[] = {{"worker:abort()", SIGABRT}, {"worker:kill('TERM')", SIGTERM},
    {"worker:kill('SIGKILL')", SIGKILL}, {"worker:kill(11)", SIGSEGV},
    {"worker:hide_rss() worker:abort()", SIGABRT}, {"worker:hide_rss() worker:kill('KILL')", SIGKILL},
    {"pcall(worker.abort, worker)", SIGABRT}};

START_TEST(a_death_is_a_real_one)
{
    char *output;
    int status = play(deaths[_i].script, &output, NULL);
    assert_signalled(status, deaths[_i].signal);
    ck_assert(!WCOREDUMP(status));
    free(output);
}
END_TEST

START_TEST(an_ignored_signal_does_not_end_it)
{
    player_start(&player, "worker:ignore('TERM') worker:frame('on') worker:next() worker:exit(5)", NULL);
    player_expect_frame(&player, "on");
    ck_assert_int_eq(kill(player.pid, SIGTERM), 0);
    assert_exited(player_end(&player), 5);
}
END_TEST

START_TEST(a_hanging_child_outlives_the_end_of_stdin)
{
    player_start(&player, "worker:frame('on') worker:hang()", NULL);
    player_expect_frame(&player, "on");
    close(player.in);
    player.in = -1;
    ck_assert_int_eq(waitpid(player.pid, NULL, WNOHANG), 0);
    ck_assert_int_eq(kill(player.pid, SIGTERM), 0);
    assert_signalled(player_wait(&player), SIGTERM);
}
END_TEST

/* The number after KEY at the begin of a line of /proc/PID/NAME; -1 if there is none. */
static long proc_number(pid_t pid, const char *name, const char *key, int base)
{
    char path[64];
    char line[256];
    long number = -1;
    (void)snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
    FILE *file = fopen(path, "re");
    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof(line), file))
        if (strncmp(line, key, strlen(key)) == 0)
            number = strtol(line + strlen(key), NULL, base);
    (void)fclose(file);
    return number;
}

static long rss_of(pid_t pid)
{
    return proc_number(pid, "status", "VmRSS:", 10);
}

START_TEST(memory_grows_to_the_figure_and_comes_back)
{
    player_start(&player,
        "worker:rss(100000) worker:frame('big') worker:next() worker:rss_release() worker:frame('small') "
        "worker:next()\n"
        "worker:hide_rss() worker:frame('hidden') worker:next()",
        NULL);
    player_expect_frame(&player, "big");
    ck_assert_int_ge(rss_of(player.pid), 100000);
    ck_assert_int_le(rss_of(player.pid), 104000);
    player_request(&player, "{\"op\":\"a\"}");
    player_expect_frame(&player, "small");
    ck_assert_int_le(rss_of(player.pid), 60000);
    player_request(&player, "{\"op\":\"b\"}");
    player_expect_frame(&player, "hidden");
    ck_assert_int_eq(rss_of(player.pid), -1);
    ck_assert_int_eq(waitpid(player.pid, NULL, WNOHANG), 0);
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(a_grandchild_holds_the_pipe_that_was_named)
{
    pid_t grandchild = 0;
    size_t length = 0;
    player_start(
        &player, "worker:stderr(worker:grandchild { hold = { 'stdout' } } .. '\\n') worker:exit(0)", NULL);
    assert_exited(player_wait(&player), 0);
    char *text = player_read_all(player.err, &length); /* ends: the grandchild does not hold stderr */
    grandchild = (pid_t)strtol(text, NULL, 10);
    free(text);
    ck_assert_int_gt(grandchild, 1);
    ck_assert_int_eq(clock_wait_fd(player.out, POLLIN, 20 * CLOCK_NS_PER_MS), 0);
    ck_assert_int_eq(kill(grandchild, SIGKILL), 0);
    free(player_read_all(player.out, &length));
    ck_assert_uint_eq(length, 0);
}
END_TEST

START_TEST(a_flood_ends_when_nobody_reads_and_its_last_frame_can_be_finished)
{
    player_start(&player,
        "local n, taken = worker:flood('s', { bytes = 10000, stall_ms = 30 })\n"
        "worker:stderr(n .. ' ' .. taken .. '\\n') worker:frame('after')",
        NULL);
    char text[16] = "";
    ck_assert_int_gt(clock_wait_fd(player.err, POLLIN, PLAYER_WAIT_MS * CLOCK_NS_PER_MS), 0);
    ck_assert_int_gt(read(player.err, text, sizeof(text) - 1), 0);
    char *rest;
    long sent = strtol(text, &rest, 10);
    ck_assert_str_eq(rest, " 0\n"); /* all of it is in the pipe still */
    ck_assert_int_ge(sent, 6);
    ck_assert_int_le(sent, 8);
    const char *frame = NULL;
    size_t length = 0;
    for (long i = 0; i <= sent; i++) {
        while (frame_reader_next(&player.frames, &frame, &length) == 0)
            ck_assert_int_gt(frame_reader_fill(&player.frames, player.out), 0);
        ck_assert_uint_eq(length, i < sent ? 10090 : 5);
    }
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(a_grandchild_talks_until_nobody_listens)
{
    char bytes[65536];
    player_start(&player, "worker:grandchild { hold = { 'stderr' }, talk = 'stderr' } worker:exit(0)", NULL);
    assert_exited(player_wait(&player), 0);
    for (size_t total = 0; total < 1000000;) {
        ssize_t got = read(player.err, bytes, sizeof(bytes));
        ck_assert_int_gt(got, 0);
        total += (size_t)got;
    }
}
END_TEST

START_TEST(stdin_can_be_swallowed_in_parts)
{
    player_start(&player,
        "local n = 0 while n < 70000 do local got = worker:swallow(1000)\n"
        "assert(got > 0 and got <= 1000) n = n + got end\n"
        "worker:frame('enough') worker:hang()",
        NULL);
    static const char begin[] = {'{', '"', 'o', 'p', '"', ':', '"', 'a', '"'};
    char *body = malloc(80000);
    memset(body, ' ', 80000);
    memcpy(body, begin, sizeof(begin));
    body[79998] = '}';
    body[79999] = '\0';
    player_request(&player, body);
    free(body);
    player_expect_frame(&player, "enough");
}
END_TEST

START_TEST(writing_leaves_the_pipe_in_blocking_mode)
{
    char byte;
    player_start(
        &player, "worker:flood('s', { bytes = 1000, stall_ms = 1 }) worker:stderr('x') worker:hang()", NULL);
    ck_assert_int_eq(read(player.err, &byte, 1), 1);
    /* `hang` comes after the write and leaves descriptors alone: wait until the second thread sleeps in it */
    int64_t end_ns = clock_now_ns() + PLAYER_WAIT_MS * CLOCK_NS_PER_MS;
    while ((proc_number(player.pid, "fdinfo/2", "flags:", 8) & O_NONBLOCK) && clock_now_ns() < end_ns)
        (void)clock_wait_fd(-1, 0, CLOCK_NS_PER_MS);
    ck_assert_int_eq(proc_number(player.pid, "fdinfo/2", "flags:", 8) & O_NONBLOCK, 0);
    ck_assert_int_eq(proc_number(player.pid, "fdinfo/1", "flags:", 8) & O_NONBLOCK, 0);
}
END_TEST

START_TEST(stderr_can_be_written_by_the_megabyte)
{
    size_t length = 0;
    player_start(&player, "worker:stderr_bytes(3000000)", NULL);
    free(player_read_all(player.err, &length));
    ck_assert_uint_eq(length, 3000000);
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(an_error_in_the_script_is_told_with_file_and_line)
{
    char *output;
    assert_exited(play("local x = nil\nx.y()", &output, NULL), 70);
    free(output);
    output = player_read_all(player.err, NULL);
    ck_assert_ptr_nonnull(strstr(output, "script.lua:4: attempt to index a nil value"));
    free(output);
}
END_TEST

START_TEST(a_misspelt_option_of_an_act_is_an_error)
{
    char *output;
    assert_exited(play("\nworker:rows('s', 1, { byte = 10 })", &output, NULL), 70);
    free(output);
    output = player_read_all(player.err, NULL);
    ck_assert_ptr_nonnull(strstr(output, "script.lua:4: unknown option `byte`; known are: bytes"));
    free(output);
}
END_TEST

START_TEST(a_trace_tells_what_it_does)
{
    static const char *const arguments[] = {"--trace", "--generation", "3", "--worker", "w", NULL};
    player_start(&player, "worker:mark(worker.name .. worker.generation) worker:meet('nobody')", arguments);
    assert_exited(player_end(&player), 0);
    char *trace = player_read_all(player.err, NULL);
    ck_assert_ptr_nonnull(strstr(trace, "\"ev\":\"mark\",\"name\":\"w3\"}"));
    ck_assert_ptr_nonnull(strstr(trace, "\"ev\":\"exiting\",\"how\":\"return\",\"code\":0}"));
    ck_assert_ptr_nonnull(strstr(trace, "no harness to wait for"));
    free(trace);
}
END_TEST

#ifdef FAKETIME_LIBRARY
START_TEST(a_wait_is_real_time_also_under_virtual_time)
{
    player.preload = FAKETIME_LIBRARY;
    int64_t start = clock_now_ns();
    player_start(&player, "worker:wait(100)", NULL);
    assert_exited(player_end(&player), 0);
    ck_assert_int_ge(clock_now_ns() - start, 100 * CLOCK_NS_PER_MS);
}
END_TEST
#endif

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int main(void)
{
    Suite *suite = suite_create("fake child, scripted");
    TCase *cases = tcase_create("a script");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, an_act_puts_exactly_its_bytes_on_the_wire, 0, COUNT(wire));
    tcase_add_loop_test(cases, a_death_is_a_real_one, 0, COUNT(deaths));
    tcase_add_test(cases, an_ignored_signal_does_not_end_it);
    tcase_add_test(cases, a_hanging_child_outlives_the_end_of_stdin);
    tcase_add_test(cases, memory_grows_to_the_figure_and_comes_back);
    tcase_add_test(cases, a_grandchild_holds_the_pipe_that_was_named);
    tcase_add_test(cases, a_flood_ends_when_nobody_reads_and_its_last_frame_can_be_finished);
    tcase_add_test(cases, a_grandchild_talks_until_nobody_listens);
    tcase_add_test(cases, stdin_can_be_swallowed_in_parts);
    tcase_add_test(cases, writing_leaves_the_pipe_in_blocking_mode);
    tcase_add_test(cases, stderr_can_be_written_by_the_megabyte);
    tcase_add_test(cases, an_error_in_the_script_is_told_with_file_and_line);
    tcase_add_test(cases, a_misspelt_option_of_an_act_is_an_error);
    tcase_add_test(cases, a_trace_tells_what_it_does);
#ifdef FAKETIME_LIBRARY
    tcase_add_test(cases, a_wait_is_real_time_also_under_virtual_time);
#endif
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
