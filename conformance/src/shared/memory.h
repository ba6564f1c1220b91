#ifndef SHARED_MEMORY_H
#define SHARED_MEMORY_H
/* Memory or abort(), as in json.h: a harness that cannot remember has no verdict. All of it is for free(). */
#include <stddef.h>

/* `bytes` of unspecified content; never NULL, not even for 0. */
void *memory_allocate(size_t bytes);

/* `count` elements of `bytes` each, all zero; never NULL, not even for 0. */
void *memory_zeroed(size_t count, size_t bytes);

/* Where `items`, which has `count` elements of `bytes` each, has room for one more: `items` itself or what it grew to.
 * Its room is never stored: it follows from the count, so an array grows by this function alone, from NULL and 0 on,
 * and never shrinks its memory. */
void *memory_for_one_more(void *items, size_t count, size_t bytes);

#endif
