/* Requests: one terminal outcome each, and what the child may not do meanwhile. */
#include "suite.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEALTH_OK "response={\"status\":\"health_ok\"}"

START_TEST(a_fresh_supervisor_is_idle_with_all_counters_zero)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "serve"));
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.requests, 0);
    ck_assert_uint_eq(stats.exits, 0);
    ck_assert_uint_eq(stats.restarts, 0);
    struct sup_metadata metadata;
    sup_metadata_init(&metadata);
    ck_assert_int_eq(sup_metadata(bench.supervisor, &metadata), 0);
    ck_assert_str_eq(metadata.worker_version.data, "test");
    ck_assert_uint_eq(metadata.protocol_version, 10);
    sup_metadata_release(&metadata);
    bench_finish(&bench);
}
END_TEST

START_TEST(health_is_answered_and_counted)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "serve"));
    for (int i = 0; i < 100; i++)
        ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_uint_eq(bench_stats(&bench).requests, 100);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_typed_error_leaves_the_child_usable)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv",
                            "response={\"status\":\"error\",\"code\":\"a.b\",\"message\":\"no\"}", "serve"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_WORKER);
    ck_assert_str_eq(bench.error.code.data, "a.b");
    ck_assert_str_eq(bench_sentence(&bench), "worker returned a.b: no");
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_int_eq(bench.error.kind, SUP_ERROR_KIND_NONE);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_response_of_the_wrong_status_leaves_the_child_usable)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "response={\"status\":\"capability_loaded\"}", "serve"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_PROTOCOL);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_uint_eq(bench_stats(&bench).requests, 2);
    bench_finish(&bench);
}
END_TEST

static const struct {
    const char *step;
    enum sup_error_kind kind;
} BREAKING[] = {
    {"raw=00000003656565", SUP_ERROR_KIND_PROTOCOL},
    {"raw=00000000", SUP_ERROR_KIND_PROTOCOL},
    {"raw=7fffffff", SUP_ERROR_KIND_PROTOCOL},
    {"handshake=10", SUP_ERROR_KIND_PROTOCOL},
    {"frame={\"version\":11,\"message\":{\"type\":\"response\",\"body\":{\"status\":\"health_ok\"}}}",
        SUP_ERROR_KIND_PROTOCOL},
    {"frame={\"version\":10,\"message\":{\"type\":\"fatal_exit\",\"body\":{\"status\":\"1\",\"stderr\":\"\"}}"
     "}",
        SUP_ERROR_KIND_PROTOCOL},
    {"row=1", SUP_ERROR_KIND_PROTOCOL},
};

START_TEST(what_breaks_the_protocol_ends_the_generation_before_the_call_returns)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", BREAKING[_i].step, "hang", "--", "hello", "serve"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -(int)BREAKING[_i].kind);

    bool running = true;
    struct sup_exit exit;
    sup_exit_init(&exit);
    ck_assert_int_eq(sup_status(bench.supervisor, &running, &exit, &bench.error), 0);
    ck_assert(!running);
    ck_assert_int_eq(exit.signal, 9);
    ck_assert_str_eq(exit.status.data, "signal: 9 (SIGKILL)");
    sup_exit_release(&exit);
    ck_assert_uint_eq(bench_stats(&bench).exits, 1);

    for (int again = 0; again < 2; again++)
        ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_uint_eq(bench_stats(&bench).requests, 1);
    ck_assert_int_eq(sup_cycle(bench.supervisor, &bench.error), 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_that_exits_in_flight_gives_its_exit)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "say=last words\n", "exit=3"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_int_eq(bench.error.exit.code, 3);
    ck_assert_str_eq(bench.error.exit.diagnostics.data, "last words\n");
    ck_assert_str_eq(bench_sentence(&bench), "worker exited fatally with exit status: 3: last words");
    bench_finish(&bench);
}
END_TEST

START_TEST(status_zero_in_flight_is_child_exited)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "exit=0"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_EXITED);
    ck_assert(bench.error.exit.success);
    bench_finish(&bench);
}
END_TEST

START_TEST(an_abort_gives_its_signal)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "abort"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_int_eq(bench.error.exit.signal, 6);
    ck_assert_int_eq(bench.error.exit.code, -1);
    ck_assert_int_eq(strncmp(bench.error.exit.status.data, "signal: 6 (SIGABRT)", 19), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(an_answer_written_before_death_wins)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", HEALTH_OK, "abort"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_await_exit(&bench);
    ck_assert_uint_eq(bench_stats(&bench).exits, 1);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_uint_eq(bench_stats(&bench).exits, 1);
    ck_assert_uint_eq(bench_stats(&bench).requests, 1);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_grandchild_that_holds_the_pipes_delays_nothing)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "say=gone", "grandchild=12000", "exit=1"));
    int64_t before_ms = bench_now_ms();
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_int_lt(bench_now_ms() - before_ms, 10000);
    ck_assert_str_eq(bench.error.exit.diagnostics.data, "gone");
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_that_closes_stdout_and_lives_on_is_killed_soon)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "close=1", "hang"));
    int64_t before_ms = bench_now_ms();
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_int_lt(bench_now_ms() - before_ms, SUP_EOF_GRACE_MS + 10000);
    bench_finish(&bench);
}
END_TEST

START_TEST(output_found_before_a_write_never_answers_the_request)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", HEALTH_OK, HEALTH_OK, "meet=both written", "hang"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_meet(&bench, "both written");
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_PROTOCOL);
    ck_assert_str_eq(
        bench.error.message.data, "worker sent stale health frame from request 0, current request is 1");
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.requests, 1);
    ck_assert_uint_eq(stats.exits, 1);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_that_closed_its_stdin_raises_no_signal)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "close=0", HEALTH_OK, "meet=closed", "hang", "--", "hello", "serve"));
    bench_meet(&bench, "closed");
    int r = sup_health(bench.supervisor, &bench.error);
    ck_assert_int_eq(r, -SUP_ERROR_KIND_PROTOCOL);
    bench_finish(&bench);

    bench_start(&bench, SCRIPT("hello", "close=0", "meet=closed", "hang"));
    bench_meet(&bench, "closed");
    r = sup_health(bench.supervisor, &bench.error);
    ck_assert_int_eq(r, -SUP_ERROR_KIND_PROTOCOL);
    ck_assert_uint_eq(bench_stats(&bench).requests, 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_request_over_the_cap_counts_nothing)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "serve"));
    bench.options.max_frame_bytes = 1; /* raised to the floor */
    bench_open(&bench);
    size_t bytes = SUP_FRAME_BYTES_FLOOR + 1;
    char *json = malloc(bytes + 1);
    memset(json, '1', bytes);
    json[bytes] = '\0';
    const struct sup_request request = {
        .operation = SUP_OPERATION_JSON_COMMAND, .export_name = "e", .request_json = json};
    ck_assert_int_eq(sup_request(bench.supervisor, &request, NULL, &bench.error), -SUP_ERROR_KIND_PROTOCOL);
    ck_assert_uint_eq(bench_stats(&bench).requests, 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    free(json);
    bench_finish(&bench);
}
END_TEST

START_TEST(much_stderr_between_requests_blocks_nobody)
{
    struct bench bench;
    bench_start(&bench,
        SCRIPT("hello", "recv", HEALTH_OK, "babble=3000000", "say=the end", "recv", HEALTH_OK, "exit=5"));
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_await_exit(&bench);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    const struct sup_text *said = &bench.error.exit.diagnostics;
    ck_assert_uint_eq(said->bytes, SUP_DIAGNOSTICS_BYTES_MAX);
    ck_assert_str_eq(said->data + said->bytes - 7, "the end");
    bench_finish(&bench);
}
END_TEST

static int reenter(void *context, const struct sup_row *row, char *message)
{
    (void)row;
    (void)message;
    struct bench *bench = context;
    struct sup_stats stats;
    sup_stats(bench->supervisor, &stats);
    ck_assert_uint_eq(stats.requests, 1);
    ck_assert_int_eq(sup_health(bench->supervisor, NULL), -SUP_ERROR_KIND_UNSUPPORTED_REQUEST);
    return 0;
}

START_TEST(a_sink_may_look_but_not_ask)
{
    struct bench bench;
    bench_start(&bench,
        SCRIPT("hello", "recv", "row=1", "response={\"status\":\"rows_complete\",\"count\":1}", "serve"));
    const struct sup_sinks sinks = {.context = &bench, .row = reenter};
    const struct sup_request request = {.operation = SUP_OPERATION_EMIT_TEST_ROWS, .sinks = &sinks};
    ck_assert_int_eq(sup_request(bench.supervisor, &request, NULL, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

#define IMPORT_STATS                                                                                         \
    "{\"direct_import_names\":[\"A\",\"B\\u00e9\"],\"import_level\":\"full\",\"import_all\":true,"           \
    "\"load_exts\":false,\"effective_module_count\":1,\"compacted_region_count\":2,"                         \
    "\"memory_mapped_region_count\":3,\"compacted_region_bytes\":4,\"memory_mapped_region_bytes\":5,"        \
    "\"non_memory_mapped_region_bytes\":6,\"imported_bytes\":7,\"imported_constant_count\":8,"               \
    "\"extension_count\":9,\"total_imported_extension_entries\":18446744073709551615}"

START_TEST(an_opened_session_leaves_its_import_statistics)
{
    struct bench bench;
    bench_start(&bench,
        SCRIPT("hello", "recv",
            "response={\"status\":\"host_session_opened\",\"import_stats\":" IMPORT_STATS "}", "serve"));
    const char *const imports[] = {"A", "B"};
    const struct sup_session_options session = {
        .project_root = "/p", .package = "pkg", .lib_name = "Lib", .imports = imports, .import_count = 2};
    const struct sup_request request = {.operation = SUP_OPERATION_OPEN_HOST_SESSION, .session = &session};
    struct sup_response response;
    sup_response_init(&response);
    ck_assert_int_eq(sup_request(bench.supervisor, &request, &response, &bench.error), 0);
    ck_assert_uint_eq(response.import_stats.direct_import_name_count, 2);
    ck_assert_str_eq(response.import_stats.direct_import_names[1].data, "B\xc3\xa9");
    ck_assert_str_eq(response.import_stats.import_level.data, "full");
    ck_assert(response.import_stats.import_all && !response.import_stats.load_exts);
    ck_assert_uint_eq(response.import_stats.imported_bytes, 7);
    ck_assert_uint_eq(response.import_stats.total_imported_extension_entries, UINT64_MAX);
    sup_response_release(&response);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.imports, 1);
    ck_assert_uint_eq(stats.import_like_admission_attempts, 1);
    ck_assert_uint_eq(stats.import_like_admitted, 1);
    bool known = false;
    struct sup_import_stats kept;
    sup_import_stats_init(&kept);
    ck_assert_int_eq(sup_last_import_stats(bench.supervisor, &known, &kept), 0);
    ck_assert(known);
    ck_assert_uint_eq(kept.effective_module_count, 1);
    sup_import_stats_release(&kept);
    bench_finish(&bench);
}
END_TEST

START_TEST(an_abort_during_a_verification_is_absorbed)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "abort", "--", "hello", "serve"));
    const char *const targets[] = {"t1", "t2"};
    const struct sup_request request = {
        .operation = SUP_OPERATION_VERIFY_DECLARATION_BATCH, .names = targets, .name_count = 2};
    struct sup_response response;
    sup_response_init(&response);
    ck_assert_int_eq(sup_request(bench.supervisor, &request, &response, &bench.error), 0);
    ck_assert(response.degraded);
    ck_assert_uint_eq(response.string_count, 2);
    ck_assert_str_eq(response.strings[1].data, "t2");
    sup_response_release(&response);
    struct sup_stats stats = bench_stats(&bench);
    ck_assert_uint_eq(stats.restarts, 1);
    ck_assert_int_eq(stats.last_restart_reason, SUP_RESTART_CAUSE_CHILD_ABORT);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(an_exit_during_a_verification_surfaces)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "recv", "exit=0", "--", "hello", "serve"));
    ck_assert_int_eq(bench_ask(&bench, SUP_OPERATION_VERIFY_DECLARATION, NULL), -SUP_ERROR_KIND_CHILD_EXITED);
    ck_assert_uint_eq(bench_stats(&bench).restarts, 0);
    bench_finish(&bench);
}
END_TEST

START_TEST(a_child_found_dead_is_not_absorbed)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "abort", "--", "hello", "serve"));
    bench_await_exit(&bench);
    ck_assert_int_eq(
        bench_ask(&bench, SUP_OPERATION_VERIFY_DECLARATION, NULL), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_uint_eq(bench_stats(&bench).restarts, 0);
    bench_finish(&bench);
}
END_TEST

static const struct {
    const char *row;
    int count;
    int result;
} LISTS[] = {
    {"row=\"name\\u0041\"", 1, 0},
    {"row=\"name\"", 2, -SUP_ERROR_KIND_PROTOCOL},
    {"row=17", 1, -SUP_ERROR_KIND_PROTOCOL},
};

START_TEST(a_list_of_names_is_collected_and_counted)
{
    struct bench bench;
    char complete[96];
    snprintf(
        complete, sizeof(complete), "response={\"status\":\"rows_complete\",\"count\":%d}", LISTS[_i].count);
    bench_start(&bench, SCRIPT("hello", "recv", LISTS[_i].row, complete, "serve"));
    const struct sup_request request = {.operation = SUP_OPERATION_LIST_DECLARATIONS_STRINGS};
    struct sup_response response;
    sup_response_init(&response);
    ck_assert_int_eq(sup_request(bench.supervisor, &request, &response, &bench.error), LISTS[_i].result);
    if (LISTS[_i].result == 0) {
        ck_assert_uint_eq(response.string_count, 1);
        ck_assert_str_eq(response.strings[0].data, "nameA");
    }
    sup_response_release(&response);
    ck_assert_int_eq(sup_health(bench.supervisor, &bench.error), 0);
    bench_finish(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("requests");
    TCase *tcase = tcase_create("requests");
    tcase_add_test(tcase, a_fresh_supervisor_is_idle_with_all_counters_zero);
    tcase_add_test(tcase, health_is_answered_and_counted);
    tcase_add_test(tcase, a_typed_error_leaves_the_child_usable);
    tcase_add_test(tcase, a_response_of_the_wrong_status_leaves_the_child_usable);
    tcase_add_loop_test(tcase, what_breaks_the_protocol_ends_the_generation_before_the_call_returns, 0,
        (int)(sizeof(BREAKING) / sizeof(BREAKING[0])));
    tcase_add_test(tcase, a_child_that_exits_in_flight_gives_its_exit);
    tcase_add_test(tcase, status_zero_in_flight_is_child_exited);
    tcase_add_test(tcase, an_abort_gives_its_signal);
    tcase_add_test(tcase, an_answer_written_before_death_wins);
    tcase_add_test(tcase, a_grandchild_that_holds_the_pipes_delays_nothing);
    tcase_add_test(tcase, a_child_that_closes_stdout_and_lives_on_is_killed_soon);
    tcase_add_test(tcase, output_found_before_a_write_never_answers_the_request);
    tcase_add_test(tcase, a_child_that_closed_its_stdin_raises_no_signal);
    tcase_add_test(tcase, a_request_over_the_cap_counts_nothing);
    tcase_add_test(tcase, much_stderr_between_requests_blocks_nobody);
    tcase_add_test(tcase, a_sink_may_look_but_not_ask);
    tcase_add_test(tcase, an_opened_session_leaves_its_import_statistics);
    tcase_add_test(tcase, an_abort_during_a_verification_is_absorbed);
    tcase_add_test(tcase, an_exit_during_a_verification_surfaces);
    tcase_add_test(tcase, a_child_found_dead_is_not_absorbed);
    tcase_add_loop_test(
        tcase, a_list_of_names_is_collected_and_counted, 0, (int)(sizeof(LISTS) / sizeof(LISTS[0])));
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
