#include "linux/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define FD_FIRST 3

void fd_close(int *fd)
{
    int saved = errno;
    if (*fd >= 0)
        (void)close(*fd); /* on Linux the descriptor is gone whatever close says */
    *fd = -1;
    errno = saved;
}

int fd_lift(int *fd)
{
    if (*fd >= FD_FIRST)
        return 0;
    int lifted = fcntl(*fd, F_DUPFD_CLOEXEC, FD_FIRST);
    if (lifted < 0)
        return -errno;
    fd_close(fd);
    *fd = lifted;
    return 0;
}

int fd_pipe(int *ret_read_end, int *ret_write_end)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -errno;
    int r = fd_lift(&ends[0]);
    if (r == 0)
        r = fd_lift(&ends[1]);
    if (r < 0) {
        fd_close(&ends[0]);
        fd_close(&ends[1]);
        return r;
    }
    *ret_read_end = ends[0];
    *ret_write_end = ends[1];
    return 0;
}

int fd_set_nonblocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return -errno;
    return 0;
}
