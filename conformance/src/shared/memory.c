#include "shared/memory.h"

#include <stdbool.h>
#include <stdlib.h>

#define FIRST_ROOM_COUNT 16U /* elements; a power of two */

void *memory_allocate(size_t bytes)
{
    void *memory = malloc(bytes ? bytes : 1);
    if (!memory)
        abort();
    return memory;
}

void *memory_zeroed(size_t count, size_t bytes)
{
    void *memory = calloc(count ? count : 1, bytes ? bytes : 1);
    if (!memory)
        abort();
    return memory;
}

void *memory_for_one_more(void *items, size_t count, size_t bytes)
{
    bool is_full = count == 0 || (count >= FIRST_ROOM_COUNT && (count & (count - 1)) == 0);
    if (!is_full)
        return items;
    void *grown = reallocarray(items, count < FIRST_ROOM_COUNT ? FIRST_ROOM_COUNT : count * 2, bytes);
    if (!grown)
        abort();
    return grown;
}
