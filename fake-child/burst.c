/* Rows by the thousand: one event, and as fast as a pipe takes them. */
#include <string.h>

#include <lauxlib.h>

#include "message.h"
#include "output.h"
#include "shared/clock.h"
#include "shared/fnv1a.h"

/* Rows `{"ordinal":i}`, or `{"ordinal":i,"pad":"…"}` of exactly BYTES where that is longer. What is the same in each is made once:
 * a child that is slower than its supervisor measures nothing. */
struct row_maker {
    const char *stream;
    uint64_t bytes;
    struct text prefix;  /* of a frame's text, up to its sequence */
    struct text padding; /* BYTES of it */
    struct text payload;
};

static void row_maker_init(struct row_maker *maker, const char *stream, uint64_t bytes)
{
    static const char pattern[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    *maker = (struct row_maker){.stream = stream, .bytes = bytes};
    text_init(&maker->prefix);
    text_append_format(&maker->prefix,
        "{\"version\":%d,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":", MESSAGE_VERSION);
    text_append_json_string(&maker->prefix, stream, strlen(stream));
    text_append_string(&maker->prefix, ",\"sequence\":");
    text_init(&maker->padding);
    while (maker->padding.length < bytes)
        text_append(&maker->padding, pattern, sizeof(pattern) - 1);
    text_init(&maker->payload);
}

static void row_maker_release(struct row_maker *maker)
{
    text_release(&maker->prefix);
    text_release(&maker->padding);
    text_release(&maker->payload);
}

static void append_decimal(struct text *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    text_append(out, digits + at, sizeof(digits) - at);
}

static void make_payload(struct row_maker *maker, uint64_t ordinal)
{
    static const char pad_begin[] = ",\"pad\":\"";
    static const char pad_end[] = "\"}";
    const uint64_t frame = sizeof(pad_begin) - 1 + sizeof(pad_end) - 1;
    struct text *payload = &maker->payload;
    text_clear(payload);
    text_append(payload, "{\"ordinal\":", 11);
    append_decimal(payload, ordinal);
    if (payload->length + frame > maker->bytes) {
        text_append(payload, "}", 1);
        return;
    }
    text_append(payload, pad_begin, sizeof(pad_begin) - 1);
    text_append(
        payload, maker->padding.bytes, (size_t)maker->bytes - payload->length - (sizeof(pad_end) - 1));
    text_append(payload, pad_end, sizeof(pad_end) - 1);
}

static void append_row(struct row_maker *maker, uint64_t sequence, struct text *out)
{
    uint8_t header[FRAME_HEADER_BYTES] = {0};
    size_t start = out->length;
    text_append(out, header, sizeof(header));
    text_append(out, maker->prefix.bytes, maker->prefix.length);
    append_decimal(out, sequence);
    text_append(out, ",\"payload\":", 11);
    make_payload(maker, sequence);
    text_append(out, maker->payload.bytes, maker->payload.length);
    text_append(out, "}}}", 3);
    frame_header_write((uint8_t *)out->bytes + start, (uint32_t)(out->length - start - FRAME_HEADER_BYTES));
}

static void tell_burst(
    struct child *child, struct row_maker *maker, uint64_t first, uint64_t count, bool open_end)
{
    struct control *control = &child->control;
    if (!control_listens(control) || !control->verbose)
        return;
    event_begin(control, "burst");
    event_string(control, "stream", maker->stream);
    event_unsigned(control, "first", first);
    event_unsigned(control, "count", count);
    event_unsigned(control, "row_bytes", maker->bytes);
    if (open_end) {
        event_bool(control, "flood", true); /* how many went out is told by `sent` */
    } else {
        uint64_t hash = FNV1A_START;
        uint64_t bytes = 0;
        for (uint64_t i = 0; i < count; i++) {
            make_payload(maker, first + i);
            hash = fnv1a_add_payload(hash, maker->payload.bytes, maker->payload.length);
            bytes += maker->payload.length;
        }
        char hex[FNV1A_HEX_SIZE];
        fnv1a_hex(hash, hex);
        event_string(control, "fnv1a", hex);
        event_unsigned(control, "payload_bytes", bytes);
    }
    event_end(control);
}

static void tell_sent(struct child *child, uint64_t rows, uint64_t bytes)
{
    if (!control_listens(&child->control))
        return;
    event_begin(&child->control, "sent");
    event_unsigned(&child->control, "rows", rows);
    event_unsigned(&child->control, "bytes", bytes);
    event_end(&child->control);
}

/* burst(stream, first, count, bytes) */
int output_burst(lua_State *lua)
{
    struct child *child = child_of(lua);
    struct row_maker maker;
    const char *stream = luaL_checkstring(lua, 1);
    uint64_t first = output_check_size(lua, 2, 0, INT64_MAX, "the first sequence");
    uint64_t count = output_check_size(lua, 3, 0, INT32_MAX, "the number of rows");
    uint64_t bytes = output_check_size(lua, 4, 0, OUTPUT_ROW_BYTES_MAX, "bytes");
    uint64_t total = 0;
    row_maker_init(&maker, stream, bytes);
    tell_burst(child, &maker, first, count, false);
    text_clear(&child->frame);
    for (uint64_t i = 0; i < count; i++) {
        append_row(&maker, first + i, &child->frame);
        if (child->frame.length < OUTPUT_CHUNK_BYTES && i + 1 < count)
            continue;
        total += child->frame.length;
        output_put(child, child->frame.bytes, child->frame.length);
        text_clear(&child->frame);
    }
    row_maker_release(&maker);
    tell_sent(child, count, total);
    return 0;
}

/* flood(stream, first, bytes, max, stall_ms) -> rows that went out, a row that was begun included; bytes of them that the other
 * side has taken out of the pipe */
int output_flood(lua_State *lua)
{
    struct child *child = child_of(lua);
    struct row_maker maker;
    const char *stream = luaL_checkstring(lua, 1);
    uint64_t first = output_check_size(lua, 2, 0, INT64_MAX, "the first sequence");
    uint64_t bytes = output_check_size(lua, 3, 0, OUTPUT_ROW_BYTES_MAX, "bytes");
    uint64_t max = output_check_size(lua, 4, 0, INT32_MAX, "max");
    uint64_t stall_ms = output_check_size(lua, 5, 0, 600000, "stall_ms");
    uint64_t rows = 0;
    uint64_t total = 0;
    uint64_t before = pipes_unread(&child->pipes);
    row_maker_init(&maker, stream, bytes);
    tell_burst(child, &maker, first, max, true);
    enum pipes_result result = PIPES_OK;
    while (rows < max && result == PIPES_OK) {
        text_clear(&child->frame);
        append_row(&maker, first + rows, &child->frame);
        result = pipes_write_until_stall(
            &child->pipes, child->frame.bytes, child->frame.length, (int64_t)stall_ms * CLOCK_NS_PER_MS);
        if (result == PIPES_OK || child->pipes.held.length > child->pipes.held_done) {
            rows++;
            total += child->frame.length - (child->pipes.held.length - child->pipes.held_done);
        }
    }
    row_maker_release(&maker);
    tell_sent(child, rows, total);
    if (result == PIPES_BROKEN)
        child_leave(child, CHILD_EXIT_BROKEN_PIPE);
    uint64_t unread = pipes_unread(&child->pipes);
    uint64_t written = before + total;
    lua_pushinteger(lua, (lua_Integer)rows);
    lua_pushinteger(lua, written > unread ? (lua_Integer)(written - unread) : 0);
    return 2;
}
