#include "pool.h"

void pool_init(struct pool *pool)
{
    *pool = (struct pool){.stopping = false};
    (void)pthread_mutex_init(&pool->lock, NULL);
    (void)pthread_cond_init(&pool->work, NULL);
}

/* Takes the next job; NULL when there is none and none will come. Called with the lock held. */
static struct pool_job *pool_take(struct pool *pool)
{
    struct pool_job *job;

    pool->idle++;
    while (pool->first == NULL && !pool->stopping)
        (void)pthread_cond_wait(&pool->work, &pool->lock);
    pool->idle--;
    job = pool->first;
    if (job == NULL)
        return NULL;
    pool->first = job->next;
    if (pool->first == NULL)
        pool->last = NULL;
    pool->waiting--;
    return job;
}

static void *pool_thread(void *argument)
{
    struct pool *pool = argument;
    struct pool_job *job;

    (void)pthread_mutex_lock(&pool->lock);
    while ((job = pool_take(pool)) != NULL) {
        (void)pthread_mutex_unlock(&pool->lock);
        job->run(job);
        (void)pthread_mutex_lock(&pool->lock);
    }
    (void)pthread_mutex_unlock(&pool->lock);
    return NULL;
}

void pool_submit(struct pool *pool, struct pool_job *job)
{
    (void)pthread_mutex_lock(&pool->lock);
    job->next = NULL;
    if (pool->last != NULL)
        pool->last->next = job;
    else
        pool->first = job;
    pool->last = job;
    pool->waiting++;
    if (pool->waiting > pool->idle && pool->thread_count < POOL_THREADS_MAX &&
        pthread_create(&pool->threads[pool->thread_count], NULL, pool_thread, pool) == 0)
        pool->thread_count++;
    (void)pthread_cond_signal(&pool->work);
    (void)pthread_mutex_unlock(&pool->lock);
}

void pool_release(struct pool *pool)
{
    (void)pthread_mutex_lock(&pool->lock);
    pool->stopping = true;
    (void)pthread_cond_broadcast(&pool->work);
    (void)pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->thread_count; i++)
        (void)pthread_join(pool->threads[i], NULL);
    (void)pthread_cond_destroy(&pool->work);
    (void)pthread_mutex_destroy(&pool->lock);
}
