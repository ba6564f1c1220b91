/* Strings of JSON: found at the speed of machine words, checked to be UTF-8, decoded where somebody asks. */
#include "wire/scan.h"

#include <endian.h>
#include <errno.h>
#include <string.h>

#define ONES  UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

static uint64_t load_word(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return le64toh(word);
}

/*
 * The top bit of a byte is set where that byte is a control character, a quote, a backslash or above 0x7F. Borrows
 * can set it falsely too, but only in bytes after a true one: zero means none, the lowest set bit is right.
 */
static uint64_t special_bytes(uint64_t word)
{
    return ((word - ONES * 0x20) | ((word ^ (ONES * '"')) - ONES) | ((word ^ (ONES * '\\')) - ONES) | word) &
           HIGHS;
}

static bool byte_is_special(char byte)
{
    return (unsigned char)byte < 0x20 || byte == '"' || byte == '\\' || (unsigned char)byte >= 0x80;
}

/* The first special byte in [at, end), or end. */
static const char *find_special(const char *at, const char *end)
{
    while (end - at >= 32) {
        uint64_t first = special_bytes(load_word(at)) | special_bytes(load_word(at + 8));
        uint64_t second = special_bytes(load_word(at + 16)) | special_bytes(load_word(at + 24));

        if ((first | second) != 0)
            break;
        at += 32;
    }
    while (end - at >= 8) {
        uint64_t special = special_bytes(load_word(at));

        if (special != 0)
            return at + __builtin_ctzll(special) / 8;
        at += 8;
    }
    while (at < end && !byte_is_special(*at))
        at++;
    return at;
}

size_t scan_plain_run(struct wire_text text)
{
    return (size_t)(find_special(text.data, text.data + text.length) - text.data);
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF. */
size_t scan_utf8_sequence(struct wire_text text)
{
    const char *at = text.data;
    unsigned char lead = text.length > 0 ? (unsigned char)at[0] : 0xFF;
    unsigned char second = text.length > 1 ? (unsigned char)at[1] : 0;

    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || !is_continuation((char)second))
        return 0;
    if (lead < 0xE0)
        return 2;
    if (lead < 0xF0) {
        if (text.length < 3 || !is_continuation(at[2]))
            return 0;
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0))
            return 0;
        return 3;
    }
    if (lead > 0xF4 || text.length < 4 || !is_continuation(at[2]) || !is_continuation(at[3]))
        return 0;
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90))
        return 0;
    return 4;
}

/* The value of a hexadecimal digit, or -1. */
static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

/* Takes what stands after a backslash. Whether surrogates pair up is asked when a string is decoded (WIRE-10). */
static int scan_escape(struct scan *scan)
{
    char kind = scan_peek(scan);

    if (kind == '\0' || strchr("\"\\/bfnrtu", kind) == NULL)
        return scan_fail(scan, "an unknown escape in a string");
    scan->at++;
    for (int i = 0; kind == 'u' && i < 4; i++) {
        if (hex_value(scan_peek(scan)) < 0)
            return scan_fail(scan, "four hexadecimal digits expected after \\u");
        scan->at++;
    }
    return 0;
}

static int scan_utf8(struct scan *scan)
{
    while (scan->at < scan->end && (unsigned char)*scan->at >= 0x80) {
        size_t length = scan_utf8_sequence((struct wire_text){scan->at, (size_t)(scan->end - scan->at)});

        if (length == 0)
            return scan_fail(scan, "invalid UTF-8");
        scan->at += length;
    }
    return 0;
}

int scan_string(struct scan *scan, struct scan_string *ret_string)
{
    const char *start;
    bool escaped = false;

    if (scan_peek(scan) != '"')
        return scan_fail(scan, "a string expected");
    start = ++scan->at;
    for (;;) {
        int error = 0;

        scan->at = find_special(scan->at, scan->end);
        if (scan->at == scan->end)
            return scan_fail(scan, "a string without its end");
        if (*scan->at == '"')
            break;
        if (*scan->at == '\\') {
            escaped = true;
            scan->at++;
            error = scan_escape(scan);
        } else if ((unsigned char)*scan->at < 0x20) {
            error = scan_fail(scan, "a control character in a string");
        } else {
            error = scan_utf8(scan);
        }
        if (error < 0)
            return error;
    }
    ret_string->raw = (struct wire_text){start, (size_t)(scan->at - start)};
    ret_string->escaped = escaped;
    scan->at++;
    return 0;
}

/* The code unit in the four digits at `at`, which were scanned before. */
static uint32_t code_unit(const char *at)
{
    uint32_t unit = 0;

    for (int i = 0; i < 4; i++)
        unit = unit << 4 | (uint32_t)hex_value(at[i]);
    return unit;
}

static size_t put_utf8(char *to, uint32_t code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        to[0] = (char)(0xE0 | code >> 12);
        to[1] = (char)(0x80 | (code >> 6 & 0x3F));
        to[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | code >> 18);
    to[1] = (char)(0x80 | (code >> 12 & 0x3F));
    to[2] = (char)(0x80 | (code >> 6 & 0x3F));
    to[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* Decodes \uXXXX at `*at` (its first digit), with its other half where it is a surrogate. */
static int unescape_unicode(const char **at, const char *end, char *to, size_t *ret_length)
{
    uint32_t code = code_unit(*at);

    *at += 4;
    if (code >= 0xDC00 && code <= 0xDFFF)
        return -EPROTO;
    if (code >= 0xD800 && code <= 0xDBFF) {
        uint32_t low;

        if (end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u')
            return -EPROTO;
        low = code_unit(*at + 2);
        if (low < 0xDC00 || low > 0xDFFF)
            return -EPROTO;
        *at += 6;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    *ret_length = put_utf8(to, code);
    return 0;
}

int scan_unescape(struct scan_string string, char *to, size_t *ret_length)
{
    static const char from[] = "\"\\/bfnrt";
    static const char into[] = "\"\\/\b\f\n\r\t";
    const char *at = string.raw.data;
    const char *end = at + string.raw.length;
    char *out = to;

    while (at < end) {
        size_t length = 1;

        if (*at != '\\') {
            *out++ = *at++;
            continue;
        }
        at += 2;
        if (at[-1] != 'u')
            *out = into[strchr(from, at[-1]) - from];
        else if (unescape_unicode(&at, end, out, &length) < 0)
            return -EPROTO;
        out += length;
    }
    *ret_length = (size_t)(out - to);
    return 0;
}

bool scan_string_is(struct scan_string string, const char *name)
{
    char decoded[6 * WIRE_OPERATION_NAME_MAX];
    size_t length;

    /* Without an escape there is no NUL in it, so `name` is at least as long where the bytes are the same. */
    if (!string.escaped)
        return strncmp(name, string.raw.data, string.raw.length) == 0 && name[string.raw.length] == '\0';
    if (string.raw.length > sizeof decoded || scan_unescape(string, decoded, &length) < 0)
        return false;
    return length == strlen(name) && memcmp(decoded, name, length) == 0;
}
