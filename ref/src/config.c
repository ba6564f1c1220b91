/* The configuration: environment over file over default (CONFIG-01…03). */
#include <sup/config.h>

#include "core/knobs.h"
#include "report.h"

#include <errno.h>
#include <ini.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_SECTION "lean_host_mcp"
#define MS_PER_S     1000

extern char **environ;

/* ---- Names ------------------------------------------------------------------------------------------------------------ */

const char *sup_config_variable(enum sup_config_key key)
{
    return knob_get(key)->variable;
}

const char *sup_config_name(enum sup_config_key key)
{
    return knob_get(key)->name;
}

const char *sup_config_source_name(enum sup_config_source source)
{
    switch (source) {
    case SUP_CONFIG_SOURCE_FILE: return "file";
    case SUP_CONFIG_SOURCE_ENVIRONMENT: return "environment";
    case SUP_CONFIG_SOURCE_DEFAULT: break;
    }
    return "default";
}

static int blame(struct sup_error *error, const char *name)
{
    (void)sup_text_assign(&error->code, name, strlen(name));
    return -SUP_ERROR_KIND_CONFIG;
}

/* ---- The file ----------------------------------------------------------------------------------------------------------- */

struct file_reading {
    const char *file_name;
    struct sup_config *config;
    struct sup_error *error; /* the first mistake; its line is what the parser returns */
    bool failed;
};

static int file_fail(struct file_reading *reading, const char *name, const char *problem, const char *detail)
{
    if (!reading->failed) {
        (void)report(reading->error, SUP_ERROR_KIND_CONFIG, "`%s` %s%s", name, problem, detail);
        (void)blame(reading->error, name);
    }
    reading->failed = true;
    return 0;
}

/* inih calls this for each `name = value`: 1 goes on, 0 makes the line the first with an error. */
static int file_entry(void *context, const char *section, const char *name, const char *value)
{
    struct file_reading *reading = context;
    if (section[0] && strcmp(section, FILE_SECTION) != 0)
        return file_fail(reading, section, "is no section of this file: ", "[" FILE_SECTION "] expected");
    for (int key = 0; key < SUP_CONFIG_COUNT; key++) {
        if (strcmp(name, knob_get((enum sup_config_key)key)->name) != 0)
            continue;
        struct sup_config_value *place = &reading->config->values[key];
        if (place->source == SUP_CONFIG_SOURCE_FILE)
            return file_fail(reading, name, "is there a second time", "");
        if (!knob_parse(value, &place->value))
            return file_fail(reading, name, "is no whole number: ", value);
        place->source = SUP_CONFIG_SOURCE_FILE;
        return 1;
    }
    return file_fail(reading, name, "is no name that is known", "");
}

static int file_apply(
    const struct sup_config_input *input, struct sup_config *config, struct sup_error *error)
{
    struct file_reading reading = {
        .file_name = input->file_name ? input->file_name : "configuration",
        .config = config,
        .error = error,
    };
    int line = ini_parse_string(input->file_text, file_entry, &reading);
    if (line == 0)
        return 0;
    if (!reading.failed)
        return report(
            error, SUP_ERROR_KIND_CONFIG, "%s:%d: `name = value` expected", reading.file_name, line);
    struct sup_text code = error->code;
    struct sup_text problem = error->message;
    error->code = (struct sup_text){NULL, 0};
    error->message = (struct sup_text){NULL, 0};
    (void)report(error, SUP_ERROR_KIND_CONFIG, "%s:%d: %s", reading.file_name, line,
        problem.data ? problem.data : "a mistake");
    sup_text_release(&problem);
    error->code = code;
    return -SUP_ERROR_KIND_CONFIG;
}

/* ---- The environment ------------------------------------------------------------------------------------------------------ */

/* The value of the last entry NAME=…, which is the one that a later setenv would have left; NULL. */
static const char *environment_find(const char *const *environment, const char *name)
{
    size_t bytes = strlen(name);
    const char *found = NULL;
    for (; environment && *environment; environment++)
        if (strncmp(*environment, name, bytes) == 0 && (*environment)[bytes] == '=')
            found = *environment + bytes + 1;
    return found;
}

static int environment_apply(
    const struct sup_config_input *input, struct sup_config *config, struct sup_error *error)
{
    for (int key = 0; key < SUP_CONFIG_COUNT; key++) {
        const char *variable = knob_get((enum sup_config_key)key)->variable;
        const char *text = environment_find(input->environment, variable);
        if (!text)
            continue;
        struct sup_config_value *place = &config->values[key];
        if (!knob_parse(text, &place->value)) {
            (void)report(error, SUP_ERROR_KIND_CONFIG, "%s is no whole number: `%s`", variable, text);
            return blame(error, variable);
        }
        place->source = SUP_CONFIG_SOURCE_ENVIRONMENT;
    }
    return 0;
}

/* ---- The whole -------------------------------------------------------------------------------------------------------------- */

static const char *short_name(enum sup_config_key key)
{
    switch ((int)key) {
    case SUP_CONFIG_IMPORT_SWITCH_RSS_SOFT_KIB: return "import_switch";
    case SUP_CONFIG_WORKER_RSS_POST_JOB_RESTART_KIB: return "post_job";
    default: return "hard_kill";
    }
}

static int whole_check(const struct sup_config *config, struct sup_error *error)
{
    struct knobs_verdict verdict = knobs_check(config);
    switch (verdict.fault) {
    case KNOBS_FAULT_NONE: return 0;
    case KNOBS_FAULT_ZERO:
        (void)report(error, SUP_ERROR_KIND_CONFIG, "%s resolved to 0, which is not allowed",
            knob_get(verdict.key)->variable);
        break;
    case KNOBS_FAULT_RSS_ORDER:
        (void)report(error, SUP_ERROR_KIND_CONFIG,
            "invalid RSS config: %s=%" PRIu64 " KiB exceeds %s=%" PRIu64
            " KiB (import_switch <= post_job <= hard_kill is needed)",
            short_name(verdict.key), config->values[verdict.key].value, short_name(verdict.other),
            config->values[verdict.other].value);
        break;
    }
    return blame(error, knob_get(verdict.key)->variable);
}

int sup_config_resolve(
    const struct sup_config_input *input, struct sup_config *ret_config, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    struct sup_config config;
    for (int key = 0; key < SUP_CONFIG_COUNT; key++)
        config.values[key] =
            (struct sup_config_value){knob_get((enum sup_config_key)key)->value, SUP_CONFIG_SOURCE_DEFAULT};
    int r = input->file_text ? file_apply(input, &config, error) : 0;
    if (r == 0)
        r = environment_apply(input, &config, error);
    if (r == 0)
        r = whole_check(&config, error);
    if (r == 0)
        *ret_config = config;
    report_end(&place);
    return r;
}

/* ---- This process's ----------------------------------------------------------------------------------------------------------- */

/* The content of PATH, ended by NUL, to be freed; NULL with the reason in ERROR. */
static char *file_read(const char *path, struct sup_error *error)
{
    char *text = NULL;
    FILE *file = fopen(path, "re");
    int problem = errno;
    if (file) {
        text = malloc(SUP_CONFIG_FILE_BYTES_MAX + 1);
        size_t bytes = text ? fread(text, 1, SUP_CONFIG_FILE_BYTES_MAX + 1, file) : 0;
        problem = !text ? ENOMEM : ferror(file) ? EIO : bytes > SUP_CONFIG_FILE_BYTES_MAX ? EFBIG : 0;
        if (problem == 0)
            text[bytes] = '\0';
        if (problem == 0 && strlen(text) != bytes)
            problem = EILSEQ;
        (void)fclose(file);
    }
    if (problem == 0)
        return text;
    free(text);
    (void)report_system(error, SUP_ERROR_KIND_CONFIG, problem, path);
    return NULL;
}

int sup_config_load(const char *path, struct sup_config *ret_config, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    char *text = path ? file_read(path, error) : NULL;
    int r = -SUP_ERROR_KIND_CONFIG;
    if (text || !path) {
        const struct sup_config_input input = {
            .environment = (const char *const *)environ,
            .file_name = path,
            .file_text = text,
        };
        r = sup_config_resolve(&input, ret_config, error);
    }
    free(text);
    report_end(&place);
    return r;
}

void sup_config_apply(const struct sup_config *config, struct sup_actor_options *options)
{
    const struct sup_config_value *values = config->values;
    uint64_t window_s = values[SUP_CONFIG_WORKER_RESTART_WINDOW_SECS].value;
    options->rss_post_job_kib = values[SUP_CONFIG_WORKER_RSS_POST_JOB_RESTART_KIB].value;
    options->rss_import_switch_kib = values[SUP_CONFIG_IMPORT_SWITCH_RSS_SOFT_KIB].value;
    options->mailbox_capacity = values[SUP_CONFIG_PROJECT_MAILBOX_CAPACITY].value;
    options->restarts_max = values[SUP_CONFIG_WORKER_RESTART_LIMIT].value;
    options->restart_window_ms = window_s > SUP_NONE / MS_PER_S ? SUP_NONE : window_s * MS_PER_S;
    options->worker.rss_hard_limit_kib = values[SUP_CONFIG_WORKER_RSS_HARD_KILL_KIB].value;
    options->worker.rss_sample_interval_ms = values[SUP_CONFIG_WORKER_RSS_SAMPLE_MILLIS].value;
    options->worker.request_timeout_ms = values[SUP_CONFIG_REQUEST_TIMEOUT_MILLIS].value;
}
