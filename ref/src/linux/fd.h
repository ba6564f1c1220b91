/* Descriptors: owned, close-on-exec, never 0, 1 or 2. */
#ifndef SUP_LINUX_FD_H
#define SUP_LINUX_FD_H

/* Closes *FD, if it is one, and makes it -1. Keeps errno. */
void fd_close(int *fd);

/* Moves *FD above 2 where it is not: a process that was started without standard descriptors gets those numbers, and
 * somebody will put other things there. 0 or -errno; *FD stays the caller's. */
int fd_lift(int *fd);

/* A pipe, both ends close-on-exec and above 2: a child's redirections cannot trample on them. 0 or -errno. */
int fd_pipe(int *ret_read_end, int *ret_write_end);

/* 0 or -errno. */
int fd_set_nonblocking(int fd);

#endif
