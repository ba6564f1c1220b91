#include "wire/decode.h"

#include "wire/error.h"
#include "wire/record.h"
#include "wire/scan.h"
#include "wire/wire.h"

#include <errno.h>
#include <string.h>

/* ---- The layout that every known child writes: no white space around the protocol's own fields --------------- */

#define PLAIN_HEAD "{\"version\":10,\"message\":{\"type\":"

static bool skip(struct scan *scan, const char *literal, size_t length)
{
    if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, literal, length) != 0)
        return false;
    scan->at += length;
    return true;
}

#define SKIP(scan, literal) skip((scan), (literal), sizeof(literal) - 1)

/*
 * One pass over a row. True only where the general path would give the same; everything else, errors included, is left
 * to that path.
 */
static bool decode_plain_row(struct wire_text frame, struct wire_row *ret_row)
{
    struct scan scan = scan_over(frame);
    struct scan_string stream;
    struct wire_row row;

    if (!SKIP(&scan, PLAIN_HEAD "\"data_row\",\"body\":{\"stream\":"))
        return false;
    if (scan_string(&scan, &stream) < 0 || stream.escaped || !SKIP(&scan, ",\"sequence\":"))
        return false;
    if (scan_unsigned(&scan, UINT64_MAX, &row.sequence) < 0 || !SKIP(&scan, ",\"payload\":"))
        return false;
    if (scan_value(&scan, WIRE_DEPTH_MAX, &row.payload) < 0 || !SKIP(&scan, "}}}") || scan.at != scan.end)
        return false;
    row.stream = stream.raw;
    *ret_row = row;
    return true;
}

/* The same for a response that says its status and nothing else, as most do that are not about data. */
static bool decode_plain_status(struct wire_text frame, struct wire_message *ret_message)
{
    struct scan scan = scan_over(frame);
    struct scan_string status;
    const char *body;

    if (!SKIP(&scan, PLAIN_HEAD "\"response\",\"body\":"))
        return false;
    body = scan.at;
    if (!SKIP(&scan, "{\"status\":") || scan_string(&scan, &status) < 0 || status.escaped ||
        !SKIP(&scan, "}}}") || scan.at != scan.end)
        return false;
    for (size_t i = 0; i < variants_response.count; i++) {
        const struct variant *variant = &variants_response.list[i];

        if (variant->record->count > 0 || !scan_string_is(status, variant->name))
            continue;
        *ret_message = (struct wire_message){
            .type = WIRE_TYPE_RESPONSE,
            .response = {.status = (enum wire_status)i, .body = {body, (size_t)(scan.end - body) - 2}},
        };
        return true;
    }
    return false;
}

/* ---- The general path ------------------------------------------------------------------------------------------ */

static int decode_response(struct decoder *decoder, struct wire_text body, struct wire_response *response)
{
    size_t index;
    int error = variants_choose(decoder, body, &variants_response, &index);

    if (error < 0)
        return error;
    response->status = (enum wire_status)index;
    response->body = body;
    return record_decode(
        decoder, body, variants_response.list[index].record, variants_response.tag, response, &(uint32_t){0});
}

static int decode_request(struct decoder *decoder, struct wire_text body, enum wire_op *ret_op)
{
    size_t index;
    int error = variants_choose(decoder, body, &variants_request, &index);

    if (error < 0)
        return error;
    *ret_op = (enum wire_op)index;
    return record_decode(
        decoder, body, variants_request.list[index].record, variants_request.tag, NULL, &(uint32_t){0});
}

static int decode_progress(struct decoder *decoder, struct wire_text body, struct wire_progress *progress)
{
    uint32_t given;
    int error = record_decode(decoder, body, &record_progress, NULL, progress, &given);

    if (error == 0)
        progress->has_total = (given >> RECORD_PROGRESS_TOTAL & 1) != 0;
    return error;
}

static int decode_body(struct decoder *decoder, struct wire_text body, struct wire_message *message)
{
    uint32_t given;

    switch (message->type) {
    case WIRE_TYPE_HANDSHAKE:
        return record_decode(decoder, body, &record_handshake, NULL, &message->handshake, &given);
    case WIRE_TYPE_CONFIGURE_FRAME_LIMIT:
        return record_decode(decoder, body, &record_configure, NULL, message, &given);
    case WIRE_TYPE_REQUEST: return decode_request(decoder, body, &message->op);
    case WIRE_TYPE_RESPONSE: return decode_response(decoder, body, &message->response);
    case WIRE_TYPE_DIAGNOSTIC:
        return record_decode(decoder, body, &record_diagnostic, NULL, &message->diagnostic, &given);
    case WIRE_TYPE_PROGRESS_TICK: return decode_progress(decoder, body, &message->progress);
    case WIRE_TYPE_DATA_ROW:
        /* Nothing is read again after the stream's name was rewritten: a row can be decoded in place. */
        return record_decode(decoder, body, &record_row, NULL, &message->row, &given);
    case WIRE_TYPE_FATAL_EXIT:
        return record_decode(decoder, body, &record_fatal, NULL, &message->fatal, &given);
    case WIRE_TYPE_COUNT: break;
    }
    return -EINVAL;
}

/* WIRE-03: decoding comes first; only a frame that is sound can be of another version. */
static int decode_parts(struct decoder *decoder, char *frame, size_t length, struct wire_message *message)
{
    struct frame_parts parts = {0};
    struct message_parts inner = {0};
    uint32_t given;
    int error =
        record_decode(decoder, (struct wire_text){frame, length}, &record_frame, NULL, &parts, &given);

    if (error == 0)
        error = record_decode(decoder, parts.message, &record_message, NULL, &inner, &given);
    if (error < 0)
        return error;
    message->type = (enum wire_type)inner.type;
    decoder->rewrite = message->type == WIRE_TYPE_DATA_ROW ? frame : NULL;
    error = decode_body(decoder, inner.body, message);
    if (error == 0 && parts.version != WIRE_VERSION)
        error = wire_error_version(decoder->error, parts.version);
    return error;
}

/*
 * Any other message whose envelope needs no search: its body is what stands between the head and the last braces, and is
 * decoded as the general path does. True on the same terms as for rows.
 */
static bool decode_plain_message(
    struct wire_text frame, struct wire_message *ret_message, struct wire_error *error)
{
    struct decoder decoder = {.frame = frame.data, .error = error};
    struct scan scan = scan_over(frame);
    struct wire_message message;
    struct scan_string type;
    struct wire_text body;
    unsigned int index = 0;

    if (!SKIP(&scan, PLAIN_HEAD) || scan_string(&scan, &type) < 0 || !SKIP(&scan, ",\"body\":") ||
        scan_peek(&scan) != '{')
        return false;
    body = (struct wire_text){scan.at, (size_t)(scan.end - scan.at)};
    if (body.length < sizeof "{}}}" - 1 || memcmp(scan.end - 3, "}}}", 3) != 0)
        return false;
    body.length -= sizeof "}}" - 1;
    while (index < WIRE_TYPE_COUNT && !scan_string_is(type, wire_type_name((enum wire_type)index)))
        index++;
    if (index == WIRE_TYPE_COUNT || index == WIRE_TYPE_DATA_ROW)
        return false;
    memset(&message, 0, sizeof message);
    message.type = (enum wire_type)index;
    if (decode_body(&decoder, body, &message) < 0) {
        storage_free(decoder.storage);
        return false;
    }
    message.storage = decoder.storage;
    *ret_message = message;
    return true;
}

int wire_decode_general(
    char *frame, size_t length, struct wire_message *ret_message, struct wire_error *error)
{
    struct decoder decoder = {.frame = frame, .error = error};
    struct wire_message message;
    int result;

    memset(&message, 0, sizeof message);
    result = decode_parts(&decoder, frame, length, &message);
    if (result < 0) {
        storage_free(decoder.storage);
        return result;
    }
    message.storage = decoder.storage;
    *ret_message = message;
    return 0;
}

int wire_decode(char *frame, size_t length, struct wire_message *ret_message, struct wire_error *error)
{
    struct wire_text text = {frame, length};

    if (decode_plain_row(text, &ret_message->row)) {
        ret_message->type = WIRE_TYPE_DATA_ROW;
        ret_message->storage = NULL;
        return 0;
    }
    if (decode_plain_status(text, ret_message) || decode_plain_message(text, ret_message, error))
        return 0;
    return wire_decode_general(frame, length, ret_message, error);
}

void wire_message_release(struct wire_message *message)
{
    if (message->storage == NULL)
        return;
    storage_free(message->storage);
    message->storage = NULL;
}
