/* Private to the reports: scenarios that ended the same way for the same reason are told once. */
#ifndef CHILDPROOF_REPORT_ALIKE_H
#define CHILDPROOF_REPORT_ALIKE_H

#include "report/escape.h"
#include "report/result.h"

/* True where both ended with one word and one reason, and nothing else is to be told of either. */
bool alike_same(const struct result_scenario *a, const struct result_scenario *b);

/* True where no scenario before it is like the one of that index. */
bool alike_is_first(const struct result *result, size_t index);

/* How many are like the one of that index: at least 1, itself. */
size_t alike_count(const struct result *result, size_t index);

/* Appends the names of those after `index` that are like it: "a, b and 7 more". */
void alike_add_names(const struct result *result, size_t index, struct text *out);

#endif
