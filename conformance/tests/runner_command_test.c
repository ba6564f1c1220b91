#include <check.h>
#include <errno.h>
#include <stdlib.h>

#include "check_run.h"
#include "runner/command.h"

static char **split(const char *text)
{
    char **words = NULL;
    const char *error;
    ck_assert_int_eq(command_split(text, &words, &error), 0);
    return words;
}

START_TEST(words_are_split_at_white_space)
{
    char **words = split("  python3\tadapter.py  -v ");
    ck_assert_str_eq(words[0], "python3");
    ck_assert_str_eq(words[1], "adapter.py");
    ck_assert_str_eq(words[2], "-v");
    ck_assert_ptr_null(words[3]);
    command_free(words);
}
END_TEST

START_TEST(quotes_keep_words_together)
{
    char **words = split("'a b'\"c \\\" d\" e\\ f '' \"$HOME\"");
    ck_assert_str_eq(words[0], "a bc \" d");
    ck_assert_str_eq(words[1], "e f");
    ck_assert_str_eq(words[2], "");
    ck_assert_str_eq(words[3], "$HOME");
    ck_assert_ptr_null(words[4]);
    command_free(words);
}
END_TEST

START_TEST(a_backslash_within_double_quotes_stays_before_plain_letters)
{
    char **words = split("x \"a\\nb\" 'c\\d'");
    ck_assert_str_eq(words[1], "a\\nb");
    ck_assert_str_eq(words[2], "c\\d");
    command_free(words);
}
END_TEST

START_TEST(what_cannot_be_split_is_refused)
{
    static const char *const bad[] = {"", "   ", "'open", "\"open", "end\\", "''"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char **words;
        const char *error = NULL;
        ck_assert_int_eq(command_split(bad[i], &words, &error), -EINVAL);
        ck_assert_ptr_nonnull(error);
    }
}
END_TEST

START_TEST(a_program_is_found_along_the_path)
{
    char *path;
    ck_assert_int_eq(command_find("sh", &path), 0);
    ck_assert(path[0] == '/');
    free(path);
    ck_assert_int_eq(command_find("no-such-program-anywhere", &path), -ENOENT);
    ck_assert_int_eq(command_find("/etc/passwd", &path), -EACCES);
    ck_assert_int_eq(command_find("/tmp", &path), -EACCES);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("command");
    TCase *all = tcase_create("all");
    tcase_add_test(all, words_are_split_at_white_space);
    tcase_add_test(all, quotes_keep_words_together);
    tcase_add_test(all, a_backslash_within_double_quotes_stays_before_plain_letters);
    tcase_add_test(all, what_cannot_be_split_is_refused);
    tcase_add_test(all, a_program_is_found_along_the_path);
    suite_add_tcase(suite, all);
    return check_run(suite);
}
