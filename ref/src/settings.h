/* The options of a supervisor, copied and brought within their bounds. */
#ifndef SUP_SETTINGS_H
#define SUP_SETTINGS_H

#include <sup/options.h>

struct settings {
    char *executable;
    char **arguments; /* argv, ended by NULL; the first is `executable` itself */
    struct sup_environment_entry *environment;
    size_t environment_count;
    char *working_directory; /* NULL: inherited */
    uint64_t startup_timeout_ms;
    uint64_t request_timeout_ms;
    uint64_t shutdown_timeout_ms;
    uint64_t kill_wait_ms;
    uint32_t max_frame_bytes;
    uint64_t rss_hard_limit_kib;
    uint64_t rss_sample_interval_ms;
    uint64_t restarts_max;
    uint64_t restart_window_ms;
    struct sup_policy policy;
};

/* 0 or -ENOMEM; SETTINGS can be released in both cases. */
int settings_init(struct settings *settings, const struct sup_options *options);
void settings_release(struct settings *settings);

/* SETTINGS as the options that they were made from. Borrowed from it. */
struct sup_options settings_options(const struct settings *settings);

#endif
