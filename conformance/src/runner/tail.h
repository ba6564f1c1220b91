/* The end of a log that may be long. */
#ifndef RUNNER_TAIL_H
#define RUNNER_TAIL_H

#include <stddef.h>

/* The last bytes of a stream of bytes. */
#define TAIL_BYTES_MAX 65536

struct tail {
    char *bytes;
    size_t length; /* of what is kept */
    size_t total;  /* of what came */
};

void tail_add(struct tail *tail, const char *bytes, size_t length);
/* What is kept, with control characters (but line feed and tab) as \xNN; caller frees. */
char *tail_text(const struct tail *tail);
void tail_release(struct tail *tail);

#endif
