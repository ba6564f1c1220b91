/* JSON values in one canonical text each, so that equal values have equal texts. */
#ifndef SUP_CANONICAL_H
#define SUP_CANONICAL_H

#include "wire/wire.h"

#include <sup/types.h>

enum canonical_nulls {
    CANONICAL_NULLS_KEPT,
    CANONICAL_NULLS_DROPPED, /* members of the outermost object that are null are left out */
};

/* Members in the order of their keys, the last of equal keys, no white space, no needless escape, numbers by value (exact
 * for integers, as far as a double goes for others). RET_TEXT is replaced.
 * 0; -EINVAL where JSON is not one valid value; -ENOMEM. */
int canonical_json(struct wire_text json, enum canonical_nulls nulls, struct sup_text *ret_text);

#endif
