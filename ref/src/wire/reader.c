#include "wire/error.h"
#include "wire/wire.h"

#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

uint32_t wire_frame_bytes_clamp(uint64_t frame_bytes)
{
    if (frame_bytes < WIRE_FRAME_BYTES_MIN)
        return WIRE_FRAME_BYTES_MIN;
    return frame_bytes > WIRE_FRAME_BYTES_MAX ? WIRE_FRAME_BYTES_MAX : (uint32_t)frame_bytes;
}

void wire_reader_init(struct wire_reader *reader, uint32_t frame_bytes_max)
{
    *reader = (struct wire_reader){.frame_bytes_max = wire_frame_bytes_clamp(frame_bytes_max)};
}

void wire_reader_release(struct wire_reader *reader)
{
    free(reader->bytes);
    *reader = (struct wire_reader){.frame_bytes_max = reader->frame_bytes_max};
}

void wire_reader_reset(struct wire_reader *reader)
{
    reader->start = 0;
    reader->end = 0;
}

size_t wire_reader_pending(const struct wire_reader *reader)
{
    return reader->end - reader->start;
}

/* The length that the header at the start announces, if the header is there. */
static bool reader_header(const struct wire_reader *reader, uint32_t *ret_length)
{
    uint32_t length;

    if (wire_reader_pending(reader) < WIRE_HEADER_BYTES)
        return false;
    memcpy(&length, reader->bytes + reader->start, sizeof length);
    *ret_length = be32toh(length);
    return true;
}

/*
 * The bytes of the frame at hand, header included, as far as they are known. A length over the cap asks for nothing:
 * WIRE-02, it is refused before any memory is taken for it.
 */
static size_t reader_frame_bytes(const struct wire_reader *reader)
{
    uint32_t length;

    if (!reader_header(reader, &length) || length > reader->frame_bytes_max)
        return WIRE_HEADER_BYTES;
    return WIRE_HEADER_BYTES + (size_t)length;
}

static int reader_grow(struct wire_reader *reader, size_t capacity)
{
    size_t pending = wire_reader_pending(reader);
    char *bytes = malloc(capacity);

    if (bytes == NULL)
        return -ENOMEM;
    if (pending > 0)
        memcpy(bytes, reader->bytes + reader->start, pending);
    free(reader->bytes);
    reader->bytes = bytes;
    reader->capacity = capacity;
    reader->start = 0;
    reader->end = pending;
    return 0;
}

/* Moves the partly read frame to the front where it, or a good read, would not fit behind what is there. */
static void reader_compact(struct wire_reader *reader, size_t frame_bytes)
{
    size_t pending = wire_reader_pending(reader);
    bool frame_fits = reader->capacity - reader->start >= frame_bytes;
    bool read_fits = reader->capacity - reader->end >= WIRE_READER_BYTES / 2;

    if (reader->start == 0 || (pending > 0 && frame_fits && read_fits))
        return;
    if (pending > 0)
        memmove(reader->bytes, reader->bytes + reader->start, pending);
    reader->start = 0;
    reader->end = pending;
}

int wire_reader_space(struct wire_reader *reader, char **ret_space, size_t *ret_size)
{
    size_t frame_bytes = reader_frame_bytes(reader);

    if (reader->capacity < frame_bytes + WIRE_READER_BYTES / 2) {
        size_t capacity = frame_bytes <= WIRE_READER_BYTES / 2 ? 0 : frame_bytes;
        int error = reader_grow(reader, capacity + WIRE_READER_BYTES);

        if (error < 0)
            return error;
    } else {
        reader_compact(reader, frame_bytes);
    }
    if (reader->end == reader->capacity)
        return -ENOBUFS;
    *ret_space = reader->bytes + reader->end;
    *ret_size = reader->capacity - reader->end;
    return 0;
}

void wire_reader_commit(struct wire_reader *reader, size_t size)
{
    assert(size <= reader->capacity - reader->end);
    reader->end += size;
}

enum wire_next wire_reader_next(
    struct wire_reader *reader, char **ret_frame, size_t *ret_length, struct wire_error *error)
{
    uint32_t length;

    if (!reader_header(reader, &length))
        return WIRE_NEXT_MORE;
    if (length > reader->frame_bytes_max) {
        (void)wire_error_too_large(error, length, reader->frame_bytes_max);
        return WIRE_NEXT_ERROR;
    }
    if (wire_reader_pending(reader) - WIRE_HEADER_BYTES < length)
        return WIRE_NEXT_MORE;
    *ret_frame = reader->bytes + reader->start + WIRE_HEADER_BYTES;
    *ret_length = length;
    reader->start += WIRE_HEADER_BYTES + (size_t)length;
    return WIRE_NEXT_FRAME;
}
