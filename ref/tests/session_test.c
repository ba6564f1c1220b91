/* Sessions, typed commands, capabilities and finding the child, on real children. */
#include "pool_support.h"
#include "suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A supervisor over the serving child, with a session. */
struct stage {
    struct scene scene;
    struct sup_supervisor *supervisor;
    struct sup_session *session;
};

static void stage_start(struct stage *stage, const struct sup_policy *policy)
{
    scene_prepare(&stage->scene);
    struct sup_options *options = &stage->scene.acquisition.capability.worker;
    if (policy)
        options->policy = *policy;
    ck_assert_int_eq(sup_supervisor_open(options, &stage->supervisor, &stage->scene.error), 0);
    ck_assert_int_eq(sup_session_open(stage->supervisor, &stage->scene.acquisition.capability.session, NULL,
                         &stage->session, &stage->scene.error),
        0);
}

static void stage_finish(struct stage *stage)
{
    sup_supervisor_free(stage->supervisor);
    sup_session_free(stage->session);
    scene_finish(&stage->scene);
}

static int run(struct stage *stage, const char *export_name)
{
    const struct sup_command command = {.export_name = export_name};
    return sup_session_command(stage->session, &command, NULL, &stage->scene.error);
}

START_TEST(a_session_keeps_what_the_child_said)
{
    struct stage stage;
    stage_start(&stage, NULL);
    ck_assert_uint_eq(sup_session_generation(stage.session), 0);
    ck_assert_uint_eq(sup_session_import_stats(stage.session)->effective_module_count, 3);
    ck_assert(sup_session_is_valid(stage.session));
    ck_assert_int_eq(run(&stage, "echo"), 0);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_session_ends_with_its_generation)
{
    struct stage stage;
    stage_start(&stage, NULL);
    ck_assert_int_eq(sup_cycle(stage.supervisor, NULL), 0);
    ck_assert(!sup_session_is_valid(stage.session));
    ck_assert_int_eq(run(&stage, "echo"), -SUP_ERROR_KIND_UNSUPPORTED_REQUEST);
    ck_assert_str_eq(stage.scene.error.operation, "worker_session_invalidated");
    struct sup_stats stats;
    sup_stats(stage.supervisor, &stats);
    ck_assert_uint_eq(stats.requests, 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_session_ends_with_its_child)
{
    struct stage stage;
    stage_start(&stage, NULL);
    ck_assert_int_eq(run(&stage, "abort"), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_int_eq(run(&stage, "echo"), -SUP_ERROR_KIND_UNSUPPORTED_REQUEST);
    ck_assert(!sup_session_is_valid(stage.session));
    stage_finish(&stage);
}
END_TEST

START_TEST(a_policy_restart_within_the_request_ends_the_session)
{
    const struct sup_policy policy = {2, SUP_NONE, SUP_NONE, SUP_NONE};
    struct stage stage;
    stage_start(&stage, &policy);
    ck_assert_int_eq(run(&stage, "echo"), 0);
    ck_assert_int_eq(run(&stage, "echo"), -SUP_ERROR_KIND_UNSUPPORTED_REQUEST);
    struct sup_stats stats;
    sup_stats(stage.supervisor, &stats);
    ck_assert_uint_eq(stats.max_request_restarts, 1);
    ck_assert_uint_eq(stats.requests, 2);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_token_set_beforehand_leaves_the_session)
{
    struct stage stage;
    stage_start(&stage, NULL);
    struct sup_cancel_token token;
    sup_cancel_token_init(&token);
    sup_cancel_token_set(&token);
    const struct sup_command command = {.export_name = "echo"};
    ck_assert_int_eq(
        sup_session_command(stage.session, &command, &token, &stage.scene.error), -SUP_ERROR_KIND_CANCELLED);
    ck_assert(!stage.scene.error.resource.work_entered_child);
    ck_assert(sup_session_is_valid(stage.session));
    stage_finish(&stage);
}
END_TEST

static int fail_to_encode(void *context, struct sup_text *ret_json, char *message)
{
    (void)context;
    (void)ret_json;
    (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "told to fail");
    return -1;
}

static int keep_response(void *context, const char *json, size_t bytes, char *message)
{
    (void)message;
    return sup_text_assign(context, json, bytes);
}

static int fail_to_decode(void *context, const char *json, size_t bytes, char *message)
{
    (void)context;
    (void)json;
    (void)bytes;
    (void)message;
    return -1;
}

START_TEST(a_typed_command_fails_where_its_callbacks_fail)
{
    struct stage stage;
    stage_start(&stage, NULL);
    struct sup_text text = {0};
    struct sup_command command = {.export_name = "echo",
        .context = &text,
        .encode_request = fail_to_encode,
        .decode_response = keep_response};
    ck_assert_int_eq(sup_session_command(stage.session, &command, NULL, &stage.scene.error),
        -SUP_ERROR_KIND_TYPED_COMMAND_REQUEST_ENCODE);
    ck_assert_str_eq(stage.scene.error.export_name.data, "echo");
    ck_assert_str_eq(stage.scene.error.message.data, "told to fail");
    struct sup_stats stats;
    sup_stats(stage.supervisor, &stats);
    ck_assert_uint_eq(stats.requests, 1);
    command.encode_request = NULL;
    ck_assert_int_eq(sup_session_command(stage.session, &command, NULL, &stage.scene.error), 0);
    ck_assert_str_eq(text.data, "{\"ordinal\":42}");
    command.decode_response = fail_to_decode;
    ck_assert_int_eq(sup_session_command(stage.session, &command, NULL, &stage.scene.error),
        -SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE);
    ck_assert(sup_session_is_valid(stage.session));
    sup_text_release(&text);
    stage_finish(&stage);
}
END_TEST

static int fail_on_summary(void *context, const struct sup_stream_summary *summary, char *message)
{
    (void)message;
    *(uint64_t *)context = summary->total_rows;
    return -1;
}

START_TEST(a_summary_is_decoded_after_all_rows)
{
    struct stage stage;
    stage_start(&stage, NULL);
    struct counting counting;
    counting_init(&counting);
    uint64_t total_rows = 0;
    const struct sup_stream_command command = {.export_name = "echo",
        .context = &total_rows,
        .sinks = &counting.sinks,
        .decode_summary = fail_on_summary};
    ck_assert_int_eq(sup_session_stream(stage.session, &command, NULL, &stage.scene.error),
        -SUP_ERROR_KIND_TYPED_COMMAND_SUMMARY_DECODE);
    ck_assert_uint_eq(total_rows, 3);
    ck_assert_int_eq(counting.rows, 3);
    ck_assert(sup_session_is_valid(stage.session));
    stage_finish(&stage);
}
END_TEST

/* ---- Capabilities -------------------------------------------------------------------------------------------------- */

static const char EXPECTED[] = "{\"commands\":[],\"capabilities\":[],\"extra\":{\"a\":1,\"b\":2}}";

START_TEST(a_capability_opens_with_the_metadata_that_was_expected)
{
    struct scene scene;
    scene_prepare(&scene);
    const struct sup_metadata_expectation metadata = {"facts", "{}", EXPECTED};
    struct sup_capability_options options = scene.acquisition.capability;
    options.metadata = &metadata;
    struct sup_capability capability;
    sup_capability_init(&capability);
    ck_assert_int_eq(sup_capability_open(&options, NULL, &capability, &scene.error), 0);
    struct sup_stats stats;
    sup_stats(capability.supervisor, &stats);
    ck_assert_uint_eq(stats.requests, 3);
    ck_assert_ptr_nonnull(strstr(capability.metadata.data, "\"b\":2"));
    ck_assert(sup_session_is_valid(capability.session));
    sup_capability_release(&capability);
    scene_finish(&scene);
}
END_TEST

static void expect_finding(const struct sup_capability_options *options, const char *code)
{
    struct sup_finding finding;
    sup_finding_init(&finding);
    ck_assert_int_eq(sup_capability_check(options, &finding), 0);
    ck_assert_int_eq(finding.found, code != NULL);
    if (code)
        ck_assert_str_eq(finding.code, code);
    sup_finding_release(&finding);
}

START_TEST(a_check_finds_what_is_in_the_way)
{
    struct scene scene;
    scene_prepare(&scene);
    struct sup_capability_options options = scene.acquisition.capability;
    expect_finding(&options, NULL);
    const struct sup_metadata_expectation metadata = {"bare", NULL, EXPECTED};
    options.metadata = &metadata;
    expect_finding(&options, SUP_FINDING_METADATA_MISMATCH);
    options.metadata = NULL;
    scene_set_stillborn(&scene, true);
    expect_finding(&options, SUP_FINDING_HANDSHAKE_FAILED);
    scene_set_stillborn(&scene, false);
    options.worker.executable = "/no/such/child";
    expect_finding(&options, SUP_FINDING_CHILD_UNRESOLVED);
    options.worker.executable = "/etc/passwd";
    expect_finding(&options, SUP_FINDING_CHILD_NOT_EXECUTABLE);
    options = scene.acquisition.capability;
    options.session.project_root = NULL;
    expect_finding(&options, SUP_FINDING_STARTUP_FAILED);
    scene_finish(&scene);
}
END_TEST

/* ---- Finding the child --------------------------------------------------------------------------------------------- */

static const char *variable(void *context, const char *name)
{
    return strcmp(name, SUP_CHILD_VARIABLE_DEFAULT) == 0 ? context : NULL;
}

struct folders {
    char top[64];
    char below[80];
    char above_child[96];
    char below_child[96];
};

static void touch(const char *path, mode_t mode)
{
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, mode);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void folders_make(struct folders *folders)
{
    snprintf(folders->top, sizeof(folders->top), "/tmp/sup-resolve-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folders->top));
    snprintf(folders->below, sizeof(folders->below), "%s/bin", folders->top);
    ck_assert_int_eq(mkdir(folders->below, 0700), 0);
    snprintf(folders->above_child, sizeof(folders->above_child), "%s/kid", folders->top);
    snprintf(folders->below_child, sizeof(folders->below_child), "%s/kid", folders->below);
}

static void folders_remove(struct folders *folders)
{
    unlink(folders->above_child);
    unlink(folders->below_child);
    rmdir(folders->below);
    rmdir(folders->top);
}

static void expect_path(const struct sup_resolve_options *options, const char *expected)
{
    struct sup_text path = {0};
    ck_assert_int_eq(sup_child_resolve(options, &path, NULL), 0);
    ck_assert_str_eq(path.data, expected);
    sup_text_release(&path);
}

START_TEST(the_child_is_looked_for_in_order)
{
    struct folders folders = {.top = ""};
    folders_make(&folders);
    char missing[] = "/no/such/child";
    struct sup_resolve_options options = {
        .name = "kid", .executable_dir = folders.below, .environment = variable};
    touch(folders.above_child, 0700);
    expect_path(&options, folders.above_child);
    touch(folders.below_child, 0700);
    expect_path(&options, folders.below_child);
    options.explicit_path = folders.above_child;
    expect_path(&options, folders.above_child);
    options.environment_context = folders.below_child;
    expect_path(&options, folders.below_child);

    struct sup_error error;
    struct sup_text path = {0};
    sup_error_init(&error);
    options.environment_context = missing;
    ck_assert_int_eq(sup_child_resolve(&options, &path, &error), -SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED);
    ck_assert_uint_eq(error.tried_count, 1);
    ck_assert_str_eq(error.tried[0].data, missing);
    sup_error_release(&error);
    folders_remove(&folders);
}
END_TEST

START_TEST(what_cannot_run_ends_the_search)
{
    struct folders folders = {.top = ""};
    folders_make(&folders);
    touch(folders.below_child, 0600);
    touch(folders.above_child, 0700);
    struct sup_resolve_options options = {
        .name = "kid", .executable_dir = folders.below, .environment = variable};
    struct sup_error error;
    struct sup_text path = {0};
    sup_error_init(&error);
    ck_assert_int_eq(sup_child_resolve(&options, &path, &error), -SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE);
    ck_assert_str_eq(error.path.data, folders.below_child);
    ck_assert_str_eq(error.reason.data, "no permission to execute it");
    options.explicit_path = folders.below;
    ck_assert_int_eq(sup_child_resolve(&options, &path, &error), -SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE);
    ck_assert_str_eq(error.reason.data, "not a regular file");
    sup_error_release(&error);
    folders_remove(&folders);
}
END_TEST

START_TEST(where_nothing_is_found_all_paths_are_told)
{
    struct sup_resolve_options options = {
        .name = "kid", .executable_dir = "/no/such/bin", .explicit_path = "/no/kid", .environment = variable};
    struct sup_error error;
    struct sup_text path = {0};
    sup_error_init(&error);
    ck_assert_int_eq(sup_child_resolve(&options, &path, &error), -SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED);
    ck_assert_uint_eq(error.tried_count, 3);
    ck_assert_str_eq(error.tried[0].data, "/no/kid");
    ck_assert_str_eq(error.tried[1].data, "/no/such/bin/kid");
    ck_assert_str_eq(error.tried[2].data, "/no/such/kid");
    ck_assert_ptr_null(path.data);
    sup_error_release(&error);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sessions");
    TCase *tcase = tcase_create("sessions");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_session_keeps_what_the_child_said);
    tcase_add_test(tcase, a_session_ends_with_its_generation);
    tcase_add_test(tcase, a_session_ends_with_its_child);
    tcase_add_test(tcase, a_policy_restart_within_the_request_ends_the_session);
    tcase_add_test(tcase, a_token_set_beforehand_leaves_the_session);
    tcase_add_test(tcase, a_typed_command_fails_where_its_callbacks_fail);
    tcase_add_test(tcase, a_summary_is_decoded_after_all_rows);
    tcase_add_test(tcase, a_capability_opens_with_the_metadata_that_was_expected);
    tcase_add_test(tcase, a_check_finds_what_is_in_the_way);
    tcase_add_test(tcase, the_child_is_looked_for_in_order);
    tcase_add_test(tcase, what_cannot_run_ends_the_search);
    tcase_add_test(tcase, where_nothing_is_found_all_paths_are_told);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
