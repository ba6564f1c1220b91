/* Starting a child. posix_spawn shares the parent's memory until exec (no page table is copied), reports a failed exec as
 * its own result, and blocks every signal in between. */
#include "linux/child.h"
#include "linux/environment.h"
#include "linux/fd.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The child's ends of the pipes; they live in the parent only until the child has them. */
struct ends {
    int stdin_fd;
    int stdout_fd;
    int stderr_fd;
};

static void ends_close(struct ends *ends)
{
    fd_close(&ends->stdin_fd);
    fd_close(&ends->stdout_fd);
    fd_close(&ends->stderr_fd);
}

static int pipes_open(struct child *child, struct ends *ends)
{
    int r = fd_pipe(&ends->stdin_fd, &child->stdin_fd);
    if (r == 0)
        r = fd_pipe(&child->stdout_fd, &ends->stdout_fd);
    if (r == 0)
        r = fd_pipe(&child->stderr_fd, &ends->stderr_fd);
    if (r == 0)
        r = fd_set_nonblocking(child->stdin_fd);
    if (r == 0)
        r = fd_set_nonblocking(child->stdout_fd);
    if (r == 0)
        r = fd_set_nonblocking(child->stderr_fd);
    return r;
}

/* The POSIX calls return a positive errno. */
static int actions_fill(
    posix_spawn_file_actions_t *actions, const struct ends *ends, const char *working_directory)
{
    int error = posix_spawn_file_actions_adddup2(actions, ends->stdin_fd, STDIN_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(actions, ends->stdout_fd, STDOUT_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(actions, ends->stderr_fd, STDERR_FILENO);
    /* SPAWN-02: also what other parts of the process opened without close-on-exec */
    if (error == 0)
        error = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
    if (error == 0 && working_directory)
        error = posix_spawn_file_actions_addchdir_np(actions, working_directory);
    return -error;
}

static int attributes_fill(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (error == 0)
        error = posix_spawnattr_setsigmask(attributes, &none);
    if (error == 0)
        error = posix_spawnattr_setsigdefault(attributes, &all);
    return -error;
}

static int process_start(
    const struct child_program *program, const struct ends *ends, char *const *environment, pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int r = -posix_spawn_file_actions_init(&actions);
    if (r < 0)
        return r;
    r = -posix_spawnattr_init(&attributes);
    if (r < 0)
        goto without_attributes;
    r = actions_fill(&actions, ends, program->working_directory);
    if (r == 0)
        r = attributes_fill(&attributes);
    if (r == 0)
        r = -posix_spawnp(
            ret_pid, program->executable, &actions, &attributes, program->arguments, environment);
    (void)posix_spawnattr_destroy(&attributes);
without_attributes:
    (void)posix_spawn_file_actions_destroy(&actions);
    return r;
}

/* Gets rid of a process that was started but cannot be watched. */
static void process_undo(pid_t pid)
{
    (void)kill(pid, SIGKILL);
    pid_t reaped;
    do
        reaped = waitpid(pid, NULL, 0);
    while (reaped < 0 && errno == EINTR);
}

/* The pid is this parent's unreaped child: the pidfd cannot mean another process. */
static int pidfd_of(pid_t pid, int *ret_pidfd)
{
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd < 0 && errno != ENOSYS)
        return -errno;
    int r = pidfd < 0 ? 0 : fd_lift(&pidfd);
    *ret_pidfd = pidfd;
    return r;
}

int child_spawn(const struct child_program *program, struct child *ret_child)
{
    struct child child = CHILD_NONE;
    struct ends ends = {-1, -1, -1};
    char **environment = NULL;
    pid_t pid = 0;

    int r = environment_build(program->environment, program->environment_count, &environment);
    if (r == 0)
        r = pipes_open(&child, &ends);
    if (r == 0)
        r = process_start(program, &ends, environment, &pid);
    if (r == 0) {
        r = pidfd_of(pid, &child.pidfd);
        if (r < 0)
            process_undo(pid);
    }
    ends_close(&ends);
    free(environment);
    if (r < 0) {
        child_close(&child);
        return r;
    }
    child.pid = pid;
    child_watch(&child);
    *ret_child = child;
    return 0;
}
