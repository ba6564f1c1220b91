#include "shared/json_scan.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/memory.h"

#define NUMBER_BYTES_MAX 60 /* a longer number is rewritten: the library's buffer holds 63 characters */

struct scan {
    const char *begin;
    const char *at;
    const char *end;
    const char *copied; /* everything before it is in `rewritten`, if that is in use */
    const char *reason; /* NULL until something is wrong at `at` */
    struct text *rewritten;
};

static bool fail(struct scan *scan, const char *reason)
{
    if (!scan->reason)
        scan->reason = reason;
    return false;
}

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->end &&
           (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\t' || *scan->at == '\r'))
        scan->at++;
}

static bool is_at(const struct scan *scan, char expected)
{
    return scan->at < scan->end && *scan->at == expected;
}

static bool is_digit(const struct scan *scan)
{
    return scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
}

/* Puts REPLACEMENT in the place of [FROM, scan->at). */
static void rewrite(struct scan *scan, const char *from, const char *replacement, size_t length)
{
    text_append(scan->rewritten, scan->copied, (size_t)(from - scan->copied));
    text_append(scan->rewritten, replacement, length);
    scan->copied = scan->at;
}

static bool scan_hex4(struct scan *scan, unsigned *ret_code)
{
    unsigned code = 0;
    for (int i = 0; i < 4; i++, scan->at++) {
        char c = '\0';
        if (scan->at < scan->end)
            c = *scan->at;
        if (c >= '0' && c <= '9')
            code = code * 16 + (unsigned)(c - '0');
        else if (c >= 'a' && c <= 'f')
            code = code * 16 + (unsigned)(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            code = code * 16 + (unsigned)(c - 'A') + 10;
        else
            return fail(scan, "expected four hexadecimal digits after \\u");
    }
    *ret_code = code;
    return true;
}

/* After `\u`: one escape, or two that make a surrogate pair. */
static bool scan_unicode_escape(struct scan *scan)
{
    const char *from = scan->at - 2;
    unsigned code = 0;
    if (!scan_hex4(scan, &code))
        return false;
    bool replaced = code == 0 || (code >= 0xDC00 && code <= 0xDFFF);
    if (code >= 0xD800 && code <= 0xDBFF) {
        replaced = true;
        if (scan->end - scan->at >= 2 && scan->at[0] == '\\' && scan->at[1] == 'u') {
            const char *after_high = scan->at;
            unsigned low;
            scan->at += 2;
            if (!scan_hex4(scan, &low))
                return false;
            replaced = low < 0xDC00 || low > 0xDFFF;
            if (replaced)
                scan->at = after_high; /* the second escape stands for itself */
        }
    }
    if (replaced)
        rewrite(scan, from, "\\ufffd", 6);
    return true;
}

static bool scan_string(struct scan *scan)
{
    scan->at++;
    while (scan->at < scan->end) {
        unsigned char byte = (unsigned char)*scan->at;
        if (byte == '"') {
            scan->at++;
            return true;
        }
        if (byte == '\\') {
            if (scan->end - scan->at < 2 || !strchr("\"\\/bfnrtu", scan->at[1]) || scan->at[1] == '\0')
                return fail(scan, "unknown escape in a string");
            scan->at += 2;
            if (scan->at[-1] == 'u' && !scan_unicode_escape(scan))
                return false;
            continue;
        }
        if (byte < 0x20)
            return fail(scan, "a control character in a string must be escaped");
        size_t sequence = text_utf8_sequence(scan->at, (size_t)(scan->end - scan->at));
        if (sequence == 0)
            return fail(scan, "a string is not UTF-8");
        scan->at += sequence;
    }
    return fail(scan, "the text ends inside a string");
}

/* Numbers that a double cannot hold become strings of the same characters. */
static void keep_number_exact(struct scan *scan, const char *from, bool integer)
{
    size_t length = (size_t)(scan->at - from);
    if (integer && length < 16)
        return;
    char *copy = memory_allocate(length + 1);
    memcpy(copy, from, length);
    copy[length] = '\0';
    double value = strtod(copy, NULL);
    bool unsafe = (integer && fabs(value) > (double)JSON_SAFE_INTEGER_MAX) || !isfinite(value);
    struct text replacement;
    text_init(&replacement);
    if (unsafe)
        text_append_format(&replacement, "\"%s\"", copy);
    else if (length > NUMBER_BYTES_MAX)
        text_append_format(&replacement, "%.17g", value);
    if (replacement.length > 0)
        rewrite(scan, from, replacement.bytes, replacement.length);
    text_release(&replacement);
    free(copy);
}

static bool scan_number(struct scan *scan)
{
    const char *from = scan->at;
    bool integer = true;
    if (is_at(scan, '-'))
        scan->at++;
    if (!is_digit(scan))
        return fail(scan, "expected a value");
    if (is_at(scan, '0')) {
        scan->at++;
        if (is_digit(scan))
            return fail(scan, "a number does not begin with 0");
    }
    while (is_digit(scan))
        scan->at++;
    if (is_at(scan, '.')) {
        integer = false;
        scan->at++;
        if (!is_digit(scan))
            return fail(scan, "expected a digit after the decimal point");
        while (is_digit(scan))
            scan->at++;
    }
    if (is_at(scan, 'e') || is_at(scan, 'E')) {
        integer = false;
        scan->at++;
        if (is_at(scan, '+') || is_at(scan, '-'))
            scan->at++;
        if (!is_digit(scan))
            return fail(scan, "expected a digit in the exponent");
        while (is_digit(scan))
            scan->at++;
    }
    keep_number_exact(scan, from, integer);
    return true;
}

static bool scan_word(struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, word, length) != 0)
        return fail(scan, "expected a value");
    scan->at += length;
    return true;
}

static bool scan_value(struct scan *scan, int depth);

static bool scan_members(struct scan *scan, int depth, char closing)
{
    scan->at++;
    skip_space(scan);
    if (is_at(scan, closing)) {
        scan->at++;
        return true;
    }
    for (;;) {
        if (closing == '}') {
            skip_space(scan);
            if (!is_at(scan, '"'))
                return fail(scan, "expected a field's name in quotes");
            if (!scan_string(scan))
                return false;
            skip_space(scan);
            if (!is_at(scan, ':'))
                return fail(scan, "expected ':' after a field's name");
            scan->at++;
        }
        if (!scan_value(scan, depth + 1))
            return false;
        skip_space(scan);
        if (is_at(scan, closing)) {
            scan->at++;
            return true;
        }
        if (!is_at(scan, ','))
            return fail(scan, closing == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
        scan->at++;
    }
}

static bool scan_value(struct scan *scan, int depth)
{
    skip_space(scan);
    if (scan->at == scan->end)
        return fail(scan, "the text ends where a value is due");
    if (depth > JSON_DEPTH_MAX)
        return fail(scan, "nested too deeply");
    switch (*scan->at) {
    case '{': return scan_members(scan, depth, '}');
    case '[': return scan_members(scan, depth, ']');
    case '"': return scan_string(scan);
    case 't': return scan_word(scan, "true");
    case 'f': return scan_word(scan, "false");
    case 'n': return scan_word(scan, "null");
    default: return scan_number(scan);
    }
}

int json_scan(const char *text, size_t length, struct text *ret_rewritten, struct json_error *ret_error)
{
    struct scan scan = {
        .begin = text, .at = text, .end = text + length, .copied = text, .rewritten = ret_rewritten};
    if (scan_value(&scan, 0)) {
        skip_space(&scan);
        if (scan.at != scan.end)
            (void)fail(&scan, "something follows the value");
    }
    if (scan.reason) {
        if (ret_error)
            *ret_error = (struct json_error){.offset = (size_t)(scan.at - scan.begin), .reason = scan.reason};
        return -1;
    }
    if (ret_rewritten->length > 0)
        text_append(ret_rewritten, scan.copied, (size_t)(scan.end - scan.copied));
    return 0;
}
