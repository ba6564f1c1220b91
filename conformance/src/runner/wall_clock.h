/* The stepped wall clock of a process under test: its side is preload/wall.c, this is the harness's. */
#ifndef RUNNER_WALL_CLOCK_H
#define RUNNER_WALL_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "runner/environment.h"

#define WALL_CLOCK_LIBRARY "childproof-wall.so"

struct wall_page;

struct wall_clock {
    struct wall_page *page; /* NULL: not open */
};

/* Makes the page in the new file `path` and names library and page in the environment. Returns 0 or a negative errno. */
int wall_clock_open(
    struct wall_clock *clock, const char *path, const char *library, struct environment *environment);
/* True once a process has loaded the library. */
bool wall_clock_followed(const struct wall_clock *clock);
/* Steps the clock by so many seconds, forward or back. */
void wall_clock_step(struct wall_clock *clock, int64_t seconds);
void wall_clock_close(struct wall_clock *clock);

#endif
