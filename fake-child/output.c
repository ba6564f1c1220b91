#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>

#include "message.h"
#include "shared/clock.h"
#include "shared/fnv1a.h"
#include "shared/script.h"

struct child *child_of(lua_State *lua)
{
    struct script *script = script_of(lua);
    script_budget_renew(script);
    return script_context(script);
}

static void check_written(struct child *child, enum pipes_result result)
{
    if (result != PIPES_OK)
        child_leave(child, CHILD_EXIT_BROKEN_PIPE);
}

static void put(struct child *child, const void *bytes, size_t length)
{
    check_written(child, pipes_write(&child->pipes, bytes, length));
}

/* Appends the JSON of the value at INDEX; raises where it has none. */
static void append_encoded(lua_State *lua, int index, struct text *out)
{
    size_t length;
    script_push_encoded(lua, index);
    const char *json = lua_tolstring(lua, -1, &length);
    text_append(out, json, length);
    lua_pop(lua, 1);
}

/* Messages */

/* The field KEY of the body at INDEX as a plain string, NULL if it is none. It stays on the stack. */
static const char *string_field(lua_State *lua, int index, const char *key)
{
    lua_getfield(lua, index, key);
    return lua_type(lua, -1) == LUA_TSTRING ? lua_tostring(lua, -1) : NULL;
}

/* True if the table has exactly a row's three fields, which then are sent in the protocol's order. */
static bool is_plain_row(lua_State *lua, int index)
{
    int known = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
        const char *key = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : "";
        if (strcmp(key, "stream") != 0 && strcmp(key, "sequence") != 0 && strcmp(key, "payload") != 0) {
            lua_pop(lua, 2);
            return false;
        }
        known++;
    }
    return known == 3;
}

static void encode_row(lua_State *lua, int index, struct text *out)
{
    static const char *const keys[] = {"stream", "sequence", "payload"};
    for (size_t i = 0; i < 3; i++) {
        text_append_format(out, "%s\"%s\":", i ? "," : "{", keys[i]);
        lua_getfield(lua, index, keys[i]);
        append_encoded(lua, -1, out);
        lua_pop(lua, 1);
    }
    text_append_string(out, "}");
}

/* A tagged body: its tag (`status` or `op`) goes first, the rest in order of names. */
static void encode_tagged(lua_State *lua, int index, const char *tag, struct text *out)
{
    lua_newtable(lua);
    int rest = lua_gettop(lua);
    for (lua_pushnil(lua); lua_next(lua, index);) {
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        lua_rawset(lua, rest);
    }
    lua_getfield(lua, index, tag);
    text_append_format(out, "{\"%s\":", tag);
    append_encoded(lua, -1, out);
    lua_pop(lua, 1);
    lua_pushnil(lua);
    lua_setfield(lua, rest, tag);
    size_t before = out->length;
    append_encoded(lua, rest, out);
    /* "{…}" becomes ",…}", and "{}" "}" */
    if (out->length - before == 2) {
        out->length = before;
        text_append_string(out, "}");
    } else {
        out->bytes[before] = ',';
    }
    lua_settop(lua, rest - 1);
}

static void encode_body(lua_State *lua, int index, const char *type, struct text *out)
{
    text_clear(out);
    if (lua_istable(lua, index) && strcmp(type, "data_row") == 0 && is_plain_row(lua, index)) {
        encode_row(lua, index, out);
        return;
    }
    const char *tag = strcmp(type, "response") == 0 ? "status" : strcmp(type, "request") == 0 ? "op" : NULL;
    if (tag && lua_istable(lua, index) && string_field(lua, index, tag)) {
        lua_pop(lua, 1);
        encode_tagged(lua, index, tag, out);
        return;
    }
    append_encoded(lua, index, out);
}

static void tell_payload(struct child *child, const char *payload, size_t length)
{
    if (length <= OUTPUT_PAYLOAD_BYTES_MAX) {
        event_bytes(&child->control, "payload", payload, length);
    } else {
        char hex[FNV1A_HEX_SIZE];
        fnv1a_hex(fnv1a_add_payload(FNV1A_START, payload, length), hex);
        event_string(&child->control, "digest", hex);
    }
    event_unsigned(&child->control, "bytes", length);
}

static void tell_row(lua_State *lua, struct child *child, int index)
{
    const char *stream = string_field(lua, index, "stream");
    if (stream)
        event_string(&child->control, "stream", stream);
    lua_getfield(lua, index, "sequence");
    if (lua_isinteger(lua, -1))
        event_integer(&child->control, "sequence", lua_tointeger(lua, -1));
    text_clear(&child->payload);
    if (lua_getfield(lua, index, "payload") != LUA_TNIL) {
        append_encoded(lua, -1, &child->payload);
        tell_payload(child, child->payload.bytes, child->payload.length);
    }
    lua_pop(lua, 3);
}

/* `send`: the body is at INDEX of the stack and, as text, in child->body. */
static void tell_message(lua_State *lua, struct child *child, const char *type, int index)
{
    struct control *control = &child->control;
    if (!control_listens(control) || !control->verbose)
        return;
    event_begin(control, "send");
    event_string(control, "type", type);
    if (lua_istable(lua, index) && strcmp(type, "data_row") == 0) {
        tell_row(lua, child, index);
    } else {
        const char *status = lua_istable(lua, index) ? string_field(lua, index, "status") : NULL;
        if (status)
            event_string(control, "status", status);
        const char *op = lua_istable(lua, index) ? string_field(lua, index, "op") : NULL;
        if (op)
            event_string(control, "op", op);
        event_unsigned(control, "bytes", child->body.length);
        if (child->body.length <= OUTPUT_TEXT_BYTES_MAX)
            event_bytes(control, "text", child->body.bytes, child->body.length);
        lua_settop(lua, index);
    }
    event_end(control);
}

/* send(type, body, version, guarded): a guarded response over the cap becomes the error that says so (WIRE-09). */
int output_send(lua_State *lua)
{
    struct child *child = child_of(lua);
    const char *type = luaL_checkstring(lua, 1);
    int version = (int)luaL_optinteger(lua, 3, MESSAGE_VERSION);
    bool guarded = lua_toboolean(lua, 4);
    lua_settop(lua, 2);
    encode_body(lua, 2, type, &child->body);
    text_clear(&child->frame);
    message_append_frame(&child->frame, version, type, child->body.bytes, child->body.length);
    size_t length = child->frame.length - FRAME_HEADER_BYTES;
    if (guarded && length > child->pipes.reader.cap) {
        lua_createtable(lua, 0, 3);
        lua_pushliteral(lua, "error");
        lua_setfield(lua, -2, "status");
        lua_pushliteral(lua, "lean_rs.worker.output_frame_too_large");
        lua_setfield(lua, -2, "code");
        lua_pushfstring(lua, "the response takes %I bytes, the cap is %I", (lua_Integer)length,
            (lua_Integer)child->pipes.reader.cap);
        lua_setfield(lua, -2, "message");
        lua_replace(lua, 2);
        encode_body(lua, 2, type, &child->body);
        text_clear(&child->frame);
        message_append_frame(&child->frame, version, type, child->body.bytes, child->body.length);
    }
    tell_message(lua, child, type, 2);
    put(child, child->frame.bytes, child->frame.length);
    return 0;
}

/* Rows by the thousand */

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

static uint64_t check_size(lua_State *lua, int index, uint64_t otherwise, uint64_t max, const char *what)
{
    lua_Integer value = luaL_optinteger(lua, index, (lua_Integer)otherwise);
    if (value < 0 || (uint64_t)value > max)
        (void)luaL_error(lua, "%s must be from 0 to %I", what, (lua_Integer)max);
    return (uint64_t)value;
}

/* burst(stream, first, count, bytes) */
int output_burst(lua_State *lua)
{
    struct child *child = child_of(lua);
    struct row_maker maker;
    const char *stream = luaL_checkstring(lua, 1);
    uint64_t first = check_size(lua, 2, 0, INT64_MAX, "the first sequence");
    uint64_t count = check_size(lua, 3, 0, INT32_MAX, "the number of rows");
    uint64_t bytes = check_size(lua, 4, 0, OUTPUT_ROW_BYTES_MAX, "bytes");
    uint64_t total = 0;
    row_maker_init(&maker, stream, bytes);
    tell_burst(child, &maker, first, count, false);
    text_clear(&child->frame);
    for (uint64_t i = 0; i < count; i++) {
        append_row(&maker, first + i, &child->frame);
        if (child->frame.length < OUTPUT_CHUNK_BYTES && i + 1 < count)
            continue;
        total += child->frame.length;
        put(child, child->frame.bytes, child->frame.length);
        text_clear(&child->frame);
    }
    row_maker_release(&maker);
    tell_sent(child, count, total);
    return 0;
}

/* flood(stream, first, bytes, max, stall_ms) -> rows that went out, a row that was begun included */
int output_flood(lua_State *lua)
{
    struct child *child = child_of(lua);
    struct row_maker maker;
    const char *stream = luaL_checkstring(lua, 1);
    uint64_t first = check_size(lua, 2, 0, INT64_MAX, "the first sequence");
    uint64_t bytes = check_size(lua, 3, 0, OUTPUT_ROW_BYTES_MAX, "bytes");
    uint64_t max = check_size(lua, 4, 0, INT32_MAX, "max");
    uint64_t stall_ms = check_size(lua, 5, 0, 600000, "stall_ms");
    uint64_t rows = 0;
    uint64_t total = 0;
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
    lua_pushinteger(lua, (lua_Integer)rows);
    return 1;
}

/* Bytes that are no message */

static void tell_raw(struct child *child, const char *what, const char *bytes, size_t length)
{
    struct control *control = &child->control;
    char hex[2 * OUTPUT_HEX_BYTES_MAX + 1] = "";
    if (!control_listens(control) || !control->verbose)
        return;
    for (size_t i = 0; i < length && i < OUTPUT_HEX_BYTES_MAX; i++)
        (void)snprintf(hex + 2 * i, 3, "%02x", (unsigned)(unsigned char)bytes[i]);
    event_begin(control, "send_raw");
    event_unsigned(control, "bytes", length);
    event_string(control, "hex", hex);
    event_string(control, "what", what);
    if (strcmp(what, "frame") == 0 && length - FRAME_HEADER_BYTES <= OUTPUT_TEXT_BYTES_MAX)
        event_bytes(control, "text", bytes + FRAME_HEADER_BYTES, length - FRAME_HEADER_BYTES);
    event_end(control);
}

/* child->frame becomes the header for CLAIMED bytes and the first LENGTH bytes of TEXT. */
static void make_frame(struct child *child, size_t claimed, const char *text, size_t length)
{
    uint8_t header[FRAME_HEADER_BYTES];
    frame_header_write(header, (uint32_t)claimed);
    text_clear(&child->frame);
    text_append(&child->frame, header, sizeof(header));
    text_append(&child->frame, text, length);
}

int output_frame(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    make_frame(child, length, text, length);
    tell_raw(child, "frame", child->frame.bytes, child->frame.length);
    put(child, child->frame.bytes, child->frame.length);
    return 0;
}

int output_raw(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *bytes = luaL_checklstring(lua, 1, &length);
    tell_raw(child, "raw", bytes, length);
    put(child, bytes, length);
    return 0;
}

int output_half(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    size_t part = (size_t)check_size(lua, 2, length / 2, length, "the part to send");
    make_frame(child, length, text, part);
    tell_raw(child, "half", child->frame.bytes, child->frame.length);
    put(child, child->frame.bytes, child->frame.length);
    return 0;
}

int output_dribble(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    size_t piece = (size_t)check_size(lua, 2, 1, OUTPUT_ROW_BYTES_MAX, "the size of the pieces");
    luaL_argcheck(lua, piece > 0, 2, "pieces have at least one byte");
    make_frame(child, length, text, length);
    tell_raw(child, "dribble", child->frame.bytes, child->frame.length);
    for (size_t at = 0; at < child->frame.length; at += piece) {
        size_t left = child->frame.length - at;
        put(child, child->frame.bytes + at, left < piece ? left : piece);
    }
    return 0;
}

int output_cork(lua_State *lua)
{
    pipes_cork(&child_of(lua)->pipes);
    return 0;
}

int output_uncork(lua_State *lua)
{
    struct child *child = child_of(lua);
    check_written(child, pipes_uncork(&child->pipes));
    return 0;
}

/* stderr: nobody reading it is no reason to leave. */

static void tell_stderr(struct child *child, uint64_t bytes)
{
    event_begin(&child->control, "stderr");
    event_unsigned(&child->control, "bytes", bytes);
    event_end(&child->control);
}

int output_stderr(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *bytes = luaL_checklstring(lua, 1, &length);
    tell_stderr(child, length);
    (void)pipes_write_stderr(&child->pipes, bytes, length);
    return 0;
}

/* Lines of 64 bytes that count themselves, so that a tail can be told from a head. */
int output_stderr_bytes(lua_State *lua)
{
    struct child *child = child_of(lua);
    uint64_t total = check_size(lua, 1, 0, UINT64_C(1) << 40, "the number of bytes");
    tell_stderr(child, total);
    uint64_t done = 0;
    while (done < total) {
        text_clear(&child->frame);
        while (child->frame.length < OUTPUT_CHUNK_BYTES)
            text_append_format(&child->frame, "stderr %020" PRIu64 " %.35s\n", done + child->frame.length,
                "abcdefghijklmnopqrstuvwxyzABCDEFGHI");
        uint64_t left = total - done;
        size_t length = left < child->frame.length ? (size_t)left : child->frame.length;
        if (pipes_write_stderr(&child->pipes, child->frame.bytes, length) != PIPES_OK)
            break;
        done += length;
    }
    return 0;
}
