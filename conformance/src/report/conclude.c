#include "report/conclude.h"

#include "report/arena.h"
#include "report/escape.h"

#include <errno.h>
#include <string.h>

#define FINDINGS_MAX      64u /* a claimed profile each, and the few others */
#define CLAUSES_NAMED_MAX 5u  /* in one sentence */

static int finding_add(
    struct result *result, enum result_conformance conformance, int exit_status, const char *words)
{
    struct result_summary *summary = &result->summary;
    if (summary->finding_count >= FINDINGS_MAX)
        return 0;
    struct result_finding *finding = &summary->findings[summary->finding_count];
    *finding = (struct result_finding){.conformance = conformance, .exit_status = exit_status};
    if (arena_copy(result->arena, words, &finding->text) < 0)
        return -ENOMEM;
    summary->finding_count++;
    return 0;
}

static int finding_add_text(
    struct result *result, enum result_conformance conformance, int exit_status, struct text *text)
{
    int error = finding_add(result, conformance, exit_status, escape_string(text));
    text_release(text);
    return error;
}

/* "a", "a and b", "a, b and c" */
static void append_listed(struct text *text, const char *word, size_t place, size_t count)
{
    text_append_format(text, "%s%s", place == 0 ? "" : place + 1 == count ? " and " : ", ", word);
}

/* Scenarios of a profile. */
struct exercise {
    size_t listed;
    size_t broken; /* adapter errors and inconclusive ones speak for themselves */
    size_t judged;
};

static struct exercise exercise_of(const struct result *result, const char *profile)
{
    struct exercise exercise = {0};
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        if (scenario->profile == NULL || strcmp(scenario->profile, profile) != 0)
            continue;
        exercise.listed++;
        if (scenario->word == RESULT_WORD_ADAPTER_ERROR || scenario->word == RESULT_WORD_INCONCLUSIVE)
            exercise.broken++;
        else if (scenario->word != RESULT_WORD_UNSUPPORTED && scenario->word != RESULT_WORD_NOT_APPLICABLE)
            exercise.judged++;
    }
    return exercise;
}

/* A claimed profile counts as exercised where one scenario of it was judged. */
static int find_idle_profile(struct result *result, const char *profile)
{
    struct exercise exercise = exercise_of(result, profile);
    if (exercise.listed == 0 || exercise.judged > 0 || exercise.broken > 0)
        return 0;
    struct text text;
    text_init(&text);
    text_append_format(&text, "the profile %s is claimed, but none of its %zu scenarios could be run",
        profile, exercise.listed);
    return finding_add_text(result, RESULT_NOT_CONFORMANT, RESULT_EXIT_NOT_CONFORMANT, &text);
}

/* Claimed profiles of which the folder holds nothing, in one sentence. */
static int find_absent_profiles(struct result *result)
{
    const struct result_subject *subject = &result->subject;
    size_t absent = 0;
    for (size_t i = 0; i < subject->profile_count; i++)
        absent += exercise_of(result, subject->profiles[i]).listed == 0 ? 1 : 0;
    if (absent == 0)
        return 0;
    struct text text;
    text_init(&text);
    text_append_format(&text, "the profile%s ", absent == 1 ? "" : "s");
    size_t place = 0;
    for (size_t i = 0; i < subject->profile_count; i++) {
        if (exercise_of(result, subject->profiles[i]).listed == 0)
            append_listed(&text, subject->profiles[i], place++, absent);
    }
    text_append_format(&text,
        " %s claimed, but there is no scenario of %s here: nothing can be said about %s",
        absent == 1 ? "is" : "are", absent == 1 ? "it" : "them", absent == 1 ? "it" : "them");
    return finding_add_text(result, RESULT_NO_VERDICT, RESULT_EXIT_NO_VERDICT, &text);
}

/* A selection leaves profiles out by intention. */
static int find_unexercised(struct result *result)
{
    if (result_is_selection(result) || result->scenario_count == 0)
        return 0;
    for (size_t i = 0; i < result->subject.profile_count; i++) {
        if (find_idle_profile(result, result->subject.profiles[i]) < 0)
            return -ENOMEM;
    }
    return find_absent_profiles(result);
}

static int find_inconclusive_musts(struct result *result)
{
    struct text text;
    text_init(&text);
    size_t count = 0;
    for (size_t i = 0; i < result->clause_count; i++) {
        if (result->clauses[i].word != RESULT_WORD_INCONCLUSIVE ||
            strcmp(result->clauses[i].level, "MUST") != 0)
            continue;
        if (count < CLAUSES_NAMED_MAX)
            text_append_format(&text, "%s%s", count > 0 ? ", " : "inconclusive: ", result->clauses[i].id);
        count++;
    }
    if (count == 0)
        return 0;
    if (count > CLAUSES_NAMED_MAX)
        text_append_format(&text, " and %zu more", count - CLAUSES_NAMED_MAX);
    return finding_add_text(result, RESULT_NO_VERDICT, RESULT_EXIT_NO_VERDICT, &text);
}

static int find_cut_short(struct result *result)
{
    const struct result_run *run = &result->run;
    if (run->cut_short == NULL && run->planned <= result->scenario_count)
        return 0;
    struct text text;
    text_init(&text);
    text_append_format(
        &text, "cut short: %zu of %zu planned scenarios ran", result->scenario_count, run->planned);
    if (run->cut_short != NULL)
        text_append_format(&text, " (%s)", run->cut_short);
    return finding_add_text(result, RESULT_NO_VERDICT, RESULT_EXIT_NO_VERDICT, &text);
}

static int find_nothing_judged(struct result *result)
{
    const size_t *words = result->summary.scenarios;
    size_t judged = words[RESULT_WORD_PASS] + words[RESULT_WORD_FAIL] + words[RESULT_WORD_NON_STRICT] +
                    words[RESULT_WORD_KNOWN_FAILURE] + words[RESULT_WORD_UNEXPECTED_PASS];
    if (judged > 0)
        return 0;
    if (result->scenario_count == 0)
        return finding_add(result, RESULT_NO_VERDICT, RESULT_EXIT_NO_VERDICT, "no scenario ran");
    struct text text;
    text_init(&text);
    text_append_format(&text, "not one of %zu scenarios could be judged", result->scenario_count);
    return finding_add_text(result, RESULT_NO_VERDICT, RESULT_EXIT_NO_VERDICT, &text);
}

static int find_counts(struct result *result)
{
    size_t adapter_errors = result->summary.scenarios[RESULT_WORD_ADAPTER_ERROR];
    size_t stale = result->summary.stale;
    struct text text;
    if (adapter_errors > 0) {
        text_init(&text);
        text_append_format(&text, "%zu scenario%s ended in an adapter error", adapter_errors,
            adapter_errors == 1 ? "" : "s");
        if (finding_add_text(result, RESULT_NO_VERDICT, RESULT_EXIT_NO_VERDICT, &text) < 0)
            return -ENOMEM;
    }
    if (stale > 0) {
        text_init(&text);
        text_append_format(&text, "%zu expectation%s stale: what %s passes, or is gone", stale,
            stale == 1 ? " is" : "s are", stale == 1 ? "it names" : "they name");
        if (finding_add_text(result, RESULT_CONFORMANT, RESULT_EXIT_NOT_CONFORMANT, &text) < 0)
            return -ENOMEM;
    }
    return 0;
}

static int find_all(struct result *result)
{
    struct result_summary *summary = &result->summary;
    summary->findings = arena_alloc_array(result->arena, FINDINGS_MAX, sizeof(*summary->findings));
    if (summary->findings == NULL)
        return -ENOMEM;
    if (find_nothing_judged(result) < 0 || find_cut_short(result) < 0 || find_counts(result) < 0 ||
        find_inconclusive_musts(result) < 0 || find_unexercised(result) < 0)
        return -ENOMEM;
    return 0;
}

/* An unexpected failure outweighs everything; no verdict outweighs a pass, never a failure. */
static void decide(struct result *result)
{
    struct result_summary *summary = &result->summary;
    bool failed = summary->scenarios[RESULT_WORD_FAIL] > 0;
    bool known = summary->scenarios[RESULT_WORD_KNOWN_FAILURE] > 0;
    bool unknown = false;
    bool exit_one = failed;
    for (size_t i = 0; i < summary->finding_count; i++) {
        const struct result_finding *finding = &summary->findings[i];
        failed = failed || finding->conformance == RESULT_NOT_CONFORMANT;
        unknown = unknown || finding->conformance == RESULT_NO_VERDICT;
        exit_one = exit_one || finding->exit_status == RESULT_EXIT_NOT_CONFORMANT;
    }
    if (failed || known)
        summary->conformance = RESULT_NOT_CONFORMANT;
    else
        summary->conformance = unknown ? RESULT_NO_VERDICT : RESULT_CONFORMANT;
    if (exit_one)
        summary->exit_status = RESULT_EXIT_NOT_CONFORMANT;
    else
        summary->exit_status = unknown ? RESULT_EXIT_NO_VERDICT : RESULT_EXIT_CONFORMANT;
}

static void say_broken_clauses(struct text *text, const struct result *result)
{
    const struct result_summary *summary = &result->summary;
    enum result_word word =
        summary->clauses[RESULT_WORD_FAIL] > 0 ? RESULT_WORD_FAIL : RESULT_WORD_KNOWN_FAILURE;
    size_t count = summary->clauses[word];
    size_t named = 0;
    if (count == 0)
        return;
    text_append_format(text, "; %s ", word == RESULT_WORD_FAIL ? "breaks" : "breaks, as expected,");
    for (size_t i = 0; i < result->clause_count && named < CLAUSES_NAMED_MAX; i++) {
        if (result->clauses[i].word == word)
            text_append_format(text, "%s%s", named++ > 0 ? ", " : "", result->clauses[i].id);
    }
    if (count > named)
        text_append_format(text, " and %zu more", count - named);
}

static const char *const openings[RESULT_CONFORMANCE_COUNT] = {
    [RESULT_CONFORMANT] = "conformant",
    [RESULT_NOT_CONFORMANT] = "not conformant",
    [RESULT_NO_VERDICT] = "no verdict",
};

/* What was tested with what: "conformant in supervisor, stream with revision 1 of …" */
static void say_scope(struct text *text, const struct result *result)
{
    const struct result_summary *summary = &result->summary;
    text_append_format(text, "%s %s ", openings[summary->conformance],
        summary->conformance == RESULT_NO_VERDICT ? "on" : "in");
    for (size_t i = 0; i < result->subject.profile_count; i++)
        text_append_format(text, "%s%s", i > 0 ? ", " : "", result->subject.profiles[i]);
    text_append_format(text,
        " with revision %s of the specification: %zu of %zu claimed clauses tested in %zu scenario%s%s",
        result->run.spec, summary->claimed_tested, summary->claimed_total, summary->scenario_total,
        summary->scenario_total == 1 ? "" : "s", result_is_selection(result) ? " (a selection)" : "");
}

/* Nothing is claimed, so there is no scope. */
static void say_no_scope(struct text *text, const struct result *result)
{
    text_append_format(text, "%s: %s", openings[result->summary.conformance],
        result->subject.name == NULL ? "the adapter did not introduce itself"
                                     : "the adapter claims no profile");
}

static int say_statement(struct result *result)
{
    const struct result_summary *summary = &result->summary;
    struct text text;
    text_init(&text);
    if (result->subject.profile_count > 0)
        say_scope(&text, result);
    else
        say_no_scope(&text, result);
    if (summary->conformance == RESULT_NOT_CONFORMANT)
        say_broken_clauses(&text, result);
    for (size_t i = 0; i < summary->finding_count; i++)
        text_append_format(&text, "; %s", summary->findings[i].text);
    int error = arena_copy(result->arena, escape_string(&text), &result->summary.statement);
    text_release(&text);
    return error;
}

int result_conclude(struct result *result)
{
    if (find_all(result) < 0)
        return -ENOMEM;
    decide(result);
    return say_statement(result);
}
