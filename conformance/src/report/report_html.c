/* index.html: one file without network, complete without its script but for the filter and the time lines. */
#include "report/html_parts.h"
#include "report/writers.h"

#include <string.h>

#define TRACES_BYTES_MAX (24u * 1024u * 1024u)

extern const char report_css[];
extern const char report_js[];

static void add_word(struct text *out, enum result_word word)
{
    text_append_format(out, "<span class=\"w %s\">%s</span>", result_word_text(word), result_word_text(word));
}

static void add_tiles(
    struct text *out, const char *label, size_t total, const size_t words[RESULT_WORD_COUNT])
{
    text_append_format(out, "<ul class=\"tiles\"><li><b>%zu</b> %s</li>", total, label);
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (words[word] == 0)
            continue;
        text_append_format(out, "<li><b>%zu</b> ", words[word]);
        add_word(out, (enum result_word)word);
        text_append_string(out, "</li>");
    }
    text_append_string(out, "</ul>\n");
}

/* No source but the page itself is allowed, whatever a subject managed to say. */
static void add_head(struct text *out, const char *subject)
{
    text_append_string(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                            "style-src 'unsafe-inline'; "
                            "script-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
                            "content=\"width=device-width, initial-scale=1\">\n"
                            "<title>childproof: ");
    escape_xml(out, subject);
    text_append_string(out, "</title>\n<style>\n");
    text_append_string(out, report_css);
    text_append_string(out, "</style>\n</head>\n<body>\n");
}

static void add_verdict(struct text *out, const struct result *result, const char *subject)
{
    const struct result_summary *summary = &result->summary;
    text_append_format(out, "<header class=\"%s\">\n<h1>", result_conformance_text(summary->conformance));
    escape_xml(out, subject);
    text_append_string(out, "</h1>\n<p><b>");
    escape_xml(out, summary->statement);
    text_append_string(out, ".</b></p>\n");
    if (summary->timeouts > 0)
        text_append_format(out, "<p class=\"loud\">%zu scenario%s ran out of time.</p>\n", summary->timeouts,
            summary->timeouts == 1 ? "" : "s");
    text_append_string(out, "</header>\n");
    add_tiles(out, "scenarios", summary->scenario_total, summary->scenarios);
    add_tiles(out, "clauses", summary->clause_total, summary->clauses);
}

static void add_details(struct text *out, const struct result_scenario *scenario)
{
    struct text details;
    text_init(&details);
    report_add_details(&details, scenario);
    if (details.length > 0) {
        text_append_string(out, "<pre>");
        escape_xml(out, details.bytes);
        text_append_string(out, "</pre>\n");
    }
    text_release(&details);
}

static void add_attention(struct text *out, const struct result *result)
{
    bool begun = false;
    for (size_t order = 0; order < REPORT_ATTENTION_COUNT; order++) {
        for (size_t i = 0; i < result->scenario_count; i++) {
            const struct result_scenario *scenario = &result->scenarios[i];
            if (scenario->word != report_attention[order])
                continue;
            if (!begun)
                text_append_string(out, "<h2 id=\"failures\">To look at</h2>\n");
            begun = true;
            text_append_string(out, "<details open><summary>");
            add_word(out, scenario->word);
            text_append_format(out, " <a href=\"#s%zu\">", i);
            escape_xml(out, scenario->id);
            text_append_string(out, "</a></summary>\n");
            add_details(out, scenario);
            text_append_string(out, "</details>\n");
        }
    }
}

static void add_expectations(struct text *out, const struct result *result)
{
    static const enum result_expectation_state order[] = {
        RESULT_EXPECTATION_STALE, RESULT_EXPECTATION_USED, RESULT_EXPECTATION_NOT_RUN};
    if (result->expectation_count == 0)
        return;
    text_append_string(out, "<h2 id=\"expectations\">Expected failures</h2>\n<div class=\"scroll\"><table>"
                            "<tr><th>scenarios<th>clause<th>reason<th></tr>\n");
    for (size_t kind = 0; kind < sizeof(order) / sizeof(order[0]); kind++) {
        for (size_t i = 0; i < result->expectation_count; i++) {
            const struct result_expectation *entry = &result->expectations[i];
            if (entry->state != order[kind])
                continue;
            text_append_string(out, "<tr><td>");
            escape_xml(out, entry->glob);
            text_append_string(out, "<td>");
            escape_xml(out, entry->clause);
            text_append_string(out, "<td>");
            escape_xml(out, entry->reason);
            text_append_format(out, "<td%s>%s</tr>\n",
                order[kind] == RESULT_EXPECTATION_STALE ? " class=\"loud\"" : "",
                result_expectation_state_text(entry->state));
        }
    }
    text_append_string(out, "</table></div>\n");
}

static void add_clause(struct text *out, const struct result *result, const struct result_clause *clause)
{
    text_append_string(out, "<tr><td class=\"mono\">");
    escape_xml(out, clause->id);
    text_append_string(out, "<td class=\"more\">");
    escape_xml(out, clause->level);
    text_append_string(out, "<td class=\"more\">");
    escape_xml(out, clause->profile);
    text_append_string(out, "<td>");
    add_word(out, clause->word);
    text_append_string(out, "<td class=\"more\">");
    escape_xml(out, clause->text);
    if (clause->reason != NULL) {
        text_append_string(out, " <span class=\"quiet\">");
        escape_xml(out, clause->reason);
        text_append_string(out, "</span>");
    }
    text_append_string(out, "<td>");
    for (size_t i = 0; i < clause->scenario_count; i++) {
        text_append_format(out, "%s<a href=\"#s%zu\" title=\"", i > 0 ? " " : "", clause->scenarios[i]);
        escape_xml(out, result->scenarios[clause->scenarios[i]].id);
        text_append_format(out, "\">%zu</a>", i + 1);
    }
    text_append_string(out, "</tr>\n");
}

static void add_clauses(struct text *out, const struct result *result)
{
    const struct result_summary *summary = &result->summary;
    text_append_format(out,
        "<h2 id=\"clauses\">Clauses</h2>\n<p class=\"quiet\">%zu of %zu clauses of the claimed profiles were "
        "tested; "
        "%zu were found kept.</p>\n<div class=\"scroll\"><table><tr><th>clause<th class=\"more\">level<th "
        "class=\"more\">profile<th>verdict"
        "<th class=\"more\">says<th>scenarios</tr>\n",
        summary->claimed_tested, summary->claimed_total, summary->claimed_kept);
    for (size_t i = 0; i < result->clause_count; i++)
        add_clause(out, result, &result->clauses[i]);
    text_append_string(out, "</table></div>\n");
}

static void add_filter(struct text *out, const struct result *result)
{
    text_append_string(out,
        "<form hidden><input id=\"words\" type=\"search\" aria-label=\"filter\" placeholder=\"name, "
        "clause or words\"><select id=\"verdict\" aria-label=\"verdict\"><option value=\"\">every "
        "verdict</option>");
    for (int word = 0; word < RESULT_WORD_UNTESTED; word++) {
        if (result->summary.scenarios[word] > 0)
            text_append_format(out, "<option>%s</option>", result_word_text((enum result_word)word));
    }
    text_append_string(out, "</select> <span id=\"shown\" class=\"quiet\"></span></form>\n");
}

static void add_scenario(struct text *out, const struct result *result, size_t index, size_t *budget)
{
    const struct result_scenario *scenario = &result->scenarios[index];
    text_append_format(out, "<details class=\"scenario\" id=\"s%zu\" data-word=\"%s\" data-text=\"", index,
        result_word_text(scenario->word));
    escape_xml(out, scenario->id);
    for (size_t i = 0; i < scenario->clause_count; i++) {
        text_append_string(out, " ");
        escape_xml(out, scenario->clauses[i]);
    }
    text_append_string(out, " ");
    escape_xml(out, scenario->summary);
    text_append_string(out, "\"><summary>");
    add_word(out, scenario->word);
    text_append_string(out, " <b>");
    escape_xml(out, scenario->id);
    text_append_string(out, "</b> <span class=\"quiet\">");
    report_add_duration(out, scenario->duration_ms);
    text_append_string(out, "</span></summary>\n<p>");
    escape_xml(out, scenario->summary);
    text_append_string(out, "</p>\n<p class=\"quiet\">");
    for (size_t i = 0; i < scenario->clause_count; i++) {
        text_append_string(out, i > 0 ? ", " : "");
        escape_xml(out, scenario->clauses[i]);
    }
    text_append_string(out, " · ");
    escape_xml(out, scenario->file);
    text_append_string(out, "</p>\n");
    add_details(out, scenario);
    html_add_trace(out, scenario, budget);
    text_append_string(out, "</details>\n");
}

static void add_run(struct text *out, const struct result *result)
{
    text_append_string(out, "<h2 id=\"run\">Run</h2>\n<p class=\"quiet\">");
    report_add_time(out, result->run.started_unix_ms);
    text_append_string(out, ", ");
    report_add_duration(out, result->run.duration_ms);
    text_append_format(
        out, ", seed %llu, %u at once, childproof ", (unsigned long long)result->run.seed, result->run.jobs);
    escape_xml(out, result->run.tool_version);
    text_append_string(out, ", revision ");
    escape_xml(out, result->run.spec);
    text_append_string(out, " of the specification</p>\n");
    if (result->run.command != NULL) {
        text_append_string(out, "<pre>");
        escape_xml(out, result->run.command);
        text_append_string(out, "</pre>\n");
    }
}

void report_html_render(const struct result *result, struct text *out)
{
    size_t budget = TRACES_BYTES_MAX;
    struct text subject;
    text_init(&subject);
    report_add_subject(&subject, &result->subject);
    add_head(out, escape_string(&subject));
    add_verdict(out, result, escape_string(&subject));
    text_release(&subject);
    add_attention(out, result);
    add_expectations(out, result);
    html_add_machine(out, result);
    add_clauses(out, result);
    text_append_string(out, "<h2 id=\"scenarios\">Scenarios</h2>\n");
    add_filter(out, result);
    for (size_t i = 0; i < result->scenario_count; i++)
        add_scenario(out, result, i, &budget);
    add_run(out, result);
    text_append_string(out, "<script>\n");
    text_append_string(out, report_js);
    text_append_string(out, "</script>\n</body>\n</html>\n");
}
