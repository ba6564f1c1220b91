#include "message.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "shared/frame.h"

void message_append_frame(struct text *out, int version, const char *type, const char *body, size_t length)
{
    size_t start = out->length;
    uint8_t header[FRAME_HEADER_BYTES] = {0};
    text_append(out, header, sizeof(header));
    text_append_format(out, "{\"version\":%d,\"message\":{\"type\":", version);
    text_append_json_string(out, type, strlen(type));
    text_append_string(out, ",\"body\":");
    text_append(out, body, length);
    text_append(out, "}}", 2);
    frame_header_write((uint8_t *)out->bytes + start, (uint32_t)(out->length - start - FRAME_HEADER_BYTES));
}

static enum message_result __attribute__((format(printf, 3, 4)))
fault(struct message_fault *ret_fault, const char *clause, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(ret_fault->text, sizeof(ret_fault->text), format, arguments);
    va_end(arguments);
    ret_fault->clause = clause;
    return MESSAGE_BAD;
}

/* The only field of that name; NULL with RET_TWICE where there are two. */
static const struct json *own_field(const struct json *object, const char *key, bool *ret_twice)
{
    const struct json *found = NULL;
    for (const struct json *field = json_first(object); field; field = json_next(field)) {
        if (!json_key(field) || strcmp(json_key(field), key) != 0)
            continue;
        if (found)
            *ret_twice = true;
        found = field;
    }
    return found;
}

static enum message_result read_envelope(struct message *message, struct message_fault *ret_fault)
{
    bool twice = false;
    const struct json *version = own_field(message->tree, "version", &twice);
    const struct json *inner = own_field(message->tree, "message", &twice);
    const struct json *type = own_field(inner, "type", &twice);
    message->body = own_field(inner, "body", &twice);
    const struct json *op = own_field(message->body, "op", &twice);
    message->type = json_string(type);
    message->op = json_string(op);
    int64_t number;
    if (twice)
        return fault(
            ret_fault, "WIRE-04", "a frame of the parent has one of the protocol's own fields twice");
    if (json_type_of(version) != JSON_TYPE_NUMBER || !json_int64(version, &number) || !message->type ||
        json_type_of(message->body) != JSON_TYPE_OBJECT)
        return fault(ret_fault, "WIRE-03",
            "a frame of the parent is not {\"version\":10,\"message\":{\"type\":…,\"body\":{…}}}");
    if (number != MESSAGE_VERSION)
        return fault(
            ret_fault, "WIRE-03", "a frame of the parent has version %lld, not 10", (long long)number);
    bool request = strcmp(message->type, "request") == 0;
    if (request && !message->op)
        return fault(ret_fault, "WIRE-04", "a request of the parent has no op");
    if (!request)
        message->op = NULL;
    if (json_first(inner) == message->body) {
        (void)fault(ret_fault, "WIRE-05", "a frame of the parent has its body before its type");
        return MESSAGE_DOUBTFUL;
    }
    return MESSAGE_OK;
}

enum message_result message_decode(
    const char *text, size_t length, struct message *ret, struct message_fault *ret_fault)
{
    struct json_error wrong;
    *ret = (struct message){0};
    if (json_parse(text, length, &ret->tree, &wrong) < 0)
        return fault(ret_fault, "WIRE-10", "a frame of the parent is not JSON, at byte %zu: %s", wrong.offset,
            wrong.reason);
    enum message_result result = read_envelope(ret, ret_fault);
    if (result == MESSAGE_BAD)
        message_release(ret);
    return result;
}

void message_release(struct message *message)
{
    json_free(message->tree);
    *message = (struct message){0};
}
