#include "runner/process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROC_PATH_MAX 64

void process_init(struct process *process)
{
    *process = (struct process){.pidfd = -1, .in = -1, .out = -1, .err = -1};
}

void process_close_pipe(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Between fork and exec: only system calls. Reports a failure of exec through `report_fd`. */
_Noreturn static void become(
    char *const argv[], char *const environment[], const int ends[3], int report_fd, pid_t harness)
{
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < NSIG; number++)
        (void)signal(number, SIG_DFL);
    (void)setsid();
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != harness)
        _exit(127);
    struct rlimit no_core = {0, RLIM_INFINITY};
    (void)getrlimit(RLIMIT_CORE, &no_core);
    no_core.rlim_cur = 0;
    (void)setrlimit(RLIMIT_CORE, &no_core);
    for (int i = 0; i < 3; i++) {
        if (dup2(ends[i], i) < 0)
            goto fail;
    }
    if (dup2(report_fd, 3) < 0 || fcntl(3, F_SETFD, FD_CLOEXEC) < 0)
        goto fail;
    report_fd = 3;
    (void)syscall(SYS_close_range, 4U, ~0U, 0U);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    execve(argv[0], argv, environment);
fail:;
    int error = errno;
    (void)!write(report_fd, &error, sizeof error);
    _exit(127);
}

/* Pipe ends above 3, so that dup2 onto 0…3 overwrites none of them. */
static int pipe_open(int ret_ends[2])
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -errno;
    for (int i = 0; i < 2; i++) {
        ret_ends[i] = ends[i] > 3 ? ends[i] : fcntl(ends[i], F_DUPFD_CLOEXEC, 4);
        if (ret_ends[i] != ends[i])
            close(ends[i]);
    }
    return ret_ends[0] < 0 || ret_ends[1] < 0 ? -EMFILE : 0;
}

enum {
    PIPE_IN,
    PIPE_OUT,
    PIPE_ERR,
    PIPE_REPORT,
    PIPE_COUNT
};

static int set_nonblocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ? -errno : 0;
}

static int fork_program(
    char *const argv[], char *const environment[], int pipes[PIPE_COUNT][2], struct process *process)
{
    const int ends[3] = {pipes[PIPE_IN][0], pipes[PIPE_OUT][1], pipes[PIPE_ERR][1]};
    pid_t harness = getpid();
    pid_t pid = fork();
    if (pid < 0)
        return -errno;
    if (pid == 0)
        become(argv, environment, ends, pipes[PIPE_REPORT][1], harness);
    process->pid = pid;
    process_close_pipe(&pipes[PIPE_REPORT][1]);
    int error = 0;
    ssize_t got;
    do {
        got = read(pipes[PIPE_REPORT][0], &error, sizeof error);
    } while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof error ? -error : 0;
}

int process_start(char *const argv[], char *const environment[], struct process *ret_process)
{
    struct process process;
    process_init(&process);
    int pipes[PIPE_COUNT][2] = {{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};
    int result = 0;
    for (int i = 0; i < PIPE_COUNT && result == 0; i++)
        result = pipe_open(pipes[i]);
    if (result == 0)
        result = fork_program(argv, environment, pipes, &process);
    if (result == 0) {
        process.pidfd = process_open(process.pid);
        result = process.pidfd < 0 ? process.pidfd : 0;
    }
    process.in = pipes[PIPE_IN][1];
    process.out = pipes[PIPE_OUT][0];
    process.err = pipes[PIPE_ERR][0];
    pipes[PIPE_IN][1] = pipes[PIPE_OUT][0] = pipes[PIPE_ERR][0] = -1;
    for (int i = 0; i < PIPE_COUNT; i++) {
        process_close_pipe(&pipes[i][0]);
        process_close_pipe(&pipes[i][1]);
    }
    if (result == 0 && (set_nonblocking(process.in) < 0 || set_nonblocking(process.out) < 0 ||
                           set_nonblocking(process.err) < 0))
        result = -EIO;
    if (result < 0)
        process_release(&process);
    else
        *ret_process = process;
    return result;
}

static struct process_exit exit_of(const siginfo_t *info)
{
    return (struct process_exit){.by_signal = info->si_code != CLD_EXITED, .number = info->si_status};
}

int process_reap(struct process *process, struct process_exit *ret_exit)
{
    if (process->pid <= 0)
        return -ECHILD;
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)process->pid, &info, WEXITED | WNOHANG) < 0)
        return -errno;
    if (info.si_pid == 0)
        return 0;
    process->pid = 0;
    *ret_exit = exit_of(&info);
    return 1;
}

void process_release(struct process *process)
{
    if (process->pid > 0) {
        siginfo_t info;
        (void)kill(process->pid, SIGKILL); /* ours and not reaped: the pid cannot be another's */
        while (waitid(P_PID, (id_t)process->pid, &info, WEXITED) < 0 && errno == EINTR) {
        }
    }
    process_close_pipe(&process->pidfd);
    process_close_pipe(&process->in);
    process_close_pipe(&process->out);
    process_close_pipe(&process->err);
    process_init(process);
}

int process_open(pid_t pid)
{
    long fd = syscall(SYS_pidfd_open, pid, 0U);
    return fd < 0 ? -errno : (int)fd;
}

int process_signal(int pidfd, int signal)
{
    return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0U) < 0 ? -errno : 0;
}

bool process_has_ended(int pidfd)
{
    struct pollfd poll_fd = {.fd = pidfd, .events = POLLIN};
    return poll(&poll_fd, 1, 0) > 0;
}

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

size_t process_children(pid_t pid, pid_t *ret_pids, size_t room)
{
    char path[PROC_PATH_MAX];
    (void)snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL)
        return 0;
    size_t count = 0;
    bool told = false;
    struct dirent *entry;
    while ((entry = readdir(tasks)) != NULL) {
        char list[PROC_PATH_MAX * 8];
        (void)snprintf(list, sizeof list, "%s/%s/children", path, entry->d_name);
        if (entry->d_name[0] != '.' && read_children(list, ret_pids, room, &count))
            told = true;
    }
    closedir(tasks);
    return told ? count : search_children(pid, ret_pids, room);
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

int64_t process_turns(pid_t pid, size_t *ret_threads)
{
    char path[PROC_PATH_MAX];
    (void)snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
    *ret_threads = 0;
    DIR *tasks = opendir(path);
    if (tasks == NULL)
        return 0;
    int64_t turns = 0;
    bool running = false;
    struct dirent *entry;
    while (!running && (entry = readdir(tasks)) != NULL) {
        char name[PROC_PATH_MAX * 8];
        char text[1024];
        if (entry->d_name[0] == '.')
            continue;
        ++*ret_threads;
        (void)snprintf(name, sizeof name, "task/%s/stat", entry->d_name);
        const char *state = read_proc(pid, name, text, sizeof text) < 0 ? NULL : strrchr(text, ')');
        running = state != NULL && state[1] == ' ' && (state[2] == 'R' || state[2] == 'D');
        (void)snprintf(name, sizeof name, "task/%s/schedstat", entry->d_name);
        if (!running && read_proc(pid, name, text, sizeof text) > 0) {
            char *at = text; /* time on a processor, time of waiting for one, turns */
            (void)strtoll(at, &at, 10);
            (void)strtoll(at, &at, 10);
            turns += strtoll(at, NULL, 10);
        }
    }
    closedir(tasks);
    return running ? -1 : turns;
}

int64_t process_run_delay_ns(pid_t pid)
{
    char path[PROC_PATH_MAX];
    (void)snprintf(path, sizeof path, "/proc/%ld/task", (long)pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL)
        return 0;
    int64_t total = 0;
    struct dirent *entry;
    while ((entry = readdir(tasks)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        char name[PROC_PATH_MAX * 8];
        char text[128];
        (void)snprintf(name, sizeof name, "task/%s/schedstat", entry->d_name);
        char full[PROC_PATH_MAX * 9];
        (void)snprintf(full, sizeof full, "/proc/%ld/%s", (long)pid, name);
        int fd = open(full, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            continue;
        ssize_t length = read(fd, text, sizeof text - 1);
        close(fd);
        if (length <= 0)
            continue;
        text[length] = '\0';
        char *end;
        (void)strtoll(text, &end, 10);
        total += strtoll(end, NULL, 10);
    }
    closedir(tasks);
    return total;
}
