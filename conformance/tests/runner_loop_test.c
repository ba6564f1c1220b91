#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "check_run.h"
#include "runner/loop.h"

#define MS INT64_C(1000000)

struct log {
    struct loop *loop;
    char letters[64];
    size_t count;
};

struct noting_timer {
    struct loop_timer timer;
    struct log *log;
    char letter;
};

static void note(void *owner, int64_t now_ns)
{
    struct noting_timer *timer = owner;
    ck_assert_int_ge(now_ns, timer->timer.due_ns);
    timer->log->letters[timer->log->count++] = timer->letter;
}

static void turn_until(struct log *log, size_t count)
{
    for (int i = 0; i < 1000 && log->count < count; i++)
        ck_assert_int_eq(loop_turn(log->loop, 100), 0);
    ck_assert_uint_eq(log->count, count);
}

START_TEST(timers_fire_in_the_order_of_their_times)
{
    struct log log = {0};
    ck_assert_int_eq(loop_new(&log.loop), 0);
    struct noting_timer timers[10];
    int64_t start = loop_now();
    static const int order[10] = {7, 2, 9, 0, 4, 1, 8, 3, 6, 5};
    for (int i = 0; i < 10; i++) {
        timers[i] = (struct noting_timer){{note, &timers[i], 0, 0}, &log, (char)('a' + order[i])};
        ck_assert_int_eq(loop_timer_set(log.loop, &timers[i].timer, start + order[i] * MS), 0);
    }
    turn_until(&log, 10);
    ck_assert_str_eq(log.letters, "abcdefghij");
    loop_free(log.loop);
}
END_TEST

START_TEST(a_cleared_timer_does_not_fire_and_a_moved_one_fires_once)
{
    struct log log = {0};
    ck_assert_int_eq(loop_new(&log.loop), 0);
    struct noting_timer timers[3];
    int64_t start = loop_now();
    for (int i = 0; i < 3; i++) {
        timers[i] = (struct noting_timer){{note, &timers[i], 0, 0}, &log, (char)('a' + i)};
        ck_assert_int_eq(loop_timer_set(log.loop, &timers[i].timer, start + (i + 1) * MS), 0);
    }
    loop_timer_clear(log.loop, &timers[1].timer);
    loop_timer_clear(log.loop, &timers[1].timer);
    ck_assert_int_eq(loop_timer_set(log.loop, &timers[0].timer, start + 5 * MS), 0);
    turn_until(&log, 2);
    ck_assert_str_eq(log.letters, "ca");
    ck_assert_int_eq(loop_turn(log.loop, 10), 0);
    ck_assert_uint_eq(log.count, 2);
    loop_free(log.loop);
}
END_TEST

struct pair {
    struct loop *loop;
    struct loop_watch watches[2];
    int handled;
};

static void remove_the_other(void *owner, uint32_t events)
{
    struct pair *pair = owner;
    (void)events;
    pair->handled++;
    for (int i = 0; i < 2; i++) {
        loop_watch_remove(pair->loop, &pair->watches[i]);
        pair->watches[i].ready = NULL; /* would crash if it were called */
    }
}

START_TEST(a_watch_that_was_removed_within_a_batch_is_not_called)
{
    struct pair pair = {0};
    int pipes[2][2];
    ck_assert_int_eq(loop_new(&pair.loop), 0);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(pipe(pipes[i]), 0);
        ck_assert_int_eq(write(pipes[i][1], "x", 1), 1);
        pair.watches[i] = (struct loop_watch){pipes[i][0], remove_the_other, &pair};
        ck_assert_int_eq(loop_watch_add(pair.loop, &pair.watches[i], EPOLLIN), 0);
    }
    ck_assert_int_eq(loop_turn(pair.loop, 100), 0);
    ck_assert_int_eq(loop_turn(pair.loop, 0), 0);
    ck_assert_int_eq(pair.handled, 1);
    for (int i = 0; i < 2; i++) {
        close(pipes[i][0]);
        close(pipes[i][1]);
    }
    loop_free(pair.loop);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("loop");
    TCase *all = tcase_create("all");
    tcase_add_test(all, timers_fire_in_the_order_of_their_times);
    tcase_add_test(all, a_cleared_timer_does_not_fire_and_a_moved_one_fires_once);
    tcase_add_test(all, a_watch_that_was_removed_within_a_batch_is_not_called);
    suite_add_tcase(suite, all);
    return check_run(suite);
}
