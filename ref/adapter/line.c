#include "line.h"

#include "arena.h"
#include "wire/scan.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_BYTES_FIRST 512u

#define LITERAL(line, literal) put((line), (literal), sizeof(literal) - 1)

void line_release(struct line *line)
{
    free(line->bytes);
    *line = (struct line){.bytes = NULL};
}

void line_clear(struct line *line)
{
    line->length = 0;
}

static char *reserve(struct line *line, size_t size)
{
    size_t capacity = line->capacity == 0 ? LINE_BYTES_FIRST : line->capacity;

    while (capacity - line->length < size)
        capacity *= 2;
    if (capacity > line->capacity) {
        line->bytes = memory_grow(line->bytes, capacity);
        line->capacity = capacity;
    }
    return line->bytes + line->length;
}

static void put(struct line *line, const char *bytes, size_t length)
{
    memcpy(reserve(line, length), bytes, length);
    line->length += length;
}

/* ---- Values ---------------------------------------------------------------------------------------------------- */

static void put_escape(struct line *line, char byte)
{
    char escape[8];
    int length = byte == '"' || byte == '\\'
                     ? snprintf(escape, sizeof escape, "\\%c", byte)
                     : snprintf(escape, sizeof escape, "\\u%04x", (unsigned int)(unsigned char)byte);

    put(line, escape, (size_t)length);
}

static void put_text(struct line *line, const char *text, size_t length)
{
    struct wire_text rest = {text, length};

    LITERAL(line, "\"");
    while (rest.length > 0) {
        size_t run = scan_plain_run(rest);

        if (run == 0 && (unsigned char)*rest.data >= 0x80)
            run = scan_utf8_sequence(rest);
        if (run > 0)
            put(line, rest.data, run);
        else if ((unsigned char)*rest.data >= 0x80)
            LITERAL(line, "\xEF\xBF\xBD");
        else
            put_escape(line, *rest.data);
        rest.data += run > 0 ? run : 1;
        rest.length -= run > 0 ? run : 1;
    }
    LITERAL(line, "\"");
}

static void put_comma(struct line *line)
{
    if (line->length > 0 && strchr("{[", line->bytes[line->length - 1]) == NULL)
        LITERAL(line, ",");
}

/* The comma before a member or an element, and the member's key. */
static void put_name(struct line *line, const char *name)
{
    put_comma(line);
    if (name != NULL) {
        LITERAL(line, "\"");
        put(line, name, strlen(name));
        LITERAL(line, "\":");
    }
}

void line_open_object(struct line *line, const char *name)
{
    put_name(line, name);
    LITERAL(line, "{");
}

void line_close_object(struct line *line)
{
    LITERAL(line, "}");
}

void line_open_array(struct line *line, const char *name)
{
    put_name(line, name);
    LITERAL(line, "[");
}

void line_close_array(struct line *line)
{
    LITERAL(line, "]");
}

void line_put_bytes(struct line *line, const char *name, const char *text, size_t length)
{
    put_name(line, name);
    put_text(line, text, length);
}

void line_put_string(struct line *line, const char *name, const char *text)
{
    if (text == NULL)
        line_put_null(line, name);
    else
        line_put_bytes(line, name, text, strlen(text));
}

static void put_integer(struct line *line, uint64_t value)
{
    char digits[32];
    int length =
        snprintf(digits, sizeof digits, value > LINE_INTEGER_MAX ? "\"%" PRIu64 "\"" : "%" PRIu64, value);

    put(line, digits, (size_t)length);
}

void line_put_u64(struct line *line, const char *name, uint64_t value)
{
    put_name(line, name);
    put_integer(line, value);
}

void line_put_key_u64(struct line *line, const char *key, size_t key_length, uint64_t value)
{
    put_comma(line);
    put_text(line, key, key_length);
    LITERAL(line, ":");
    put_integer(line, value);
}

void line_put_int(struct line *line, const char *name, int value)
{
    char digits[16];
    int length = snprintf(digits, sizeof digits, "%d", value);

    put_name(line, name);
    put(line, digits, (size_t)length);
}

void line_put_bool(struct line *line, const char *name, bool value)
{
    put_name(line, name);
    if (value)
        LITERAL(line, "true");
    else
        LITERAL(line, "false");
}

void line_put_null(struct line *line, const char *name)
{
    put_name(line, name);
    LITERAL(line, "null");
}

void line_put_json(struct line *line, const char *name, const char *text, size_t length)
{
    char *copy;

    put_name(line, name);
    copy = reserve(line, length);
    memcpy(copy, text, length);
    for (size_t i = 0; i < length; i++) {
        if (copy[i] == '\n' || copy[i] == '\r')
            copy[i] = ' ';
    }
    line->length += length;
}

/* ---- The writer -------------------------------------------------------------------------------------------------- */

void writer_init(struct writer *writer, int descriptor)
{
    *writer = (struct writer){.descriptor = descriptor};
    (void)pthread_mutex_init(&writer->lock, NULL);
}

void writer_release(struct writer *writer)
{
    (void)pthread_mutex_destroy(&writer->lock);
}

static int write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -EPIPE;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

int writer_put(struct writer *writer, struct line *line)
{
    int error = -EPIPE;

    LITERAL(line, "\n");
    if (line->length > LINE_BYTES_MAX)
        return -EMSGSIZE;
    (void)pthread_mutex_lock(&writer->lock);
    if (!writer->broken)
        error = write_all(writer->descriptor, line->bytes, line->length);
    writer->broken = error < 0;
    (void)pthread_mutex_unlock(&writer->lock);
    return error;
}
