/* Many threads on one pool. Built with the thread sanitizer as well. */
#include "pool_support.h"
#include "suite.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#define THREADS 8
#define ROUNDS  30

struct crowd {
    struct scene scene;
    _Atomic(int) unexpected; /* minus the kind of an error that nobody should have seen */
    _Atomic(int) granted;
    _Atomic(bool) stop;
};

struct member {
    struct crowd *crowd;
    int number;
};

static void note(struct crowd *crowd, int r)
{
    atomic_store(&crowd->unexpected, r);
}

/* Outcomes that a member of a crowd whose children die may meet. */
static bool is_ordinary(int r)
{
    return r == 0 || r == -SUP_ERROR_KIND_LEASE_INVALIDATED || r == -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT ||
           r == -SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED || r == -SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT ||
           r == -SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS;
}

static void work(struct member *member, int round)
{
    struct crowd *crowd = member->crowd;
    char import[8];
    (void)snprintf(import, sizeof(import), "K%d", (member->number + round) % 3);
    const char *imports;
    const struct sup_acquisition acquisition = scene_key(&crowd->scene, import, &imports);
    struct sup_lease *lease = NULL;
    int r = sup_pool_acquire(crowd->scene.pool, &acquisition, &lease, NULL);
    if (!is_ordinary(r))
        note(crowd, r);
    if (r < 0)
        return;
    atomic_fetch_add(&crowd->granted, 1);
    bool dies = (member->number * 7 + round) % 11 == 0;
    const struct sup_command command = {.export_name = dies ? "abort" : "echo"};
    r = sup_lease_command(lease, &command, NULL, NULL);
    if (!is_ordinary(r))
        note(crowd, r);
    sup_lease_free(lease);
}

static void *member_run(void *argument)
{
    struct member *member = argument;
    for (int round = 0; round < ROUNDS; round++)
        work(member, round);
    return NULL;
}

/* Looks all the time, and finds the books in order each time. */
static void *auditor_run(void *argument)
{
    struct crowd *crowd = argument;
    while (!atomic_load(&crowd->stop)) {
        struct sup_pool_snapshot snapshot;
        sup_pool_snapshot(crowd->scene.pool, &snapshot);
        if (snapshot.workers > snapshot.max_workers ||
            snapshot.active_workers + snapshot.warm_leases != snapshot.workers)
            note(crowd, -1000);
        bench_pause_ms(1);
    }
    return NULL;
}

static void crowd_run(struct crowd *crowd, bool close_early)
{
    pthread_t threads[THREADS];
    pthread_t auditor;
    struct member members[THREADS];
    ck_assert_int_eq(pthread_create(&auditor, NULL, auditor_run, crowd), 0);
    for (int i = 0; i < THREADS; i++) {
        members[i] = (struct member){crowd, i};
        ck_assert_int_eq(pthread_create(&threads[i], NULL, member_run, &members[i]), 0);
    }
    if (close_early) {
        bench_pause_ms(50);
        ck_assert_int_eq(sup_pool_close(crowd->scene.pool), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    atomic_store(&crowd->stop, true);
    pthread_join(auditor, NULL);
    int unexpected = atomic_load(&crowd->unexpected);
    ck_assert_msg(unexpected == 0, "unexpected: %d", unexpected);
}

START_TEST(crowd_on_more_workers_than_keys)
{
    static struct crowd crowd;
    scene_prepare(&crowd.scene);
    crowd.scene.options.max_workers = 4;
    crowd.scene.acquisition.capability.worker.restarts_max = 100000;
    scene_open(&crowd.scene);
    crowd_run(&crowd, false);
    ck_assert_int_eq(atomic_load(&crowd.granted), THREADS * ROUNDS);
    ck_assert_uint_eq(scene_snapshot(&crowd.scene).active_workers, 0);
    scene_finish(&crowd.scene);
}
END_TEST

START_TEST(crowd_that_waits_for_room)
{
    static struct crowd crowd;
    scene_prepare(&crowd.scene);
    crowd.scene.options.max_workers = 2;
    crowd.scene.options.queue_wait_ms = 60000;
    crowd.scene.acquisition.capability.worker.restarts_max = 100000;
    scene_open(&crowd.scene);
    crowd_run(&crowd, false);
    ck_assert_int_eq(atomic_load(&crowd.granted), THREADS * ROUNDS);
    struct sup_pool_snapshot snapshot = scene_snapshot(&crowd.scene);
    ck_assert_uint_eq(snapshot.queue_depth, 0);
    ck_assert_uint_eq(snapshot.queue_timeouts, 0);
    scene_finish(&crowd.scene);
}
END_TEST

START_TEST(crowd_whose_pool_is_closed)
{
    static struct crowd crowd;
    scene_prepare(&crowd.scene);
    crowd.scene.options.max_workers = 2;
    crowd.scene.options.queue_wait_ms = 60000;
    crowd.scene.acquisition.capability.worker.restarts_max = 100000;
    scene_open(&crowd.scene);
    crowd_run(&crowd, true);
    ck_assert_uint_eq(scene_snapshot(&crowd.scene).workers, 0);
    scene_finish(&crowd.scene);
}
END_TEST

struct waiting {
    struct scene *scene;
    _Atomic(bool) admitted;
    int result;
};

static void *wait_for_room(void *argument)
{
    struct waiting *waiting = argument;
    const char *imports;
    const struct sup_acquisition acquisition = scene_key(waiting->scene, "B", &imports);
    struct sup_lease *lease = NULL;
    waiting->result = sup_pool_acquire(waiting->scene->pool, &acquisition, &lease, NULL);
    atomic_store(&waiting->admitted, true);
    sup_lease_free(lease);
    return NULL;
}

START_TEST(a_release_admits_who_waits)
{
    struct scene scene;
    scene_start(&scene, 1, 30000);
    struct sup_lease *one = scene_lease(&scene, "A");
    struct sup_lease *two = scene_lease(&scene, "A");
    struct waiting waiting = {.scene = &scene};
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_room, &waiting);
    while (scene_snapshot(&scene).queue_depth == 0)
        bench_pause_ms(1);
    sup_lease_free(one);
    bench_pause_ms(50);
    ck_assert(!atomic_load(&waiting.admitted));
    int64_t released_ms = bench_now_ms();
    sup_lease_free(two);
    pthread_join(thread, NULL);
    ck_assert_int_eq(waiting.result, 0);
    ck_assert_int_lt(bench_now_ms() - released_ms, 20000);
    scene_finish(&scene);
}
END_TEST

static void *open_and_leave(void *argument)
{
    return scene_lease(argument, "A");
}

START_TEST(a_child_outlives_the_thread_that_started_it)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    pthread_t thread;
    void *lease = NULL;
    pthread_create(&thread, NULL, open_and_leave, &scene);
    pthread_join(thread, &lease);
    bench_pause_ms(50); /* a signal would be there by now */
    ck_assert_int_eq(scene_run(&scene, lease, "echo"), 0);
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pool threads");
    TCase *tcase = tcase_create("pool threads");
    tcase_set_timeout(tcase, 110);
    tcase_add_test(tcase, crowd_on_more_workers_than_keys);
    tcase_add_test(tcase, crowd_that_waits_for_room);
    tcase_add_test(tcase, crowd_whose_pool_is_closed);
    tcase_add_test(tcase, a_release_admits_who_waits);
    tcase_add_test(tcase, a_child_outlives_the_thread_that_started_it);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
