#include "shared/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINES_READ_BYTES_MIN 4096U

void lines_init(struct lines *lines, size_t limit_bytes)
{
    *lines = (struct lines){.limit = limit_bytes};
}

void lines_release(struct lines *lines)
{
    free(lines->buffer);
    lines_init(lines, lines->limit);
}

/* Makes room for a read: first by moving what is left to the front, then by growing up to the limit. */
static int make_room(struct lines *lines)
{
    if (lines->begin > 0 &&
        (lines->begin == lines->end || lines->capacity - lines->end < LINES_READ_BYTES_MIN)) {
        memmove(lines->buffer, lines->buffer + lines->begin, lines->end - lines->begin);
        lines->scanned -= lines->begin;
        lines->end -= lines->begin;
        lines->begin = 0;
    }
    if (lines->capacity - lines->end >= LINES_READ_BYTES_MIN)
        return 0;
    size_t capacity_max = lines->limit + 1 + LINES_READ_BYTES_MIN;
    size_t capacity = lines->capacity ? lines->capacity * 2 : 4 * LINES_READ_BYTES_MIN;
    if (capacity > capacity_max)
        capacity = capacity_max;
    if (capacity <= lines->capacity)
        return lines->end < lines->capacity ? 0 : -ENOBUFS;
    char *buffer = realloc(lines->buffer, capacity);
    if (!buffer)
        return -ENOMEM;
    lines->buffer = buffer;
    lines->capacity = capacity;
    return 0;
}

ssize_t lines_read(struct lines *lines, int fd)
{
    int room = make_room(lines);
    if (room < 0)
        return room;
    ssize_t got;
    do
        got = read(fd, lines->buffer + lines->end, lines->capacity - lines->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return -errno;
    lines->end += (size_t)got;
    return got;
}

int lines_next(struct lines *lines, char **ret_line, size_t *ret_length)
{
    if (lines->scanned == lines->end)
        return lines->end - lines->begin > lines->limit ? -EMSGSIZE : 0;
    char *feed = memchr(lines->buffer + lines->scanned, '\n', lines->end - lines->scanned);
    if (!feed) {
        lines->scanned = lines->end;
        return lines->end - lines->begin > lines->limit ? -EMSGSIZE : 0;
    }
    size_t length = (size_t)(feed - (lines->buffer + lines->begin));
    if (length > lines->limit)
        return -EMSGSIZE;
    *feed = '\0';
    *ret_line = lines->buffer + lines->begin;
    *ret_length = length;
    lines->begin += length + 1;
    lines->scanned = lines->begin;
    return 1;
}

size_t lines_rest(const struct lines *lines, const char **ret_text)
{
    *ret_text = lines->buffer ? lines->buffer + lines->begin : NULL;
    return lines->end - lines->begin;
}
