#include "runner/descriptors.h"

#include <sys/resource.h>

/* What the harness holds by itself, and at most for one scenario: an adapter's pipes and pidfd, the socket, and a
   connection and a pidfd for each child. Without room for them a correct supervisor would look wrong. */
#define DESCRIPTORS_OWN_MAX 32
#define DESCRIPTORS_JOB_MAX 64

unsigned descriptors_make_room(unsigned jobs)
{
    struct rlimit limit;
    rlim_t wanted = DESCRIPTORS_OWN_MAX + (rlim_t)jobs * DESCRIPTORS_JOB_MAX;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return jobs;
    if (limit.rlim_cur < wanted && limit.rlim_cur < limit.rlim_max) {
        struct rlimit raised = {wanted < limit.rlim_max ? wanted : limit.rlim_max, limit.rlim_max};
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    if (limit.rlim_cur >= wanted)
        return jobs;
    rlim_t possible = limit.rlim_cur > DESCRIPTORS_OWN_MAX
                          ? (limit.rlim_cur - DESCRIPTORS_OWN_MAX) / DESCRIPTORS_JOB_MAX
                          : 0;
    return possible < 1 ? 1 : (unsigned)possible;
}
