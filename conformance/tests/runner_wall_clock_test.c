#include <check.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "check_run.h"
#include "runner/process.h"
#include "runner/scratch.h"
#include "runner/wall_clock.h"

static long read_seconds(const struct process *process)
{
    char text[64] = "";
    struct pollfd readable = {.fd = process->out, .events = POLLIN};
    ck_assert_int_eq(poll(&readable, 1, 5000), 1);
    ck_assert_int_gt(read(process->out, text, sizeof text - 1), 0);
    return strtol(text, NULL, 10);
}

START_TEST(a_process_sees_the_steps_and_the_harness_does_not)
{
    struct scratch scratch;
    struct wall_clock clock = {0};
    struct environment environment;
    struct process process;
    char page[SCRATCH_PATH_MAX + 16];
    char *argv[] = {(char[]){"/bin/sh"}, (char[]){"-c"},
        (char[]){"for step in 1 2 3; do date +%s; read line; done"}, NULL};
    ck_assert_int_eq(scratch_open(&scratch), 0);
    (void)snprintf(page, sizeof page, "%s/clock", scratch.root);
    environment_init(&environment);
    ck_assert_int_eq(wall_clock_open(&clock, page, WALL_LIBRARY_FILE, &environment), 0);
    ck_assert(!wall_clock_followed(&clock));
    ck_assert_int_eq(process_start(argv, environment.entries, &process), 0);
    long first = read_seconds(&process);
    ck_assert(wall_clock_followed(&clock));
    ck_assert_int_le(labs(first - (long)time(NULL)), 5);
    wall_clock_step(&clock, 3600);
    ck_assert_int_eq(write(process.in, "\n", 1), 1);
    long second = read_seconds(&process);
    ck_assert_int_ge(second - first, 3600);
    ck_assert_int_le(second - first, 3610);
    wall_clock_step(&clock, -7200);
    ck_assert_int_eq(write(process.in, "\n", 1), 1);
    long third = read_seconds(&process);
    ck_assert_int_ge(third - first, -3600);
    ck_assert_int_le(third - first, -3590);
    ck_assert_int_le(labs((long)time(NULL) - first), 60);
    process_release(&process);
    environment_release(&environment);
    wall_clock_close(&clock);
    scratch_close(&scratch);
}
END_TEST

START_TEST(a_library_goes_before_those_that_were_to_be_preloaded)
{
    struct environment environment;
    environment_init(&environment);
    environment_set(&environment, "LD_PRELOAD", "/old.so");
    environment_preload(&environment, "/new.so");
    ck_assert_str_eq(environment_get(&environment, "LD_PRELOAD"), "/new.so:/old.so");
    environment_set(&environment, "CHECK_OTHER", "1");
    ck_assert_str_eq(environment_get(&environment, "CHECK_OTHER"), "1");
    ck_assert_ptr_null(environment_get(&environment, "CHECK_OTHE"));
    environment_release(&environment);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wall_clock");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 30);
    tcase_add_test(all, a_process_sees_the_steps_and_the_harness_does_not);
    tcase_add_test(all, a_library_goes_before_those_that_were_to_be_preloaded);
    suite_add_tcase(suite, all);
    return check_run(suite);
}
