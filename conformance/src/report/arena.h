/*
 * Memory that is released all at once: where the strings and small arrays of a result live.
 * Not thread-safe. What arena_alloc gives is aligned for every type, zeroed, and lives until arena_free.
 */
#ifndef CHILDPROOF_REPORT_ARENA_H
#define CHILDPROOF_REPORT_ARENA_H

#include <stddef.h>

struct text_arena;

/* NULL: out of memory. arena_free(NULL) does nothing. */
struct text_arena *arena_new(void);
void arena_free(struct text_arena *arena);

/* `size` zeroed bytes (0 gives a valid pointer too), or NULL: out of memory. */
void *arena_alloc(struct text_arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes, or NULL: out of memory, or the product overflows. */
void *arena_alloc_array(struct text_arena *arena, size_t count, size_t size);

/* Copies `text` into *ret_copy; NULL stays NULL. 0 or -ENOMEM. */
int arena_copy(struct text_arena *arena, const char *text, const char **ret_copy);

/* Copies an array of strings, none of them NULL. 0 or -ENOMEM. */
int arena_copy_list(
    struct text_arena *arena, const char *const *list, size_t count, const char *const **ret_list);

#endif
