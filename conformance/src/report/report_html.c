/* index.html: one file without network, complete without its script but for the filter and the time lines. */
#include "report/html_parts.h"
#include "report/writers.h"

#include <string.h>

extern const char report_css[];
extern const char report_js[];

void html_add_foreign(struct text *out, const char *foreign)
{
    size_t length = foreign != NULL ? strlen(foreign) : 0;
    if (length <= HTML_FOREIGN_BYTES_MAX) {
        escape_xml(out, foreign);
        return;
    }
    size_t end = HTML_FOREIGN_BYTES_MAX;
    while (end > 0 && ((unsigned char)foreign[end] & 0xC0u) == 0x80u)
        end--;
    struct text cut;
    text_init(&cut);
    text_append(&cut, foreign, end);
    escape_xml(out, escape_string(&cut));
    text_append_format(out, "… <i>(%zu bytes in all)</i>", length);
    text_release(&cut);
}

void html_add_word(struct text *out, enum result_word word)
{
    text_append_format(out, "<span class=\"w %s\">%s</span>", result_word_text(word), result_word_text(word));
}

/* The same for a link and for what it leads to; an id in HTML holds no white space. */
static void add_anchor_name(struct text *out, char kind, const char *id)
{
    text_append_format(out, "%c.", kind);
    for (const char *c = id != NULL ? id : ""; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                     strchr("/_-.", *c) != NULL;
        if (plain)
            text_append(out, c, 1);
        else
            text_append_format(out, "~%02x", (unsigned)(unsigned char)*c);
    }
}

void html_open_link(struct text *out, char kind, const char *id)
{
    text_append_string(out, "<a href=\"#");
    add_anchor_name(out, kind, id);
    text_append_string(out, "\">");
}

void html_add_anchor(struct text *out, char kind, const char *id)
{
    text_append_string(out, " id=\"");
    add_anchor_name(out, kind, id);
    text_append_string(out, "\"");
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
    html_add_foreign(out, subject);
    text_append_string(out, "</title>\n<style>\n");
    text_append_string(out, report_css);
    text_append_string(out, "</style>\n</head>\n<body>\n");
}

static void add_verdict(struct text *out, const struct result *result, const char *subject)
{
    static const char *const words[RESULT_CONFORMANCE_COUNT] = {
        [RESULT_CONFORMANT] = "✓ conformant",
        [RESULT_NOT_CONFORMANT] = "✗ not conformant",
        [RESULT_NO_VERDICT] = "? no verdict",
    };
    const struct result_summary *summary = &result->summary;
    text_append_format(out,
        "<header class=\"%s\">\n<p class=\"kicker\">childproof, report of conformance</p>\n<h1>",
        result_conformance_text(summary->conformance));
    html_add_foreign(out, subject);
    text_append_format(out, "</h1>\n<p class=\"verdict\">%s</p>\n<p>", words[summary->conformance]);
    html_add_foreign(out, summary->statement);
    text_append_string(out, ".</p>\n");
    if (summary->timeouts > 0)
        text_append_format(out, "<p class=\"loud\">%zu scenario%s ran out of time.</p>\n", summary->timeouts,
            summary->timeouts == 1 ? "" : "s");
    text_append_string(out, "</header>\n");
}

/* One bar: each word's share of the whole; and the same in numbers. */
static void add_bar(struct text *out, const char *label, size_t total, const size_t words[RESULT_WORD_COUNT])
{
    text_append_format(out,
        "<div class=\"share\"><p><b>%zu</b> %s</p><div class=\"bar\" aria-hidden=\"true\">", total, label);
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (words[word] > 0)
            text_append_format(out, "<i class=\"%s\" style=\"flex-grow:%zu\"></i>",
                result_word_text((enum result_word)word), words[word]);
    }
    text_append_string(out, "</div><ul>");
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (words[word] == 0)
            continue;
        text_append_format(out, "<li><b>%zu</b> ", words[word]);
        html_add_word(out, (enum result_word)word);
        text_append_string(out, "</li>");
    }
    text_append_string(out, "</ul></div>\n");
}

static void add_navigation(struct text *out, const struct result *result)
{
    size_t attention = 0;
    for (size_t i = 0; i < REPORT_ATTENTION_COUNT; i++)
        attention += result->summary.scenarios[report_attention[i]];
    text_append_string(out, "<nav aria-label=\"parts of the report\">");
    if (attention > 0)
        text_append_format(out, "<a href=\"#failures\">To look at (%zu)</a> ", attention);
    if (result->expectation_count > 0)
        text_append_string(out, "<a href=\"#expectations\">Expected failures</a> ");
    if (result->figure_count > 0)
        text_append_string(out, "<a href=\"#figures\">Figures</a> ");
    text_append_string(out, "<a href=\"#statement\">Statement</a> <a href=\"#machine\">State machine</a> <a "
                            "href=\"#clauses\">Clauses</a> <a href=\"#scenarios\">Scenarios</a> <a "
                            "href=\"#run\">Run</a></nav>\n");
}

/* ---- what is claimed, and how much of it was seen ---- */

static bool is_claimed(const struct result *result, const char *profile)
{
    for (size_t i = 0; i < result->subject.profile_count; i++) {
        if (strcmp(result->subject.profiles[i], profile) == 0)
            return true;
    }
    return false;
}

static bool names_new_profile(const struct result *result, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (strcmp(result->clauses[i].profile, result->clauses[index].profile) == 0)
            return false;
    }
    return true;
}

static void add_profile(struct text *out, const struct result *result, const char *profile)
{
    size_t total = 0;
    size_t kept = 0;
    size_t broken = 0;
    for (size_t i = 0; i < result->clause_count; i++) {
        const struct result_clause *clause = &result->clauses[i];
        if (strcmp(clause->profile, profile) != 0)
            continue;
        total++;
        kept += clause->word == RESULT_WORD_PASS ? 1 : 0;
        broken += clause->word == RESULT_WORD_FAIL || clause->word == RESULT_WORD_KNOWN_FAILURE ? 1 : 0;
    }
    text_append_string(out, "<tr><th scope=\"row\">");
    html_add_foreign(out, profile);
    text_append_format(out, "</th><td>%s</td><td>%zu</td><td>%zu</td><td%s>%zu</td><td>%zu</td></tr>\n",
        is_claimed(result, profile) ? "claimed" : "<span class=\"quiet\">not claimed</span>", total, kept,
        broken > 0 ? " class=\"loud\"" : "", broken, total - kept - broken);
}

static void add_statement(struct text *out, const struct result *result)
{
    text_append_string(out, "<section aria-labelledby=\"statement\"><h2 id=\"statement\">Statement of "
                            "conformance</h2>\n<p class=\"quiet\">Against revision ");
    html_add_foreign(out, result->run.spec);
    text_append_string(out,
        " of the specification, whose clauses are frozen, by profile.</p>\n<div class=\"scroll\">"
        "<table class=\"numbers\"><thead><tr><th scope=\"col\">profile</th><th scope=\"col\">"
        "</th><th scope=\"col\">clauses</th><th scope=\"col\">kept</th><th scope=\"col\">"
        "broken</th><th scope=\"col\">not judged</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < result->clause_count; i++) {
        if (names_new_profile(result, i))
            add_profile(out, result, result->clauses[i].profile);
    }
    text_append_string(out, "</tbody></table></div></section>\n");
}

static void add_expectations(struct text *out, const struct result *result)
{
    static const enum result_expectation_state order[] = {
        RESULT_EXPECTATION_STALE, RESULT_EXPECTATION_USED, RESULT_EXPECTATION_NOT_RUN};
    if (result->expectation_count == 0)
        return;
    text_append_string(out, "<section aria-labelledby=\"expectations\"><h2 id=\"expectations\">Expected "
                            "failures</h2>\n<div class=\"scroll\"><table><thead><tr><th "
                            "scope=\"col\">scenarios</th><th scope=\"col\">clause</th><th "
                            "scope=\"col\">reason</th><th scope=\"col\">is</th></tr></thead><tbody>\n");
    for (size_t kind = 0; kind < sizeof(order) / sizeof(order[0]); kind++) {
        for (size_t i = 0; i < result->expectation_count; i++) {
            const struct result_expectation *entry = &result->expectations[i];
            if (entry->state != order[kind])
                continue;
            text_append_string(out, "<tr><td>");
            html_add_foreign(out, entry->glob);
            text_append_string(out, "</td><td>");
            html_add_foreign(out, entry->clause);
            text_append_string(out, "</td><td>");
            html_add_foreign(out, entry->reason);
            text_append_format(out, "</td><td%s>%s</td></tr>\n",
                order[kind] == RESULT_EXPECTATION_STALE ? " class=\"loud\"" : "",
                result_expectation_state_text(entry->state));
        }
    }
    text_append_string(out, "</tbody></table></div></section>\n");
}

static void add_cell(struct text *out, const char *foreign)
{
    text_append_string(out, "<td>");
    html_add_foreign(out, foreign);
    text_append_string(out, "</td>");
}

static void add_figures(struct text *out, const struct result *result)
{
    if (result->figure_count == 0)
        return;
    text_append_string(out,
        "<section aria-labelledby=\"figures\"><h2 id=\"figures\">Figures</h2>\n<p "
        "class=\"quiet\">Measured beside this run; they decide no verdict.</p>\n<div "
        "class=\"scroll\"><table class=\"numbers\"><thead><tr><th scope=\"col\">what</th><th "
        "scope=\"col\">floor</th><th scope=\"col\">measured</th><th "
        "scope=\"col\">ratio</th><th scope=\"col\">target</th><th scope=\"col\">is</th><th "
        "scope=\"col\"></th></tr></thead><tbody>\n");
    for (size_t i = 0; i < result->figure_count; i++) {
        const struct result_figure *figure = &result->figures[i];
        text_append_string(out, "<tr><th scope=\"row\">");
        html_add_foreign(out, figure->what);
        text_append_string(out, "</th>");
        add_cell(out, figure->floor);
        add_cell(out, figure->measured);
        add_cell(out, figure->ratio);
        add_cell(out, figure->target);
        add_cell(out, figure->outcome);
        add_cell(out, figure->note);
        text_append_string(out, "</tr>\n");
    }
    text_append_string(out, "</tbody></table></div></section>\n");
}

static void add_run(struct text *out, const struct result *result)
{
    text_append_string(out, "<section aria-labelledby=\"run\"><h2 id=\"run\">Run</h2>\n<p class=\"quiet\">");
    report_add_time(out, result->run.started_unix_ms);
    text_append_string(out, ", ");
    report_add_duration(out, result->run.duration_ms);
    text_append_format(
        out, ", seed %llu, %u at once, childproof ", (unsigned long long)result->run.seed, result->run.jobs);
    html_add_foreign(out, result->run.tool_version);
    text_append_string(out, ", revision ");
    html_add_foreign(out, result->run.spec);
    text_append_string(out, " of the specification</p>\n");
    if (result->run.command != NULL) {
        text_append_string(out, "<pre>");
        html_add_foreign(out, result->run.command);
        text_append_string(out, "</pre>\n");
    }
    text_append_string(out, "</section>\n");
}

void report_html_render(const struct result *result, struct text *out)
{
    struct text subject;
    text_init(&subject);
    report_add_subject(&subject, &result->subject);
    add_head(out, escape_string(&subject));
    add_verdict(out, result, escape_string(&subject));
    text_release(&subject);
    add_navigation(out, result);
    text_append_string(out, "<main>\n<div class=\"shares\">\n");
    add_bar(out, "scenarios", result->summary.scenario_total, result->summary.scenarios);
    add_bar(out, "clauses", result->summary.clause_total, result->summary.clauses);
    text_append_string(out, "</div>\n");
    html_add_attention(out, result);
    add_expectations(out, result);
    add_statement(out, result);
    add_figures(out, result);
    html_add_machine(out, result);
    html_add_clauses(out, result);
    html_add_scenarios(out, result);
    add_run(out, result);
    text_append_string(out, "</main>\n");
    html_add_traces(out, result);
    text_append_string(out, "<script>\n");
    text_append_string(out, report_js);
    text_append_string(out, "</script>\n</body>\n</html>\n");
}
