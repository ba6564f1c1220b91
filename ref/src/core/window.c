#include "core/window.h"

#include "core/deadline.h"

#include <errno.h>
#include <stdlib.h>

#define CAPACITY_FIRST 16

void window_init(struct window *window, uint64_t restarts_max, uint64_t length_ms)
{
    *window = (struct window){.restarts_max = restarts_max, .length_ms = length_ms};
}

void window_release(struct window *window)
{
    free(window->starts_ns);
    *window = (struct window){0};
}

static int grow(struct window *window)
{
    size_t capacity = window->capacity ? window->capacity * 2 : CAPACITY_FIRST;
    int64_t *starts_ns = calloc(capacity, sizeof(*starts_ns));
    if (!starts_ns)
        return -ENOMEM;
    for (size_t i = 0; i < window->count; i++)
        starts_ns[i] = window->starts_ns[(window->first + i) % window->capacity];
    free(window->starts_ns);
    window->starts_ns = starts_ns;
    window->capacity = capacity;
    window->first = 0;
    return 0;
}

int window_admit(struct window *window, int64_t now_ns)
{
    while (window->count > 0 &&
           deadline_passed(deadline_after_ms(window->starts_ns[window->first], window->length_ms), now_ns)) {
        window->first = (window->first + 1) % window->capacity;
        window->count--;
    }
    if (window->count >= window->restarts_max)
        return WINDOW_REFUSED;
    if (window->count == window->capacity) {
        int r = grow(window);
        if (r < 0)
            return r;
    }
    window->starts_ns[(window->first + window->count) % window->capacity] = now_ns;
    window->count++;
    return WINDOW_ADMITTED;
}
