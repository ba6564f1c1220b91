/* Non-blocking reads and writes on the child's pipes. Interrupted calls are repeated. */
#ifndef SUP_LINUX_PIPE_H
#define SUP_LINUX_PIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Reads at most BYTES_MAX bytes. Returns how many (0: end of file), or -errno; -EAGAIN where there are none now. */
ssize_t pipe_read(int fd, char *to, size_t bytes_max);

/* Writes what fits. Returns how many bytes, or -errno; -EAGAIN where none fit, -EPIPE where nobody reads. Raises no
 * SIGPIPE and changes no disposition: the signal is blocked for this thread meanwhile, and one that the write caused is
 * taken back. */
ssize_t pipe_write(int fd, const char *from, size_t bytes);

/* The same in one system call, where the kernel can write without the signal (Linux 6.18); -EOPNOTSUPP where it cannot. */
ssize_t pipe_write_quietly(int fd, const char *from, size_t bytes);

/* How many bytes wait in the pipe; 0 where that cannot be told. */
size_t pipe_waiting(int fd);

/* How many bytes the pipe holds at most; 0 where that cannot be told. */
size_t pipe_capacity(int fd);

/* Whether a pipe of CAPACITY bytes may take no more with WAITING bytes in it. It is a row of pages, and a write that does
 * not fit behind the last one starts the next page: only two neighbours together hold more than a page. A pipe that is
 * full may thus be little more than half full; one that holds less surely takes more. */
bool pipe_may_be_full(size_t waiting, size_t capacity);

#endif
