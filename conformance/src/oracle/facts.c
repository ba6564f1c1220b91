/* One pass over the trace: calls, children, frames and deliveries find each other. */
#include "oracle/facts_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/memory.h"
#include "shared/text.h"

struct pass_worker *pass_worker_of(struct pass *pass, const char *name)
{
    for (size_t i = 0; i < pass->worker_count; i++) {
        if (strcmp(pass->workers[i].name, name) == 0)
            return &pass->workers[i];
    }
    pass->workers = memory_for_one_more(pass->workers, pass->worker_count, sizeof *pass->workers);
    struct pass_worker *worker = &pass->workers[pass->worker_count++];
    *worker = (struct pass_worker){
        .name = name, .spawn = FACTS_NONE, .timeout_ms = model_option_find("request_timeout_ms")->value};
    return worker;
}

/* From here on the adapter drops its supervisors by itself. */
static bool is_end(const struct facts *facts, const struct trace_event *event)
{
    return facts_event(facts, event) == FACT_EVENT_END ||
           (facts_event(facts, event) == FACT_EVENT_NOTE &&
               strncmp(json_get_string(event->body, "text", ""), "end of file", strlen("end of file")) == 0);
}

/* "sent KILL to child a/0" */
static void note_signal(struct facts *facts, const struct trace_event *event)
{
    const char *text = json_get_string(event->body, "text", "");
    const char *target = strstr(text, " to child ");
    if (facts_event(facts, event) != FACT_EVENT_NOTE || strncmp(text, "sent ", strlen("sent ")) != 0 ||
        !target)
        return;
    target += strlen(" to child ");
    bool lets_it_live = strncmp(text, "sent STOP ", strlen("sent STOP ")) == 0 ||
                        strncmp(text, "sent CONT ", strlen("sent CONT ")) == 0;
    for (size_t i = 0; i < facts->child_count; i++) {
        char name[TRACE_NAME_BYTES_MAX + 16];
        (void)snprintf(name, sizeof name, "%s/%d", facts->children[i].worker, facts->children[i].generation);
        facts->children[i].killed_by_driver |= strcmp(name, target) == 0 && !lets_it_live;
    }
}

static void on_event(struct pass *pass, const struct trace_event *event)
{
    switch (event->source) {
    case TRACE_SOURCE_DRIVER:
        if (facts_event(pass->facts, event) == FACT_EVENT_CALL)
            pass_call(pass, event);
        else if (facts_event(pass->facts, event) == FACT_EVENT_ANSWER)
            pass_answer(pass, event);
        else if (facts_event(pass->facts, event) == FACT_EVENT_ROW ||
                 facts_event(pass->facts, event) == FACT_EVENT_PROGRESS ||
                 facts_event(pass->facts, event) == FACT_EVENT_DIAGNOSTIC)
            pass_delivery(pass, event);
        else if (facts_event(pass->facts, event) == FACT_EVENT_STEP_WALL)
            pass->facts->clock_stepped = true;
        break;
    case TRACE_SOURCE_CHILD: pass_child_event(pass, event); break;
    case TRACE_SOURCE_KERNEL: pass_kernel_event(pass, event); break;
    case TRACE_SOURCE_HARNESS:
        note_signal(pass->facts, event);
        if (!pass->facts->end && is_end(pass->facts, event))
            pass->facts->end = event;
        else if (facts_event(pass->facts, event) == FACT_EVENT_TIMEOUT ||
                 facts_event(pass->facts, event) == FACT_EVENT_ADAPTER_ERROR)
            pass->facts->cut = true;
        break;
    }
}

static double speed_of(const struct trace *trace)
{
    double speed = 1;
    if (!json_double(json_get(json_get(trace_header(trace), "time"), "speed"), &speed) || speed <= 0)
        speed = 1;
    return speed;
}

struct facts *facts_gather(const struct trace *trace)
{
    size_t count = trace_count(trace);
    struct facts *facts = memory_zeroed(1, sizeof *facts);
    facts->trace = trace;
    facts->speed = speed_of(trace);
    facts->ids_ascend = true;
    facts->default_config = facts_config_new(NULL);
    facts->events = memory_allocate(count * sizeof *facts->events);
    facts->next_of_child = memory_allocate(count * sizeof *facts->next_of_child);
    facts->next_of_call = memory_allocate(count * sizeof *facts->next_of_call);
    memset(facts->next_of_child, 0xff, count * sizeof *facts->next_of_child);
    memset(facts->next_of_call, 0xff, count * sizeof *facts->next_of_call);
    struct pass pass = {.facts = facts};
    for (size_t i = 0; i < count; i++) {
        const struct trace_event *event = trace_at(trace, i);
        facts->events[i] = (uint8_t)facts_name_event(event->source, event->name);
        on_event(&pass, event);
    }
    free(pass.workers);
    return facts;
}

void facts_free(struct facts *facts)
{
    if (!facts)
        return;
    for (size_t i = 0; i < facts->call_count; i++)
        free(facts->calls[i].config);
    free(facts->calls);
    free(facts->pool_calls);
    free(facts->default_config);
    free(facts->events);
    free(facts->children);
    free(facts->next_of_child);
    free(facts->next_of_call);
    free(facts->strays);
    free(facts);
}
