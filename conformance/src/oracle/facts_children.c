/* The children of a trace: their lives, their frames, and the calls that wrote what they received. */
#include "oracle/facts_private.h"

#include <string.h>

#include "shared/memory.h"
#include "shared/text.h"

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

const struct fact_child *facts_newest_child(
    const struct facts *facts, const struct fact_call *call, uint64_t n)
{
    for (size_t i = facts->child_count; i > 0; i--) {
        const struct fact_child *child = &facts->children[i - 1];
        if (child->spawn == call->spawn && child->hello->n < n && strcmp(child->worker, call->worker) == 0)
            return child;
    }
    return NULL;
}

static void on_hello(struct pass *pass, const struct trace_event *event)
{
    struct facts *facts = pass->facts;
    if (!event->worker || event->generation == TRACE_GENERATION_NONE ||
        facts_child(facts, event->worker, event->generation))
        return;
    facts->children = memory_for_one_more(facts->children, facts->child_count, sizeof *facts->children);
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
    facts->strays = memory_for_one_more(facts->strays, facts->stray_count, sizeof *facts->strays);
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

void pass_child_event(struct pass *pass, const struct trace_event *event)
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

void pass_kernel_event(struct pass *pass, const struct trace_event *event)
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
