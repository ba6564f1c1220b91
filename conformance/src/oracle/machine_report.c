/* What the walk says: which states and transitions were visited, and what was impossible and why. */
#include <string.h>

#include "oracle/machine.h"

/* ---- coverage ---- */

void machine_visit_states(struct walker *walker, uint32_t set)
{
    for (size_t i = 0; i < walker->machine.state_count; i++) {
        if (set & STATE_BIT(i))
            walker->verdict->state_visited[i] = true;
    }
}

static void visit_transition(struct walker *walker, size_t index)
{
    const struct model_transition *transition = &walker->machine.transitions[index];
    walker->verdict->transition_visited[index] = true;
    machine_visit_states(walker, STATE_BIT(transition->from) | STATE_BIT(transition->to));
}

void machine_visit_named(struct walker *walker, const char *id)
{
    for (size_t i = 0; i < walker->machine.transition_count; i++) {
        if (strcmp(walker->machine.transitions[i].id, id) == 0)
            visit_transition(walker, i);
    }
}

/* The same move has two names, from Busy and from Streaming; which it was shows by what was delivered. */
static const char *const streaming_twins[][2] = {
    {"response", "response-streaming"},
    {"deadline", "deadline-streaming"},
    {"hard-rss", "hard-rss-streaming"},
    {"crash", "crash-streaming"},
};

void machine_visit_proved(struct walker *walker, const struct fact_call *call, uint64_t proved)
{
    for (size_t i = 0; i < walker->machine.transition_count; i++) {
        if (!(proved & (UINT64_C(1) << i)))
            continue;
        const char *id = walker->machine.transitions[i].id;
        const char *twin = NULL;
        for (size_t k = 0;
             call->first_delivery != FACTS_NONE && k < sizeof streaming_twins / sizeof streaming_twins[0];
             k++) {
            if (strcmp(streaming_twins[k][0], id) == 0)
                twin = streaming_twins[k][1];
        }
        if (twin) {
            machine_visit_named(walker, "output");
            if (call->last_delivery != call->first_delivery)
                machine_visit_named(walker, "output-again");
            machine_visit_named(walker, twin);
        } else {
            visit_transition(walker, i);
        }
    }
}

/* A request that was refused while a shutdown was under way: how far it was shows by the child. */
void machine_visit_refused(struct walker *walker, const struct walk *walk, const struct fact_call *call)
{
    if (call->kind != MODEL_VERB_REQUEST || !(walk->verbs & MODEL_VERB_SHUTDOWN) ||
        !text_is(call->error_kind, "shutdown_in_progress") || walk->in_flight == 0)
        return;
    if (walk->newest_ended)
        machine_visit_named(walker, "refused-reaping");
    else
        machine_visit_named(walker, walk->asked_to_terminate ? "refused-stopping" : "refused-killing");
}

/* What the table of answers cannot prove by itself. */
void machine_visit_crash_or_stale(
    struct walker *walker, const struct walk *walk, const struct fact_call *call)
{
    bool exit_error =
        text_is(call->error_kind, "child_exited") || text_is(call->error_kind, "child_panic_or_abort");
    if (exit_error && call->received && !(walk->evidence & MODEL_EVIDENCE_STARTED)) {
        machine_visit_named(walker, "request-written");
        machine_visit_named(walker, call->rows > 0 ? "crash-streaming" : "crash");
        machine_visit_named(walker, "crash-collected");
        machine_visit_named(walker, "reaped");
    }
    if (text_is(call->error_kind, "protocol") && !call->received && walk->newest_ended &&
        (walk->evidence & MODEL_EVIDENCE_UNSOLICITED)) {
        machine_visit_named(walker, "stale-bytes");
        machine_visit_named(walker, "killed");
        machine_visit_named(walker, "reaped");
    }
    if (text_is(call->error_kind, "protocol") && call->received && walk->newest_ended) {
        machine_visit_named(walker, call->rows > 0 ? "offence-streaming" : "offence");
        machine_visit_named(walker, "killed");
        machine_visit_named(walker, "reaped");
    }
}

/* ---- words ---- */

static void append_word(struct text *text, const char *word)
{
    if (text->length > 0)
        text_append_string(text, ", ");
    text_append_string(text, word);
}

static void append_states(struct text *text, const struct machine *machine, uint32_t set)
{
    for (size_t i = 0; i < machine->state_count; i++) {
        if (set & STATE_BIT(i))
            append_word(text, machine->states[i].name);
    }
}

static const struct {
    uint32_t bit;
    const char *words;
} evidence_words[] = {
    {MODEL_EVIDENCE_RESPONSE, "a response from the child"},
    {MODEL_EVIDENCE_ENDED, "the end of the child"},
    {MODEL_EVIDENCE_STARTED, "the start of a new child"},
    {MODEL_EVIDENCE_TOKEN, "a cancellation token that was set"},
    {MODEL_EVIDENCE_OUTPUT, "output of the child"},
};

static void append_evidence(struct text *text, uint32_t evidence)
{
    for (size_t i = 0; i < sizeof evidence_words / sizeof evidence_words[0]; i++) {
        if (evidence & evidence_words[i].bit)
            append_word(text, evidence_words[i].words);
    }
}

/* ---- what is impossible ---- */

void machine_report(struct walker *walker, struct walk *walk, const struct trace_event *event,
    const char *clause, uint32_t states, const char *expected, const char *happened)
{
    struct text names;
    text_init(&names);
    append_states(&names, &walker->machine, states);
    findings_add(walker->findings,
        &(struct finding){.clause = clause, .event = event->n, .states = names.bytes ? names.bytes : ""},
        expected, "%s", happened);
    text_release(&names);
    walk->lost = true;
}

/* The row of that outcome, if the state allows it at all: then something that must come before it is missing. */
static const struct model_answer *row_of_outcome(
    const struct machine *machine, const struct walk *walk, const struct fact_call *call)
{
    for (size_t i = 0; i < machine->answer_count; i++) {
        const struct model_answer *row = &machine->answers[i];
        if (row->verb == call->kind && (row->before & walk->begin) &&
            strcmp(row->outcome, call->outcome) == 0)
            return row;
    }
    return NULL;
}

/* Names the answers that these states allow; returns the clause of the first, which is the rule for them. */
static const char *append_allowed(
    struct text *text, const struct machine *machine, const struct walk *walk, const struct fact_call *call)
{
    const char *clause = "STATE-01";
    size_t named = 0;
    for (size_t i = 0; i < machine->answer_count; i++) {
        const struct model_answer *row = &machine->answers[i];
        if (row->verb != call->kind || !(row->before & walk->begin))
            continue;
        if (named == 0)
            clause = row->clause;
        text_append_string(text, named++ == 0 ? "one of the answers " : ", ");
        text_append_string(text, row->outcome);
    }
    return clause;
}

void machine_report_answer(struct walker *walker, struct walk *walk, const struct fact_call *call)
{
    struct text expected;
    struct text happened;
    text_init(&expected);
    text_init(&happened);
    const char *clause;
    const struct model_answer *row = row_of_outcome(&walker->machine, walk, call);
    if (row) {
        struct text missing;
        text_init(&missing);
        append_evidence(&missing, row->evidence & ~walk->evidence);
        clause = row->clause;
        text_append_format(&expected, "before the answer %s: %s", call->outcome,
            missing.bytes ? missing.bytes : "a way that leads there");
        text_release(&missing);
    } else {
        clause = append_allowed(&expected, &walker->machine, walk, call);
    }
    text_append_format(&happened, "%s answered %s", call->verb, call->outcome);
    machine_report(walker, walk, call->answer, clause, walk->begin,
        expected.bytes ? expected.bytes : "nothing", happened.bytes);
    text_release(&happened);
    text_release(&expected);
}
