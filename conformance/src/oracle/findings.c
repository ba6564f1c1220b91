/* Gathers violations: one for each clause and event, bounded in number, sorted by event. */
#include "oracle/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/model.h"
#include "shared/memory.h"
#include "shared/text.h"

/* Room for more than is kept, so that the first ones by event are kept whoever found them. */
#define FINDINGS_MAX (ORACLE_VIOLATIONS_MAX * 8u)

struct findings {
    const char *found_by;
    struct violation *violations;
    size_t count;
};

struct findings *findings_new(void)
{
    struct findings *findings = memory_allocate(sizeof *findings);
    *findings = (struct findings){.found_by = ""};
    findings->violations = memory_allocate(FINDINGS_MAX * sizeof *findings->violations);
    return findings;
}

static void release_violation(struct violation *violation)
{
    free((void *)violation->clause);
    free((void *)violation->expected);
    free((void *)violation->happened);
    free((void *)violation->states);
    free((void *)violation->found_by);
    free((void *)violation->file);
}

void findings_free(struct findings *findings)
{
    if (!findings)
        return;
    for (size_t i = 0; i < findings->count; i++)
        release_violation(&findings->violations[i]);
    free(findings->violations);
    free(findings);
}

void findings_set_source(struct findings *findings, const char *found_by)
{
    findings->found_by = found_by;
}

static bool is_known(const struct findings *findings, const char *clause, uint64_t event)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->violations[i].event == event && strcmp(findings->violations[i].clause, clause) == 0)
            return true;
    }
    return false;
}

static char *copy_or_null(const char *text)
{
    return text ? text_duplicate(text) : NULL;
}

static void keep(struct findings *findings, const struct violation *violation)
{
    findings->violations[findings->count++] = (struct violation){
        .clause = text_duplicate(violation->clause),
        .level = violation->level,
        .event = violation->event,
        .expected = text_duplicate(violation->expected),
        .happened = text_duplicate(violation->happened),
        .states = copy_or_null(violation->states),
        .found_by = text_duplicate(violation->found_by),
        .file = copy_or_null(violation->file),
        .line = violation->line,
    };
}

static enum violation_level level_of(const char *clause_id)
{
    const struct model_clause *clause = model_clause_find(clause_id);
    return clause && clause->level != MODEL_LEVEL_MUST ? VIOLATION_LEVEL_NON_STRICT : VIOLATION_LEVEL_FAIL;
}

static char *print(const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        abort();
    return text;
}

void findings_add(struct findings *findings, const struct finding *what, const char *expected,
    const char *happened_format, ...)
{
    va_list arguments;
    va_start(arguments, happened_format);
    char *happened = print(happened_format, arguments);
    va_end(arguments);
    if (findings->count < FINDINGS_MAX && !is_known(findings, what->clause, what->event))
        keep(
            findings, &(struct violation){
                          .clause = what->clause,
                          .level = what->inconclusive ? VIOLATION_LEVEL_INCONCLUSIVE : level_of(what->clause),
                          .event = what->event,
                          .expected = expected,
                          .happened = happened,
                          .states = what->states,
                          .found_by = findings->found_by,
                      });
    free(happened);
}

void findings_add_check(struct findings *findings, const struct violation *violation)
{
    if (findings->count == FINDINGS_MAX)
        return;
    struct violation judged = *violation;
    if (judged.level == VIOLATION_LEVEL_FAIL)
        judged.level = level_of(violation->clause);
    keep(findings, &judged);
}

/* By event; what concerns the whole trace comes last. */
static int compare(const void *left, const void *right)
{
    const struct violation *a = left;
    const struct violation *b = right;
    uint64_t a_event = a->event ? a->event : UINT64_MAX;
    uint64_t b_event = b->event ? b->event : UINT64_MAX;
    if (a_event != b_event)
        return a_event < b_event ? -1 : 1;
    return strcmp(a->clause, b->clause);
}

void findings_take(struct findings *findings, struct verdict *verdict)
{
    qsort(findings->violations, findings->count, sizeof *findings->violations, compare);
    while (findings->count > ORACLE_VIOLATIONS_MAX)
        release_violation(&findings->violations[--findings->count]);
    verdict->violations = findings->violations;
    verdict->violation_count = findings->count;
    findings->violations = NULL;
    findings->count = 0;
}

void verdict_free(struct verdict *verdict)
{
    if (!verdict)
        return;
    for (size_t i = 0; i < verdict->violation_count; i++)
        release_violation(&verdict->violations[i]);
    free(verdict->violations);
    free(verdict->state_visited);
    free(verdict->transition_visited);
    free(verdict);
}

const char *violation_level_name(enum violation_level level)
{
    switch (level) {
    case VIOLATION_LEVEL_FAIL: return "fail";
    case VIOLATION_LEVEL_NON_STRICT: return "non-strict";
    case VIOLATION_LEVEL_INCONCLUSIVE: return "inconclusive";
    }
    return "fail";
}
