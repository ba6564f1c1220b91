/* Memory that lives as long as one call: taken piece by piece, freed as a whole. */
#ifndef ADAPTER_ARENA_H
#define ADAPTER_ARENA_H

#include <stddef.h>

struct arena_block;

/* Zero it before its first use. Not shared between threads. */
struct arena {
    struct arena_block *newest;
};

/* SIZE bytes of zeros, aligned for everything. Ends the program where there is no memory: the harness sees the reason. */
void *arena_take(struct arena *arena, size_t size);
void arena_release(struct arena *arena);

/* malloc and realloc for what outlives a call; both end the program where there is no memory. */
void *memory_new(size_t size);
void *memory_grow(void *memory, size_t size);

#endif
