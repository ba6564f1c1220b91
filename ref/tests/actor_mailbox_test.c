/* Several callers: the mailbox, its bounds, and its end. */
#include "actor_support.h"
#include "suite.h"

#include <pthread.h>
#include <stdatomic.h>

#define SERVING "hello", "serve"
/* Answers the first request only when the test has waited for all others to be queued. */
#define SLOW "hello", "recv", "sleep=1500", HEALTHY, "serve"

struct caller {
    pthread_t thread;
    struct sup_actor *actor;
    struct sup_actor_reply reply;
    int result;
};

static void *call(void *argument)
{
    struct caller *caller = argument;
    const struct sup_actor_job job = {.request = {.operation = SUP_OPERATION_HEALTH}};
    caller->result = sup_actor_submit(caller->actor, &job, &caller->reply);
    return NULL;
}

static void caller_start(struct caller *caller, struct sup_actor *actor)
{
    *caller = (struct caller){.actor = actor};
    sup_actor_reply_init(&caller->reply);
    ck_assert_int_eq(pthread_create(&caller->thread, NULL, call, caller), 0);
    bench_pause_ms(20);
}

static void caller_join(struct caller *caller)
{
    pthread_join(caller->thread, NULL);
}

static const char *caller_reason(const struct caller *caller)
{
    return caller->reply.unavailable.reason.data ? caller->reply.unavailable.reason.data : "";
}

START_TEST(a_full_mailbox_refuses_at_once)
{
    struct stage stage;
    struct caller callers[4];
    stage_prepare(&stage, SCRIPT(SLOW));
    stage.options.mailbox_capacity = 2;
    stage_open(&stage);
    for (int i = 0; i < 3; i++) /* one runs, two wait */
        caller_start(&callers[i], stage.actor);
    int64_t before_ms = bench_now_ms();
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_int_lt(bench_now_ms() - before_ms, 1200);
    ck_assert_str_eq(stage_reason(&stage), "mailbox_full");
    ck_assert(stage.reply.unavailable.retryable);
    for (int i = 0; i < 3; i++) {
        caller_join(&callers[i]);
        ck_assert_int_eq(callers[i].result, 0);
        sup_actor_reply_release(&callers[i].reply);
    }
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_stop_answers_what_waits)
{
    struct stage stage;
    struct caller callers[3];
    stage_start(&stage, SCRIPT(SLOW));
    for (int i = 0; i < 3; i++)
        caller_start(&callers[i], stage.actor);
    sup_actor_stop(stage.actor);
    for (int i = 0; i < 3; i++)
        caller_join(&callers[i]);
    ck_assert_int_eq(callers[0].result, 0);
    for (int i = 1; i < 3; i++) {
        ck_assert_int_eq(callers[i].result, -SUP_ERROR_KIND_UNAVAILABLE);
        ck_assert_str_eq(caller_reason(&callers[i]), "project_shutting_down");
    }
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_str_eq(stage_reason(&stage), "project actor is stopped");
    ck_assert(!stage.reply.unavailable.retryable);
    for (int i = 0; i < 3; i++)
        sup_actor_reply_release(&callers[i].reply);
    stage_finish(&stage);
}
END_TEST

static void *stop(void *argument)
{
    sup_actor_stop(argument);
    return NULL;
}

START_TEST(a_death_during_a_stop_is_not_retried)
{
    struct stage stage;
    struct caller caller;
    pthread_t stopper;
    stage_start(&stage, SCRIPT("hello", "recv", "sleep=1500", "exit=3", "--", SERVING));
    caller_start(&caller, stage.actor);
    ck_assert_int_eq(pthread_create(&stopper, NULL, stop, stage.actor), 0);
    bench_pause_ms(50);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_str_eq(stage_reason(&stage), "mailbox_closed");
    caller_join(&caller);
    ck_assert_str_eq(caller_reason(&caller), "mailbox_closed_before_reply");
    ck_assert(caller.reply.unavailable.retryable);
    sup_actor_reply_release(&caller.reply);
    pthread_join(stopper, NULL);
    stage_finish(&stage);
}
END_TEST

START_TEST(what_waits_behind_the_limit_is_answered)
{
    struct stage stage;
    struct caller callers[3];
    stage_prepare(&stage, SCRIPT("hello", "recv", "sleep=200", "exit=3"));
    stage.options.restarts_max = 1;
    stage_open(&stage);
    for (int i = 0; i < 3; i++)
        caller_start(&callers[i], stage.actor);
    for (int i = 0; i < 3; i++)
        caller_join(&callers[i]);
    ck_assert_int_eq(strncmp(caller_reason(&callers[0]), "worker_died_after_retry: ", 25), 0);
    ck_assert_int_eq(strncmp(caller_reason(&callers[1]), "restart_limit_exceeded after 1 ", 31), 0);
    ck_assert_str_eq(caller_reason(&callers[2]), "project_shutting_down");
    ck_assert(!callers[2].reply.unavailable.retryable);
    ck_assert_uint_eq(callers[2].reply.unavailable.retry_after_ms, 60000);
    for (int i = 0; i < 3; i++)
        sup_actor_reply_release(&callers[i].reply);
    stage_finish(&stage);
}
END_TEST

static int submit_again(void *context, const struct sup_diagnostic *diagnostic, char *message)
{
    (void)diagnostic;
    (void)message;
    struct stage *stage = context;
    struct sup_actor_reply reply;
    sup_actor_reply_init(&reply);
    const struct sup_actor_job job = {.request = {.operation = SUP_OPERATION_HEALTH}};
    int r = sup_actor_submit(stage->actor, &job, &reply);
    sup_actor_reply_release(&reply);
    return r == -SUP_ERROR_KIND_UNSUPPORTED_REQUEST ? 0 : 1;
}

START_TEST(a_job_cannot_submit_a_job)
{
    struct stage stage;
    stage_start(&stage, SCRIPT("hello", "recv", "diagnostic", HEALTHY, "recv"));
    const struct sup_sinks sinks = {.context = &stage, .diagnostic = submit_again};
    const struct sup_actor_job job = {.request = {.operation = SUP_OPERATION_HEALTH, .sinks = &sinks}};
    ck_assert_int_eq(sup_actor_submit(stage.actor, &job, &stage.reply), 0);
    stage_finish(&stage);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("actor mailbox");
    TCase *callers = tcase_create("callers");
    tcase_set_timeout(callers, 60);
    tcase_add_test(callers, a_full_mailbox_refuses_at_once);
    tcase_add_test(callers, a_stop_answers_what_waits);
    tcase_add_test(callers, a_death_during_a_stop_is_not_retried);
    tcase_add_test(callers, what_waits_behind_the_limit_is_answered);
    tcase_add_test(callers, a_job_cannot_submit_a_job);
    suite_add_tcase(suite, callers);
    return suite_run(suite);
}
