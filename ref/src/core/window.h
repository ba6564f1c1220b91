/* The restart window (RESTART-04): at most `restarts_max` replacements start within any `length_ms`. */
#ifndef SUP_CORE_WINDOW_H
#define SUP_CORE_WINDOW_H

#include <stddef.h>
#include <stdint.h>

/* Start times of the admitted replacements, oldest first, in a ring that grows to what is in use and no further than
 * restarts_max. */
struct window {
    uint64_t restarts_max;
    uint64_t length_ms;
    int64_t *starts_ns;
    size_t capacity;
    size_t first;
    size_t count;
};

enum window_verdict {
    WINDOW_ADMITTED,
    WINDOW_REFUSED,
};

void window_init(struct window *window, uint64_t restarts_max, uint64_t length_ms);
void window_release(struct window *window);

/* Asks for a replacement that started at NOW_NS (never earlier than in the last call). Timestamps of age ≥ length leave
 * first. Returns a verdict, or -ENOMEM with WINDOW as it was. */
int window_admit(struct window *window, int64_t now_ns);

#endif
