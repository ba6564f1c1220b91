#include "report/result.h"

#include "report/arena.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#define RESULT_ROOM_FIRST 64u

static const char *const word_texts[RESULT_WORD_COUNT] = {
    [RESULT_WORD_PASS] = "pass",
    [RESULT_WORD_FAIL] = "fail",
    [RESULT_WORD_NON_STRICT] = "non-strict",
    [RESULT_WORD_UNSUPPORTED] = "unsupported",
    [RESULT_WORD_NOT_APPLICABLE] = "not-applicable",
    [RESULT_WORD_INCONCLUSIVE] = "inconclusive",
    [RESULT_WORD_ADAPTER_ERROR] = "adapter-error",
    [RESULT_WORD_KNOWN_FAILURE] = "known-failure",
    [RESULT_WORD_UNEXPECTED_PASS] = "unexpected-pass",
    [RESULT_WORD_UNTESTED] = "untested",
};

static const char *const outcome_texts[RESULT_OUTCOME_COUNT] = {
    [RESULT_OUTCOME_RAN] = "ran",
    [RESULT_OUTCOME_UNSUPPORTED] = "unsupported",
    [RESULT_OUTCOME_NOT_APPLICABLE] = "not-applicable",
    [RESULT_OUTCOME_INCONCLUSIVE] = "inconclusive",
    [RESULT_OUTCOME_ADAPTER_ERROR] = "adapter-error",
};

static const char *const level_texts[RESULT_LEVEL_COUNT] = {
    [RESULT_LEVEL_FAIL] = "fail",
    [RESULT_LEVEL_NON_STRICT] = "non-strict",
    [RESULT_LEVEL_INCONCLUSIVE] = "inconclusive",
};

static const char *const conformance_texts[RESULT_CONFORMANCE_COUNT] = {
    [RESULT_CONFORMANT] = "conformant",
    [RESULT_NOT_CONFORMANT] = "not-conformant",
    [RESULT_NO_VERDICT] = "no-verdict",
};

static const char *const expectation_state_texts[RESULT_EXPECTATION_STATE_COUNT] = {
    [RESULT_EXPECTATION_USED] = "used",
    [RESULT_EXPECTATION_STALE] = "stale",
    [RESULT_EXPECTATION_NOT_RUN] = "not-run",
};

const char *result_word_text(enum result_word word)
{
    return (unsigned)word < RESULT_WORD_COUNT ? word_texts[word] : "?";
}

const char *result_outcome_text(enum result_outcome outcome)
{
    return (unsigned)outcome < RESULT_OUTCOME_COUNT ? outcome_texts[outcome] : "?";
}

const char *result_level_text(enum result_level level)
{
    return (unsigned)level < RESULT_LEVEL_COUNT ? level_texts[level] : "?";
}

const char *result_conformance_text(enum result_conformance conformance)
{
    return (unsigned)conformance < RESULT_CONFORMANCE_COUNT ? conformance_texts[conformance] : "?";
}

const char *result_expectation_state_text(enum result_expectation_state state)
{
    return (unsigned)state < RESULT_EXPECTATION_STATE_COUNT ? expectation_state_texts[state] : "?";
}

static int table_find(const char *const *texts, size_t count, const char *text)
{
    for (size_t i = 0; text != NULL && i < count; i++) {
        if (strcmp(texts[i], text) == 0)
            return (int)i;
    }
    return -EINVAL;
}

int result_word_parse(const char *text, enum result_word *ret_word)
{
    int found = table_find(word_texts, RESULT_WORD_COUNT, text);
    if (found < 0)
        return found;
    *ret_word = (enum result_word)found;
    return 0;
}

int result_outcome_parse(const char *text, enum result_outcome *ret_outcome)
{
    int found = table_find(outcome_texts, RESULT_OUTCOME_COUNT, text);
    if (found < 0)
        return found;
    *ret_outcome = (enum result_outcome)found;
    return 0;
}

int result_level_parse(const char *text, enum result_level *ret_level)
{
    int found = table_find(level_texts, RESULT_LEVEL_COUNT, text);
    if (found < 0)
        return found;
    *ret_level = (enum result_level)found;
    return 0;
}

void result_init(struct result *result)
{
    *result = (struct result){.run = {.spec = "", .tool_version = ""}};
}

void result_release(struct result *result)
{
    free(result->expectations);
    free(result->figures);
    free(result->scenarios);
    free(result->state_marks);
    free(result->transition_marks);
    arena_free(result->arena);
    result_init(result);
}

/* The arena comes into being with the first thing that is kept in it. */
static struct text_arena *result_arena(struct result *result)
{
    if (result->arena == NULL)
        result->arena = arena_new();
    return result->arena;
}

struct text_pair {
    const char *from;
    const char **to;
};

static int copy_texts(struct text_arena *arena, const struct text_pair *pairs, size_t count)
{
    if (arena == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++) {
        if (arena_copy(arena, pairs[i].from, pairs[i].to) < 0)
            return -ENOMEM;
    }
    return 0;
}

#define COPY_TEXTS(arena, pairs) copy_texts((arena), (pairs), sizeof(pairs) / sizeof((pairs)[0]))

int result_set_run(struct result *result, const struct result_run *run)
{
    struct result_run copy = *run;
    const struct text_pair pairs[] = {
        {run->tool_version != NULL ? run->tool_version : "", &copy.tool_version},
        {run->spec != NULL ? run->spec : "", &copy.spec},
        {run->command, &copy.command},
        {run->cut_short, &copy.cut_short},
    };
    if (COPY_TEXTS(result_arena(result), pairs) < 0)
        return -ENOMEM;
    result->run = copy;
    return 0;
}

int result_set_subject(struct result *result, const struct result_subject *subject)
{
    struct result_subject copy = *subject;
    struct text_arena *arena = result_arena(result);
    const struct text_pair pairs[] = {
        {subject->command, &copy.command},
        {subject->name, &copy.name},
        {subject->version, &copy.version},
        {subject->language, &copy.language},
        {subject->spec, &copy.spec},
    };
    if (COPY_TEXTS(arena, pairs) < 0 ||
        arena_copy_list(arena, subject->profiles, subject->profile_count, &copy.profiles) < 0 ||
        arena_copy_list(arena, subject->features, subject->feature_count, &copy.features) < 0)
        return -ENOMEM;
    result->subject = copy;
    return 0;
}

/* Makes room for one more element. */
static int array_reserve(void **array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return 0;
    size_t wanted = *room > 0 ? *room * 2 : RESULT_ROOM_FIRST;
    void *grown = reallocarray(*array, wanted, size);
    if (grown == NULL)
        return -ENOMEM;
    *array = grown;
    *room = wanted;
    return 0;
}

int result_append_expectation(struct result *result, const struct result_expectation *expectation)
{
    if (result->scenario_count > 0)
        return -EBUSY;
    void *array = result->expectations;
    if (array_reserve(
            &array, result->expectation_count, &result->expectation_room, sizeof(*result->expectations)) < 0)
        return -ENOMEM;
    result->expectations = array;
    struct result_expectation copy = *expectation;
    const struct text_pair pairs[] = {
        {expectation->glob, &copy.glob},
        {expectation->clause, &copy.clause},
        {expectation->reason, &copy.reason},
        {expectation->file, &copy.file},
    };
    if (COPY_TEXTS(result_arena(result), pairs) < 0)
        return -ENOMEM;
    copy.state = RESULT_EXPECTATION_NOT_RUN;
    result->expectations[result->expectation_count++] = copy;
    return 0;
}

int result_append_figure(struct result *result, const struct result_figure *figure)
{
    void *array = result->figures;
    if (array_reserve(&array, result->figure_count, &result->figure_room, sizeof(*result->figures)) < 0)
        return -ENOMEM;
    result->figures = array;
    struct result_figure copy = {0};
    const struct text_pair pairs[] = {
        {figure->what, &copy.what},
        {figure->floor, &copy.floor},
        {figure->measured, &copy.measured},
        {figure->ratio, &copy.ratio},
        {figure->target, &copy.target},
        {figure->outcome, &copy.outcome},
        {figure->note, &copy.note},
    };
    if (COPY_TEXTS(result_arena(result), pairs) < 0)
        return -ENOMEM;
    result->figures[result->figure_count++] = copy;
    return 0;
}

static int copy_violations(struct text_arena *arena, struct result_scenario *copy)
{
    struct result_violation *violations =
        arena_alloc_array(arena, copy->violation_count, sizeof(*violations));
    if (violations == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < copy->violation_count; i++) {
        const struct result_violation *from = &copy->violations[i];
        struct result_violation *to = &violations[i];
        *to = *from;
        to->known = false;
        const char *clause = from->clause;
        if ((clause == NULL || clause[0] == '\0') && copy->clause_count > 0)
            clause = copy->clauses[0]; /* a check that names none is charged to the main clause */
        const struct text_pair pairs[] = {
            {clause != NULL ? clause : "", &to->clause},
            {from->clause_text, &to->clause_text},
            {from->expected, &to->expected},
            {from->happened, &to->happened},
            {from->states, &to->states},
            {from->found_by, &to->found_by},
            {from->file, &to->file},
        };
        if (COPY_TEXTS(arena, pairs) < 0)
            return -ENOMEM;
    }
    copy->violations = violations;
    return 0;
}

static int copy_scenario(
    struct text_arena *arena, const struct result_scenario *from, struct result_scenario *copy)
{
    *copy = *from;
    const struct text_pair pairs[] = {
        {from->id, &copy->id},
        {from->file, &copy->file},
        {from->summary, &copy->summary},
        {from->profile, &copy->profile},
        {from->reason, &copy->reason},
        {from->timeout_waiting_for, &copy->timeout_waiting_for},
        {from->adapter_stderr, &copy->adapter_stderr},
        {from->rerun, &copy->rerun},
        {from->trace_path, &copy->trace_path},
    };
    if (COPY_TEXTS(arena, pairs) < 0 ||
        arena_copy_list(arena, from->clauses, from->clause_count, &copy->clauses) < 0 ||
        arena_copy_list(arena, from->last_events, from->last_event_count, &copy->last_events) < 0)
        return -ENOMEM;
    return copy_violations(arena, copy);
}

/* The verdict before expectations. */
static enum result_word scenario_word(const struct result_scenario *scenario)
{
    bool seen[RESULT_LEVEL_COUNT] = {false};
    for (size_t i = 0; i < scenario->violation_count; i++)
        seen[scenario->violations[i].level] = true;
    /* An adapter that breaks its protocol cannot be believed in anything: neither pass nor fail. Otherwise a broken
     * MUST that was seen stays one, whatever ended the scenario afterwards. */
    if (scenario->outcome == RESULT_OUTCOME_ADAPTER_ERROR)
        return RESULT_WORD_ADAPTER_ERROR;
    if (seen[RESULT_LEVEL_FAIL])
        return RESULT_WORD_FAIL;
    switch (scenario->outcome) {
    case RESULT_OUTCOME_UNSUPPORTED: return RESULT_WORD_UNSUPPORTED;
    case RESULT_OUTCOME_NOT_APPLICABLE: return RESULT_WORD_NOT_APPLICABLE;
    case RESULT_OUTCOME_ADAPTER_ERROR: return RESULT_WORD_ADAPTER_ERROR;
    case RESULT_OUTCOME_INCONCLUSIVE: return RESULT_WORD_INCONCLUSIVE;
    case RESULT_OUTCOME_RAN: break;
    case RESULT_OUTCOME_COUNT: return RESULT_WORD_ADAPTER_ERROR;
    }
    if (seen[RESULT_LEVEL_INCONCLUSIVE] || scenario->checks == 0 || scenario->timeout_planned_ms > 0)
        return RESULT_WORD_INCONCLUSIVE;
    return seen[RESULT_LEVEL_NON_STRICT] ? RESULT_WORD_NON_STRICT : RESULT_WORD_PASS;
}

static bool word_is_judged(enum result_word word)
{
    return word == RESULT_WORD_PASS || word == RESULT_WORD_FAIL || word == RESULT_WORD_NON_STRICT;
}

static bool expectation_explains(
    const struct result_expectation *expectation, const struct result_violation *violation)
{
    return expectation->clause == NULL || strcmp(expectation->clause, violation->clause) == 0;
}

/* Marks what an expectation explains; every unexpected MUST left over keeps the scenario a failure. */
static void apply_expectation(struct result_expectation *expectation, struct result_scenario *scenario,
    struct result_violation *violations)
{
    size_t explained = 0;
    for (size_t i = 0; i < scenario->violation_count; i++) {
        if (!expectation_explains(expectation, &violations[i]))
            continue;
        violations[i].known = true;
        explained++;
    }
    expectation->matched++;
    expectation->judged += word_is_judged(scenario->word);
    expectation->explained += explained;
    if (explained > 0 || scenario->expected_reason == NULL)
        scenario->expected_reason = expectation->reason;
}

static void apply_expectations(struct result *result, struct result_scenario *scenario)
{
    /* The array was made by copy_violations and is still ours to write. */
    struct result_violation *violations = (struct result_violation *)scenario->violations;
    bool matched = false;
    bool named = false;
    for (size_t i = 0; i < result->expectation_count; i++) {
        struct result_expectation *expectation = &result->expectations[i];
        if (fnmatch(expectation->glob, scenario->id, 0) != 0)
            continue;
        matched = true;
        named = named || strpbrk(expectation->glob, "*?[") == NULL;
        apply_expectation(expectation, scenario, violations);
    }
    bool all_known = true;
    for (size_t i = 0; i < scenario->violation_count; i++)
        all_known = all_known && (violations[i].known || violations[i].level != RESULT_LEVEL_FAIL);
    if (scenario->word == RESULT_WORD_FAIL && matched && all_known)
        scenario->word = RESULT_WORD_KNOWN_FAILURE;
    else if (scenario->word == RESULT_WORD_PASS && named)
        scenario->word = RESULT_WORD_UNEXPECTED_PASS;
    else
        scenario->expected_reason = NULL;
}

int result_append_scenario(struct result *result, const struct result_scenario *scenario,
    const struct result_scenario **ret_scenario)
{
    void *array = result->scenarios;
    if (array_reserve(&array, result->scenario_count, &result->scenario_room, sizeof(*result->scenarios)) < 0)
        return -ENOMEM;
    result->scenarios = array;
    struct text_arena *arena = result_arena(result);
    struct result_scenario copy;
    if (arena == NULL || copy_scenario(arena, scenario, &copy) < 0)
        return -ENOMEM;
    copy.expected_reason = NULL;
    copy.word = scenario_word(&copy);
    if (copy.word == RESULT_WORD_INCONCLUSIVE && copy.reason == NULL) {
        if (copy.timeout_planned_ms > 0)
            copy.reason = "ran out of time";
        else if (copy.checks == 0)
            copy.reason = "nothing was checked";
    }
    apply_expectations(result, &copy);
    if (copy.word == RESULT_WORD_PASS)
        copy.last_event_count = 0;
    result->scenarios[result->scenario_count] = copy;
    if (ret_scenario != NULL)
        *ret_scenario = &result->scenarios[result->scenario_count];
    result->scenario_count++;
    return 0;
}

bool result_is_selection(const struct result *result)
{
    return result->run.partial || result->run.shard_index > 0;
}

static int mark(bool **marks, size_t *count, size_t index)
{
    if (index >= *count) {
        size_t wanted = index + RESULT_ROOM_FIRST;
        bool *grown = reallocarray(*marks, wanted, sizeof(**marks));
        if (grown == NULL)
            return -ENOMEM;
        memset(grown + *count, 0, (wanted - *count) * sizeof(*grown));
        *marks = grown;
        *count = wanted;
    }
    (*marks)[index] = true;
    return 0;
}

int result_mark_state(struct result *result, size_t state)
{
    return mark(&result->state_marks, &result->state_mark_count, state);
}

int result_mark_transition(struct result *result, size_t transition)
{
    return mark(&result->transition_marks, &result->transition_mark_count, transition);
}
