#ifndef SHARED_FRAME_H
#define SHARED_FRAME_H
/* Frames as the child sees them: a 32-bit big-endian length and that many bytes (WIRE-01). */
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define FRAME_HEADER_BYTES      4U
#define FRAME_CAP_DEFAULT_BYTES (1U << 20) /* until configure_frame_limit says otherwise (WIRE-07) */
#define FRAME_CAP_MIN_BYTES     (1U << 16)
#define FRAME_CAP_MAX_BYTES     (1U << 28)

void frame_header_write(uint8_t ret_header[FRAME_HEADER_BYTES], uint32_t length);
uint32_t frame_header_read(const uint8_t header[FRAME_HEADER_BYTES]);

/* Frames out of a descriptor. One owner, no thread safety. */
struct frame_reader {
    uint8_t *buffer;
    size_t begin;
    size_t end;
    size_t capacity;
    uint32_t cap; /* bytes; a longer frame is refused before it is stored (WIRE-02) */
};

void frame_reader_init(struct frame_reader *reader);
void frame_reader_release(struct frame_reader *reader);

/* One read(2). Bytes read, 0 at end of file, or a negative errno. Moves what frame_reader_next returned. */
ssize_t frame_reader_fill(struct frame_reader *reader, int fd);

/* 1: RET_TEXT is the next frame's text, valid until the next fill; 0: more bytes are needed; -EMSGSIZE: its length, left in
 * RET_LENGTH, is above the cap. */
int frame_reader_next(struct frame_reader *reader, const char **ret_text, size_t *ret_length);

/* Bytes held that belong to no complete frame: not 0 at end of file means that the writer stopped inside a frame. */
size_t frame_reader_pending(const struct frame_reader *reader);

#endif
