/* JSON as the harness reads and writes it: strict, exact, bounded. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "shared/json.h"

static struct json *parsed(const char *text)
{
    struct json *value = NULL;
    struct json_error wrong = {0};
    ck_assert_msg(json_parse(text, strlen(text), &value, &wrong) == 0, "%s: %s", text, wrong.reason);
    return value;
}

/* What TEXT is printed as after reading. */
static void assert_prints(const char *text, const char *expected)
{
    struct json *value = parsed(text);
    char *printed = json_print(value, NULL);
    ck_assert_str_eq(printed, expected);
    free(printed);
    json_free(value);
}

static const struct {
    const char *text;
    size_t offset; /* where reading stops */
} refused[] = {{"", 0}, {" ", 1}, {"{", 1}, {"[1,]", 3}, {"[1 2]", 3}, {"{\"a\" 1}", 5}, {"{a:1}", 1},
    {"{\"a\":1,}", 7}, {"01", 1}, {"-", 1}, {"+1", 0}, {".5", 0}, {"1.", 2}, {"1e", 2}, {"1.e5", 2},
    {"NaN", 0}, {"Infinity", 0}, {"tru", 0}, {"nul", 0}, {"\"a", 2}, {"\"\\x\"", 1}, {"\"\\u12g4\"", 5},
    {"\"a\nb\"", 2}, {"\"\x7f\xff\"", 2}, {"\"\xc0\x80\"", 1}, {"\"\xed\xa0\x80\"", 1},
    {"\"\xf4\x90\x80\x80\"", 1}, {"1 2", 2}, {"[1]//", 3}, {"\xef\xbb\xbf{}", 0}, {"'a'", 0}};

START_TEST(what_is_not_strict_json_is_refused_at_its_byte)
{
    struct json *value = NULL;
    struct json_error wrong = {0};
    const char *text = refused[_i].text;
    ck_assert_int_eq(json_parse(text, strlen(text), &value, &wrong), -1);
    ck_assert_msg(wrong.offset == refused[_i].offset, "%s: at %zu: %s", text, wrong.offset, wrong.reason);
    ck_assert_ptr_nonnull(wrong.reason);
    ck_assert_ptr_null(value);
    ck_assert(!json_is_valid(text, strlen(text), NULL));
}
END_TEST

static const struct {
    const char *text;
    const char *printed;
} accepted[] = {{" { } ", "{}"}, {"[]", "[]"},
    {"[1,-0.5,1e3,true,false,null,\"\"]", "[1,-0.5,1000,true,false,null,\"\"]"},
    {"{\"a\":{\"b\":[{}]}}", "{\"a\":{\"b\":[{}]}}"}, {"\"\\u00e9\\n\\/\"", "\"\xc3\xa9\\n/\""},
    {"\"\\ud83d\\ude00\"", "\"\xf0\x9f\x98\x80\""}, {"1000000000000000", "1000000000000000"},
    {"9007199254740991", "9007199254740991"}, {"9007199254740993", "\"9007199254740993\""},
    {"[18446744073709551615]", "[\"18446744073709551615\"]"},
    {"-9223372036854775808", "\"-9223372036854775808\""}, {"1e999", "\"1e999\""}, {"0.1", "0.1"},
    {"\"a\\u0000b\"", "\"a\xef\xbf\xbd"
                      "b\""},
    {"\"\\ud800\"", "\"\xef\xbf\xbd\""},
    {"\"\\ud800\\u0041\"", "\"\xef\xbf\xbd"
                           "A\""},
    {"3.14159265358979311599796346854418516159057617187500000000000000000000000", "3.1415926535897931"}};

START_TEST(what_is_json_is_read_and_printed)
{
    assert_prints(accepted[_i].text, accepted[_i].printed);
}
END_TEST

static char *nested(size_t depth)
{
    char *text = malloc(2 * depth + 1);
    ck_assert_ptr_nonnull(text);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    text[2 * depth] = '\0';
    return text;
}

START_TEST(depth_is_bounded)
{
    char *deep = nested(JSON_DEPTH_MAX);
    ck_assert(json_is_valid(deep, strlen(deep), NULL));
    free(deep);
    deep = nested(1000000);
    struct json_error wrong;
    ck_assert(!json_is_valid(deep, strlen(deep), &wrong));
    ck_assert_str_eq(wrong.reason, "nested too deeply");
    free(deep);
}
END_TEST

START_TEST(integers_are_exact_or_refused)
{
    struct json *object =
        parsed("{\"a\":9007199254740991,\"b\":18446744073709551615,\"c\":1.5,\"d\":-1,\"e\":\"007\","
               "\"f\":\"12\",\"g\":true,\"h\":\"-9223372036854775808\",\"i\":\"18446744073709551616\"}");
    int64_t i64 = 0;
    uint64_t u64 = 0;
    ck_assert(json_int64(json_get(object, "a"), &i64) && i64 == JSON_SAFE_INTEGER_MAX);
    ck_assert(json_uint64(json_get(object, "b"), &u64) && u64 == UINT64_MAX);
    ck_assert(!json_int64(json_get(object, "b"), &i64));
    ck_assert(!json_int64(json_get(object, "c"), &i64));
    ck_assert(json_int64(json_get(object, "d"), &i64) && i64 == -1);
    ck_assert(!json_uint64(json_get(object, "d"), &u64));
    ck_assert(!json_uint64(json_get(object, "e"), &u64));
    ck_assert(json_uint64(json_get(object, "f"), &u64) && u64 == 12);
    ck_assert(!json_uint64(json_get(object, "g"), &u64));
    ck_assert(json_int64(json_get(object, "h"), &i64) && i64 == INT64_MIN);
    ck_assert(!json_uint64(json_get(object, "i"), &u64));
    ck_assert(!json_uint64(json_get(object, "absent"), &u64));
    json_free(object);
}
END_TEST

START_TEST(large_integers_are_written_as_decimal_strings)
{
    struct json *object = json_new_object();
    json_set_uint64(object, "a", UINT64_MAX);
    json_set_int64(object, "b", INT64_MIN);
    json_set_int64(object, "c", 1000000000000000);
    char *text = json_print(object, NULL);
    ck_assert_str_eq(
        text, "{\"a\":\"18446744073709551615\",\"b\":\"-9223372036854775808\",\"c\":1000000000000000}");
    free(text);
    json_free(object);
}
END_TEST

START_TEST(strings_that_are_not_utf8_are_repaired)
{
    struct json *value = json_new_bytes("a\0b\xff\xc3\xa9", 6);
    ck_assert_str_eq(json_string(value), "a\xef\xbf\xbd"
                                         "b\xef\xbf\xbd\xc3\xa9");
    json_free(value);
}
END_TEST

static const struct {
    const char *a;
    const char *b;
    bool equal;
} pairs[] = {{"{\"a\":1,\"b\":[2]}", "{\"b\":[2],\"a\":1}", true}, {"{\"a\":1}", "{\"a\":1,\"b\":2}", false},
    {"{\"a\":null}", "{\"b\":null}", false}, {"[1,2]", "[2,1]", false}, {"1.0", "1", true},
    {"1", "true", false}, {"18446744073709551615", "\"18446744073709551615\"", true}, {"5", "\"5\"", true},
    {"\"a\"", "\"b\"", false}, {"null", "null", true}, {"[[]]", "[{}]", false}};

START_TEST(equality_is_by_value)
{
    struct json *a = parsed(pairs[_i].a);
    struct json *b = parsed(pairs[_i].b);
    ck_assert_int_eq(json_equal(a, b), pairs[_i].equal);
    ck_assert_int_eq(json_equal(b, a), pairs[_i].equal);
    ck_assert(json_equal(a, a));
    ck_assert(!json_equal(a, NULL));
    json_free(a);
    json_free(b);
}
END_TEST

START_TEST(objects_are_filled_replaced_and_copied)
{
    struct json *object = json_new_object();
    json_set_string(object, "k", "old");
    json_set_string(object, "k", "new");
    json_set_bool(object, "yes", true);
    json_set_null(object, "nothing");
    struct json *list = json_new_array();
    json_append_string(list, "x");
    json_append(list, NULL);
    json_set(object, "list", list);
    struct json *copy = json_copy(object);
    json_remove(object, "k");
    ck_assert_uint_eq(json_count(object), 3);
    ck_assert_str_eq(json_get_string(copy, "k", "?"), "new");
    ck_assert_str_eq(json_get_string(copy, "yes", "?"), "?");
    ck_assert(json_get_bool(copy, "yes", false));
    ck_assert(json_is_null(json_get(copy, "nothing")));
    ck_assert_str_eq(json_string(json_at(json_get(copy, "list"), 0)), "x");
    ck_assert_ptr_null(json_at(json_get(copy, "list"), 2));
    ck_assert_str_eq(json_key(json_first(copy)), "k");
    ck_assert_int_eq(json_get_int64(copy, "absent", -7), -7);
    json_free(object);
    json_free(copy);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int main(void)
{
    Suite *suite = suite_create("json");
    TCase *cases = tcase_create("json");
    tcase_add_loop_test(cases, what_is_not_strict_json_is_refused_at_its_byte, 0, COUNT(refused));
    tcase_add_loop_test(cases, what_is_json_is_read_and_printed, 0, COUNT(accepted));
    tcase_add_test(cases, depth_is_bounded);
    tcase_add_test(cases, integers_are_exact_or_refused);
    tcase_add_test(cases, large_integers_are_written_as_decimal_strings);
    tcase_add_test(cases, strings_that_are_not_utf8_are_repaired);
    tcase_add_loop_test(cases, equality_is_by_value, 0, COUNT(pairs));
    tcase_add_test(cases, objects_are_filled_replaced_and_copied);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
