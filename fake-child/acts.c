#include "acts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "shared/clock.h"

/* The leader's signals, from SIGRTMIN on; blocked in every thread, taken by sigwaitinfo. */
enum {
    SIGNAL_PARENT = 7,
    SIGNAL_HIDE = 8,
    SIGNAL_DONE = 9,
};

int signal_number(const char *name)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"HUP", SIGHUP}, {"INT", SIGINT}, {"QUIT", SIGQUIT}, {"ILL", SIGILL}, {"TRAP", SIGTRAP},
        {"ABRT", SIGABRT}, {"BUS", SIGBUS}, {"FPE", SIGFPE}, {"KILL", SIGKILL}, {"USR1", SIGUSR1},
        {"SEGV", SIGSEGV}, {"USR2", SIGUSR2}, {"PIPE", SIGPIPE}, {"ALRM", SIGALRM}, {"TERM", SIGTERM},
        {"CHLD", SIGCHLD}, {"CONT", SIGCONT}, {"STOP", SIGSTOP}, {"TSTP", SIGTSTP}, {"XCPU", SIGXCPU},
        {"XFSZ", SIGXFSZ}, {"SYS", SIGSYS}, {"WINCH", SIGWINCH}, {"URG", SIGURG}};
    if (strncmp(name, "SIG", 3) == 0)
        name += 3;
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
        if (strcmp(name, signals[i].name) == 0)
            return signals[i].number;
    char *end;
    long number = strtol(name, &end, 10);
    return *name && !*end && number > 0 && number < NSIG ? (int)number : 0;
}

/* The leader */

static void leader_signals(sigset_t *ret)
{
    (void)sigemptyset(ret);
    (void)sigaddset(ret, SIGRTMIN + SIGNAL_PARENT);
    (void)sigaddset(ret, SIGRTMIN + SIGNAL_HIDE);
    (void)sigaddset(ret, SIGRTMIN + SIGNAL_DONE);
}

int leader_init(struct leader *leader, pid_t parent)
{
    sigset_t signals;
    *leader = (struct leader){.thread = pthread_self(), .parent = parent};
    leader_signals(&signals);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
    (void)prctl(PR_SET_PDEATHSIG, SIGRTMIN + SIGNAL_PARENT);
    return getppid() == parent ? 0 : -1;
}

enum leader_event leader_wait(const struct leader *leader)
{
    sigset_t signals;
    leader_signals(&signals);
    for (;;) {
        int signal = sigwaitinfo(&signals, NULL);
        if (signal == SIGRTMIN + SIGNAL_DONE)
            return LEADER_EVENT_DONE;
        if (signal == SIGRTMIN + SIGNAL_HIDE)
            return LEADER_EVENT_HIDE;
        if (signal == SIGRTMIN + SIGNAL_PARENT && getppid() != leader->parent)
            return LEADER_EVENT_PARENT_GONE;
    }
}

void leader_end_alone(void)
{
    /* nobody is left to look whether the parent or only its thread has ended */
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    for (;;)
        (void)syscall(SYS_exit, 0);
}

int leader_hide(const struct leader *leader)
{
    int64_t end_ns = clock_now_ns() + ACTS_HIDE_WAIT_MS * CLOCK_NS_PER_MS;
    if (pthread_kill(leader->thread, SIGRTMIN + SIGNAL_HIDE) != 0)
        return -ESRCH;
    while (resident_kib() != 0) {
        if (clock_now_ns() > end_ns)
            return -ETIMEDOUT;
        (void)clock_wait_fd(-1, 0, 50 * CLOCK_NS_PER_US);
    }
    return 0;
}

void leader_done(const struct leader *leader)
{
    (void)pthread_kill(leader->thread, SIGRTMIN + SIGNAL_DONE);
}

/* Ends */

void process_exit(int code)
{
    _exit(code);
}

static void restore_default(int signal)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigset_t only;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(signal, &action, NULL);
    (void)sigemptyset(&only);
    (void)sigaddset(&only, signal);
    (void)pthread_sigmask(SIG_UNBLOCK, &only, NULL);
}

static void forbid_core(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_CORE, &limit) == 0) {
        limit.rlim_cur = 0;
        (void)setrlimit(RLIMIT_CORE, &limit);
    }
    /* a core pattern that pipes to a program ignores the limit, but not this */
    (void)prctl(PR_SET_DUMPABLE, 0);
}

void process_abort(int dump_core)
{
    if (!dump_core)
        forbid_core();
    restore_default(SIGABRT);
    abort();
}

void process_kill(int signal)
{
    if (signal != SIGSTOP && signal != SIGTSTP && signal != SIGCONT) {
        forbid_core();
        restore_default(signal);
    }
    (void)kill(getpid(), signal);
    /* a signal to the process may be delivered on the other thread: it is on its way */
    (void)clock_wait_fd(-1, 0, ACTS_SIGNAL_WAIT_MS * CLOCK_NS_PER_MS);
}

/* Memory */

uint64_t resident_kib(void)
{
    char status[4096];
    char path[64];
    (void)snprintf(path, sizeof(path), "/proc/%d/status", (int)getpid());
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t length = read(fd, status, sizeof(status) - 1);
    close(fd);
    if (length <= 0)
        return 0;
    status[length] = '\0';
    const char *line = strstr(status, "\nVmRSS:");
    return line ? strtoull(line + strlen("\nVmRSS:"), NULL, 10) : 0;
}

uint64_t ballast_kib(const struct ballast *ballast)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < ballast->count; i++)
        bytes += ballast->regions[i].bytes;
    return bytes / 1024;
}

/* A sanitizer's shadow of these pages would count as well. */
__attribute__((no_sanitize("address"), no_sanitize("thread"))) static void touch_pages(
    volatile char *start, size_t bytes, size_t page)
{
    for (size_t offset = 0; offset < bytes; offset += page)
        start[offset] = 1;
}

static int ballast_add(struct ballast *ballast, uint64_t kib)
{
    if (ballast->count == ACTS_RSS_REGIONS_MAX)
        return -ENOSPC;
    long page = sysconf(_SC_PAGESIZE);
    size_t bytes = ((size_t)kib * 1024 + (size_t)page - 1) / (size_t)page * (size_t)page;
    void *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        return -errno;
    (void)madvise(start, bytes, MADV_NOHUGEPAGE); /* page by page: the figure is met, not overshot */
    touch_pages(start, bytes, (size_t)page);
    ballast->regions[ballast->count].start = start;
    ballast->regions[ballast->count].bytes = bytes;
    ballast->count++;
    return 0;
}

int ballast_grow(struct ballast *ballast, uint64_t kib)
{
    if (kib > ACTS_RSS_KIB_MAX)
        return -ERANGE;
    /* the kernel counts with a delay: what it shows decides */
    for (int round = 0; round < ACTS_RSS_ROUNDS_MAX; round++) {
        uint64_t now = resident_kib();
        if (now == 0)
            return -ESRCH;
        if (now >= kib)
            return 0;
        int result = ballast_add(ballast, kib - now);
        if (result < 0)
            return result;
    }
    return resident_kib() >= kib ? 0 : -EAGAIN;
}

void ballast_release(struct ballast *ballast)
{
    for (size_t i = 0; i < ballast->count; i++)
        (void)munmap(ballast->regions[i].start, ballast->regions[i].bytes);
    ballast->count = 0;
}

/* Grandchild */

/* The pidfd of the process at the other end of a socket; -1 if there is none. */
static int peer_pidfd(int socket_fd)
{
    struct ucred peer;
    socklen_t size = sizeof(peer);
    if (socket_fd < 0 || getsockopt(socket_fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 || peer.pid <= 0)
        return -1;
    int fd = (int)syscall(SYS_pidfd_open, peer.pid, 0);
    if (fd < 0 || fd > STDERR_FILENO)
        return fd;
    /* a closed pipe's number: it must stay free */
    int above = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(fd);
    return above;
}

/* As fast as the pipe takes it. What one turn writes fits into a pipe that has room at all, so no turn blocks. */
static void talk_without_end(int fd, int harness)
{
    static const char line[] = "a grandchild talks on and on...\n";
    const size_t length = sizeof(line) - 1;
    char block[PIPE_BUF];
    size_t filled = 0;
    for (; filled + length <= sizeof(block); filled += length)
        memcpy(block + filled, line, length);
    struct pollfd polled[] = {{.fd = fd, .events = POLLOUT}, {.fd = harness, .events = POLLIN}};
    (void)signal(SIGPIPE, SIG_IGN);
    while (poll(polled, 2, (int)ACTS_GRANDCHILD_LIFE_MS) > 0 && polled[1].revents == 0)
        if ((polled[0].revents & POLLOUT) == 0 || write(fd, block, filled) < 0)
            return;
}

static _Noreturn void live_as_grandchild(unsigned keep, int talk, int harness)
{
    int limit = (int)sysconf(_SC_OPEN_MAX);
    for (int fd = 0; fd < 3; fd++)
        if (!(keep & (1U << fd)))
            (void)close(fd);
    if (harness >= 0 && harness != 3) {
        (void)dup3(harness, 3, O_CLOEXEC);
        harness = 3;
    }
    if (syscall(SYS_close_range, harness == 3 ? 4U : 3U, ~0U, 0U) < 0)
        for (int fd = harness == 3 ? 4 : 3; fd < limit && fd < 65536; fd++)
            (void)close(fd);
    (void)prctl(PR_SET_PDEATHSIG, 0);
    (void)prctl(PR_SET_NAME, "fake-grandchild");
    if (talk >= 0 && (keep & (1U << talk)))
        talk_without_end(talk, harness == 3 ? 3 : -1);
    (void)clock_wait_fd(harness, POLLIN, ACTS_GRANDCHILD_LIFE_MS * CLOCK_NS_PER_MS);
    _exit(0);
}

pid_t grandchild_start(unsigned keep, int talk, int harness_fd)
{
    int harness = peer_pidfd(harness_fd);
    pid_t pid = fork();
    int failed = errno;
    if (pid == 0)
        live_as_grandchild(keep, talk, harness);
    if (harness >= 0)
        close(harness);
    return pid < 0 ? -failed : pid;
}

void address_space_widen(void)
{
    // cppcheck-suppress leakReturnValNotUsed ; it is kept for as long as the process lives
    (void)mmap(NULL, ADDRESS_SPACE_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}
