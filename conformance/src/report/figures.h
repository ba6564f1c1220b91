/* What a benchmark measured, read into a result, for the reports to show. */
#ifndef CHILDPROOF_REPORT_FIGURES_H
#define CHILDPROOF_REPORT_FIGURES_H

#include "report/result.h"

#define FIGURES_SCHEMA    "childproof.bench/1"
#define FIGURES_BYTES_MAX (4u * 1024u * 1024u)
#define FIGURES_ROWS_MAX  1000u

/* Appends the rows of
 *   {"schema":"childproof.bench/1","rows":[{"what":S,"unit":S,"floor":N|null,"reference":N|null,"ratio":N|null,
 *    "target":S,"verdict":S,"note":S}…]}
 * to the result's figures; `reference` is the supervisor's own figure. `name` is the file's, for messages. 0, -EINVAL with
 * *ret_error (what was expected; free it), or -ENOMEM. Rows before a wrong one stay in the result. */
int figures_read(const char *text, size_t length, const char *name, struct result *result, char **ret_error);

/* The same of a file; *ret_error is set with every error but -ENOMEM. */
int figures_read_file(const char *path, struct result *result, char **ret_error);

#endif
