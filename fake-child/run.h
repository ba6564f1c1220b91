#ifndef FAKE_CHILD_RUN_H
#define FAKE_CHILD_RUN_H
/* run.json: what the harness wants of the child that it has started through a supervisor. */
#include "shared/json.h"

#define RUN_FILE_BYTES_MAX 65536U

struct run {
    struct json *tree;    /* owns the strings */
    const char *socket;   /* where the harness listens; NULL: none, the scenario is played alone */
    const char *scenario; /* the file; NULL: a good child */
    const char *worker;
    const char *token; /* goes back to the harness in `hello` */
};

/* Looks beside the path that this process was started by (not behind the link that it may be), then at $CHILDPROOF_RUN.
 * 1: found and read; 0: there is none; -1: there is one that cannot be used, said on stderr. */
int run_find(struct run *ret, const char *argument_0);
void run_release(struct run *run);

#endif
