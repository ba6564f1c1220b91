/* The configuration: sources, mistakes, the whole. */
#include <sup/config.h>

#include "suite.h"
#include "support.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int resolve(
    const char *const *environment, const char *text, struct sup_config *config, struct sup_error *error)
{
    const struct sup_config_input input = {
        .environment = environment, .file_name = "x.ini", .file_text = text};
    return sup_config_resolve(&input, config, error);
}

#define ENVIRONMENT(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(defaults_are_the_specifications)
{
    static const uint64_t VALUES[SUP_CONFIG_COUNT] = {
        [SUP_CONFIG_WORKER_RSS_POST_JOB_RESTART_KIB] = 5242880,
        [SUP_CONFIG_WORKER_RSS_HARD_KILL_KIB] = 16777216,
        [SUP_CONFIG_WORKER_RSS_SAMPLE_MILLIS] = 250,
        [SUP_CONFIG_IMPORT_SWITCH_RSS_SOFT_KIB] = 2097152,
        [SUP_CONFIG_MODULE_CACHE_RSS_GUARD_KIB] = 2097152,
        [SUP_CONFIG_MODULE_CACHE_MAX_BYTES] = 33554432,
        [SUP_CONFIG_REQUEST_TIMEOUT_MILLIS] = 120000,
        [SUP_CONFIG_PROJECT_MAILBOX_CAPACITY] = 8,
        [SUP_CONFIG_WORKER_RESTART_LIMIT] = 3,
        [SUP_CONFIG_WORKER_RESTART_WINDOW_SECS] = 60,
    };
    struct sup_config config;
    ck_assert_int_eq(resolve(NULL, NULL, &config, NULL), 0);
    for (int key = 0; key < SUP_CONFIG_COUNT; key++) {
        ck_assert_uint_eq(config.values[key].value, VALUES[key]);
        ck_assert_int_eq(config.values[key].source, SUP_CONFIG_SOURCE_DEFAULT);
    }
}
END_TEST

/* Every key from the file, and the environment over it. Large enough for any order of the three limits. */
START_TEST(each_key_has_each_source)
{
    const enum sup_config_key key = (enum sup_config_key)_i;
    const uint64_t from_file = key == SUP_CONFIG_IMPORT_SWITCH_RSS_SOFT_KIB ? 1001 : 6000001;
    const uint64_t from_environment = from_file + 1;
    char text[128];
    char variable[128];
    snprintf(text, sizeof(text), "%s = %llu\n", sup_config_name(key), (unsigned long long)from_file);
    snprintf(variable, sizeof(variable), "%s=%llu", sup_config_variable(key),
        (unsigned long long)from_environment);
    struct sup_config config;
    ck_assert_int_eq(resolve(NULL, text, &config, NULL), 0);
    ck_assert_uint_eq(config.values[key].value, from_file);
    ck_assert_int_eq(config.values[key].source, SUP_CONFIG_SOURCE_FILE);
    ck_assert_int_eq(resolve(ENVIRONMENT(variable), text, &config, NULL), 0);
    ck_assert_uint_eq(config.values[key].value, from_environment);
    ck_assert_int_eq(config.values[key].source, SUP_CONFIG_SOURCE_ENVIRONMENT);
}
END_TEST

static void expect_mistake(
    const char *const *environment, const char *text, const char *code, const char *message)
{
    struct sup_error error;
    sup_error_init(&error);
    struct sup_config config;
    ck_assert_int_eq(resolve(environment, text, &config, &error), -SUP_ERROR_KIND_CONFIG);
    if (code)
        ck_assert_str_eq(error.code.data, code);
    ck_assert_msg(strstr(error.message.data, message) != NULL, "%s", error.message.data);
    sup_error_release(&error);
}

START_TEST(a_variable_that_is_no_number_fails_beside_a_good_file)
{
    static const char *const WRONG[] = {"", "x", "-1", "1.5", " 1", "1 ", "0x10", "18446744073709551616"};
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        char variable[128];
        snprintf(variable, sizeof(variable), "LEAN_HOST_MCP_WORKER_RESTART_LIMIT=%s", WRONG[i]);
        expect_mistake(ENVIRONMENT(variable), "worker_restart_limit = 5\n",
            "LEAN_HOST_MCP_WORKER_RESTART_LIMIT", "LEAN_HOST_MCP_WORKER_RESTART_LIMIT");
    }
}
END_TEST

START_TEST(zero_fails_from_any_source)
{
    const char *text = "LEAN_HOST_MCP_WORKER_RESTART_LIMIT resolved to 0, which is not allowed";
    expect_mistake(ENVIRONMENT("LEAN_HOST_MCP_WORKER_RESTART_LIMIT=0"), NULL,
        "LEAN_HOST_MCP_WORKER_RESTART_LIMIT", text);
    expect_mistake(NULL, "worker_restart_limit = 0\n", "LEAN_HOST_MCP_WORKER_RESTART_LIMIT", text);
}
END_TEST

START_TEST(the_three_limits_escalate)
{
    expect_mistake(ENVIRONMENT("LEAN_HOST_MCP_WORKER_RSS_POST_JOB_RESTART_KIB=2097151"), NULL, NULL,
        "invalid RSS config: import_switch=2097152 KiB exceeds post_job=2097151 KiB");
    expect_mistake(NULL, "worker_rss_hard_kill_kib = 5242879\n", NULL,
        "invalid RSS config: post_job=5242880 KiB exceeds hard_kill=5242879 KiB");
    struct sup_config config;
    ck_assert_int_eq(resolve(ENVIRONMENT("LEAN_HOST_MCP_WORKER_RSS_POST_JOB_RESTART_KIB=2097152",
                                 "LEAN_HOST_MCP_WORKER_RSS_HARD_KILL_KIB=2097152"),
                         NULL, &config, NULL),
        0);
}
END_TEST

START_TEST(mistakes_in_the_file_name_their_line)
{
    expect_mistake(NULL, "\n; fine\nworker_restart_limt = 4\n", "worker_restart_limt", "x.ini:3: ");
    expect_mistake(NULL, "[other]\nworker_restart_limit = 4\n", NULL, "x.ini:2: ");
    expect_mistake(NULL, "worker_restart_limit\n", NULL, "x.ini:1: ");
    expect_mistake(NULL, "worker_restart_limit = many\n", "worker_restart_limit", "x.ini:1: ");
    expect_mistake(NULL, "worker_restart_limit = 4\nworker_restart_limit = 5\n", NULL, "x.ini:2: ");
}
END_TEST

START_TEST(comments_and_the_section_are_understood)
{
    struct sup_config config;
    ck_assert_int_eq(
        resolve(NULL, "# all\n[lean_host_mcp]\nworker_restart_limit = 4 ; four\n", &config, NULL), 0);
    ck_assert_uint_eq(config.values[SUP_CONFIG_WORKER_RESTART_LIMIT].value, 4);
}
END_TEST

START_TEST(an_actor_gets_its_options)
{
    struct sup_config config;
    struct sup_actor_options options;
    sup_actor_options_init(&options);
    ck_assert_int_eq(
        resolve(ENVIRONMENT("LEAN_HOST_MCP_WORKER_RESTART_WINDOW_SECS=7"), NULL, &config, NULL), 0);
    sup_config_apply(&config, &options);
    ck_assert_uint_eq(options.restart_window_ms, 7000);
    ck_assert_uint_eq(options.worker.startup_timeout_ms, 30000);
    ck_assert_uint_eq(options.worker.policy.max_requests, 64);
    ck_assert_uint_eq(options.worker.request_timeout_ms, 120000);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_a_mistake)
{
    struct sup_config config;
    struct sup_error error;
    sup_error_init(&error);
    ck_assert_int_eq(sup_config_load("/no/such/file", &config, &error), -SUP_ERROR_KIND_CONFIG);
    ck_assert_int_ne(error.system_error, 0);
    sup_error_release(&error);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("config");
    TCase *sources = tcase_create("sources");
    tcase_add_test(sources, defaults_are_the_specifications);
    tcase_add_loop_test(sources, each_key_has_each_source, 0, SUP_CONFIG_COUNT);
    tcase_add_test(sources, comments_and_the_section_are_understood);
    tcase_add_test(sources, an_actor_gets_its_options);
    suite_add_tcase(suite, sources);
    TCase *mistakes = tcase_create("mistakes");
    tcase_add_test(mistakes, a_variable_that_is_no_number_fails_beside_a_good_file);
    tcase_add_test(mistakes, zero_fails_from_any_source);
    tcase_add_test(mistakes, the_three_limits_escalate);
    tcase_add_test(mistakes, mistakes_in_the_file_name_their_line);
    tcase_add_test(mistakes, a_file_that_is_not_there_is_a_mistake);
    suite_add_tcase(suite, mistakes);
    return suite_run(suite);
}
