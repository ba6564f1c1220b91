#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check_run.h"
#include "runner/family.h"
#include "runner/process.h"

static void start(struct process *process, const char *script)
{
    char command[256];
    (void)snprintf(command, sizeof command, "%s", script);
    char *argv[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, command, NULL};
    char *environment[] = {(char[]){"PATH=/usr/bin:/bin"}, (char[]){FAMILY_MARK_NAME "=family-test"}, NULL};
    ck_assert_int_eq(process_start(argv, environment, process), 0);
}

static struct process_exit wait_for(struct process *process)
{
    struct process_exit how;
    struct pollfd ended = {.fd = process->pidfd, .events = POLLIN};
    ck_assert_int_eq(poll(&ended, 1, 5000), 1);
    ck_assert_int_eq(process_reap(process, &how), 1);
    return how;
}

static void read_all(int fd, char *ret_text, size_t size)
{
    size_t length = 0;
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    while (poll(&readable, 1, 5000) > 0) {
        ssize_t got = read(fd, ret_text + length, size - 1 - length);
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    ret_text[length] = '\0';
}

START_TEST(a_program_that_cannot_be_run_is_an_error_and_leaves_nothing)
{
    struct process process;
    char *argv[] = {(char[]){"/nonexistent/program"}, NULL};
    char *environment[] = {NULL};
    ck_assert_int_eq(process_start(argv, environment, &process), -ENOENT);
    pid_t pids[8];
    ck_assert_uint_eq(process_children(getpid(), pids, 8), 0);
}
END_TEST

START_TEST(it_has_three_descriptors_and_a_session_of_its_own)
{
    int leak = open("/dev/null", O_RDONLY); /* not close-on-exec */
    struct process process;
    start(&process, "ls /proc/self/fd; ps -o sid= -p $$ | tr -d ' '; echo $$");
    char text[512];
    read_all(process.out, text, sizeof text);
    /* 3 is ls's own, of the folder that it lists */
    ck_assert_msg(strncmp(text, "0\n1\n2\n3\n", 8) == 0, "%s", text);
    char *session = text + 8;
    char *pid = strchr(session, '\n');
    ck_assert_ptr_nonnull(pid);
    *pid++ = '\0';
    pid[strcspn(pid, "\n")] = '\0';
    ck_assert_str_eq(session, pid);
    struct process_exit how = wait_for(&process);
    ck_assert(!how.by_signal);
    ck_assert_int_eq(how.number, 0);
    process_release(&process);
    close(leak);
}
END_TEST

START_TEST(ends_are_told_apart)
{
    struct process process;
    start(&process, "exit 7");
    struct process_exit how = wait_for(&process);
    ck_assert(!how.by_signal);
    ck_assert_int_eq(how.number, 7);
    process_release(&process);
    start(&process, "kill -9 $$");
    how = wait_for(&process);
    ck_assert(how.by_signal);
    ck_assert_int_eq(how.number, SIGKILL);
    process_release(&process);
}
END_TEST

START_TEST(a_zombie_is_told_from_what_is_reaped)
{
    struct process process;
    start(&process, "exit 3");
    int pidfd = process_open(process.pid);
    ck_assert_int_ge(pidfd, 0);
    struct pollfd ended = {.fd = pidfd, .events = POLLIN};
    ck_assert_int_eq(poll(&ended, 1, 5000), 1);
    ck_assert(process_has_ended(pidfd));
    ck_assert_int_eq(process_signal(pidfd, 0), 0);
    struct process_exit how;
    ck_assert_int_eq(process_zombie_exit(process.pid, &how), 0);
    ck_assert_int_eq(how.number, 3);
    process_release(&process);
    ck_assert_int_eq(process_signal(pidfd, 0), -ESRCH);
    close(pidfd);
}
END_TEST

START_TEST(release_ends_what_still_runs)
{
    struct process process;
    start(&process, "trap '' TERM; while :; do sleep 1; done");
    int pidfd = process_open(process.pid);
    process_release(&process);
    ck_assert_int_eq(process_signal(pidfd, 0), -ESRCH);
    close(pidfd);
}
END_TEST

START_TEST(an_interrupted_process_goes_on)
{
    struct process process;
    start(&process, "read line; exit 3");
    ck_assert_int_eq(process_interrupt(process.pid), 0);
    ck_assert_int_eq(process_interrupt(process.pid), 0);
    ck_assert_int_eq(write(process.in, "\n", 1), 1);
    struct process_exit how = wait_for(&process);
    ck_assert(!how.by_signal);
    ck_assert_int_eq(how.number, 3);
    ck_assert_int_eq(process_interrupt(getpid() + (1 << 22)), -ESRCH);
    process_release(&process);
}
END_TEST

START_TEST(turns_tell_whether_a_process_is_at_rest)
{
    struct process process;
    start(&process, "read line; while :; do :; done");
    size_t threads;
    struct process_facts facts;
    while (process_facts_read(process.pid, &facts) == 0 && facts.state != 'S') {
    }
    int64_t turns = process_turns(process.pid, &threads);
    ck_assert_int_gt(turns, 0);
    ck_assert_uint_eq(threads, 1);
    ck_assert_int_eq(process_turns(process.pid, &threads), turns);
    ck_assert_int_eq(write(process.in, "\n", 1), 1);
    while (process_turns(process.pid, &threads) != -1) {
    }
    process_release(&process);
    ck_assert_int_eq(process_turns(getpid() + (1 << 22), &threads), 0);
    ck_assert_uint_eq(threads, 0);
}
END_TEST

START_TEST(a_family_is_ended_to_the_last_orphan)
{
    ck_assert_int_eq(family_adopt(), 0);
    struct process process;
    /* one orphan in the session, one in a session of its own, each with a child */
    start(&process, "(sh -c 'sleep 100 & wait' &) ; (setsid sh -c 'sleep 100 & wait' &) ; sleep 0.3; exit 0");
    pid_t session = process.pid;
    wait_for(&process);
    struct family family = {.session = session, .mark = FAMILY_MARK_NAME "=family-test"};
    pid_t members[8];
    ck_assert_uint_eq(family_find(&family, members, 8), 2);
    struct family other = {.session = 1, .mark = FAMILY_MARK_NAME "=another"};
    ck_assert_uint_eq(family_find(&other, members, 8), 0);
    ck_assert_int_eq(family_end(&family), 0);
    ck_assert_uint_eq(process_children(getpid(), members, 8), 0);
    process_release(&process);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("process");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 30);
    tcase_add_test(all, a_program_that_cannot_be_run_is_an_error_and_leaves_nothing);
    tcase_add_test(all, it_has_three_descriptors_and_a_session_of_its_own);
    tcase_add_test(all, ends_are_told_apart);
    tcase_add_test(all, a_zombie_is_told_from_what_is_reaped);
    tcase_add_test(all, release_ends_what_still_runs);
    tcase_add_test(all, an_interrupted_process_goes_on);
    tcase_add_test(all, turns_tell_whether_a_process_is_at_rest);
    tcase_add_test(all, a_family_is_ended_to_the_last_orphan);
    suite_add_tcase(suite, all);
    return check_run(suite);
}
