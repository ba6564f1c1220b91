#include "report/diff.h"

#include "report/escape.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_texts[DIFF_KIND_COUNT] = {
    [DIFF_KIND_BROKEN] = "broken",
    [DIFF_KIND_FIXED] = "fixed",
    [DIFF_KIND_CHANGED] = "changed",
    [DIFF_KIND_NEW] = "new",
    [DIFF_KIND_GONE] = "gone",
};

const char *diff_kind_text(enum diff_kind kind)
{
    return (unsigned)kind < DIFF_KIND_COUNT ? kind_texts[kind] : "?";
}

static bool word_is_bad(enum result_word word)
{
    return word == RESULT_WORD_FAIL || word == RESULT_WORD_KNOWN_FAILURE ||
           word == RESULT_WORD_ADAPTER_ERROR || word == RESULT_WORD_INCONCLUSIVE;
}

static bool violates(const struct result_scenario *scenario, const char *clause)
{
    for (size_t i = 0; i < scenario->violation_count; i++) {
        if (strcmp(scenario->violations[i].clause, clause) == 0)
            return true;
    }
    return false;
}

static bool same_clauses_broken(const struct result_scenario *a, const struct result_scenario *b)
{
    bool same = true;
    for (size_t i = 0; same && i < a->violation_count; i++)
        same = violates(b, a->violations[i].clause);
    for (size_t i = 0; same && i < b->violation_count; i++)
        same = violates(a, b->violations[i].clause);
    return same;
}

/* False: nothing changed. */
static bool classify(struct diff_change *change)
{
    const struct result_scenario *before = change->before;
    const struct result_scenario *after = change->after;
    if (after == NULL) {
        change->kind = DIFF_KIND_GONE;
    } else if (before == NULL) {
        change->kind = word_is_bad(after->word) ? DIFF_KIND_BROKEN : DIFF_KIND_NEW;
    } else if (word_is_bad(before->word) != word_is_bad(after->word)) {
        change->kind = word_is_bad(after->word) ? DIFF_KIND_BROKEN : DIFF_KIND_FIXED;
    } else {
        change->kind = DIFF_KIND_CHANGED;
        return before->word != after->word || !same_clauses_broken(before, after);
    }
    return true;
}

static const struct result_scenario *scenario_find(const struct result *result, const char *id)
{
    for (size_t i = 0; i < result->scenario_count; i++) {
        if (strcmp(result->scenarios[i].id, id) == 0)
            return &result->scenarios[i];
    }
    return NULL;
}

static void change_add(
    struct diff *diff, const struct result_scenario *before, const struct result_scenario *after)
{
    struct diff_change *change = &diff->changes[diff->change_count];
    *change = (struct diff_change){.before = before, .after = after};
    if (!classify(change)) {
        diff->same++;
        return;
    }
    diff->counts[change->kind]++;
    diff->change_count++;
}

static const char *change_id(const struct diff_change *change)
{
    return change->after != NULL ? change->after->id : change->before->id;
}

static int change_order(const void *a, const void *b)
{
    const struct diff_change *left = a;
    const struct diff_change *right = b;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return strcmp(change_id(left), change_id(right));
}

int diff_init(struct diff *diff, const struct result *before, const struct result *after)
{
    *diff = (struct diff){0};
    diff->changes = calloc(before->scenario_count + after->scenario_count + 1, sizeof(*diff->changes));
    if (diff->changes == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < after->scenario_count; i++)
        change_add(diff, scenario_find(before, after->scenarios[i].id), &after->scenarios[i]);
    for (size_t i = 0; i < before->scenario_count; i++) {
        if (scenario_find(after, before->scenarios[i].id) == NULL)
            change_add(diff, &before->scenarios[i], NULL);
    }
    qsort(diff->changes, diff->change_count, sizeof(*diff->changes), change_order);
    return 0;
}

void diff_release(struct diff *diff)
{
    free(diff->changes);
    *diff = (struct diff){0};
}

static void add_side(struct text *out, const struct result_scenario *scenario)
{
    if (scenario == NULL) {
        text_append_string(out, "not there");
        return;
    }
    text_append_string(out, result_word_text(scenario->word));
    const char *separator = " (";
    for (size_t i = 0; i < scenario->violation_count; i++) {
        text_append_string(out, separator);
        escape_line(out, scenario->violations[i].clause);
        separator = ", ";
    }
    text_append_string(out, scenario->violation_count > 0 ? ")" : "");
}

void diff_render(const struct diff *diff, struct text *out)
{
    for (size_t i = 0; i < diff->change_count; i++) {
        const struct diff_change *change = &diff->changes[i];
        text_append_format(out, "%-8s ", diff_kind_text(change->kind));
        escape_line(out, change_id(change));
        text_append_string(out, ": ");
        add_side(out, change->before);
        text_append_string(out, " -> ");
        add_side(out, change->after);
        text_append_string(out, "\n");
    }
    for (int kind = 0; kind < DIFF_KIND_COUNT; kind++)
        text_append_format(out, "%zu %s, ", diff->counts[kind], diff_kind_text((enum diff_kind)kind));
    text_append_format(out, "%zu as before\n", diff->same);
}
