/* What the readable reports share: how a failure, a time and a subject are put into words. */
#include "report/writers.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define DETAILS_COLUMNS 100u
#define DETAILS_LABEL   10 /* columns of "expected", "happened" … */

void report_add_time(struct text *out, int64_t unix_ms)
{
    time_t seconds = (time_t)(unix_ms / 1000);
    struct tm parts;
    char words[32];
    if (gmtime_r(&seconds, &parts) != NULL &&
        strftime(words, sizeof(words), "%Y-%m-%dT%H:%M:%SZ", &parts) > 0)
        text_append_string(out, words);
}

void report_add_duration(struct text *out, uint64_t milliseconds)
{
    uint64_t seconds = milliseconds / 1000;
    uint64_t rest = milliseconds % 1000;
    if (seconds >= 120)
        text_append_format(out, "%" PRIu64 " min %" PRIu64 " s", seconds / 60, seconds % 60);
    else if (seconds >= 10)
        text_append_format(out, "%" PRIu64 ".%" PRIu64 " s", seconds, rest / 100);
    else
        text_append_format(out, "%" PRIu64 ".%03" PRIu64 " s", seconds, rest);
}

void report_add_subject(struct text *out, const struct result_subject *subject)
{
    const char *name = subject->name != NULL ? subject->name : subject->command;
    text_append_string(out, name != NULL ? name : "the subject");
    if (subject->version != NULL)
        text_append_format(out, " %s", subject->version);
    if (subject->language != NULL)
        text_append_format(out, " (%s)", subject->language);
}

void report_add_event(struct text *out, const struct result_violation *violation)
{
    if (violation->event == 0) {
        text_append_string(out, "the whole trace");
        return;
    }
    text_append_format(out, "event %" PRIu64, violation->event);
    if (violation->event_ns >= 0)
        text_append_format(out, " at %" PRId64 ".%06" PRId64 " s", violation->event_ns / 1000000000,
            violation->event_ns / 1000 % 1000000);
}

void report_add_timeout(struct text *out, const struct result_scenario *scenario)
{
    if (scenario->timeout_planned_ms == 0)
        return;
    text_append_string(out, "ran out of time: ");
    report_add_duration(out, scenario->timeout_planned_ms);
    text_append_string(out, " planned, ");
    report_add_duration(out, scenario->timeout_ran_ms);
    text_append_string(out, " run");
    if (scenario->timeout_waiting_for != NULL)
        text_append_format(out, ", waiting for %s", scenario->timeout_waiting_for);
}

const enum result_word report_attention[REPORT_ATTENTION_COUNT] = {
    RESULT_WORD_FAIL,
    RESULT_WORD_ADAPTER_ERROR,
    RESULT_WORD_INCONCLUSIVE,
    RESULT_WORD_UNEXPECTED_PASS,
};

/* Breaks at spaces, so that no line passes DETAILS_COLUMNS where that is possible. */
static void add_wrapped(struct text *out, const char *indent, const char *foreign)
{
    struct text line;
    text_init(&line);
    escape_line(&line, foreign);
    size_t column = strlen(indent);
    text_append_string(out, indent);
    bool first = true;
    for (const char *word = escape_string(&line); *word != '\0';) {
        size_t length = strcspn(word, " ");
        if (!first && column + 1 + length > DETAILS_COLUMNS) {
            text_append_format(out, "\n%s", indent);
            column = strlen(indent);
            first = true;
        }
        if (!first)
            text_append_string(out, " ");
        text_append(out, word, length);
        column += length + !first;
        first = false;
        word += length;
        word += strspn(word, " ");
    }
    text_append_string(out, "\n");
    text_release(&line);
}

static void add_field(struct text *out, const char *label, const char *foreign)
{
    if (foreign == NULL || *foreign == '\0')
        return;
    text_append_format(out, "  %-*s", DETAILS_LABEL, label);
    escape_line(out, foreign);
    text_append_string(out, "\n");
}

void report_add_violation(
    struct text *out, const struct result_scenario *scenario, const struct result_violation *violation)
{
    escape_line(out, violation->clause);
    if (violation->level != RESULT_LEVEL_FAIL)
        text_append_format(out, "  %s", result_level_text(violation->level));
    if (violation->known)
        text_append_string(out, "  known");
    text_append_string(out, "\n");
    if (violation->clause_text != NULL && violation->clause_text[0] != '\0')
        add_wrapped(out, "  ", violation->clause_text);
    const char *file = violation->file != NULL ? violation->file : scenario->file;
    text_append_format(out, "  %-*s", DETAILS_LABEL, "at");
    if (file != NULL) {
        escape_line(out, file);
        if (violation->line > 0)
            text_append_format(out, ":%d", violation->line);
        text_append_string(out, ", ");
    }
    report_add_event(out, violation);
    text_append_string(out, "\n");
    add_field(out, "expected", violation->expected);
    add_field(out, "happened", violation->happened);
    add_field(out, "possible", violation->states);
    add_field(out, "found by", violation->found_by);
}

static void add_section(struct text *out, const char *heading, const char *foreign)
{
    if (foreign == NULL)
        return;
    text_append_format(out, "%s\n  ", heading);
    escape_line(out, foreign);
    text_append_string(out, "\n");
}

void report_add_details(struct text *out, const struct result_scenario *scenario)
{
    struct text line;
    text_init(&line);
    report_add_timeout(&line, scenario);
    if (line.length > 0) {
        text_append_string(out, "! ");
        escape_line(out, escape_string(&line));
        text_append_string(out, "\n");
    }
    text_release(&line);
    if (scenario->reason != NULL) {
        escape_line(out, scenario->reason);
        text_append_string(out, "\n");
    }
    if (scenario->expected_reason != NULL) {
        text_append_string(
            out, scenario->word == RESULT_WORD_UNEXPECTED_PASS ? "was expected to fail: " : "known: ");
        escape_line(out, scenario->expected_reason);
        text_append_string(out, "\n");
    }
    for (size_t i = 0; i < scenario->violation_count; i++)
        report_add_violation(out, scenario, &scenario->violations[i]);
    if (scenario->last_event_count > 0)
        text_append_string(out, "last events\n");
    for (size_t i = 0; i < scenario->last_event_count; i++) {
        text_append_string(out, "  ");
        escape_line(out, scenario->last_events[i]);
        text_append_string(out, "\n");
    }
    if (scenario->adapter_stderr != NULL && scenario->adapter_stderr[0] != '\0') {
        text_append_string(out, "adapter's log\n  ");
        escape_indented(out, "  ", scenario->adapter_stderr);
        text_append_string(out, "\n");
    }
    add_section(out, "trace", scenario->trace_path);
    add_section(out, "run again", scenario->rerun);
}
