#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>

#include "message.h"
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

void output_put(struct child *child, const void *bytes, size_t length)
{
    check_written(child, pipes_write(&child->pipes, bytes, length));
}

uint64_t output_check_size(lua_State *lua, int index, uint64_t otherwise, uint64_t max, const char *what)
{
    lua_Integer value = luaL_optinteger(lua, index, (lua_Integer)otherwise);
    if (value < 0 || (uint64_t)value > max)
        (void)luaL_error(lua, "%s must be from 0 to %I", what, (lua_Integer)max);
    return (uint64_t)value;
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
    output_put(child, child->frame.bytes, child->frame.length);
    return 0;
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
    output_put(child, child->frame.bytes, child->frame.length);
    return 0;
}

int output_raw(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *bytes = luaL_checklstring(lua, 1, &length);
    tell_raw(child, "raw", bytes, length);
    output_put(child, bytes, length);
    return 0;
}

int output_half(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    size_t part = (size_t)output_check_size(lua, 2, length / 2, length, "the part to send");
    make_frame(child, length, text, part);
    tell_raw(child, "half", child->frame.bytes, child->frame.length);
    output_put(child, child->frame.bytes, child->frame.length);
    return 0;
}

int output_dribble(lua_State *lua)
{
    struct child *child = child_of(lua);
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    size_t piece = (size_t)output_check_size(lua, 2, 1, OUTPUT_ROW_BYTES_MAX, "the size of the pieces");
    luaL_argcheck(lua, piece > 0, 2, "pieces have at least one byte");
    make_frame(child, length, text, length);
    tell_raw(child, "dribble", child->frame.bytes, child->frame.length);
    for (size_t at = 0; at < child->frame.length; at += piece) {
        size_t left = child->frame.length - at;
        output_put(child, child->frame.bytes + at, left < piece ? left : piece);
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
    uint64_t total = output_check_size(lua, 1, 0, UINT64_C(1) << 40, "the number of bytes");
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
