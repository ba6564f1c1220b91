#include "wire/scan.h"

#include <errno.h>
#include <string.h>

#define NESTING_MAX (WIRE_DEPTH_MAX + SCAN_ENVELOPE_DEPTH)

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

int scan_take(struct scan *scan, char expected, const char *why)
{
    scan_space(scan);
    if (scan_peek(scan) != expected)
        return scan_fail(scan, why);
    scan->at++;
    return 0;
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
