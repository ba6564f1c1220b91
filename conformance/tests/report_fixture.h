/* A run made up for the tests of the reports: a little of everything, hostile text included. */
#ifndef CHILDPROOF_TESTS_REPORT_FIXTURE_H
#define CHILDPROOF_TESTS_REPORT_FIXTURE_H

#include "report/result.h"

#include <check.h>

/* Three clauses (A-01 MUST, A-02 MUST, B-01 SHOULD), two states, two transitions. */
extern const struct result_model fixture_model;

/* A scenario that passes: `id`, listing `clause`, profile "supervisor". */
struct result_scenario fixture_scenario(const char *id, const char *const *clause);

/* A violation of level FAIL. */
struct result_violation fixture_violation(const char *clause);

/* Run and subject ("acme 1.2", profile supervisor) set, nothing else. */
void fixture_begin(struct result *result);

/* A finished result with every verdict word, a stale expectation and hostile strings. */
void fixture_everything(struct result *result);

/* Runs the tests as one suite, with `setup` and `teardown` (may be NULL) around each. The exit status of main. */
int fixture_run(
    const char *name, const TTest *const *tests, size_t count, void (*setup)(void), void (*teardown)(void));

#endif
