/* WIRE-01, WIRE-02, WIRE-07, WIRE-09: frames in, frames out. */
#include "suite.h"
#include "wire/wire.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- Reading ---------------------------------------------------------------------------------------------------------- */

/* Gives BYTES to the reader in pieces of at most PIECE bytes, as far as it has room. */
static size_t feed(struct wire_reader *reader, const char *bytes, size_t length, size_t piece)
{
    char *space;
    size_t size;

    if (wire_reader_space(reader, &space, &size) != 0 || size == 0)
        ck_abort_msg("a reader without room");
    size = size < length ? size : length;
    size = size < piece ? size : piece;
    memcpy(space, bytes, size);
    wire_reader_commit(reader, size);
    return size;
}

/* A stream of frames: LENGTHS[i] bytes of the letter 'a' + i. */
static char *make_stream(const size_t *lengths, size_t count, size_t *ret_length)
{
    size_t size = 0;
    size_t length = 0;
    char *stream;

    for (size_t i = 0; i < count; i++)
        size += 4 + lengths[i];
    stream = malloc(size);
    ck_assert_ptr_nonnull(stream);
    for (size_t i = 0; i < count; i++) {
        uint32_t header = htonl((uint32_t)lengths[i]);

        memcpy(stream + length, &header, 4);
        memset(stream + length + 4, (int)('a' + i % 26), lengths[i]);
        length += 4 + lengths[i];
    }
    *ret_length = length;
    return stream;
}

/* Takes all frames that are whole and checks them against LENGTHS. */
static size_t take_frames(struct wire_reader *reader, const size_t *lengths, size_t taken)
{
    enum wire_next next;
    struct wire_error error;
    size_t length;
    char *frame;

    while ((next = wire_reader_next(reader, &frame, &length, &error)) == WIRE_NEXT_FRAME) {
        /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): the caller gives a length for each frame it fed */
        ck_assert_uint_eq(length, lengths[taken]);
        for (size_t i = 0; i < length; i++) {
            if (frame[i] != 'a' + (int)(taken % 26)) /* an assertion of its own for each byte would be slow */
                ck_abort_msg("frame %zu has a strange byte at %zu", taken, i);
        }
        taken++;
    }
    if (next != WIRE_NEXT_MORE)
        ck_abort_msg("the reader failed: %s", error.text);
    return taken;
}

static const size_t pieces[] = {1, 3, 4, 5, 7, 4096, 65536, SIZE_MAX};

START_TEST(frames_come_out_whole_however_the_bytes_come_in)
{
    static const size_t lengths[] = {5, 0, 1, 1024, 70000, 3, 65536, 200000, 0, 17};
    struct wire_reader reader;
    size_t length;
    char *stream = make_stream(lengths, COUNT(lengths), &length);
    size_t taken = 0;
    size_t fed = 0;

    wire_reader_init(&reader, WIRE_FRAME_BYTES);
    while (fed < length) {
        fed += feed(&reader, stream + fed, length - fed, pieces[_i]);
        taken = take_frames(&reader, lengths, taken);
    }
    ck_assert_uint_eq(taken, COUNT(lengths));
    ck_assert_uint_eq(wire_reader_pending(&reader), 0);
    wire_reader_release(&reader);
    free(stream);
}
END_TEST

START_TEST(a_reader_stays_small_until_a_frame_needs_more)
{
    static const size_t small[] = {1024, 1024, 1024};
    static const size_t large[] = {1000000};
    struct wire_reader reader;
    size_t length;
    char *stream = make_stream(small, COUNT(small), &length);

    wire_reader_init(&reader, WIRE_FRAME_BYTES);
    (void)feed(&reader, stream, length, SIZE_MAX);
    ck_assert_uint_eq(take_frames(&reader, small, 0), 3);
    ck_assert_uint_eq(reader.capacity, WIRE_READER_BYTES);
    free(stream);
    stream = make_stream(large, 1, &length);
    for (size_t fed = 0; fed < length;)
        fed += feed(&reader, stream + fed, length - fed, 65536);
    ck_assert_uint_eq(take_frames(&reader, large, 0), 1);
    ck_assert_uint_le(reader.capacity, 1000000 + 2 * WIRE_READER_BYTES);
    wire_reader_release(&reader);
    free(stream);
}
END_TEST

START_TEST(a_frame_over_the_cap_is_refused_before_memory_is_taken_for_it)
{
    static const char header[] = {'\x00', '\x10', '\x00', '\x01'};
    struct wire_reader reader;
    struct wire_error error;
    char *frame;
    size_t length;

    wire_reader_init(&reader, WIRE_FRAME_BYTES);
    (void)feed(&reader, header, sizeof header, SIZE_MAX);
    ck_assert_int_eq(wire_reader_next(&reader, &frame, &length, &error), WIRE_NEXT_ERROR);
    ck_assert_int_eq(error.failure, WIRE_FAILURE_TOO_LARGE);
    ck_assert_uint_eq(error.actual, 1048577);
    ck_assert_uint_eq(error.expected, 1048576);
    ck_assert_str_eq(error.text, "worker protocol frame too large: 1048577 bytes exceeds 1048576");
    ck_assert_uint_eq(reader.capacity, WIRE_READER_BYTES);
    wire_reader_release(&reader);
}
END_TEST

START_TEST(the_greatest_length_is_a_length_and_not_a_sign)
{
    struct wire_reader reader;
    struct wire_error error;
    char *frame;
    size_t length;

    wire_reader_init(&reader, WIRE_FRAME_BYTES);
    (void)feed(&reader, "\xFF\xFF\xFF\xFF", 4, SIZE_MAX);
    ck_assert_int_eq(wire_reader_next(&reader, &frame, &length, &error), WIRE_NEXT_ERROR);
    ck_assert_uint_eq(error.actual, UINT32_MAX);
    wire_reader_release(&reader);
}
END_TEST

START_TEST(a_frame_of_exactly_the_cap_is_read)
{
    static const size_t lengths[] = {WIRE_FRAME_BYTES_MIN};
    struct wire_reader reader;
    size_t length;
    char *stream = make_stream(lengths, 1, &length);

    wire_reader_init(&reader, WIRE_FRAME_BYTES_MIN);
    for (size_t fed = 0; fed < length;)
        fed += feed(&reader, stream + fed, length - fed, 1000);
    ck_assert_uint_eq(take_frames(&reader, lengths, 0), 1);
    wire_reader_release(&reader);
    free(stream);
}
END_TEST

START_TEST(pending_bytes_are_seen_and_reset_forgets_them)
{
    static const size_t lengths[] = {2};
    struct wire_reader reader;

    wire_reader_init(&reader, WIRE_FRAME_BYTES);
    ck_assert_uint_eq(wire_reader_pending(&reader), 0);
    (void)feed(&reader, "\0\0\0\2x", 5, SIZE_MAX);
    ck_assert_uint_eq(wire_reader_pending(&reader), 5);
    wire_reader_reset(&reader);
    ck_assert_uint_eq(wire_reader_pending(&reader), 0);
    (void)feed(&reader, "\0\0\0\2aa", 6, SIZE_MAX);
    ck_assert_uint_eq(take_frames(&reader, lengths, 0), 1);
    wire_reader_release(&reader);
}
END_TEST

START_TEST(the_cap_is_brought_into_its_range)
{
    ck_assert_uint_eq(wire_frame_bytes_clamp(0), 65536);
    ck_assert_uint_eq(wire_frame_bytes_clamp(65535), 65536);
    ck_assert_uint_eq(wire_frame_bytes_clamp(65537), 65537);
    ck_assert_uint_eq(wire_frame_bytes_clamp(268435457), 268435456);
    ck_assert_uint_eq(wire_frame_bytes_clamp(UINT64_MAX), 268435456);
}
END_TEST

/* ---- Writing ---------------------------------------------------------------------------------------------------------- */

/* Checks that the buffer holds one frame with the given JSON. */
static void assert_frame(const struct wire_buffer *buffer, const char *json)
{
    uint32_t header;

    ck_assert_uint_ge(buffer->length, 4);
    memcpy(&header, buffer->bytes, 4);
    ck_assert_uint_eq(ntohl(header), buffer->length - 4);
    ck_assert_msg(buffer->length - 4 == strlen(json) && memcmp(buffer->bytes + 4, json, strlen(json)) == 0,
        "`%.*s`, not `%s`", (int)buffer->length - 4, buffer->bytes + 4, json);
}

#define REQUEST(body) "{\"version\":10,\"message\":{\"type\":\"request\",\"body\":" body "}}"

START_TEST(a_request_without_fields_is_its_operation)
{
    struct wire_request request = {.op = WIRE_OP_HEALTH};
    struct wire_buffer buffer = {.bytes = NULL};
    struct wire_error error;

    ck_assert_int_eq(wire_encode_request(&buffer, &request, WIRE_FRAME_BYTES, &error), 0);
    assert_frame(&buffer, REQUEST("{\"op\":\"health\"}"));
    request.op = WIRE_OP_TERMINATE;
    ck_assert_int_eq(wire_encode_request(&buffer, &request, WIRE_FRAME_BYTES, &error), 0);
    assert_frame(&buffer, REQUEST("{\"op\":\"terminate\"}"));
    wire_buffer_release(&buffer);
}
END_TEST

START_TEST(fields_of_every_kind_are_written)
{
    static const struct wire_text texts[] = {{"a", 1}, {"", 0}};
    static const struct wire_field fields[] = {
        {.name = "text", .kind = WIRE_FIELD_TEXT, .text = {"q\"b\\\n\x01\xC3\xA9/", 9}},
        {.name = "number", .kind = WIRE_FIELD_U64, .number = UINT64_MAX},
        {.name = "yes", .kind = WIRE_FIELD_BOOL, .number = 1},
        {.name = "no", .kind = WIRE_FIELD_BOOL, .number = 0},
        {.name = "texts", .kind = WIRE_FIELD_TEXTS, .texts = texts, .count = 2},
        {.name = "json", .kind = WIRE_FIELD_JSON, .text = {" {\"x\" :1.0} ", 12}},
        {.name = "null", .kind = WIRE_FIELD_NULL},
    };
    struct wire_request request = {.op = WIRE_OP_WHNF, .fields = fields, .field_count = COUNT(fields)};
    struct wire_buffer buffer = {.bytes = NULL};
    struct wire_error error;

    ck_assert_int_eq(wire_encode_request(&buffer, &request, WIRE_FRAME_BYTES, &error), 0);
    assert_frame(
        &buffer, REQUEST("{\"op\":\"whnf\",\"text\":\"q\\\"b\\\\\\n\\u0001\xC3\xA9/\","
                         "\"number\":18446744073709551615,\"yes\":true,\"no\":false,\"texts\":[\"a\",\"\"],"
                         "\"json\":{\"x\" :1.0},\"null\":null}"));
    wire_buffer_release(&buffer);
}
END_TEST

START_TEST(a_request_over_the_cap_leaves_nothing_to_write)
{
    char *long_text = calloc(1, 100000);
    struct wire_field field = {.name = "request_json", .kind = WIRE_FIELD_TEXT, .text = {long_text, 65536}};
    struct wire_request request = {.op = WIRE_OP_JSON_COMMAND, .fields = &field, .field_count = 1};
    struct wire_buffer buffer = {.bytes = NULL};
    struct wire_error error;
    size_t overhead;

    ck_assert_ptr_nonnull(long_text);
    memset(long_text, 'x', 100000);
    ck_assert_int_eq(wire_encode_request(&buffer, &request, WIRE_FRAME_BYTES, &error), 0);
    overhead = buffer.length - 4 - 65536;
    field.text.length = 65536 - overhead;
    ck_assert_int_eq(wire_encode_request(&buffer, &request, 65536, &error), 0);
    ck_assert_uint_eq(buffer.length, 65540);
    field.text.length++;
    ck_assert_int_eq(wire_encode_request(&buffer, &request, 65536, &error), -EPROTO);
    ck_assert_uint_eq(buffer.length, 0);
    ck_assert_int_eq(error.failure, WIRE_FAILURE_TOO_LARGE);
    ck_assert_str_eq(error.text, "worker protocol frame too large: 65537 bytes exceeds 65536");
    wire_buffer_release(&buffer);
    free(long_text);
}
END_TEST

static const struct wire_text bad_values[] = {
    {"", 0}, {"{", 1}, {"{\"a\":1,}", 8}, {"{}}", 3}, {"1 2", 3}, {"nul", 3}, {"\"\xFF\"", 3}};

START_TEST(a_field_that_is_not_json_is_refused)
{
    struct wire_field field = {.name = "request", .kind = WIRE_FIELD_JSON, .text = bad_values[_i]};
    struct wire_request request = {.op = WIRE_OP_WHNF, .fields = &field, .field_count = 1};
    struct wire_buffer buffer = {.bytes = NULL};
    struct wire_error error;

    ck_assert_int_eq(wire_encode_request(&buffer, &request, WIRE_FRAME_BYTES, &error), -EINVAL);
    ck_assert_uint_eq(buffer.length, 0);
    wire_buffer_release(&buffer);
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
    struct wire_field field = {.name = "export", .kind = WIRE_FIELD_TEXT, .text = {"ab\xFF", 3}};
    struct wire_request request = {.op = WIRE_OP_JSON_COMMAND, .fields = &field, .field_count = 1};
    struct wire_buffer buffer = {.bytes = NULL};
    struct wire_error error;

    ck_assert_int_eq(wire_encode_request(&buffer, &request, WIRE_FRAME_BYTES, &error), -EINVAL);
    ck_assert_uint_eq(buffer.length, 0);
    wire_buffer_release(&buffer);
}
END_TEST

START_TEST(the_cap_is_announced_to_the_child)
{
    struct wire_buffer buffer = {.bytes = NULL};

    ck_assert_int_eq(wire_encode_configure(&buffer, 268435456), 0);
    assert_frame(&buffer, "{\"version\":10,\"message\":{\"type\":\"configure_frame_limit\",\"body\":{\"max_"
                          "frame_bytes\":268435456}}}");
    wire_buffer_release(&buffer);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wire_frames");
    TCase *tests = tcase_create("frames");

    tcase_add_loop_test(tests, frames_come_out_whole_however_the_bytes_come_in, 0, (int)COUNT(pieces));
    tcase_add_test(tests, a_reader_stays_small_until_a_frame_needs_more);
    tcase_add_test(tests, a_frame_over_the_cap_is_refused_before_memory_is_taken_for_it);
    tcase_add_test(tests, the_greatest_length_is_a_length_and_not_a_sign);
    tcase_add_test(tests, a_frame_of_exactly_the_cap_is_read);
    tcase_add_test(tests, pending_bytes_are_seen_and_reset_forgets_them);
    tcase_add_test(tests, the_cap_is_brought_into_its_range);
    tcase_add_test(tests, a_request_without_fields_is_its_operation);
    tcase_add_test(tests, fields_of_every_kind_are_written);
    tcase_add_test(tests, a_request_over_the_cap_leaves_nothing_to_write);
    tcase_add_loop_test(tests, a_field_that_is_not_json_is_refused, 0, (int)COUNT(bad_values));
    tcase_add_test(tests, text_that_is_not_utf8_is_refused);
    tcase_add_test(tests, the_cap_is_announced_to_the_child);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    return suite_run_in_one_process(suite);
}
