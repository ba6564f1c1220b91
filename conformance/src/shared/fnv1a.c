#include "shared/fnv1a.h"

#define FNV1A_PRIME UINT64_C(0x100000001b3)

uint64_t fnv1a_add(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * FNV1A_PRIME;
    return hash;
}

uint64_t fnv1a_add_payload(uint64_t hash, const void *payload, size_t length)
{
    return fnv1a_add(fnv1a_add(hash, payload, length), "\n", 1);
}

void fnv1a_hex(uint64_t hash, char ret_text[FNV1A_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = FNV1A_HEX_SIZE - 2; i >= 0; i--, hash >>= 4)
        ret_text[i] = digits[hash & 15U];
    ret_text[FNV1A_HEX_SIZE - 1] = '\0';
}
