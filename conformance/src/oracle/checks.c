/* Checks that the driver or the child made and that failed. */
#include <limits.h>
#include <string.h>

#include "oracle/rules.h"

static unsigned line_of(const struct json *body)
{
    uint64_t line = json_get_uint64(body, "line", 0);
    return line > UINT_MAX ? 0 : (unsigned)line;
}

/* A check that names no clause is charged to the first one that the scenario is about. */
static const char *first_clause(const struct trace *trace)
{
    const char *clause = json_string(json_first(json_get(trace_header(trace), "clauses")));
    return clause ? clause : "";
}

static void collect(const struct trace_event *event, const char *default_clause, struct findings *findings)
{
    const struct json *body = event->body;
    const char *text = json_get_string(body, "text", "a check");
    bool inconclusive = json_get_bool(body, "inconclusive", false);
    findings_add_check(
        findings, &(struct violation){
                      .clause = json_get_string(body, "clause", default_clause),
                      .level = inconclusive ? VIOLATION_LEVEL_INCONCLUSIVE : VIOLATION_LEVEL_FAIL,
                      .event = event->n,
                      .expected = json_get_string(body, "expected", text),
                      .happened = json_get_string(body, "happened", text),
                      .found_by = "check",
                      .file = json_get_string(body, "file", NULL),
                      .line = line_of(body),
                  });
}

void checks_collect(const struct trace *trace, struct findings *findings)
{
    size_t count = trace_count(trace);
    for (size_t i = 0; i < count; i++) {
        const struct trace_event *event = trace_at(trace, i);
        if (strcmp(event->name, "check") == 0 && !json_get_bool(event->body, "ok", true))
            collect(event, first_clause(trace), findings);
    }
}
