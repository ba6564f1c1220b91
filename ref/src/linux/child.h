/* One child process and the parent's ends of its pipes. Who owns a `struct child` kills, reaps and closes it. */
#ifndef SUP_LINUX_CHILD_H
#define SUP_LINUX_CHILD_H

#include <sup/options.h>

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Without pidfds (they came with Linux 5.3; instruction-level tools may not know them) death is looked for this often. */
#define CHILD_DEATH_POLL_MS 5

struct child {
    pid_t pid; /* 0: none */
    int pidfd; /* -1 also where the kernel has none */
    int watch_fd; /* an epoll set of death and output, which every request looks at; -1: the wait names its descriptors */
    bool signals; /* the kernel cannot write to a pipe without SIGPIPE */
    int stdin_fd;
    int stdout_fd;
    int stderr_fd; /* -1 once somebody else has taken it over */
};

/* What to start. Borrowed. */
struct child_program {
    const char *executable;
    char *const *arguments; /* argv, ended by NULL */
    const struct sup_environment_entry *environment;
    size_t environment_count;
    const char *working_directory; /* NULL: inherited */
};

#define CHILD_NONE                                                                                           \
    ((struct child){.pid = 0, .pidfd = -1, .watch_fd = -1, .stdin_fd = -1, .stdout_fd = -1, .stderr_fd = -1})

/* Starts the program with three pipes as its only descriptors (SPAWN-01, SPAWN-02), all signals unblocked and default.
 * The parent's ends are non-blocking. 0, or the -errno of whatever failed, exec included; no process is left then. */
int child_spawn(const struct child_program *program, struct child *ret_child);

/* Prepares the wait for death and output that every request makes. Without it, and where it fails, child_wait does the same
 * more slowly. */
void child_watch(struct child *child);

/* What to wait for, and what came, or-ed together. */
enum child_ready {
    CHILD_READY_DEATH = 1 << 0,
    CHILD_READY_OUTPUT = 1 << 1, /* stdout can be read, or has ended */
    CHILD_READY_INPUT = 1 << 2,  /* stdin can be written, or nobody reads it */
};

/* One wait over everything in WANTED, at most TIMEOUT_NS (DEADLINE_NEVER: for ever; 0: only look). Returns what is ready:
 * 0 where the time is up, or earlier without a reason. -errno where the system call failed. */
int child_wait(const struct child *child, int wanted, int64_t timeout_ns);

/* Writes to its stdin what fits. Returns as pipe_write. */
ssize_t child_write(struct child *child, const char *from, size_t bytes);

/* SIGKILL. 0, also where it is dead already; or -errno. */
int child_kill(const struct child *child);

struct child_end {
    bool signalled;
    bool core_dumped;
    int number; /* the exit code, or the signal */
};

/* Takes the exit of a child, without waiting: 1 and RET_END, and the process is gone; 0 while it lives; or -errno
 * (-ECHILD: somebody else took it). */
int child_reap(struct child *child, struct child_end *ret_end);

/* Closes every descriptor. The process, if there still is one, is no longer known. */
void child_close(struct child *child);

#endif
