/* The traces in index.html: each is a JSON text of its own, compressed by zlib and written in base64, which the page's
 * script unpacks when its scenario is opened. A thousand events take about ten kilobytes. */
#include "report/escape.h"
#include "report/html_parts.h"
#include "report/writers.h"
#include "shared/json.h"
#include "trace/trace.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define TRACES_BYTES_MAX (24u * 1024u * 1024u) /* of all, as written */
#define TRACE_BYTES_MAX  (32u * 1024u * 1024u) /* of one, before it is compressed */
#define EVENTS_MAX       20000u                /* of one scenario */
#define STRING_BYTES_MAX 2048u                 /* of one string in an event */
#define ELEMENTS_MAX     200u                  /* of one array or object in an event */
#define DEPTH_MAX        24u

static size_t cut_utf8(const char *string, size_t length)
{
    while (length > 0 && ((unsigned char)string[length] & 0xC0u) == 0x80u)
        length--;
    return length;
}

static void add_string(struct text *out, const char *string)
{
    size_t length = strlen(string);
    if (length <= STRING_BYTES_MAX) {
        escape_script_json(out, string);
        return;
    }
    struct text cut;
    text_init(&cut);
    text_append(&cut, string, cut_utf8(string, STRING_BYTES_MAX));
    text_append_format(&cut, "… (%zu bytes)", length);
    escape_script_json(out, escape_string(&cut));
    text_release(&cut);
}

static void add_value(struct text *out, const struct json *value, unsigned depth);

static void add_container(struct text *out, const struct json *value, bool object, unsigned depth)
{
    size_t count = 0;
    text_append_string(out, object ? "{" : "[");
    for (const struct json *item = json_first(value); item != NULL; item = json_next(item)) {
        text_append_string(out, count > 0 ? "," : "");
        if (count++ == ELEMENTS_MAX) {
            text_append_string(out, object ? "\"…\":\"and more\"" : "\"… and more\"");
            break;
        }
        if (object) {
            add_string(out, json_key(item));
            text_append_string(out, ":");
        }
        add_value(out, item, depth + 1);
    }
    text_append_string(out, object ? "}" : "]");
}

static void add_value(struct text *out, const struct json *value, unsigned depth)
{
    enum json_type type = json_type_of(value);
    if (type == JSON_TYPE_STRING) {
        add_string(out, json_string(value));
    } else if ((type == JSON_TYPE_OBJECT || type == JSON_TYPE_ARRAY) && depth < DEPTH_MAX) {
        add_container(out, value, type == JSON_TYPE_OBJECT, depth);
    } else if (type == JSON_TYPE_OBJECT || type == JSON_TYPE_ARRAY) {
        text_append_string(out, "\"… deeper\"");
    } else {
        /* as a string where a page's numbers are not exact */
        char *printed = json_print(value, NULL);
        bool exact = type != JSON_TYPE_NUMBER || strlen(printed) <= 15;
        text_append_format(out, exact ? "%s" : "\"%s\"", printed);
        free(printed);
    }
}

/* [number, microseconds, source's first letter, name, who, call, body]: what is missing at the end is left out. */
static void add_event(struct text *out, const struct trace_event *event)
{
    struct text who;
    text_init(&who);
    if (event->worker != NULL) {
        text_append_string(&who, event->worker);
        if (event->generation != TRACE_GENERATION_NONE)
            text_append_format(&who, "/%d", event->generation);
    }
    text_append_format(out, "[%" PRIu64 ",%" PRId64 ",\"%c\",", event->n, event->t_ns / 1000,
        trace_source_name(event->source)[0]);
    add_string(out, event->name);
    text_append_string(out, ",");
    add_string(out, escape_string(&who));
    text_append_format(out, ",%" PRIu64, event->call);
    if (event->body != NULL && json_count(event->body) > 0) {
        text_append_string(out, ",");
        add_value(out, event->body, 0);
    }
    text_append_string(out, "]");
    text_release(&who);
}

static void add_marks(struct text *out, const struct result_scenario *scenario)
{
    text_append_string(out, "\"violations\":[");
    for (size_t i = 0; i < scenario->violation_count; i++) {
        const struct result_violation *violation = &scenario->violations[i];
        text_append_format(out, "%s[%" PRIu64 ",", i > 0 ? "," : "", violation->event);
        add_string(out, violation->clause != NULL ? violation->clause : "");
        text_append_string(out, ",");
        add_string(out, violation->expected != NULL ? violation->expected : "");
        text_append_string(out, ",");
        add_string(out, violation->happened != NULL ? violation->happened : "");
        text_append_string(out, "]");
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

static void add_json(struct text *out, const struct result_scenario *scenario, const struct trace *trace)
{
    size_t count = trace_count(trace);
    size_t shown = 0;
    text_append_string(out, "{\"config\":");
    add_value(out, json_get(trace_header(trace), "config"), 0);
    text_append_string(out, ",");
    add_marks(out, scenario);
    text_append_string(out, ",\"events\":[");
    for (; shown < count && shown < EVENTS_MAX && out->length < TRACE_BYTES_MAX; shown++) {
        text_append_string(out, shown > 0 ? "," : "");
        add_event(out, trace_at(trace, shown));
    }
    text_append_format(out, "],\"more\":%zu}", count - shown);
}

static void add_base64(struct text *out, const unsigned char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    enum {
        FILLER = 64
    };
    for (size_t i = 0; i < length; i += 3) {
        unsigned group = (unsigned)bytes[i] << 16;
        group |= i + 1 < length ? (unsigned)bytes[i + 1] << 8 : 0;
        group |= i + 2 < length ? (unsigned)bytes[i + 2] : 0;
        const char four[4] = {letters[group >> 18], letters[group >> 12 & 63],
            letters[i + 1 < length ? group >> 6 & 63 : FILLER],
            letters[i + 2 < length ? group & 63 : FILLER]};
        text_append(out, four, sizeof(four));
    }
}

/* 0, or -1: memory. */
static int add_compressed(struct text *out, const struct text *json)
{
    uLongf length = compressBound(json->length);
    Bytef *bytes = malloc(length);
    int status = bytes == NULL
                     ? Z_MEM_ERROR
                     : compress2(bytes, &length, (const Bytef *)json->bytes, json->length, Z_BEST_SPEED + 5);
    if (status == Z_OK)
        add_base64(out, bytes, length);
    free(bytes);
    return status == Z_OK ? 0 : -1;
}

static bool wants_attention(const struct result_scenario *scenario)
{
    for (size_t i = 0; i < REPORT_ATTENTION_COUNT; i++) {
        if (scenario->word == report_attention[i])
            return true;
    }
    return false;
}

static void add_trace(struct text *out, const struct result *result, size_t index, size_t *budget)
{
    const struct result_scenario *scenario = &result->scenarios[index];
    struct trace *trace = *budget > 0 ? read_trace(scenario->trace_path) : NULL;
    if (trace == NULL)
        return;
    struct text json;
    struct text packed;
    text_init(&json);
    text_init(&packed);
    add_json(&json, scenario, trace);
    if (add_compressed(&packed, &json) < 0 || packed.length > *budget) {
        *budget = 0;
    } else {
        *budget -= packed.length;
        text_append_format(out, "<script type=\"text/plain\" id=\"t%zu\">", index);
        text_append(out, packed.bytes, packed.length);
        text_append_string(out, "</script>\n");
    }
    text_release(&packed);
    text_release(&json);
    trace_free(trace);
}

void html_add_traces(struct text *out, const struct result *result)
{
    size_t budget = TRACES_BYTES_MAX;
    for (int first = 1; first >= 0; first--) {
        for (size_t i = 0; i < result->scenario_count; i++) {
            if (wants_attention(&result->scenarios[i]) == (first == 1))
                add_trace(out, result, i, &budget);
        }
    }
}
