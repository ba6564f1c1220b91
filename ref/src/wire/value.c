/* Single JSON values outside of a frame: rows that are strings, rows that are typed. */
#include "wire/error.h"
#include "wire/scan.h"
#include "wire/wire.h"

#include <errno.h>
#include <stdlib.h>

int wire_json_check(const char *text, size_t length, struct wire_error *error)
{
    struct scan scan = scan_over((struct wire_text){text, length});

    if (scan_document(&scan, WIRE_DEPTH_MAX, NULL) < 0)
        return wire_error_decode(error, scan.why, NULL, (size_t)(scan.at - text));
    return 0;
}

int wire_json_string(struct wire_text text, char **ret_text, size_t *ret_length)
{
    struct scan scan = scan_over(text);
    struct scan_string string;
    size_t length;
    char *decoded;

    if (scan_string(&scan, &string) < 0 || scan.at != scan.end)
        return -EINVAL;
    decoded = malloc(string.raw.length + 1);
    if (decoded == NULL)
        return -ENOMEM;
    if (scan_unescape(string, decoded, &length) < 0) {
        free(decoded);
        return -EINVAL;
    }
    decoded[length] = '\0';
    *ret_text = decoded;
    *ret_length = length;
    return 0;
}

/* Takes the value at hand as an unsigned integer: 0, -ERANGE where it is another value, -EINVAL where it is none. */
static int take_u64(struct scan *scan, uint64_t *ret_value)
{
    struct scan ahead = *scan;

    if (scan_unsigned(&ahead, UINT64_MAX, ret_value) == 0) {
        *scan = ahead;
        return 0;
    }
    return scan_value(scan, WIRE_DEPTH_MAX, NULL) < 0 ? -EINVAL : -ERANGE;
}

int wire_json_object_u64(struct wire_text text, const char *name, uint64_t *ret_value)
{
    struct scan scan = scan_over(text);
    struct scan_string key;
    uint64_t value = 0;
    int found = -ENOENT;
    bool first = true;
    int more;

    while ((more = scan_member(&scan, &first, &key)) > 0) {
        if (!scan_string_is(key, name)) {
            if (scan_value(&scan, WIRE_DEPTH_MAX, NULL) < 0)
                return -EINVAL;
            continue;
        }
        if (found != -ENOENT)
            return -EEXIST;
        found = take_u64(&scan, &value);
        if (found == -EINVAL)
            return found;
    }
    if (more < 0)
        return -EINVAL;
    if (found == 0)
        *ret_value = value;
    return found;
}
