/* Threads that serve calls: as many as calls are in flight, made on demand and kept for the next call. */
#ifndef ADAPTER_POOL_H
#define ADAPTER_POOL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#define POOL_THREADS_MAX 128u

/* A piece of work, embedded in what it works on. */
struct pool_job {
    void (*run)(struct pool_job *job);
    struct pool_job *next;
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct pool_job *first;
    struct pool_job *last;
    size_t waiting; /* jobs in the queue */
    size_t idle;    /* threads without a job */
    size_t thread_count;
    pthread_t threads[POOL_THREADS_MAX];
    bool stopping;
};

void pool_init(struct pool *pool);
/* Queues JOB, which runs at once on a thread of its own unless POOL_THREADS_MAX are busy. */
void pool_submit(struct pool *pool, struct pool_job *job);
/* Runs what is queued, then ends and joins all threads. */
void pool_release(struct pool *pool);

#endif
