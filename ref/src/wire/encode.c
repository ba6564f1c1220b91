#include "wire/error.h"
#include "wire/scan.h"
#include "wire/wire.h"

#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER_BYTES_FIRST 512u

#define LITERAL(buffer, literal) buffer_put((buffer), (literal), sizeof(literal) - 1)

/* ---- The buffer ------------------------------------------------------------------------------------------------ */

void wire_buffer_release(struct wire_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct wire_buffer){.bytes = NULL};
}

static int buffer_reserve(struct wire_buffer *buffer, size_t size)
{
    size_t capacity = buffer->capacity == 0 ? BUFFER_BYTES_FIRST : buffer->capacity;
    char *bytes;

    if (size <= buffer->capacity - buffer->length)
        return 0;
    if (size > SIZE_MAX / 4 - buffer->length)
        return -ENOMEM;
    while (capacity - buffer->length < size)
        capacity *= 2;
    bytes = realloc(buffer->bytes, capacity);
    if (bytes == NULL)
        return -ENOMEM;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return 0;
}

static int buffer_put(struct wire_buffer *buffer, const char *bytes, size_t length)
{
    if (length == 0)
        return 0;
    if (buffer_reserve(buffer, length) < 0)
        return -ENOMEM;
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    return 0;
}

static int put_number(struct wire_buffer *buffer, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);

    return buffer_put(buffer, digits, (size_t)length);
}

/* ---- Strings --------------------------------------------------------------------------------------------------- */

static int put_escape(struct wire_buffer *buffer, char byte)
{
    static const char from[] = "\"\\\b\f\n\r\t";
    static const char into[] = "\"\\bfnrt";
    const char *found = byte == '\0' ? NULL : strchr(from, byte);
    char escape[8];
    int length;

    if (found != NULL)
        length = snprintf(escape, sizeof escape, "\\%c", into[found - from]);
    else
        length = snprintf(escape, sizeof escape, "\\u%04x", (unsigned int)(unsigned char)byte);
    return buffer_put(buffer, escape, (size_t)length);
}

/* A JSON string of `text`; -EINVAL where it is not UTF-8. */
static int put_string(struct wire_buffer *buffer, struct wire_text text)
{
    size_t at = 0;
    int error = LITERAL(buffer, "\"");

    while (error == 0 && at < text.length) {
        struct wire_text rest = {text.data + at, text.length - at};
        size_t length = scan_plain_run(rest);

        if (length == 0 && (unsigned char)*rest.data >= 0x80) {
            length = scan_utf8_sequence(rest);
            if (length == 0)
                return -EINVAL;
        }
        error = length > 0 ? buffer_put(buffer, rest.data, length) : put_escape(buffer, *rest.data);
        at += length > 0 ? length : 1;
    }
    return error < 0 ? error : LITERAL(buffer, "\"");
}

/* ---- Fields ---------------------------------------------------------------------------------------------------- */

static int put_json(struct wire_buffer *buffer, struct wire_text text)
{
    struct scan scan = scan_over(text);

    if (scan_document(&scan, WIRE_DEPTH_MAX, &text) < 0)
        return -EINVAL;
    return buffer_put(buffer, text.data, text.length);
}

static int put_strings(struct wire_buffer *buffer, const struct wire_text *texts, size_t count)
{
    int error = LITERAL(buffer, "[");

    for (size_t i = 0; error == 0 && i < count; i++) {
        error = i > 0 ? LITERAL(buffer, ",") : 0;
        if (error == 0)
            error = put_string(buffer, texts[i]);
    }
    return error < 0 ? error : LITERAL(buffer, "]");
}

static int put_field_value(struct wire_buffer *buffer, const struct wire_field *field)
{
    switch (field->kind) {
    case WIRE_FIELD_TEXT: return put_string(buffer, field->text);
    case WIRE_FIELD_U64: return put_number(buffer, field->number);
    case WIRE_FIELD_BOOL: return field->number != 0 ? LITERAL(buffer, "true") : LITERAL(buffer, "false");
    case WIRE_FIELD_TEXTS: return put_strings(buffer, field->texts, field->count);
    case WIRE_FIELD_JSON: return put_json(buffer, field->text);
    case WIRE_FIELD_NULL: return LITERAL(buffer, "null");
    }
    return -EINVAL;
}

static int put_field(struct wire_buffer *buffer, const struct wire_field *field)
{
    int error = LITERAL(buffer, ",");

    if (error == 0)
        error = put_string(buffer, (struct wire_text){field->name, strlen(field->name)});
    if (error == 0)
        error = LITERAL(buffer, ":");
    return error < 0 ? error : put_field_value(buffer, field);
}

/* ---- Frames ---------------------------------------------------------------------------------------------------- */

/* The header, filled in at the end, and what each message starts with. */
#define FRAME_HEAD "\0\0\0\0{\"version\":10,\"message\":{\"type\":"

/* Replaces what BUFFER held by the head of a frame and the literal REST. */
#define FRAME_BEGIN(buffer, rest) ((buffer)->length = 0, LITERAL((buffer), FRAME_HEAD rest))

/* Closes the braces that are open and puts the length into the header. */
static int frame_end(struct wire_buffer *buffer, uint32_t frame_bytes_max, struct wire_error *error)
{
    size_t length;
    uint32_t header;

    if (LITERAL(buffer, "}}}") < 0)
        return -ENOMEM;
    length = buffer->length - WIRE_HEADER_BYTES;
    if (length > frame_bytes_max)
        return wire_error_too_large(error, length, frame_bytes_max);
    header = htobe32((uint32_t)length);
    memcpy(buffer->bytes, &header, sizeof header);
    return 0;
}

static int put_request(struct wire_buffer *buffer, const struct wire_request *request)
{
    const char *name = wire_op_name(request->op);
    int error = FRAME_BEGIN(buffer, "\"request\",\"body\":{\"op\":\"");

    if (error == 0)
        error = buffer_put(buffer, name, strlen(name)); /* plain ASCII */
    if (error == 0)
        error = LITERAL(buffer, "\"");
    for (size_t i = 0; error == 0 && i < request->field_count; i++)
        error = put_field(buffer, &request->fields[i]);
    return error;
}

int wire_encode_request(struct wire_buffer *buffer, const struct wire_request *request,
    uint32_t frame_bytes_max, struct wire_error *error)
{
    int result = put_request(buffer, request);

    if (result == -EINVAL)
        (void)wire_error_decode(
            error, "a field of the request is not valid JSON text or not UTF-8", NULL, buffer->length);
    if (result == 0)
        result = frame_end(buffer, frame_bytes_max, error);
    if (result < 0)
        buffer->length = 0;
    return result;
}

int wire_encode_configure(struct wire_buffer *buffer, uint32_t frame_bytes_max)
{
    struct wire_error error;
    int result = FRAME_BEGIN(buffer, "\"configure_frame_limit\",\"body\":{\"max_frame_bytes\":");

    if (result == 0)
        result = put_number(buffer, frame_bytes_max);
    if (result == 0)
        result = frame_end(buffer, WIRE_FRAME_BYTES, &error);
    if (result < 0)
        buffer->length = 0;
    return result;
}
