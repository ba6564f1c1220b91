#include "report/alike.h"
#include "report/escape.h"
#include "report/html_parts.h"
#include "report/writers.h"

#include <string.h>

#define OPEN_MAX 5u /* failures that are shown whole at once */

static void add_row(struct text *out, const char *label, const char *foreign)
{
    if (foreign == NULL || *foreign == '\0')
        return;
    text_append_format(out, "<dt>%s</dt><dd>", label);
    html_add_foreign(out, foreign);
    text_append_string(out, "</dd>\n");
}

static void add_place(
    struct text *out, const struct result_scenario *scenario, const struct result_violation *violation)
{
    const char *file = violation->file != NULL ? violation->file : scenario->file;
    text_append_string(out, "<dt>at</dt><dd>");
    if (file != NULL) {
        text_append_string(out, "<code>");
        html_add_foreign(out, file);
        if (violation->line > 0)
            text_append_format(out, ":%d", violation->line);
        text_append_string(out, "</code>, ");
    }
    report_add_event(out, violation);
    text_append_string(out, "</dd>\n");
}

static void add_violation(
    struct text *out, const struct result_scenario *scenario, const struct result_violation *violation)
{
    text_append_string(out, "<div class=\"violation\"><p>");
    html_open_link(out, 'c', violation->clause);
    text_append_string(out, "<b>");
    html_add_foreign(out, violation->clause);
    text_append_string(out, "</b></a>");
    if (violation->level != RESULT_LEVEL_FAIL)
        text_append_format(out, " <i>%s</i>", result_level_text(violation->level));
    if (violation->known)
        text_append_string(out, " <i>known</i>");
    text_append_string(out, " ");
    html_add_foreign(out, violation->clause_text);
    text_append_string(out, "</p>\n<dl>");
    add_row(out, "expected", violation->expected);
    add_row(out, "happened", violation->happened);
    add_place(out, scenario, violation);
    add_row(out, "possible states", violation->states);
    add_row(out, "found by", violation->found_by);
    text_append_string(out, "</dl></div>\n");
}

void html_add_violations(struct text *out, const struct result_scenario *scenario)
{
    struct text line;
    text_init(&line);
    report_add_timeout(&line, scenario);
    if (line.length > 0) {
        text_append_string(out, "<p class=\"loud\">");
        html_add_foreign(out, escape_string(&line));
        text_append_string(out, "</p>\n");
    }
    text_release(&line);
    if (scenario->reason != NULL) {
        text_append_string(out, "<p>");
        html_add_foreign(out, scenario->reason);
        text_append_string(out, "</p>\n");
    }
    if (scenario->expected_reason != NULL) {
        text_append_string(
            out, scenario->word == RESULT_WORD_UNEXPECTED_PASS ? "<p>Was expected to fail: " : "<p>Known: ");
        html_add_foreign(out, scenario->expected_reason);
        text_append_string(out, "</p>\n");
    }
    for (size_t i = 0; i < scenario->violation_count; i++)
        add_violation(out, scenario, &scenario->violations[i]);
}

void html_add_rerun(struct text *out, const struct result_scenario *scenario)
{
    if (scenario->rerun == NULL)
        return;
    text_append_string(out, "<p class=\"label\">run again</p><pre class=\"rerun\"><code>");
    html_add_foreign(out, scenario->rerun);
    text_append_string(out, "</code></pre>\n");
}

static void add_card(struct text *out, const struct result *result, size_t index, bool open)
{
    const struct result_scenario *scenario = &result->scenarios[index];
    size_t alike = scenario->violation_count == 0 ? alike_count(result, index) : 1;
    text_append_format(
        out, "<details class=\"card %s\"%s><summary>", result_word_text(scenario->word), open ? " open" : "");
    html_add_word(out, scenario->word);
    text_append_string(out, " <b>");
    html_add_foreign(out, scenario->id);
    text_append_string(out, "</b>");
    for (size_t i = 0; i < scenario->violation_count && i < 4; i++) {
        text_append_string(out, " <span class=\"tag\">");
        html_add_foreign(out, scenario->violations[i].clause);
        text_append_string(out, "</span>");
    }
    if (alike > 1)
        text_append_format(out, " <span class=\"quiet\">and %zu more the same way</span>", alike - 1);
    text_append_string(out, "</summary>\n");
    html_add_violations(out, scenario);
    html_add_rerun(out, scenario);
    text_append_string(out, "<p>");
    html_open_link(out, 's', scenario->id);
    text_append_string(out, "time line, last events and log</a></p></details>\n");
}

void html_add_attention(struct text *out, const struct result *result)
{
    size_t shown = 0;
    for (size_t order = 0; order < REPORT_ATTENTION_COUNT; order++) {
        for (size_t i = 0; i < result->scenario_count; i++) {
            const struct result_scenario *scenario = &result->scenarios[i];
            if (scenario->word != report_attention[order] || !alike_is_first(result, i))
                continue;
            if (shown == 0)
                text_append_string(
                    out, "<section aria-labelledby=\"failures\"><h2 id=\"failures\">To look at</h2>\n");
            add_card(out, result, i, shown++ < OPEN_MAX);
        }
    }
    if (shown > 0)
        text_append_string(out, "</section>\n");
}

static void add_log(struct text *out, const char *label, const char *foreign)
{
    if (foreign == NULL || foreign[0] == '\0')
        return;
    text_append_format(out, "<p class=\"label\">%s</p><pre>", label);
    html_add_foreign(out, foreign);
    text_append_string(out, "</pre>\n");
}

static void add_last_events(struct text *out, const struct result_scenario *scenario)
{
    if (scenario->last_event_count == 0)
        return;
    text_append_string(out, "<p class=\"label\">last events</p><pre>");
    for (size_t i = 0; i < scenario->last_event_count; i++) {
        html_add_foreign(out, scenario->last_events[i]);
        text_append_string(out, "\n");
    }
    text_append_string(out, "</pre>\n");
}

static void add_scenario(struct text *out, const struct result *result, size_t index)
{
    const struct result_scenario *scenario = &result->scenarios[index];
    text_append_format(out, "<details class=\"scenario\" data-word=\"%s\" data-trace=\"t%zu\"",
        result_word_text(scenario->word), index);
    html_add_anchor(out, 's', scenario->id);
    text_append_string(out, "><summary>");
    html_add_word(out, scenario->word);
    text_append_string(out, " <b>");
    html_add_foreign(out, scenario->id);
    text_append_string(out, "</b> <span class=\"about\">");
    html_add_foreign(out, scenario->summary);
    text_append_string(out, "</span> <span class=\"quiet\">");
    report_add_duration(out, scenario->duration_ms);
    text_append_string(out, "</span></summary>\n<p class=\"quiet\">");
    for (size_t i = 0; i < scenario->clause_count; i++) {
        text_append_string(out, i > 0 ? ", " : "");
        html_open_link(out, 'c', scenario->clauses[i]);
        html_add_foreign(out, scenario->clauses[i]);
        text_append_string(out, "</a>");
    }
    text_append_string(out, " · <code>");
    html_add_foreign(out, scenario->file);
    text_append_string(out, "</code></p>\n");
    html_add_violations(out, scenario);
    add_last_events(out, scenario);
    add_log(out, "adapter’s log", scenario->adapter_stderr);
    add_log(out, "trace", scenario->trace_path);
    html_add_rerun(out, scenario);
    text_append_string(out, "</details>\n");
}

static void add_filter(struct text *out, const struct result *result)
{
    text_append_string(out, "<form id=\"filter\" role=\"search\" hidden><input id=\"words\" type=\"search\" "
                            "aria-label=\"filter by name, clause or words\" placeholder=\"name, clause or "
                            "words\" autocomplete=\"off\">\n<fieldset><legend "
                            "class=\"sr\">verdicts</legend>");
    for (int word = 0; word < RESULT_WORD_UNTESTED; word++) {
        const char *name = result_word_text((enum result_word)word);
        if (result->summary.scenarios[word] > 0)
            text_append_format(out,
                "<label class=\"chip\"><input type=\"checkbox\" name=\"verdict\" value=\"%s\"> <span "
                "class=\"w %s\">%s</span> %zu</label>",
                name, name, name, result->summary.scenarios[word]);
    }
    text_append_string(
        out, "</fieldset>\n<output id=\"shown\" class=\"quiet\" aria-live=\"polite\"></output></form>\n");
}

void html_add_scenarios(struct text *out, const struct result *result)
{
    static const enum result_word order[] = {RESULT_WORD_FAIL, RESULT_WORD_ADAPTER_ERROR,
        RESULT_WORD_INCONCLUSIVE, RESULT_WORD_UNEXPECTED_PASS, RESULT_WORD_KNOWN_FAILURE,
        RESULT_WORD_NON_STRICT, RESULT_WORD_PASS, RESULT_WORD_UNSUPPORTED, RESULT_WORD_NOT_APPLICABLE};
    text_append_string(out, "<section aria-labelledby=\"scenarios\"><h2 id=\"scenarios\">Scenarios</h2>\n"
                            "<noscript><p>The filter and the time lines need JavaScript; everything else is "
                            "here.</p></noscript>\n");
    add_filter(out, result);
    text_append_string(out, "<div id=\"list\">\n");
    for (size_t kind = 0; kind < sizeof(order) / sizeof(order[0]); kind++) {
        for (size_t i = 0; i < result->scenario_count; i++) {
            if (result->scenarios[i].word == order[kind])
                add_scenario(out, result, i);
        }
    }
    text_append_string(out, "</div></section>\n");
}
