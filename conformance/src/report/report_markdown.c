/* summary.md: fit for a CI job summary and for a pull-request comment (both have a size limit). */
#include "report/writers.h"

#define DETAILED_MAX       20u    /* scenarios shown in full */
#define DETAIL_BYTES_MAX   4000u  /* of one of them */
#define MARKDOWN_BYTES_MAX 60000u /* a pull-request comment may have 65,536 characters */

static const char *const conformance_headings[RESULT_CONFORMANCE_COUNT] = {
    [RESULT_CONFORMANT] = "✅ conformant",
    [RESULT_NOT_CONFORMANT] = "❌ not conformant",
    [RESULT_NO_VERDICT] = "⚠️ no verdict",
};

static const char *heading(const struct result_summary *summary)
{
    if (summary->conformance == RESULT_NOT_CONFORMANT && summary->exit_status == RESULT_EXIT_CONFORMANT)
        return "🟡 not conformant, as expected";
    if (summary->conformance == RESULT_CONFORMANT && summary->exit_status != RESULT_EXIT_CONFORMANT)
        return "🟡 conformant, but expectations are stale";
    return conformance_headings[summary->conformance];
}

static void add_counts(struct text *out, const struct result_summary *summary)
{
    text_append_string(out, "| | total |");
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (summary->scenarios[word] > 0 || summary->clauses[word] > 0)
            text_append_format(out, " %s |", result_word_text((enum result_word)word));
    }
    text_append_string(out, "\n| --- | ---: |");
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (summary->scenarios[word] > 0 || summary->clauses[word] > 0)
            text_append_string(out, " ---: |");
    }
    text_append_format(out, "\n| scenarios | %zu |", summary->scenario_total);
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (summary->scenarios[word] > 0 || summary->clauses[word] > 0)
            text_append_format(out, " %zu |", summary->scenarios[word]);
    }
    text_append_format(out, "\n| clauses | %zu |", summary->clause_total);
    for (int word = 0; word < RESULT_WORD_COUNT; word++) {
        if (summary->scenarios[word] > 0 || summary->clauses[word] > 0)
            text_append_format(out, " %zu |", summary->clauses[word]);
    }
    text_append_string(out, "\n\n");
}

static void add_scenario(struct text *out, const struct result_scenario *scenario)
{
    struct text details;
    text_init(&details);
    report_add_details(&details, scenario);
    if (details.length > DETAIL_BYTES_MAX) {
        size_t end = DETAIL_BYTES_MAX;
        while (end > 0 && details.bytes[end] != '\n') /* whole lines, so whole characters */
            end--;
        details.bytes[end] = '\0';
        details.length = end;
        text_append_string(&details, "\n… (cut; see report.json)\n");
    }
    text_append_format(out, "<details><summary>%s: ", result_word_text(scenario->word));
    escape_xml(out, scenario->id);
    text_append_string(out, "</summary>\n\n");
    escape_code_block(out, escape_string(&details));
    text_append_string(out, "\n</details>\n\n");
    text_release(&details);
}

static void add_attention(struct text *out, const struct result *result)
{
    size_t shown = 0;
    size_t all = 0;
    for (size_t order = 0; order < REPORT_ATTENTION_COUNT; order++) {
        for (size_t i = 0; i < result->scenario_count; i++) {
            if (result->scenarios[i].word != report_attention[order])
                continue;
            if (all++ == 0)
                text_append_string(out, "### To look at\n\n");
            if (shown >= DETAILED_MAX || out->length > MARKDOWN_BYTES_MAX - 2 * DETAIL_BYTES_MAX)
                continue;
            shown++;
            add_scenario(out, &result->scenarios[i]);
        }
    }
    if (all > shown)
        text_append_format(out, "… and %zu more scenarios: see report.json.\n\n", all - shown);
}

static void add_clauses(struct text *out, const struct result *result)
{
    size_t shown = 0;
    for (size_t i = 0; i < result->clause_count; i++) {
        const struct result_clause *clause = &result->clauses[i];
        if (clause->word == RESULT_WORD_PASS || clause->word == RESULT_WORD_UNTESTED ||
            clause->word == RESULT_WORD_UNSUPPORTED || clause->word == RESULT_WORD_NOT_APPLICABLE)
            continue;
        if (shown++ == 0)
            text_append_string(out, "### Clauses\n\n| clause | verdict | says |\n| --- | --- | --- |\n");
        if (out->length > MARKDOWN_BYTES_MAX)
            continue;
        text_append_string(out, "| ");
        escape_markdown(out, clause->id);
        text_append_format(out, " | %s | ", result_word_text(clause->word));
        escape_markdown(out, clause->text);
        if (clause->reason != NULL) {
            text_append_string(out, " (");
            escape_markdown(out, clause->reason);
            text_append_string(out, ")");
        }
        text_append_string(out, " |\n");
    }
    text_append_string(out, shown > 0 ? "\n" : "");
}

static void add_expectations(struct text *out, const struct result *result)
{
    static const enum result_expectation_state order[] = {RESULT_EXPECTATION_STALE, RESULT_EXPECTATION_USED};
    static const char *const headings[] = {"### Stale expectations\n\n", "### Known failures\n\n"};
    for (size_t kind = 0; kind < sizeof(order) / sizeof(order[0]); kind++) {
        size_t shown = 0;
        for (size_t i = 0; i < result->expectation_count; i++) {
            const struct result_expectation *entry = &result->expectations[i];
            if (entry->state != order[kind] || out->length > MARKDOWN_BYTES_MAX)
                continue;
            text_append_string(out, shown++ == 0 ? headings[kind] : "");
            text_append_string(out, "- ");
            escape_markdown(out, entry->glob);
            text_append_string(out, entry->clause != NULL ? " " : "");
            escape_markdown(out, entry->clause);
            text_append_string(out, ": ");
            escape_markdown(out, entry->reason);
            text_append_string(out, "\n");
        }
        text_append_string(out, shown > 0 ? "\n" : "");
    }
}

void report_markdown_render(const struct result *result, struct text *out)
{
    const struct result_summary *summary = &result->summary;
    struct text subject;
    text_init(&subject);
    report_add_subject(&subject, &result->subject);
    text_append_string(out, "## childproof: ");
    escape_markdown(out, escape_string(&subject));
    text_append_format(out, " — %s\n\n", heading(summary));
    escape_markdown(out, summary->statement);
    text_append_string(out, "\n\n");
    add_counts(out, summary);
    if (summary->timeouts > 0)
        text_append_format(out, "⏱️ **%zu scenario%s ran out of time.**\n\n", summary->timeouts,
            summary->timeouts == 1 ? "" : "s");
    add_attention(out, result);
    add_expectations(out, result);
    add_clauses(out, result);
    text_append_format(out, "States covered %zu of %zu, transitions %zu of %zu; ", summary->states_covered,
        result->state_count, summary->transitions_covered, result->transition_count);
    report_add_duration(out, result->run.duration_ms);
    text_append_string(out, "; childproof ");
    escape_markdown(out, result->run.tool_version);
    text_append_string(out, "\n");
    text_release(&subject);
}
