#include "runner/calls.h"

#include <inttypes.h>
#include <stdlib.h>

#include "runner/phrase.h"
#include "shared/memory.h"

struct call *calls_add(struct calls *calls, const char *worker, const char *verb)
{
    struct call *call = memory_zeroed(1, sizeof *call);
    calls->items = memory_for_one_more(calls->items, calls->count, sizeof(struct call *));
    calls->items[calls->count++] = call;
    calls->unsettled++;
    call->id = calls->count;
    call->worker = phrase_copy(worker);
    call->verb = phrase_copy(verb);
    return call;
}

struct call *calls_find(const struct calls *calls, uint64_t id)
{
    return id == 0 || id > calls->count ? NULL : calls->items[id - 1];
}

int calls_accept(struct calls *calls, const struct message *message, struct call **ret_call, char **ret_error)
{
    struct call *call = calls_find(calls, message->call);
    const char *name = message_kind_name(message->kind);
    bool is_event = message->kind >= MESSAGE_KIND_ROW;
    if (call == NULL) {
        *ret_error = phrase_print("%s (%s) names %" PRIu64 ", but no call has that id (%zu sent so far)",
            is_event ? "an event" : "an answer", name, message->call, calls->count);
        return -1;
    }
    if (call->answered_ns != 0) {
        *ret_error = phrase_print("%s (%s) to call %" PRIu64 " (%s) came after that call's answer; %s",
            is_event ? "an event" : "a second answer", name, call->id, call->verb,
            is_event ? "all events of a call come before its answer" : "exactly one answer to each request");
        return -1;
    }
    if (is_event && calls->events == PROTOCOL_EVENTS_MAX) {
        *ret_error = phrase_print("more than %u events in one scenario", PROTOCOL_EVENTS_MAX);
        return -1;
    }
    *ret_call = call;
    return 0;
}

void calls_file_event(struct calls *calls, struct call *call, enum message_kind kind, const struct json *body)
{
    struct call_events *events = &call->events[kind - MESSAGE_KIND_ROW];
    events->items = memory_for_one_more(events->items, events->count, sizeof(const struct json *));
    events->items[events->count++] = body;
    calls->events++;
}

void calls_file_answer(
    struct calls *calls, struct call *call, enum message_kind kind, const struct json *value, int64_t now_ns)
{
    call->answer = kind;
    call->value = value;
    call->answered_ns = now_ns;
    calls->unsettled--;
}

void calls_release(struct calls *calls)
{
    for (size_t i = 0; i < calls->count; i++) {
        struct call *call = calls->items[i];
        for (size_t kind = 0; kind < CALL_EVENT_KINDS; kind++)
            free(call->events[kind].items);
        free(call->worker);
        free(call->verb);
        free(call);
    }
    free(calls->items);
    *calls = (struct calls){0};
}
