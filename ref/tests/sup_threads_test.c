/* Several threads on one supervisor, and many supervisors at once. */
#include "suite.h"
#include "support.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define THREADS  6
#define REQUESTS 100

static void *ask_often(void *argument)
{
    struct sup_supervisor *supervisor = argument;
    for (int i = 0; i < REQUESTS; i++)
        if (sup_health(supervisor, NULL) != 0)
            return argument;
    return NULL;
}

START_TEST(requests_of_several_threads_take_turns)
{
    struct bench bench;
    bench_start(&bench, SCRIPT("hello", "serve"));
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, ask_often, bench.supervisor);
    for (int i = 0; i < THREADS; i++) {
        void *failed = NULL;
        pthread_join(threads[i], &failed);
        ck_assert_ptr_null(failed);
    }
    ck_assert_uint_eq(bench_stats(&bench).requests, THREADS * REQUESTS);
    bench_finish(&bench);
}
END_TEST

struct stopping {
    struct sup_supervisor *supervisor;
    atomic_bool done;
};

static void *stop(void *argument)
{
    struct stopping *stopping = argument;
    (void)sup_shutdown(stopping->supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, NULL, NULL);
    atomic_store(&stopping->done, true);
    return NULL;
}

START_TEST(a_request_during_a_shutdown_is_refused_at_once)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "recv", "meet=asked to end", "meet=refused",
                              "response={\"status\":\"terminating\"}", "exit=0"));
    bench.options.shutdown_timeout_ms = 60000;
    bench_open(&bench);
    struct stopping stopping = {.supervisor = bench.supervisor};
    pthread_t thread;
    pthread_create(&thread, NULL, stop, &stopping);
    bench_meet(&bench, "asked to end");
    int r = sup_health(bench.supervisor, &bench.error);
    bool at_once = !atomic_load(&stopping.done);
    bench_meet(&bench, "refused");
    ck_assert_int_eq(r, -SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS);
    ck_assert(at_once);
    ck_assert_str_eq(bench.error.operation, "worker_request");
    pthread_join(thread, NULL);
    bench_finish(&bench);
}
END_TEST

static void *live(void *argument)
{
    const struct sup_options *options = argument;
    for (int i = 0; i < 10; i++) {
        struct sup_supervisor *supervisor;
        if (sup_supervisor_open(options, &supervisor, NULL) != 0)
            return argument;
        int r = sup_health(supervisor, NULL);
        if (r == 0)
            r = sup_cycle(supervisor, NULL);
        sup_supervisor_free(supervisor);
        if (r != 0)
            return argument;
    }
    return NULL;
}

START_TEST(supervisors_share_nothing)
{
    struct bench bench;
    bench_prepare(&bench, SCRIPT("hello", "serve"));
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, live, &bench.options);
    for (int i = 0; i < THREADS; i++) {
        void *failed = NULL;
        pthread_join(threads[i], &failed);
        ck_assert_ptr_null(failed);
    }
    bench_finish(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("threads");
    TCase *tcase = tcase_create("threads");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, requests_of_several_threads_take_turns);
    tcase_add_test(tcase, a_request_during_a_shutdown_is_refused_at_once);
    tcase_add_test(tcase, supervisors_share_nothing);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
