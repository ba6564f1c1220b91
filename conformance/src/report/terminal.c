#include "report/terminal.h"

#include "report/alike.h"
#include "report/writers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define RUNNING_MAX      64u /* names that the live line can choose from */
#define COLUMNS_DEFAULT  80u
#define WORD_COLUMNS     16
#define RUNNING_ID_BYTES 200u
#define GLANCE_BYTES_MAX 160u

/* How a verdict looks: capitals where somebody has to look. */
struct look {
    const char *label;
    const char *ansi;
};

static const struct look looks[RESULT_WORD_COUNT] = {
    [RESULT_WORD_PASS] = {"pass", "32"},
    [RESULT_WORD_FAIL] = {"FAIL", "1;31"},
    [RESULT_WORD_NON_STRICT] = {"non-strict", "33"},
    [RESULT_WORD_UNSUPPORTED] = {"unsupported", "2"},
    [RESULT_WORD_NOT_APPLICABLE] = {"not-applicable", "2"},
    [RESULT_WORD_INCONCLUSIVE] = {"INCONCLUSIVE", "1;35"},
    [RESULT_WORD_ADAPTER_ERROR] = {"ADAPTER-ERROR", "1;35"},
    [RESULT_WORD_KNOWN_FAILURE] = {"known-failure", "33"},
    [RESULT_WORD_UNEXPECTED_PASS] = {"UNEXPECTED-PASS", "1;33"},
    [RESULT_WORD_UNTESTED] = {"untested", "2"},
};

static const char *const conformance_ansi[RESULT_CONFORMANCE_COUNT] = {
    [RESULT_CONFORMANT] = "1;32",
    [RESULT_NOT_CONFORMANT] = "1;31",
    [RESULT_NO_VERDICT] = "1;35",
};

struct terminal {
    struct terminal_options options;
    size_t planned;
    size_t finished;
    size_t words[RESULT_WORD_COUNT];
    char *running[RUNNING_MAX]; /* the oldest first */
    size_t running_count;
    bool live_shown;
    struct result_scenario last; /* whose line was written last; its reason is our own */
    size_t repeated;             /* scenarios since then that would have had the same line */
    int error;
};

static void add_painted(struct text *out, enum terminal_colour colour, const char *ansi, const char *words)
{
    if (colour == TERMINAL_COLOUR_ANSI)
        text_append_format(out, "\x1b[%sm%s\x1b[0m", ansi, words);
    else
        text_append_string(out, words);
}

static void add_word(struct text *out, enum terminal_colour colour, enum result_word word)
{
    add_painted(out, colour, looks[word].ansi, looks[word].label);
    for (size_t column = strlen(looks[word].label); column < WORD_COLUMNS; column++)
        text_append_string(out, " ");
}

static void add_heading(struct text *out, enum terminal_colour colour, const char *words)
{
    add_painted(out, colour, "1", words);
    text_append_string(out, "\n");
}

/* In full; of others that ended the same way only the names. */
static void add_failure(
    struct text *out, enum terminal_colour colour, const struct result *result, size_t index)
{
    const struct result_scenario *scenario = &result->scenarios[index];
    size_t others = alike_count(result, index) - 1;
    struct text details;
    text_init(&details);
    add_word(out, colour, scenario->word);
    escape_line(out, scenario->id);
    text_append_string(out, "  ");
    report_add_duration(out, scenario->duration_ms);
    text_append_string(out, "\n  ");
    if (scenario->summary != NULL) {
        escape_line(out, scenario->summary);
        text_append_string(out, "\n  ");
    }
    report_add_details(&details, scenario);
    escape_indented(out, "  ", escape_string(&details));
    if (others > 0) {
        text_append_format(out, "\n  and %zu more the same way\n    ", others);
        alike_add_names(result, index, out);
    }
    text_append_string(out, "\n\n");
    text_release(&details);
}

static void add_stale(struct text *out, enum terminal_colour colour, const struct result *result)
{
    bool begun = false;
    for (size_t i = 0; i < result->expectation_count; i++) {
        const struct result_expectation *entry = &result->expectations[i];
        if (entry->state != RESULT_EXPECTATION_STALE)
            continue;
        if (!begun)
            add_heading(out, colour, "stale expectations: remove these lines");
        begun = true;
        text_append_string(out, "  ");
        escape_line(out, entry->file);
        text_append_format(out, ":%d: ", entry->line);
        escape_line(out, entry->glob);
        text_append_string(out, entry->clause != NULL ? " " : "");
        escape_line(out, entry->clause);
        text_append_string(out, " : ");
        escape_line(out, entry->reason);
        text_append_string(out, "\n");
    }
    text_append_string(out, begun ? "\n" : "");
}

/* One line for each scenario of a verdict that needs no action: known failures, then missed SHOULDs. */
static void add_brief(
    struct text *out, enum terminal_colour colour, const struct result *result, enum result_word word)
{
    bool begun = false;
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        if (scenario->word != word)
            continue;
        begun = true;
        add_word(out, colour, word);
        escape_line(out, scenario->id);
        for (size_t j = 0; j < scenario->violation_count; j++) {
            text_append_string(out, " ");
            escape_line(out, scenario->violations[j].clause);
        }
        if (scenario->expected_reason != NULL) {
            text_append_string(out, ": ");
            escape_line(out, scenario->expected_reason);
        }
        text_append_string(out, "\n");
    }
    text_append_string(out, begun ? "\n" : "");
}

/* Scenarios that say nothing about the subject: each reason once. */
static void add_reasons(
    struct text *out, enum terminal_colour colour, const struct result *result, enum result_word word)
{
    bool begun = false;
    for (size_t i = 0; i < result->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[i];
        if (scenario->word != word || scenario->reason == NULL || !alike_is_first(result, i))
            continue;
        size_t count = alike_count(result, i);
        begun = true;
        add_word(out, colour, word);
        if (count == 1)
            escape_line(out, scenario->id);
        else
            text_append_format(out, "%zu scenarios", count);
        text_append_string(out, ": ");
        escape_line(out, scenario->reason);
        text_append_string(out, "\n");
    }
    text_append_string(out, begun ? "\n" : "");
}

static void add_counts(struct text *out, enum terminal_colour colour, const char *label, size_t total,
    const size_t words[RESULT_WORD_COUNT])
{
    text_append_format(out, "  %-11s%zu", label, total);
    const char *separator = ": ";
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (words[word] == 0)
            continue;
        text_append_format(out, "%s%zu ", separator, words[word]);
        add_painted(out, colour, looks[word].ansi, result_word_text((enum result_word)word));
        separator = ", ";
    }
    text_append_string(out, "\n");
}

static void add_verdict(struct text *out, enum terminal_colour colour, const struct result *result)
{
    const struct result_summary *summary = &result->summary;
    struct text words;
    text_init(&words);
    report_add_subject(&words, &result->subject);
    struct text line;
    text_init(&line);
    escape_line(&line, escape_string(&words));
    text_append_string(&line, ": ");
    escape_line(&line, summary->statement);
    add_painted(out, colour, conformance_ansi[summary->conformance], escape_string(&line));
    text_append_string(out, "\n");
    add_counts(out, colour, "scenarios", summary->scenario_total, summary->scenarios);
    add_counts(out, colour, "clauses", summary->clause_total, summary->clauses);
    text_append_format(out, "  %-11s%zu of %zu states, %zu of %zu transitions\n", "coverage",
        summary->states_covered, result->state_count, summary->transitions_covered, result->transition_count);
    if (summary->timeouts > 0) {
        text_release(&line);
        text_append_format(&line, "  TIME-OUT   %zu scenario%s ran out of time", summary->timeouts,
            summary->timeouts == 1 ? "" : "s");
        add_painted(out, colour, "1;31", escape_string(&line));
        text_append_string(out, "\n");
    }
    text_append_format(out, "  %-11s", "run");
    report_add_duration(out, result->run.duration_ms);
    text_append_format(
        out, ", seed %llu, exit status %d\n", (unsigned long long)result->run.seed, summary->exit_status);
    text_release(&line);
    text_release(&words);
}

void terminal_render(const struct result *result, enum terminal_colour colour, struct text *out)
{
    for (size_t order = 0; order < REPORT_ATTENTION_COUNT; order++) {
        for (size_t i = 0; i < result->scenario_count; i++) {
            if (result->scenarios[i].word == report_attention[order] && alike_is_first(result, i))
                add_failure(out, colour, result, i);
        }
    }
    add_stale(out, colour, result);
    add_brief(out, colour, result, RESULT_WORD_KNOWN_FAILURE);
    add_brief(out, colour, result, RESULT_WORD_NON_STRICT);
    add_reasons(out, colour, result, RESULT_WORD_NOT_APPLICABLE);
    add_reasons(out, colour, result, RESULT_WORD_UNSUPPORTED);
    add_verdict(out, colour, result);
}

struct terminal *terminal_new(const struct terminal_options *options)
{
    struct terminal *terminal = calloc(1, sizeof(*terminal));
    if (terminal == NULL)
        return NULL;
    terminal->options = *options;
    if (terminal->options.columns == 0)
        terminal->options.columns = COLUMNS_DEFAULT;
    return terminal;
}

void terminal_free(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    for (size_t i = 0; i < terminal->running_count; i++)
        free(terminal->running[i]);
    free((char *)terminal->last.reason);
    free(terminal);
}

int terminal_error(const struct terminal *terminal)
{
    return terminal->error;
}

static void flush_text(struct terminal *terminal, struct text *text)
{
    int error = 0;
    errno = 0;
    if (text->length > 0 && fwrite(text->bytes, 1, text->length, terminal->options.file) != text->length)
        error = errno != 0 ? -errno : -EIO;
    if (fflush(terminal->options.file) != 0 && error == 0)
        error = errno != 0 ? -errno : -EIO;
    if (terminal->error == 0)
        terminal->error = error;
    text_release(text);
}

static void remove_live(struct terminal *terminal, struct text *out)
{
    if (terminal->live_shown)
        text_append_string(out, "\r\x1b[K");
    terminal->live_shown = false;
}

/* One column a code point: near enough for a line that is cut with room to spare. */
static void add_cut(struct text *out, const char *line, unsigned columns)
{
    const char *cursor = line;
    for (unsigned column = 0; *cursor != '\0' && column < columns; column++) {
        uint32_t rune = 0;
        escape_next_rune(&cursor, &rune);
    }
    text_append(out, line, (size_t)(cursor - line));
}

static void add_live(struct terminal *terminal, struct text *out)
{
    if (terminal->options.live != TERMINAL_LIVE_LINE || terminal->options.detail == TERMINAL_DETAIL_QUIET)
        return;
    size_t problems = terminal->words[RESULT_WORD_FAIL] + terminal->words[RESULT_WORD_ADAPTER_ERROR] +
                      terminal->words[RESULT_WORD_INCONCLUSIVE] +
                      terminal->words[RESULT_WORD_UNEXPECTED_PASS];
    struct text line;
    text_init(&line);
    text_append_format(&line, "[%zu/%zu]", terminal->finished, terminal->planned);
    if (problems > 0)
        text_append_format(&line, " %zu to look at", problems);
    if (terminal->running_count > 0) {
        text_append_string(&line, "  ");
        escape_line(&line, terminal->running[0]);
    }
    if (terminal->running_count > 1)
        text_append_format(&line, " and %zu more", terminal->running_count - 1);
    add_cut(out, escape_string(&line), terminal->options.columns - 1);
    text_release(&line);
    terminal->live_shown = true;
}

void terminal_begin(struct terminal *terminal, const char *subject, size_t planned, uint32_t jobs)
{
    struct text out;
    text_init(&out);
    terminal->planned = planned;
    if (terminal->options.detail != TERMINAL_DETAIL_QUIET) {
        text_append_string(&out, "childproof: ");
        escape_line(&out, subject);
        text_append_format(&out, ", %zu scenario%s, %u at once\n", planned, planned == 1 ? "" : "s", jobs);
    }
    flush_text(terminal, &out);
}

void terminal_started(struct terminal *terminal, const char *scenario_id)
{
    if (terminal->running_count < RUNNING_MAX) {
        char *copy = strndup(scenario_id, RUNNING_ID_BYTES);
        if (copy != NULL)
            terminal->running[terminal->running_count++] = copy;
    }
    struct text out;
    text_init(&out);
    remove_live(terminal, &out);
    add_live(terminal, &out);
    flush_text(terminal, &out);
}

static void forget_running(struct terminal *terminal, const char *scenario_id)
{
    for (size_t i = 0; i < terminal->running_count; i++) {
        if (strncmp(terminal->running[i], scenario_id, RUNNING_ID_BYTES) != 0)
            continue;
        free(terminal->running[i]);
        terminal->running_count--;
        memmove(&terminal->running[i], &terminal->running[i + 1],
            (terminal->running_count - i) * sizeof(terminal->running[0]));
        return;
    }
}

/* At most so many bytes of what a violation says, cut between characters: the line is there to be seen at a glance. */
static void add_glance(struct text *out, const char *foreign)
{
    size_t length = strlen(foreign), shown = length;
    if (length > GLANCE_BYTES_MAX) {
        shown = GLANCE_BYTES_MAX;
        while (shown > 0 && ((unsigned char)foreign[shown] & 0xC0u) == 0x80u)
            shown--;
    }
    text_append(out, foreign, shown);
    if (shown < length)
        text_append_string(out, "…");
}

/* What happened is a sentence where a rule found it, and mostly a bare value where a check of the scenario did. */
static void add_violation(struct text *out, const struct result_violation *violation)
{
    bool checked = violation->found_by != NULL && strcmp(violation->found_by, "check") == 0 &&
                   (violation->happened == NULL || violation->expected == NULL ||
                       strstr(violation->happened, violation->expected) == NULL);
    text_append_format(out, "%s: ", violation->clause);
    if (checked && violation->expected != NULL) {
        text_append_string(out, "expected ");
        add_glance(out, violation->expected);
        text_append_string(out, violation->happened != NULL ? ", happened " : "");
    }
    if (violation->happened != NULL)
        add_glance(out, violation->happened);
}

static void add_progress(
    struct text *out, enum terminal_colour colour, const struct result_scenario *scenario)
{
    struct text why;
    text_init(&why);
    add_word(out, colour, scenario->word);
    escape_line(out, scenario->id);
    text_append_string(out, "  ");
    report_add_duration(out, scenario->duration_ms);
    if (scenario->timeout_planned_ms > 0)
        report_add_timeout(&why, scenario);
    else if (scenario->violation_count > 0)
        add_violation(&why, &scenario->violations[0]);
    else if (scenario->reason != NULL)
        text_append_string(&why, scenario->reason);
    if (why.length > 0) {
        text_append_string(out, "  ");
        escape_line(out, escape_string(&why));
    }
    text_append_string(out, "\n");
    text_release(&why);
}

/* True where the line would say what the one before it said. */
static bool repeats(struct terminal *terminal, const struct result_scenario *scenario)
{
    if (terminal->options.detail != TERMINAL_DETAIL_PROBLEMS)
        return false;
    if (terminal->last.reason != NULL && alike_same(&terminal->last, scenario)) {
        terminal->repeated++;
        return true;
    }
    free((char *)terminal->last.reason);
    terminal->last = *scenario;
    terminal->last.reason = scenario->reason != NULL ? strdup(scenario->reason) : NULL;
    return false;
}

static void add_repeated(struct terminal *terminal, struct text *out)
{
    if (terminal->repeated > 0)
        text_append_format(out, "%*s… and %zu more the same way\n", WORD_COLUMNS, "", terminal->repeated);
    terminal->repeated = 0;
}

void terminal_finished(struct terminal *terminal, const struct result_scenario *scenario)
{
    struct text out;
    text_init(&out);
    terminal->finished++;
    terminal->words[scenario->word]++;
    forget_running(terminal, scenario->id);
    remove_live(terminal, &out);
    bool ran = scenario->word != RESULT_WORD_UNSUPPORTED && scenario->word != RESULT_WORD_NOT_APPLICABLE;
    bool problem = ran && scenario->word != RESULT_WORD_PASS;
    if (terminal->options.detail == TERMINAL_DETAIL_ALL ||
        (ran && terminal->options.detail == TERMINAL_DETAIL_RAN) ||
        (problem && terminal->options.detail == TERMINAL_DETAIL_PROBLEMS && !repeats(terminal, scenario))) {
        add_repeated(terminal, &out);
        add_progress(&out, terminal->options.colour, scenario);
    }
    add_live(terminal, &out);
    flush_text(terminal, &out);
}

void terminal_end(struct terminal *terminal, const struct result *result)
{
    struct text out;
    text_init(&out);
    remove_live(terminal, &out);
    add_repeated(terminal, &out);
    if (terminal->options.detail != TERMINAL_DETAIL_QUIET)
        text_append_string(&out, "\n");
    terminal_render(result, terminal->options.colour, &out);
    flush_text(terminal, &out);
}
