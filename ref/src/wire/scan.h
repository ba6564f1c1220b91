/*
 * A strict RFC 8259 scanner (WIRE-10) over bytes that somebody else holds: one pass, no allocation, no recursion.
 * Used by the decoder and by everything that has to trust a piece of JSON text.
 */
#ifndef SUP_WIRE_SCAN_H
#define SUP_WIRE_SCAN_H

#include "wire/wire.h"

#include <stdbool.h>

/* Levels that the frame's own objects (root, message, body) add to those of a value in a body. */
#define SCAN_ENVELOPE_DEPTH 3

/* A position in a text. After a failure `at` is where it went wrong and `why` says what was expected. */
struct scan {
    const char *at;
    const char *end;
    const char *why; /* static */
};

/* A string as it stands in the text: what is between its quotes. */
struct scan_string {
    struct wire_text raw;
    bool escaped; /* holds at least one backslash */
};

static inline struct scan scan_over(struct wire_text text)
{
    return (struct scan){.at = text.data, .end = text.data + text.length, .why = NULL};
}
/* Records the reason and returns -EPROTO. */
int scan_fail(struct scan *scan, const char *why);
/* Skips white space. */
void scan_space(struct scan *scan);
/* The byte at hand, or 0 at the end (no valid token starts with NUL). */
static inline char scan_peek(const struct scan *scan)
{
    if (scan->at == scan->end)
        return '\0';
    return *scan->at;
}
/* Skips white space, then takes exactly `expected`; `why` is the reason where it is something else. */
int scan_take(struct scan *scan, char expected, const char *why);

/* The position must be at the first byte of the token. All: 0 or -EPROTO. */

int scan_string(struct scan *scan, struct scan_string *ret_string);
/* An unsigned integer without sign, fraction or exponent, at most `max`: WIRE-04. */
int scan_unsigned(struct scan *scan, uint64_t max, uint64_t *ret_value);
/* One value of any kind, nested at most `depth_max` deep; `ret_value` may be NULL. */
int scan_value(struct scan *scan, int depth_max, struct wire_text *ret_value);
/* A whole text: one value with white space around it and nothing else. */
int scan_document(struct scan *scan, int depth_max, struct wire_text *ret_value);

/* ---- Objects and arrays, member by member ----------------------------------------------------------------- */

/*
 * Walks an object: `scan_member` gives the next key and leaves the position at its value; 1 = a member, 0 = the end,
 * -EPROTO. The caller takes the value before it asks again. `first` is true before the first call.
 */
int scan_member(struct scan *scan, bool *first, struct scan_string *ret_key);
/* The same for an array's elements. */
int scan_element(struct scan *scan, bool *first);

/* ---- Strings ------------------------------------------------------------------------------------------------ */

/*
 * Decodes the escapes of a scanned string into `to`, which has room for raw.length bytes and may be the raw bytes
 * themselves. Gives the length, or -EPROTO for a lone surrogate.
 */
int scan_unescape(struct scan_string string, char *to, size_t *ret_length);
/* True if the string, decoded, is `name` (plain ASCII, at most WIRE_OPERATION_NAME_MAX bytes). */
bool scan_string_is(struct scan_string string, const char *name);
/* The length of the prefix of `text` that needs neither escape nor UTF-8 check. */
size_t scan_plain_run(struct wire_text text);
/* The bytes of the UTF-8 sequence at the start of `text`; 0 where it is not one. */
size_t scan_utf8_sequence(struct wire_text text);

#endif
