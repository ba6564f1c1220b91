/* The calls of a trace: what each is, who is in flight beside it, how it was answered and what was delivered. */
#include "oracle/facts_private.h"

#include <stdio.h>
#include <string.h>

#include "shared/memory.h"
#include "shared/text.h"

static const struct {
    const char *verb;
    enum model_verb kind;
    const char *op;
} verbs[] = {
    {"spawn", MODEL_VERB_SPAWN, NULL},
    {"health", MODEL_VERB_REQUEST, "health"},
    {"request", MODEL_VERB_REQUEST, NULL},
    {"stream", MODEL_VERB_REQUEST, "run_data_stream"},
    {"emit_rows", MODEL_VERB_REQUEST, "emit_test_rows"},
    {"open_session", MODEL_VERB_REQUEST, "open_host_session"},
    {"json_command", MODEL_VERB_REQUEST, "json_command"},
    {"capability_metadata", MODEL_VERB_REQUEST, "capability_metadata"},
    {"capability_doctor", MODEL_VERB_REQUEST, "capability_doctor"},
    {"open_capability", MODEL_VERB_SPAWN, NULL},
    {"cycle", MODEL_VERB_CYCLE, NULL},
    {"shutdown", MODEL_VERB_SHUTDOWN, NULL},
    {"drop", MODEL_VERB_DROP, NULL},
    {"status", MODEL_VERB_STATUS, NULL},
};

static const char *emitted_op(const struct json *arguments)
{
    const char *then = json_get_string(arguments, "then", "");
    if (strcmp(then, "exit") == 0)
        return "emit_test_rows_then_exit";
    return strcmp(then, "panic") == 0 ? "emit_test_rows_then_panic" : "emit_test_rows";
}

static void classify(struct fact_call *call)
{
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(verbs[i].verb, call->verb) == 0) {
            call->kind = verbs[i].kind;
            call->op = verbs[i].op;
        }
    }
    if (strcmp(call->verb, "request") == 0)
        call->op = json_get_string(call->call->body, "op", NULL);
    else if (strcmp(call->verb, "emit_rows") == 0)
        call->op = emitted_op(call->call->body);
    if (call->op)
        call->operation = model_operation_find(call->op);
}

/* Ids grow with the order of the calls, unless the trace was made by hand. */
static struct fact_call *call_by_id(const struct facts *facts, uint64_t id)
{
    size_t low = 0;
    size_t high = facts->call_count;
    while (facts->ids_ascend && low < high) {
        size_t middle = (low + high) / 2;
        if (facts->calls[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (facts->ids_ascend)
        return low < facts->call_count && facts->calls[low].id == id ? &facts->calls[low] : NULL;
    for (size_t i = facts->call_count; i > 0; i--) {
        if (facts->calls[i - 1].id == id)
            return &facts->calls[i - 1];
    }
    return NULL;
}

const struct fact_call *facts_call(const struct facts *facts, uint64_t id)
{
    return call_by_id(facts, id);
}

/* Calls that only look, and during which something begins to move, see who knows what. */
static void disturb(struct facts *facts, const char *worker, size_t before)
{
    size_t first = before > FACTS_IN_FLIGHT_BACK ? before - FACTS_IN_FLIGHT_BACK : 0;
    for (size_t i = first; i < before; i++) {
        struct fact_call *call = &facts->calls[i];
        if (!call->answer && strcmp(call->worker, worker) == 0)
            call->quiet = false;
    }
}

/* From now on a call that moves the machine is in flight beside others of its worker: they all overlap. */
static void note_flight(struct pass *pass, struct pass_worker *worker, uint32_t index)
{
    struct facts *facts = pass->facts;
    worker->in_flight_count++;
    if (worker->in_flight_count == 1)
        return;
    size_t first = index > FACTS_IN_FLIGHT_BACK ? index - FACTS_IN_FLIGHT_BACK : 0;
    for (size_t i = first; i <= index; i++) {
        struct fact_call *call = &facts->calls[i];
        if (call->kind && !call->answer && strcmp(call->worker, worker->name) == 0)
            call->overlapped = true;
    }
}

static bool changes_a_pool(const struct fact_call *call)
{
    static const char *const changing[] = {"pool_open", "pool_close", "acquire", "release_lease"};
    for (size_t i = 0; i < sizeof changing / sizeof changing[0]; i++) {
        if (strcmp(call->verb, changing[i]) == 0)
            return true;
    }
    return strcmp(call->verb, "lease") == 0 &&
           !text_is(json_get_string(json_get(call->call->body, "call"), "do", ""), "status");
}

void pass_call(struct pass *pass, const struct trace_event *event)
{
    struct facts *facts = pass->facts;
    facts->calls = memory_for_one_more(facts->calls, facts->call_count, sizeof *facts->calls);
    uint32_t index = (uint32_t)facts->call_count++;
    facts->ids_ascend &= index == 0 || facts->calls[index - 1].id < event->call;
    struct fact_call *call = &facts->calls[index];
    const char *name = event->worker ? event->worker : json_get_string(event->body, "worker", "");
    *call = (struct fact_call){
        .id = event->call,
        .worker = name,
        .verb = json_get_string(event->body, "do", ""),
        .call = event,
        .spawn = FACTS_NONE,
        .receiver = FACTS_NONE,
        .first_delivery = FACTS_NONE,
        .last_delivery = FACTS_NONE,
    };
    classify(call);
    if (changes_a_pool(call)) {
        facts->pool_calls =
            memory_for_one_more(facts->pool_calls, facts->pool_call_count, sizeof *facts->pool_calls);
        facts->pool_calls[facts->pool_call_count++] = index;
    }
    if (!name[0])
        return;
    struct pass_worker *worker = pass_worker_of(pass, name);
    if (call->kind == MODEL_VERB_SPAWN) {
        call->spawn_before = worker->spawn;
        call->config = facts_config_new(json_get(event->body, "config"));
        worker->spawn = index;
        worker->timeout_before_spawn = worker->timeout_ms;
        worker->timeout_ms = call->config->request_timeout_ms;
    }
    call->spawn = worker->spawn;
    call->timeout_ms = worker->timeout_ms;
    call->quiet = worker->in_flight_count == 0;
    if (call->kind) {
        disturb(facts, name, index);
        note_flight(pass, worker, index);
    }
}

static bool entered_child(const struct json *error)
{
    const struct json *resource = json_get(error, "resource");
    return json_get_bool(error, "work_entered_child", json_get_bool(resource, "work_entered_child", true));
}

/* The answer in the words of the model's table of answers. */
static void name_outcome(struct fact_call *call)
{
    const char *suffix = "";
    const char *word = "ok";
    if (call->unsupported) {
        word = "unsupported";
    } else if (call->error) {
        word = call->error_kind;
        if (strcmp(word, "timeout") == 0 &&
            text_is(json_get_string(call->error, "operation", NULL), "startup"))
            suffix = ":startup";
        else if (strcmp(word, "cancelled") == 0)
            suffix = entered_child(call->error) ? ":entered" : ":before";
    } else if (call->kind == MODEL_VERB_SHUTDOWN) {
        word = json_get_string(call->ok, "outcome", "without an outcome");
    } else if (call->kind == MODEL_VERB_STATUS) {
        word = json_get_string(call->ok, "state", "without a state");
    } else if (call->operation && call->operation->absorbs_abort &&
               json_get_bool(call->ok, "degraded", false)) {
        suffix = ":degraded";
    }
    (void)snprintf(call->outcome, sizeof call->outcome, "%s%s", word, suffix);
}

void pass_answer(struct pass *pass, const struct trace_event *event)
{
    struct fact_call *call = call_by_id(pass->facts, event->call);
    if (!call || call->answer || pass->facts->end)
        return; /* after the end the adapter drops its supervisors in the midst of calls: nobody judges those */
    call->answer = event;
    call->ok = json_get(event->body, "ok");
    call->error = json_get(event->body, "error");
    call->unsupported = json_get_string(event->body, "unsupported", NULL);
    if (call->error)
        call->error_kind = json_get_string(call->error, "kind", "without a kind");
    name_outcome(call);
    if (!call->worker[0])
        return;
    struct pass_worker *worker = pass_worker_of(pass, call->worker);
    call->states = worker->sample;
    if (call->kind == MODEL_VERB_SPAWN && strcmp(call->outcome, "unsupported_request") == 0 &&
        worker->spawn == (uint32_t)(call - pass->facts->calls)) {
        worker->spawn = call->spawn_before; /* the name is in use: the supervisor that has it goes on */
        worker->timeout_ms = worker->timeout_before_spawn;
    }
    if (call->kind)
        worker->in_flight_count--;
    if (strcmp(call->verb, "set_request_timeout") == 0 && call->ok)
        worker->timeout_ms = facts_option(call->call->body, "ms", "request_timeout_ms");
}

void pass_delivery(struct pass *pass, const struct trace_event *event)
{
    struct facts *facts = pass->facts;
    struct fact_call *call = call_by_id(facts, event->call);
    if (!call)
        return;
    uint32_t index = (uint32_t)(event->n - 1);
    if (call->first_delivery == FACTS_NONE)
        call->first_delivery = index;
    else
        facts->next_of_call[call->last_delivery] = index;
    call->last_delivery = index;
    if (facts_event(pass->facts, event) == FACT_EVENT_ROW)
        call->rows++;
}
