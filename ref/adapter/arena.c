#include "arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_BLOCK_BYTES 4096u

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

static void *checked(void *memory)
{
    if (memory == NULL) {
        (void)fputs("ref-adapter: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *memory_new(size_t size)
{
    return checked(calloc(1, size > 0 ? size : 1));
}

void *memory_grow(void *memory, size_t size)
{
    return checked(realloc(memory, size > 0 ? size : 1));
}

void *arena_take(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->newest;
    size_t room = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    void *taken;

    if (block == NULL || block->size - block->used < room) {
        size_t block_size = room > ARENA_BLOCK_BYTES ? room : ARENA_BLOCK_BYTES;

        block = memory_new(sizeof *block + block_size);
        block->next = arena->newest;
        block->size = block_size;
        arena->newest = block;
    }
    taken = block->bytes + block->used;
    block->used += room;
    return taken;
}

void arena_release(struct arena *arena)
{
    while (arena->newest != NULL) {
        struct arena_block *next = arena->newest->next;

        free(arena->newest);
        arena->newest = next;
    }
}
