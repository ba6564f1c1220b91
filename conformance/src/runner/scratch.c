#include "runner/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "runner/sweep.h"
#include "shared/json.h"

#define SCRATCH_NAME_MAX  32
#define SCRATCH_DEPTH_MAX 32

/* What follows the root in the path of a job's socket, which the kernel bounds. */
#define SCRATCH_ROOT     SWEEP_FOLDER_PREFIX "XXXXXX"
#define SCRATCH_SOCKET   "/4294967295/s"
#define SCRATCH_BASE_MAX (sizeof((struct sockaddr_un *)0)->sun_path - sizeof "/" SCRATCH_ROOT SCRATCH_SOCKET)

bool scratch_name_valid(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
    return length > 0 && length <= SCRATCH_NAME_MAX && name[length] == '\0';
}

/* FOLDER/NAME; a path that does not fit is refused, never cut. */
static int path_join(char ret_path[SCRATCH_PATH_MAX], const char *folder, const char *name)
{
    int length = snprintf(ret_path, SCRATCH_PATH_MAX, "%s/%s", folder, name);
    return length < 0 || length >= SCRATCH_PATH_MAX ? -ENAMETOOLONG : 0;
}

int scratch_open(struct scratch *scratch)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] != '/' || strlen(folder) > SCRATCH_BASE_MAX)
        folder = "/tmp";
    (void)sweep_dead(folder);
    int result = path_join(scratch->root, folder, SCRATCH_ROOT);
    if (result == 0 && mkdtemp(scratch->root) == NULL)
        result = -errno;
    if (result == 0)
        scratch->lock = result = sweep_lock(scratch->root);
    if (result < 0)
        scratch->root[0] = '\0';
    return result < 0 ? result : 0;
}

void scratch_close(struct scratch *scratch)
{
    if (scratch->root[0] == '\0')
        return;
    (void)scratch_remove(scratch->root);
    close(scratch->lock);
    scratch->root[0] = '\0';
}

void scratch_keep(struct scratch *scratch)
{
    char lock[SCRATCH_PATH_MAX];
    if (path_join(lock, scratch->root, SWEEP_LOCK_NAME) == 0)
        (void)unlink(lock);
    close(scratch->lock);
    scratch->root[0] = '\0';
}

static int remove_entries(int folder_fd, int depth);

static int remove_entry(int folder_fd, const char *name, int depth)
{
    if (unlinkat(folder_fd, name, 0) == 0)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return -errno;
    int fd = openat(folder_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    int result = remove_entries(fd, depth + 1);
    if (unlinkat(folder_fd, name, AT_REMOVEDIR) < 0 && result == 0)
        result = -errno;
    return result;
}

/* Takes `folder_fd`. */
static int remove_entries(int folder_fd, int depth)
{
    DIR *folder = depth > SCRATCH_DEPTH_MAX ? NULL : fdopendir(folder_fd);
    if (folder == NULL) {
        close(folder_fd);
        return -ELOOP;
    }
    int result = 0;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        int removed = remove_entry(folder_fd, entry->d_name, depth);
        if (removed < 0)
            result = removed;
    }
    closedir(folder);
    return result;
}

int scratch_remove(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    int result = remove_entries(fd, 0);
    if (rmdir(path) < 0 && result == 0)
        result = -errno;
    return result;
}

int scratch_make_job(const struct scratch *scratch, unsigned number, char ret_path[SCRATCH_PATH_MAX])
{
    char name[16];
    (void)snprintf(name, sizeof name, "%u", number);
    int result = path_join(ret_path, scratch->root, name);
    if (result == 0 && mkdir(ret_path, 0700) < 0)
        result = -errno;
    return result;
}

int scratch_write(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    size_t length = strlen(text);
    ssize_t written = write(fd, text, length);
    int result = written < 0 ? -errno : (size_t)written < length ? -ENOSPC : 0;
    if (close(fd) < 0 && result == 0)
        result = -errno;
    return result;
}

int scratch_make_worker(const struct scratch_worker *worker, char ret_executable[SCRATCH_PATH_MAX])
{
    char folder[SCRATCH_PATH_MAX];
    char note[SCRATCH_PATH_MAX];
    char below[SCRATCH_PATH_MAX];
    if (path_join(folder, worker->job_path, worker->name) < 0 || path_join(note, folder, "run.json") < 0 ||
        path_join(ret_executable, folder, "fake-child") < 0 || path_join(below, folder, "below") < 0)
        return -ENAMETOOLONG;
    /* `below` is for who looks for the child in the folder above its own, by a path with `..` perhaps (CHILD-01) */
    if (mkdir(folder, 0700) < 0 || mkdir(below, 0700) < 0)
        return -errno;
    if (symlink(worker->fake_child, ret_executable) < 0)
        return -errno;
    struct json *run = json_new_object();
    json_set_string(run, "socket", worker->socket);
    json_set_string(run, "scenario", worker->scenario);
    json_set_string(run, "worker", worker->name);
    json_set_string(run, "run", worker->token);
    char *text = json_print(run, NULL);
    int result = scratch_write(note, text);
    free(text);
    json_free(run);
    return result;
}
