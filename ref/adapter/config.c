#include "config.h"

static void read_environment(
    struct sup_options *options, struct arguments *arguments, struct wire_text config)
{
    size_t count;
    const struct wire_text *pairs = arguments_array(arguments, config, "env", &count);
    struct sup_environment_entry *entries = arena_take(&arguments->arena, count * sizeof *entries);

    for (size_t i = 0; i < count; i++) {
        size_t size;
        const struct wire_text *pair = arguments_elements(arguments, pairs[i], "env", &size);

        if (size != 2) {
            arguments_refuse(arguments, "env", "an array of pairs [name, value]");
            return;
        }
        entries[i].name = arguments_text(arguments, pair[0], "env");
        entries[i].value = arguments_text(arguments, pair[1], "env");
    }
    options->environment = entries;
    options->environment_count = count;
}

static void read_restart_limit(
    struct sup_options *options, struct arguments *arguments, struct wire_text config)
{
    struct wire_text limit;

    if (!arguments_find(config, "restart_limit", &limit))
        return;
    options->restarts_max = arguments_u64(arguments, limit, "max", options->restarts_max);
    options->restart_window_ms = arguments_u64(arguments, limit, "window_ms", options->restart_window_ms);
}

void config_read_policy(struct sup_policy *policy, struct arguments *arguments, struct wire_text object)
{
    policy->max_requests = arguments_u64(arguments, object, "max_requests", policy->max_requests);
    policy->max_imports = arguments_u64(arguments, object, "max_imports", policy->max_imports);
    policy->max_rss_kib = arguments_u64(arguments, object, "max_rss_kib", policy->max_rss_kib);
    policy->idle_restart_after_ms =
        arguments_u64(arguments, object, "idle_restart_after_ms", policy->idle_restart_after_ms);
}

void config_read(struct sup_options *ret_options, struct arguments *arguments, struct wire_text request)
{
    struct wire_text config;

    if (!arguments_find(request, "config", &config) || config.data[0] != '{') {
        arguments_refuse(arguments, "config", "an object");
        config = WIRE_TEXT("{}");
    }
    config_read_object(ret_options, arguments, config);
    if (ret_options->executable == NULL)
        arguments_refuse(arguments, "executable", "a string");
}

void config_read_object(struct sup_options *ret_options, struct arguments *arguments, struct wire_text config)
{
    struct sup_options options;
    struct wire_text policy;

    sup_options_init(&options);
    options.executable = arguments_string(arguments, config, "executable", NULL);
    options.arguments = arguments_strings(arguments, config, "args", &options.argument_count);
    options.working_directory = arguments_string(arguments, config, "cwd", NULL);
    options.startup_timeout_ms =
        arguments_u64(arguments, config, "startup_timeout_ms", options.startup_timeout_ms);
    options.request_timeout_ms =
        arguments_u64(arguments, config, "request_timeout_ms", options.request_timeout_ms);
    options.shutdown_timeout_ms =
        arguments_u64(arguments, config, "shutdown_timeout_ms", options.shutdown_timeout_ms);
    options.kill_wait_ms = arguments_u64(arguments, config, "kill_wait_ms", options.kill_wait_ms);
    options.max_frame_bytes = arguments_u64(arguments, config, "max_frame_bytes", options.max_frame_bytes);
    options.rss_hard_limit_kib =
        arguments_u64(arguments, config, "rss_hard_limit_kib", options.rss_hard_limit_kib);
    options.rss_sample_interval_ms =
        arguments_u64(arguments, config, "rss_sample_interval_ms", options.rss_sample_interval_ms);
    read_environment(&options, arguments, config);
    read_restart_limit(&options, arguments, config);
    if (arguments_find(config, "policy", &policy))
        config_read_policy(&options.policy, arguments, policy);
    *ret_options = options;
}
