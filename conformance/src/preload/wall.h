/* What the harness and the preloaded library share: one page of memory, a file that both map. */
#ifndef PRELOAD_WALL_H
#define PRELOAD_WALL_H

#include <stdatomic.h>
#include <stdint.h>

#define WALL_VARIABLE "CHILDPROOF_WALL" /* names the file in the process's environment */

struct wall_page {
    _Atomic int64_t offset_ns; /* of the process's wall clock from the real one */
    _Atomic uint32_t loaded;   /* processes that follow */
};

#endif
