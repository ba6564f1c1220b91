/* Processes that the harness starts and ends: always by pid and pidfd, never by name. */
#ifndef RUNNER_PROCESS_H
#define RUNNER_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROCESS_CHILDREN_MAX 4096

/* A started program with the harness's ends of its three pipes. The owner reaps it. */
struct process {
    pid_t pid; /* 0: none, or reaped */
    int pidfd;
    int in; /* writes to its stdin; non-blocking, like the other two */
    int out;
    int err;
};

void process_init(struct process *process);

/* Starts argv[0] (a path) as leader of a session of its own with descriptors 0, 1, 2 only, signals at their defaults, no
   core file, and killed by the kernel if the harness dies. Returns 0, or a negative errno (of exec, too). */
int process_start(char *const argv[], char *const environment[], struct process *ret_process);

/* How a process ended. */
struct process_exit {
    bool by_signal;
    int number; /* exit code or signal */
};

/* Reaps it if it has ended. Returns 1 and *ret_exit, 0 while it runs, or a negative errno. */
int process_reap(struct process *process, struct process_exit *ret_exit);
/* Kills it if it lives, reaps it, closes its pipes. Returns at once after SIGKILL took effect. */
void process_release(struct process *process);
void process_close_pipe(int *fd);

/* A pidfd, close-on-exec; or a negative errno (-ESRCH: no such process). */
int process_open(pid_t pid);
/* 0, or a negative errno: -ESRCH once the process is reaped; a zombie takes signals in silence. */
int process_signal(int pidfd, int signal);
/* Stops every thread of a process and lets it go on: epoll_wait, and what else Linux does not restart, returns EINTR, as by job
   control; no handler runs. 0, or a negative errno: -ETIMEDOUT where it does not stop. */
int process_interrupt(pid_t pid);
/* True once the process has ended, reaped or not. */
bool process_has_ended(int pidfd);
/* The exit of a process that ended and was not reaped yet. Returns 0, or -ENOENT where /proc does not tell. */
int process_zombie_exit(pid_t pid, struct process_exit *ret_exit);

/* The children of a process, from /proc, at most `room`. Returns how many (0 also where it is gone). */
size_t process_children(pid_t pid, pid_t *ret_pids, size_t room);

/* What /proc says of a process. */
struct process_facts {
    char comm[32];
    char state; /* 'R', 'S', 'Z', … */
    pid_t parent;
    pid_t session;
};
int process_facts_read(pid_t pid, struct process_facts *ret_facts);
/* VmRSS of a process in KiB; 0 where /proc does not tell. */
int64_t process_memory_kib(pid_t pid);

/* True if the environment with which the process was started holds `entry` ("NAME=VALUE"). */
bool process_has_environment(pid_t pid, const char *entry);

/* How often the threads of a process got a processor, all together; 0 where the kernel does not tell, -1 where one of
   them runs or is ready to, and -2 where one seems to be. */
int64_t process_turns(pid_t pid, size_t *ret_threads);

/* True where every thread of a process is stopped or gone. */
bool process_has_stopped(pid_t pid);

/* Nanoseconds that the threads of a process were ready but had no processor; 0 where the kernel does not tell. */
int64_t process_run_delay_ns(pid_t pid);

#endif
