#include "canonical.h"

#include "wire/scan.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_BYTES      64
#define INTEGER_IN_DOUBLE 9007199254740992.0 /* 2^53 */

/* A member of an object: key decoded, value canonical. Owns both. */
struct member {
    char *key;
    size_t key_bytes;
    char *value;
    size_t value_bytes;
    size_t order;
};

struct members {
    struct member *items;
    size_t count;
    size_t capacity;
};

static int value_put(FILE *out, struct scan *scan, enum canonical_nulls nulls);

/* ---- Scalars ------------------------------------------------------------------------------------------------------- */

static void string_put(FILE *out, const char *text, size_t bytes)
{
    (void)fputc('"', out);
    for (size_t i = 0; i < bytes; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '"' || byte == '\\')
            (void)fprintf(out, "\\%c", byte);
        else if (byte < ' ')
            (void)fprintf(out, "\\u%04x", byte);
        else
            (void)fputc(byte, out);
    }
    (void)fputc('"', out);
}

/* The string at hand, decoded; the caller frees it. */
static int string_decode(struct scan_string string, char **ret_text, size_t *ret_bytes)
{
    char *text = malloc(string.raw.length + 1);
    if (!text)
        return -ENOMEM;
    if (scan_unescape(string, text, ret_bytes) < 0) {
        free(text);
        return -EINVAL;
    }
    text[*ret_bytes] = '\0';
    *ret_text = text;
    return 0;
}

static int string_value_put(FILE *out, struct scan *scan)
{
    struct scan_string string;
    char *text;
    size_t bytes;
    if (scan_string(scan, &string) < 0)
        return -EINVAL;
    int r = string_decode(string, &text, &bytes);
    if (r < 0)
        return r;
    string_put(out, text, bytes);
    free(text);
    return 0;
}

static bool is_integer(struct wire_text number)
{
    for (size_t i = 0; i < number.length; i++)
        if (strchr(".eE", number.data[i]))
            return false;
    return true;
}

static void number_put(FILE *out, struct wire_text number)
{
    char text[NUMBER_BYTES];
    bool short_enough = number.length < sizeof(text);
    if (short_enough) {
        memcpy(text, number.data, number.length);
        text[number.length] = '\0';
    }
    if (!short_enough || (is_integer(number) && strcmp(text, "-0") != 0)) {
        (void)fwrite(number.data, 1, number.length, out);
        return;
    }
    double value = strtod(text, NULL);
    bool small = value > -INTEGER_IN_DOUBLE && value < INTEGER_IN_DOUBLE;
    if (small && value == (double)(int64_t)value)
        (void)fprintf(out, "%" PRId64, (int64_t)value);
    else
        (void)fprintf(out, "%.17g", value);
}

/* ---- Objects and arrays -------------------------------------------------------------------------------------------- */

static void members_release(struct members *members)
{
    for (size_t i = 0; i < members->count; i++) {
        free(members->items[i].key);
        free(members->items[i].value);
    }
    free(members->items);
}

static struct member *member_add(struct members *members)
{
    if (members->count == members->capacity) {
        size_t capacity = members->capacity ? members->capacity * 2 : 8;
        struct member *items = reallocarray(members->items, capacity, sizeof(*items));
        if (!items)
            return NULL;
        members->items = items;
        members->capacity = capacity;
    }
    struct member *member = &members->items[members->count];
    *member = (struct member){.order = members->count++};
    return member;
}

static int key_compare(const struct member *left, const struct member *right)
{
    size_t shorter = left->key_bytes < right->key_bytes ? left->key_bytes : right->key_bytes;
    int order = memcmp(left->key, right->key, shorter);
    if (order != 0)
        return order;
    return (left->key_bytes > right->key_bytes) - (left->key_bytes < right->key_bytes);
}

static int member_compare(const void *left, const void *right)
{
    const struct member *a = left;
    const struct member *b = right;
    int order = key_compare(a, b);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static int member_take(struct members *members, struct scan *scan, struct scan_string key)
{
    struct member *member = member_add(members);
    if (!member)
        return -ENOMEM;
    int r = string_decode(key, &member->key, &member->key_bytes);
    if (r < 0)
        return r;
    FILE *out = open_memstream(&member->value, &member->value_bytes);
    if (!out)
        return -ENOMEM;
    r = value_put(out, scan, CANONICAL_NULLS_KEPT);
    return fclose(out) != 0 && r == 0 ? -ENOMEM : r;
}

static void members_put(FILE *out, const struct members *members, enum canonical_nulls nulls)
{
    bool first = true;
    (void)fputc('{', out);
    for (size_t i = 0; i < members->count; i++) {
        const struct member *member = &members->items[i];
        bool overridden = i + 1 < members->count && key_compare(member, member + 1) == 0;
        if (overridden || (nulls == CANONICAL_NULLS_DROPPED && strcmp(member->value, "null") == 0))
            continue;
        if (!first)
            (void)fputc(',', out);
        first = false;
        string_put(out, member->key, member->key_bytes);
        (void)fputc(':', out);
        (void)fwrite(member->value, 1, member->value_bytes, out);
    }
    (void)fputc('}', out);
}

static int object_put(FILE *out, struct scan *scan, enum canonical_nulls nulls)
{
    struct members members = {0};
    struct scan_string key;
    bool first = true;
    int r;
    while ((r = scan_member(scan, &first, &key)) > 0) {
        r = member_take(&members, scan, key);
        if (r < 0)
            break;
    }
    if (r == 0) {
        if (members.count > 1)
            qsort(members.items, members.count, sizeof(*members.items), member_compare);
        members_put(out, &members, nulls);
    }
    members_release(&members);
    return r;
}

static int array_put(FILE *out, struct scan *scan)
{
    bool first = true;
    int r;
    (void)fputc('[', out);
    for (bool comma = false; (r = scan_element(scan, &first)) > 0; comma = true) {
        if (comma)
            (void)fputc(',', out);
        r = value_put(out, scan, CANONICAL_NULLS_KEPT);
        if (r < 0)
            return r;
    }
    (void)fputc(']', out);
    return r;
}

/* The document was checked beforehand, its depth too: the recursion ends. */
static int value_put(FILE *out, struct scan *scan, enum canonical_nulls nulls)
{
    struct wire_text scalar;
    switch (scan_peek(scan)) {
    case '{': return object_put(out, scan, nulls);
    case '[': return array_put(out, scan);
    case '"': return string_value_put(out, scan);
    default: break;
    }
    if (scan_value(scan, 1, &scalar) < 0)
        return -EINVAL;
    if (strchr("tfn", scalar.data[0]))
        (void)fwrite(scalar.data, 1, scalar.length, out);
    else
        number_put(out, scalar);
    return 0;
}

int canonical_json(struct wire_text json, enum canonical_nulls nulls, struct sup_text *ret_text)
{
    struct scan whole = scan_over(json);
    struct wire_text value;
    if (scan_document(&whole, WIRE_DEPTH_MAX, &value) < 0)
        return -EINVAL;
    struct sup_text text = {0};
    FILE *out = open_memstream(&text.data, &text.bytes);
    if (!out)
        return -ENOMEM;
    struct scan scan = scan_over(value);
    int r = value_put(out, &scan, nulls);
    if (fclose(out) != 0 && r == 0)
        r = -ENOMEM;
    if (r < 0) {
        sup_text_release(&text);
        return r;
    }
    sup_text_release(ret_text);
    *ret_text = text;
    return 0;
}
