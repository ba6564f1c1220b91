/* The fake children of one scenario, as they report by themselves over the control socket and as the kernel shows them.
 *
 * A child counts from its `hello` on. Its pidfd, opened while it waits for the answer to that, says when it ended and when
 * it was reaped, whoever its parent is; pids are never trusted twice.
 */
#ifndef RUNNER_CHILDREN_H
#define RUNNER_CHILDREN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "runner/loop.h"
#include "runner/record.h"
#include "runner/scratch.h"
#include "shared/lines.h"

#define CHILDREN_MAX            4096 /* of one scenario */
#define CHILDREN_WORKERS_MAX    64
#define CHILDREN_LINE_BYTES_MAX (1U << 20)
#define CHILDREN_TOKEN_SIZE     40

enum child_state {
    CHILD_STATE_ALIVE,
    CHILD_STATE_ZOMBIE,
    CHILD_STATE_REAPED
};

struct children;

struct strings {
    char **items;
    size_t count;
};

struct child {
    struct children *children;
    const struct worker *worker;
    int generation;
    pid_t pid;
    pid_t parent;
    int pidfd; /* -1 once it is reaped */
    enum child_state state;
    struct json *hello;      /* without `ev` and `t` */
    uint64_t pipes[3];       /* inode numbers of its stdin, stdout, stderr; 0: no pipe */
    bool end_noticed;        /* its parent knows of its end, or had time enough to notice */
    int64_t parent_turns;    /* after its end: turns of its parent's threads, as last looked at … */
    int64_t parent_look_ns;  /* … at this time (0: never), … */
    int64_t parent_rest_ns;  /* … and for how long they were no more */
    bool descriptors_clean;  /* seen: its parent holds none of its pipes any more, nor its pidfd */
    struct strings received; /* operations of the requests that it got */
    struct strings marks;
    size_t marks_asked; /* marks before this one were asked for */
    char *meeting;      /* the point at which it waits; NULL: it does not */
    bool done;          /* said that it is about to end */
    struct loop_watch exit_watch;
    int socket; /* -1 once closed */
};

struct worker {
    char name[40];
    char token[CHILDREN_TOKEN_SIZE];
    char executable[SCRATCH_PATH_MAX]; /* what its supervisor is to run */
    int spawned;                       /* children that reported */
};

/* Processes that children forked on purpose (`grandchild`). */
struct grandchild {
    pid_t pid;
    int pidfd;
};

struct children {
    struct loop *loop;
    struct recorder *recorder;
    /* Something came outside of children_drain; the owner drains, and goes on. */
    void (*stirred)(void *owner);
    void *owner;
    int listener;
    struct loop_watch listen_watch;
    char socket_path[SCRATCH_PATH_MAX];
    const char *file;       /* the scenario's, as the children know it; borrowed */
    const char *shown_file; /* … and as it is to be shown */
    struct worker *workers[CHILDREN_WORKERS_MAX];
    size_t worker_count;
    struct child *items[CHILDREN_MAX];
    size_t count;
    size_t reaped_below; /* every child before this one is reaped and its socket closed */
    struct connection *connections[CHILDREN_MAX];
    size_t connection_count;
    struct grandchild grandchildren[CHILDREN_WORKERS_MAX];
    size_t grandchild_count;
    char *script_error; /* the first error that a child's script reported, `file:line: reason`; NULL */
    bool check_failed;  /* a check in a child failed (it is in the trace) */
    uint64_t events;
};

/* Listens at `path`. Returns 0 or a negative errno. children_release in both cases. */
int children_init(struct children *children, struct loop *loop, struct recorder *recorder, const char *path);
/* Closes sockets and pidfds. Kills nobody. */
void children_release(struct children *children);

/* A name for the supervisor whose children will say `token`. Returns 0 or -ENOSPC. */
int children_add_worker(struct children *children, const struct worker *worker, struct worker **ret_worker);
struct worker *children_worker(const struct children *children, const char *name);

/* Takes everything that the sockets and the kernel have to say now. */
void children_drain(struct children *children);

/* Asks the kernel alone. */
void children_look(struct children *children);

/* Records the state of each child of `worker` (NULL: of every child). */
void children_record_states(struct children *children, const char *worker);
/* Looks through the descriptors of the parents of `worker`'s ended children for pipes of these, and records what is open. */
void children_record_descriptors(struct children *children, const char *worker);

struct child *children_find(const struct children *children, const char *worker, int generation);
/* The child of `worker` that waits at the point; NULL: none. */
struct child *children_meeting(const struct children *children, const char *worker, const char *name);
/* Lets a child go that waits at a meeting point. */
void child_let_go(struct child *child);
/* True if a mark of that name came from a child of `worker` and was not asked for yet; then it counts as asked for. */
bool children_take_mark(struct children *children, const char *worker, const char *name);
/* True while a child of `worker` lives. */
bool children_any_alive(const struct children *children, const char *worker);

/* Sends SIGKILL to the child, if it is not reaped. */
void child_kill(struct child *child);
const char *child_state_name(enum child_state state);

void strings_add(struct strings *strings, const char *text);
void strings_release(struct strings *strings);

#endif
