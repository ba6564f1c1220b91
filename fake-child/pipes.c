#include "pipes.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/clock.h"

void pipes_init(struct pipes *pipes, struct control *control)
{
    *pipes = (struct pipes){.control = control};
    frame_reader_init(&pipes->reader);
    text_init(&pipes->held);
}

void pipes_release(struct pipes *pipes)
{
    frame_reader_release(&pipes->reader);
    text_release(&pipes->held);
}

/* Non-blocking mode for as long as a write takes; terminals and files are left alone, they may be the user's shell's. */
static int mode_begin(int fd)
{
    struct stat status;
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || (flags & O_NONBLOCK) || fstat(fd, &status) < 0 ||
        !(S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)))
        return -1;
    return fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ? -1 : flags;
}

static void mode_end(int fd, int flags)
{
    if (flags >= 0)
        (void)fcntl(fd, F_SETFL, flags);
}

/* Writes until all is out, the pipe breaks, or it takes nothing for STALL_NS (CLOCK_FOREVER: waits). */
static enum pipes_result put(
    struct control *control, int fd, const char *bytes, size_t length, int64_t stall_ns, size_t *ret_done)
{
    enum pipes_result result = PIPES_OK;
    size_t done = 0;
    bool blocked = false;
    int flags = mode_begin(fd);
    while (done < length) {
        ssize_t count = write(fd, bytes + done, length - done);
        if (count > 0) {
            done += (size_t)count;
        } else if (count < 0 && errno == EAGAIN) {
            blocked = true;
            if (control_wait(control, fd, POLLOUT, stall_ns) == 0) {
                result = PIPES_STALLED;
                break;
            }
        } else if (count < 0 && errno != EINTR) {
            result = PIPES_BROKEN;
            break;
        }
    }
    mode_end(fd, flags);
    *ret_done = done;
    if (blocked && result == PIPES_OK && stall_ns < 0) {
        event_begin(control, "sent");
        if (fd == STDERR_FILENO)
            event_string(control, "which", "stderr");
        event_unsigned(control, "bytes", length);
        event_end(control);
    }
    return result;
}

static enum pipes_result flush_held(struct pipes *pipes, int64_t stall_ns)
{
    if (pipes->held.length == pipes->held_done)
        return PIPES_OK;
    size_t done;
    enum pipes_result result = put(pipes->control, STDOUT_FILENO, pipes->held.bytes + pipes->held_done,
        pipes->held.length - pipes->held_done, stall_ns, &done);
    pipes->held_done += done;
    if (pipes->held_done == pipes->held.length) {
        text_clear(&pipes->held);
        pipes->held_done = 0;
    }
    return result;
}

enum pipes_result pipes_write_until_stall(
    struct pipes *pipes, const void *bytes, size_t length, int64_t stall_ns)
{
    if (pipes->closed[STDOUT_FILENO])
        return PIPES_BROKEN;
    if (pipes->corked) {
        text_append(&pipes->held, bytes, length);
        return PIPES_OK;
    }
    enum pipes_result result = flush_held(pipes, stall_ns);
    if (result != PIPES_OK)
        return result;
    size_t done;
    result = put(pipes->control, STDOUT_FILENO, bytes, length, stall_ns, &done);
    /* a frame that was begun must be ended before anything else is sent */
    if (result == PIPES_STALLED && done > 0)
        text_append(&pipes->held, (const char *)bytes + done, length - done);
    return result;
}

enum pipes_result pipes_write(struct pipes *pipes, const void *bytes, size_t length)
{
    return pipes_write_until_stall(pipes, bytes, length, CLOCK_FOREVER);
}

void pipes_cork(struct pipes *pipes)
{
    pipes->corked = true;
}

enum pipes_result pipes_uncork(struct pipes *pipes)
{
    pipes->corked = false;
    return pipes->closed[STDOUT_FILENO] ? PIPES_BROKEN : flush_held(pipes, CLOCK_FOREVER);
}

enum pipes_result pipes_write_stderr(struct pipes *pipes, const void *bytes, size_t length)
{
    size_t done;
    if (pipes->closed[STDERR_FILENO])
        return PIPES_BROKEN;
    return put(pipes->control, STDERR_FILENO, bytes, length, CLOCK_FOREVER, &done);
}

bool pipes_readable(struct pipes *pipes, int64_t timeout_ns)
{
    if (pipes->reader.begin != pipes->reader.end)
        return true;
    return !pipes->closed[STDIN_FILENO] && control_wait(pipes->control, STDIN_FILENO, POLLIN, timeout_ns) > 0;
}

int pipes_read_frame(struct pipes *pipes, const char **ret_text, size_t *ret_length)
{
    for (;;) {
        int got = frame_reader_next(&pipes->reader, ret_text, ret_length);
        if (got != 0)
            return got;
        if (pipes->closed[STDIN_FILENO])
            return -EBADF;
        int seen = control_wait(pipes->control, STDIN_FILENO, POLLIN, CLOCK_FOREVER);
        if (seen < 0)
            return seen;
        ssize_t count = frame_reader_fill(&pipes->reader, STDIN_FILENO);
        if (count == -EAGAIN)
            continue;
        if (count < 0)
            return (int)count;
        if (count == 0)
            return frame_reader_pending(&pipes->reader) > 0 ? -EPIPE : 0;
    }
}

ssize_t pipes_swallow(struct pipes *pipes, size_t length)
{
    size_t pending = frame_reader_pending(&pipes->reader);
    if (pending > 0) {
        size_t taken = pending < length ? pending : length;
        pipes->reader.begin += taken;
        return (ssize_t)taken;
    }
    if (pipes->closed[STDIN_FILENO])
        return -EBADF;
    char bytes[SWALLOW_BYTES_MAX];
    int seen = control_wait(pipes->control, STDIN_FILENO, POLLIN, CLOCK_FOREVER);
    if (seen < 0)
        return seen;
    ssize_t got;
    do
        got = read(STDIN_FILENO, bytes, length < sizeof(bytes) ? length : sizeof(bytes));
    while (got < 0 && errno == EINTR);
    return got < 0 ? -errno : got;
}

uint64_t pipes_unread(const struct pipes *pipes)
{
    struct stat status;
    int bytes = 0;
    if (pipes->closed[STDOUT_FILENO] || fstat(STDOUT_FILENO, &status) < 0)
        return 0;
    /* of a socket FIONREAD tells what the other side sent */
    if (ioctl(STDOUT_FILENO, S_ISSOCK(status.st_mode) ? SIOCOUTQ : FIONREAD, &bytes) < 0 || bytes < 0)
        return 0;
    return (uint64_t)bytes;
}

void pipes_close(struct pipes *pipes, int fd)
{
    assert(fd >= STDIN_FILENO && fd <= STDERR_FILENO);
    if (pipes->closed[fd])
        return;
    pipes->closed[fd] = true;
    (void)close(fd);
}
