/* result_finish: from scenarios to clauses, coverage and counts; conclude.c makes the verdict of them. */
#include "report/arena.h"
#include "report/conclude.h"
#include "report/escape.h"
#include "report/result.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What the scenarios say about one clause. */
struct evidence {
    const struct result_scenario *broken;
    const struct result_scenario *known;
    const struct result_scenario *inconclusive;
    const struct result_scenario *missed; /* a SHOULD */
    const struct result_scenario *adapter_error;
    const struct result_scenario *passed;
    const struct result_scenario *unfinished; /* lists it, ended early for another reason */
    const struct result_scenario *unsupported;
    const struct result_scenario *not_applicable;
};

static int scenario_order(const void *a, const void *b)
{
    const struct result_scenario *left = a;
    const struct result_scenario *right = b;
    return strcmp(left->id, right->id);
}

static struct result_clause *clause_find(const struct result *result, const char *id)
{
    for (size_t i = 0; i < result->clause_count; i++) {
        if (strcmp(result->clauses[i].id, id) == 0)
            return &result->clauses[i];
    }
    return NULL;
}

/* A clause that the model does not know is shown all the same: nothing that was found may vanish. */
static void clause_add_unknown(struct result *result, const char *id)
{
    if (clause_find(result, id) != NULL)
        return;
    result->clauses[result->clause_count++] = (struct result_clause){
        .id = id,
        .level = "MUST",
        .profile = "",
        .area = "",
        .text = "",
        .reason = "the model does not know this clause",
    };
}

static int collect_clauses(struct result *result, const struct result_model *model)
{
    size_t most = model->clause_count;
    for (size_t i = 0; i < result->scenario_count; i++)
        most += result->scenarios[i].clause_count + result->scenarios[i].violation_count;
    result->clauses = arena_alloc_array(result->arena, most, sizeof(*result->clauses));
    if (result->clauses == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < model->clause_count; i++) {
        const struct result_clause_def *def = &model->clauses[i];
        struct result_clause *clause = &result->clauses[i];
        if (arena_copy(result->arena, def->id, &clause->id) < 0 ||
            arena_copy(result->arena, def->level, &clause->level) < 0 ||
            arena_copy(result->arena, def->profile, &clause->profile) < 0 ||
            arena_copy(result->arena, def->area, &clause->area) < 0 ||
            arena_copy(result->arena, def->text, &clause->text) < 0 ||
            arena_copy(result->arena, def->reason_untested, &clause->reason) < 0)
            return -ENOMEM;
    }
    result->clause_count = model->clause_count;
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        for (size_t j = 0; j < scenario->clause_count; j++)
            clause_add_unknown(result, scenario->clauses[j]);
        for (size_t j = 0; j < scenario->violation_count; j++)
            clause_add_unknown(result, scenario->violations[j].clause);
    }
    return 0;
}

static void fill_clause_texts(struct result *result)
{
    for (size_t i = 0; i < result->scenario_count; i++) {
        struct result_scenario *scenario = &result->scenarios[i];
        struct result_violation *violations = (struct result_violation *)scenario->violations;
        for (size_t j = 0; j < scenario->violation_count; j++) {
            if (violations[j].clause_text == NULL)
                violations[j].clause_text = clause_find(result, violations[j].clause)->text;
        }
    }
}

static bool scenario_lists(const struct result_scenario *scenario, const char *clause)
{
    for (size_t i = 0; i < scenario->clause_count; i++) {
        if (strcmp(scenario->clauses[i], clause) == 0)
            return true;
    }
    return false;
}

/* True where the scenario names the clause in a violation. */
static bool weigh_violations(
    struct evidence *evidence, const struct result_scenario *scenario, const char *clause)
{
    bool named = false;
    if (scenario->word == RESULT_WORD_ADAPTER_ERROR)
        return false; /* what such an adapter showed counts for nothing */
    for (size_t i = 0; i < scenario->violation_count; i++) {
        const struct result_violation *violation = &scenario->violations[i];
        if (strcmp(violation->clause, clause) != 0)
            continue;
        named = true;
        switch (violation->level) {
        case RESULT_LEVEL_FAIL:
            if (violation->known)
                evidence->known = scenario;
            else
                evidence->broken = scenario;
            break;
        case RESULT_LEVEL_NON_STRICT: evidence->missed = scenario; break;
        case RESULT_LEVEL_INCONCLUSIVE: evidence->inconclusive = scenario; break;
        case RESULT_LEVEL_COUNT: break;
        }
    }
    return named;
}

static void weigh_listing(struct evidence *evidence, const struct result_scenario *scenario)
{
    switch (scenario->word) {
    case RESULT_WORD_PASS:
    case RESULT_WORD_UNEXPECTED_PASS:
    case RESULT_WORD_NON_STRICT: /* ran to its end, and this clause is not the one it missed */
        evidence->passed = scenario;
        break;
    case RESULT_WORD_INCONCLUSIVE:
        /* By a violation of another clause it says nothing of this one; else it says nothing of all its clauses. */
        if (scenario->violation_count > 0)
            evidence->unfinished = scenario;
        else
            evidence->inconclusive = scenario;
        break;
    case RESULT_WORD_ADAPTER_ERROR: evidence->adapter_error = scenario; break;
    case RESULT_WORD_UNSUPPORTED: evidence->unsupported = scenario; break;
    case RESULT_WORD_NOT_APPLICABLE: evidence->not_applicable = scenario; break;
    case RESULT_WORD_FAIL:
    case RESULT_WORD_KNOWN_FAILURE: evidence->unfinished = scenario; break;
    case RESULT_WORD_UNTESTED:
    case RESULT_WORD_COUNT: break;
    }
}

static int reason_make(struct result *result, const struct result_scenario *scenario, const char *otherwise,
    const char **ret_reason)
{
    struct text text;
    text_init(&text);
    text_append_format(
        &text, "%s: %s", scenario->id, scenario->reason != NULL ? scenario->reason : otherwise);
    int error = arena_copy(result->arena, escape_string(&text), ret_reason);
    text_release(&text);
    return error;
}

static int clause_decide(struct result *result, struct result_clause *clause, const struct evidence *evidence)
{
    const char *untested = clause->reason;
    clause->reason = NULL;
    if (evidence->broken != NULL) {
        clause->word = RESULT_WORD_FAIL;
    } else if (evidence->known != NULL) {
        clause->word = RESULT_WORD_KNOWN_FAILURE;
        clause->reason = evidence->known->expected_reason;
    } else if (evidence->inconclusive != NULL) {
        clause->word = RESULT_WORD_INCONCLUSIVE;
        return reason_make(result, evidence->inconclusive, "the machine may be to blame", &clause->reason);
    } else if (evidence->missed != NULL) {
        clause->word = RESULT_WORD_NON_STRICT;
    } else if (evidence->adapter_error != NULL) {
        clause->word = RESULT_WORD_ADAPTER_ERROR;
        return reason_make(
            result, evidence->adapter_error, "the adapter broke its protocol", &clause->reason);
    } else if (evidence->passed != NULL) {
        clause->word = RESULT_WORD_PASS;
    } else if (evidence->unfinished != NULL) {
        clause->word = RESULT_WORD_UNTESTED;
        clause->reason = "every scenario that lists it ended early, by another clause";
    } else if (evidence->unsupported != NULL) {
        clause->word = RESULT_WORD_UNSUPPORTED;
        clause->reason = evidence->unsupported->reason;
    } else if (evidence->not_applicable != NULL) {
        clause->word = RESULT_WORD_NOT_APPLICABLE;
        clause->reason = evidence->not_applicable->reason;
    } else {
        clause->word = RESULT_WORD_UNTESTED;
        clause->reason = untested != NULL              ? untested
                         : result_is_selection(result) ? "no scenario of this selection lists it"
                                                       : "no scenario lists it";
    }
    return 0;
}

static int judge_clause(struct result *result, struct result_clause *clause)
{
    struct evidence evidence = {0};
    size_t *touched = arena_alloc_array(result->arena, result->scenario_count, sizeof(*touched));
    if (touched == NULL)
        return -ENOMEM;
    clause->scenarios = touched;
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        bool named = weigh_violations(&evidence, scenario, clause->id);
        bool listed = scenario_lists(scenario, clause->id);
        if (listed && !named)
            weigh_listing(&evidence, scenario);
        if (listed || named)
            clause->scenarios[clause->scenario_count++] = i;
    }
    return clause_decide(result, clause, &evidence);
}

static int collect_coverage(struct result *result, const struct result_model *model)
{
    struct text_arena *arena = result->arena;
    result->states = arena_alloc_array(arena, model->state_count, sizeof(*result->states));
    result->transitions = arena_alloc_array(arena, model->transition_count, sizeof(*result->transitions));
    if (result->states == NULL || result->transitions == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < model->state_count; i++) {
        if (arena_copy(arena, model->states[i], &result->states[i].name) < 0)
            return -ENOMEM;
        result->states[i].covered = i < result->state_mark_count && result->state_marks[i];
    }
    for (size_t i = 0; i < model->transition_count; i++) {
        const struct result_transition_def *def = &model->transitions[i];
        struct result_transition *transition = &result->transitions[i];
        if (arena_copy(arena, def->id, &transition->id) < 0 ||
            arena_copy(arena, def->from, &transition->from) < 0 ||
            arena_copy(arena, def->event, &transition->event) < 0 ||
            arena_copy(arena, def->to, &transition->to) < 0 ||
            arena_copy(arena, def->clause, &transition->clause) < 0 ||
            arena_copy(arena, def->unseen, &transition->unseen) < 0)
            return -ENOMEM;
        transition->covered = i < result->transition_mark_count && result->transition_marks[i];
    }
    result->state_count = model->state_count;
    result->transition_count = model->transition_count;
    return 0;
}

/* Stale is only what was looked at and did not fail, or cannot be looked at any more. */
static void judge_expectations(struct result *result)
{
    bool whole = !result_is_selection(result) && result->run.cut_short == NULL &&
                 result->run.planned <= result->scenario_count;
    for (size_t i = 0; i < result->expectation_count; i++) {
        struct result_expectation *expectation = &result->expectations[i];
        bool looked_at = expectation->matched > 0 ? expectation->judged == expectation->matched : whole;
        if (expectation->explained > 0)
            expectation->state = RESULT_EXPECTATION_USED;
        else
            expectation->state = looked_at ? RESULT_EXPECTATION_STALE : RESULT_EXPECTATION_NOT_RUN;
    }
    for (size_t i = 0; i < result->scenario_count; i++) {
        /* A scenario that is named outright and passes makes its entry stale, also where other scenarios of
         * the run could not be judged; apply_expectations has said so in its word. */
        if (result->scenarios[i].word != RESULT_WORD_UNEXPECTED_PASS)
            continue;
        for (size_t j = 0; j < result->expectation_count; j++) {
            if (strcmp(result->expectations[j].glob, result->scenarios[i].id) == 0)
                result->expectations[j].state = RESULT_EXPECTATION_STALE;
        }
    }
}

static void count_all(struct result *result)
{
    struct result_summary *summary = &result->summary;
    summary->scenario_total = result->scenario_count;
    summary->clause_total = result->clause_count;
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        summary->scenarios[scenario->word]++;
        summary->timeouts += scenario->timeout_planned_ms > 0;
        for (size_t j = 0; j < scenario->violation_count && scenario->word != RESULT_WORD_ADAPTER_ERROR; j++)
            summary->violations +=
                scenario->violations[j].level == RESULT_LEVEL_FAIL && !scenario->violations[j].known;
    }
    for (size_t i = 0; i < result->clause_count; i++) {
        const struct result_clause *clause = &result->clauses[i];
        summary->clauses[clause->word]++;
        bool claimed = false;
        for (size_t j = 0; j < result->subject.profile_count; j++)
            claimed = claimed || strcmp(result->subject.profiles[j], clause->profile) == 0;
        summary->claimed_total += claimed;
        summary->claimed_kept +=
            claimed && (clause->word == RESULT_WORD_PASS || clause->word == RESULT_WORD_NON_STRICT);
        summary->claimed_tested +=
            claimed &&
            (clause->word == RESULT_WORD_PASS || clause->word == RESULT_WORD_FAIL ||
                clause->word == RESULT_WORD_NON_STRICT || clause->word == RESULT_WORD_KNOWN_FAILURE);
    }
    for (size_t i = 0; i < result->expectation_count; i++)
        summary->stale += result->expectations[i].state == RESULT_EXPECTATION_STALE;
    for (size_t i = 0; i < result->state_count; i++)
        summary->states_covered += result->states[i].covered;
    for (size_t i = 0; i < result->transition_count; i++)
        summary->transitions_covered += result->transitions[i].covered;
}

int result_finish(struct result *result, const struct result_model *model)
{
    if (result->arena == NULL && (result->arena = arena_new()) == NULL)
        return -ENOMEM;
    if (result->scenario_count > 0)
        qsort(result->scenarios, result->scenario_count, sizeof(*result->scenarios), scenario_order);
    if (collect_clauses(result, model) < 0 || collect_coverage(result, model) < 0)
        return -ENOMEM;
    fill_clause_texts(result);
    for (size_t i = 0; i < result->clause_count; i++) {
        if (judge_clause(result, &result->clauses[i]) < 0)
            return -ENOMEM;
    }
    judge_expectations(result);
    count_all(result);
    if (result_conclude(result) < 0)
        return -ENOMEM;
    result->finished = true;
    return 0;
}
