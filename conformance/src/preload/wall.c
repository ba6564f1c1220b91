/*
 * A wall clock that can be stepped, for the process under test and its children: preloaded, it adds an offset to the real-time
 * clock and leaves every other clock, and every wait on another clock, alone. The harness steps it by writing to a page of
 * memory that is mapped here.
 *
 * Waits until a real-time moment end when the stepped clock reaches it, as they do in the kernel when the clock is set: they
 * wait in slices and look at the clock between them.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "preload/wall.h"

#define NS_PER_S INT64_C(1000000000)
#define SLICE_NS INT64_C(10000000)

/* The one state of the library: a process has one wall clock. */
static struct wall_page *page;

__attribute__((constructor)) static void map_page(void)
{
    const char *path = getenv(WALL_VARIABLE);
    int fd = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return;
    void *mapped = mmap(NULL, sizeof(struct wall_page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (mapped == MAP_FAILED)
        return;
    page = mapped;
    atomic_fetch_add(&page->loaded, 1);
}

static int64_t offset_ns(void)
{
    return page == NULL ? 0 : atomic_load(&page->offset_ns);
}

static int64_t to_ns(const struct timespec *time)
{
    return time->tv_sec * NS_PER_S + time->tv_nsec;
}

static struct timespec from_ns(int64_t ns)
{
    int64_t rest = ns % NS_PER_S;
    if (rest < 0)
        rest += NS_PER_S;
    return (struct timespec){.tv_sec = (ns - rest) / NS_PER_S, .tv_nsec = rest};
}

static int64_t real_ns(void)
{
    struct timespec now;
    (void)syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    return to_ns(&now);
}

static bool is_wall(clockid_t clock)
{
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_REALTIME_ALARM;
}

#define NEXT(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

/* libc's headers name the parameters in their own way.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

/* ---- reading the clock ---- */

int clock_gettime(clockid_t clock, struct timespec *ret_time)
{
    static __typeof__(&clock_gettime) next; /* looked up once; a race finds the same */
    if (next == NULL)
        next = NEXT(clock_gettime);
    int result = next(clock, ret_time);
    if (result == 0 && is_wall(clock))
        *ret_time = from_ns(to_ns(ret_time) + offset_ns());
    return result;
}

int gettimeofday(struct timeval *restrict ret_time, void *restrict zone)
{
    (void)zone;
    struct timespec now = from_ns(real_ns() + offset_ns());
    ret_time->tv_sec = now.tv_sec;
    ret_time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *ret_time)
{
    time_t now = from_ns(real_ns() + offset_ns()).tv_sec;
    if (ret_time != NULL)
        *ret_time = now;
    return now;
}

int timespec_get(struct timespec *ret_time, int base)
{
    if (base != TIME_UTC)
        return 0;
    *ret_time = from_ns(real_ns() + offset_ns());
    return base;
}

/* ---- waiting until a moment ---- */

/* The real moment at which to look again; false: the stepped clock is past `until`. */
static bool next_slice(const struct timespec *until, struct timespec *ret_moment)
{
    int64_t now = real_ns();
    int64_t left = to_ns(until) - (now + offset_ns());
    if (left <= 0)
        return false;
    *ret_moment = from_ns(now + (left < SLICE_NS ? left : SLICE_NS));
    return true;
}

static bool is_monotonic(const pthread_cond_t *condition)
{
#ifdef __GLIBC__
    return (condition->__data.__wrefs & 2U) != 0; /* where glibc keeps the condition's clock */
#else
    (void)condition;
    return false;
#endif
}

int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
    const struct timespec *restrict until)
{
    static __typeof__(&pthread_cond_timedwait) next;
    if (next == NULL)
        next = NEXT(pthread_cond_timedwait);
    if (is_monotonic(condition) || until->tv_nsec < 0 || until->tv_nsec >= NS_PER_S)
        return next(condition, mutex, until);
    struct timespec moment;
    while (next_slice(until, &moment)) {
        int result = next(condition, mutex, &moment);
        if (result != ETIMEDOUT)
            return result;
    }
    return ETIMEDOUT;
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict until)
{
    static __typeof__(&pthread_mutex_timedlock) next;
    if (next == NULL)
        next = NEXT(pthread_mutex_timedlock);
    struct timespec moment;
    while (next_slice(until, &moment)) {
        int result = next(mutex, &moment);
        if (result != ETIMEDOUT)
            return result;
    }
    return pthread_mutex_trylock(mutex) == 0 ? 0 : ETIMEDOUT;
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until)
{
    static __typeof__(&sem_timedwait) next;
    if (next == NULL)
        next = NEXT(sem_timedwait);
    struct timespec moment;
    while (next_slice(until, &moment)) {
        int result = next(semaphore, &moment);
        if (result == 0 || errno != ETIMEDOUT)
            return result;
    }
    if (sem_trywait(semaphore) == 0)
        return 0;
    errno = ETIMEDOUT;
    return -1;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *until, struct timespec *ret_rest)
{
    static __typeof__(&clock_nanosleep) next;
    if (next == NULL)
        next = NEXT(clock_nanosleep);
    if (!is_wall(clock) || (flags & TIMER_ABSTIME) == 0)
        return next(clock, flags, until, ret_rest);
    struct timespec moment;
    while (next_slice(until, &moment)) {
        int result = next(CLOCK_REALTIME, TIMER_ABSTIME, &moment, NULL);
        if (result != 0)
            return result;
    }
    return 0;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
