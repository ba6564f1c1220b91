/* Several callers: the mailbox, its bounds, and its end. */
#include "actor_support.h"
#include "suite.h"

#define SERVING "hello", "serve"
/* Answers the first request only when the test has had all others queued. */
#define SLOW "hello", "recv", "meet=asked", "meet=all queued", HEALTHY, "serve"

struct caller {
    struct sup_actor_ticket *ticket;
    struct sup_actor_reply reply;
    int result;
};

/* Queues a job, which must be accepted. */
static void caller_start(struct caller *caller, struct sup_actor *actor)
{
    static const struct sup_actor_job JOB = {.request = {.operation = SUP_OPERATION_HEALTH}};
    *caller = (struct caller){.ticket = NULL};
    sup_actor_reply_init(&caller->reply);
    ck_assert_int_eq(sup_actor_post(actor, &JOB, &caller->reply, &caller->ticket), 0);
}

static void caller_join(struct caller *caller)
{
    caller->result = sup_actor_wait(caller->ticket);
}

/* COUNT jobs: the first of them runs, the others wait. */
static void callers_start(struct caller *callers, int count, struct stage *stage)
{
    caller_start(&callers[0], stage->actor);
    bench_meet(&stage->bench, "asked");
    for (int i = 1; i < count; i++)
        caller_start(&callers[i], stage->actor);
}

static void callers_join(struct caller *callers, int count)
{
    for (int i = 0; i < count; i++)
        caller_join(&callers[i]);
}

static void callers_release(struct caller *callers, int count)
{
    for (int i = 0; i < count; i++)
        sup_actor_reply_release(&callers[i].reply);
}

static const char *caller_reason(const struct caller *caller)
{
    return caller->reply.unavailable.reason.data ? caller->reply.unavailable.reason.data : "";
}

START_TEST(a_full_mailbox_refuses_at_once)
{
    struct stage stage;
    struct caller callers[3];
    stage_prepare(&stage, SCRIPT(SLOW));
    stage.options.mailbox_capacity = 2;
    stage_open(&stage);
    callers_start(callers, 3, &stage);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_str_eq(stage_reason(&stage), "mailbox_full");
    ck_assert(stage.reply.unavailable.retryable);
    bench_meet(&stage.bench, "all queued");
    callers_join(callers, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(callers[i].result, 0);
    callers_release(callers, 3);
    ck_assert_int_eq(stage_submit(&stage, "A"), 0);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_stop_answers_what_waits)
{
    struct stage stage;
    struct caller callers[3];
    stage_start(&stage, SCRIPT(SLOW));
    callers_start(callers, 3, &stage);
    sup_actor_close(stage.actor);
    bench_meet(&stage.bench, "all queued");
    callers_join(callers, 3);
    ck_assert_int_eq(callers[0].result, 0);
    for (int i = 1; i < 3; i++) {
        ck_assert_int_eq(callers[i].result, -SUP_ERROR_KIND_UNAVAILABLE);
        ck_assert_str_eq(caller_reason(&callers[i]), "project_shutting_down");
    }
    callers_release(callers, 3);
    sup_actor_stop(stage.actor);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_str_eq(stage_reason(&stage), "project actor is stopped");
    ck_assert(!stage.reply.unavailable.retryable);
    stage_finish(&stage);
}
END_TEST

START_TEST(a_death_during_a_stop_is_not_retried)
{
    struct stage stage;
    struct caller caller;
    stage_start(&stage, SCRIPT("hello", "recv", "meet=asked", "meet=closed", "exit=3", "--", SERVING));
    callers_start(&caller, 1, &stage);
    sup_actor_close(stage.actor);
    ck_assert_int_eq(stage_submit(&stage, "A"), -SUP_ERROR_KIND_UNAVAILABLE);
    ck_assert_str_eq(stage_reason(&stage), "mailbox_closed");
    bench_meet(&stage.bench, "closed");
    caller_join(&caller);
    ck_assert_str_eq(caller_reason(&caller), "mailbox_closed_before_reply");
    ck_assert(caller.reply.unavailable.retryable);
    callers_release(&caller, 1);
    stage_finish(&stage);
}
END_TEST

START_TEST(what_waits_behind_the_limit_is_answered)
{
    struct stage stage;
    struct caller callers[3];
    stage_prepare(&stage,
        SCRIPT("hello", "recv", "meet=asked", "meet=all queued", "exit=3", "--", "hello", "recv", "exit=3"));
    stage.options.restarts_max = 1;
    stage_open(&stage);
    callers_start(callers, 3, &stage);
    bench_meet(&stage.bench, "all queued");
    callers_join(callers, 3);
    ck_assert_int_eq(strncmp(caller_reason(&callers[0]), "worker_died_after_retry: ", 25), 0);
    ck_assert_int_eq(strncmp(caller_reason(&callers[1]), "restart_limit_exceeded after 1 ", 31), 0);
    ck_assert_str_eq(caller_reason(&callers[2]), "project_shutting_down");
    ck_assert(!callers[2].reply.unavailable.retryable);
    ck_assert_uint_eq(callers[2].reply.unavailable.retry_after_ms, 60000);
    callers_release(callers, 3);
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
