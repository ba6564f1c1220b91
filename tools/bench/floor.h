/*
 * The floor: what the same child costs a parent that does nothing but the system calls it cannot do without:
 * posix_spawn, two pipes of the usual size, blocking reads and writes, waitpid. No check, no deadline, no bookkeeping.
 *
 * Any failure ends the process with a message: a floor that failed is no floor.
 */
#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct floor_child {
    pid_t pid;
    int to;   /* the child's stdin */
    int from; /* the child's stdout */
};

/* Starts the child, reads its handshake, configures it. */
void floor_spawn(const char *executable, struct floor_child *ret_child);

/* One health request and its answer. */
void floor_health(struct floor_child *child);

/* Asks the child to leave, waits for its end, reaps it. */
void floor_shutdown(struct floor_child *child);

/* Kills and reaps it. */
void floor_kill(struct floor_child *child);

/* Sends a request that is never answered and waits in vain for `deadline_ms`. */
void floor_await_deadline(struct floor_child *child, int deadline_ms);

/* Asks for rows and reads every byte up to the end of the stream's answer; returns how many bytes came. */
uint64_t floor_read_rows(struct floor_child *child, uint64_t rows, uint64_t payload_bytes);

#endif
