/* Durations as people read them. */
#ifndef SUP_CORE_DURATION_H
#define SUP_CORE_DURATION_H

#include <stdint.h>

#define DURATION_BYTES 32 /* of the longest text, its NUL included */

/* Writes MS milliseconds to TEXT: `100ms`, `60s`, `1.5s`. */
void duration_text(char text[DURATION_BYTES], uint64_t ms);

#endif
