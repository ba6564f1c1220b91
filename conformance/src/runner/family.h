/* What is left of a job's processes once its adapter has ended. As subreaper the harness inherits them all, so they are found
 * among its own children; they are told from other jobs' by session, by a mark in their environment, or by pid. */
#ifndef RUNNER_FAMILY_H
#define RUNNER_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define FAMILY_MARK_NAME   "CHILDPROOF_JOB"
#define FAMILY_END_MS      2000 /* for a killed process to be gone */
#define FAMILY_ROUNDS_MAX  64   /* a round ends one layer of descendants */
#define FAMILY_MEMBERS_MAX 1024

struct family {
    pid_t session;     /* of the adapter; 0: unknown */
    const char *mark;  /* "CHILDPROOF_JOB=…" */
    const pid_t *pids; /* children that are known by pid */
    size_t pid_count;
};

/* Finds the family's members that are children of this process. Returns how many. */
size_t family_find(const struct family *family, pid_t *ret_pids, size_t room);
/* Kills and reaps the family, layer by layer. Returns 0, or -EBUSY if something would not die in time. */
int family_end(const struct family *family);
/* Makes this process the subreaper of all it starts. Returns 0 or a negative errno. */
int family_adopt(void);

#endif
