/* The session key (POOL-01) as one text: equal keys have equal texts. */
#ifndef SUP_POOL_KEY_H
#define SUP_POOL_KEY_H

#include <sup/pool.h>

#include <stdbool.h>

/* RET_KEY is replaced. 0 or minus a kind: bootstrap (a part is missing, or its JSON is not valid), setup. */
int pool_key_make(
    const struct sup_acquisition *acquisition, struct sup_text *ret_key, struct sup_error *error);

bool pool_key_equal(const struct sup_text *left, const struct sup_text *right);

#endif
