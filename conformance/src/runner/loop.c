#include "runner/loop.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define LOOP_BATCH_MAX 128
#define NS_PER_MS      1000000

struct loop {
    int epoll_fd;
    struct loop_timer **heap; /* the earliest first */
    size_t heap_count;
    size_t heap_room;
    struct epoll_event batch[LOOP_BATCH_MAX];
    int batch_next; /* place of the first event of the batch that is not handled yet */
    int batch_count;
};

int64_t loop_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int loop_new(struct loop **ret_loop)
{
    struct loop *loop = calloc(1, sizeof *loop);
    if (loop == NULL)
        return -ENOMEM;
    loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (loop->epoll_fd < 0) {
        int error = -errno;
        free(loop);
        return error;
    }
    *ret_loop = loop;
    return 0;
}

void loop_free(struct loop *loop)
{
    if (loop == NULL)
        return;
    close(loop->epoll_fd);
    free(loop->heap);
    free(loop);
}

int loop_watch_add(struct loop *loop, struct loop_watch *watch, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = watch};
    return epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, watch->fd, &event) < 0 ? -errno : 0;
}

int loop_watch_change(struct loop *loop, struct loop_watch *watch, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = watch};
    return epoll_ctl(loop->epoll_fd, EPOLL_CTL_MOD, watch->fd, &event) < 0 ? -errno : 0;
}

void loop_watch_remove(struct loop *loop, struct loop_watch *watch)
{
    if (watch->fd < 0)
        return;
    (void)epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, watch->fd, NULL);
    /* what the current batch still holds for this watch must not be delivered to a freed owner */
    for (int i = loop->batch_next; i < loop->batch_count; i++) {
        if (loop->batch[i].data.ptr == watch)
            loop->batch[i].data.ptr = NULL;
    }
}

static void heap_place(struct loop *loop, struct loop_timer *timer, size_t at)
{
    loop->heap[at] = timer;
    timer->slot = at + 1;
}

static void heap_raise(struct loop *loop, struct loop_timer *timer, size_t at)
{
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        if (loop->heap[parent]->due_ns <= timer->due_ns)
            break;
        heap_place(loop, loop->heap[parent], at);
        at = parent;
    }
    heap_place(loop, timer, at);
}

static void heap_lower(struct loop *loop, struct loop_timer *timer, size_t at)
{
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= loop->heap_count)
            break;
        if (child + 1 < loop->heap_count && loop->heap[child + 1]->due_ns < loop->heap[child]->due_ns)
            child++;
        if (timer->due_ns <= loop->heap[child]->due_ns)
            break;
        heap_place(loop, loop->heap[child], at);
        at = child;
    }
    heap_place(loop, timer, at);
}

void loop_timer_clear(struct loop *loop, struct loop_timer *timer)
{
    if (timer->slot == 0)
        return;
    size_t at = timer->slot - 1;
    assert(at < loop->heap_count && loop->heap[at] == timer);
    timer->slot = 0;
    struct loop_timer *last = loop->heap[--loop->heap_count];
    if (last == timer)
        return;
    if (at > 0 && loop->heap[(at - 1) / 2]->due_ns > last->due_ns)
        heap_raise(loop, last, at);
    else
        heap_lower(loop, last, at);
}

int loop_timer_set(struct loop *loop, struct loop_timer *timer, int64_t due_ns)
{
    loop_timer_clear(loop, timer);
    if (loop->heap_count == loop->heap_room) {
        size_t room = loop->heap_room == 0 ? 64 : loop->heap_room * 2;
        struct loop_timer **heap = reallocarray(loop->heap, room, sizeof(struct loop_timer *));
        if (heap == NULL)
            return -ENOMEM;
        loop->heap = heap;
        loop->heap_room = room;
    }
    timer->due_ns = due_ns;
    loop->heap_count++;
    heap_raise(loop, timer, loop->heap_count - 1);
    return 0;
}

static int wait_ms(const struct loop *loop, int limit_ms)
{
    if (loop->heap_count == 0)
        return limit_ms;
    int64_t left_ns = loop->heap[0]->due_ns - loop_now();
    if (left_ns <= 0)
        return 0;
    int64_t left_ms = (left_ns + NS_PER_MS - 1) / NS_PER_MS;
    if (left_ms > INT_MAX)
        left_ms = INT_MAX;
    return limit_ms >= 0 && limit_ms < left_ms ? limit_ms : (int)left_ms;
}

static void expire_timers(struct loop *loop)
{
    int64_t now = loop_now();
    while (loop->heap_count > 0 && loop->heap[0]->due_ns <= now) {
        struct loop_timer *timer = loop->heap[0];
        loop_timer_clear(loop, timer);
        timer->expired(timer->owner, now);
    }
}

int loop_turn(struct loop *loop, int limit_ms)
{
    int count = epoll_wait(loop->epoll_fd, loop->batch, LOOP_BATCH_MAX, wait_ms(loop, limit_ms));
    if (count < 0 && errno != EINTR)
        return -errno;
    loop->batch_count = count < 0 ? 0 : count;
    for (loop->batch_next = 0; loop->batch_next < loop->batch_count;) {
        struct epoll_event *event = &loop->batch[loop->batch_next++];
        struct loop_watch *watch = event->data.ptr;
        if (watch != NULL)
            watch->ready(watch->owner, event->events);
    }
    loop->batch_count = 0;
    loop->batch_next = 0;
    expire_timers(loop);
    return 0;
}
