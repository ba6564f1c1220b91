/* The program by hand, over real pipes: a good child without a script. */
#include <check.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

static struct player player;

static void set_up(void)
{
    player_init(&player);
}

static void tear_down(void)
{
    player_release(&player);
}

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

static const struct {
    const char *argument;
    int code;
} options[] = {{"--help", 0}, {"--version", 0}, {"--bogus", 64}, {"word", 64}, {"--generation=x", 64},
    {"--script=/nowhere", 70}};

START_TEST(an_option_has_its_exit_status)
{
    const char *const arguments[] = {options[_i].argument, NULL};
    player_start(&player, NULL, arguments);
    assert_exited(player_end(&player), options[_i].code);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int main(void)
{
    Suite *suite = suite_create("fake child, good");
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
    tcase_add_test(cases, the_end_of_the_thread_that_started_it_does_not_end_it);
    tcase_add_loop_test(cases, an_option_has_its_exit_status, 0, COUNT(options));
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
