#include "wire/scan.h"

#include <endian.h>
#include <errno.h>
#include <string.h>

#define NESTING_MAX (WIRE_DEPTH_MAX + SCAN_ENVELOPE_DEPTH)

#define ONES  UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

struct scan scan_over(struct wire_text text)
{
    return (struct scan){.at = text.data, .end = text.data + text.length, .why = NULL};
}

int scan_fail(struct scan *scan, const char *why)
{
    scan->why = why;
    return -EPROTO;
}

void scan_space(struct scan *scan)
{
    while (scan->at < scan->end &&
           (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
        scan->at++;
}

char scan_peek(const struct scan *scan)
{
    if (scan->at == scan->end)
        return '\0';
    return *scan->at;
}

int scan_take(struct scan *scan, char expected, const char *why)
{
    scan_space(scan);
    if (scan_peek(scan) != expected)
        return scan_fail(scan, why);
    scan->at++;
    return 0;
}

/* ---- Strings ------------------------------------------------------------------------------------------------ */

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

/* ---- Numbers and literals ----------------------------------------------------------------------------------- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static int scan_digits(struct scan *scan, const char *why)
{
    if (!is_digit(scan_peek(scan)))
        return scan_fail(scan, why);
    while (is_digit(scan_peek(scan)))
        scan->at++;
    return 0;
}

static int scan_number(struct scan *scan)
{
    if (scan_peek(scan) == '-')
        scan->at++;
    if (scan_peek(scan) == '0')
        scan->at++;
    else if (scan_digits(scan, "a digit expected in a number") < 0)
        return -EPROTO;
    if (is_digit(scan_peek(scan)))
        return scan_fail(scan, "a number with a leading zero");
    if (scan_peek(scan) == '.') {
        scan->at++;
        if (scan_digits(scan, "a digit expected after the decimal point") < 0)
            return -EPROTO;
    }
    if (scan_peek(scan) == 'e' || scan_peek(scan) == 'E') {
        scan->at++;
        if (scan_peek(scan) == '+' || scan_peek(scan) == '-')
            scan->at++;
        return scan_digits(scan, "a digit expected in an exponent");
    }
    return 0;
}

int scan_unsigned(struct scan *scan, uint64_t max, uint64_t *ret_value)
{
    const char *start = scan->at;
    uint64_t value = 0;
    bool overflow = false;

    if (!is_digit(scan_peek(scan)))
        return scan_fail(scan, "an unsigned integer expected");
    while (is_digit(scan_peek(scan))) {
        uint64_t digit = (uint64_t)(*scan->at++ - '0');

        overflow |= __builtin_mul_overflow(value, UINT64_C(10), &value);
        overflow |= __builtin_add_overflow(value, digit, &value);
    }
    if (scan->at - start > 1 && *start == '0')
        return scan_fail(scan, "a number with a leading zero");
    if (scan_peek(scan) == '.' || scan_peek(scan) == 'e' || scan_peek(scan) == 'E')
        return scan_fail(scan, "an unsigned integer expected, not a fraction or an exponent");
    if (overflow || value > max)
        return scan_fail(scan, "an unsigned integer out of range");
    *ret_value = value;
    return 0;
}

static int scan_literal(struct scan *scan, const char *literal, size_t length)
{
    if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, literal, length) != 0)
        return scan_fail(scan, "a value expected");
    scan->at += length;
    return 0;
}

static int scan_scalar(struct scan *scan)
{
    struct scan_string ignored;

    if (scan->at == scan->end)
        return scan_fail(scan, "a value expected, not the end");
    switch (*scan->at) {
    case '"': return scan_string(scan, &ignored);
    case 't': return scan_literal(scan, "true", 4);
    case 'f': return scan_literal(scan, "false", 5);
    case 'n': return scan_literal(scan, "null", 4);
    case '-': return scan_number(scan);
    default: return is_digit(*scan->at) ? scan_number(scan) : scan_fail(scan, "a value expected");
    }
}

/* ---- Values ---------------------------------------------------------------------------------------------------- */

/* Which of the open containers are objects: a stack of bits instead of the machine's stack. */
struct nesting {
    uint64_t objects[NESTING_MAX / 64 + 1];
    int depth;
};

static bool nesting_in_object(const struct nesting *nesting)
{
    int top = nesting->depth - 1;

    return nesting->depth > 0 && (nesting->objects[top / 64] >> (top % 64) & 1) != 0;
}

static void nesting_push(struct nesting *nesting, bool object)
{
    uint64_t bit = UINT64_C(1) << (nesting->depth % 64);

    if (object)
        nesting->objects[nesting->depth / 64] |= bit;
    else
        nesting->objects[nesting->depth / 64] &= ~bit;
    nesting->depth++;
}

static int scan_key(struct scan *scan, struct scan_string *ret_key)
{
    scan_space(scan);
    if (scan_peek(scan) != '"')
        return scan_fail(scan, "a key expected");
    if (scan_string(scan, ret_key) < 0)
        return -EPROTO;
    return scan_take(scan, ':', "`:` expected after a key");
}

/* After a value: closes what ends here, takes the comma where another value follows. */
static int scan_after_value(struct scan *scan, struct nesting *nesting)
{
    while (nesting->depth > 0) {
        bool object = nesting_in_object(nesting);

        scan_space(scan);
        if (scan_peek(scan) == ',') {
            scan->at++;
            return 0;
        }
        if (scan_peek(scan) != (object ? '}' : ']'))
            return scan_fail(scan, object ? "`,` or `}` expected" : "`,` or `]` expected");
        scan->at++;
        nesting->depth--;
    }
    return 0;
}

int scan_value(struct scan *scan, int depth_max, struct wire_text *ret_value)
{
    const char *start = scan->at;
    struct nesting nesting = {.depth = 0};
    struct scan_string key;

    do {
        char byte;

        if (nesting_in_object(&nesting) && scan_key(scan, &key) < 0)
            return -EPROTO;
        if (nesting.depth > 0)
            scan_space(scan);
        byte = scan_peek(scan);
        if (byte == '{' || byte == '[') {
            if (nesting.depth == depth_max || nesting.depth == NESTING_MAX)
                return scan_fail(scan, "a value nested too deep");
            nesting_push(&nesting, byte == '{');
            scan->at++;
            scan_space(scan);
            if (scan_peek(scan) != (byte == '{' ? '}' : ']'))
                continue;
        } else if (scan_scalar(scan) < 0) {
            return -EPROTO;
        }
        if (scan_after_value(scan, &nesting) < 0)
            return -EPROTO;
    } while (nesting.depth > 0);
    if (ret_value != NULL)
        *ret_value = (struct wire_text){start, (size_t)(scan->at - start)};
    return 0;
}

int scan_document(struct scan *scan, int depth_max, struct wire_text *ret_value)
{
    scan_space(scan);
    if (scan_value(scan, depth_max, ret_value) < 0)
        return -EPROTO;
    scan_space(scan);
    if (scan->at != scan->end)
        return scan_fail(scan, "bytes after the value");
    return 0;
}

/* ---- Members and elements -------------------------------------------------------------------------------------- */

/* Opens a container at its first call, and finds its end or the place of the next value: 1, 0, -EPROTO. */
static int scan_next(struct scan *scan, bool *first, char open, char close)
{
    const char *opened = open == '{' ? "an object expected" : "an array expected";

    if (*first && scan_take(scan, open, opened) < 0)
        return -EPROTO;
    scan_space(scan);
    if (scan_peek(scan) == close) {
        scan->at++;
        return 0;
    }
    if (!*first && scan_take(scan, ',', "`,` or the end of a container expected") < 0)
        return -EPROTO;
    *first = false;
    scan_space(scan);
    return 1;
}

int scan_member(struct scan *scan, bool *first, struct scan_string *ret_key)
{
    int more = scan_next(scan, first, '{', '}');

    if (more <= 0)
        return more;
    if (scan_key(scan, ret_key) < 0)
        return -EPROTO;
    scan_space(scan);
    return 1;
}

int scan_element(struct scan *scan, bool *first)
{
    return scan_next(scan, first, '[', ']');
}
