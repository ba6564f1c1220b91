/* What a harness that was killed left behind goes with a later run, and nothing else does. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "check_run.h"
#include "runner/process.h"
#include "runner/scratch.h"
#include "runner/sweep.h"

static char base[SCRATCH_PATH_MAX / 2];

static void make_base(void)
{
    (void)snprintf(base, sizeof base, "/tmp/sweep-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(base));
}

static void remove_base(void)
{
    ck_assert_int_eq(scratch_remove(base), 0);
}

/* A folder of a run whose lock nobody holds. */
static void make_run(const char *name, int age_s, char ret_root[SCRATCH_PATH_MAX])
{
    (void)snprintf(ret_root, SCRATCH_PATH_MAX, "%s/%s", base, name);
    ck_assert_int_eq(mkdir(ret_root, 0700), 0);
    int lock = sweep_lock(ret_root);
    ck_assert_int_ge(lock, 0);
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    now.tv_sec -= age_s;
    ck_assert_int_eq(futimens(lock, (struct timespec[]){now, now}), 0);
    close(lock);
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

START_TEST(a_dead_run_goes_with_its_stopped_child)
{
    char root[SCRATCH_PATH_MAX];
    char program[SCRATCH_PATH_MAX + 16];
    make_run("childproof-aaaaaa", SWEEP_AGE_S + 1, root);
    (void)snprintf(program, sizeof program, "%s/fake-child", root);
    ck_assert_int_eq(symlink("/bin/sleep", program), 0);
    char *argv[] = {program, (char[]){"60"}, NULL};
    char *environment[] = {NULL};
    struct process child;
    ck_assert_int_eq(process_start(argv, environment, &child), 0);
    ck_assert_int_eq(process_signal(child.pidfd, SIGSTOP), 0);

    ck_assert_uint_eq(sweep_dead(base), 1);
    ck_assert(!is_there(root));
    struct process_exit how;
    struct pollfd ended = {.fd = child.pidfd, .events = POLLIN};
    ck_assert_int_eq(poll(&ended, 1, 5000), 1);
    ck_assert_int_eq(process_reap(&child, &how), 1);
    ck_assert(how.by_signal && how.number == SIGKILL);
    process_release(&child);
}
END_TEST

START_TEST(a_run_whose_harness_lives_stays)
{
    char root[SCRATCH_PATH_MAX];
    char lock_path[SCRATCH_PATH_MAX + 16];
    make_run("childproof-bbbbbb", SWEEP_AGE_S + 1, root);
    (void)snprintf(lock_path, sizeof lock_path, "%s/" SWEEP_LOCK_NAME, root);
    ck_assert_int_eq(unlink(lock_path), 0);
    int lock = sweep_lock(root);
    ck_assert_int_ge(lock, 0);
    struct timespec long_ago[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    ck_assert_int_eq(futimens(lock, long_ago), 0);
    ck_assert_uint_eq(sweep_dead(base), 0);
    ck_assert(is_there(root));
    close(lock);
    ck_assert_uint_eq(sweep_dead(base), 1);
}
END_TEST

START_TEST(what_is_no_dead_run_for_certain_stays)
{
    char young[SCRATCH_PATH_MAX];
    char named[SCRATCH_PATH_MAX];
    char kept[SCRATCH_PATH_MAX];
    char lock_path[SCRATCH_PATH_MAX + 16];
    make_run("childproof-cccccc", 0, young);
    make_run("somebody-elses-aaaaaa", SWEEP_AGE_S + 1, named);
    make_run("childproof-dddddd", SWEEP_AGE_S + 1, kept);
    (void)snprintf(lock_path, sizeof lock_path, "%s/" SWEEP_LOCK_NAME, kept);
    ck_assert_int_eq(unlink(lock_path), 0);
    ck_assert_uint_eq(sweep_dead(base), 0);
    ck_assert(is_there(young) && is_there(named) && is_there(kept));
}
END_TEST

START_TEST(links_are_followed_nowhere)
{
    char root[SCRATCH_PATH_MAX];
    char link_path[SCRATCH_PATH_MAX];
    make_run("elsewhere", SWEEP_AGE_S + 1, root);
    (void)snprintf(link_path, sizeof link_path, "%s/childproof-eeeeee", base);
    ck_assert_int_eq(symlink(root, link_path), 0);
    ck_assert_uint_eq(sweep_dead(base), 0);
    ck_assert(is_there(root));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sweep");
    TCase *cases = tcase_create("sweep");
    tcase_add_checked_fixture(cases, make_base, remove_base);
    tcase_add_test(cases, a_dead_run_goes_with_its_stopped_child);
    tcase_add_test(cases, a_run_whose_harness_lives_stays);
    tcase_add_test(cases, what_is_no_dead_run_for_certain_stays);
    tcase_add_test(cases, links_are_followed_nowhere);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
