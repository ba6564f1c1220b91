/* The record in memory: a growing array of events, with names kept once each. */
#include "trace/trace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shared/json.h"
#include "shared/memory.h"
#include "shared/text.h"

/* Event names and workers are few. Names beyond this many are still kept, but no longer looked for. */
#define TRACE_SHARED_NAMES_MAX 128u

struct trace {
    struct json *header;
    struct trace_event *events;
    struct json **bodies; /* the same objects as events[].body, by their owner's pointer */
    size_t count;
    char **names;
    size_t name_count;
};

int trace_new(struct json *header, struct trace **ret)
{
    if (header && json_type_of(header) != JSON_TYPE_OBJECT) {
        json_free(header);
        return -EINVAL;
    }
    if (!header) {
        header = json_new_object();
        json_set_string(header, "trace", TRACE_SCHEMA);
        json_set_string(header, "spec", "1");
    }
    struct trace *trace = memory_allocate(sizeof *trace);
    *trace = (struct trace){.header = header};
    *ret = trace;
    return 0;
}

void trace_free(struct trace *trace)
{
    if (!trace)
        return;
    for (size_t i = 0; i < trace->count; i++)
        json_free(trace->bodies[i]);
    for (size_t i = 0; i < trace->name_count; i++)
        free(trace->names[i]);
    free(trace->names);
    free(trace->bodies);
    free(trace->events);
    json_free(trace->header);
    free(trace);
}

static const char *keep_name(struct trace *trace, const char *name)
{
    size_t looked_at =
        trace->name_count < TRACE_SHARED_NAMES_MAX ? trace->name_count : TRACE_SHARED_NAMES_MAX;
    for (size_t i = 0; i < looked_at; i++) {
        if (strcmp(trace->names[i], name) == 0)
            return trace->names[i];
    }
    trace->names = memory_for_one_more(trace->names, trace->name_count, sizeof(char *));
    return trace->names[trace->name_count++] = text_duplicate(name);
}

static bool is_acceptable(const struct trace_event *fields, const struct json *body)
{
    if (!fields->name || !fields->name[0] || strlen(fields->name) > TRACE_NAME_BYTES_MAX)
        return false;
    if (fields->worker && strlen(fields->worker) > TRACE_NAME_BYTES_MAX)
        return false;
    return !body || json_type_of(body) == JSON_TYPE_OBJECT;
}

int trace_append(struct trace *trace, const struct trace_event *fields, struct json *body, uint64_t *ret_n)
{
    int problem = 0;
    if (!is_acceptable(fields, body))
        problem = -EINVAL;
    else if (trace->count >= TRACE_EVENTS_MAX)
        problem = -ENOBUFS;
    if (problem) {
        json_free(body);
        return problem;
    }

    trace->bodies = memory_for_one_more(trace->bodies, trace->count, sizeof(struct json *));
    trace->events = memory_for_one_more(trace->events, trace->count, sizeof *trace->events);
    struct trace_event *event = &trace->events[trace->count];
    *event = *fields;
    event->n = trace->count + 1;
    event->name = keep_name(trace, fields->name);
    event->worker = fields->worker ? keep_name(trace, fields->worker) : NULL;
    event->body = body;
    trace->bodies[trace->count] = body;
    trace->count++;
    if (ret_n)
        *ret_n = event->n;
    return 0;
}

const struct json *trace_header(const struct trace *trace)
{
    return trace->header;
}

size_t trace_count(const struct trace *trace)
{
    return trace->count;
}

const struct trace_event *trace_at(const struct trace *trace, size_t index)
{
    return index < trace->count ? &trace->events[index] : NULL;
}

const char *trace_source_name(enum trace_source source)
{
    switch (source) {
    case TRACE_SOURCE_DRIVER: return "driver";
    case TRACE_SOURCE_CHILD: return "child";
    case TRACE_SOURCE_KERNEL: return "kernel";
    case TRACE_SOURCE_HARNESS: return "harness";
    }
    return "unknown";
}
