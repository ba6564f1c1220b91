/* A report.json back into a result, for merging, comparing and rendering anew. */
#ifndef CHILDPROOF_REPORT_REREAD_H
#define CHILDPROOF_REPORT_REREAD_H

#include "report/result.h"

#define REREAD_BYTES_MAX (256u * 1024u * 1024u)

/*
 * Reads a report of schema "childproof.report/1" and judges it again with `model` (result_finish): the verdicts are
 * those that the same scenarios would get today. *ret_result is initialised in any case; release it.
 * 0; -EINVAL: *ret_error says what is wrong, beginning with `name` (free it); -ENOMEM: *ret_error is NULL.
 */
int result_read(const char *text, size_t length, const char *name, const struct result_model *model,
    struct result *ret_result, char **ret_error);

/* The same from a file. Also negative errnos of reading it. */
int result_read_file(
    const char *path, const struct result_model *model, struct result *ret_result, char **ret_error);

#endif
