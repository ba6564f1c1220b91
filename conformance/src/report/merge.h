/* Several results of one subject into one: the shards of a run. */
#ifndef CHILDPROOF_REPORT_MERGE_H
#define CHILDPROOF_REPORT_MERGE_H

#include "report/result.h"

/*
 * Puts the scenarios of `parts` together and judges them as one run. The parts must be of the same specification,
 * subject and expectations, and no scenario may stand in two of them. Where all shards are there, the result counts
 * as a whole run; where one is missing, as a selection that was cut short.
 * 0; -EINVAL: they do not belong together, *ret_error says why (free it); -ENOMEM. *ret_result is initialised in any
 * case; release it.
 */
int result_merge(const struct result *const *parts, size_t count, const struct result_model *model,
    struct result *ret_result, char **ret_error);

#endif
