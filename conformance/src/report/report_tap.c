/* report.tap: TAP version 14, one test point a scenario, YAML diagnostics. */
#include "report/writers.h"

#include <inttypes.h>

/* A double-quoted YAML scalar; JSON's strings are a subset of them. */
static void add_yaml(struct text *out, const char *indent, const char *key, const char *value)
{
    if (value == NULL)
        return;
    text_append_format(out, "%s%s: ", indent, key);
    escape_json(out, value);
    text_append_string(out, "\n");
}

static void add_violation(struct text *out, const struct result_violation *violation)
{
    text_append_string(out, "    -\n");
    add_yaml(out, "      ", "clause", violation->clause);
    add_yaml(out, "      ", "text", violation->clause_text);
    add_yaml(out, "      ", "level", result_level_text(violation->level));
    add_yaml(out, "      ", "expected", violation->expected);
    add_yaml(out, "      ", "happened", violation->happened);
    add_yaml(out, "      ", "states", violation->states);
    add_yaml(out, "      ", "found_by", violation->found_by);
    text_append_format(out, "      event: %" PRIu64 "\n", violation->event);
    if (violation->event_ns >= 0)
        text_append_format(out, "      event_ns: %" PRId64 "\n", violation->event_ns);
    add_yaml(out, "      ", "file", violation->file);
    if (violation->line > 0)
        text_append_format(out, "      line: %d\n", violation->line);
}

static void add_diagnostics(struct text *out, const struct result_scenario *scenario)
{
    struct text timeout;
    text_init(&timeout);
    report_add_timeout(&timeout, scenario);
    text_append_string(out, "  ---\n");
    add_yaml(out, "  ", "verdict", result_word_text(scenario->word));
    add_yaml(out, "  ", "reason", scenario->reason);
    add_yaml(out, "  ", "expected_reason", scenario->expected_reason);
    if (timeout.length > 0)
        add_yaml(out, "  ", "timeout", escape_string(&timeout));
    add_yaml(out, "  ", "file", scenario->file);
    text_append_format(out, "  duration_ms: %" PRIu64 "\n", scenario->duration_ms);
    if (scenario->violation_count > 0)
        text_append_string(out, "  violations:\n");
    for (size_t i = 0; i < scenario->violation_count; i++)
        add_violation(out, &scenario->violations[i]);
    if (scenario->last_event_count > 0)
        text_append_string(out, "  last_events:\n");
    for (size_t i = 0; i < scenario->last_event_count; i++) {
        text_append_string(out, "    - ");
        escape_json(out, scenario->last_events[i]);
        text_append_string(out, "\n");
    }
    add_yaml(out, "  ", "rerun", scenario->rerun);
    text_append_string(out, "  ...\n");
    text_release(&timeout);
}

static bool point_is_ok(enum result_word word)
{
    return word == RESULT_WORD_PASS || word == RESULT_WORD_NON_STRICT || word == RESULT_WORD_UNSUPPORTED ||
           word == RESULT_WORD_NOT_APPLICABLE;
}

static void add_point(struct text *out, size_t number, const struct result_scenario *scenario)
{
    text_append_format(out, "%s %zu - ", point_is_ok(scenario->word) ? "ok" : "not ok", number);
    escape_tap(out, scenario->id);
    const char *reason = scenario->expected_reason != NULL ? scenario->expected_reason : scenario->reason;
    if (scenario->word == RESULT_WORD_UNSUPPORTED || scenario->word == RESULT_WORD_NOT_APPLICABLE) {
        text_append_format(out, " # SKIP %s: ", result_word_text(scenario->word));
        escape_tap(out, reason);
    } else if (scenario->word == RESULT_WORD_KNOWN_FAILURE) {
        text_append_string(out, " # TO"
                                "DO "); /* the directive for what is expected to fail */
        escape_tap(out, reason);
    }
    text_append_string(out, "\n");
    if (scenario->word != RESULT_WORD_PASS)
        add_diagnostics(out, scenario);
}

void report_tap_render(const struct result *result, struct text *out)
{
    const struct result_summary *summary = &result->summary;
    size_t points = result->scenario_count + summary->finding_count;
    text_append_string(out, "TAP version 14\n");
    /* A plan of nothing would be a green "skipped all": zero checks are one failed point instead. */
    text_append_format(out, "1..%zu\n", points);
    text_append_string(out, "# ");
    escape_line(out, summary->statement);
    text_append_string(out, "\n");
    for (size_t i = 0; i < summary->finding_count; i++) {
        text_append_format(out, "not ok %zu - run: ", i + 1);
        escape_tap(out, summary->findings[i].text);
        text_append_string(out, "\n");
    }
    for (size_t i = 0; i < result->scenario_count; i++)
        add_point(out, summary->finding_count + i + 1, &result->scenarios[i]);
}
