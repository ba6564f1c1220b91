#include "wire_support.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct decoded decode_bytes(const char *text, size_t length)
{
    struct decoded decoded = {.frame = malloc(length > 0 ? length : 1)};

    ck_assert_ptr_nonnull(decoded.frame);
    if (length > 0)
        memcpy(decoded.frame, text, length);
    decoded.result = wire_decode(decoded.frame, length, &decoded.message, &decoded.error);
    return decoded;
}

struct decoded decode(const char *text)
{
    return decode_bytes(text, strlen(text));
}

void decoded_release(struct decoded *decoded)
{
    if (decoded->result == 0)
        wire_message_release(&decoded->message);
    free(decoded->frame);
}
