#include "report/alike.h"

#include <string.h>

#define NAMES_MAX 5u

bool alike_same(const struct result_scenario *a, const struct result_scenario *b)
{
    return a->word == b->word && a->reason != NULL && b->reason != NULL && a->violation_count == 0 &&
           b->violation_count == 0 && a->timeout_planned_ms == b->timeout_planned_ms &&
           strcmp(a->reason, b->reason) == 0;
}

bool alike_is_first(const struct result *result, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (alike_same(&result->scenarios[i], &result->scenarios[index]))
            return false;
    }
    return true;
}

size_t alike_count(const struct result *result, size_t index)
{
    size_t count = 1;
    for (size_t i = 0; i < result->scenario_count; i++) {
        if (i != index && alike_same(&result->scenarios[i], &result->scenarios[index]))
            count++;
    }
    return count;
}

void alike_add_names(const struct result *result, size_t index, struct text *out)
{
    size_t named = 0;
    size_t left = 0;
    for (size_t i = index + 1; i < result->scenario_count; i++) {
        if (!alike_same(&result->scenarios[i], &result->scenarios[index]))
            continue;
        if (named == NAMES_MAX) {
            left++;
            continue;
        }
        text_append_string(out, named++ > 0 ? ", " : "");
        escape_line(out, result->scenarios[i].id);
    }
    if (left > 0)
        text_append_format(out, " and %zu more", left);
}
