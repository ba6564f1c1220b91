#include "report/reread.h"

#include "shared/json.h"
#include "shared/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int refuse(const char *name, const char *problem, const char *detail, char **ret_error)
{
    struct text text;
    text_init(&text);
    text_append_format(&text, "%s: %s%s", name, problem, detail);
    *ret_error = text_take(&text, NULL);
    return -EINVAL;
}

/* The strings of an array, borrowed from it; free() the list. What is no string counts as empty. */
static const char **string_list(const struct json *array, size_t *ret_count)
{
    size_t count = json_count(array);
    const char **list = calloc(count + 1, sizeof(*list));
    if (list == NULL)
        return NULL;
    size_t filled = 0;
    for (const struct json *item = json_first(array); item != NULL && filled < count;
         item = json_next(item)) {
        const char *string = json_string(item);
        list[filled++] = string != NULL ? string : "";
    }
    *ret_count = filled;
    return list;
}

static int read_run(const struct json *root, struct result *result)
{
    const struct json *run = json_get(root, "run");
    const struct json *shard = json_get(run, "shard");
    const struct result_run copy = {
        .tool_version = json_get_string(json_get(root, "tool"), "version", ""),
        .spec = json_get_string(root, "spec", ""),
        .command = json_get_string(run, "command", NULL),
        .started_unix_ms = json_get_int64(run, "started_unix_ms", 0),
        .duration_ms = json_get_uint64(run, "duration_ms", 0),
        .seed = json_get_uint64(run, "seed", 0),
        .jobs = (uint32_t)json_get_uint64(run, "jobs", 0),
        .shard_index = (uint32_t)json_get_uint64(shard, "index", 0),
        .shard_count = (uint32_t)json_get_uint64(shard, "count", 0),
        .partial = json_get_bool(run, "partial", true),
        .planned = (size_t)json_get_uint64(run, "planned", 0),
        .cut_short = json_get_string(run, "cut_short", NULL),
    };
    return result_set_run(result, &copy);
}

static int read_subject(const struct json *subject, struct result *result)
{
    struct result_subject copy = {
        .command = json_get_string(subject, "command", NULL),
        .name = json_get_string(subject, "name", NULL),
        .version = json_get_string(subject, "version", NULL),
        .language = json_get_string(subject, "language", NULL),
        .spec = json_get_string(subject, "spec", NULL),
        .display = json_get_bool(subject, "display", false),
    };
    const char **profiles = string_list(json_get(subject, "profiles"), &copy.profile_count);
    const char **features = string_list(json_get(subject, "features"), &copy.feature_count);
    copy.profiles = profiles;
    copy.features = features;
    int error = profiles != NULL && features != NULL ? result_set_subject(result, &copy) : -ENOMEM;
    free((void *)profiles);
    free((void *)features);
    return error;
}

static int read_expectations(const struct json *entries, struct result *result)
{
    for (const struct json *entry = json_first(entries); entry != NULL; entry = json_next(entry)) {
        const struct result_expectation copy = {
            .glob = json_get_string(entry, "scenarios", ""),
            .clause = json_get_string(entry, "clause", NULL),
            .reason = json_get_string(entry, "reason", ""),
            .file = json_get_string(entry, "file", NULL),
            .line = (int)json_get_int64(entry, "line", 0),
        };
        if (result_append_expectation(result, &copy) < 0)
            return -ENOMEM;
    }
    return 0;
}

static int read_figures(const struct json *figures, struct result *result)
{
    for (const struct json *item = json_first(figures); item != NULL; item = json_next(item)) {
        const struct result_figure figure = {
            .what = json_get_string(item, "what", NULL),
            .floor = json_get_string(item, "floor", NULL),
            .measured = json_get_string(item, "measured", NULL),
            .ratio = json_get_string(item, "ratio", NULL),
            .target = json_get_string(item, "target", NULL),
            .outcome = json_get_string(item, "outcome", NULL),
            .note = json_get_string(item, "note", NULL),
        };
        if (result_append_figure(result, &figure) < 0)
            return -ENOMEM;
    }
    return 0;
}

static struct result_violation *read_violations(const struct json *array, size_t *ret_count)
{
    size_t count = json_count(array);
    struct result_violation *violations = calloc(count + 1, sizeof(*violations));
    if (violations == NULL)
        return NULL;
    size_t filled = 0;
    for (const struct json *item = json_first(array); item != NULL && filled < count;
         item = json_next(item)) {
        struct result_violation *violation = &violations[filled++];
        *violation = (struct result_violation){
            .clause = json_get_string(item, "clause", NULL),
            .clause_text = json_get_string(item, "clause_text", NULL),
            .event = json_get_uint64(item, "event", 0),
            .event_ns = json_get_int64(item, "event_ns", -1),
            .expected = json_get_string(item, "expected", NULL),
            .happened = json_get_string(item, "happened", NULL),
            .states = json_get_string(item, "states", NULL),
            .found_by = json_get_string(item, "found_by", NULL),
            .file = json_get_string(item, "file", NULL),
            .line = (int)json_get_int64(item, "line", 0),
        };
        /* A level that is not known is taken as the gravest: nothing turns green by a misspelling. */
        if (result_level_parse(json_get_string(item, "level", ""), &violation->level) < 0)
            violation->level = RESULT_LEVEL_FAIL;
    }
    *ret_count = filled;
    return violations;
}

static int append_read(const struct json *item, struct result_scenario *scenario, struct result *result)
{
    const char **clauses = string_list(json_get(item, "clauses"), &scenario->clause_count);
    const char **events = string_list(json_get(item, "last_events"), &scenario->last_event_count);
    struct result_violation *violations =
        read_violations(json_get(item, "violations"), &scenario->violation_count);
    scenario->clauses = clauses;
    scenario->last_events = events;
    scenario->violations = violations;
    int error = -ENOMEM;
    if (clauses != NULL && events != NULL && violations != NULL)
        error = result_append_scenario(result, scenario, NULL);
    free((void *)clauses);
    free((void *)events);
    free(violations);
    return error;
}

static int read_scenario(const struct json *item, const char *name, struct result *result, char **ret_error)
{
    const struct json *timeout = json_get(item, "timeout");
    struct result_scenario scenario = {
        .id = json_get_string(item, "id", NULL),
        .file = json_get_string(item, "file", NULL),
        .summary = json_get_string(item, "summary", NULL),
        .profile = json_get_string(item, "profile", NULL),
        .reason = json_get_string(item, "reason", NULL),
        .checks = json_get_uint64(item, "checks", 0),
        .duration_ms = json_get_uint64(item, "duration_ms", 0),
        .timeout_planned_ms = json_get_uint64(timeout, "planned_ms", 0),
        .timeout_ran_ms = json_get_uint64(timeout, "ran_ms", 0),
        .timeout_waiting_for = json_get_string(timeout, "waiting_for", NULL),
        .adapter_stderr = json_get_string(item, "adapter_stderr", NULL),
        .rerun = json_get_string(item, "rerun", NULL),
        .trace_path = json_get_string(item, "trace", NULL),
    };
    if (scenario.id == NULL)
        return refuse(name, "expected every scenario to have an \"id\"", "", ret_error);
    if (result_outcome_parse(json_get_string(item, "outcome", ""), &scenario.outcome) < 0)
        return refuse(name, "expected a known \"outcome\" in the scenario ", scenario.id, ret_error);
    return append_read(item, &scenario, result);
}

static int read_visited(const struct json *coverage, const struct result_model *model, struct result *result)
{
    const struct json *states = json_get(json_get(coverage, "states"), "visited");
    for (const struct json *item = json_first(states); item != NULL; item = json_next(item)) {
        for (size_t i = 0; i < model->state_count && json_string(item) != NULL; i++) {
            if (strcmp(json_string(item), model->states[i]) == 0 && result_mark_state(result, i) < 0)
                return -ENOMEM;
        }
    }
    const struct json *transitions = json_get(json_get(coverage, "transitions"), "visited");
    for (const struct json *item = json_first(transitions); item != NULL; item = json_next(item)) {
        for (size_t i = 0; i < model->transition_count && json_string(item) != NULL; i++) {
            if (strcmp(json_string(item), model->transitions[i].id) == 0 &&
                result_mark_transition(result, i) < 0)
                return -ENOMEM;
        }
    }
    return 0;
}

static int read_root(const struct json *root, const char *name, const struct result_model *model,
    struct result *result, char **ret_error)
{
    const char *schema = json_get_string(root, "schema", "");
    if (strcmp(schema, RESULT_SCHEMA) != 0)
        return refuse(name, "expected a report of schema \"" RESULT_SCHEMA "\"", "", ret_error);
    const struct json *scenarios = json_get(root, "scenarios");
    if (json_type_of(scenarios) != JSON_TYPE_ARRAY)
        return refuse(name, "expected an array \"scenarios\"", "", ret_error);
    if (read_run(root, result) < 0 || read_subject(json_get(root, "subject"), result) < 0 ||
        read_expectations(json_get(json_get(root, "expectations"), "entries"), result) < 0 ||
        read_figures(json_get(root, "figures"), result) < 0)
        return -ENOMEM;
    for (const struct json *item = json_first(scenarios); item != NULL; item = json_next(item)) {
        int error = read_scenario(item, name, result, ret_error);
        if (error < 0)
            return error;
    }
    if (read_visited(json_get(root, "coverage"), model, result) < 0)
        return -ENOMEM;
    return result_finish(result, model);
}

int result_read(const char *text, size_t length, const char *name, const struct result_model *model,
    struct result *ret_result, char **ret_error)
{
    result_init(ret_result);
    *ret_error = NULL;
    struct json *root = NULL;
    struct json_error problem = {0};
    if (json_parse(text, length, &root, &problem) < 0) {
        char place[64];
        snprintf(place, sizeof(place), " at byte %zu", problem.offset);
        struct text words;
        text_init(&words);
        text_append_format(&words, "expected JSON: %s", problem.reason != NULL ? problem.reason : "");
        int error = refuse(name, words.bytes, place, ret_error);
        text_release(&words);
        return error;
    }
    int error = read_root(root, name, model, ret_result, ret_error);
    json_free(root);
    return error;
}

int result_read_file(
    const char *path, const struct result_model *model, struct result *ret_result, char **ret_error)
{
    result_init(ret_result);
    *ret_error = NULL;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return -errno;
    struct text text;
    text_init(&text);
    char bytes[65536];
    size_t count = 0;
    while (text.length <= REREAD_BYTES_MAX && (count = fread(bytes, 1, sizeof(bytes), file)) > 0)
        text_append(&text, bytes, count);
    int error = ferror(file) ? -EIO : 0;
    fclose(file);
    if (error == 0 && text.length > REREAD_BYTES_MAX)
        error = refuse(path, "expected a report of at most 256 MiB", "", ret_error);
    if (error == 0)
        error = result_read(
            text.bytes != NULL ? text.bytes : "", text.length, path, model, ret_result, ret_error);
    text_release(&text);
    return error;
}
