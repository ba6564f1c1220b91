/*
 * Feeds arbitrary bytes to the reader and the decoder. Finds what a sanitizer sees, and input on which the short ways
 * and the general one differ.
 */
#include "wire/decode.h"
#include "wire/wire.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool same_text(struct wire_text a, struct wire_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static bool same_message(const struct wire_message *a, const struct wire_message *b)
{
    if (a->type != b->type)
        return false;
    if (a->type == WIRE_TYPE_RESPONSE)
        return a->response.status == b->response.status && a->response.number == b->response.number &&
               same_text(a->response.body, b->response.body) &&
               same_text(a->response.result, b->response.result) &&
               same_text(a->response.message, b->response.message);
    if (a->type != WIRE_TYPE_DATA_ROW)
        return true;
    return same_text(a->row.stream, b->row.stream) && same_text(a->row.payload, b->row.payload) &&
           a->row.sequence == b->row.sequence;
}

/* Decodes copies, because decoding may rewrite the frame. */
static void decode_both_ways(const char *frame, size_t length)
{
    char *first = malloc(length + 1);
    char *second = malloc(length + 1);
    struct wire_message one, other;
    struct wire_error error;
    int result;

    if (first == NULL || second == NULL)
        abort();
    memcpy(first, frame, length);
    memcpy(second, frame, length);
    result = wire_decode(first, length, &one, &error);
    if (result != wire_decode_general(second, length, &other, &error))
        abort();
    if (result == 0) {
        if (!same_message(&one, &other))
            abort();
        wire_message_release(&one);
        wire_message_release(&other);
    }
    free(first);
    free(second);
}

/* The input as a stream of which PIECE bytes come at a time. */
static void read_stream(const char *bytes, size_t length, size_t piece)
{
    struct wire_reader reader;
    struct wire_error error;
    enum wire_next next = WIRE_NEXT_MORE;
    size_t fed = 0;

    wire_reader_init(&reader, WIRE_FRAME_BYTES_MIN);
    while (next != WIRE_NEXT_ERROR && fed < length) {
        char *space;
        char *frame;
        size_t size;

        if (wire_reader_space(&reader, &space, &size) < 0)
            abort();
        size = size < piece ? size : piece;
        size = size < length - fed ? size : length - fed;
        memcpy(space, bytes + fed, size);
        wire_reader_commit(&reader, size);
        fed += size;
        while ((next = wire_reader_next(&reader, &frame, &size, &error)) == WIRE_NEXT_FRAME)
            decode_both_ways(frame, size);
    }
    wire_reader_release(&reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    decode_both_ways((const char *)data, size);
    read_stream((const char *)data + 1, size - 1, (size_t)data[0] + 1);
    return 0;
}
