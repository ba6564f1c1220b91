#ifndef REF_TESTS_SUITE_H
#define REF_TESTS_SUITE_H
/* How each test program ends. */
#include <check.h>
#include <stdlib.h>

static inline int suite_run_as(Suite *suite, enum fork_status fork)
{
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, fork);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Runs SUITE, which it takes; the program's exit status. Each test has a process of its own, unless the variable CK_FORK says no. */
static inline int suite_run(Suite *suite)
{
    return suite_run_as(suite, CK_FORK_GETENV);
}

/* The same for thousands of small tests that start nothing: all of them in this process. */
static inline int suite_run_in_one_process(Suite *suite)
{
    return suite_run_as(suite, CK_NOFORK);
}

#endif
