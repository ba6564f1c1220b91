/* Acquiring, leases and what ends them, on real children. */
#include "pool_support.h"
#include "suite.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

START_TEST(an_equal_key_shares_the_worker)
{
    struct scene scene;
    scene_start(&scene, 2, 0);
    struct sup_lease *one = scene_lease(&scene, "A");
    struct sup_lease *two = scene_lease(&scene, "A");
    ck_assert_uint_eq(scene_snapshot(&scene).workers, 1);
    ck_assert_int_eq(scene_run(&scene, one, "echo"), 0);
    ck_assert_int_eq(scene_run(&scene, two, "echo"), 0);
    sup_lease_free(one);
    ck_assert_uint_eq(scene_snapshot(&scene).active_workers, 1);
    sup_lease_free(two);
    struct sup_pool_snapshot snapshot = scene_snapshot(&scene);
    ck_assert_uint_eq(snapshot.active_workers, 0);
    ck_assert_uint_eq(snapshot.warm_leases, 1);
    scene_finish(&scene);
}
END_TEST

START_TEST(a_full_pool_refuses_with_facts)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    struct sup_lease *lease = scene_lease(&scene, "A");
    struct sup_lease *none = NULL;
    ck_assert_int_eq(scene_acquire(&scene, "B", &none), -SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED);
    ck_assert_uint_eq(scene.error.max_workers, 1);
    ck_assert_int_eq(scene.error.resource.cause, SUP_RESOURCE_CAUSE_WORKER_POOL_MAX_WORKERS);
    ck_assert_str_eq(scene.error.resource.operation, "worker_pool_acquire_lease");
    ck_assert(!scene.error.resource.work_entered_child);
    ck_assert_ptr_null(none);
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

START_TEST(a_wait_in_vain_takes_its_time)
{
    struct scene scene;
    scene_start(&scene, 1, 150);
    struct sup_lease *lease = scene_lease(&scene, "A");
    struct sup_lease *none = NULL;
    int64_t started_ms = bench_now_ms();
    ck_assert_int_eq(scene_acquire(&scene, "B", &none), -SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT);
    ck_assert_int_ge(bench_now_ms() - started_ms, 149);
    ck_assert_uint_ge(scene.error.waited_ms, 150);
    ck_assert_uint_eq(scene_snapshot(&scene).queue_timeouts, 1);
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

START_TEST(an_unleased_worker_makes_room_for_who_may_wait)
{
    struct scene scene;
    scene_start(&scene, 1, 10000);
    sup_lease_free(scene_lease(&scene, "A"));
    struct sup_lease *lease = scene_lease(&scene, "B");
    ck_assert_int_eq(scene_run(&scene, lease, "echo"), 0);
    struct sup_pool_snapshot snapshot = scene_snapshot(&scene);
    ck_assert_uint_eq(snapshot.workers, 1);
    ck_assert_uint_ge(snapshot.sums.requests, 6); /* the retired worker's two are still in it */
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

START_TEST(a_failed_open_leaves_nothing)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    scene_set_stillborn(&scene, true);
    struct sup_lease *lease = NULL;
    ck_assert_int_eq(scene_acquire(&scene, "A", &lease), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
    ck_assert_uint_eq(scene_snapshot(&scene).workers, 0);
    scene_set_stillborn(&scene, false);
    lease = scene_lease(&scene, "A");
    ck_assert_int_eq(scene_run(&scene, lease, "echo"), 0);
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

START_TEST(a_dead_worker_is_reopened_within_its_window)
{
    struct scene scene;
    scene_prepare(&scene);
    scene.acquisition.capability.worker.restarts_max = 2;
    scene_open(&scene);
    for (uint64_t round = 0; round < 3; round++) {
        struct sup_lease *lease = scene_lease(&scene, "A");
        ck_assert_int_eq(scene_run(&scene, lease, "abort"), -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT);
        scene_expect_status(lease, "worker child exited fatally");
        sup_lease_free(lease);
        ck_assert_uint_eq(scene_snapshot(&scene).sums.restarts, round);
    }
    struct sup_lease *none = NULL;
    ck_assert_int_eq(scene_acquire(&scene, "A", &none), -SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED);
    ck_assert_int_eq(scene_acquire(&scene, "A", &none), -SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED);
    ck_assert_uint_eq(scene.error.restarts, 2);
    scene_finish(&scene);
}
END_TEST

START_TEST(an_exhausted_worker_has_a_successor_once_the_window_has_room)
{
    struct scene scene;
    scene_prepare(&scene);
    scene.acquisition.capability.worker.restarts_max = 1;
    scene.acquisition.capability.worker.restart_window_ms = 2000; /* two cycles fit into it on any machine */
    scene_open(&scene);
    struct sup_lease *lease = scene_lease(&scene, "A");
    ck_assert_int_eq(sup_lease_cycle(lease, &scene.error), 0);
    sup_lease_free(lease);
    lease = scene_lease(&scene, "A");
    ck_assert_int_eq(sup_lease_cycle(lease, &scene.error), -SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED);
    scene_expect_status(lease, "worker restart limit exceeded");
    sup_lease_free(lease);
    bench_pause_ms(2050);
    lease = scene_lease(&scene, "A");
    ck_assert_int_eq(scene_run(&scene, lease, "echo"), 0);
    struct sup_lease_status status;
    sup_lease_status_init(&status);
    ck_assert_int_eq(sup_lease_status(lease, &status), 0);
    ck_assert_uint_eq(status.generation, 2);
    sup_lease_status_release(&status);
    ck_assert_uint_eq(scene_snapshot(&scene).sums.restarts, 2);
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

START_TEST(every_lease_of_a_replaced_child_is_invalid)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    struct sup_lease *one = scene_lease(&scene, "A");
    struct sup_lease *two = scene_lease(&scene, "A");
    ck_assert_int_eq(sup_lease_cycle(one, &scene.error), 0);
    scene_expect_status(one, "explicit worker cycle");
    scene_expect_status(two, "worker generation changed from 0 to 1");
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(scene_run(&scene, two, "echo"), -SUP_ERROR_KIND_LEASE_INVALIDATED);
        ck_assert_str_eq(scene.error.reason.data, "worker generation changed from 0 to 1");
    }
    sup_lease_free(one);
    sup_lease_free(two);
    scene_finish(&scene);
}
END_TEST

START_TEST(errors_of_the_child_leave_the_lease_valid)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    struct sup_lease *lease = scene_lease(&scene, "A");
    ck_assert_int_eq(scene_run(&scene, lease, "error"), -SUP_ERROR_KIND_WORKER);
    scene_expect_status(lease, NULL);
    ck_assert_int_eq(scene_run(&scene, lease, "wrong"), -SUP_ERROR_KIND_PROTOCOL);
    scene_expect_status(lease, NULL);
    ck_assert_int_eq(scene_run(&scene, lease, "garbage"), -SUP_ERROR_KIND_PROTOCOL);
    scene_expect_status(lease, "worker child exited fatally");
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

START_TEST(a_lease_is_released_once)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    struct sup_lease *one = scene_lease(&scene, "A");
    struct sup_lease *two = scene_lease(&scene, "A");
    ck_assert_int_eq(sup_lease_release(one, &scene.error), 0);
    ck_assert_int_eq(sup_lease_release(one, &scene.error), -SUP_ERROR_KIND_LEASE_INVALIDATED);
    sup_lease_free(one);
    ck_assert_uint_eq(scene_snapshot(&scene).active_workers, 1);
    sup_lease_free(two);
    ck_assert_uint_eq(scene_snapshot(&scene).active_workers, 0);
    scene_finish(&scene);
}
END_TEST

START_TEST(a_lease_outlives_its_pool)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    struct sup_lease *lease = scene_lease(&scene, "A");
    sup_pool_free(scene.pool);
    scene.pool = NULL;
    ck_assert_int_eq(scene_run(&scene, lease, "echo"), -SUP_ERROR_KIND_LEASE_INVALIDATED);
    scene_expect_status(lease, "worker pool was closed");
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

START_TEST(the_time_limit_of_a_lease_is_its_own)
{
    struct scene scene;
    scene_prepare(&scene);
    scene.acquisition.capability.worker.request_timeout_ms = 10000;
    scene_open(&scene);
    struct sup_lease *quick = scene_lease(&scene, "A");
    struct sup_lease *patient = scene_lease(&scene, "A");
    ck_assert_int_eq(sup_lease_set_request_timeout(quick, 40, &scene.error), 0);
    ck_assert_int_eq(scene_run(&scene, patient, "slow"), 0);
    ck_assert_int_eq(scene_run(&scene, quick, "slow"), -SUP_ERROR_KIND_TIMEOUT);
    ck_assert_uint_eq(scene.error.duration_ms, 40);
    scene_expect_status(quick, "timed out during worker_json_command");
    sup_lease_free(quick);
    sup_lease_free(patient);
    scene_finish(&scene);
}
END_TEST

START_TEST(a_policy_of_the_pool_comes_before_any_work)
{
    struct scene scene;
    scene_prepare(&scene);
    scene.options.max_worker_rss_kib = 1;
    scene_open(&scene);
    struct sup_lease *lease = scene_lease(&scene, "A");
    ck_assert_int_eq(scene_run(&scene, lease, "abort"), -SUP_ERROR_KIND_LEASE_INVALIDATED);
    ck_assert_ptr_nonnull(strstr(scene.error.reason.data, "memory policy cycled worker at "));
    struct sup_pool_snapshot snapshot = scene_snapshot(&scene);
    ck_assert_uint_eq(snapshot.policy_restarts, 1);
    ck_assert_uint_eq(snapshot.sums.rss_restarts, 1);
    ck_assert_uint_eq(snapshot.total_child_rss_kib, SUP_NONE);
    ck_assert_int_eq(snapshot.last_restart_reason, SUP_RESTART_CAUSE_RSS_CEILING);
    sup_lease_free(lease);
    scene_finish(&scene);
}
END_TEST

/* A sink that tries what only others may do. */
struct meddling {
    struct scene *scene;
    struct sup_lease *lease;
    int command;
    int close;
    uint64_t workers;
};

static int meddle(void *context, const struct sup_row *row, char *message)
{
    struct meddling *meddling = context;
    const struct sup_command command = {.export_name = "echo"};
    struct sup_pool_snapshot snapshot;
    (void)row;
    (void)message;
    meddling->command = sup_lease_command(meddling->lease, &command, NULL, NULL);
    meddling->close = sup_pool_close(meddling->scene->pool);
    sup_pool_snapshot(meddling->scene->pool, &snapshot);
    meddling->workers = snapshot.workers;
    return 0;
}

START_TEST(a_sink_may_look_but_not_act)
{
    struct scene scene;
    scene_start(&scene, 1, 0);
    struct meddling meddling = {.scene = &scene, .lease = scene_lease(&scene, "A")};
    const struct sup_sinks sinks = {.context = &meddling, .row = meddle};
    const struct sup_stream_command stream = {.export_name = "echo", .sinks = &sinks};
    ck_assert_int_eq(sup_lease_stream(meddling.lease, &stream, NULL, &scene.error), 0);
    ck_assert_int_eq(meddling.command, -SUP_ERROR_KIND_UNSUPPORTED_REQUEST);
    ck_assert_int_eq(meddling.close, -SUP_ERROR_KIND_UNSUPPORTED_REQUEST);
    ck_assert_uint_eq(meddling.workers, 1);
    sup_lease_free(meddling.lease);
    scene_finish(&scene);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pool leases");
    TCase *tcase = tcase_create("pool leases");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, an_equal_key_shares_the_worker);
    tcase_add_test(tcase, a_full_pool_refuses_with_facts);
    tcase_add_test(tcase, a_wait_in_vain_takes_its_time);
    tcase_add_test(tcase, an_unleased_worker_makes_room_for_who_may_wait);
    tcase_add_test(tcase, a_failed_open_leaves_nothing);
    tcase_add_test(tcase, a_dead_worker_is_reopened_within_its_window);
    tcase_add_test(tcase, an_exhausted_worker_has_a_successor_once_the_window_has_room);
    tcase_add_test(tcase, every_lease_of_a_replaced_child_is_invalid);
    tcase_add_test(tcase, errors_of_the_child_leave_the_lease_valid);
    tcase_add_test(tcase, a_lease_is_released_once);
    tcase_add_test(tcase, a_lease_outlives_its_pool);
    tcase_add_test(tcase, the_time_limit_of_a_lease_is_its_own);
    tcase_add_test(tcase, a_policy_of_the_pool_comes_before_any_work);
    tcase_add_test(tcase, a_sink_may_look_but_not_act);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
