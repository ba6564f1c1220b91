/* The calls of one scenario: what was asked, which events came for it, what was answered. */
#ifndef RUNNER_CALLS_H
#define RUNNER_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runner/protocol.h"

/* Kinds of event, counted apart (STREAM-09): index with message kind - MESSAGE_KIND_ROW. */
#define CALL_EVENT_KINDS (MESSAGE_KIND_COUNT - MESSAGE_KIND_ROW)

struct call_events {
    const struct json **items; /* the trace owns them */
    size_t count;
    size_t next; /* the first that the scenario has not asked for */
};

struct call {
    uint64_t id;
    char *worker; /* NULL: of no worker (hello, cancel, release) */
    char *verb;
    int64_t started_ns;  /* before its line was written */
    int64_t answered_ns; /* after the answer's line was read; 0: not yet */
    int64_t lost_ns;     /* what the machine took from the subject and the harness meanwhile */
    int64_t lost_start_ns;
    enum message_kind answer;
    const struct json *value; /* of the answer; the trace owns it */
    struct call_events events[CALL_EVENT_KINDS];
    bool released;
};

struct calls {
    struct call **items; /* items[i] has id i + 1 */
    size_t count;
    size_t unsettled;
    uint64_t events; /* of all calls */
};

/* Adds a call; never fails (out of memory aborts). */
struct call *calls_add(struct calls *calls, const char *worker, const char *verb);
struct call *calls_find(const struct calls *calls, uint64_t id);

/* Finds the call that a message belongs to. Returns 0 and *ret_call; or -1 and *ret_error, a sentence (caller frees), where
   it breaks the protocol: unknown id, second answer, an event after the answer, too many events. */
int calls_accept(
    struct calls *calls, const struct message *message, struct call **ret_call, char **ret_error);
/* Files it, after it was recorded: `body` is what the trace keeps. */
void calls_file_event(
    struct calls *calls, struct call *call, enum message_kind kind, const struct json *body);
void calls_file_answer(
    struct calls *calls, struct call *call, enum message_kind kind, const struct json *value, int64_t now_ns);

void calls_release(struct calls *calls);

#endif
