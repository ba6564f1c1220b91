#include "runner/tail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/memory.h"

void tail_add(struct tail *tail, const char *bytes, size_t length)
{
    if (tail->bytes == NULL)
        tail->bytes = memory_allocate(TAIL_BYTES_MAX);
    tail->total += length;
    if (length >= TAIL_BYTES_MAX) {
        memcpy(tail->bytes, bytes + length - TAIL_BYTES_MAX, TAIL_BYTES_MAX);
        tail->length = TAIL_BYTES_MAX;
        return;
    }
    size_t keep = tail->length < TAIL_BYTES_MAX - length ? tail->length : TAIL_BYTES_MAX - length;
    memmove(tail->bytes, tail->bytes + tail->length - keep, keep);
    memcpy(tail->bytes + keep, bytes, length);
    tail->length = keep + length;
}

char *tail_text(const struct tail *tail)
{
    char *text = memory_allocate(4 * tail->length + 1);
    size_t at = 0;
    for (size_t i = 0; i < tail->length; i++) {
        unsigned char c = (unsigned char)tail->bytes[i];
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
            at += (size_t)snprintf(text + at, 5, "\\x%02x", c);
        else
            text[at++] = (char)c;
    }
    text[at] = '\0';
    return text;
}

void tail_release(struct tail *tail)
{
    free(tail->bytes);
    *tail = (struct tail){0};
}
