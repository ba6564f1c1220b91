#ifndef CONFORMANCE_TESTS_CHECK_RUN_H
#define CONFORMANCE_TESTS_CHECK_RUN_H
/* How each test program ends. */
#include <check.h>
#include <stdlib.h>

/* Runs SUITE, which it takes; the program's exit status. */
static inline int check_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
