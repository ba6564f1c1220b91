#include "report/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_CHUNK_BYTES 65536u
#define ARENA_ALIGN_BYTES _Alignof(max_align_t)

struct chunk {
    struct chunk *next;
    size_t used;
    size_t room;
    _Alignas(max_align_t) unsigned char bytes[];
};

struct text_arena {
    struct chunk *chunks; /* the newest first */
};

struct text_arena *arena_new(void)
{
    return calloc(1, sizeof(struct text_arena));
}

void arena_free(struct text_arena *arena)
{
    if (arena == NULL)
        return;
    for (struct chunk *chunk = arena->chunks, *next; chunk != NULL; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

static struct chunk *chunk_add(struct text_arena *arena, size_t size)
{
    size_t room = size > ARENA_CHUNK_BYTES ? size : ARENA_CHUNK_BYTES;
    if (room > SIZE_MAX - sizeof(struct chunk))
        return NULL;
    struct chunk *chunk = calloc(1, sizeof(struct chunk) + room);
    if (chunk == NULL)
        return NULL;
    chunk->room = room;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    return chunk;
}

void *arena_alloc(struct text_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ARENA_ALIGN_BYTES)
        return NULL;
    size = (size + ARENA_ALIGN_BYTES - 1) / ARENA_ALIGN_BYTES * ARENA_ALIGN_BYTES;
    struct chunk *chunk = arena->chunks;
    if (chunk == NULL || chunk->room - chunk->used < size)
        chunk = chunk_add(arena, size);
    if (chunk == NULL)
        return NULL;
    void *memory = chunk->bytes + chunk->used;
    chunk->used += size;
    return memory;
}

void *arena_alloc_array(struct text_arena *arena, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return arena_alloc(arena, bytes);
}

int arena_copy(struct text_arena *arena, const char *text, const char **ret_copy)
{
    if (text == NULL) {
        *ret_copy = NULL;
        return 0;
    }
    size_t bytes = strlen(text) + 1;
    char *copy = arena_alloc(arena, bytes);
    if (copy == NULL)
        return -ENOMEM;
    memcpy(copy, text, bytes);
    *ret_copy = copy;
    return 0;
}

int arena_copy_list(
    struct text_arena *arena, const char *const *list, size_t count, const char *const **ret_list)
{
    const char **copy = arena_alloc_array(arena, count, sizeof(*copy));
    if (copy == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++) {
        int error = arena_copy(arena, list[i], &copy[i]);
        if (error < 0)
            return error;
    }
    *ret_list = copy;
    return 0;
}
