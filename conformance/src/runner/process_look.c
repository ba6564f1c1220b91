/* What /proc says of a process. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runner/process.h"

#define PROC_PATH_MAX 96

static ssize_t read_proc(pid_t pid, const char *name, char *ret_text, size_t size)
{
    char path[PROC_PATH_MAX];
    int path_length = snprintf(path, sizeof path, "/proc/%ld/%s", (long)pid, name);
    if (path_length < 0 || (size_t)path_length >= sizeof path)
        return -ENAMETOOLONG;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    ssize_t length = read(fd, ret_text, size - 1);
    close(fd);
    if (length < 0)
        return -EIO;
    ret_text[length] = '\0';
    return length;
}

int process_facts_read(pid_t pid, struct process_facts *ret_facts)
{
    char text[1024];
    if (read_proc(pid, "stat", text, sizeof text) < 0)
        return -ESRCH;
    /* "PID (COMM) STATE PPID PGRP SESSION …"; COMM may hold anything, so its end is the last parenthesis */
    char *open = strchr(text, '(');
    char *close = strrchr(text, ')');
    if (open == NULL || close == NULL || close < open)
        return -EPROTO;
    if (close[1] != ' ' || close[2] == '\0')
        return -EPROTO;
    char *at = close + 3;
    long parent = strtol(at, &at, 10);
    (void)strtol(at, &at, 10); /* process group */
    long session = strtol(at, &at, 10);
    ret_facts->state = close[2];
    *close = '\0';
    (void)snprintf(ret_facts->comm, sizeof ret_facts->comm, "%s", open + 1);
    ret_facts->parent = (pid_t)parent;
    ret_facts->session = (pid_t)session;
    return 0;
}

int64_t process_memory_kib(pid_t pid)
{
    char text[4096];
    if (read_proc(pid, "status", text, sizeof text) < 0)
        return 0;
    const char *line = strstr(text, "\nVmRSS:");
    return line == NULL ? 0 : strtoll(line + strlen("\nVmRSS:"), NULL, 10);
}

int process_zombie_exit(pid_t pid, struct process_exit *ret_exit)
{
    char text[1024];
    if (read_proc(pid, "stat", text, sizeof text) < 0)
        return -ENOENT;
    const char *at = strrchr(text, ')');
    if (at == NULL || at[1] != ' ' || at[2] != 'Z')
        return -ENOENT;
    /* exit_code is field 52; the state, just behind the parenthesis, is field 3 */
    at += 2;
    for (int field = 3; field < 52; field++) {
        at = strchr(at, ' ');
        if (at == NULL)
            return -ENOENT;
        at++;
    }
    int status = (int)strtol(at, NULL, 10);
    ret_exit->by_signal = WIFSIGNALED(status);
    ret_exit->number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    return 0;
}

bool process_has_environment(pid_t pid, const char *entry)
{
    char path[PROC_PATH_MAX];
    (void)snprintf(path, sizeof path, "/proc/%ld/environ", (long)pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    bool found = false;
    char *line = NULL;
    size_t room = 0;
    while (!found && getdelim(&line, &room, '\0', file) > 0)
        found = strcmp(line, entry) == 0;
    free(line);
    (void)fclose(file);
    return found;
}

/* Reads the numbers of one `children` file. Returns false where there is no such file. */
static bool read_children(const char *path, pid_t *ret_pids, size_t room, size_t *count)
{
    FILE *list = fopen(path, "re");
    if (list == NULL)
        return false;
    char *word = NULL;
    size_t word_room = 0;
    while (*count < room && getdelim(&word, &word_room, ' ', list) > 0) {
        long child = strtol(word, NULL, 10);
        if (child > 0)
            ret_pids[(*count)++] = (pid_t)child;
    }
    free(word);
    (void)fclose(list);
    return true;
}

/* The long way, for kernels without `children` files: whose parent is it? */
static size_t search_children(pid_t pid, pid_t *ret_pids, size_t room)
{
    DIR *processes = opendir("/proc");
    if (processes == NULL)
        return 0;
    size_t count = 0;
    struct dirent *entry;
    while (count < room && (entry = readdir(processes)) != NULL) {
        struct process_facts facts;
        long candidate = strtol(entry->d_name, NULL, 10);
        if (candidate > 0 && process_facts_read((pid_t)candidate, &facts) == 0 && facts.parent == pid)
            ret_pids[count++] = (pid_t)candidate;
    }
    closedir(processes);
    return count;
}

/* ---- its threads ---- */

/* The threads of a process, one after the other. */
struct tasks {
    pid_t pid;
    DIR *folder; /* NULL: the process is gone */
    long task;   /* the thread that is looked at */
};

static bool tasks_open(struct tasks *tasks, pid_t pid)
{
    char path[PROC_PATH_MAX];
    (void)snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
    *tasks = (struct tasks){.pid = pid, .folder = opendir(path)};
    return tasks->folder != NULL;
}

/* Goes on to the next thread; at the end the folder is closed, and there is none. */
static bool tasks_next(struct tasks *tasks)
{
    struct dirent *entry;
    while ((entry = readdir(tasks->folder)) != NULL) {
        tasks->task = strtol(entry->d_name, NULL, 10);
        if (tasks->task > 0)
            return true;
    }
    closedir(tasks->folder);
    return false;
}

/* A file of the thread that is looked at, as text; less than nothing where it cannot be read. */
static ssize_t tasks_read(const struct tasks *tasks, const char *file, char *ret_text, size_t size)
{
    char name[PROC_PATH_MAX];
    (void)snprintf(name, sizeof name, "task/%ld/%s", tasks->task, file);
    return read_proc(tasks->pid, name, ret_text, size);
}

/* How the scheduler dealt with a thread; all 0 where the kernel does not tell. */
struct schedule {
    int64_t ran_ns;
    int64_t waited_ns; /* ready, without a processor */
    int64_t turns;
};

static struct schedule tasks_schedule(const struct tasks *tasks)
{
    struct schedule schedule = {0};
    char text[128];
    char *at = text;
    if (tasks_read(tasks, "schedstat", text, sizeof text) <= 0)
        return schedule;
    schedule.ran_ns = strtoll(at, &at, 10);
    schedule.waited_ns = strtoll(at, &at, 10);
    schedule.turns = strtoll(at, NULL, 10);
    return schedule;
}

/* 'R', 'S', 'T', …; 'X' for one that is gone. */
static char tasks_state(const struct tasks *tasks)
{
    char text[1024];
    const char *state = tasks_read(tasks, "stat", text, sizeof text) < 0 ? NULL : strrchr(text, ')');
    if (state == NULL || state[1] != ' ' || state[2] == '\0')
        return 'X';
    return state[2];
}

bool process_has_stopped(pid_t pid)
{
    struct tasks tasks;
    bool stopped = true;
    if (!tasks_open(&tasks, pid))
        return true;
    while (tasks_next(&tasks))
        stopped = stopped && strchr("TtZX", tasks_state(&tasks)) != NULL;
    return stopped;
}

int64_t process_turns(pid_t pid, size_t *ret_threads)
{
    struct tasks tasks;
    int64_t turns = 0;
    bool busy = false;
    bool ready = false;
    bool places_told = false; /* some kernels tell none */
    *ret_threads = 0;
    if (!tasks_open(&tasks, pid))
        return 0;
    while (tasks_next(&tasks)) {
        char place[128];
        char state = tasks_state(&tasks);
        ++*ret_threads;
        busy = busy || state == 'R' || state == 'D'; /* it runs, is ready to, or waits for a disk */
        turns += tasks_schedule(&tasks).turns;
        /* Who waits for a child is in the state of a sleeper until wait4 returns. If it loses the processor after it reaped
           the child it looks asleep and is ready to run; but then the kernel names no place where it sleeps. */
        if (state == 'S' && tasks_read(&tasks, "wchan", place, sizeof place) > 0) {
            bool named = strcmp(place, "0") != 0;
            ready = ready || !named;
            places_told = places_told || named;
        }
    }
    if (busy)
        return -1;
    return ready && places_told ? -2 : turns;
}

int64_t process_run_delay_ns(pid_t pid)
{
    struct tasks tasks;
    int64_t waited_ns = 0;
    if (!tasks_open(&tasks, pid))
        return 0;
    while (tasks_next(&tasks))
        waited_ns += tasks_schedule(&tasks).waited_ns;
    return waited_ns;
}

size_t process_children(pid_t pid, pid_t *ret_pids, size_t room)
{
    struct tasks tasks;
    size_t count = 0;
    bool told = false;
    if (!tasks_open(&tasks, pid))
        return 0;
    while (tasks_next(&tasks)) {
        char path[PROC_PATH_MAX];
        (void)snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", (long)pid, tasks.task);
        told |= read_children(path, ret_pids, room, &count);
    }
    return told ? count : search_children(pid, ret_pids, room);
}
