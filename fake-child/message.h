#ifndef FAKE_CHILD_MESSAGE_H
#define FAKE_CHILD_MESSAGE_H
/* Protocol messages, version 10: the envelope around a body, and what a parent may send. */
#include <stddef.h>
#include <stdint.h>

#include "shared/json.h"
#include "shared/text.h"

#define MESSAGE_VERSION         10
#define MESSAGE_FRAME_BYTES_MAX (UINT64_C(1) << 28)

/* Appends a frame, header and envelope, with BODY (JSON text) as it is. */
void message_append_frame(struct text *out, int version, const char *type, const char *body, size_t length);

/* A message from the parent. */
struct message {
    struct json *tree; /* owns the rest */
    const char *type;
    const struct json *body; /* an object */
    const char *op;          /* of a request, otherwise NULL */
};

/* What is wrong with a frame of the parent, and the clause that says so. */
struct message_fault {
    const char *clause;
    char text[160];
};

enum message_result {
    MESSAGE_OK = 0,
    MESSAGE_DOUBTFUL = 1, /* readable, but not as a writer must write it: the fault is filled too */
    MESSAGE_BAD = -1,
};

enum message_result message_decode(
    const char *text, size_t length, struct message *ret, struct message_fault *ret_fault);
void message_release(struct message *message);

#endif
