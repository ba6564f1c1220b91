#ifndef SHARED_FNV1A_H
#define SHARED_FNV1A_H
/* 64-bit FNV-1a, the digest that ADAPTER.md names. */
#include <stddef.h>
#include <stdint.h>

#define FNV1A_START    UINT64_C(0xcbf29ce484222325)
#define FNV1A_HEX_SIZE 17 /* 16 digits and NUL */

/* HASH extended by LENGTH bytes. */
uint64_t fnv1a_add(uint64_t hash, const void *bytes, size_t length);

/* HASH extended by a payload and the line feed that follows it in a row digest. */
uint64_t fnv1a_add_payload(uint64_t hash, const void *payload, size_t length);

/* 16 lower-case hex digits. */
void fnv1a_hex(uint64_t hash, char ret_text[FNV1A_HEX_SIZE]);

#endif
