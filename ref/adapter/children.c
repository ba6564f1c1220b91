#include "children.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The parent of PID by /proc/PID/stat, or -1. */
static pid_t parent_of(pid_t pid)
{
    char path[32];
    char stat[256];
    const char *state;
    FILE *file;
    size_t length;

    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    file = fopen(path, "re");
    if (file == NULL)
        return -1;
    length = fread(stat, 1, sizeof stat - 1, file);
    (void)fclose(file);
    stat[length] = '\0';
    state = strrchr(stat, ')');
    return state != NULL && strlen(state) > 4 ? (pid_t)strtol(state + 4, NULL, 10) : -1;
}

static void kill_child(pid_t pid)
{
    int pidfd;

    if (parent_of(pid) != getpid())
        return;
    pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd < 0)
        return;
    if (parent_of(pid) == getpid())
        (void)syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, NULL, 0);
    (void)close(pidfd);
}

void children_kill(void)
{
    DIR *processes = opendir("/proc");
    const struct dirent *entry;

    if (processes == NULL)
        return;
    /* cppcheck-suppress readdirCalled ; the stream is this call's own, which POSIX calls safe */
    while ((entry = readdir(processes)) != NULL) {
        char *end;
        long pid = strtol(entry->d_name, &end, 10);

        if (pid > 0 && *end == '\0')
            kill_child((pid_t)pid);
    }
    (void)closedir(processes);
}
