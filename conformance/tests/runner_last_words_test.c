/* What is quoted of the log of a program that ended. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "runner/last_words.h"

static void expect(const char *log, const char *words)
{
    char *found = last_words(log);
    ck_assert_str_eq(found, words);
    free(found);
}

START_TEST(of_an_ordinary_log_it_is_the_last_line)
{
    expect("", "");
    expect("\n \n\t\n", "");
    expect("listening", "listening");
    expect("listening\nno such option: --x\n\n", "no such option: --x");
    expect("one\n\ttwo  words", "two words");
    expect("a worker said Error: 5, and that is well\nout of frames", "out of frames");
}
END_TEST

START_TEST(of_a_crash_it_is_what_the_runtime_says_first)
{
    expect("ready\npanic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 "
           "[running]:\nmain.main()\n"
           "\t/src/main.go:10 +0x1d\nexit status 2\n",
        "panic: runtime error: index out of range [5] with length 3 goroutine 1 [running]: main.main() "
        "/src/main.go:10 +0x1d exit status "
        "2");
    expect("thread 'main' panicked at src/main.rs:5:9:\nno frame\nnote: run with `RUST_BACKTRACE=1`\n",
        "thread 'main' panicked at src/main.rs:5:9: no frame note: run with `RUST_BACKTRACE=1`");
    expect("Exception in thread \"main\" java.lang.NullPointerException\n\tat Adapter.main(Adapter.java:5)\n",
        "Exception in thread \"main\" java.lang.NullPointerException at Adapter.main(Adapter.java:5)");
    expect("adapter.js:7\n  x();\n  ^\n\nTypeError: x is not a function\n    at main "
           "(adapter.js:7:3)\n\nNode.js v20.20.2\n",
        "TypeError: x is not a function at main (adapter.js:7:3) Node.js v20.20.2");
    expect("Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nValueError: no frame\n",
        "ValueError: no frame");
    expect("==7==ERROR: AddressSanitizer: heap-use-after-free\n    #0 0x1\nSUMMARY: "
           "AddressSanitizer\n==7==ABORTING\n",
        "==7==ERROR: AddressSanitizer: heap-use-after-free #0 0x1 SUMMARY: AddressSanitizer ==7==ABORTING");
}
END_TEST

START_TEST(of_several_crashes_it_is_the_last)
{
    expect("panic: first\nrecovered\npanic: second\nexit status 2\n", "panic: second exit status 2");
}
END_TEST

START_TEST(a_long_one_is_cut_between_two_characters)
{
    char log[2 * LAST_WORDS_BYTES_MAX + 1];
    memset(log, 'x', sizeof(log) - 1);
    log[sizeof(log) - 1] = '\0';
    char *words = last_words(log);
    ck_assert_uint_eq(strlen(words), LAST_WORDS_BYTES_MAX);
    free(words);

    memcpy(log + LAST_WORDS_BYTES_MAX - 1, "é", strlen("é"));
    words = last_words(log);
    ck_assert_uint_eq(strlen(words), LAST_WORDS_BYTES_MAX - 1);
    ck_assert_int_eq(words[LAST_WORDS_BYTES_MAX - 2], 'x');
    free(words);

    memcpy(log + LAST_WORDS_BYTES_MAX - 2, "é", strlen("é"));
    log[LAST_WORDS_BYTES_MAX] = 'x';
    words = last_words(log);
    ck_assert_uint_eq(strlen(words), LAST_WORDS_BYTES_MAX);
    ck_assert_str_eq(words + LAST_WORDS_BYTES_MAX - 2, "é");
    free(words);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("last_words");
    TCase *test = tcase_create("last_words");
    tcase_add_test(test, of_an_ordinary_log_it_is_the_last_line);
    tcase_add_test(test, of_a_crash_it_is_what_the_runtime_says_first);
    tcase_add_test(test, of_several_crashes_it_is_the_last);
    tcase_add_test(test, a_long_one_is_cut_between_two_characters);
    suite_add_tcase(suite, test);
    return check_run(suite);
}
