/* Lines and frames out of descriptors, texts, digests, waiting. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check_run.h"
#include "shared/clock.h"
#include "shared/fnv1a.h"
#include "shared/frame.h"
#include "shared/lines.h"
#include "shared/memory.h"
#include "shared/text.h"

static void pipe_with(int ret_pipe[2], const void *bytes, size_t length)
{
    ck_assert_int_eq(pipe2(ret_pipe, O_CLOEXEC | O_NONBLOCK), 0);
    ck_assert_int_eq(write(ret_pipe[1], bytes, length), (ssize_t)length);
}

static void close_pipe(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

START_TEST(lines_come_out_whole_whatever_the_reads)
{
    int ends[2];
    struct lines lines;
    char *line = NULL;
    size_t length = 0;
    lines_init(&lines, 100);
    pipe_with(ends, "one\n\ntw", 7);
    ck_assert_int_eq(lines_read(&lines, ends[0]), 7);
    ck_assert_int_eq(lines_read(&lines, ends[0]), -EAGAIN);
    ck_assert_int_eq(lines_next(&lines, &line, &length), 1);
    ck_assert_str_eq(line, "one");
    ck_assert_int_eq(lines_next(&lines, &line, &length), 1);
    ck_assert_uint_eq(length, 0);
    ck_assert_int_eq(lines_next(&lines, &line, &length), 0);
    ck_assert_int_eq(write(ends[1], "o\nrest", 6), 6);
    ck_assert_int_eq(lines_read(&lines, ends[0]), 6);
    ck_assert_int_eq(lines_next(&lines, &line, &length), 1);
    ck_assert_str_eq(line, "two");
    close(ends[1]);
    ck_assert_int_eq(lines_read(&lines, ends[0]), 0);
    const char *rest = NULL;
    ck_assert_uint_eq(lines_rest(&lines, &rest), 4);
    ck_assert_int_eq(memcmp(rest, "rest", 4), 0);
    close(ends[0]);
    lines_release(&lines);
}
END_TEST

START_TEST(a_line_at_the_limit_passes_and_one_above_is_an_error)
{
    char text[30000];
    for (size_t over = 0; over < 2; over++) {
        int ends[2];
        struct lines lines;
        char *line = NULL;
        size_t length = 0;
        memset(text, 'x', sizeof(text));
        text[20000 + over] = '\n';
        lines_init(&lines, 20000);
        pipe_with(ends, text, 20001 + over);
        while (lines_read(&lines, ends[0]) > 0) {
        }
        ck_assert_int_eq(lines_next(&lines, &line, &length), over ? -EMSGSIZE : 1);
        close_pipe(ends);
        lines_release(&lines);
    }
}
END_TEST

START_TEST(a_line_without_end_fills_no_memory)
{
    int ends[2];
    struct lines lines;
    char text[4096];
    char *line = NULL;
    size_t length = 0;
    memset(text, 'x', sizeof(text));
    lines_init(&lines, 1000);
    pipe_with(ends, text, 0);
    ssize_t got = 0;
    for (int i = 0; i < 100 && got >= 0; i++) {
        ck_assert_int_eq(write(ends[1], text, sizeof(text)), (ssize_t)sizeof(text));
        got = lines_read(&lines, ends[0]);
    }
    ck_assert_int_eq(got, -ENOBUFS);
    ck_assert_uint_le(lines.capacity, 16384);
    ck_assert_int_eq(lines_next(&lines, &line, &length), -EMSGSIZE);
    close_pipe(ends);
    lines_release(&lines);
}
END_TEST

START_TEST(frames_come_out_whole_byte_by_byte)
{
    static const char bytes[] = "\0\0\0\2{}\0\0\0\0\0\0\0\1x";
    int ends[2];
    struct frame_reader reader;
    const char *text = NULL;
    size_t length = 0;
    size_t frames = 0;
    static const size_t lengths[] = {2, 0, 1};
    frame_reader_init(&reader);
    pipe_with(ends, "", 0);
    for (size_t i = 0; i < sizeof(bytes) - 1; i++) {
        ck_assert_int_eq(write(ends[1], bytes + i, 1), 1);
        ck_assert_int_eq(frame_reader_fill(&reader, ends[0]), 1);
        while (frames < 3 && frame_reader_next(&reader, &text, &length) == 1)
            ck_assert_uint_eq(length, lengths[frames++]);
    }
    ck_assert_uint_eq(frames, 3);
    ck_assert_int_eq(text[0], 'x');
    ck_assert_uint_eq(frame_reader_pending(&reader), 0);
    close_pipe(ends);
    frame_reader_release(&reader);
}
END_TEST

START_TEST(a_frame_above_the_cap_is_refused_by_its_header)
{
    int ends[2];
    struct frame_reader reader;
    const char *text = NULL;
    size_t length = 0;
    frame_reader_init(&reader);
    reader.cap = 10;
    pipe_with(ends,
        "\0\0\0\x0a"
        "0123456789\0\0\0\x0b",
        18);
    ck_assert_int_eq(frame_reader_fill(&reader, ends[0]), 18);
    ck_assert_int_eq(frame_reader_next(&reader, &text, &length), 1);
    ck_assert_int_eq(frame_reader_next(&reader, &text, &length), -EMSGSIZE);
    ck_assert_uint_eq(length, 11);
    close_pipe(ends);
    frame_reader_release(&reader);
}
END_TEST

START_TEST(frame_headers_are_big_endian)
{
    uint8_t header[FRAME_HEADER_BYTES];
    frame_header_write(header, 0x01020304);
    ck_assert_int_eq(memcmp(header, "\1\2\3\4", 4), 0);
    ck_assert_uint_eq(frame_header_read(header), 0x01020304);
}
END_TEST

START_TEST(digests_are_those_of_the_published_function)
{
    char hex[FNV1A_HEX_SIZE];
    fnv1a_hex(FNV1A_START, hex);
    ck_assert_str_eq(hex, "cbf29ce484222325");
    fnv1a_hex(fnv1a_add(FNV1A_START, "foobar", 6), hex);
    ck_assert_str_eq(hex, "85944171f73967e8");
    ck_assert_uint_eq(fnv1a_add_payload(FNV1A_START, "a", 1), fnv1a_add(FNV1A_START, "a\n", 2));
}
END_TEST

START_TEST(json_strings_are_escaped_and_repaired)
{
    struct text text;
    text_init(&text);
    text_append_json_string(&text, "a\"\\\n\x01\x7f\xe2\x82\xac\xff\0z", 12);
    ck_assert_str_eq(text.bytes, "\"a\\\"\\\\\\n\\u0001\\u007f\xe2\x82\xac\xef\xbf\xbd\xef\xbf\xbdz\"");
    text_release(&text);
}
END_TEST

START_TEST(a_wait_is_never_short)
{
    int64_t start = clock_now_ns();
    ck_assert_int_eq(clock_wait_fd(-1, 0, 5 * CLOCK_NS_PER_MS), 0);
    ck_assert_int_ge(clock_now_ns() - start, 5 * CLOCK_NS_PER_MS);
}
END_TEST

START_TEST(a_wait_ends_with_its_event)
{
    int ends[2];
    pipe_with(ends, "x", 1);
    ck_assert_int_eq(clock_wait_fd(ends[0], POLLIN, CLOCK_FOREVER) & POLLIN, POLLIN);
    close(ends[1]);
    ck_assert_int_ne(clock_wait_fd(ends[0], POLLIN, CLOCK_FOREVER) & POLLHUP, 0);
    close(ends[0]);
}
END_TEST

START_TEST(an_array_that_grows_one_by_one_keeps_what_it_has)
{
    size_t *items = NULL;
    for (size_t i = 0; i < 1000; i++) {
        items = memory_for_one_more(items, i, sizeof *items);
        items[i] = i;
        ck_assert_uint_ge(malloc_usable_size(items), (i + 1) * sizeof *items);
    }
    for (size_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(items[i], i);
    free(items);
}
END_TEST

START_TEST(an_array_with_room_stays_where_it_is)
{
    char *items = memory_for_one_more(NULL, 0, 100);
    for (size_t i = 1; i < 16; i++)
        ck_assert_ptr_eq(memory_for_one_more(items, i, 100), items);
    free(items);
}
END_TEST

START_TEST(no_memory_at_all_is_memory_too)
{
    void *nothing = memory_allocate(0);
    unsigned char *zeros = memory_zeroed(3, 5);
    void *none = memory_zeroed(0, 5);
    ck_assert_ptr_nonnull(nothing);
    ck_assert_ptr_nonnull(none);
    for (size_t i = 0; i < 15; i++)
        ck_assert_uint_eq(zeros[i], 0);
    free(none);
    free(zeros);
    free(nothing);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bytes");
    TCase *cases = tcase_create("bytes");
    tcase_add_test(cases, lines_come_out_whole_whatever_the_reads);
    tcase_add_test(cases, a_line_at_the_limit_passes_and_one_above_is_an_error);
    tcase_add_test(cases, a_line_without_end_fills_no_memory);
    tcase_add_test(cases, frames_come_out_whole_byte_by_byte);
    tcase_add_test(cases, a_frame_above_the_cap_is_refused_by_its_header);
    tcase_add_test(cases, frame_headers_are_big_endian);
    tcase_add_test(cases, digests_are_those_of_the_published_function);
    tcase_add_test(cases, json_strings_are_escaped_and_repaired);
    tcase_add_test(cases, an_array_that_grows_one_by_one_keeps_what_it_has);
    tcase_add_test(cases, an_array_with_room_stays_where_it_is);
    tcase_add_test(cases, no_memory_at_all_is_memory_too);
    tcase_add_test(cases, a_wait_is_never_short);
    tcase_add_test(cases, a_wait_ends_with_its_event);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
