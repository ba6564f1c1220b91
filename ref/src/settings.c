#include "settings.h"

#include "core/policy.h"
#include "wire/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void sup_options_init(struct sup_options *options)
{
    *options = (struct sup_options){
        .startup_timeout_ms = SUP_STARTUP_TIMEOUT_MS_DEFAULT,
        .request_timeout_ms = SUP_REQUEST_TIMEOUT_MS_DEFAULT,
        .shutdown_timeout_ms = SUP_SHUTDOWN_TIMEOUT_MS_DEFAULT,
        .kill_wait_ms = SUP_KILL_WAIT_MS_DEFAULT,
        .max_frame_bytes = SUP_FRAME_BYTES_DEFAULT,
        .rss_hard_limit_kib = SUP_NONE,
        .rss_sample_interval_ms = SUP_RSS_SAMPLE_INTERVAL_MS_DEFAULT,
        .restarts_max = SUP_RESTARTS_MAX_DEFAULT,
        .restart_window_ms = SUP_RESTART_WINDOW_MS_DEFAULT,
        .policy =
            {
                .max_requests = SUP_NONE,
                .max_imports = SUP_NONE,
                .max_rss_kib = SUP_NONE,
                .idle_restart_after_ms = SUP_NONE,
            },
    };
}

static uint64_t at_least_one(uint64_t value)
{
    return value == 0 ? 1 : value;
}

static int arguments_copy(struct settings *settings, const struct sup_options *options)
{
    settings->executable = strdup(options->executable);
    settings->arguments = calloc(options->argument_count + 2, sizeof(char *));
    if (!settings->executable || !settings->arguments)
        return -ENOMEM;
    settings->arguments[0] = settings->executable;
    for (size_t i = 0; i < options->argument_count; i++) {
        settings->arguments[i + 1] = strdup(options->arguments[i]);
        if (!settings->arguments[i + 1])
            return -ENOMEM;
    }
    return 0;
}

static int environment_copy(struct settings *settings, const struct sup_options *options)
{
    settings->environment = calloc(options->environment_count + 1, sizeof(*settings->environment));
    if (!settings->environment)
        return -ENOMEM;
    for (size_t i = 0; i < options->environment_count; i++) {
        settings->environment[i].name = strdup(options->environment[i].name);
        settings->environment[i].value = strdup(options->environment[i].value);
        settings->environment_count = i + 1;
        if (!settings->environment[i].name || !settings->environment[i].value)
            return -ENOMEM;
    }
    if (options->working_directory) {
        settings->working_directory = strdup(options->working_directory);
        if (!settings->working_directory)
            return -ENOMEM;
    }
    return 0;
}

int settings_init(struct settings *settings, const struct sup_options *options)
{
    *settings = (struct settings){
        .startup_timeout_ms = options->startup_timeout_ms,
        .request_timeout_ms = options->request_timeout_ms,
        .shutdown_timeout_ms = options->shutdown_timeout_ms,
        .kill_wait_ms = options->kill_wait_ms,
        .max_frame_bytes = wire_frame_bytes_clamp(options->max_frame_bytes),
        .rss_hard_limit_kib = at_least_one(options->rss_hard_limit_kib),
        .rss_sample_interval_ms = at_least_one(options->rss_sample_interval_ms),
        .restarts_max = at_least_one(options->restarts_max),
        .restart_window_ms = at_least_one(options->restart_window_ms),
        .policy = policy_floored(&options->policy),
    };
    int r = arguments_copy(settings, options);
    return r < 0 ? r : environment_copy(settings, options);
}

void settings_release(struct settings *settings)
{
    if (settings->arguments)
        for (char **argument = settings->arguments + 1; *argument; argument++)
            free(*argument);
    free(settings->arguments);
    free(settings->executable);
    for (size_t i = 0; i < settings->environment_count; i++) {
        free((char *)settings->environment[i].name);
        free((char *)settings->environment[i].value);
    }
    free(settings->environment);
    free(settings->working_directory);
    *settings = (struct settings){0};
}

struct sup_options settings_options(const struct settings *settings)
{
    struct sup_options options = {
        .executable = settings->executable,
        .arguments = (const char *const *)(settings->arguments + 1),
        .environment = settings->environment,
        .environment_count = settings->environment_count,
        .working_directory = settings->working_directory,
        .startup_timeout_ms = settings->startup_timeout_ms,
        .request_timeout_ms = settings->request_timeout_ms,
        .shutdown_timeout_ms = settings->shutdown_timeout_ms,
        .kill_wait_ms = settings->kill_wait_ms,
        .max_frame_bytes = settings->max_frame_bytes,
        .rss_hard_limit_kib = settings->rss_hard_limit_kib,
        .rss_sample_interval_ms = settings->rss_sample_interval_ms,
        .restarts_max = settings->restarts_max,
        .restart_window_ms = settings->restart_window_ms,
        .policy = settings->policy,
    };
    while (options.arguments[options.argument_count])
        options.argument_count++;
    return options;
}
