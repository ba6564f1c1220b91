/* report.json: everything that is known, in a stable order of fields; the other tools' way in. */
#include "report/writers.h"

#include <inttypes.h>

#define SAFE_INTEGER_MAX ((UINT64_C(1) << 53) - 1)
#define DEPTH_MAX        8u

/* Where the writer stands: fields and elements get their commas, line ends and indents by themselves. */
struct json_writer {
    struct text *out;
    unsigned depth;
    bool begun[DEPTH_MAX + 1]; /* something stands at that depth already */
};

static void next_item(struct json_writer *writer, const char *key)
{
    if (writer->begun[writer->depth])
        text_append_string(writer->out, ",");
    if (writer->depth > 0)
        text_append_string(writer->out, "\n");
    writer->begun[writer->depth] = true;
    for (unsigned i = 0; i < writer->depth; i++)
        text_append_string(writer->out, "  ");
    if (key != NULL)
        text_append_format(writer->out, "\"%s\": ", key);
}

static void open_scope(struct json_writer *writer, const char *key, const char *bracket)
{
    next_item(writer, key);
    text_append_string(writer->out, bracket);
    if (writer->depth < DEPTH_MAX)
        writer->depth++;
    writer->begun[writer->depth] = false;
}

static void close_scope(struct json_writer *writer, const char *bracket)
{
    bool begun = writer->begun[writer->depth];
    writer->depth--;
    if (begun) {
        text_append_string(writer->out, "\n");
        for (unsigned i = 0; i < writer->depth; i++)
            text_append_string(writer->out, "  ");
    }
    text_append_string(writer->out, bracket);
}

static void put_string(struct json_writer *writer, const char *key, const char *value)
{
    next_item(writer, key);
    escape_json(writer->out, value);
}

static void put_number(struct json_writer *writer, const char *key, uint64_t value)
{
    next_item(writer, key);
    text_append_format(writer->out, value > SAFE_INTEGER_MAX ? "\"%" PRIu64 "\"" : "%" PRIu64, value);
}

static void put_bool(struct json_writer *writer, const char *key, bool value)
{
    next_item(writer, key);
    text_append_string(writer->out, value ? "true" : "false");
}

static void put_null(struct json_writer *writer, const char *key)
{
    next_item(writer, key);
    text_append_string(writer->out, "null");
}

/* On one line: lists of names are read at a glance. */
static void put_list(struct json_writer *writer, const char *key, const char *const *list, size_t count)
{
    next_item(writer, key);
    text_append_string(writer->out, "[");
    for (size_t i = 0; i < count; i++) {
        text_append_string(writer->out, i > 0 ? ", " : "");
        escape_json(writer->out, list[i]);
    }
    text_append_string(writer->out, "]");
}

static void put_run(struct json_writer *writer, const struct result_run *run)
{
    open_scope(writer, "run", "{");
    put_string(writer, "command", run->command);
    next_item(writer, "started");
    text_append_string(writer->out, "\"");
    report_add_time(writer->out, run->started_unix_ms);
    text_append_string(writer->out, "\"");
    next_item(writer, "started_unix_ms");
    text_append_format(writer->out, "%" PRId64, run->started_unix_ms);
    put_number(writer, "duration_ms", run->duration_ms);
    put_number(writer, "seed", run->seed);
    put_number(writer, "jobs", run->jobs);
    if (run->shard_index > 0) {
        open_scope(writer, "shard", "{");
        put_number(writer, "index", run->shard_index);
        put_number(writer, "count", run->shard_count);
        close_scope(writer, "}");
    } else {
        put_null(writer, "shard");
    }
    put_bool(writer, "partial", run->partial);
    put_number(writer, "planned", run->planned);
    put_string(writer, "cut_short", run->cut_short);
    close_scope(writer, "}");
}

static void put_subject(struct json_writer *writer, const struct result_subject *subject)
{
    open_scope(writer, "subject", "{");
    put_string(writer, "command", subject->command);
    put_string(writer, "name", subject->name);
    put_string(writer, "version", subject->version);
    put_string(writer, "language", subject->language);
    put_string(writer, "spec", subject->spec);
    put_list(writer, "profiles", subject->profiles, subject->profile_count);
    put_list(writer, "features", subject->features, subject->feature_count);
    put_bool(writer, "display", subject->display);
    close_scope(writer, "}");
}

static void put_summary(struct json_writer *writer, const struct result_summary *summary)
{
    open_scope(writer, "summary", "{");
    put_string(writer, "verdict", result_conformance_text(summary->conformance));
    put_number(writer, "exit", (uint64_t)summary->exit_status);
    put_string(writer, "statement", summary->statement);
    open_scope(writer, "scenarios", "{");
    put_number(writer, "total", summary->scenario_total);
    for (int word = 0; word < RESULT_WORD_UNTESTED; word++)
        put_number(writer, result_word_text((enum result_word)word), summary->scenarios[word]);
    close_scope(writer, "}");
    open_scope(writer, "clauses", "{");
    put_number(writer, "total", summary->clause_total);
    for (int word = 0; word < RESULT_WORD_COUNT; word++)
        put_number(writer, result_word_text((enum result_word)word), summary->clauses[word]);
    put_number(writer, "claimed", summary->claimed_total);
    put_number(writer, "claimed_tested", summary->claimed_tested);
    close_scope(writer, "}");
    put_number(writer, "violations", summary->violations);
    put_number(writer, "timeouts", summary->timeouts);
    open_scope(writer, "findings", "[");
    for (size_t i = 0; i < summary->finding_count; i++) {
        open_scope(writer, NULL, "{");
        put_string(writer, "verdict", result_conformance_text(summary->findings[i].conformance));
        put_number(writer, "exit", (uint64_t)summary->findings[i].exit_status);
        put_string(writer, "text", summary->findings[i].text);
        close_scope(writer, "}");
    }
    close_scope(writer, "]");
    close_scope(writer, "}");
}

static void put_violation(struct json_writer *writer, const struct result_violation *violation)
{
    open_scope(writer, NULL, "{");
    put_string(writer, "clause", violation->clause);
    put_string(writer, "clause_text", violation->clause_text);
    put_string(writer, "level", result_level_text(violation->level));
    put_bool(writer, "known", violation->known);
    put_number(writer, "event", violation->event);
    if (violation->event_ns >= 0)
        put_number(writer, "event_ns", (uint64_t)violation->event_ns);
    else
        put_null(writer, "event_ns");
    put_string(writer, "expected", violation->expected);
    put_string(writer, "happened", violation->happened);
    put_string(writer, "states", violation->states);
    put_string(writer, "found_by", violation->found_by);
    put_string(writer, "file", violation->file);
    if (violation->line > 0)
        put_number(writer, "line", (uint64_t)violation->line);
    else
        put_null(writer, "line");
    close_scope(writer, "}");
}

static void put_scenario(struct json_writer *writer, const struct result_scenario *scenario)
{
    open_scope(writer, NULL, "{");
    put_string(writer, "id", scenario->id);
    put_string(writer, "verdict", result_word_text(scenario->word));
    put_string(writer, "reason", scenario->reason);
    put_string(writer, "expected_reason", scenario->expected_reason);
    put_string(writer, "file", scenario->file);
    put_string(writer, "summary", scenario->summary);
    put_string(writer, "profile", scenario->profile);
    put_list(writer, "clauses", scenario->clauses, scenario->clause_count);
    put_string(writer, "outcome", result_outcome_text(scenario->outcome));
    put_number(writer, "checks", scenario->checks);
    put_number(writer, "duration_ms", scenario->duration_ms);
    if (scenario->timeout_planned_ms > 0) {
        open_scope(writer, "timeout", "{");
        put_number(writer, "planned_ms", scenario->timeout_planned_ms);
        put_number(writer, "ran_ms", scenario->timeout_ran_ms);
        put_string(writer, "waiting_for", scenario->timeout_waiting_for);
        close_scope(writer, "}");
    } else {
        put_null(writer, "timeout");
    }
    open_scope(writer, "violations", "[");
    for (size_t i = 0; i < scenario->violation_count; i++)
        put_violation(writer, &scenario->violations[i]);
    close_scope(writer, "]");
    open_scope(writer, "last_events", "[");
    for (size_t i = 0; i < scenario->last_event_count; i++)
        put_string(writer, NULL, scenario->last_events[i]);
    close_scope(writer, "]");
    put_string(writer, "adapter_stderr", scenario->adapter_stderr);
    put_string(writer, "rerun", scenario->rerun);
    put_string(writer, "trace", scenario->trace_path);
    close_scope(writer, "}");
}

static void put_clause(
    struct json_writer *writer, const struct result *result, const struct result_clause *clause)
{
    open_scope(writer, NULL, "{");
    put_string(writer, "id", clause->id);
    put_string(writer, "level", clause->level);
    put_string(writer, "profile", clause->profile);
    put_string(writer, "area", clause->area);
    put_string(writer, "verdict", result_word_text(clause->word));
    put_string(writer, "reason", clause->reason);
    next_item(writer, "scenarios");
    text_append_string(writer->out, "[");
    for (size_t i = 0; i < clause->scenario_count; i++) {
        text_append_string(writer->out, i > 0 ? ", " : "");
        escape_json(writer->out, result->scenarios[clause->scenarios[i]].id);
    }
    text_append_string(writer->out, "]");
    put_string(writer, "text", clause->text);
    close_scope(writer, "}");
}

static void put_coverage(struct json_writer *writer, const struct result *result)
{
    open_scope(writer, "coverage", "{");
    open_scope(writer, "states", "{");
    put_number(writer, "covered", result->summary.states_covered);
    put_number(writer, "total", result->state_count);
    open_scope(writer, "missed", "[");
    for (size_t i = 0; i < result->state_count; i++) {
        if (!result->states[i].covered)
            put_string(writer, NULL, result->states[i].name);
    }
    close_scope(writer, "]");
    open_scope(writer, "visited", "[");
    for (size_t i = 0; i < result->state_count; i++) {
        if (result->states[i].covered)
            put_string(writer, NULL, result->states[i].name);
    }
    close_scope(writer, "]");
    close_scope(writer, "}");
    open_scope(writer, "transitions", "{");
    put_number(writer, "covered", result->summary.transitions_covered);
    put_number(writer, "total", result->transition_count);
    open_scope(writer, "missed", "[");
    for (size_t i = 0; i < result->transition_count; i++) {
        if (!result->transitions[i].covered)
            put_string(writer, NULL, result->transitions[i].id);
    }
    close_scope(writer, "]");
    open_scope(writer, "visited", "[");
    for (size_t i = 0; i < result->transition_count; i++) {
        if (result->transitions[i].covered)
            put_string(writer, NULL, result->transitions[i].id);
    }
    close_scope(writer, "]");
    open_scope(writer, "explained", "{");
    for (size_t i = 0; i < result->transition_count; i++) {
        const struct result_transition *transition = &result->transitions[i];
        if (!transition->covered && transition->unseen != NULL && *transition->unseen != '\0')
            put_string(writer, transition->id, transition->unseen);
    }
    close_scope(writer, "}");
    close_scope(writer, "}");
    close_scope(writer, "}");
}

static void put_expectations(struct json_writer *writer, const struct result *result)
{
    open_scope(writer, "expectations", "{");
    put_number(writer, "total", result->expectation_count);
    put_number(writer, "stale", result->summary.stale);
    open_scope(writer, "entries", "[");
    for (size_t i = 0; i < result->expectation_count; i++) {
        const struct result_expectation *entry = &result->expectations[i];
        open_scope(writer, NULL, "{");
        put_string(writer, "scenarios", entry->glob);
        put_string(writer, "clause", entry->clause);
        put_string(writer, "reason", entry->reason);
        put_string(writer, "file", entry->file);
        put_number(writer, "line", (uint64_t)entry->line);
        put_string(writer, "state", result_expectation_state_text(entry->state));
        put_number(writer, "matched", entry->matched);
        put_number(writer, "explained", entry->explained);
        close_scope(writer, "}");
    }
    close_scope(writer, "]");
    close_scope(writer, "}");
}

/* Only where something was measured. */
static void put_figures(struct json_writer *writer, const struct result *result)
{
    if (result->figure_count == 0)
        return;
    open_scope(writer, "figures", "[");
    for (size_t i = 0; i < result->figure_count; i++) {
        const struct result_figure *figure = &result->figures[i];
        open_scope(writer, NULL, "{");
        put_string(writer, "what", figure->what);
        put_string(writer, "floor", figure->floor);
        put_string(writer, "measured", figure->measured);
        put_string(writer, "ratio", figure->ratio);
        put_string(writer, "target", figure->target);
        put_string(writer, "outcome", figure->outcome);
        put_string(writer, "note", figure->note);
        close_scope(writer, "}");
    }
    close_scope(writer, "]");
}

void report_json_render(const struct result *result, struct text *out)
{
    struct json_writer writer = {.out = out};
    open_scope(&writer, NULL, "{");
    put_string(&writer, "schema", RESULT_SCHEMA);
    open_scope(&writer, "tool", "{");
    put_string(&writer, "name", "childproof");
    put_string(&writer, "version", result->run.tool_version);
    close_scope(&writer, "}");
    put_string(&writer, "spec", result->run.spec);
    put_run(&writer, &result->run);
    put_subject(&writer, &result->subject);
    put_summary(&writer, &result->summary);
    open_scope(&writer, "scenarios", "[");
    for (size_t i = 0; i < result->scenario_count; i++)
        put_scenario(&writer, &result->scenarios[i]);
    close_scope(&writer, "]");
    open_scope(&writer, "clauses", "[");
    for (size_t i = 0; i < result->clause_count; i++)
        put_clause(&writer, result, &result->clauses[i]);
    close_scope(&writer, "]");
    put_coverage(&writer, result);
    put_expectations(&writer, result);
    put_figures(&writer, result);
    close_scope(&writer, "}");
    text_append_string(out, "\n");
}
