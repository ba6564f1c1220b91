/* Processes: what each child was started with, that it is reaped in time, and that nothing is left behind. */
#include <stdio.h>
#include <string.h>

#include "oracle/rules.h"

/* How many generations back a child is still looked for in a sample. */
#define GENERATIONS_BACK 16

/* The older children of the same supervisor, newest first: at most GENERATIONS_BACK of them. */
static size_t older_children(
    const struct facts *facts, const struct fact_child *child, const struct fact_child *ret[GENERATIONS_BACK])
{
    size_t count = 0;
    for (int generation = child->generation - 1; generation >= 0 && count < GENERATIONS_BACK; generation--) {
        const struct fact_child *older = facts_child(facts, child->worker, generation);
        if (!older || older->spawn != child->spawn)
            break;
        ret[count++] = older;
    }
    return count;
}

static const struct fact_child *newest_child(const struct facts *facts, const struct fact_call *call)
{
    return call->answer ? facts_newest_child(facts, call, call->answer->n) : NULL;
}

static const char *life_of(const struct trace_event *sample, const struct fact_child *child)
{
    if (facts_sample_says(sample, child, "alive"))
        return "alive";
    return facts_sample_says(sample, child, "zombie") ? "a zombie" : NULL;
}

/* ---- RESTART-01: the old child is reaped before the new one exists ---- */

static void check_one_child(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        const struct trace_event *before =
            child->hello->n >= 2 ? trace_at(facts->trace, (size_t)child->hello->n - 2) : NULL;
        if (!before || facts_event(facts, before) != FACT_EVENT_STATE || child->spawn == FACTS_NONE)
            continue;
        const struct fact_child *older[GENERATIONS_BACK];
        size_t count = older_children(facts, child, older);
        for (size_t k = 0; k < count; k++) {
            const char *life = life_of(before, older[k]);
            if (life)
                findings_add(findings, &(struct finding){.clause = "RESTART-01", .event = child->hello->n},
                    "every older child to be reaped before the next one is started",
                    "generation %d of worker %s was started while generation %d (pid %d) was %s",
                    child->generation, child->worker, older[k]->generation, (int)older[k]->pid, life);
        }
    }
}

/* ---- reaped by the end of the call that promises it ---- */

enum reach {
    REACH_OLD, /* all but the newest child */
    REACH_ALL,
};

static const struct promise {
    uint32_t verb;
    const char *outcome;
    enum reach reach;
    const char *clause;
} promises[] = {
    {MODEL_VERB_SPAWN, "spawn", REACH_ALL, "SPAWN-03"},
    {MODEL_VERB_SPAWN, "child_exited", REACH_ALL, "SPAWN-05"},
    {MODEL_VERB_SPAWN, "child_panic_or_abort", REACH_ALL, "SPAWN-05"},
    {MODEL_VERB_SPAWN, "handshake", REACH_ALL, "SPAWN-05"},
    {MODEL_VERB_SPAWN, "timeout:startup", REACH_ALL, "SPAWN-06"},
    {MODEL_VERB_SPAWN, "protocol", REACH_ALL, "SPAWN-07"},
    {MODEL_VERB_REQUEST, "ok", REACH_OLD, "RESTART-08"},
    {MODEL_VERB_REQUEST, "worker", REACH_OLD, "RESTART-08"},
    {MODEL_VERB_REQUEST, "ok:degraded", REACH_OLD, "REQ-09"},
    {MODEL_VERB_REQUEST, "timeout", REACH_OLD, "TIMEOUT-02"},
    {MODEL_VERB_REQUEST, "cancelled:entered", REACH_OLD, "CANCEL-03"},
    {MODEL_VERB_REQUEST, "rss_hard_limit_exceeded", REACH_OLD, "RSS-03"},
    {MODEL_VERB_REQUEST, "typed_command_row_decode", REACH_OLD, "STREAM-07"},
    {MODEL_VERB_REQUEST, "child_exited", REACH_ALL, "REQ-08"},
    {MODEL_VERB_REQUEST, "child_panic_or_abort", REACH_ALL, "REQ-08"},
    {MODEL_VERB_REQUEST, "data_sink_panic", REACH_ALL, "FIX-01"},
    {MODEL_VERB_REQUEST, "progress_panic", REACH_ALL, "FIX-01"},
    {MODEL_VERB_REQUEST, "diagnostic_sink_panic", REACH_ALL, "FIX-01"},
    {MODEL_VERB_REQUEST, "restart_limit_exceeded", REACH_ALL, "RESTART-09"},
    {MODEL_VERB_REQUEST, "timeout:startup", REACH_ALL, "RESTART-08"},
    {MODEL_VERB_REQUEST, "spawn", REACH_ALL, "RESTART-08"},
    {MODEL_VERB_CYCLE, "ok", REACH_OLD, "RESTART-08"},
    {MODEL_VERB_CYCLE, "restart_limit_exceeded", REACH_ALL, "RESTART-09"},
    {MODEL_VERB_CYCLE, "spawn", REACH_ALL, "RESTART-08"},
    {MODEL_VERB_CYCLE, "timeout:startup", REACH_ALL, "RESTART-08"},
    {MODEL_VERB_CYCLE, "child_exited", REACH_ALL, "RESTART-08"},
    {MODEL_VERB_CYCLE, "child_panic_or_abort", REACH_ALL, "RESTART-08"},
    {MODEL_VERB_SHUTDOWN, "already_exited", REACH_ALL, "SHUT-05"},
    {MODEL_VERB_SHUTDOWN, "graceful", REACH_ALL, "SHUT-05"},
    {MODEL_VERB_SHUTDOWN, "kill_only", REACH_ALL, "SHUT-05"},
    {MODEL_VERB_SHUTDOWN, "graceful_timed_out_killed", REACH_ALL, "SHUT-05"},
    {MODEL_VERB_SHUTDOWN, "graceful_protocol_failed_killed", REACH_ALL, "SHUT-05"},
    {MODEL_VERB_DROP, "ok", REACH_ALL, "SHUT-03"},
};

static const struct promise *promise_of(const struct fact_call *call)
{
    for (size_t i = 0; i < sizeof promises / sizeof promises[0]; i++) {
        if (promises[i].verb == call->kind && strcmp(promises[i].outcome, call->outcome) == 0)
            return &promises[i];
    }
    return NULL;
}

static void require_reaped(const struct fact_call *call, const struct fact_child *child, const char *clause,
    struct findings *findings)
{
    const char *life = life_of(call->states, child);
    if (!life)
        return;
    findings_add(findings, &(struct finding){.clause = clause, .event = call->answer->n},
        "the child to be reaped when the call answers",
        "%s answered %s while generation %d of worker %s (pid %d) was still %s", call->verb, call->outcome,
        child->generation, child->worker, (int)child->pid, life);
}

static void check_reaped(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!call->kind || !call->answer || !call->states || call->overlapped)
            continue;
        const struct promise *promise = promise_of(call);
        const struct fact_child *newest = promise ? newest_child(facts, call) : NULL;
        if (!newest)
            continue;
        if (promise->reach == REACH_ALL)
            require_reaped(call, newest, promise->clause, findings);
        const struct fact_child *older[GENERATIONS_BACK];
        size_t count = older_children(facts, newest, older);
        for (size_t k = 0; k < count; k++)
            require_reaped(call, older[k], promise->clause, findings);
    }
}

/* ---- FIX-01: an offence of the child ends it before the call returns ---- */

static bool is_forbidden(const char *type)
{
    return strcmp(type, "handshake") == 0 || strcmp(type, "request") == 0 ||
           strcmp(type, "fatal_exit") == 0 || strcmp(type, "configure_frame_limit") == 0;
}

static bool takes_rows(const struct fact_call *call)
{
    const struct json *sink = json_get(call->call->body, "sink");
    bool has_verb = strcmp(call->verb, "stream") == 0 || strcmp(call->verb, "emit_rows") == 0;
    bool streams = call->operation ? call->operation->streams : true;
    return (has_verb || streams) && !text_is(json_get_string(sink, "mode", NULL), "none");
}

/* What the child sent to this request that it may not send; NULL where there is nothing, or one cannot tell. */
static const char *offence_of(const struct facts *facts, const struct fact_call *call)
{
    if (!call->received || call->ambiguous || facts->children[call->receiver].sent_raw)
        return NULL;
    for (uint32_t i = facts->next_of_child[call->received->n - 1]; i != FACTS_NONE;
         i = facts->next_of_child[i]) {
        const struct trace_event *event = trace_at(facts->trace, i);
        if (event->n > call->answer->n || facts_event(facts, event) == FACT_EVENT_RECV)
            return NULL;
        const char *type = json_get_string(event->body, "type", "");
        if (facts_event(facts, event) == FACT_EVENT_BURST && !takes_rows(call))
            return "data_row";
        if (facts_event(facts, event) != FACT_EVENT_SEND)
            continue;
        if (strcmp(type, "response") == 0)
            return NULL;
        if (is_forbidden(type))
            return type;
        if (strcmp(type, "data_row") == 0 && !takes_rows(call))
            return "data_row";
    }
    return NULL;
}

static void check_offence(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!call->answer || call->overlapped || call->kind != MODEL_VERB_REQUEST)
            continue;
        const char *offence = offence_of(facts, call);
        if (!offence)
            continue;
        if (call->ok)
            findings_add(findings,
                &(struct finding){.clause = strcmp(offence, "data_row") == 0 ? "STREAM-02" : "REQ-11",
                    .event = call->answer->n},
                "kind protocol", "%s succeeded although the child sent %s", call->verb, offence);
        else if (text_is(call->error_kind, "protocol") && call->states)
            require_reaped(call, &facts->children[call->receiver], "FIX-01", findings);
    }
}

/* ---- SPAWN-01, SPAWN-02, WIRE-07: what a child is started with ---- */

static const char *environment_value(const struct json *environment, const char *name)
{
    const char *value = NULL;
    size_t length = strlen(name);
    for (const struct json *entry = json_first(environment); entry; entry = json_next(entry)) {
        const char *text = json_string(entry);
        if (text && strncmp(text, name, length) == 0 && text[length] == '=' && !value)
            value = text + length + 1;
    }
    return value;
}

static const char *configured_value(const struct json *entries, const char *name)
{
    const char *value = NULL;
    for (const struct json *entry = json_first(entries); entry; entry = json_next(entry)) {
        const struct json *key = json_first(entry);
        if (text_is(json_string(key), name))
            value = json_string(json_next(key)); /* later wins */
    }
    return value;
}

/* Inherited unchanged, so that the writer of the trace kept its value to itself. */
static bool is_withheld(const struct fact_child *child, const char *name)
{
    for (const struct json *entry = json_first(json_get(child->hello->body, "env_inherited")); entry;
         entry = json_next(entry)) {
        if (text_is(json_string(entry), name))
            return true;
    }
    return false;
}

static void require_variable(
    const struct fact_child *child, const char *name, const char *expected, struct findings *findings)
{
    const char *value = environment_value(json_get(child->hello->body, "env"), name);
    if (!expected || text_is(value, expected) || (!value && is_withheld(child, name)))
        return;
    findings_add(findings, &(struct finding){.clause = "SPAWN-01", .event = child->hello->n},
        "the three fixed variables, overlaid with the configured ones, the later winning",
        "the child's %s is %s instead of %s", name, value ? value : "not set", expected);
}

static void check_environment(const struct facts *facts, struct findings *findings)
{
    static const char *const fixed[][2] = {
        {"LEAN_ABORT_ON_PANIC", "1"}, {"LEAN_BACKTRACE", "0"}, {"RUST_BACKTRACE", "0"}};
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        if (child->spawn == FACTS_NONE ||
            json_type_of(json_get(child->hello->body, "env")) != JSON_TYPE_ARRAY ||
            json_get_bool(child->hello->body, "env_truncated", false))
            continue;
        const struct fact_config *config = facts_config(facts, child->spawn);
        const struct json *entries = json_get(config->given, "env");
        for (size_t k = 0; k < sizeof fixed / sizeof fixed[0]; k++) {
            const char *configured = configured_value(entries, fixed[k][0]);
            require_variable(child, fixed[k][0], configured ? configured : fixed[k][1], findings);
        }
        for (const struct json *entry = json_first(entries); entry; entry = json_next(entry)) {
            const char *name = json_string(json_first(entry));
            if (name)
                require_variable(child, name, configured_value(entries, name), findings);
        }
    }
}

static void check_inherited(const struct facts *facts, struct findings *findings)
{
    if (facts->speed != 1.0 || facts->clock_stepped)
        return; /* a preloaded clock opens files of its own */
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        for (const struct json *entry = json_first(json_get(child->hello->body, "fds")); entry;
             entry = json_next(entry)) {
            int64_t fd = json_get_int64(entry, "fd", 0);
            if (fd > 2)
                findings_add(findings, &(struct finding){.clause = "SPAWN-02", .event = child->hello->n},
                    "no descriptor but 0, 1 and 2 in the child", "the child found descriptor %d open (%s)",
                    (int)fd, json_get_string(entry, "target", "unknown"));
        }
    }
}

static void check_configured_cap(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        if (!child->configured || child->spawn == FACTS_NONE)
            continue;
        const struct fact_config *config = facts_config(facts, child->spawn);
        uint64_t cap = 0;
        const struct json *body = json_get(child->configured->body, "body");
        if (!json_uint64(json_get(body, "max_frame_bytes"), &cap) || cap == config->max_frame_bytes)
            continue;
        findings_add(findings, &(struct finding){.clause = "WIRE-07", .event = child->configured->n},
            "configure_frame_limit to carry the configured cap, moved into its range, or the default",
            "it carries %llu instead of %llu", (unsigned long long)cap,
            (unsigned long long)config->max_frame_bytes);
    }
}

/* ---- nothing is left ---- */

/* The call that a scan of the parent's descriptors speaks of: the one that is answered right after it, else the last one that
 * was answered before it; NULL where any is in flight. */
static const struct fact_call *call_scanned_for(const struct facts *facts, const struct trace_event *scan)
{
    const struct trace_event *next = trace_at(facts->trace, (size_t)scan->n);
    while (next && next->source == TRACE_SOURCE_KERNEL)
        next = trace_at(facts->trace, (size_t)next->n);
    const struct fact_call *last =
        next && facts_event(facts, next) == FACT_EVENT_ANSWER ? facts_call(facts, next->call) : NULL;
    if (last && (!last->answer || last->overlapped || !text_is(last->worker, scan->worker)))
        return NULL; /* answers after the end are nobody's */
    for (size_t i = 0; i < facts->call_count && facts->calls[i].call->n < scan->n; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!call->kind || call->kind == MODEL_VERB_STATUS || strcmp(call->worker, scan->worker) != 0 ||
            call == last)
            continue;
        if (!call->answer || call->answer->n > scan->n)
            return NULL;
        if (!last || last->answer->n < scan->n)
            last = call;
    }
    return last;
}

static void check_descriptors(const struct facts *facts, struct findings *findings)
{
    size_t count = trace_count(facts->trace);
    for (size_t i = 0; i < count; i++) {
        const struct trace_event *event = trace_at(facts->trace, i);
        if (facts_event(facts, event) != FACT_EVENT_DESCRIPTORS || !event->worker)
            continue;
        const char *pipe = json_string(json_first(json_get(event->body, "open")));
        const struct fact_child *child = facts_child_of_event(facts, event);
        const struct fact_call *last = pipe && child ? call_scanned_for(facts, event) : NULL;
        if (!last || !child->reaped || child->reaped->n > event->n)
            continue;
        const struct fact_child *newest = newest_child(facts, last);
        bool over = (last->kind & (MODEL_VERB_SHUTDOWN | MODEL_VERB_DROP)) && last->ok;
        bool replaced = newest && newest->spawn == child->spawn && newest->generation > child->generation;
        if (over || replaced)
            findings_add(findings,
                &(struct finding){.clause = over ? "SHUT-05" : "RESTART-08", .event = event->n},
                "no descriptor of a child that is gone in its parent",
                "after %s answered %s the parent still holds the %s of generation %d of worker %s",
                last->verb, last->outcome, pipe, child->generation, child->worker);
    }
}

static void check_orphans(const struct facts *facts, struct findings *findings)
{
    if (facts->cut)
        return;
    size_t count = trace_count(facts->trace);
    for (size_t i = 0; i < count; i++) {
        const struct trace_event *event = trace_at(facts->trace, i);
        if (facts_event(facts, event) != FACT_EVENT_ORPHAN)
            continue;
        pid_t pid = event->pid ? event->pid : (pid_t)json_get_int64(event->body, "pid", 0);
        for (size_t k = 0; k < facts->child_count; k++) {
            const struct fact_child *child = &facts->children[k];
            if (child->pid == pid && pid != 0 && !child->reaped)
                findings_add(findings, &(struct finding){.clause = "SHUT-03", .event = event->n},
                    "no child to outlive the program that started it",
                    "generation %d of worker %s (pid %d) was still there after the adapter had ended",
                    child->generation, child->worker, (int)pid);
        }
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("one-child", "RESTART-01", check_one_child),
    RULE_INVARIANT("reaped",
        "FIX-01 TIMEOUT-02 CANCEL-03 RSS-03 STREAM-07 REQ-08 REQ-09 SPAWN-03 SPAWN-05 SPAWN-06 SPAWN-07 "
        "RESTART-08 "
        "RESTART-09 SHUT-03 SHUT-05",
        check_reaped),
    RULE_INVARIANT("offence", "FIX-01 REQ-11 STREAM-02", check_offence),
    RULE_INVARIANT("environment", "SPAWN-01", check_environment),
    RULE_INVARIANT("inherited-descriptors", "SPAWN-02", check_inherited),
    RULE_INVARIANT("configured-cap", "WIRE-07 DEFAULT-01", check_configured_cap),
    RULE_INVARIANT("descriptors", "SHUT-05 RESTART-08", check_descriptors),
    RULE_INVARIANT("orphans", "SHUT-03", check_orphans),
};
const struct rules rules_of_processes = {rules, sizeof rules / sizeof rules[0]};
