/* junit.xml, in the dialect that CI servers agree on: failures, errors, skipped; details as text. */
#include "report/writers.h"

#include <inttypes.h>
#include <string.h>

static void add_seconds(struct text *out, uint64_t milliseconds)
{
    text_append_format(out, "%" PRIu64 ".%03" PRIu64, milliseconds / 1000, milliseconds % 1000);
}

/* The folder of a scenario's name is its class, as in "stream" of "stream/abort_between_rows". */
static void add_names(struct text *out, const char *id)
{
    const char *slash = strrchr(id, '/');
    struct text folder;
    text_init(&folder);
    if (slash != NULL)
        text_append(&folder, id, (size_t)(slash - id));
    text_append_string(out, "classname=\"");
    escape_xml(out, slash != NULL ? escape_string(&folder) : "scenarios");
    text_append_string(out, "\" name=\"");
    escape_xml(out, slash != NULL ? slash + 1 : id);
    text_append_string(out, "\"");
    text_release(&folder);
}

static void add_outcome(struct text *out, const struct result_scenario *scenario, const char *element)
{
    struct text body;
    text_init(&body);
    report_add_details(&body, scenario);
    const struct result_violation *first = scenario->violation_count > 0 ? &scenario->violations[0] : NULL;
    text_append_format(out, "\n      <%s type=\"%s\" message=\"", element, result_word_text(scenario->word));
    if (scenario->expected_reason != NULL) {
        escape_xml(out, scenario->expected_reason);
    } else if (first != NULL) {
        escape_xml(out, first->clause);
        text_append_string(out, ": expected ");
        escape_xml(out, first->expected);
        text_append_string(out, "; happened ");
        escape_xml(out, first->happened);
    } else {
        escape_xml(out, scenario->reason);
    }
    text_append_string(out, "\">");
    /* The body is ours: line feeds may stay as they are. */
    for (const char *line = escape_string(&body), *end; *line != '\0'; line = end + (*end == '\n')) {
        end = line + strcspn(line, "\n");
        struct text one;
        text_init(&one);
        text_append(&one, line, (size_t)(end - line));
        escape_xml(out, escape_string(&one));
        text_append_string(out, "\n");
        text_release(&one);
    }
    text_append_format(out, "</%s>\n    ", element);
    text_release(&body);
}

static const char *outcome_element(enum result_word word)
{
    switch (word) {
    case RESULT_WORD_FAIL:
    case RESULT_WORD_UNEXPECTED_PASS: return "failure";
    case RESULT_WORD_ADAPTER_ERROR:
    case RESULT_WORD_INCONCLUSIVE: return "error";
    case RESULT_WORD_UNSUPPORTED:
    case RESULT_WORD_NOT_APPLICABLE:
    case RESULT_WORD_KNOWN_FAILURE:
    case RESULT_WORD_UNTESTED: return "skipped";
    case RESULT_WORD_NON_STRICT: return "system-out";
    case RESULT_WORD_PASS:
    case RESULT_WORD_COUNT: break;
    }
    return NULL;
}

static void add_case(struct text *out, const struct result_scenario *scenario)
{
    text_append_string(out, "    <testcase ");
    add_names(out, scenario->id);
    text_append_string(out, " time=\"");
    add_seconds(out, scenario->duration_ms);
    text_append_string(out, "\"");
    if (scenario->file != NULL) {
        text_append_string(out, " file=\"");
        escape_xml(out, scenario->file);
        text_append_string(out, "\"");
    }
    text_append_string(out, ">");
    const char *element = outcome_element(scenario->word);
    if (element != NULL && strcmp(element, "system-out") == 0) {
        text_append_string(out, "\n      <system-out>");
        for (size_t i = 0; i < scenario->violation_count; i++) {
            text_append_string(out, i > 0 ? "\n" : "");
            text_append_string(out, "non-strict: ");
            escape_xml(out, scenario->violations[i].clause);
            text_append_string(out, ": expected ");
            escape_xml(out, scenario->violations[i].expected);
            text_append_string(out, "; happened ");
            escape_xml(out, scenario->violations[i].happened);
        }
        text_append_string(out, "</system-out>\n    ");
    } else if (element != NULL) {
        add_outcome(out, scenario, element);
    }
    text_append_string(out, "</testcase>\n");
}

static void add_property(struct text *out, const char *name, const char *value)
{
    text_append_format(out, "      <property name=\"%s\" value=\"", name);
    escape_xml(out, value);
    text_append_string(out, "\"/>\n");
}

/* A run that is not green although no scenario says why must not be read as green by a CI server: each finding
 * is a case of its own. */
static void add_findings(struct text *out, const struct result *result)
{
    for (size_t i = 0; i < result->summary.finding_count; i++) {
        const struct result_finding *finding = &result->summary.findings[i];
        const char *element = finding->exit_status == RESULT_EXIT_NOT_CONFORMANT ? "failure" : "error";
        text_append_format(
            out, "    <testcase classname=\"run\" name=\"finding %zu\" time=\"0.000\">\n", i + 1);
        text_append_format(out, "      <%s type=\"run\" message=\"", element);
        escape_xml(out, finding->text);
        text_append_string(out, "\"/>\n    </testcase>\n");
    }
}

static void add_totals(struct text *out, const struct result *result)
{
    const struct result_summary *summary = &result->summary;
    size_t failures = summary->scenarios[RESULT_WORD_FAIL] + summary->scenarios[RESULT_WORD_UNEXPECTED_PASS];
    size_t errors =
        summary->scenarios[RESULT_WORD_ADAPTER_ERROR] + summary->scenarios[RESULT_WORD_INCONCLUSIVE];
    size_t skipped = summary->scenarios[RESULT_WORD_UNSUPPORTED] +
                     summary->scenarios[RESULT_WORD_NOT_APPLICABLE] +
                     summary->scenarios[RESULT_WORD_KNOWN_FAILURE];
    for (size_t i = 0; i < summary->finding_count; i++) {
        bool failure = summary->findings[i].exit_status == RESULT_EXIT_NOT_CONFORMANT;
        failures += failure;
        errors += !failure;
    }
    text_append_format(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"",
        summary->scenario_total + summary->finding_count, failures, errors, skipped);
    add_seconds(out, result->run.duration_ms);
    text_append_string(out, "\"");
}

void report_junit_render(const struct result *result, struct text *out)
{
    struct text subject;
    text_init(&subject);
    report_add_subject(&subject, &result->subject);
    text_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"childproof\"");
    add_totals(out, result);
    text_append_string(out, ">\n  <testsuite name=\"");
    escape_xml(out, escape_string(&subject));
    text_append_string(out, "\"");
    add_totals(out, result);
    text_append_string(out, " timestamp=\"");
    report_add_time(out, result->run.started_unix_ms);
    text_append_string(out, "\">\n    <properties>\n");
    add_property(out, "verdict", result_conformance_text(result->summary.conformance));
    add_property(out, "statement", result->summary.statement);
    add_property(out, "spec", result->run.spec);
    add_property(out, "childproof", result->run.tool_version);
    text_append_string(out, "    </properties>\n");
    add_findings(out, result);
    for (size_t i = 0; i < result->scenario_count; i++)
        add_case(out, &result->scenarios[i]);
    text_append_string(out, "  </testsuite>\n</testsuites>\n");
    text_release(&subject);
}
