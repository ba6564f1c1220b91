/* The one event loop that all concurrent jobs share: descriptors by epoll, timers by a heap. Single-threaded. */
#ifndef RUNNER_LOOP_H
#define RUNNER_LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct loop;

/* A watched descriptor, embedded in its owner, who keeps it in place while it is added and closes `fd` itself. */
struct loop_watch {
    int fd;
    void (*ready)(void *owner, uint32_t events);
    void *owner;
};

/* A one-shot timer, embedded in its owner. All zero except `expired` and `owner` means: not set. */
struct loop_timer {
    void (*expired)(void *owner, int64_t now_ns);
    void *owner;
    int64_t due_ns;
    size_t slot; /* 1 + place in the heap; 0 while not set */
};

/* Makes a loop. Returns 0 and *ret_loop (caller frees), or a negative errno. */
int loop_new(struct loop **ret_loop);
void loop_free(struct loop *loop);

/* Watches w->fd for `events` (EPOLLIN …, level-triggered). Returns 0 or a negative errno. */
int loop_watch_add(struct loop *loop, struct loop_watch *watch, uint32_t events);
int loop_watch_change(struct loop *loop, struct loop_watch *watch, uint32_t events);
/* Stops watching; safe from inside any callback, and for a watch that was never added. */
void loop_watch_remove(struct loop *loop, struct loop_watch *watch);

/* Sets or moves the timer to the monotonic time `due_ns`. Returns 0 or -ENOMEM. */
int loop_timer_set(struct loop *loop, struct loop_timer *timer, int64_t due_ns);
void loop_timer_clear(struct loop *loop, struct loop_timer *timer);

/* Waits for and handles one batch of events; at most `limit_ms` (-1: until something happens). Returns 0 or a negative
   errno. */
int loop_turn(struct loop *loop, int limit_ms);

/* CLOCK_MONOTONIC in ns. */
int64_t loop_now(void);

#endif
