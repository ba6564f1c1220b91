/*
 * The state machine, walked as the set of states that each supervisor may be in. Much is hidden: between what can
 * be seen, the set grows by every transition that the model allows with the calls in flight and the evidence
 * so far; what is seen narrows it. The first thing seen that no possible state explains is reported.
 */
#include <string.h>

#include "oracle/machine.h"

/* ---- the model ---- */

static uint32_t state_named(const struct machine *machine, const char *name)
{
    for (size_t i = 0; i < machine->state_count; i++) {
        if (strcmp(machine->states[i].name, name) == 0)
            return STATE_BIT(i);
    }
    return 0;
}

static void machine_init(struct machine *machine)
{
    machine->states = model_states(&machine->state_count);
    machine->transitions = model_transitions(&machine->transition_count);
    machine->answers = model_answers(&machine->answer_count);
    machine->absent = state_named(machine, "Absent");
    machine->starting = state_named(machine, "Starting");
    machine->idle = state_named(machine, "Idle");
    machine->idle_ended = state_named(machine, "IdleEnded");
    machine->busy = state_named(machine, "Busy");
    machine->streaming = state_named(machine, "Streaming");
    machine->stopping = state_named(machine, "Stopping");
    machine->settled = 0;
    for (size_t i = 0; i < machine->state_count; i++)
        machine->settled |= machine->states[i].settled ? STATE_BIT(i) : 0;
}

/* All states that hidden transitions may lead to. */
static uint32_t closure(const struct machine *machine, const struct walk *walk, uint32_t set)
{
    uint32_t before;
    do {
        before = set;
        for (size_t i = 0; i < machine->transition_count; i++) {
            const struct model_transition *transition = &machine->transitions[i];
            bool allowed = (!transition->verbs || (transition->verbs & walk->verbs)) &&
                           (!transition->evidence || (transition->evidence & walk->evidence));
            if (allowed && (set & STATE_BIT(transition->from)))
                set |= STATE_BIT(transition->to);
        }
    } while (set != before);
    return set;
}

/* ---- what the caller does ---- */

static struct walk *walk_of(struct walker *walker, const char *worker)
{
    for (size_t i = 0; i < walker->walk_count; i++) {
        if (strcmp(walker->walks[i].worker, worker) == 0)
            return &walker->walks[i];
    }
    if (walker->walk_count == WALKS_MAX)
        return NULL;
    struct walk *walk = &walker->walks[walker->walk_count++];
    *walk = (struct walk){.worker = worker, .set = walker->machine.absent};
    return walk;
}

static bool sink_cancels(const struct fact_call *call)
{
    const struct json *sink = json_get(call->call->body, "sink");
    return json_get(sink, "cancel_at_row") || json_get(sink, "cancel_at_progress");
}

/* A token may have been set for this call: by a cancel, or by the sink of a call with that token, before or during it; or by
   its own sink. */
static bool may_be_cancelled(const struct facts *facts, const struct fact_call *call)
{
    if (sink_cancels(call))
        return true;
    const char *token = json_get_string(call->call->body, "token", NULL);
    for (size_t i = 0; token && i < facts->call_count; i++) {
        const struct fact_call *other = &facts->calls[i];
        if ((strcmp(other->verb, "cancel") == 0 || sink_cancels(other)) &&
            (!call->answer || other->call->n < call->answer->n) &&
            text_is(json_get_string(other->call->body, "token", NULL), token))
            return true;
    }
    return false;
}

static void on_call(struct walker *walker, const struct fact_call *call)
{
    struct walk *walk = walk_of(walker, call->worker);
    if (!walk)
        return;
    if (call->kind == MODEL_VERB_SPAWN && walk->in_flight == 0) {
        /* a new supervisor object, unless the name turns out to be in use */
        walk->before_spawn = (struct before_spawn){walk->set, walk->newest, walk->newest_ended, walk->lost};
        walk->set = walker->machine.absent;
        walk->lost = false;
        walk->newest = NULL;
        walk->newest_ended = false;
    }
    if (walk->in_flight++ == 0) {
        walk->anchor = walk->set;
        walk->begin = closure(&walker->machine, walk, walk->set) & walker->machine.settled;
        bool stale = walk->evidence & MODEL_EVIDENCE_UNSOLICITED;
        walk->evidence =
            stale ? MODEL_EVIDENCE_UNSOLICITED | MODEL_EVIDENCE_RESPONSE | MODEL_EVIDENCE_OUTPUT : 0;
        if (walk->newest_ended)
            walk->evidence |= MODEL_EVIDENCE_ENDED;
        walk->call = call;
    } else {
        walk->call = NULL;
    }
    if (call->kind == MODEL_VERB_REQUEST && may_be_cancelled(walker->facts, call))
        walk->evidence |= MODEL_EVIDENCE_TOKEN;
    walk->verbs |= call->kind;
}

static void settle(struct walker *walker, struct walk *walk, uint32_t set)
{
    const struct machine *machine = &walker->machine;
    /* whether the child is there is known; whether the supervisor knows is not */
    if (walk->newest_ended && (set & machine->idle))
        set = (set & ~machine->idle) | machine->idle_ended;
    else if (walk->newest && !walk->newest_ended && (set & machine->idle_ended))
        set = (set & ~machine->idle_ended) | machine->idle;
    walk->set = set;
    if (set && !(set & (set - 1)))
        machine_visit_states(walker, set);
}

/* FIX-02: a timeout of 0 may be rejected, and what kind says so is nowhere written. */
static bool is_rejected_zero(const struct fact_call *call)
{
    bool zero = call->kind == MODEL_VERB_SPAWN
                    ? call->config->request_timeout_ms == 0 || call->config->startup_timeout_ms == 0 ||
                          call->config->shutdown_timeout_ms == 0
                    : call->kind == MODEL_VERB_REQUEST && call->timeout_ms == 0;
    return zero && call->error && !call->received && !text_is(call->error_kind, "timeout");
}

static void judge_answer(struct walker *walker, struct walk *walk, const struct fact_call *call)
{
    const struct machine *machine = &walker->machine;
    if (call->unsupported || is_rejected_zero(call)) {
        settle(walker, walk, walk->begin);
        return;
    }
    uint32_t reached = closure(machine, walk, walk->set);
    uint32_t after = 0;
    uint64_t proved = UINT64_MAX;
    for (size_t i = 0; i < machine->answer_count; i++) {
        const struct model_answer *row = &machine->answers[i];
        if (row->verb != call->kind || !(row->before & walk->begin) || (row->evidence & ~walk->evidence) ||
            !(row->after & reached) || strcmp(row->outcome, call->outcome) != 0)
            continue;
        after |= row->after & reached;
        if (row->before & walk->anchor)
            proved &= row->proves;
    }
    if (!after) {
        machine_report_answer(walker, walk, call);
        return;
    }
    machine_visit_proved(walker, call, proved == UINT64_MAX ? 0 : proved);
    machine_visit_crash_or_stale(walker, walk, call);
    settle(walker, walk, after);
}

/* The name is in use: the supervisor that has it goes on. Only a name without one may not answer so. */
static bool was_in_use(struct walker *walker, struct walk *walk, const struct fact_call *call)
{
    if (call->kind != MODEL_VERB_SPAWN || strcmp(call->outcome, "unsupported_request") != 0 ||
        walk->before_spawn.set == walker->machine.absent)
        return false;
    walk->newest = walk->before_spawn.newest;
    walk->newest_ended = walk->before_spawn.newest_ended;
    walk->lost = walk->before_spawn.lost;
    settle(walker, walk, walk->before_spawn.set);
    return true;
}

static void on_answer(struct walker *walker, const struct fact_call *call)
{
    struct walk *walk = walk_of(walker, call->worker);
    if (!walk || walk->in_flight == 0)
        return;
    walk->in_flight--;
    if (call->overlapped) {
        machine_visit_refused(walker, walk, call);
        /* who was served first is hidden: anything a supervisor may rest in */
        if (walk->in_flight == 0)
            settle(walker, walk, walker->machine.settled);
    } else if (!walk->lost && !was_in_use(walker, walk, call)) {
        judge_answer(walker, walk, call);
    }
    if (walk->in_flight == 0) {
        walk->verbs = 0;
        walk->call = NULL;
        walk->evidence &= MODEL_EVIDENCE_UNSOLICITED;
    }
}

/* ---- what the child does ---- */

/* Only one call is in flight, and nothing impossible has been seen. */
static bool is_clear(const struct walk *walk)
{
    return !walk->lost && walk->in_flight <= 1 && !(walk->call && walk->call->overlapped);
}

static void on_hello(struct walker *walker, struct walk *walk, const struct trace_event *event)
{
    const struct machine *machine = &walker->machine;
    const struct fact_child *child = facts_child_of_event(walker->facts, event);
    uint32_t reached = closure(machine, walk, walk->set);
    /* A child of a start that failed may be heard of late. One that went on to be configured was started for good. */
    if (is_clear(walk) && !(reached & machine->starting) && child && child->configured) {
        machine_report(walker, walk, event, walk->in_flight ? "REQ-05" : "STATE-01", reached,
            "no new child in this state", "a new child was started");
        return;
    }
    walk->newest = child;
    walk->newest_ended = false;
    walk->asked_to_terminate = false;
    walk->awaiting = false;
    walk->evidence |= MODEL_EVIDENCE_STARTED;
    walk->evidence &= ~(uint32_t)MODEL_EVIDENCE_UNSOLICITED;
    machine_visit_states(walker, machine->starting);
    if (walk->in_flight)
        walk->set = machine->starting;
}

static void on_terminate(struct walker *walker, struct walk *walk, const struct trace_event *event)
{
    const struct machine *machine = &walker->machine;
    uint32_t reached = closure(machine, walk, walk->set);
    walk->asked_to_terminate = true;
    bool closing = walker->facts->cut || (walker->facts->end && event->n > walker->facts->end->n);
    if (!is_clear(walk) || closing || walk->in_flight == 0)
        return;
    machine_visit_states(walker, machine->stopping);
    if (reached & machine->stopping) {
        walk->set = machine->stopping;
        return;
    }
    machine_report(walker, walk, event, "STATE-01", reached, "no terminate frame in this state",
        "the child was asked to terminate");
}

static void on_receipt(struct walker *walker, struct walk *walk, const struct trace_event *event)
{
    const struct machine *machine = &walker->machine;
    if (!text_is(json_get_string(event->body, "type", NULL), "request"))
        return;
    if (text_is(json_get_string(event->body, "op", NULL), "terminate")) {
        on_terminate(walker, walk, event);
        return;
    }
    walk->awaiting = true;
    if (!walk->call || walk->call->received != event)
        return;
    machine_visit_states(walker, machine->busy);
    machine_visit_named(walker, "request-written");
    if (walk->evidence & MODEL_EVIDENCE_STARTED) {
        machine_visit_named(walker, "policy-stop");
        machine_visit_named(walker, "reaped-admitted");
        machine_visit_named(walker, "handshake");
    }
    if (closure(machine, walk, walk->set) & machine->busy)
        walk->set = machine->busy | machine->streaming;
}

static void on_output(struct walk *walk, enum fact_event what, const struct trace_event *event)
{
    const char *type = json_get_string(event->body, "type", "");
    if (strcmp(type, "handshake") == 0 && !walk->awaiting)
        return;
    bool raw = what == FACT_EVENT_SEND_RAW;
    walk->evidence |= MODEL_EVIDENCE_OUTPUT;
    if (raw || !walk->awaiting)
        walk->evidence |= MODEL_EVIDENCE_UNSOLICITED;
    if (raw || strcmp(type, "response") == 0) {
        walk->evidence |= MODEL_EVIDENCE_RESPONSE;
        walk->awaiting = false;
    }
}

static void on_ended(struct walk *walk, const struct fact_child *child)
{
    walk->evidence |= MODEL_EVIDENCE_ENDED;
    if (child == walk->newest)
        walk->newest_ended = true;
}

static void on_child_event(struct walker *walker, const struct trace_event *event)
{
    struct walk *walk = event->worker ? walk_of(walker, event->worker) : NULL;
    const struct fact_child *child = facts_child_of_event(walker->facts, event);
    if (!walk ||
        (child && child->spawn == FACTS_NONE)) /* no supervisor of the driver's own: a pool's child */
        return;
    if (facts_event(walker->facts, event) == FACT_EVENT_HELLO)
        on_hello(walker, walk, event);
    else if (facts_event(walker->facts, event) == FACT_EVENT_RECV)
        on_receipt(walker, walk, event);
    else if (facts_event(walker->facts, event) == FACT_EVENT_SEND ||
             facts_event(walker->facts, event) == FACT_EVENT_SEND_RAW ||
             facts_event(walker->facts, event) == FACT_EVENT_BURST)
        on_output(walk, facts_event(walker->facts, event), event);
}

static void on_kernel_event(struct walker *walker, const struct trace_event *event)
{
    struct walk *walk = event->worker ? walk_of(walker, event->worker) : NULL;
    if (!walk || !walk->newest)
        return;
    if (facts_event(walker->facts, event) == FACT_EVENT_EXITED ||
        facts_event(walker->facts, event) == FACT_EVENT_REAPED)
        on_ended(walk, facts_child_of_event(walker->facts, event));
    else if (facts_event(walker->facts, event) == FACT_EVENT_STATE &&
             (facts_sample_says(event, walk->newest, "zombie") ||
                 facts_sample_says(event, walk->newest, "reaped")))
        on_ended(walk, walk->newest);
    if (walk->newest_ended && (walk->set & walker->machine.idle)) {
        /* who ended it is hidden: it may have been the supervisor, on its way through other states */
        uint32_t set = walk->in_flight ? closure(&walker->machine, walk, walk->set) : walk->set;
        if (!walk->in_flight)
            machine_visit_named(walker, "ended");
        walk->set = (set & ~walker->machine.idle) | walker->machine.idle_ended;
    }
}

/* ---- the walk ---- */

static void on_driver_event(struct walker *walker, const struct trace_event *event)
{
    bool is_call = facts_event(walker->facts, event) == FACT_EVENT_CALL;
    bool is_answer = facts_event(walker->facts, event) == FACT_EVENT_ANSWER;
    if (!is_call && !is_answer) {
        if (facts_event(walker->facts, event) == FACT_EVENT_ROW)
            machine_visit_states(walker, walker->machine.streaming);
        return;
    }
    const struct fact_call *call = facts_call(walker->facts, event->call);
    if (!call || !call->kind || !call->worker[0])
        return;
    if (is_call && call->call == event)
        on_call(walker, call);
    else if (is_answer && call->answer == event)
        on_answer(walker, call);
}

void machine_walk(const struct facts *facts, struct findings *findings, struct verdict *verdict)
{
    struct walker walker = {.facts = facts, .findings = findings, .verdict = verdict};
    machine_init(&walker.machine);
    size_t count = trace_count(facts->trace);
    for (size_t i = 0; i < count; i++) {
        const struct trace_event *event = trace_at(facts->trace, i);
        switch (event->source) {
        case TRACE_SOURCE_DRIVER: on_driver_event(&walker, event); break;
        case TRACE_SOURCE_CHILD: on_child_event(&walker, event); break;
        case TRACE_SOURCE_KERNEL: on_kernel_event(&walker, event); break;
        case TRACE_SOURCE_HARNESS: break;
        }
    }
}
