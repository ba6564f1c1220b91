/* WIRE-10: what is JSON by RFC 8259, and what is not. */
#include "suite.h"
#include "wire/wire.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct document {
    const char *text;
    size_t length;
};

#define DOCUMENT(literal)                                                                                    \
    {                                                                                                        \
        (literal), sizeof(literal) - 1                                                                       \
    }

static const struct document accepted[] = {
    DOCUMENT("null"),
    DOCUMENT("true"),
    DOCUMENT("false"),
    DOCUMENT("0"),
    DOCUMENT("-0"),
    DOCUMENT("10"),
    DOCUMENT("-1.5"),
    DOCUMENT("1e9"),
    DOCUMENT("1E+9"),
    DOCUMENT("0.1e-2"),
    DOCUMENT("123456789012345678901234567890"),
    DOCUMENT("\"\""),
    DOCUMENT("\"a\""),
    DOCUMENT("\"\x7F\""),
    DOCUMENT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\""),
    DOCUMENT("\"\\ud800\""), /* a lone surrogate may pass where nobody decodes it */
    DOCUMENT("\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF\""),
    DOCUMENT("\"12345678901234567890123456789012345678901234567890\""),
    DOCUMENT("[]"),
    DOCUMENT("[ ]"),
    DOCUMENT("[1,2 , 3]"),
    DOCUMENT("[[],{},[[]]]"),
    DOCUMENT("{}"),
    DOCUMENT("{ }"),
    DOCUMENT("{\"a\":1,\"a\":2}"),
    DOCUMENT(" \t\r\n{ \"a\" : [ true , null ] , \"\" : { } } \t\r\n"),
};

static const struct document refused[] = {
    DOCUMENT(""),
    DOCUMENT(" "),
    DOCUMENT("nul"),
    DOCUMENT("nulll"),
    DOCUMENT("True"),
    DOCUMENT("NaN"),
    DOCUMENT("Infinity"),
    DOCUMENT("-Infinity"),
    DOCUMENT("01"),
    DOCUMENT("-01"),
    DOCUMENT("00"),
    DOCUMENT("+1"),
    DOCUMENT(".5"),
    DOCUMENT("-.5"),
    DOCUMENT("1."),
    DOCUMENT("1.e3"),
    DOCUMENT("1e"),
    DOCUMENT("1e+"),
    DOCUMENT("-"),
    DOCUMENT("0x10"),
    DOCUMENT("1_000"),
    DOCUMENT("1 2"),
    DOCUMENT("\""),
    DOCUMENT("\"a"),
    DOCUMENT("'a'"),
    DOCUMENT("\"\\\""),
    DOCUMENT("\"\\x41\""),
    DOCUMENT("\"\\u12\""),
    DOCUMENT("\"\\u12g4\""),
    DOCUMENT("\"\\U0041\""),
    DOCUMENT("\"\t\""),
    DOCUMENT("\"\n\""),
    DOCUMENT("\"\0\""),
    DOCUMENT("\"1234567\x1F\""),
    DOCUMENT("\"12345678901234567890123456789012345678\x01 456\""),
    DOCUMENT("\"\x80\""),
    DOCUMENT("\"\xC3\""),
    DOCUMENT("\"\xC0\xAF\""),
    DOCUMENT("\"\xC1\xBF\""),
    DOCUMENT("\"\xE0\x80\xAF\""),
    DOCUMENT("\"\xED\xA0\x80\""),
    DOCUMENT("\"\xED\xBF\xBF\""),
    DOCUMENT("\"\xF0\x80\x80\xAF\""),
    DOCUMENT("\"\xF4\x90\x80\x80\""),
    DOCUMENT("\"\xF5\x80\x80\x80\""),
    DOCUMENT("\"\xFF\""),
    DOCUMENT("\"\xE2\x82\""),
    DOCUMENT("\xEF\xBB\xBF{}"),
    DOCUMENT("["),
    DOCUMENT("]"),
    DOCUMENT("[1,]"),
    DOCUMENT("[,1]"),
    DOCUMENT("[1 2]"),
    DOCUMENT("[1,,2]"),
    DOCUMENT("[1}"),
    DOCUMENT("[1]]"),
    DOCUMENT("{"),
    DOCUMENT("}"),
    DOCUMENT("{\"a\"}"),
    DOCUMENT("{\"a\":}"),
    DOCUMENT("{\"a\":1,}"),
    DOCUMENT("{,\"a\":1}"),
    DOCUMENT("{\"a\":1 \"b\":2}"),
    DOCUMENT("{a:1}"),
    DOCUMENT("{1:1}"),
    DOCUMENT("{\"a\":1]"),
    DOCUMENT("{\"a\" 1}"),
    DOCUMENT("{\"a\":1}}"),
    DOCUMENT("// c\n1"),
    DOCUMENT("/* c */1"),
    DOCUMENT("[1,/**/2]"),
    DOCUMENT("1\0"),
    DOCUMENT("\v1"),
    DOCUMENT("\f1"),
    DOCUMENT("1\xC2\xA0"),
};

/* A copy without a byte behind it, so that a sanitizer sees every read past the end. */
static int check_exactly(const char *text, size_t length, struct wire_error *error)
{
    char *copy = malloc(length > 0 ? length : 1);
    int result;

    ck_assert_ptr_nonnull(copy);
    if (length > 0)
        memcpy(copy, text, length);
    result = wire_json_check(copy, length, error);
    free(copy);
    return result;
}

START_TEST(json_of_the_rfc_is_accepted)
{
    struct wire_error error;
    int result = check_exactly(accepted[_i].text, accepted[_i].length, &error);

    ck_assert_msg(result == 0, "%s: %s", accepted[_i].text, error.text);
}
END_TEST

START_TEST(what_the_rfc_does_not_know_is_refused)
{
    struct wire_error error;

    ck_assert_msg(
        check_exactly(refused[_i].text, refused[_i].length, &error) == -EPROTO, "%s", refused[_i].text);
    ck_assert_int_eq(error.failure, WIRE_FAILURE_DECODE);
    ck_assert_msg(strncmp(error.text, "worker protocol JSON decode failed: ", 36) == 0, "%s", error.text);
    ck_assert_uint_le(error.offset, refused[_i].length);
}
END_TEST

/* No prefix of a document that ends with its closing byte is a document. */
START_TEST(every_cut_of_a_document_is_refused)
{
    static const char text[] =
        "{\"a\":[1,-2.5e+3,\"x\\u00e9\\\\\xE2\x82\xAC\",true,false,null],\"b\":{\"c\":[[],{}]}}";
    struct wire_error error;

    for (size_t length = 0; length < sizeof text - 1; length++)
        ck_assert_int_eq(check_exactly(text, length, &error), -EPROTO);
    ck_assert_int_eq(check_exactly(text, sizeof text - 1, &error), 0);
}
END_TEST

/* DEPTH containers around a 0: arrays, or objects. */
static char *nested(size_t depth, int objects, size_t *ret_length)
{
    size_t open = objects ? 5 : 1;
    char *text = malloc(depth * (open + 1) + 1);
    size_t at = 0;

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < depth; i++, at += open)
        memcpy(text + at, objects ? "{\"k\":" : "[", open);
    text[at++] = '0';
    for (size_t i = 0; i < depth; i++)
        text[at++] = objects ? '}' : ']';
    *ret_length = at;
    return text;
}

START_TEST(nesting_is_accepted_up_to_its_limit)
{
    struct wire_error error;
    size_t length;

    for (int objects = 0; objects < 2; objects++) {
        char *text = nested(WIRE_DEPTH_MAX, objects, &length);

        ck_assert_int_eq(wire_json_check(text, length, &error), 0);
        free(text);
        text = nested(WIRE_DEPTH_MAX + 1, objects, &length);
        ck_assert_int_eq(wire_json_check(text, length, &error), -EPROTO);
        free(text);
    }
}
END_TEST

START_TEST(a_million_brackets_are_refused_at_once)
{
    struct wire_error error;
    size_t length;
    char *text = nested(1000000, 0, &length);

    ck_assert_int_eq(wire_json_check(text, length, &error), -EPROTO);
    ck_assert_uint_eq(error.offset, WIRE_DEPTH_MAX);
    free(text);
}
END_TEST

/* Each byte of a string is found at each place of a machine word. */
START_TEST(a_control_character_is_seen_at_every_offset)
{
    struct wire_error error;
    char text[80];

    for (size_t place = 1; place < sizeof text - 1; place++) {
        memset(text, 'x', sizeof text);
        text[0] = '"';
        text[sizeof text - 1] = '"';
        ck_assert_int_eq(wire_json_check(text, sizeof text, &error), 0);
        text[place] = '\x1F';
        ck_assert_int_eq(wire_json_check(text, sizeof text, &error), -EPROTO);
        ck_assert_uint_eq(error.offset, place);
        text[place] = '\xFF';
        ck_assert_int_eq(wire_json_check(text, sizeof text, &error), -EPROTO);
        ck_assert_uint_eq(error.offset, place);
    }
}
END_TEST

struct string_case {
    const char *text;
    const char *decoded; /* NULL: refused */
};

static const struct string_case strings[] = {
    {"\"\"", ""},
    {"\"plain\"", "plain"},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
    {"\"\\u0041\\u00e9\\u20AC\"", "A\xC3\xA9\xE2\x82\xAC"},
    {"\"\\uD83D\\uDE00!\"", "\xF0\x9F\x98\x80!"},
    {"\"\\ud83d\"", NULL},
    {"\"\\ud83dx\"", NULL},
    {"\"\\ud83d\\n\"", NULL},
    {"\"\\ud83d\\ud83d\"", NULL},
    {"\"\\ude00\"", NULL},
    {"\"\\ude00\\ud83d\"", NULL},
    {"1", NULL},
    {"\"a\" ", NULL},
};

START_TEST(strings_are_decoded_and_lone_surrogates_refused)
{
    const struct string_case *c = &strings[_i];
    char *decoded = NULL;
    size_t length = 0;
    int result = wire_json_string((struct wire_text){c->text, strlen(c->text)}, &decoded, &length);

    if (c->decoded == NULL) {
        ck_assert_int_eq(result, -EINVAL);
        ck_assert_ptr_null(decoded);
        return;
    }
    ck_assert_int_eq(result, 0);
    ck_assert_str_eq(decoded, c->decoded);
    ck_assert_uint_eq(length, strlen(c->decoded));
    free(decoded);
}
END_TEST

START_TEST(a_nul_in_a_string_is_kept)
{
    char *decoded;
    size_t length;

    ck_assert_int_eq(wire_json_string(WIRE_TEXT("\"a\\u0000b\""), &decoded, &length), 0);
    ck_assert_uint_eq(length, 3);
    ck_assert_mem_eq(decoded, "a\0b", 4);
    free(decoded);
}
END_TEST

struct member_case {
    const char *text;
    int result;
    uint64_t value;
};

static const struct member_case members[] = {
    {"{\"ordinal\":0}", 0, 0},
    {" {\"x\":[1,{\"ordinal\":5}],\"ordinal\" : 18446744073709551615 }", 0, UINT64_MAX},
    {"{\"ord\\u0069nal\":7}", 0, 7},
    {"{}", -ENOENT, 0},
    {"{\"ordinal\":18446744073709551616}", -ERANGE, 0},
    {"{\"ordinal\":-1}", -ERANGE, 0},
    {"{\"ordinal\":2.0}", -ERANGE, 0},
    {"{\"ordinal\":2e0}", -ERANGE, 0},
    {"{\"ordinal\":\"2\"}", -ERANGE, 0},
    {"{\"ordinal\":null}", -ERANGE, 0},
    {"{\"ordinal\":1,\"ordinal\":1}", -EEXIST, 0},
    {"[1]", -EINVAL, 0},
    {"null", -EINVAL, 0},
    {"3", -EINVAL, 0},
};

START_TEST(an_unsigned_member_is_found_by_name)
{
    const struct member_case *c = &members[_i];
    uint64_t value = 99;

    ck_assert_int_eq(
        wire_json_object_u64((struct wire_text){c->text, strlen(c->text)}, "ordinal", &value), c->result);
    ck_assert_uint_eq(value, c->result == 0 ? c->value : 99);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wire_json");
    TCase *tests = tcase_create("json");

    tcase_add_loop_test(tests, json_of_the_rfc_is_accepted, 0, (int)COUNT(accepted));
    tcase_add_loop_test(tests, what_the_rfc_does_not_know_is_refused, 0, (int)COUNT(refused));
    tcase_add_test(tests, every_cut_of_a_document_is_refused);
    tcase_add_test(tests, nesting_is_accepted_up_to_its_limit);
    tcase_add_test(tests, a_million_brackets_are_refused_at_once);
    tcase_add_test(tests, a_control_character_is_seen_at_every_offset);
    tcase_add_loop_test(tests, strings_are_decoded_and_lone_surrogates_refused, 0, (int)COUNT(strings));
    tcase_add_test(tests, a_nul_in_a_string_is_kept);
    tcase_add_loop_test(tests, an_unsigned_member_is_found_by_name, 0, (int)COUNT(members));
    suite_add_tcase(suite, tests);
    return suite_run_in_one_process(suite);
}
