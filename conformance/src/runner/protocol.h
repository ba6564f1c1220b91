/* The lines of an adapter, read and written: ADAPTER.md sections 1, 2 and the error texts that help its author. Pure. */
#ifndef RUNNER_PROTOCOL_H
#define RUNNER_PROTOCOL_H

#include <stddef.h>
#include <stdint.h>

#include "shared/json.h"

#define PROTOCOL_VERSION        1
#define PROTOCOL_LINE_BYTES_MAX (8U << 20)
#define PROTOCOL_EVENTS_MAX     1000000U
#define PROTOCOL_QUOTE_BYTES    200 /* of a bad line, in a message */

enum message_kind {
    MESSAGE_KIND_OK,
    MESSAGE_KIND_ERROR,
    MESSAGE_KIND_UNSUPPORTED,
    MESSAGE_KIND_ROW,
    MESSAGE_KIND_PROGRESS,
    MESSAGE_KIND_DIAGNOSTIC,
    MESSAGE_KIND_BLOCKED,
    MESSAGE_KIND_COUNT
};

/* "ok", "error", "unsupported", "row", "progress", "diagnostic", "blocked". */
const char *message_kind_name(enum message_kind kind);

struct message {
    enum message_kind kind;
    uint64_t call; /* the id that is answered, or the call that an event belongs to */
    struct json *
        body; /* of an answer: its ok, error or unsupported value; of an event: its fields but `ev` and `call` */
};

/* Reads one line. Returns 0 and *ret_message (release with message_release), or -1 and *ret_error: why this is no line of
   the protocol, with the line quoted (caller frees). */
int message_parse(const char *line, size_t length, struct message *ret_message, char **ret_error);
void message_release(struct message *message);

/* `text` cut to PROTOCOL_QUOTE_BYTES with control characters and bytes that are no UTF-8 as \xNN, in double quotes; caller
   frees. */
char *protocol_quote(const char *text, size_t length);

#endif
