#include "shared/clock.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int64_t clock_now_ns(void)
{
    struct timespec now;
    /* CLOCK_MONOTONIC exists on every Linux: the call cannot fail */
    if (syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now) != 0)
        abort();
    return (int64_t)now.tv_sec * CLOCK_NS_PER_S + now.tv_nsec;
}

int clock_wait_fds(struct pollfd *watched, size_t count, int64_t timeout_ns)
{
    int64_t end_ns = timeout_ns < 0 ? 0 : clock_now_ns() + timeout_ns;
    for (;;) {
        struct timespec left = {0};
        if (timeout_ns >= 0) {
            int64_t left_ns = end_ns - clock_now_ns();
            if (left_ns > 0)
                left = (struct timespec){
                    .tv_sec = left_ns / CLOCK_NS_PER_S, .tv_nsec = left_ns % CLOCK_NS_PER_S};
        }
        long ready = syscall(SYS_ppoll, watched, count, timeout_ns < 0 ? NULL : &left, NULL, 0L);
        if (ready >= 0)
            return (int)ready;
        if (errno != EINTR)
            return -errno;
    }
}

int clock_wait_fd(int fd, short events, int64_t timeout_ns)
{
    struct pollfd watched = {.fd = fd, .events = events};
    int ready = clock_wait_fds(&watched, 1, timeout_ns);
    return ready > 0 ? watched.revents : ready;
}
