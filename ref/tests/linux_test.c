/* The layer of system calls: pipes without signals, an environment in order, stderr that is always drained. */
#include "core/deadline.h"
#include "linux/child.h"
#include "linux/clock.h"
#include "linux/drain.h"
#include "linux/environment.h"
#include "linux/fd.h"
#include "linux/pipe.h"
#include "linux/rss.h"
#include "suite.h"
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(a_write_to_nobody_raises_no_signal)
{
    int read_end, write_end;
    ck_assert_int_eq(fd_pipe(&read_end, &write_end), 0);
    fd_close(&read_end);
    ck_assert_int_eq(pipe_write(write_end, "x", 1), -EPIPE);
    sigset_t pending, mask;
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, NULL, &mask);
    ck_assert_int_eq(sigismember(&pending, SIGPIPE), 0);
    ck_assert_int_eq(sigismember(&mask, SIGPIPE), 0);
    fd_close(&write_end);
}
END_TEST

/* 0: as the kernel can; 1: as one that cannot write without the signal. */
START_TEST(a_write_to_a_child_that_reads_nothing_raises_no_signal)
{
    struct child child = CHILD_NONE;
    int read_end;
    child.signals = _i == 1;
    ck_assert_int_eq(fd_pipe(&read_end, &child.stdin_fd), 0);
    ck_assert_int_eq(child_write(&child, "x", 1), 1);
    fd_close(&read_end);
    ck_assert_int_eq(child_write(&child, "x", 1), -EPIPE);
    sigset_t pending;
    sigpending(&pending);
    ck_assert_int_eq(sigismember(&pending, SIGPIPE), 0);
    child_close(&child);
}
END_TEST

START_TEST(a_signal_that_the_caller_holds_back_stays_the_callers)
{
    sigset_t sigpipe, pending;
    sigemptyset(&sigpipe);
    sigaddset(&sigpipe, SIGPIPE);
    sigprocmask(SIG_BLOCK, &sigpipe, NULL);
    raise(SIGPIPE);
    int read_end, write_end;
    ck_assert_int_eq(fd_pipe(&read_end, &write_end), 0);
    fd_close(&read_end);
    ck_assert_int_eq(pipe_write(write_end, "x", 1), -EPIPE);
    sigpending(&pending);
    ck_assert_int_eq(sigismember(&pending, SIGPIPE), 1);
    fd_close(&write_end);
}
END_TEST

START_TEST(pipes_are_close_on_exec)
{
    int read_end, write_end;
    ck_assert_int_eq(fd_pipe(&read_end, &write_end), 0);
    ck_assert(fcntl(read_end, F_GETFD) & FD_CLOEXEC);
    ck_assert(fcntl(write_end, F_GETFD) & FD_CLOEXEC);
    ck_assert_int_gt(read_end, 2);
    fd_close(&read_end);
    fd_close(&write_end);
    ck_assert_int_eq(read_end, -1);
}
END_TEST

static const char *variable(char **environment, const char *name)
{
    size_t bytes = strlen(name);
    const char *found = NULL;
    for (; *environment; environment++) {
        if (strncmp(*environment, name, bytes) != 0 || (*environment)[bytes] != '=')
            continue;
        ck_assert_msg(!found, "%s is there twice", name);
        found = *environment + bytes + 1;
    }
    return found;
}

START_TEST(each_variable_stands_once_and_the_last_value_wins)
{
    static const struct sup_environment_entry ENTRIES[] = {
        {"A", "1"}, {"HOME", "/h"}, {"A", "2"}, {"RUST_BACKTRACE", "1"}, {"EMPTY", ""}};
    setenv("HOME", "/old", 1);
    setenv("KEPT", "k=v", 1);
    char **environment;
    ck_assert_int_eq(environment_build(ENTRIES, 5, &environment), 0);
    ck_assert_str_eq(variable(environment, "A"), "2");
    ck_assert_str_eq(variable(environment, "HOME"), "/h");
    ck_assert_str_eq(variable(environment, "KEPT"), "k=v");
    ck_assert_str_eq(variable(environment, "EMPTY"), "");
    ck_assert_str_eq(variable(environment, "RUST_BACKTRACE"), "1");
    ck_assert_str_eq(variable(environment, "LEAN_BACKTRACE"), "0");
    ck_assert_str_eq(variable(environment, "LEAN_ABORT_ON_PANIC"), "1");
    free(environment);
}
END_TEST

START_TEST(a_name_that_cannot_be_one_is_refused)
{
    char **environment;
    ck_assert_int_eq(environment_build(&(struct sup_environment_entry){"", "x"}, 1, &environment), -EINVAL);
    ck_assert_int_eq(
        environment_build(&(struct sup_environment_entry){"A=B", "x"}, 1, &environment), -EINVAL);
}
END_TEST

static void say(int fd, const char *text)
{
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
}

START_TEST(stderr_is_drained_while_nobody_calls_and_its_tail_is_kept)
{
    struct drain *drain;
    int read_end, write_end;
    ck_assert_int_eq(drain_new(&drain), 0);
    ck_assert_int_eq(fd_pipe(&read_end, &write_end), 0);
    ck_assert_int_eq(fd_set_nonblocking(read_end), 0);
    ck_assert_int_eq(drain_attach(drain, &read_end), 0);
    ck_assert_int_eq(read_end, -1);

    char block[1000];
    memset(block, 'b', sizeof(block));
    for (int i = 0; i < 1000; i++) /* far more than the pipe holds: returns only if somebody reads */
        ck_assert_int_eq(write(write_end, block, sizeof(block)), (ssize_t)sizeof(block));
    say(write_end, "the end");
    struct sup_text text = {0};
    ck_assert_int_eq(drain_collect(drain, &text), 0);
    ck_assert_uint_eq(text.bytes, SUP_DIAGNOSTICS_BYTES_MAX);
    ck_assert_str_eq(text.data + text.bytes - 8, "bthe end");
    sup_text_release(&text);
    fd_close(&write_end);
    drain_free(drain);
}
END_TEST

START_TEST(a_tail_belongs_to_one_child_and_does_not_wait_for_others)
{
    struct drain *drain;
    ck_assert_int_eq(drain_new(&drain), 0);
    for (int child = 0; child < 3; child++) {
        int read_end, write_end;
        ck_assert_int_eq(fd_pipe(&read_end, &write_end), 0);
        ck_assert_int_eq(fd_set_nonblocking(read_end), 0);
        ck_assert_int_eq(drain_attach(drain, &read_end), 0);
        char words[] = "child 0";
        words[6] = (char)('0' + child);
        say(write_end, words);
        struct sup_text text = {0};
        ck_assert_int_eq(drain_collect(drain, &text), 0); /* the other end is still open */
        ck_assert_str_eq(text.data, words);
        sup_text_release(&text);
        ck_assert_int_eq(pipe_write(write_end, "x", 1), -EPIPE);
        fd_close(&write_end);
    }
    drain_free(drain);
}
END_TEST

/* A child that only sleeps. */
struct sleeper {
    char name[8];
    char seconds[8];
};

static struct sleeper sleep_for(const char *seconds)
{
    struct sleeper sleeper = {.name = "sleep"};
    snprintf(sleeper.seconds, sizeof(sleeper.seconds), "%s", seconds);
    return sleeper;
}

static struct child start(struct sleeper *sleeper)
{
    char *const arguments[] = {sleeper->name, sleeper->seconds, NULL};
    const struct child_program program = {.executable = "sleep", .arguments = arguments};
    struct child child = CHILD_NONE;
    ck_assert_int_eq(child_spawn(&program, &child), 0);
    return child;
}

START_TEST(a_kill_is_seen_and_reaped_once)
{
    struct sleeper sleeper = sleep_for("100");
    struct child child = start(&sleeper);
    ck_assert_int_eq(child_wait(&child, CHILD_READY_DEATH, 0), 0);
    struct child_end end;
    ck_assert_int_eq(child_reap(&child, &end), 0);
    uint64_t kib = 0;
    ck_assert_int_eq(rss_sample(child.pid, &kib), 0);
    ck_assert_uint_gt(kib, 0);
    ck_assert_int_eq(child_kill(&child), 0);
    ck_assert_int_eq(child_wait(&child, CHILD_READY_DEATH, DEADLINE_NEVER), CHILD_READY_DEATH);
    ck_assert_int_eq(rss_sample(child.pid, &kib), -ENODATA); /* a zombie has no memory */
    ck_assert_int_eq(child_kill(&child), 0);
    ck_assert_int_eq(child_reap(&child, &end), 1);
    ck_assert(end.signalled);
    ck_assert_int_eq(end.number, SIGKILL);
    ck_assert_int_eq(child_kill(&child), 0); /* and hits nobody */
    child_close(&child);
}
END_TEST

START_TEST(death_is_seen_without_a_pidfd_too)
{
    struct sleeper sleeper = sleep_for("0.02");
    struct child child = start(&sleeper);
    fd_close(&child.pidfd);
    int ready = 0;
    for (int i = 0; i < 1000 && !(ready & CHILD_READY_DEATH); i++)
        ready = child_wait(&child, CHILD_READY_DEATH, DEADLINE_NEVER);
    ck_assert_int_eq(ready, CHILD_READY_DEATH);
    struct child_end end;
    ck_assert_int_eq(child_reap(&child, &end), 1);
    ck_assert_int_eq(end.number, 0);
    child_close(&child);
}
END_TEST

/* The set that every request waits on, and the wait that names its descriptors. */
static void look_both_ways(const struct child *child, int expected)
{
    struct child without = *child;
    without.watch_fd = -1;
    ck_assert_int_eq(child_wait(child, CHILD_READY_DEATH | CHILD_READY_OUTPUT, 0), expected);
    ck_assert_int_eq(child_wait(&without, CHILD_READY_DEATH | CHILD_READY_OUTPUT, 0), expected);
}

START_TEST(death_and_output_are_seen_by_either_wait)
{
    char shell[] = "sh", option[] = "-c", script[] = "read line; echo answer; read line";
    char *const arguments[] = {shell, option, script, NULL};
    const struct child_program program = {.executable = "sh", .arguments = arguments};
    struct child child = CHILD_NONE;
    char answer[16];
    ck_assert_int_eq(child_spawn(&program, &child), 0);
    ck_assert_int_ge(child.watch_fd, 3);
    look_both_ways(&child, 0);
    ck_assert_int_eq(child_write(&child, "\n", 1), 1);
    ck_assert_int_eq(
        child_wait(&child, CHILD_READY_DEATH | CHILD_READY_OUTPUT, DEADLINE_NEVER), CHILD_READY_OUTPUT);
    look_both_ways(&child, CHILD_READY_OUTPUT);
    ck_assert_int_eq(pipe_read(child.stdout_fd, answer, sizeof(answer)), 7);
    look_both_ways(&child, 0);
    ck_assert_int_eq(child_write(&child, "\n", 1), 1);
    ck_assert_int_eq(child_wait(&child, CHILD_READY_DEATH, DEADLINE_NEVER), CHILD_READY_DEATH);
    look_both_ways(&child, CHILD_READY_DEATH | CHILD_READY_OUTPUT);
    struct child_end end;
    ck_assert_int_eq(child_reap(&child, &end), 1);
    child_close(&child);
    ck_assert_int_eq(child.watch_fd, -1);
}
END_TEST

static void nothing(int number)
{
    (void)number;
}

START_TEST(an_interrupted_wait_is_no_event)
{
    struct sleeper sleeper = sleep_for("100");
    struct child child = start(&sleeper);
    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGALRM, &action, NULL);
    ualarm(20000, 0);
    ck_assert_int_eq(child_wait(&child, CHILD_READY_DEATH | CHILD_READY_OUTPUT, (int64_t)5 * NS_PER_S), 0);
    ck_assert_int_eq(child_kill(&child), 0);
    struct child_end end;
    while (child_reap(&child, &end) == 0)
        (void)child_wait(&child, CHILD_READY_DEATH, DEADLINE_NEVER);
    child_close(&child);
}
END_TEST

START_TEST(a_wait_is_never_shorter_than_asked)
{
    struct sleeper sleeper = sleep_for("100");
    struct child child = start(&sleeper);
    for (int64_t us = 100; us < 3000; us += 700) {
        int64_t before_ns = clock_now_ns();
        ck_assert_int_eq(child_wait(&child, CHILD_READY_DEATH, us * NS_PER_US), 0);
        ck_assert_int_ge(clock_now_ns() - before_ns, us * NS_PER_US);
    }
    ck_assert_int_eq(child_kill(&child), 0);
    ck_assert_int_eq(child_wait(&child, CHILD_READY_DEATH, DEADLINE_NEVER), CHILD_READY_DEATH);
    struct child_end end;
    ck_assert_int_eq(child_reap(&child, &end), 1);
    child_close(&child);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("linux");
    TCase *tcase = tcase_create("linux");
    tcase_add_test(tcase, a_write_to_nobody_raises_no_signal);
    tcase_add_loop_test(tcase, a_write_to_a_child_that_reads_nothing_raises_no_signal, 0, 2);
    tcase_add_test(tcase, death_and_output_are_seen_by_either_wait);
    tcase_add_test(tcase, a_signal_that_the_caller_holds_back_stays_the_callers);
    tcase_add_test(tcase, pipes_are_close_on_exec);
    tcase_add_test(tcase, each_variable_stands_once_and_the_last_value_wins);
    tcase_add_test(tcase, a_name_that_cannot_be_one_is_refused);
    tcase_add_test(tcase, stderr_is_drained_while_nobody_calls_and_its_tail_is_kept);
    tcase_add_test(tcase, a_tail_belongs_to_one_child_and_does_not_wait_for_others);
    tcase_add_test(tcase, a_kill_is_seen_and_reaped_once);
    tcase_add_test(tcase, death_is_seen_without_a_pidfd_too);
    tcase_add_test(tcase, an_interrupted_wait_is_no_event);
    tcase_add_test(tcase, a_wait_is_never_shorter_than_asked);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
