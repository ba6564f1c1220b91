#ifndef SHARED_CLOCK_H
#define SHARED_CLOCK_H
/* Real time, whatever is preloaded: the kernel is asked directly, so a process under libfaketime still stamps its events with
 * the time that the harness sees. */
#include <stddef.h>
#include <stdint.h>

#define CLOCK_NS_PER_S  INT64_C(1000000000)
#define CLOCK_NS_PER_MS INT64_C(1000000)
#define CLOCK_NS_PER_US INT64_C(1000)

#define CLOCK_FOREVER INT64_C(-1) /* as a timeout: none */

/* CLOCK_MONOTONIC in nanoseconds. */
int64_t clock_now_ns(void);

/* Waits until FD shows one of EVENTS (as poll(2)) or TIMEOUT_NS of real time have passed; FD -1 only waits.
 * Returns the events seen, 0 at the end of the time, or a negative errno. Interrupted waits go on. */
int clock_wait_fd(int fd, short events, int64_t timeout_ns);

/* The same for COUNT descriptors, each with its revents filled. The number of those that are ready, 0, or a negative errno. */
struct pollfd;
int clock_wait_fds(struct pollfd *watched, size_t count, int64_t timeout_ns);

#endif
