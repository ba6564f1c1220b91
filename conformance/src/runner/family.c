#include "runner/family.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runner/process.h"

int family_adopt(void)
{
    return prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 ? -errno : 0;
}

static bool is_member(const struct family *family, pid_t pid)
{
    for (size_t i = 0; i < family->pid_count; i++) {
        if (family->pids[i] == pid)
            return true;
    }
    struct process_facts facts;
    if (process_facts_read(pid, &facts) < 0)
        return false;
    return (family->session != 0 && facts.session == family->session) ||
           process_has_environment(pid, family->mark);
}

size_t family_find(const struct family *family, pid_t *ret_pids, size_t room)
{
    pid_t ours[PROCESS_CHILDREN_MAX];
    size_t count = process_children(getpid(), ours, PROCESS_CHILDREN_MAX);
    size_t found = 0;
    for (size_t i = 0; i < count && found < room; i++) {
        if (is_member(family, ours[i]))
            ret_pids[found++] = ours[i];
    }
    return found;
}

/* The pid is that of a child of ours that is not reaped: it cannot be another's. */
static int end_member(pid_t pid)
{
    int pidfd = process_open(pid);
    if (pidfd < 0)
        return 0;
    (void)process_signal(pidfd, SIGKILL);
    struct pollfd ended = {.fd = pidfd, .events = POLLIN};
    int seen = poll(&ended, 1, FAMILY_END_MS);
    process_close_pipe(&pidfd);
    if (seen <= 0)
        return -EBUSY;
    siginfo_t info;
    (void)waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG);
    return 0;
}

int family_end(const struct family *family)
{
    int result = 0;
    for (int round = 0; round < FAMILY_ROUNDS_MAX && result == 0; round++) {
        pid_t members[FAMILY_MEMBERS_MAX];
        size_t count = family_find(family, members, FAMILY_MEMBERS_MAX);
        if (count == 0)
            return 0;
        for (size_t i = 0; i < count; i++) {
            if (end_member(members[i]) < 0)
                result = -EBUSY;
        }
    }
    return result;
}
