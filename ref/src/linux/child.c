#include "linux/child.h"

#include "core/deadline.h"
#include "linux/fd.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* ppoll's longest wait: a day. The caller looks at its clock and comes again. */
#define WAIT_NS_MAX ((int64_t)86400 * NS_PER_S)

static bool is_dead(const struct child *child)
{
    siginfo_t info = {0};
    int r = waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    return r < 0 || info.si_pid == child->pid;
}

static int wait_once(struct pollfd *polled, nfds_t count, int64_t timeout_ns)
{
    struct timespec timeout;
    struct timespec *bound = NULL;
    if (timeout_ns != DEADLINE_NEVER) {
        int64_t bounded_ns = deadline_earlier(timeout_ns, WAIT_NS_MAX);
        timeout = (struct timespec){
            .tv_sec = (time_t)(bounded_ns / NS_PER_S), .tv_nsec = (long)(bounded_ns % NS_PER_S)};
        bound = &timeout;
    }
    if (ppoll(polled, count, bound, NULL) < 0)
        return errno == EINTR ? 0 : -errno; /* the caller's clock decides whether to wait again */
    return 1;
}

int child_wait(const struct child *child, int wanted, int64_t timeout_ns)
{
    const struct {
        int event;
        int fd;
        short poll_events;
    } watched[] = {
        {CHILD_READY_DEATH, child->pidfd, POLLIN},
        {CHILD_READY_OUTPUT, child->stdout_fd, POLLIN},
        {CHILD_READY_INPUT, child->stdin_fd, POLLOUT},
    };
    struct pollfd polled[sizeof(watched) / sizeof(watched[0])];
    int events[sizeof(watched) / sizeof(watched[0])];
    nfds_t count = 0;
    for (size_t i = 0; i < sizeof(watched) / sizeof(watched[0]); i++) {
        if (!(wanted & watched[i].event) || watched[i].fd < 0)
            continue;
        events[count] = watched[i].event;
        polled[count++] = (struct pollfd){.fd = watched[i].fd, .events = watched[i].poll_events};
    }

    bool blind = (wanted & CHILD_READY_DEATH) && child->pidfd < 0 && child->pid > 0;
    if (blind && is_dead(child))
        timeout_ns = 0;
    else if (blind)
        timeout_ns = deadline_earlier(timeout_ns, (int64_t)CHILD_DEATH_POLL_MS * NS_PER_MS);

    int r = wait_once(polled, count, timeout_ns);
    if (r < 0)
        return r;
    int ready = 0;
    for (nfds_t i = 0; r > 0 && i < count; i++)
        if (polled[i].revents != 0)
            ready |= events[i];
    if (blind && is_dead(child))
        ready |= CHILD_READY_DEATH;
    return ready;
}

int child_kill(const struct child *child)
{
    if (child->pid <= 0)
        return 0;
    /* The pidfd can only mean this child, and an unreaped pid cannot be anybody else's: no stranger is ever hit. */
    int r = child->pidfd >= 0 ? (int)syscall(SYS_pidfd_send_signal, child->pidfd, SIGKILL, NULL, 0)
                              : kill(child->pid, SIGKILL);
    return r < 0 && errno != ESRCH ? -errno : 0;
}

int child_reap(struct child *child, struct child_end *ret_end)
{
    siginfo_t info = {0};
    int r;
    do
        r = waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG);
    while (r < 0 && errno == EINTR);
    if (r < 0)
        return -errno;
    if (info.si_pid != child->pid)
        return 0;
    *ret_end = (struct child_end){
        .signalled = info.si_code != CLD_EXITED,
        .core_dumped = info.si_code == CLD_DUMPED,
        .number = info.si_status,
    };
    child->pid = 0;
    return 1;
}

void child_close(struct child *child)
{
    fd_close(&child->pidfd);
    fd_close(&child->stdin_fd);
    fd_close(&child->stdout_fd);
    fd_close(&child->stderr_fd);
    child->pid = 0;
}
