/* The program by hand, over real pipes: a good child without a script, and what each act of a script puts on the wire. */
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
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

/* A good child */

static void start_served(void)
{
    player_start(&player, NULL, NULL);
    player_handshake(&player);
}

START_TEST(health_is_answered)
{
    start_served();
    player_request(&player, "{\"op\":\"health\"}");
    player_expect(&player, "response", "{\"status\":\"health_ok\"}");
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(terminate_is_answered_and_ends_with_zero)
{
    start_served();
    player_request(&player, "{\"op\":\"terminate\"}");
    player_expect(&player, "response", "{\"status\":\"terminating\"}");
    assert_exited(player_wait(&player), 0);
}
END_TEST

START_TEST(end_of_stdin_ends_with_zero)
{
    start_served();
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(a_broken_stdout_ends_it)
{
    start_served();
    close(player.out);
    player.out = -1;
    player_request(&player, "{\"op\":\"health\"}");
    assert_exited(player_wait(&player), 1);
}
END_TEST

START_TEST(test_rows_count_per_stream)
{
    start_served();
    player_request(&player, "{\"op\":\"emit_test_rows\",\"streams\":[\"a\",\"b\",\"a\"]}");
    player_expect(
        &player, "data_row", "{\"stream\":\"a\",\"sequence\":0,\"payload\":{\"stream\":\"a\",\"index\":0}}");
    player_expect(
        &player, "data_row", "{\"stream\":\"b\",\"sequence\":0,\"payload\":{\"stream\":\"b\",\"index\":1}}");
    player_expect(
        &player, "data_row", "{\"stream\":\"a\",\"sequence\":1,\"payload\":{\"stream\":\"a\",\"index\":2}}");
    player_expect(&player, "response", "{\"status\":\"rows_complete\",\"count\":3}");
    player_request(&player, "{\"op\":\"emit_test_rows\",\"streams\":[]}");
    player_expect(&player, "response", "{\"status\":\"rows_complete\",\"count\":0}");
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(test_rows_then_exit_ends_with_zero_and_no_terminal)
{
    size_t length = 0;
    start_served();
    player_request(&player, "{\"op\":\"emit_test_rows_then_exit\"}");
    player_expect(&player, "data_row",
        "{\"stream\":\"rows\",\"sequence\":0,\"payload\":{\"stream\":\"rows\",\"index\":0}}");
    assert_exited(player_wait(&player), 0);
    free(player_read_all(player.out, &length));
    ck_assert_uint_eq(length, 0);
}
END_TEST

START_TEST(test_rows_then_panic_aborts)
{
    start_served();
    player_request(&player, "{\"op\":\"emit_test_rows_then_panic\"}");
    player_expect(&player, "data_row",
        "{\"stream\":\"rows\",\"sequence\":0,\"payload\":{\"stream\":\"rows\",\"index\":0}}");
    int status = player_wait(&player);
    assert_signalled(status, SIGABRT);
    ck_assert(!WCOREDUMP(status));
}
END_TEST

START_TEST(a_panic_on_request_aborts)
{
    start_served();
    player_request(&player, "{\"op\":\"trigger_lean_panic\",\"manifest_path\":\"/x\"}");
    assert_signalled(player_wait(&player), SIGABRT);
}
END_TEST

START_TEST(a_command_needs_a_session)
{
    start_served();
    player_request(&player, "{\"op\":\"json_command\",\"export\":\"e\",\"request_json\":\"1\"}");
    player_expect(&player, "response",
        "{\"status\":\"error\",\"code\":\"lean_rs.worker.session_missing\",\"message\":\"json_command needs "
        "an open session\"}");
    assert_exited(player_end(&player), 0);
}
END_TEST

static const char session_request[] = "{\"op\":\"open_host_session\",\"project_root\":\"/"
                                      "\",\"mode\":{\"kind\":\"shims_only\"},\"imports\":[\"A\"],"
                                      "\"import_profile\":\"private\"}";
static const char session_answer[] =
    "{\"status\":\"host_session_opened\",\"import_stats\":{\"compacted_region_bytes\":4096,\"compacted_"
    "region_count\":1,"
    "\"direct_import_names\":[\"A\"],\"effective_module_count\":1,\"extension_count\":2,\"import_all\":false,"
    "\"import_level\":\"private\",\"imported_bytes\":4096,\"imported_constant_count\":10,\"load_exts\":true,"
    "\"memory_mapped_region_bytes\":4096,\"memory_mapped_region_count\":1,\"non_memory_mapped_region_bytes\":"
    "0,"
    "\"total_imported_extension_entries\":20}}";

static const struct {
    const char *request;
    const char *answer;
} operations[] = {
    {"{\"op\":\"load_fixture_capability\",\"manifest_path\":\"/x\"}", "{\"status\":\"capability_loaded\"}"},
    {"{\"op\":\"call_fixture_mul\",\"manifest_path\":\"/x\",\"lhs\":6,\"rhs\":7}",
        "{\"status\":\"u64\",\"value\":42}"},
    {"{\"op\":\"call_fixture_mul\",\"manifest_path\":\"/x\",\"lhs\":18446744073709551615,\"rhs\":1}",
        "{\"status\":\"u64\",\"value\":18446744073709551615}"},
    {"{\"op\":\"json_command\",\"export\":\"e\",\"request_json\":\"{\\\"n\\\":1}\"}",
        "{\"status\":\"json_command\",\"response_json\":\"{\\\"n\\\":1}\"}"},
    {"{\"op\":\"capability_metadata\",\"export\":\"e\",\"request_json\":\"1\"}",
        "{\"status\":\"capability_metadata\",\"metadata\":{\"capabilities\":[],\"commands\":[{\"name\":\"e\","
        "\"version\":\"1\"}],"
        "\"extra\":null,\"lean_version\":null}}"},
    {"{\"op\":\"capability_doctor\",\"export\":\"e\",\"request_json\":\"1\"}",
        "{\"status\":\"capability_doctor\",\"report\":{\"diagnostics\":[{\"code\":\"fake_child.ready\","
        "\"details\":null,"
        "\"message\":\"the fake child serves\",\"severity\":\"pass\"}],\"metadata\":null}}"},
    {"{\"op\":\"elaborate\",\"request\":{\"a\":1},\"progress\":false}",
        "{\"status\":\"elaboration\",\"result\":{\"op\":\"elaborate\",\"request\":{\"a\":1}}}"},
    {"{\"op\":\"is_def_eq\",\"request\":1}", "{\"status\":\"meta_bool\",\"result\":true}"},
    {"{\"op\":\"declaration_kinds\",\"request\":1}",
        "{\"status\":\"strings\",\"values\":[\"Nat.add\",\"Nat.mul\"]}"},
    {"{\"op\":\"describe_bulk\",\"request\":1}", "{\"status\":\"declaration_bulk\",\"rows\":[]}"},
    {"{\"op\":\"bogus\"}", "{\"status\":\"error\",\"code\":\"lean_rs.worker.protocol.unknown_operation\","
                           "\"message\":\"the operation bogus is "
                           "not known\"}"},
};

START_TEST(an_operation_has_its_answer_within_a_session)
{
    start_served();
    player_request(&player, session_request);
    player_expect(&player, "response", session_answer);
    player_request(&player, operations[_i].request);
    player_expect(&player, "response", operations[_i].answer);
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(a_stream_has_two_rows_and_a_summary)
{
    start_served();
    player_request(&player, session_request);
    player_expect(&player, "response", session_answer);
    player_request(
        &player, "{\"op\":\"run_data_stream\",\"export\":\"e\",\"request_json\":\"1\",\"progress\":true}");
    player_expect(&player, "data_row", "{\"stream\":\"rows\",\"sequence\":0,\"payload\":{\"ordinal\":0}}");
    player_expect(&player, "progress_tick", "{\"current\":1,\"phase\":\"rows\",\"total\":2}");
    player_expect(&player, "data_row", "{\"stream\":\"rows\",\"sequence\":1,\"payload\":{\"ordinal\":1}}");
    player_expect(&player, "response",
        "{\"status\":\"stream_complete\",\"summary\":{\"elapsed_micros\":1,\"metadata\":null,\"per_stream_"
        "counts\":{\"rows\":2},"
        "\"total_rows\":2}}");
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(a_frame_that_is_no_request_is_answered_with_an_error)
{
    start_served();
    player_send(&player, "configure_frame_limit", "{\"max_frame_bytes\":65536}");
    player_expect(&player, "response",
        "{\"status\":\"error\",\"code\":\"lean_rs.worker.protocol.unexpected_frame\",\"message\":\"expected "
        "a request, got "
        "configure_frame_limit\"}");
    player_request(&player, "{\"op\":\"health\"}");
    player_expect(&player, "response", "{\"status\":\"health_ok\"}");
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(a_response_over_the_cap_becomes_an_error)
{
    static const char script[] = "worker:handshake() worker:expect('health')\n"
                                 "worker:answer('json_command', { response_json = string.rep('x', 65536) })";
    player_start(&player, script, NULL);
    player_expect(&player, "handshake", "{\"protocol_version\":10,\"worker_version\":\"fake-child/1\"}");
    player_send(&player, "configure_frame_limit", "{\"max_frame_bytes\":65536}");
    player_request(&player, "{\"op\":\"health\"}");
    player_expect(&player, "response",
        "{\"status\":\"error\",\"code\":\"lean_rs.worker.output_frame_too_large\",\"message\":\"the response "
        "takes 65632 "
        "bytes, the cap is 65536\"}");
    assert_exited(player_end(&player), 0);
}
END_TEST

static const struct {
    const char *frame; /* of the parent */
    size_t length;
} bad_frames[] = {{"\0\0\0\1x", 5}, {"\0\0\0\0", 4}, {"\0\x10\0\1", 4}, {"\0\0\0\2{}", 6}, {"\0\0\0\5{}", 6},
    {"\0\0\0\x3d{\"version\":11,\"message\":{\"type\":\"request\",\"body\":{\"op\":\"x\"}}}", 65}};

START_TEST(a_parent_that_breaks_the_protocol_is_left)
{
    start_served();
    ck_assert_int_eq(
        write(player.in, bad_frames[_i].frame, bad_frames[_i].length), (ssize_t)bad_frames[_i].length);
    assert_exited(player_end(&player), 65);
    char *told = player_read_all(player.err, NULL);
    ck_assert_int_eq(strncmp(told, "fake-child: ", 12), 0);
    free(told);
}
END_TEST

/* Scripts */

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
        "local n = worker:flood('s', { bytes = 10000, stall_ms = 30 })\n"
        "worker:stderr(n .. '\\n') worker:frame('after')",
        NULL);
    char text[16] = "";
    ck_assert_int_gt(clock_wait_fd(player.err, POLLIN, PLAYER_WAIT_MS * CLOCK_NS_PER_MS), 0);
    ck_assert_int_gt(read(player.err, text, sizeof(text) - 1), 0);
    long sent = strtol(text, NULL, 10);
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

static const struct {
    const char *argument;
    int code;
} options[] = {{"--help", 0}, {"--version", 0}, {"--bogus", 64}, {"word", 64}, {"--generation=x", 64},
    {"--script=/nowhere", 70}};

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

static void *start_in_thread(void *unused)
{
    player_start(&player, NULL, NULL);
    return unused;
}

/* The kernel tells of the end of the thread that started us as of the end of a parent; it is none (CHILD-04). */
START_TEST(the_end_of_the_thread_that_started_it_does_not_end_it)
{
    pthread_t thread;
    ck_assert_int_eq(pthread_create(&thread, NULL, start_in_thread, NULL), 0);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    player_handshake(&player);
    player_request(&player, "{\"op\":\"health\"}");
    player_expect(&player, "response", "{\"status\":\"health_ok\"}");
    assert_exited(player_end(&player), 0);
}
END_TEST

START_TEST(an_option_has_its_exit_status)
{
    const char *const arguments[] = {options[_i].argument, NULL};
    player_start(&player, NULL, arguments);
    assert_exited(player_end(&player), options[_i].code);
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

static TCase *serve_cases(void)
{
    TCase *cases = tcase_create("a good child");
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, health_is_answered);
    tcase_add_test(cases, terminate_is_answered_and_ends_with_zero);
    tcase_add_test(cases, end_of_stdin_ends_with_zero);
    tcase_add_test(cases, a_broken_stdout_ends_it);
    tcase_add_test(cases, test_rows_count_per_stream);
    tcase_add_test(cases, test_rows_then_exit_ends_with_zero_and_no_terminal);
    tcase_add_test(cases, test_rows_then_panic_aborts);
    tcase_add_test(cases, a_panic_on_request_aborts);
    tcase_add_test(cases, a_command_needs_a_session);
    tcase_add_loop_test(cases, an_operation_has_its_answer_within_a_session, 0, COUNT(operations));
    tcase_add_test(cases, a_stream_has_two_rows_and_a_summary);
    tcase_add_test(cases, a_frame_that_is_no_request_is_answered_with_an_error);
    tcase_add_test(cases, a_response_over_the_cap_becomes_an_error);
    tcase_add_loop_test(cases, a_parent_that_breaks_the_protocol_is_left, 0, COUNT(bad_frames));
    return cases;
}

static TCase *script_cases(void)
{
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
    tcase_add_test(cases, writing_leaves_the_pipe_in_blocking_mode);
    tcase_add_test(cases, stderr_can_be_written_by_the_megabyte);
    tcase_add_test(cases, an_error_in_the_script_is_told_with_file_and_line);
    tcase_add_loop_test(cases, an_option_has_its_exit_status, 0, COUNT(options));
    tcase_add_test(cases, a_misspelt_option_of_an_act_is_an_error);
    tcase_add_test(cases, the_end_of_the_thread_that_started_it_does_not_end_it);
    tcase_add_test(cases, a_trace_tells_what_it_does);
#ifdef FAKETIME_LIBRARY
    tcase_add_test(cases, a_wait_is_real_time_also_under_virtual_time);
#endif
    return cases;
}

int main(void)
{
    Suite *suite = suite_create("fake child by hand");
    suite_add_tcase(suite, serve_cases());
    suite_add_tcase(suite, script_cases());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
