/*
 * Expected failures (--expect FILE): a subject with known defects can be kept from getting worse.
 *
 * One entry a line; empty lines and lines that start with `#` are passed over:
 *
 *   SCENARIO-GLOB [CLAUSE] : REASON
 *
 *   # waits for the new reaper
 *   shutdown/drop_*            : drop is not bounded before 2.0
 *   stream/abort_between_rows EXIT-01 : the core flag is not reported
 *
 * The glob is of scenario names, as fnmatch(3): `*` `?` `[…]`, and `*` crosses slashes. With a clause the entry
 * explains the violations of that clause only, without one all of the scenario's. The reason is required: it is
 * shown in every report.
 *
 * A scenario whose violations are all explained is a `known-failure`. An entry that explained nothing although
 * what it names ran, or whose scenario exists no more, is stale and fails the run.
 */
#ifndef CHILDPROOF_REPORT_EXPECT_H
#define CHILDPROOF_REPORT_EXPECT_H

#include "report/escape.h"
#include "report/result.h"

#include <stdio.h>

#define EXPECT_ENTRIES_MAX    10000u
#define EXPECT_LINE_BYTES_MAX 4096u

/*
 * Reads a file's entries into the result; `name` is the file's name in messages. Before the first scenario.
 * 0; -EINVAL: an entry is wrong, *ret_error says file, line, what was expected and what to do (free it);
 * -EIO, -ENOMEM, -EBUSY: *ret_error is NULL.
 */
int expect_read(FILE *file, const char *name, struct result *into, char **ret_error);

/* Renders entries that explain every failure of a finished result (--write-expect): reasons of known failures
 * stay, new ones get what happened. Reading it back and running again gives exit status 0. */
void expect_render(const struct result *result, struct text *out);

#endif
