#include "report/escape.h"
#include "report/html_parts.h"

#include <string.h>

static bool begins_area(const struct result *result, size_t index)
{
    const struct result_clause *clause = &result->clauses[index];
    return index == 0 || strcmp(clause->area, result->clauses[index - 1].area) != 0;
}

/* What a cell shows beside its colour. */
static const char *sign(enum result_word word)
{
    switch (word) {
    case RESULT_WORD_PASS: return "✓";
    case RESULT_WORD_FAIL:
    case RESULT_WORD_KNOWN_FAILURE: return "✗";
    case RESULT_WORD_INCONCLUSIVE:
    case RESULT_WORD_ADAPTER_ERROR: return "?";
    case RESULT_WORD_NON_STRICT: return "~";
    case RESULT_WORD_UNEXPECTED_PASS: return "!";
    case RESULT_WORD_UNSUPPORTED:
    case RESULT_WORD_NOT_APPLICABLE:
    case RESULT_WORD_UNTESTED:
    case RESULT_WORD_COUNT: break;
    }
    return "–";
}

static void add_cells(struct text *out, const struct result *result)
{
    text_append_string(out, "<div class=\"matrix\">\n");
    for (size_t i = 0; i < result->clause_count; i++) {
        const struct result_clause *clause = &result->clauses[i];
        if (begins_area(result, i)) {
            text_append_string(out, i > 0 ? "</ul>\n<h3>" : "<h3>");
            html_add_foreign(out, clause->area);
            text_append_string(out, "</h3><ul>");
        }
        text_append_format(out, "<li class=\"cell %s\">", result_word_text(clause->word));
        html_open_link(out, 'c', clause->id);
        html_add_foreign(out, clause->id);
        text_append_format(out, " <span aria-hidden=\"true\">%s</span><span class=\"sr\">%s</span></a></li>",
            sign(clause->word), result_word_text(clause->word));
    }
    text_append_string(out, result->clause_count > 0 ? "</ul></div>\n" : "</div>\n");
}

static void add_scenarios_of(
    struct text *out, const struct result *result, const struct result_clause *clause)
{
    if (clause->scenario_count == 0) {
        text_append_string(out, "none");
        return;
    }
    text_append_format(out, "<details class=\"names\"><summary>%zu</summary>", clause->scenario_count);
    for (size_t i = 0; i < clause->scenario_count; i++) {
        const struct result_scenario *scenario = &result->scenarios[clause->scenarios[i]];
        text_append_string(out, "<p>");
        html_open_link(out, 's', scenario->id);
        html_add_foreign(out, scenario->id);
        text_append_string(out, "</a> ");
        html_add_word(out, scenario->word);
        text_append_string(out, "</p>");
    }
    text_append_string(out, "</details>");
}

static void add_row(struct text *out, const struct result *result, const struct result_clause *clause)
{
    text_append_string(out, "<tr");
    html_add_anchor(out, 'c', clause->id);
    text_append_string(out, "><th scope=\"row\">");
    html_add_foreign(out, clause->id);
    text_append_string(out, "</th><td>");
    html_add_word(out, clause->word);
    text_append_string(out, "</td><td><span class=\"quiet\">");
    html_add_foreign(out, clause->level);
    text_append_string(out, ", ");
    html_add_foreign(out, clause->profile);
    text_append_string(out, "</span><br>");
    html_add_foreign(out, clause->text);
    if (clause->reason != NULL) {
        text_append_string(out, "<br><span class=\"reason\">");
        html_add_foreign(out, clause->reason);
        text_append_string(out, "</span>");
    }
    text_append_string(out, "</td><td>");
    add_scenarios_of(out, result, clause);
    text_append_string(out, "</td></tr>\n");
}

void html_add_clauses(struct text *out, const struct result *result)
{
    const struct result_summary *summary = &result->summary;
    text_append_format(out,
        "<section aria-labelledby=\"clauses\"><h2 id=\"clauses\">Clauses</h2>\n<p class=\"quiet\">%zu of %zu "
        "clauses of the claimed profiles were tested; %zu were found kept.</p>\n",
        summary->claimed_tested, summary->claimed_total, summary->claimed_kept);
    add_cells(out, result);
    text_append_string(out,
        "<details id=\"words-of-clauses\"><summary>What each clause says, and why it is "
        "untested</summary>\n<div class=\"scroll\"><table class=\"clauses\"><thead><tr><th "
        "scope=\"col\">clause</th><th scope=\"col\">verdict</th><th "
        "scope=\"col\">says</th><th scope=\"col\">scenarios</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < result->clause_count; i++)
        add_row(out, result, &result->clauses[i]);
    text_append_string(out, "</tbody></table></div></details></section>\n");
}
