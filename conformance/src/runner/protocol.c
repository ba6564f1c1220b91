#include "runner/protocol.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner/phrase.h"
#include "shared/memory.h"

static const char *const kind_names[MESSAGE_KIND_COUNT] = {
    [MESSAGE_KIND_OK] = "ok",
    [MESSAGE_KIND_ERROR] = "error",
    [MESSAGE_KIND_UNSUPPORTED] = "unsupported",
    [MESSAGE_KIND_ROW] = "row",
    [MESSAGE_KIND_PROGRESS] = "progress",
    [MESSAGE_KIND_DIAGNOSTIC] = "diagnostic",
    [MESSAGE_KIND_BLOCKED] = "blocked",
};

const char *message_kind_name(enum message_kind kind)
{
    return kind_names[kind];
}

char *protocol_quote(const char *text, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    bool cut = length > PROTOCOL_QUOTE_BYTES;
    if (cut)
        length = PROTOCOL_QUOTE_BYTES;
    char *quoted = memory_allocate(4 * length + sizeof "\"…\"");
    size_t at = 0;
    quoted[at++] = '"';
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\\' || (c >= 0x20 && c < 0x7f)) {
            quoted[at++] = (char)c;
        } else {
            quoted[at++] = '\\';
            quoted[at++] = 'x';
            quoted[at++] = digits[c >> 4];
            quoted[at++] = digits[c & 15];
        }
    }
    memcpy(quoted + at, cut ? "…\"" : "\"", cut ? sizeof "…\"" : sizeof "\"");
    return quoted;
}

static int refuse(const char *line, size_t length, char **ret_error, const char *why)
{
    char *quoted = protocol_quote(line, length);
    *ret_error = phrase_print("%s: %s", why, quoted);
    free(quoted);
    return -1;
}

/* What an event must carry: `type` is the first letter of string, number, or any. */
struct field {
    enum message_kind event;
    const char *name;
    char type; /* 's' string, 'n' unsigned integer, 'o' unsigned integer or null */
};

static const struct field event_fields[] = {
    {MESSAGE_KIND_ROW, "stream", 's'},
    {MESSAGE_KIND_ROW, "sequence", 'n'},
    {MESSAGE_KIND_ROW, "payload", 's'},
    {MESSAGE_KIND_PROGRESS, "phase", 's'},
    {MESSAGE_KIND_PROGRESS, "current", 'n'},
    {MESSAGE_KIND_PROGRESS, "total", 'o'},
    {MESSAGE_KIND_DIAGNOSTIC, "code", 's'},
    {MESSAGE_KIND_DIAGNOSTIC, "message", 's'},
    {MESSAGE_KIND_BLOCKED, "row", 'n'},
};

static bool field_fits(const struct json *value, char type)
{
    uint64_t number;
    if (type == 's')
        return json_string(value) != NULL;
    return (type == 'o' && json_is_null(value)) || json_uint64(value, &number);
}

static const char *check_event(const struct json *object, struct message *message)
{
    const char *name = json_get_string(object, "ev", NULL);
    if (name == NULL)
        return "`ev` is no string";
    for (message->kind = MESSAGE_KIND_ROW; message->kind < MESSAGE_KIND_COUNT; message->kind++) {
        if (strcmp(kind_names[message->kind], name) == 0)
            break;
    }
    if (message->kind == MESSAGE_KIND_COUNT)
        return "an event is one of row, progress, diagnostic, blocked";
    if (!json_uint64(json_get(object, "call"), &message->call))
        return "an event names its call in `call`, a positive integer";
    for (size_t i = 0; i < sizeof event_fields / sizeof event_fields[0]; i++) {
        const struct field *field = &event_fields[i];
        if (field->event == message->kind && !field_fits(json_get(object, field->name), field->type))
            return message->kind == MESSAGE_KIND_ROW ? "a row has `stream` (string), `sequence` (unsigned "
                                                       "integer) and `payload` (the exact text, as a "
                                                       "JSON string)"
                   : message->kind == MESSAGE_KIND_PROGRESS
                       ? "progress has `phase` (string), `current` (unsigned integer) and `total` (unsigned "
                         "integer or null)"
                   : message->kind == MESSAGE_KIND_DIAGNOSTIC
                       ? "a diagnostic has `code` and `message` (strings)"
                       : "blocked has `row` (unsigned integer)";
    }
    return NULL;
}

static const char *check_answer(
    const struct json *object, struct message *message, const struct json **ret_value)
{
    if (!json_uint64(json_get(object, "id"), &message->call) || message->call == 0)
        return json_get(object, "id") == NULL ? "neither an answer (no `id`) nor an event (no `ev`)"
                                              : "`id` is no positive integer";
    int found = 0;
    for (enum message_kind kind = MESSAGE_KIND_OK; kind <= MESSAGE_KIND_UNSUPPORTED; kind++) {
        const struct json *value = json_get(object, kind_names[kind]);
        if (value == NULL)
            continue;
        found++;
        message->kind = kind;
        *ret_value = value;
    }
    if (found != 1)
        return "an answer has exactly one of `ok`, `error`, `unsupported`";
    if (message->kind == MESSAGE_KIND_OK && json_type_of(*ret_value) != JSON_TYPE_OBJECT)
        return "`ok` is an object, {} where there is nothing to say";
    if (message->kind == MESSAGE_KIND_ERROR && json_get_string(*ret_value, "kind", NULL) == NULL)
        return "`error` is an object with a string `kind`";
    if (message->kind == MESSAGE_KIND_UNSUPPORTED && json_string(*ret_value) == NULL)
        return "`unsupported` is a sentence";
    return NULL;
}

int message_parse(const char *line, size_t length, struct message *ret_message, char **ret_error)
{
    struct json *object;
    struct json_error error;
    if (json_parse(line, length, &object, &error) < 0) {
        char *why = phrase_print("a line on stdout that is no JSON (byte %zu: %s); was it meant for stderr?",
            error.offset, error.reason);
        int result = refuse(line, length, ret_error, why);
        free(why);
        return result;
    }
    struct message message = {.kind = MESSAGE_KIND_COUNT};
    const struct json *value = NULL;
    const char *why;
    if (json_type_of(object) != JSON_TYPE_OBJECT)
        why = "a line on stdout that is no JSON object; was it meant for stderr?";
    else if (json_get(object, "ev") != NULL && json_get(object, "id") != NULL)
        why = "a line with both `id` (an answer) and `ev` (an event)";
    else if (json_get(object, "ev") != NULL)
        why = check_event(object, &message);
    else
        why = check_answer(object, &message, &value);
    if (why != NULL) {
        json_free(object);
        return refuse(line, length, ret_error, why);
    }
    if (value != NULL) {
        message.body = json_copy(value);
        json_free(object);
    } else {
        json_remove(object, "ev");
        json_remove(object, "call");
        message.body = object;
    }
    *ret_message = message;
    return 0;
}

void message_release(struct message *message)
{
    json_free(message->body);
    message->body = NULL;
}
