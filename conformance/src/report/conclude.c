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

/* A claimed profile counts as exercised where one scenario of it was judged. */
static int find_idle_profile(struct result *result, const char *profile)
{
    size_t listed = 0;
    size_t broken = 0; /* adapter errors and inconclusive ones speak for themselves */
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        if (scenario->profile == NULL || strcmp(scenario->profile, profile) != 0)
            continue;
        listed++;
        if (scenario->word == RESULT_WORD_ADAPTER_ERROR || scenario->word == RESULT_WORD_INCONCLUSIVE)
            broken++;
        else if (scenario->word != RESULT_WORD_UNSUPPORTED && scenario->word != RESULT_WORD_NOT_APPLICABLE)
            return 0;
    }
    if (result_is_selection(result) || broken > 0)
        return 0;
    struct text text;
    text_init(&text);
    text_append_format(&text, "the profile %s is claimed, but ", profile);
    if (listed == 0) {
        text_append_string(&text, "there is no scenario of it here: nothing can be said about it");
        return finding_add_text(result, RESULT_NO_VERDICT, RESULT_EXIT_NO_VERDICT, &text);
    }
    text_append_format(&text, "none of its %zu scenarios could be run", listed);
    return finding_add_text(result, RESULT_NOT_CONFORMANT, RESULT_EXIT_NOT_CONFORMANT, &text);
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
        find_inconclusive_musts(result) < 0)
        return -ENOMEM;
    for (size_t i = 0; i < result->subject.profile_count && result->scenario_count > 0; i++) {
        if (find_idle_profile(result, result->subject.profiles[i]) < 0)
            return -ENOMEM;
    }
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

static void say_profiles(struct text *text, const struct result *result)
{
    for (size_t i = 0; i < result->subject.profile_count; i++)
        text_append_format(text, "%s%s", i > 0 ? ", " : "", result->subject.profiles[i]);
    if (result->subject.profile_count == 0)
        text_append_string(text, "no profile");
}

static int say_statement(struct result *result)
{
    static const char *const openings[RESULT_CONFORMANCE_COUNT] = {
        [RESULT_CONFORMANT] = "conformant",
        [RESULT_NOT_CONFORMANT] = "not conformant",
        [RESULT_NO_VERDICT] = "no verdict",
    };
    const struct result_summary *summary = &result->summary;
    struct text text;
    text_init(&text);
    text_append_format(&text, "%s in ", openings[summary->conformance]);
    say_profiles(&text, result);
    text_append_format(&text,
        " with revision %s of the specification: %zu of %zu claimed clauses tested in %zu "
        "scenario%s%s",
        result->run.spec, summary->claimed_tested, summary->claimed_total, summary->scenario_total,
        summary->scenario_total == 1 ? "" : "s", result_is_selection(result) ? " (a selection)" : "");
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
