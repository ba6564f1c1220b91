#include "runner/sweep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "runner/process.h"
#include "runner/scratch.h"

#define SWEEP_END_MS 2000 /* for a killed process to be gone */

int sweep_lock(const char *folder)
{
    char path[SCRATCH_PATH_MAX + sizeof "/" SWEEP_LOCK_NAME];
    (void)snprintf(path, sizeof path, "%s/%s", folder, SWEEP_LOCK_NAME);
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    int result = -errno;
    close(fd);
    return result;
}

/* The descriptor of the folder's lock, taken, if its harness is gone for certain; -1 otherwise. */
static int take_lock(const char *root)
{
    struct stat status;
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0)
        return -1;
    bool ours = fstat(folder, &status) == 0 && status.st_uid == geteuid() && (status.st_mode & 0777) == 0700;
    int fd = ours ? openat(folder, SWEEP_LOCK_NAME, O_RDWR | O_NOFOLLOW | O_CLOEXEC) : -1;
    close(folder);
    if (fd < 0)
        return -1;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_mtime <= time(NULL) - SWEEP_AGE_S &&
        flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return -1;
}

/* True if the process was started by a path within `root`. */
static bool runs_from(pid_t pid, const char *root)
{
    char path[64];
    char program[SCRATCH_PATH_MAX * 2];
    (void)snprintf(path, sizeof path, "/proc/%ld/cmdline", (long)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t length = read(fd, program, sizeof program - 1);
    close(fd);
    if (length <= 0)
        return false;
    program[length] = '\0';
    size_t prefix = strlen(root);
    return strncmp(program, root, prefix) == 0 && program[prefix] == '/';
}

/* The pidfd is there before the second look, so that it cannot be another process that is ended. */
static void end_process(pid_t pid, const char *root)
{
    int pidfd = process_open(pid);
    if (pidfd < 0)
        return;
    if (runs_from(pid, root) && process_signal(pidfd, SIGKILL) == 0) {
        struct pollfd ended = {.fd = pidfd, .events = POLLIN};
        (void)poll(&ended, 1, SWEEP_END_MS);
    }
    close(pidfd);
}

static void end_processes(const char *root)
{
    DIR *processes = opendir("/proc");
    if (processes == NULL)
        return;
    struct dirent *entry;
    while ((entry = readdir(processes)) != NULL) {
        long pid = strtol(entry->d_name, NULL, 10);
        if (pid > 0 && runs_from((pid_t)pid, root))
            end_process((pid_t)pid, root);
    }
    closedir(processes);
}

static bool is_run_folder(const char *name)
{
    size_t prefix = sizeof SWEEP_FOLDER_PREFIX - 1;
    return strncmp(name, SWEEP_FOLDER_PREFIX, prefix) == 0 && strlen(name) == prefix + 6;
}

size_t sweep_dead(const char *base)
{
    size_t removed = 0;
    size_t seen = 0;
    DIR *folder = opendir(base);
    if (folder == NULL)
        return 0;
    struct dirent *entry;
    while (seen < SWEEP_FOLDERS_MAX && (entry = readdir(folder)) != NULL) {
        char root[SCRATCH_PATH_MAX];
        if (!is_run_folder(entry->d_name))
            continue;
        seen++;
        int length = snprintf(root, sizeof root, "%s/%s", base, entry->d_name);
        int lock = length > 0 && (size_t)length < sizeof root ? take_lock(root) : -1;
        if (lock < 0)
            continue;
        end_processes(root);
        if (scratch_remove(root) == 0)
            removed++;
        close(lock);
    }
    closedir(folder);
    return removed;
}
