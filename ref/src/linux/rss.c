#include "linux/rss.h"

#include "linux/fd.h"
#include "linux/pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_BYTES   64
#define STATUS_BYTES 4096 /* VmRSS stands within the first 1.5 KiB, if it is there at all */

static int status_read(pid_t pid, char *to, size_t bytes)
{
    char path[PATH_BYTES];
    (void)snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -ENODATA;
    ssize_t n = pipe_read(fd, to, bytes - 1);
    fd_close(&fd);
    if (n <= 0)
        return -ENODATA;
    to[n] = '\0';
    return 0;
}

int rss_sample(pid_t pid, uint64_t *ret_kib)
{
    static const char LABEL[] = "\nVmRSS:";
    char status[STATUS_BYTES];
    int r = status_read(pid, status, sizeof(status));
    if (r < 0)
        return r;
    const char *line = strstr(status, LABEL);
    if (!line)
        return -ENODATA;
    char *end;
    const char *number = line + sizeof(LABEL) - 1;
    errno = 0;
    unsigned long long kib = strtoull(number, &end, 10);
    if (end == number || errno != 0)
        return -ENODATA;
    *ret_kib = kib;
    return 0;
}
