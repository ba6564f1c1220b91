#include "shared/frame.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FRAME_READ_BYTES_MIN 8192U

void frame_header_write(uint8_t ret_header[FRAME_HEADER_BYTES], uint32_t length)
{
    ret_header[0] = (uint8_t)(length >> 24);
    ret_header[1] = (uint8_t)(length >> 16);
    ret_header[2] = (uint8_t)(length >> 8);
    ret_header[3] = (uint8_t)length;
}

uint32_t frame_header_read(const uint8_t header[FRAME_HEADER_BYTES])
{
    return ((uint32_t)header[0] << 24) | ((uint32_t)header[1] << 16) | ((uint32_t)header[2] << 8) | header[3];
}

void frame_reader_init(struct frame_reader *reader)
{
    *reader = (struct frame_reader){.cap = FRAME_CAP_DEFAULT_BYTES};
}

void frame_reader_release(struct frame_reader *reader)
{
    free(reader->buffer);
    frame_reader_init(reader);
}

size_t frame_reader_pending(const struct frame_reader *reader)
{
    return reader->end - reader->begin;
}

/* Room for the rest of the frame at hand, or for a decent read where its length is not known yet. */
static int make_room(struct frame_reader *reader)
{
    size_t held = frame_reader_pending(reader);
    size_t wanted = FRAME_READ_BYTES_MIN;
    if (held >= FRAME_HEADER_BYTES) {
        size_t frame = FRAME_HEADER_BYTES + (size_t)frame_header_read(reader->buffer + reader->begin);
        if (frame > held && frame <= (size_t)reader->cap + FRAME_HEADER_BYTES && frame - held > wanted)
            wanted = frame - held;
    }
    if (reader->begin > 0) {
        memmove(reader->buffer, reader->buffer + reader->begin, held);
        reader->begin = 0;
        reader->end = held;
    }
    if (reader->capacity - held >= wanted)
        return 0;
    uint8_t *buffer = realloc(reader->buffer, held + wanted);
    if (!buffer)
        return -ENOMEM;
    reader->buffer = buffer;
    reader->capacity = held + wanted;
    return 0;
}

ssize_t frame_reader_fill(struct frame_reader *reader, int fd)
{
    int room = make_room(reader);
    if (room < 0)
        return room;
    ssize_t got;
    do
        got = read(fd, reader->buffer + reader->end, reader->capacity - reader->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return -errno;
    reader->end += (size_t)got;
    return got;
}

int frame_reader_next(struct frame_reader *reader, const char **ret_text, size_t *ret_length)
{
    size_t held = frame_reader_pending(reader);
    if (held < FRAME_HEADER_BYTES)
        return 0;
    uint32_t length = frame_header_read(reader->buffer + reader->begin);
    if (length > reader->cap) {
        *ret_length = length;
        return -EMSGSIZE;
    }
    if (held - FRAME_HEADER_BYTES < length)
        return 0;
    *ret_text = (const char *)reader->buffer + reader->begin + FRAME_HEADER_BYTES;
    *ret_length = length;
    reader->begin += FRAME_HEADER_BYTES + length;
    return 1;
}
