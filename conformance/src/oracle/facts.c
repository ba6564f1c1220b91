/* One pass over the trace: calls, children, frames and deliveries find each other. */
#include "oracle/facts_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/text.h"

/* ---- growing ---- */

static void *zeroed(size_t count, size_t bytes)
{
    void *memory = calloc(count ? count : 1, bytes);
    if (!memory)
        abort();
    return memory;
}

static void *room_for_one(void *memory, size_t count, size_t bytes)
{
    if (count & (count - 1) || (count && count < 16))
        return memory;
    size_t wanted = count < 16 ? 16 : count * 2;
    void *grown = reallocarray(memory, wanted, bytes);
    if (!grown)
        abort();
    return grown;
}

/* ---- calls ---- */

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

/* What is known while the pass is under way, for each worker. */
struct pass_worker {
    const char *name;
    uint32_t spawn;
    uint64_t timeout_ms;
    uint64_t timeout_before_spawn;
    unsigned in_flight_count; /* calls that move the machine */
    const struct trace_event *sample;
};

struct pass {
    struct facts *facts;
    struct pass_worker *workers;
    size_t worker_count;
};

static struct pass_worker *pass_worker_of(struct pass *pass, const char *name)
{
    for (size_t i = 0; i < pass->worker_count; i++) {
        if (strcmp(pass->workers[i].name, name) == 0)
            return &pass->workers[i];
    }
    pass->workers = room_for_one(pass->workers, pass->worker_count, sizeof *pass->workers);
    struct pass_worker *worker = &pass->workers[pass->worker_count++];
    *worker = (struct pass_worker){
        .name = name, .spawn = FACTS_NONE, .timeout_ms = model_option_find("request_timeout_ms")->value};
    return worker;
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

static void on_call(struct pass *pass, const struct trace_event *event)
{
    struct facts *facts = pass->facts;
    facts->calls = room_for_one(facts->calls, facts->call_count, sizeof *facts->calls);
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

static void on_answer(struct pass *pass, const struct trace_event *event)
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

static void on_delivery(struct pass *pass, const struct trace_event *event)
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

/* ---- children ---- */

struct fact_child *facts_child(const struct facts *facts, const char *worker, int generation)
{
    if (!worker)
        return NULL;
    for (size_t i = facts->child_count; i > 0; i--) {
        struct fact_child *child = &facts->children[i - 1];
        if (child->generation == generation && strcmp(child->worker, worker) == 0)
            return child;
    }
    return NULL;
}

const struct fact_child *facts_child_of_event(const struct facts *facts, const struct trace_event *event)
{
    return facts_child(facts, event->worker, event->generation);
}

static void on_hello(struct pass *pass, const struct trace_event *event)
{
    struct facts *facts = pass->facts;
    if (!event->worker || event->generation == TRACE_GENERATION_NONE ||
        facts_child(facts, event->worker, event->generation))
        return;
    facts->children = room_for_one(facts->children, facts->child_count, sizeof *facts->children);
    facts->children[facts->child_count++] = (struct fact_child){
        .worker = event->worker,
        .generation = event->generation,
        .spawn = pass_worker_of(pass, event->worker)->spawn,
        .pid = event->pid,
        .hello = event,
        .first_event = FACTS_NONE,
        .last_event = FACTS_NONE,
    };
}

/* How many calls back the sender of a frame is looked for. */
#define SENDERS_MAX 64u

/* Whose frame is it? Of the calls that write such a frame, the oldest in flight that has none yet; else the newest that was
 * answered without one (its answer was caused by something else, so the child may have read the frame after it). */
static struct fact_call *sender_of(struct facts *facts, const struct fact_child *child, const char *op)
{
    struct fact_call *waiting = NULL;
    struct fact_call *answered = NULL;
    size_t looked_at = 0;
    for (size_t i = facts->call_count; i > 0 && looked_at < SENDERS_MAX; i--) {
        struct fact_call *call = &facts->calls[i - 1];
        if (call->kind != MODEL_VERB_REQUEST || strcmp(call->worker, child->worker) != 0)
            continue;
        looked_at++;
        if (call->received || !text_is(call->op, op))
            continue;
        if (call->answer) {
            answered = answered ? answered : call;
        } else {
            if (waiting)
                waiting->ambiguous = call->ambiguous = true;
            waiting = call;
        }
    }
    return waiting ? waiting : answered;
}

/* Children whose requests no single call accounts for: those of a pool or of a check, and one whose capability is just
 * being opened. */
static bool is_composite(struct facts *facts, const struct fact_child *child, const char *op)
{
    if (!facts->calls || child->spawn == FACTS_NONE)
        return true;
    struct fact_call *spawn = &facts->calls[child->spawn];
    if (strcmp(spawn->verb, "open_capability") != 0 || spawn->answer)
        return false;
    const struct model_operation *operation = model_operation_find(op);
    spawn->requests_within++;
    spawn->imports_within += operation && operation->import_like;
    return true;
}

static void on_request_received(
    struct pass *pass, const struct fact_child *child, const struct trace_event *event)
{
    struct facts *facts = pass->facts;
    const char *op = json_get_string(event->body, "op", "");
    if (strcmp(op, "terminate") == 0)
        return;
    struct fact_call *call = sender_of(facts, child, op);
    if (call) {
        call->received = event;
        call->receiver = (uint32_t)(child - facts->children);
        call->orderly = !child->disorderly && child->unanswered == 0;
        return;
    }
    if (is_composite(facts, child, op))
        return;
    facts->strays = room_for_one(facts->strays, facts->stray_count, sizeof *facts->strays);
    facts->strays[facts->stray_count++].event = event;
}

static void on_send(struct fact_child *child, const char *type)
{
    bool is_handshake = strcmp(type, "handshake") == 0;
    child->sent_handshake |= is_handshake;
    if (child->unanswered == 0 && !is_handshake)
        child->disorderly = true;
    else if (strcmp(type, "response") == 0)
        child->unanswered--;
}

static void on_child_event(struct pass *pass, const struct trace_event *event)
{
    struct facts *facts = pass->facts;
    if (facts_event(pass->facts, event) == FACT_EVENT_HELLO)
        on_hello(pass, event);
    struct fact_child *child = facts_child(facts, event->worker, event->generation);
    if (!child)
        return;
    uint32_t index = (uint32_t)(event->n - 1);
    if (child->first_event == FACTS_NONE)
        child->first_event = index;
    else
        facts->next_of_child[child->last_event] = index;
    child->last_event = index;

    const char *type = json_get_string(event->body, "type", "");
    if (facts_event(pass->facts, event) == FACT_EVENT_RECV) {
        if (strcmp(type, "configure_frame_limit") == 0 && !child->configured)
            child->configured = event;
        else if (strcmp(type, "request") == 0) {
            on_request_received(pass, child, event);
            child->unanswered++;
        }
    } else if (facts_event(pass->facts, event) == FACT_EVENT_SEND) {
        on_send(child, type);
    } else if (facts_event(pass->facts, event) == FACT_EVENT_SEND_RAW) {
        child->sent_raw = true;
    } else if (facts_event(pass->facts, event) == FACT_EVENT_EXITING) {
        child->exiting = event;
    } else if (facts_event(pass->facts, event) == FACT_EVENT_STDERR) {
        child->stderr_bytes += json_get_uint64(event->body, "bytes", 0);
    }
}

static void on_kernel_event(struct pass *pass, const struct trace_event *event)
{
    if (facts_event(pass->facts, event) == FACT_EVENT_STATE) {
        if (event->worker)
            pass_worker_of(pass, event->worker)->sample = event;
        else
            for (size_t i = 0; i < pass->worker_count; i++)
                pass->workers[i].sample = event;
        return;
    }
    struct fact_child *child = facts_child(pass->facts, event->worker, event->generation);
    if (!child)
        return;
    if (facts_event(pass->facts, event) == FACT_EVENT_EXITED && !child->exited)
        child->exited = event;
    else if (facts_event(pass->facts, event) == FACT_EVENT_REAPED && !child->reaped)
        child->reaped = event;
}

/* ---- the pass ---- */

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
    for (size_t i = 0; i < facts->child_count; i++) {
        char name[TRACE_NAME_BYTES_MAX + 16];
        (void)snprintf(name, sizeof name, "%s/%d", facts->children[i].worker, facts->children[i].generation);
        facts->children[i].killed_by_driver |= strcmp(name, target) == 0;
    }
}

static void on_event(struct pass *pass, const struct trace_event *event)
{
    switch (event->source) {
    case TRACE_SOURCE_DRIVER:
        if (facts_event(pass->facts, event) == FACT_EVENT_CALL)
            on_call(pass, event);
        else if (facts_event(pass->facts, event) == FACT_EVENT_ANSWER)
            on_answer(pass, event);
        else if (facts_event(pass->facts, event) == FACT_EVENT_ROW ||
                 facts_event(pass->facts, event) == FACT_EVENT_PROGRESS ||
                 facts_event(pass->facts, event) == FACT_EVENT_DIAGNOSTIC)
            on_delivery(pass, event);
        else if (facts_event(pass->facts, event) == FACT_EVENT_STEP_WALL)
            pass->facts->clock_stepped = true;
        break;
    case TRACE_SOURCE_CHILD: on_child_event(pass, event); break;
    case TRACE_SOURCE_KERNEL: on_kernel_event(pass, event); break;
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
    struct facts *facts = zeroed(1, sizeof *facts);
    facts->trace = trace;
    facts->speed = speed_of(trace);
    facts->ids_ascend = true;
    facts->default_config = facts_config_new(NULL);
    facts->events = text_allocate(count * sizeof *facts->events);
    facts->next_of_child = text_allocate(count * sizeof *facts->next_of_child);
    facts->next_of_call = text_allocate(count * sizeof *facts->next_of_call);
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
    free(facts->default_config);
    free(facts->events);
    free(facts->children);
    free(facts->next_of_child);
    free(facts->next_of_call);
    free(facts->strays);
    free(facts);
}
