/* What of the environment is written down. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "runner/environment.h"
#include "shared/json.h"

static struct json *hello_with(const char *text)
{
    struct json *hello;
    ck_assert_int_eq(json_parse(text, strlen(text), &hello, NULL), 0);
    return hello;
}

static void expect(const struct json *value, const char *text)
{
    char *printed = json_print(value, NULL);
    ck_assert_str_eq(printed, text);
    free(printed);
}

START_TEST(an_inherited_value_is_withheld_and_its_name_told)
{
    ck_assert_int_eq(setenv("DEPLOY_TOKEN", "hunter2", 1), 0);
    struct json *hello = hello_with("{\"env\":[\"DEPLOY_TOKEN=hunter2\",\"LEAN_BACKTRACE=0\"]}");
    environment_withhold(hello);
    expect(json_get(hello, "env"), "[\"LEAN_BACKTRACE=0\"]");
    expect(json_get(hello, "env_inherited"), "[\"DEPLOY_TOKEN\"]");
    json_free(hello);
}
END_TEST

START_TEST(a_value_that_the_supervisor_changed_is_told)
{
    ck_assert_int_eq(setenv("DEPLOY_TOKEN", "hunter2", 1), 0);
    struct json *hello = hello_with("{\"env\":[\"DEPLOY_TOKEN=none\"]}");
    environment_withhold(hello);
    expect(json_get(hello, "env"), "[\"DEPLOY_TOKEN=none\"]");
    expect(json_get(hello, "env_inherited"), "[]");
    json_free(hello);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("environment");
    TCase *test = tcase_create("withhold");
    tcase_add_test(test, an_inherited_value_is_withheld_and_its_name_told);
    tcase_add_test(test, a_value_that_the_supervisor_changed_is_told);
    suite_add_tcase(suite, test);
    return check_run(suite);
}
