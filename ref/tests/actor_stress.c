/* actor_stress JOBS THREADS DEATH_EVERY: many threads submit jobs, of which every DEATH_EVERY-th kills its child, and each
 * gets exactly one answer. Prints what was answered; ends with 1 where the sums do not fit. */
#include <sup/actor.h>

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define THREADS_MAX 64

struct run {
    struct sup_actor *actor;
    uint64_t jobs;
    uint64_t death_every;
    atomic_ullong taken;
    atomic_ullong values;
    atomic_ullong deaths;
    atomic_ullong full;
    atomic_ullong wrong;
};

/* One job to its end; a full mailbox is asked again. */
static void job_do(struct run *run, uint64_t number, struct sup_actor_reply *reply)
{
    bool dies = run->death_every > 0 && number % run->death_every == 0;
    const struct sup_actor_job job = {
        .request =
            {
                .operation = dies ? SUP_OPERATION_JSON_COMMAND : SUP_OPERATION_HEALTH,
                .export_name = "die",
            },
    };
    for (;;) {
        int r = sup_actor_submit(run->actor, &job, reply);
        const char *reason = reply->unavailable.reason.data ? reply->unavailable.reason.data : "";
        if (r == -SUP_ERROR_KIND_UNAVAILABLE && strcmp(reason, "mailbox_full") == 0) {
            atomic_fetch_add(&run->full, 1);
            (void)sched_yield();
            continue;
        }
        if (r == 0 && !dies)
            atomic_fetch_add(&run->values, 1);
        else if (dies && strncmp(reason, "worker_died_after_retry", 23) == 0)
            atomic_fetch_add(&run->deaths, 1);
        else
            atomic_fetch_add(&run->wrong, 1);
        return;
    }
}

static void *submit_many(void *argument)
{
    struct run *run = argument;
    struct sup_actor_reply reply;
    sup_actor_reply_init(&reply);
    for (;;) {
        uint64_t number = atomic_fetch_add(&run->taken, 1) + 1;
        if (number > run->jobs)
            break;
        job_do(run, number, &reply);
    }
    sup_actor_reply_release(&reply);
    return NULL;
}

static uint64_t number_at(char **argv, int argc, int at, uint64_t otherwise)
{
    return at < argc ? strtoull(argv[at], NULL, 10) : otherwise;
}

int main(int argc, char **argv)
{
    static const char *const SCRIPT[] = {"hello", "serve"};
    struct run run = {
        .jobs = number_at(argv, argc, 1, 2000),
        .death_every = number_at(argv, argc, 3, 100),
    };
    uint64_t threads = number_at(argv, argc, 2, 16);
    if (threads == 0 || threads > THREADS_MAX)
        threads = THREADS_MAX;

    struct sup_actor_options options;
    sup_actor_options_init(&options);
    options.worker.executable = SUP_TEST_CHILD;
    options.worker.arguments = SCRIPT;
    options.worker.argument_count = 2;
    options.worker.policy.max_requests = SUP_NONE;
    options.restarts_max = UINT64_MAX - 1;
    struct sup_actor_reply reply;
    sup_actor_reply_init(&reply);
    if (sup_actor_open(&options, &run.actor, &reply) < 0) {
        (void)fprintf(stderr, "actor_stress: the actor did not open\n");
        return 1;
    }
    pthread_t threads_of_run[THREADS_MAX];
    for (uint64_t i = 0; i < threads; i++)
        if (pthread_create(&threads_of_run[i], NULL, submit_many, &run) != 0)
            return 1;
    for (uint64_t i = 0; i < threads; i++)
        (void)pthread_join(threads_of_run[i], NULL);
    struct sup_actor_facts facts;
    sup_actor_facts_init(&facts);
    sup_actor_facts(run.actor, &facts);
    uint64_t generation = facts.runtime.worker_generation;
    uint64_t restarts = facts.runtime.restarts_total;
    sup_actor_facts_release(&facts);
    sup_actor_free(run.actor);
    sup_actor_reply_release(&reply);

    uint64_t answered = run.values + run.deaths;
    (void)printf("jobs %llu values %llu deaths %llu refused %llu wrong %llu restarts %llu generation %llu\n",
        (unsigned long long)run.jobs, (unsigned long long)run.values, (unsigned long long)run.deaths,
        (unsigned long long)run.full, (unsigned long long)run.wrong, (unsigned long long)restarts,
        (unsigned long long)generation);
    bool childless = waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD;
    return answered == run.jobs && run.wrong == 0 && generation == restarts + 1 && childless ? 0 : 1;
}
