/* The only file that knows the JSON library: a `struct json` is one of its nodes and nobody else looks inside. */
#include "shared/json.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "shared/json_scan.h"
#include "shared/text.h"

static const cJSON *node_of(const struct json *value)
{
    return (const cJSON *)(const void *)value;
}

static cJSON *node_of_mutable(struct json *value)
{
    return (cJSON *)(void *)value;
}

/* Every node that is made passes here: no memory, no verdict. */
static struct json *made(cJSON *node)
{
    if (!node)
        abort();
    return (struct json *)(void *)node;
}

bool json_is_valid(const char *text, size_t length, struct json_error *ret_error)
{
    struct text rewritten;
    text_init(&rewritten);
    int result = json_scan(text, length, &rewritten, ret_error);
    text_release(&rewritten);
    return result == 0;
}

int json_parse(const char *text, size_t length, struct json **ret, struct json_error *ret_error)
{
    struct text rewritten;
    text_init(&rewritten);
    if (json_scan(text, length, &rewritten, ret_error) < 0) {
        text_release(&rewritten);
        return -1;
    }
    if (rewritten.length > 0) {
        text = rewritten.bytes;
        length = rewritten.length;
    }
    *ret = made(cJSON_ParseWithLengthOpts(text, length, NULL, false));
    text_release(&rewritten);
    return 0;
}

static void print_number(struct text *out, double value)
{
    if (!isfinite(value)) {
        text_append_string(out, "null");
    } else if (value == floor(value) && fabs(value) <= (double)JSON_SAFE_INTEGER_MAX) {
        text_append_format(out, "%" PRId64, (int64_t)value);
    } else {
        char shortest[40];
        (void)snprintf(shortest, sizeof(shortest), "%.15g", value);
        double back = strtod(shortest, NULL);
        if (back < value || back > value)
            (void)snprintf(shortest, sizeof(shortest), "%.17g", value);
        text_append_string(out, shortest);
    }
}

static void print_node(struct text *out, const cJSON *node)
{
    if (cJSON_IsObject(node) || cJSON_IsArray(node)) {
        bool object = cJSON_IsObject(node);
        text_append_string(out, object ? "{" : "[");
        for (const cJSON *member = node->child; member; member = member->next) {
            if (member != node->child)
                text_append_string(out, ",");
            if (object) {
                text_append_json_string(out, member->string, strlen(member->string));
                text_append_string(out, ":");
            }
            print_node(out, member);
        }
        text_append_string(out, object ? "}" : "]");
    } else if (cJSON_IsString(node)) {
        text_append_json_string(out, node->valuestring, strlen(node->valuestring));
    } else if (cJSON_IsRaw(node)) {
        text_append_string(out, node->valuestring);
    } else if (cJSON_IsNumber(node)) {
        print_number(out, node->valuedouble);
    } else if (cJSON_IsBool(node)) {
        text_append_string(out, cJSON_IsTrue(node) ? "true" : "false");
    } else {
        text_append_string(out, "null");
    }
}

char *json_print(const struct json *value, size_t *ret_length)
{
    struct text out;
    text_init(&out);
    print_node(&out, node_of(value));
    return text_take(&out, ret_length);
}

void json_free(struct json *value)
{
    cJSON_Delete(node_of_mutable(value));
}

struct json *json_copy(const struct json *value)
{
    return made(cJSON_Duplicate(node_of(value), true));
}

static bool equal_objects(const cJSON *a, const cJSON *b)
{
    if (cJSON_GetArraySize(a) != cJSON_GetArraySize(b))
        return false;
    for (const cJSON *member = a->child; member; member = member->next) {
        const struct json *other = json_get((const struct json *)(const void *)b, member->string);
        if (!other || !json_equal((const struct json *)(const void *)member, other))
            return false;
    }
    return true;
}

static bool equal_arrays(const cJSON *a, const cJSON *b)
{
    const cJSON *left = a->child;
    const cJSON *right = b->child;
    for (; left && right; left = left->next, right = right->next)
        if (!json_equal((const struct json *)(const void *)left, (const struct json *)(const void *)right))
            return false;
    return !left && !right;
}

/* An integer beyond ±(2^53 - 1) is a string here, so text decides; below that a number equals the string of its digits. */
static bool equal_numbers(const struct json *a, const struct json *b)
{
    int64_t left;
    int64_t right;
    if (json_int64(a, &left) && json_int64(b, &right))
        return left == right;
    double left_double;
    double right_double;
    return json_double(a, &left_double) && json_double(b, &right_double) && !(left_double < right_double) &&
           !(left_double > right_double);
}

bool json_equal(const struct json *a, const struct json *b)
{
    if (!a || !b)
        return a == b;
    enum json_type type = json_type_of(a);
    if (type == JSON_TYPE_NUMBER || json_type_of(b) == JSON_TYPE_NUMBER)
        return equal_numbers(a, b);
    if (type != json_type_of(b))
        return false;
    switch (type) {
    case JSON_TYPE_NULL: return true;
    case JSON_TYPE_BOOL: return cJSON_IsTrue(node_of(a)) == cJSON_IsTrue(node_of(b));
    case JSON_TYPE_STRING:
    case JSON_TYPE_RAW: return strcmp(node_of(a)->valuestring, node_of(b)->valuestring) == 0;
    case JSON_TYPE_ARRAY: return equal_arrays(node_of(a), node_of(b));
    case JSON_TYPE_OBJECT: return equal_objects(node_of(a), node_of(b));
    case JSON_TYPE_NUMBER: break;
    }
    return false;
}

enum json_type json_type_of(const struct json *value)
{
    const cJSON *node = node_of(value);
    if (cJSON_IsBool(node))
        return JSON_TYPE_BOOL;
    if (cJSON_IsNumber(node))
        return JSON_TYPE_NUMBER;
    if (cJSON_IsString(node))
        return JSON_TYPE_STRING;
    if (cJSON_IsArray(node))
        return JSON_TYPE_ARRAY;
    if (cJSON_IsObject(node))
        return JSON_TYPE_OBJECT;
    return cJSON_IsRaw(node) ? JSON_TYPE_RAW : JSON_TYPE_NULL;
}

const char *json_type_name(enum json_type type)
{
    static const char *const names[] = {
        [JSON_TYPE_NULL] = "null",
        [JSON_TYPE_BOOL] = "bool",
        [JSON_TYPE_NUMBER] = "number",
        [JSON_TYPE_STRING] = "string",
        [JSON_TYPE_ARRAY] = "array",
        [JSON_TYPE_OBJECT] = "object",
        [JSON_TYPE_RAW] = "raw text",
    };
    return names[type];
}

bool json_is_null(const struct json *value)
{
    return json_type_of(value) == JSON_TYPE_NULL;
}

size_t json_count(const struct json *value)
{
    size_t count = 0;
    for (const struct json *member = json_first(value); member; member = json_next(member))
        count++;
    return count;
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (!cJSON_IsObject(node_of(object)))
        return NULL;
    return (const struct json *)(const void *)cJSON_GetObjectItemCaseSensitive(node_of(object), key);
}

const struct json *json_at(const struct json *array, size_t index)
{
    const struct json *element = json_type_of(array) == JSON_TYPE_ARRAY ? json_first(array) : NULL;
    for (; element && index > 0; index--)
        element = json_next(element);
    return element;
}

const struct json *json_first(const struct json *array_or_object)
{
    const cJSON *node = node_of(array_or_object);
    if (!cJSON_IsArray(node) && !cJSON_IsObject(node))
        return NULL;
    return (const struct json *)(const void *)node->child;
}

const struct json *json_next(const struct json *element)
{
    return (const struct json *)(const void *)node_of(element)->next;
}

const char *json_key(const struct json *field)
{
    return node_of(field)->string;
}

const char *json_string(const struct json *value)
{
    return cJSON_IsString(node_of(value)) ? node_of(value)->valuestring : NULL;
}

bool json_bool(const struct json *value, bool *ret)
{
    if (!cJSON_IsBool(node_of(value)))
        return false;
    *ret = cJSON_IsTrue(node_of(value));
    return true;
}

/* A whole decimal integer: no sign but '-', no leading zero, no space. */
static bool is_plain_integer(const char *text)
{
    if (*text == '-')
        text++;
    if (*text < '0' || *text > '9' || (*text == '0' && text[1] != '\0'))
        return false;
    return text[strspn(text, "0123456789")] == '\0';
}

bool json_int64(const struct json *value, int64_t *ret)
{
    double number;
    if (json_double(value, &number)) {
        if (number != floor(number) || fabs(number) > (double)JSON_SAFE_INTEGER_MAX)
            return false;
        *ret = (int64_t)number;
        return true;
    }
    const char *text = json_string(value);
    if (!text || !is_plain_integer(text))
        return false;
    errno = 0;
    int64_t parsed = strtoll(text, NULL, 10);
    if (errno != 0)
        return false;
    *ret = parsed;
    return true;
}

bool json_uint64(const struct json *value, uint64_t *ret)
{
    const char *text = json_string(value);
    if (!text) {
        int64_t number;
        if (!json_int64(value, &number) || number < 0)
            return false;
        *ret = (uint64_t)number;
        return true;
    }
    if (!is_plain_integer(text) || *text == '-')
        return false;
    errno = 0;
    uint64_t parsed = strtoull(text, NULL, 10);
    if (errno != 0)
        return false;
    *ret = parsed;
    return true;
}

bool json_double(const struct json *value, double *ret)
{
    if (!cJSON_IsNumber(node_of(value)))
        return false;
    *ret = node_of(value)->valuedouble;
    return true;
}

const char *json_get_string(const struct json *object, const char *key, const char *otherwise)
{
    const char *text = json_string(json_get(object, key));
    return text ? text : otherwise;
}

bool json_get_bool(const struct json *object, const char *key, bool otherwise)
{
    bool value;
    return json_bool(json_get(object, key), &value) ? value : otherwise;
}

int64_t json_get_int64(const struct json *object, const char *key, int64_t otherwise)
{
    int64_t value;
    return json_int64(json_get(object, key), &value) ? value : otherwise;
}

uint64_t json_get_uint64(const struct json *object, const char *key, uint64_t otherwise)
{
    uint64_t value;
    return json_uint64(json_get(object, key), &value) ? value : otherwise;
}

struct json *json_new_null(void)
{
    return made(cJSON_CreateNull());
}

struct json *json_new_bool(bool value)
{
    return made(cJSON_CreateBool(value));
}

struct json *json_new_int64(int64_t value)
{
    if (value >= -JSON_SAFE_INTEGER_MAX && value <= JSON_SAFE_INTEGER_MAX)
        return made(cJSON_CreateNumber((double)value));
    char digits[32];
    (void)snprintf(digits, sizeof(digits), "%" PRId64, value);
    return made(cJSON_CreateString(digits));
}

struct json *json_new_uint64(uint64_t value)
{
    if (value <= (uint64_t)JSON_SAFE_INTEGER_MAX)
        return made(cJSON_CreateNumber((double)value));
    char digits[32];
    (void)snprintf(digits, sizeof(digits), "%" PRIu64, value);
    return made(cJSON_CreateString(digits));
}

struct json *json_new_double(double value)
{
    assert(isfinite(value));
    return made(cJSON_CreateNumber(value));
}

struct json *json_new_string(const char *text)
{
    return json_new_bytes(text, strlen(text));
}

struct json *json_new_bytes(const char *bytes, size_t length)
{
    struct text clean;
    text_init(&clean);
    size_t plain = 0;
    size_t i = 0;
    while (i < length) {
        size_t sequence = bytes[i] == '\0' ? 0 : text_utf8_sequence(bytes + i, length - i);
        if (sequence > 0) {
            i += sequence;
            continue;
        }
        text_append(&clean, bytes + plain, i - plain);
        text_append(&clean, "\xEF\xBF\xBD", 3);
        plain = ++i;
    }
    text_append(&clean, bytes + plain, length - plain);
    struct json *value = made(cJSON_CreateString(clean.bytes));
    text_release(&clean);
    return value;
}

struct json *json_new_raw(const char *text)
{
    return made(cJSON_CreateRaw(text));
}

struct json *json_new_array(void)
{
    return made(cJSON_CreateArray());
}

struct json *json_new_object(void)
{
    return made(cJSON_CreateObject());
}

void json_set(struct json *object, const char *key, struct json *value)
{
    assert(json_type_of(object) == JSON_TYPE_OBJECT);
    if (!value)
        value = json_new_null();
    cJSON *node = node_of_mutable(object);
    bool done = json_get(object, key)
                    ? cJSON_ReplaceItemInObjectCaseSensitive(node, key, node_of_mutable(value))
                    : cJSON_AddItemToObject(node, key, node_of_mutable(value));
    if (!done)
        abort();
}

void json_set_null(struct json *object, const char *key)
{
    json_set(object, key, json_new_null());
}

void json_set_bool(struct json *object, const char *key, bool value)
{
    json_set(object, key, json_new_bool(value));
}

void json_set_int64(struct json *object, const char *key, int64_t value)
{
    json_set(object, key, json_new_int64(value));
}

void json_set_uint64(struct json *object, const char *key, uint64_t value)
{
    json_set(object, key, json_new_uint64(value));
}

void json_set_double(struct json *object, const char *key, double value)
{
    json_set(object, key, json_new_double(value));
}

void json_set_string(struct json *object, const char *key, const char *text)
{
    json_set(object, key, text ? json_new_string(text) : json_new_null());
}

void json_set_bytes(struct json *object, const char *key, const char *bytes, size_t length)
{
    json_set(object, key, json_new_bytes(bytes, length));
}

void json_remove(struct json *object, const char *key)
{
    cJSON_DeleteItemFromObjectCaseSensitive(node_of_mutable(object), key);
}

void json_append(struct json *array, struct json *value)
{
    assert(json_type_of(array) == JSON_TYPE_ARRAY);
    if (!value)
        value = json_new_null();
    if (!cJSON_AddItemToArray(node_of_mutable(array), node_of_mutable(value)))
        abort();
}

void json_append_string(struct json *array, const char *text)
{
    json_append(array, json_new_string(text));
}
