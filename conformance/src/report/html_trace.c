#include "report/escape.h"
#include "report/html_parts.h"
#include "shared/json.h"
#include "trace/trace.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVENTS_MAX     400u  /* of one scenario */
#define BODY_BYTES_MAX 2000u /* of one event */
#define LABEL_BYTES    80u

/* The members of an event's body that say most, in one line: "stream", "error timeout", "row rows 3". */
static void add_label(struct text *label, const struct json *body)
{
    static const char *const keys[] = {"do", "op", "type", "status", "name", "how", "kind", "stream"};
    const struct json *error = json_get(body, "error");
    if (error != NULL)
        text_append_format(label, "error %s", json_get_string(error, "kind", "?"));
    else if (json_get(body, "ok") != NULL)
        text_append_string(label, "ok");
    else if (json_get(body, "unsupported") != NULL)
        text_append_string(label, "unsupported");
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char *value = json_get_string(body, keys[i], NULL);
        if (value != NULL)
            text_append_format(label, "%s%.*s", label->length > 0 ? " " : "", (int)LABEL_BYTES, value);
    }
}

static void add_body(struct text *out, const struct json *body)
{
    size_t length = 0;
    char *printed = json_print(body, &length);
    if (length > BODY_BYTES_MAX) {
        size_t end = BODY_BYTES_MAX;
        while (end > 0 && ((unsigned char)printed[end] & 0xC0u) == 0x80u)
            end--;
        printed[end] = '\0';
    }
    escape_script_json(out, printed);
    free(printed);
}

static void add_event(struct text *out, const struct trace_event *event)
{
    struct text label;
    text_init(&label);
    text_append_format(out, "{\"n\":%" PRIu64 ",\"t\":%" PRId64 ",\"src\":\"%s\",\"ev\":", event->n,
        event->t_ns / 1000, trace_source_name(event->source));
    escape_script_json(out, event->name);
    if (event->worker != NULL) {
        text_append_string(&label, event->worker);
        if (event->generation != TRACE_GENERATION_NONE)
            text_append_format(&label, "/%d", event->generation);
        text_append_string(out, ",\"who\":");
        escape_script_json(out, escape_string(&label));
        text_clear(&label);
    }
    text_append_format(out, ",\"call\":%" PRIu64 ",\"label\":", event->call);
    if (event->body != NULL)
        add_label(&label, event->body);
    escape_script_json(out, escape_string(&label));
    if (event->body != NULL && json_count(event->body) > 0) {
        text_append_string(out, ",\"body\":");
        add_body(out, event->body);
    }
    text_append_string(out, "}");
    text_release(&label);
}

/* By the verb of a call: how long it may take, where the scenario's configuration says so. */
static void add_deadlines(struct text *out, const struct json *header)
{
    static const struct {
        const char *option;
        const char *verbs[4];
    } deadlines[] = {
        {"startup_timeout_ms", {"spawn"}},
        {"request_timeout_ms", {"health", "request", "stream", "emit_rows"}},
        {"shutdown_timeout_ms", {"shutdown", "cycle", "drop"}},
    };
    const struct json *config = json_get(header, "config");
    const char *separator = "";
    text_append_string(out, "\"deadlines\":{");
    for (size_t i = 0; i < sizeof(deadlines) / sizeof(deadlines[0]); i++) {
        uint64_t ms = json_get_uint64(config, deadlines[i].option, UINT64_MAX);
        for (size_t j = 0; ms != UINT64_MAX && j < 4 && deadlines[i].verbs[j] != NULL; j++) {
            text_append_format(out, "%s\"%s\":%" PRIu64, separator, deadlines[i].verbs[j], ms);
            separator = ",";
        }
    }
    text_append_string(out, "}");
}

static void add_violations(struct text *out, const struct result_scenario *scenario)
{
    text_append_string(out, "\"violations\":[");
    for (size_t i = 0; i < scenario->violation_count; i++) {
        text_append_format(
            out, "%s{\"event\":%" PRIu64 ",\"clause\":", i > 0 ? "," : "", scenario->violations[i].event);
        escape_script_json(out, scenario->violations[i].clause);
        text_append_string(out, "}");
    }
    text_append_string(out, "]");
}

static struct trace *read_trace(const char *path)
{
    FILE *file = path != NULL ? fopen(path, "re") : NULL;
    if (file == NULL)
        return NULL;
    struct trace *trace = NULL;
    char *problem = NULL;
    if (trace_read(file, &trace, &problem) < 0)
        trace = NULL;
    free(problem);
    fclose(file);
    return trace;
}

void html_add_trace(struct text *out, const struct result_scenario *scenario, size_t *budget)
{
    struct trace *trace = *budget > 0 ? read_trace(scenario->trace_path) : NULL;
    if (trace == NULL)
        return;
    struct text json;
    text_init(&json);
    size_t count = trace_count(trace);
    size_t shown = count < EVENTS_MAX ? count : EVENTS_MAX;
    text_append_string(&json, "{");
    add_deadlines(&json, trace_header(trace));
    text_append_string(&json, ",");
    add_violations(&json, scenario);
    text_append_format(&json, ",\"more\":%zu,\"events\":[", count - shown);
    for (size_t i = 0; i < shown; i++) {
        text_append_string(&json, i > 0 ? ",\n" : "\n");
        add_event(&json, trace_at(trace, i));
    }
    text_append_string(&json, "]}");
    if (json.length <= *budget) {
        *budget -= json.length;
        text_append_string(out, "<script type=\"application/json\">");
        text_append(out, json.bytes, json.length);
        text_append_string(out, "</script>\n");
    } else {
        *budget = 0;
    }
    text_release(&json);
    trace_free(trace);
}
