/* Facts, looked up: what an event is, what was configured, who was doing what when. */
#include <stdio.h>
#include <string.h>

#include "oracle/facts_private.h"
#include "shared/memory.h"
#include "shared/text.h"

bool text_is(const char *text, const char *other)
{
    return text && other && strcmp(text, other) == 0;
}

/* ---- events ---- */

static const struct {
    enum trace_source source;
    const char *name;
    enum fact_event event;
} event_names[] = {
    {TRACE_SOURCE_DRIVER, "call", FACT_EVENT_CALL},
    {TRACE_SOURCE_DRIVER, "answer", FACT_EVENT_ANSWER},
    {TRACE_SOURCE_DRIVER, "row", FACT_EVENT_ROW},
    {TRACE_SOURCE_DRIVER, "progress", FACT_EVENT_PROGRESS},
    {TRACE_SOURCE_DRIVER, "diagnostic", FACT_EVENT_DIAGNOSTIC},
    {TRACE_SOURCE_DRIVER, "step_wall", FACT_EVENT_STEP_WALL},
    {TRACE_SOURCE_CHILD, "hello", FACT_EVENT_HELLO},
    {TRACE_SOURCE_CHILD, "send", FACT_EVENT_SEND},
    {TRACE_SOURCE_CHILD, "recv", FACT_EVENT_RECV},
    {TRACE_SOURCE_CHILD, "send_raw", FACT_EVENT_SEND_RAW},
    {TRACE_SOURCE_CHILD, "burst", FACT_EVENT_BURST},
    {TRACE_SOURCE_CHILD, "sent", FACT_EVENT_SENT},
    {TRACE_SOURCE_CHILD, "exiting", FACT_EVENT_EXITING},
    {TRACE_SOURCE_CHILD, "stderr", FACT_EVENT_STDERR},
    {TRACE_SOURCE_CHILD, "closed", FACT_EVENT_CLOSED},
    {TRACE_SOURCE_KERNEL, "state", FACT_EVENT_STATE},
    {TRACE_SOURCE_KERNEL, "exited", FACT_EVENT_EXITED},
    {TRACE_SOURCE_KERNEL, "reaped", FACT_EVENT_REAPED},
    {TRACE_SOURCE_KERNEL, "descriptors", FACT_EVENT_DESCRIPTORS},
    {TRACE_SOURCE_KERNEL, "orphan", FACT_EVENT_ORPHAN},
    {TRACE_SOURCE_HARNESS, "loss", FACT_EVENT_LOSS},
    {TRACE_SOURCE_HARNESS, "timeout", FACT_EVENT_TIMEOUT},
    {TRACE_SOURCE_HARNESS, "adapter_error", FACT_EVENT_ADAPTER_ERROR},
    {TRACE_SOURCE_HARNESS, "end", FACT_EVENT_END},
    {TRACE_SOURCE_HARNESS, "note", FACT_EVENT_NOTE},
};

enum fact_event facts_name_event(enum trace_source source, const char *name)
{
    for (size_t i = 0; i < sizeof event_names / sizeof event_names[0]; i++) {
        if (event_names[i].source == source && strcmp(event_names[i].name, name) == 0)
            return event_names[i].event;
    }
    return FACT_EVENT_OTHER;
}

enum fact_event facts_event(const struct facts *facts, const struct trace_event *event)
{
    return (enum fact_event)facts->events[event->n - 1];
}

/* ---- options ---- */

/* More than thirty years in ms, and still small enough to be counted in ns. */
#define CONFIG_VALUE_MAX UINT64_C(1000000000000)

uint64_t facts_option(const struct json *config, const char *key, const char *option_name)
{
    const struct model_option *known = model_option_find(option_name);
    uint64_t value = json_get_uint64(config, key, known->value);
    uint64_t ceiling = known->ceiling < CONFIG_VALUE_MAX ? known->ceiling : CONFIG_VALUE_MAX;
    value = value < known->floor ? known->floor : value;
    return value > ceiling ? ceiling : value;
}

struct fact_config *facts_config_new(const struct json *given)
{
    const struct json *limit = json_get(given, "restart_limit");
    const struct json *policy = json_get(given, "policy");
    struct fact_config *config = memory_allocate(sizeof *config);
    *config = (struct fact_config){
        .startup_timeout_ms = facts_option(given, "startup_timeout_ms", "startup_timeout_ms"),
        .request_timeout_ms = facts_option(given, "request_timeout_ms", "request_timeout_ms"),
        .shutdown_timeout_ms = facts_option(given, "shutdown_timeout_ms", "shutdown_timeout_ms"),
        .kill_wait_ms = facts_option(given, "kill_wait_ms", "kill_wait_ms"),
        .max_frame_bytes = facts_option(given, "max_frame_bytes", "max_frame_bytes"),
        .restart_max = facts_option(limit, "max", "restart_limit.max"),
        .restart_window_ms = facts_option(limit, "window_ms", "restart_limit.window_ms"),
        .has_max_requests = !json_is_null(json_get(policy, "max_requests")),
        .has_max_imports = !json_is_null(json_get(policy, "max_imports")),
        .has_max_rss = !json_is_null(json_get(policy, "max_rss_kib")),
        .has_idle = !json_is_null(json_get(policy, "idle_restart_after_ms")),
        .has_hard_rss = !json_is_null(json_get(given, "rss_hard_limit_kib")),
        .given = given,
    };
    uint64_t least = model_option_find("kill_wait_ms")->value;
    if (config->kill_wait_ms < least)
        config->kill_wait_ms = least;
    return config;
}

/* ---- looking ---- */

bool facts_start_failed(const struct fact_call *call)
{
    static const char *const starts[] = {
        "spawn", "setup", "handshake", "bootstrap", "timeout:startup", "wait", "kill", "wait_timeout"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (strcmp(starts[i], call->outcome) == 0)
            return true;
    }
    return false;
}

const struct fact_config *facts_config(const struct facts *facts, uint32_t spawn)
{
    return spawn == FACTS_NONE ? facts->default_config : facts->calls[spawn].config;
}

const struct fact_call *facts_call_at(
    const struct facts *facts, const char *worker, const struct trace_event *event)
{
    const struct fact_call *found = NULL;
    size_t low = 0;
    size_t high = facts->call_count; /* calls are in order: the first one made after the event */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (facts->calls[middle].call->n < event->n)
            low = middle + 1;
        else
            high = middle;
    }
    size_t first = low > FACTS_IN_FLIGHT_BACK ? low - FACTS_IN_FLIGHT_BACK : 0;
    for (size_t i = first; i < low; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (call->kind && strcmp(call->worker, worker) == 0 && (!call->answer || call->answer->n > event->n))
            found = call;
    }
    return found && !found->overlapped ? found : NULL;
}

bool facts_sample_says(const struct trace_event *sample, const struct fact_child *child, const char *state)
{
    if (!sample || sample->n < child->hello->n)
        return false;
    char key[TRACE_NAME_BYTES_MAX + 16];
    (void)snprintf(key, sizeof key, "%s/%d", child->worker, child->generation);
    return text_is(json_get_string(sample->body, key, NULL), state);
}

int64_t facts_loss_ns(const struct facts *facts, int64_t from_ns, int64_t to_ns)
{
    int64_t lost = 0;
    size_t count = trace_count(facts->trace);
    for (size_t i = 0; i < count; i++) {
        const struct trace_event *event = trace_at(facts->trace, i);
        if (facts_event(facts, event) == FACT_EVENT_LOSS && event->t_ns >= from_ns && event->t_ns <= to_ns)
            lost += json_get_int64(event->body, "ns", 0);
    }
    return lost;
}

int64_t facts_real_ns(const struct facts *facts, uint64_t limit_ms)
{
    return (int64_t)((double)limit_ms * (double)FACTS_NS_PER_MS / facts->speed);
}
