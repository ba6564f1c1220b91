#include "shared/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/memory.h"

#define TEXT_CAPACITY_MIN 128U

void text_init(struct text *text)
{
    *text = (struct text){0};
}

void text_release(struct text *text)
{
    free(text->bytes);
    text_init(text);
}

void text_clear(struct text *text)
{
    text->length = 0;
    if (text->bytes)
        text->bytes[0] = '\0';
}

char *text_duplicate(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(memory_allocate(size), string, size);
}

/* Room for MORE bytes and the NUL. */
static void text_reserve(struct text *text, size_t more)
{
    if (more >= SIZE_MAX / 4 - text->length)
        abort();
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity)
        return;
    size_t capacity = text->capacity ? text->capacity : TEXT_CAPACITY_MIN;
    while (capacity < needed)
        capacity *= 2;
    char *bytes = realloc(text->bytes, capacity);
    if (!bytes)
        abort();
    text->bytes = bytes;
    text->capacity = capacity;
}

void text_append(struct text *text, const void *bytes, size_t length)
{
    text_reserve(text, length);
    if (length > 0)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_append_string(struct text *text, const char *string)
{
    text_append(text, string, strlen(string));
}

void text_append_format(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        abort();
    text_reserve(text, (size_t)length);
    va_start(arguments, format);
    (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

size_t text_utf8_sequence(const char *bytes, size_t left)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (left == 0)
        return 0;
    if (b[0] < 0x80)
        return 1;
    size_t length;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (b[0] >= 0xC2 && b[0] <= 0xDF) {
        length = 2;
    } else if (b[0] >= 0xE0 && b[0] <= 0xEF) {
        length = 3;
        if (b[0] == 0xE0)
            low = 0xA0; /* overlong */
        if (b[0] == 0xED)
            high = 0x9F; /* surrogates */
    } else if (b[0] >= 0xF0 && b[0] <= 0xF4) {
        length = 4;
        if (b[0] == 0xF0)
            low = 0x90; /* overlong */
        if (b[0] == 0xF4)
            high = 0x8F; /* above U+10FFFF */
    } else {
        return 0;
    }
    if (left < length || b[1] < low || b[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (b[i] < 0x80 || b[i] > 0xBF)
            return 0;
    return length;
}

static void append_escaped(struct text *text, unsigned char byte)
{
    switch (byte) {
    case '"': text_append(text, "\\\"", 2); break;
    case '\\': text_append(text, "\\\\", 2); break;
    case '\n': text_append(text, "\\n", 2); break;
    case '\r': text_append(text, "\\r", 2); break;
    case '\t': text_append(text, "\\t", 2); break;
    default: text_append_format(text, "\\u%04x", byte); break;
    }
}

void text_append_json_string(struct text *text, const char *bytes, size_t length)
{
    text_append(text, "\"", 1);
    size_t plain = 0; /* start of the run that needs no change */
    size_t i = 0;
    while (i < length) {
        unsigned char byte = (unsigned char)bytes[i];
        size_t sequence = text_utf8_sequence(bytes + i, length - i);
        if (sequence > 0 && byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F) {
            i += sequence;
            continue;
        }
        text_append(text, bytes + plain, i - plain);
        if (sequence == 0 || byte == 0)
            text_append(text, "\xEF\xBF\xBD", 3);
        else
            append_escaped(text, byte);
        plain = ++i;
    }
    text_append(text, bytes + plain, length - plain);
    text_append(text, "\"", 1);
}

char *text_take(struct text *text, size_t *ret_length)
{
    text_reserve(text, 0);
    char *bytes = text->bytes;
    bytes[text->length] = '\0';
    if (ret_length)
        *ret_length = text->length;
    text_init(text);
    return bytes;
}
