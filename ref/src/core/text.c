#include "core/text.h"

#include <stdbool.h>
#include <string.h>

#define ESCAPE 0x1b

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* What may follow a lead byte: how many bytes in all, and the range of the second. */
struct lead {
    unsigned char from, to;
    unsigned char length;
    unsigned char second_from, second_to;
};

static const struct lead LEADS[] = {
    {0x00, 0x7f, 1, 0x80, 0xbf}, {0xc2, 0xdf, 2, 0x80, 0xbf},
    {0xe0, 0xe0, 3, 0xa0, 0xbf},                              /* no overlong form */
    {0xe1, 0xec, 3, 0x80, 0xbf}, {0xed, 0xed, 3, 0x80, 0x9f}, /* no surrogate */
    {0xee, 0xef, 3, 0x80, 0xbf}, {0xf0, 0xf0, 4, 0x90, 0xbf}, {0xf1, 0xf3, 4, 0x80, 0xbf},
    {0xf4, 0xf4, 4, 0x80, 0x8f}, /* nothing above U+10FFFF */
};

static const struct lead *lead_find(char byte)
{
    unsigned char value = (unsigned char)byte;
    for (size_t i = 0; i < sizeof(LEADS) / sizeof(LEADS[0]); i++)
        if (value >= LEADS[i].from && value <= LEADS[i].to)
            return &LEADS[i];
    return NULL;
}

/* Measures the piece at DATA: a character (RET_VALID), or the longest start of one. At least one byte. */
static size_t piece_measure(const char *data, size_t bytes, bool *ret_valid)
{
    *ret_valid = false;
    const struct lead *lead = lead_find(data[0]);
    if (!lead)
        return 1;
    size_t length = 1;
    while (length < lead->length && length < bytes) {
        unsigned char next = (unsigned char)data[length];
        unsigned char from = length == 1 ? lead->second_from : 0x80;
        unsigned char to = length == 1 ? lead->second_to : 0xbf;
        if (next < from || next > to)
            return length;
        length++;
    }
    *ret_valid = length == lead->length;
    return length;
}

size_t text_decode_lossy(const char *data, size_t bytes, char *to)
{
    static const char REPLACEMENT[] = "\xef\xbf\xbd";
    size_t written = 0;
    for (size_t at = 0; at < bytes;) {
        bool valid;
        size_t length = piece_measure(data + at, bytes - at, &valid);
        const char *from = valid ? data + at : REPLACEMENT;
        size_t copied = valid ? length : sizeof(REPLACEMENT) - 1;
        memcpy(to + written, from, copied);
        written += copied;
        at += length;
    }
    return written;
}

size_t text_torn_prefix(const char *data, size_t bytes)
{
    size_t torn = 0;
    while (torn < bytes && torn < 3 && is_continuation(data[torn]))
        torn++;
    return torn;
}

static size_t character_end(const char *data, size_t cut)
{
    while (cut > 0 && is_continuation(data[cut]))
        cut--;
    return cut;
}

/* The last ESC before CUT, or CUT where there is none. */
static size_t last_escape(const char *data, size_t cut)
{
    for (size_t at = cut; at > 0; at--)
        if (data[at - 1] == ESCAPE)
            return at - 1;
    return cut;
}

size_t text_cut(const char *data, size_t bytes, size_t max)
{
    if (bytes <= max)
        return bytes;
    size_t cut = character_end(data, max);
    size_t escape = last_escape(data, cut);
    /* an ESC right before the cut has its `[`, if it is one, on the far side */
    if (escape == cut || (data[escape + 1] != '['))
        return cut;
    for (size_t at = escape + 2; at < cut; at++) {
        unsigned char byte = (unsigned char)data[at];
        if (byte >= 0x40 && byte <= 0x7e && byte != '[')
            return cut;
    }
    return escape;
}
