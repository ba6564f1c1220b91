#ifndef FAKE_CHILD_PIPES_H
#define FAKE_CHILD_PIPES_H
/* The child's three pipes: frames in, bytes out. Every wait also watches the harness. Descriptors are put into non-blocking
 * mode only while they are written to, so that nobody else who holds the pipe sees a difference. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "control.h"
#include "shared/frame.h"
#include "shared/text.h"

struct pipes {
    struct control *control;
    struct frame_reader reader;
    struct text held; /* corked output, and what a flood could not get rid of */
    size_t held_done; /* bytes of it that are out */
    bool corked;
    bool closed[3];
};

enum pipes_result {
    PIPES_OK = 0,
    PIPES_BROKEN = -1, /* the other side closed it, or this side did */
    PIPES_STALLED = -2,
};

void pipes_init(struct pipes *pipes, struct control *control);
void pipes_release(struct pipes *pipes);

/* Writes everything that is held, then BYTES; a cork only adds them. */
enum pipes_result pipes_write(struct pipes *pipes, const void *bytes, size_t length);
void pipes_cork(struct pipes *pipes);
enum pipes_result pipes_uncork(struct pipes *pipes);

/* As pipes_write, but gives up when the pipe takes nothing for STALL_NS; what is left is held and goes out first next time. */
enum pipes_result pipes_write_until_stall(
    struct pipes *pipes, const void *bytes, size_t length, int64_t stall_ns);

enum pipes_result pipes_write_stderr(struct pipes *pipes, const void *bytes, size_t length);

/* The next frame: 1 with its text, valid until the next call; 0 at end of file; -EMSGSIZE above the cap; -EPIPE for an end
 * inside a frame; another negative errno. */
int pipes_read_frame(struct pipes *pipes, const char **ret_text, size_t *ret_length);

/* True as soon as stdin has a byte or its end to read, false after TIMEOUT_NS without. Reads nothing. */
bool pipes_readable(struct pipes *pipes, int64_t timeout_ns);

/* Reads at most LENGTH bytes of stdin once there are some, and forgets them, wherever frames begin and end. How many, 0 at end
 * of file, or a negative errno. */
#define SWALLOW_BYTES_MAX 65536
ssize_t pipes_swallow(struct pipes *pipes, size_t length);

/* Bytes that were written to stdout and not read yet. Of a local socket the kernel tells the memory that they take, which is
 * more. */
uint64_t pipes_unread(const struct pipes *pipes);

/* FD is 0, 1 or 2. */
void pipes_close(struct pipes *pipes, int fd);

#endif
