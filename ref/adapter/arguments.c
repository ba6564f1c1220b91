#include "arguments.h"

#include "wire/scan.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void arguments_release(struct arguments *arguments)
{
    arena_release(&arguments->arena);
}

bool arguments_good(const struct arguments *arguments)
{
    return arguments->problem[0] == '\0';
}

void arguments_refuse(struct arguments *arguments, const char *name, const char *expected)
{
    if (arguments_good(arguments))
        (void)snprintf(
            arguments->problem, sizeof arguments->problem, "argument `%s`: %s expected", name, expected);
}

bool arguments_find(struct wire_text object, const char *name, struct wire_text *ret_value)
{
    struct scan scan = scan_over(object);
    struct scan_string key;
    struct wire_text value;
    bool first = true;

    while (scan_member(&scan, &first, &key) > 0) {
        bool found = scan_string_is(key, name);

        if (scan_value(&scan, WIRE_DEPTH_MAX, &value) < 0)
            return false;
        if (!found)
            continue;
        if (value.data[0] == 'n')
            return false;
        *ret_value = value;
        return true;
    }
    return false;
}

/* The string at hand, decoded and ended by NUL; NULL where it is not one, or has a NUL inside. */
static const char *decode_string(struct arguments *arguments, struct wire_text value)
{
    struct scan scan = scan_over(value);
    struct scan_string string;
    size_t length;
    char *text;

    if (scan_string(&scan, &string) < 0)
        return NULL;
    text = arena_take(&arguments->arena, string.raw.length + 1);
    if (string.escaped) {
        if (scan_unescape(string, text, &length) < 0)
            return NULL;
    } else {
        length = string.raw.length;
        memcpy(text, string.raw.data, length);
    }
    text[length] = '\0';
    return memchr(text, '\0', length) == NULL ? text : NULL;
}

const char *arguments_text(struct arguments *arguments, struct wire_text value, const char *name)
{
    const char *text = decode_string(arguments, value);

    if (text == NULL)
        arguments_refuse(arguments, name, "a string");
    return text != NULL ? text : "";
}

const char *arguments_string(
    struct arguments *arguments, struct wire_text object, const char *name, const char *fallback)
{
    struct wire_text value;

    return arguments_find(object, name, &value) ? arguments_text(arguments, value, name) : fallback;
}

const char *arguments_string_required(struct arguments *arguments, struct wire_text object, const char *name)
{
    const char *text = arguments_string(arguments, object, name, NULL);

    if (text == NULL)
        arguments_refuse(arguments, name, "a string");
    return text != NULL ? text : "";
}

uint64_t arguments_u64(
    struct arguments *arguments, struct wire_text object, const char *name, uint64_t fallback)
{
    struct wire_text value;
    struct scan scan;
    uint64_t number;

    if (!arguments_find(object, name, &value))
        return fallback;
    if (value.data[0] == '"' && value.length > 2)
        value = (struct wire_text){value.data + 1, value.length - 2};
    scan = scan_over(value);
    if (scan_unsigned(&scan, UINT64_MAX, &number) < 0 || scan.at != scan.end) {
        arguments_refuse(arguments, name, "an unsigned integer");
        return fallback;
    }
    return number;
}

uint64_t arguments_u64_required(struct arguments *arguments, struct wire_text object, const char *name)
{
    struct wire_text value;

    if (!arguments_find(object, name, &value))
        arguments_refuse(arguments, name, "an unsigned integer");
    return arguments_u64(arguments, object, name, 0);
}

bool arguments_bool(struct arguments *arguments, struct wire_text object, const char *name)
{
    struct wire_text value;

    if (!arguments_find(object, name, &value))
        return false;
    if (value.data[0] != 't' && value.data[0] != 'f')
        arguments_refuse(arguments, name, "true or false");
    return value.data[0] == 't';
}

const char *arguments_json(struct arguments *arguments, struct wire_text object, const char *name)
{
    struct wire_text value;
    char *text;

    if (!arguments_find(object, name, &value))
        return NULL;
    text = arena_take(&arguments->arena, value.length + 1);
    memcpy(text, value.data, value.length);
    return text;
}

const struct wire_text *arguments_elements(
    struct arguments *arguments, struct wire_text array, const char *name, size_t *ret_count)
{
    struct wire_text *elements;
    struct scan scan;
    bool first = true;
    size_t count = 0;

    *ret_count = 0;
    if (array.data[0] != '[') {
        arguments_refuse(arguments, name, "an array");
        return NULL;
    }
    scan = scan_over(array);
    while (scan_element(&scan, &first) > 0 && scan_value(&scan, WIRE_DEPTH_MAX, NULL) == 0)
        count++;
    elements = arena_take(&arguments->arena, count * sizeof *elements);
    scan = scan_over(array);
    first = true;
    for (size_t i = 0; i < count; i++) {
        (void)scan_element(&scan, &first);
        (void)scan_value(&scan, WIRE_DEPTH_MAX, &elements[i]);
    }
    *ret_count = count;
    return elements;
}

const struct wire_text *arguments_array(
    struct arguments *arguments, struct wire_text object, const char *name, size_t *ret_count)
{
    struct wire_text value;

    *ret_count = 0;
    return arguments_find(object, name, &value) ? arguments_elements(arguments, value, name, ret_count)
                                                : NULL;
}

const char *const *arguments_strings(
    struct arguments *arguments, struct wire_text object, const char *name, size_t *ret_count)
{
    size_t count;
    const struct wire_text *elements = arguments_array(arguments, object, name, &count);
    const char **strings;

    *ret_count = count;
    if (elements == NULL)
        return NULL;
    strings = arena_take(&arguments->arena, (count + 1) * sizeof *strings);
    for (size_t i = 0; i < count; i++)
        strings[i] = arguments_text(arguments, elements[i], name);
    return strings;
}
