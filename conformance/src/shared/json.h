#ifndef SHARED_JSON_H
#define SHARED_JSON_H
/* JSON values of the harness: control lines, adapter lines, traces, reports.
 *
 * Reading is strict RFC 8259 (no trailing comma, no `01`, no invalid UTF-8, nothing after the value) and bounded in depth.
 * Strings hold UTF-8 without NUL: what is not UTF-8 is replaced by U+FFFD when a string is made, `\u0000` when one is read.
 * Integers beyond ±(2^53 - 1) are kept as decimal strings: that is how they are written, and a bare number of that size reads
 * as its decimal string. Memory that cannot be had ends the process by abort(): a harness that cannot record has no verdict.
 * Not thread-safe for one value; distinct values may be used by distinct threads. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_DEPTH_MAX        512 /* arrays and objects inside one another; deeper text is an error */
#define JSON_SAFE_INTEGER_MAX ((INT64_C(1) << 53) - 1)

struct json;

enum json_type {
    JSON_TYPE_NULL,
    JSON_TYPE_BOOL,
    JSON_TYPE_NUMBER,
    JSON_TYPE_STRING,
    JSON_TYPE_ARRAY,
    JSON_TYPE_OBJECT,
    JSON_TYPE_RAW, /* text that is printed as it is (json_new_raw); never the result of json_parse */
};

struct json_error {
    size_t offset;      /* byte at which the text stops being JSON */
    const char *reason; /* static text: what was expected there */
};

/* Reads exactly one value from LENGTH bytes. 0, or -1 with RET_ERROR filled (may be NULL); *ret is untouched on failure. */
int json_parse(const char *text, size_t length, struct json **ret, struct json_error *ret_error);

/* True if TEXT is one strictly valid JSON value. */
bool json_is_valid(const char *text, size_t length, struct json_error *ret_error);

/* Compact text on one line, ended by NUL; the caller frees it with free(). RET_LENGTH may be NULL. */
char *json_print(const struct json *value, size_t *ret_length);

void json_free(struct json *value); /* NULL is allowed */
struct json *json_copy(const struct json *value);

/* Numbers by value, objects whatever the order of their keys. A NULL pointer equals only NULL. */
bool json_equal(const struct json *a, const struct json *b);

/* Looking. A NULL value is allowed everywhere here and counts as "is not there". */
enum json_type json_type_of(const struct json *value); /* NULL pointer: JSON_TYPE_NULL */
const char *json_type_name(enum json_type type);       /* "null", "bool", … : for messages */
bool json_is_null(const struct json *value);           /* absent or null */
size_t json_count(
    const struct json *value); /* elements of an array or fields of an object; otherwise 0. Linear */
const struct json *json_get(const struct json *object, const char *key); /* NULL where it has no such field */
const struct json *json_at(
    const struct json *array, size_t index); /* NULL past the end. Linear: iterate instead */

/* for (const struct json *v = json_first(x); v; v = json_next(v)): elements of an array, fields of an object in text order. */
const struct json *json_first(const struct json *array_or_object);
const struct json *json_next(const struct json *element);
const char *json_key(
    const struct json *field); /* the name of an object's field; NULL for an element of an array */

/* Scalars. The pointer or value as is; false where the value has another type or does not fit exactly.
 * Integers: a number without fraction within ±(2^53 - 1), or a string that is a plain decimal integer in range. */
const char *json_string(
    const struct json *value); /* NULL if it is not a string; valid as long as the value */
bool json_bool(const struct json *value, bool *ret);
bool json_int64(const struct json *value, int64_t *ret);
bool json_uint64(const struct json *value, uint64_t *ret);
bool json_double(const struct json *value, double *ret);

/* The same of a field, with a default for "absent, null or of another type". */
const char *json_get_string(const struct json *object, const char *key, const char *otherwise);
bool json_get_bool(const struct json *object, const char *key, bool otherwise);
int64_t json_get_int64(const struct json *object, const char *key, int64_t otherwise);
uint64_t json_get_uint64(const struct json *object, const char *key, uint64_t otherwise);

/* Making. Every value that is returned belongs to the caller. */
struct json *json_new_null(void);
struct json *json_new_bool(bool value);
struct json *json_new_int64(int64_t value);
struct json *json_new_uint64(uint64_t value);
struct json *json_new_double(double value); /* finite */
struct json *json_new_string(const char *text);
struct json *json_new_bytes(const char *bytes, size_t length); /* a string; made UTF-8 by replacement */
struct json *json_new_raw(const char *text); /* printed unchanged; the caller answers for its validity */
struct json *json_new_array(void);
struct json *json_new_object(void);

/* Filling an object: sets the field, replacing one of that name. json_set takes VALUE (NULL: null). */
void json_set(struct json *object, const char *key, struct json *value);
void json_set_null(struct json *object, const char *key);
void json_set_bool(struct json *object, const char *key, bool value);
void json_set_int64(struct json *object, const char *key, int64_t value);
void json_set_uint64(struct json *object, const char *key, uint64_t value);
void json_set_double(struct json *object, const char *key, double value);
void json_set_string(struct json *object, const char *key, const char *text); /* NULL: null */
void json_set_bytes(struct json *object, const char *key, const char *bytes, size_t length);
void json_remove(struct json *object, const char *key);

/* json_append takes VALUE (NULL: null). */
void json_append(struct json *array, struct json *value);
void json_append_string(struct json *array, const char *text);

#endif
