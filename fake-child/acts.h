#ifndef FAKE_CHILD_ACTS_H
#define FAKE_CHILD_ACTS_H
/* What a process can do to itself: end in every way, ignore signals, take memory, hide it, leave a grandchild behind.
 * No act tells the harness of itself; the caller does, in the right order. */
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define ACTS_RSS_REGIONS_MAX    64
#define ACTS_RSS_KIB_MAX        (UINT64_C(8) << 20) /* 8 GiB */
#define ACTS_RSS_ROUNDS_MAX     16
#define ACTS_GRANDCHILD_LIFE_MS 600000
#define ACTS_HIDE_WAIT_MS       2000
#define ACTS_SIGNAL_WAIT_MS     1000

/* The signal's number from "TERM", "SIGTERM" or "15"; 0 if there is none of that name. */
int signal_number(const char *name);

/* What the thread that leads the process waits for: it does nothing else, so that it can end alone (leader_hide). */
struct leader {
    pthread_t thread;
    pid_t parent;
};

enum leader_event {
    LEADER_EVENT_PARENT_GONE,
    LEADER_EVENT_HIDE,
    LEADER_EVENT_DONE,
};

/* To be called by the main thread before any other is made. Asks for a signal at the parent's death (CHILD-04). The kernel sends
 * it also at the end of the mere *thread* that started us, so it comes to the leader, who looks. PARENT is getppid() as early
 * as possible; -1 if it is gone already. */
int leader_init(struct leader *leader, pid_t parent);
enum leader_event leader_wait(const struct leader *leader);
/* Ends the calling thread, the leader, and leaves the others alive: /proc then shows a zombie without VmRSS. */
_Noreturn void leader_end_alone(void);

/* For the other thread. leader_hide returns when /proc shows no VmRSS any more: 0, or -ETIMEDOUT. */
int leader_hide(const struct leader *leader);
void leader_done(const struct leader *leader);

_Noreturn void process_exit(int code);
_Noreturn void process_abort(int dump_core);

/* Sends SIGNAL to this process, with its default action; returns only if the process outlives it. */
void process_kill(int signal);

/* Memory that VmRSS shows. */
struct ballast {
    struct {
        void *start;
        size_t bytes;
    } regions[ACTS_RSS_REGIONS_MAX];
    size_t count;
};

/* VmRSS of this process in KiB, 0 where /proc shows none. */
uint64_t resident_kib(void);
/* Grows until VmRSS is at least KIB. 0, or a negative errno. */
int ballast_grow(struct ballast *ballast, uint64_t kib);
void ballast_release(struct ballast *ballast);

/*
 * Makes the process's address space larger than its memory, by 1 GiB that is never touched: a supervisor that looks at
 * VmSize instead of VmRSS shows itself (RSS-01). Where the system refuses, nothing happens.
 */
#define ADDRESS_SPACE_BYTES ((size_t)1 << 30)
void address_space_widen(void);
uint64_t ballast_kib(const struct ballast *ballast);

/* Forks a process that holds the pipes named in KEEP (bits 0, 1, 2) open and does nothing, until it is killed, the process
 * HARNESS_FD is connected to ends, or ACTS_GRANDCHILD_LIFE_MS have passed. Where TALK is one of them (1, 2; -1: none) it writes
 * lines to it without end, until nobody reads. Its pid, or a negative errno. */
pid_t grandchild_start(unsigned keep, int talk, int harness_fd);

#endif
