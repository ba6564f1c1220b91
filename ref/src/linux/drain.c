#include "linux/drain.h"

#include "core/text.h"
#include "linux/fd.h"
#include "linux/pipe.h"

#include <sup/options.h>

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

#define STACK_BYTES (64 * 1024)

/* Marks in epoll's data: there is a job, or an end, for the thread; or the number of the attached child. */
#define MARK_WAKE UINT64_MAX

struct drain {
    pthread_t thread;
    int epoll_fd;
    int wake_fd;
    pthread_mutex_t lock; /* over everything below */
    bool stopping;
    int (*job)(void *argument); /* NULL: none is waiting */
    void *job_argument;
    int job_result;
    pthread_cond_t job_done;
    int fd;            /* -1: no child is attached */
    uint64_t attached; /* how many children were: tells a late event from a present one */
    char *ring;        /* SUP_DIAGNOSTICS_BYTES_MAX bytes once there was a first one */
    uint64_t received; /* bytes of this child; the ring holds the last of them */
};

/* Reads once into the ring, at most BYTES_MAX bytes. Returns as pipe_read. */
static ssize_t ring_fill(struct drain *drain, size_t bytes_max)
{
    if (!drain->ring) {
        drain->ring = malloc(SUP_DIAGNOSTICS_BYTES_MAX);
        if (!drain->ring)
            return -ENOMEM;
    }
    size_t at = (size_t)(drain->received % SUP_DIAGNOSTICS_BYTES_MAX);
    size_t room = SUP_DIAGNOSTICS_BYTES_MAX - at;
    ssize_t n = pipe_read(drain->fd, drain->ring + at, room < bytes_max ? room : bytes_max);
    if (n > 0)
        drain->received += (uint64_t)n;
    return n;
}

static void detach(struct drain *drain)
{
    if (drain->fd >= 0)
        (void)epoll_ctl(drain->epoll_fd, EPOLL_CTL_DEL, drain->fd, NULL);
    fd_close(&drain->fd);
}

static void empty_pipe(struct drain *drain, uint64_t attached)
{
    pthread_mutex_lock(&drain->lock);
    if (drain->fd >= 0 && drain->attached == attached) {
        ssize_t n = ring_fill(drain, SUP_DIAGNOSTICS_BYTES_MAX);
        if (n <= 0 && n != -EAGAIN) /* end of file: an ended pipe would wake the thread for ever */
            detach(drain);
    }
    pthread_mutex_unlock(&drain->lock);
}

/* Somebody wants something of the thread. False: it shall end. */
static bool woken(struct drain *drain)
{
    eventfd_t count;
    (void)eventfd_read(drain->wake_fd, &count);
    pthread_mutex_lock(&drain->lock);
    bool stopping = drain->stopping;
    int (*job)(void *) = drain->job;
    void *argument = drain->job_argument;
    pthread_mutex_unlock(&drain->lock);
    if (!job)
        return !stopping;
    int result = job(argument); /* without the lock: stderr of an old child may be collected meanwhile */
    pthread_mutex_lock(&drain->lock);
    drain->job = NULL;
    drain->job_result = result;
    pthread_cond_signal(&drain->job_done);
    pthread_mutex_unlock(&drain->lock);
    return !stopping;
}

static void *run(void *argument)
{
    struct drain *drain = argument;
    for (;;) {
        struct epoll_event event;
        int n = epoll_wait(drain->epoll_fd, &event, 1, -1);
        assert(n >= 0 || errno == EINTR);
        if (n != 1)
            continue;
        if (event.data.u64 != MARK_WAKE)
            empty_pipe(drain, event.data.u64);
        else if (!woken(drain))
            return NULL;
    }
}

static void wake(struct drain *drain)
{
    int r = eventfd_write(drain->wake_fd, 1);
    assert(r == 0);
    (void)r;
}

int drain_run(struct drain *drain, int (*job)(void *argument), void *argument)
{
    pthread_mutex_lock(&drain->lock);
    drain->job = job;
    drain->job_argument = argument;
    wake(drain);
    while (drain->job)
        pthread_cond_wait(&drain->job_done, &drain->lock);
    int result = drain->job_result;
    pthread_mutex_unlock(&drain->lock);
    return result;
}

static int watch(struct drain *drain, int fd, uint64_t mark)
{
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = mark};
    return epoll_ctl(drain->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

/* STACK_BYTES 0: as much as the system gives. Returns a positive errno, as the calls do. */
static int thread_create(struct drain *drain, size_t stack_bytes)
{
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error != 0)
        return error;
    sigset_t all;
    sigfillset(&all);
    if (stack_bytes > 0)
        error = pthread_attr_setstacksize(&attributes, stack_bytes);
    if (error == 0)
        error =
            pthread_attr_setsigmask_np(&attributes, &all); /* the process's signals are the caller's affair */
    if (error == 0)
        error = pthread_create(&drain->thread, &attributes, run, drain);
    (void)pthread_attr_destroy(&attributes);
    return error;
}

static int thread_start(struct drain *drain)
{
    int error = thread_create(drain, STACK_BYTES);
    if (error == EINVAL) /* thread-local variables of the program lie on the stack too, and may want more */
        error = thread_create(drain, 0);
    return -error;
}

static void drain_discard(struct drain *drain)
{
    detach(drain);
    fd_close(&drain->epoll_fd);
    fd_close(&drain->wake_fd);
    (void)pthread_cond_destroy(&drain->job_done);
    (void)pthread_mutex_destroy(&drain->lock);
    free(drain->ring);
    free(drain);
}

int drain_new(struct drain **ret_drain)
{
    struct drain *drain = calloc(1, sizeof(*drain));
    if (!drain)
        return -ENOMEM;
    pthread_mutex_init(&drain->lock, NULL);
    pthread_cond_init(&drain->job_done, NULL);
    drain->fd = -1;
    drain->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    int r = drain->epoll_fd < 0 ? -errno : 0;
    drain->wake_fd = r == 0 ? eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) : -1;
    if (r == 0 && drain->wake_fd < 0)
        r = -errno;
    if (r == 0)
        r = fd_lift(&drain->epoll_fd);
    if (r == 0)
        r = fd_lift(&drain->wake_fd);
    if (r == 0)
        r = watch(drain, drain->wake_fd, MARK_WAKE);
    if (r == 0)
        r = thread_start(drain);
    if (r < 0) {
        drain_discard(drain);
        return r;
    }
    *ret_drain = drain;
    return 0;
}

void drain_free(struct drain *drain)
{
    if (!drain)
        return;
    pthread_mutex_lock(&drain->lock);
    drain->stopping = true;
    pthread_mutex_unlock(&drain->lock);
    wake(drain);
    (void)pthread_join(drain->thread, NULL);
    drain_discard(drain);
}

int drain_attach(struct drain *drain, int *fd)
{
    pthread_mutex_lock(&drain->lock);
    detach(drain);
    drain->received = 0;
    drain->attached++;
    int r = watch(drain, *fd, drain->attached);
    if (r == 0) {
        drain->fd = *fd;
        *fd = -1;
    }
    pthread_mutex_unlock(&drain->lock);
    return r;
}

/* Reads no more than what is there now: a grandchild that goes on writing does not hold us up. */
static void ring_finish(struct drain *drain)
{
    size_t left = drain->fd >= 0 ? pipe_waiting(drain->fd) : 0;
    while (left > 0) {
        ssize_t n = ring_fill(drain, left);
        if (n <= 0)
            return;
        left -= (size_t)n;
    }
}

/* Unrolls the ring into *RET_BYTES bytes at RET_TAIL, which has room for SUP_DIAGNOSTICS_BYTES_MAX. */
static size_t ring_unroll(const struct drain *drain, char *tail)
{
    size_t start = (size_t)(drain->received % SUP_DIAGNOSTICS_BYTES_MAX);
    if (drain->received < SUP_DIAGNOSTICS_BYTES_MAX) {
        memcpy(tail, drain->ring, start);
        return start;
    }
    memcpy(tail, drain->ring + start, SUP_DIAGNOSTICS_BYTES_MAX - start);
    memcpy(tail + SUP_DIAGNOSTICS_BYTES_MAX - start, drain->ring, start);
    return SUP_DIAGNOSTICS_BYTES_MAX;
}

static int ring_text(const struct drain *drain, struct sup_text *ret_text)
{
    if (drain->received == 0)
        return sup_text_assign(ret_text, "", 0) < 0 ? -ENOMEM : 0;
    char *tail = malloc(SUP_DIAGNOSTICS_BYTES_MAX);
    if (!tail)
        return -ENOMEM;
    size_t bytes = ring_unroll(drain, tail);
    size_t torn = drain->received > bytes ? text_torn_prefix(tail, bytes) : 0;
    char *text = malloc(TEXT_LOSSY_BYTES_MAX(bytes - torn) + 1);
    if (!text) {
        free(tail);
        return -ENOMEM;
    }
    size_t written = text_decode_lossy(tail + torn, bytes - torn, text);
    text[written] = '\0';
    free(tail);
    *ret_text = (struct sup_text){text, written};
    return 0;
}

int drain_collect(struct drain *drain, struct sup_text *ret_text)
{
    pthread_mutex_lock(&drain->lock);
    ring_finish(drain);
    int r = ring_text(drain, ret_text);
    detach(drain);
    drain->received = 0;
    pthread_mutex_unlock(&drain->lock);
    return r;
}
