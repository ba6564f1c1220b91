#include "runner/record.h"

#include "runner/loop.h"

const struct json *recorder_add(struct recorder *recorder, enum trace_source source, const char *name,
    const struct record_place *place, struct json *body)
{
    struct trace_event event = {
        .t_ns = (place->at_ns != 0 ? place->at_ns : loop_now()) - recorder->start_ns,
        .source = source,
        .name = name,
        .worker = place->worker,
        .generation = place->generation,
        .pid = place->pid,
        .call = place->call,
    };
    if (trace_append(recorder->trace, &event, body, NULL) < 0) {
        recorder->full = true;
        return NULL;
    }
    const struct trace_event *kept = trace_at(recorder->trace, trace_count(recorder->trace) - 1);
    if (recorder->look != NULL)
        recorder->look(recorder->owner, kept);
    return kept->body;
}

void recorder_note(struct recorder *recorder, const char *text)
{
    struct json *body = json_new_object();
    json_set_string(body, "text", text);
    (void)recorder_add(recorder, TRACE_SOURCE_HARNESS, "note", &RECORD_NOWHERE, body);
}
