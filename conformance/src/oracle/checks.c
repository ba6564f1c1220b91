/* Checks that the driver or the child made and that failed. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "oracle/rules.h"

#define DENIED_BYTES 512

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
    const char *expected = json_get_string(body, "expected", NULL);
    const char *happened = json_get_string(body, "happened", NULL);
    char denied[DENIED_BYTES];
    if (happened && !expected)
        expected = "a parent that keeps the protocol"; /* the child could not go on */
    else if (expected && !happened) {
        (void)snprintf(denied, sizeof denied, "it is not so that %s", expected);
        happened = denied;
    }
    bool inconclusive = json_get_bool(body, "inconclusive", false);
    findings_add_check(
        findings, &(struct violation){
                      .clause = json_get_string(body, "clause", default_clause),
                      .level = inconclusive ? VIOLATION_LEVEL_INCONCLUSIVE : VIOLATION_LEVEL_FAIL,
                      .event = event->n,
                      .expected = expected ? expected : text,
                      .happened = happened ? happened : text,
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
