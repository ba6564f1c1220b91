#include "core/knobs.h"

static const struct knob KNOBS[SUP_CONFIG_COUNT] = {
    [SUP_CONFIG_WORKER_RSS_POST_JOB_RESTART_KIB] = {SUP_CONFIG_PREFIX "WORKER_RSS_POST_JOB_RESTART_KIB",
        "worker_rss_post_job_restart_kib", SUP_ACTOR_RSS_POST_JOB_KIB_DEFAULT},
    [SUP_CONFIG_WORKER_RSS_HARD_KILL_KIB] = {SUP_CONFIG_PREFIX "WORKER_RSS_HARD_KILL_KIB",
        "worker_rss_hard_kill_kib", SUP_ACTOR_RSS_HARD_KILL_KIB_DEFAULT},
    [SUP_CONFIG_WORKER_RSS_SAMPLE_MILLIS] = {SUP_CONFIG_PREFIX "WORKER_RSS_SAMPLE_MILLIS",
        "worker_rss_sample_millis", SUP_RSS_SAMPLE_INTERVAL_MS_DEFAULT},
    [SUP_CONFIG_IMPORT_SWITCH_RSS_SOFT_KIB] = {SUP_CONFIG_PREFIX "IMPORT_SWITCH_RSS_SOFT_KIB",
        "import_switch_rss_soft_kib", SUP_ACTOR_RSS_IMPORT_SWITCH_KIB_DEFAULT},
    [SUP_CONFIG_MODULE_CACHE_RSS_GUARD_KIB] = {SUP_CONFIG_PREFIX "MODULE_CACHE_RSS_GUARD_KIB",
        "module_cache_rss_guard_kib", 2097152},
    [SUP_CONFIG_MODULE_CACHE_MAX_BYTES] = {SUP_CONFIG_PREFIX "MODULE_CACHE_MAX_BYTES",
        "module_cache_max_bytes", 33554432},
    [SUP_CONFIG_REQUEST_TIMEOUT_MILLIS] = {SUP_CONFIG_PREFIX "REQUEST_TIMEOUT_MILLIS",
        "request_timeout_millis", SUP_ACTOR_REQUEST_TIMEOUT_MS_DEFAULT},
    [SUP_CONFIG_PROJECT_MAILBOX_CAPACITY] = {SUP_CONFIG_PREFIX "PROJECT_MAILBOX_CAPACITY",
        "project_mailbox_capacity", SUP_ACTOR_MAILBOX_CAPACITY_DEFAULT},
    [SUP_CONFIG_WORKER_RESTART_LIMIT] = {SUP_CONFIG_PREFIX "WORKER_RESTART_LIMIT", "worker_restart_limit",
        SUP_ACTOR_RESTARTS_MAX_DEFAULT},
    [SUP_CONFIG_WORKER_RESTART_WINDOW_SECS] = {SUP_CONFIG_PREFIX "WORKER_RESTART_WINDOW_SECS",
        "worker_restart_window_secs", SUP_ACTOR_RESTART_WINDOW_MS_DEFAULT / 1000},
};

const struct knob *knob_get(enum sup_config_key key)
{
    return &KNOBS[key];
}

bool knob_parse(const char *text, uint64_t *ret_value)
{
    uint64_t value = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *ret_value = value;
    return true;
}

struct knobs_verdict knobs_check(const struct sup_config *config)
{
    static const enum sup_config_key ESCALATION[] = {
        SUP_CONFIG_IMPORT_SWITCH_RSS_SOFT_KIB,
        SUP_CONFIG_WORKER_RSS_POST_JOB_RESTART_KIB,
        SUP_CONFIG_WORKER_RSS_HARD_KILL_KIB,
    };
    for (int key = 0; key < SUP_CONFIG_COUNT; key++)
        if (config->values[key].value == 0)
            return (struct knobs_verdict){.fault = KNOBS_FAULT_ZERO, .key = (enum sup_config_key)key};
    for (size_t i = 0; i + 1 < sizeof(ESCALATION) / sizeof(ESCALATION[0]); i++)
        if (config->values[ESCALATION[i]].value > config->values[ESCALATION[i + 1]].value)
            return (struct knobs_verdict){KNOBS_FAULT_RSS_ORDER, ESCALATION[i], ESCALATION[i + 1]};
    return (struct knobs_verdict){.fault = KNOBS_FAULT_NONE};
}
