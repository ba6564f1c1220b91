#include "linux/pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#ifndef RWF_NOSIGNAL /* younger than the C library's headers */
#define RWF_NOSIGNAL 0x00000100
#endif

ssize_t pipe_read(int fd, char *to, size_t bytes_max)
{
    ssize_t n;
    do
        n = read(fd, to, bytes_max);
    while (n < 0 && errno == EINTR);
    return n < 0 ? -errno : n;
}

static ssize_t write_once(int fd, const char *from, size_t bytes)
{
    ssize_t n;
    do
        n = write(fd, from, bytes);
    while (n < 0 && errno == EINTR);
    return n < 0 ? -errno : n;
}

/* Takes back the SIGPIPE that a write of this thread raised. It is pending for the thread: nobody else can have it. */
static void sigpipe_take_back(const sigset_t *sigpipe)
{
    static const struct timespec AT_ONCE = {0, 0};
    int r;
    do
        r = sigtimedwait(sigpipe, NULL, &AT_ONCE);
    while (r < 0 && errno == EINTR);
}

ssize_t pipe_write(int fd, const char *from, size_t bytes)
{
    sigset_t sigpipe, before;
    sigemptyset(&sigpipe);
    sigaddset(&sigpipe, SIGPIPE);
    if (pthread_sigmask(SIG_BLOCK, &sigpipe, &before) != 0)
        return -EINVAL;

    /* One that was pending already belongs to the caller; it can only be there if the caller blocks the signal. */
    bool callers = false;
    if (sigismember(&before, SIGPIPE) == 1) {
        sigset_t pending;
        callers = sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
    }
    ssize_t n = write_once(fd, from, bytes);
    if (n == -EPIPE && !callers)
        sigpipe_take_back(&sigpipe);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return n;
}

ssize_t pipe_write_quietly(int fd, const char *from, size_t bytes)
{
    const struct iovec piece = {.iov_base = (char *)from, .iov_len = bytes};
    ssize_t n;
    do
        n = pwritev2(fd, &piece, 1, -1, RWF_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    if (n >= 0 || errno == EAGAIN || errno == EPIPE)
        return n < 0 ? -errno : n;
    return -EOPNOTSUPP; /* kernels and filters say it in several ways; whatever else it was, pipe_write says what */
}

size_t pipe_waiting(int fd)
{
    int bytes = 0;
    if (ioctl(fd, FIONREAD, &bytes) < 0 || bytes < 0)
        return 0;
    return (size_t)bytes;
}

size_t pipe_capacity(int fd)
{
    int bytes = fcntl(fd, F_GETPIPE_SZ);
    return bytes < 0 ? 0 : (size_t)bytes;
}

bool pipe_may_be_full(size_t waiting, size_t capacity)
{
    return capacity > 0 && waiting >= capacity / 2;
}
