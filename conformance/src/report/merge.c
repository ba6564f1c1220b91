#include "report/merge.h"

#include "shared/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int refuse(char **ret_error, const char *problem, const char *detail)
{
    struct text text;
    text_init(&text);
    text_append_format(&text, "these reports cannot be merged: %s%s", problem, detail);
    *ret_error = text_take(&text, NULL);
    return -EINVAL;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_list(const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; same && i < a_count; i++)
        same = strcmp(a[i], b[i]) == 0;
    return same;
}

static bool same_subject(const struct result_subject *a, const struct result_subject *b)
{
    return same_text(a->name, b->name) && same_text(a->version, b->version) &&
           same_list(a->profiles, a->profile_count, b->profiles, b->profile_count) &&
           same_list(a->features, a->feature_count, b->features, b->feature_count);
}

static bool same_expectations(const struct result *a, const struct result *b)
{
    bool same = a->expectation_count == b->expectation_count;
    for (size_t i = 0; same && i < a->expectation_count; i++)
        same = strcmp(a->expectations[i].glob, b->expectations[i].glob) == 0 &&
               same_text(a->expectations[i].clause, b->expectations[i].clause);
    return same;
}

static int check_parts(const struct result *const *parts, size_t count, char **ret_error)
{
    if (count == 0)
        return refuse(ret_error, "there is none", "");
    for (size_t i = 1; i < count; i++) {
        if (!same_text(parts[0]->run.spec, parts[i]->run.spec))
            return refuse(ret_error, "they are of different revisions of the specification", "");
        if (!same_subject(&parts[0]->subject, &parts[i]->subject))
            return refuse(ret_error, "they are of different subjects", "");
        if (!same_expectations(parts[0], parts[i]))
            return refuse(ret_error, "they were judged under different expectations", "");
    }
    return 0;
}

static bool shards_are_complete(const struct result *const *parts, size_t count)
{
    for (size_t index = 1; index <= count; index++) {
        bool found = false;
        for (size_t i = 0; i < count; i++)
            found = found || (parts[i]->run.shard_index == index && parts[i]->run.shard_count == count);
        if (!found)
            return false;
    }
    return true;
}

static struct result_run merge_runs(const struct result *const *parts, size_t count)
{
    struct result_run run = parts[0]->run;
    bool complete = shards_are_complete(parts, count);
    for (size_t i = 1; i < count; i++) {
        const struct result_run *part = &parts[i]->run;
        if (part->started_unix_ms < run.started_unix_ms)
            run.started_unix_ms = part->started_unix_ms;
        if (part->duration_ms > run.duration_ms)
            run.duration_ms = part->duration_ms;
        run.planned += part->planned;
        run.partial = run.partial || part->partial;
        run.cut_short = run.cut_short != NULL ? run.cut_short : part->cut_short;
    }
    run.shard_index = 0;
    run.shard_count = 0;
    if (!complete && parts[0]->run.shard_index > 0) {
        run.partial = true;
        run.cut_short = run.cut_short != NULL ? run.cut_short : "not all shards are there";
    }
    return run;
}

static int merge_scenarios(const struct result *part, struct result *result, char **ret_error)
{
    for (size_t i = 0; i < part->scenario_count; i++) {
        for (size_t j = 0; j < result->scenario_count; j++) {
            if (strcmp(result->scenarios[j].id, part->scenarios[i].id) == 0)
                return refuse(ret_error, "two of them hold the scenario ", part->scenarios[i].id);
        }
    }
    for (size_t i = 0; i < part->scenario_count; i++) {
        if (result_append_scenario(result, &part->scenarios[i], NULL) < 0)
            return -ENOMEM;
    }
    for (size_t i = 0; i < part->figure_count; i++) {
        if (result_append_figure(result, &part->figures[i]) < 0)
            return -ENOMEM;
    }
    for (size_t i = 0; i < part->state_count; i++) {
        if (part->states[i].covered && result_mark_state(result, i) < 0)
            return -ENOMEM;
    }
    for (size_t i = 0; i < part->transition_count; i++) {
        if (part->transitions[i].covered && result_mark_transition(result, i) < 0)
            return -ENOMEM;
    }
    return 0;
}

int result_merge(const struct result *const *parts, size_t count, const struct result_model *model,
    struct result *ret_result, char **ret_error)
{
    result_init(ret_result);
    *ret_error = NULL;
    int error = check_parts(parts, count, ret_error);
    if (error < 0)
        return error;
    struct result_run run = merge_runs(parts, count);
    if (result_set_run(ret_result, &run) < 0 || result_set_subject(ret_result, &parts[0]->subject) < 0)
        return -ENOMEM;
    for (size_t i = 0; i < parts[0]->expectation_count; i++) {
        struct result_expectation entry = parts[0]->expectations[i];
        entry.matched = entry.judged = entry.explained = 0;
        if (result_append_expectation(ret_result, &entry) < 0)
            return -ENOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        error = merge_scenarios(parts[i], ret_result, ret_error);
        if (error < 0)
            return error;
    }
    return result_finish(ret_result, model);
}
