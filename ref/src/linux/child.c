#include "linux/child.h"

#include "core/deadline.h"
#include "linux/fd.h"
#include "linux/pipe.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
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

/* ---- The wait of every request: the set is made once, and the kernel need not be told it each time ------------------ */

#define WATCHED (CHILD_READY_DEATH | CHILD_READY_OUTPUT)

static int watch_add(int watch_fd, int fd, enum child_ready ready)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = ready};
    return epoll_ctl(watch_fd, EPOLL_CTL_ADD, fd, &event);
}

void child_watch(struct child *child)
{
    if (child->pidfd < 0)
        return;
    child->watch_fd = epoll_create1(EPOLL_CLOEXEC);
    if (child->watch_fd < 0)
        return;
    if (fd_lift(&child->watch_fd) < 0 || watch_add(child->watch_fd, child->pidfd, CHILD_READY_DEATH) < 0 ||
        watch_add(child->watch_fd, child->stdout_fd, CHILD_READY_OUTPUT) < 0)
        fd_close(&child->watch_fd);
}

/* epoll_wait counts in milliseconds: what is left after the last whole one is the other wait's. */
static bool watch_serves(const struct child *child, int wanted, int64_t timeout_ns)
{
    return child->watch_fd >= 0 && wanted == WATCHED && (timeout_ns == 0 || timeout_ns >= NS_PER_MS);
}

static int watch_wait(const struct child *child, int64_t timeout_ns)
{
    struct epoll_event events[2];
    int timeout_ms =
        timeout_ns == DEADLINE_NEVER ? -1 : (int)(deadline_earlier(timeout_ns, WAIT_NS_MAX) / NS_PER_MS);
    int count = epoll_wait(child->watch_fd, events, 2, timeout_ms);
    if (count < 0)
        return errno == EINTR ? 0 : -errno;
    int ready = 0;
    for (int i = 0; i < count; i++)
        ready |= (int)events[i].data.u32;
    return ready;
}

/* ---- Any other wait -------------------------------------------------------------------------------------------------- */

int child_wait(const struct child *child, int wanted, int64_t timeout_ns)
{
    if (watch_serves(child, wanted, timeout_ns))
        return watch_wait(child, timeout_ns);

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

/* ---- The rest ----------------------------------------------------------------------------------------------------------- */

ssize_t child_write(struct child *child, const char *from, size_t bytes)
{
    ssize_t n = child->signals ? -EOPNOTSUPP : pipe_write_quietly(child->stdin_fd, from, bytes);
    if (n != -EOPNOTSUPP)
        return n;
    child->signals = true;
    return pipe_write(child->stdin_fd, from, bytes);
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
    fd_close(&child->watch_fd);
    child->pid = 0;
}
