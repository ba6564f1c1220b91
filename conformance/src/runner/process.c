#include "runner/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STOP_ROUND_NS   200000
#define STOP_ROUNDS_MAX 10000

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

int process_interrupt(pid_t pid)
{
    int pidfd = process_open(pid);
    if (pidfd < 0)
        return pidfd;
    int result = process_signal(pidfd, SIGSTOP);
    for (int round = 0; result == 0 && !process_has_stopped(pid); round++) {
        if (round >= STOP_ROUNDS_MAX)
            result = -ETIMEDOUT;
        const struct timespec pause = {.tv_nsec = STOP_ROUND_NS};
        (void)nanosleep(&pause, NULL);
    }
    int continued = process_signal(pidfd, SIGCONT);
    close(pidfd);
    return result < 0 ? result : continued;
}
