/* Lua values and JSON: json.null, json.array, json.text, json.encode, json.decode, and the conversions for C. */
#include "shared/script_private.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "shared/memory.h"

#define ARRAY_TYPE "json.array"
#define TEXT_TYPE  "json.text"

/* json.null is the address of this. */
static const char null_value = 0;

void script_push_null(lua_State *lua)
{
    lua_pushlightuserdata(lua, (void *)&null_value);
}

int script_is_null(lua_State *lua, int index)
{
    return lua_islightuserdata(lua, index) && lua_touserdata(lua, index) == &null_value;
}

static bool has_type(lua_State *lua, int index, const char *type)
{
    if (!lua_getmetatable(lua, index))
        return false;
    luaL_getmetatable(lua, type);
    bool same = lua_rawequal(lua, -1, -2);
    lua_pop(lua, 2);
    return same;
}

/* Encoding */

static const char *encode_value(lua_State *lua, int index, struct text *out, int depth);

static void encode_number(lua_State *lua, int index, struct text *out)
{
    if (lua_isinteger(lua, index)) {
        text_append_format(out, "%" PRId64, (int64_t)lua_tointeger(lua, index));
        return;
    }
    double value = (double)lua_tonumber(lua, index);
    char digits[40];
    (void)snprintf(digits, sizeof(digits), "%.15g", value);
    double back = strtod(digits, NULL);
    if (back < value || back > value)
        (void)snprintf(digits, sizeof(digits), "%.17g", value);
    text_append_string(out, digits);
    /* 2.0 stays a fraction: whether a reader takes it for an integer is something to test */
    if (strspn(digits, "-0123456789") == strlen(digits))
        text_append_string(out, ".0");
}

static const char *encode_array(lua_State *lua, int index, struct text *out, int depth)
{
    lua_Unsigned count = lua_rawlen(lua, index);
    text_append_string(out, "[");
    for (lua_Unsigned i = 1; i <= count; i++) {
        if (i > 1)
            text_append_string(out, ",");
        lua_rawgeti(lua, index, (lua_Integer)i);
        const char *reason = encode_value(lua, lua_gettop(lua), out, depth + 1);
        lua_pop(lua, 1);
        if (reason)
            return reason;
    }
    text_append_string(out, "]");
    return NULL;
}

struct key {
    const char *bytes; /* owned by the Lua string, which its table keeps */
    size_t length;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key *left = a;
    const struct key *right = b;
    size_t common = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->bytes, right->bytes, common);
    if (order != 0)
        return order;
    return left->length < right->length ? -1 : left->length > right->length;
}

static const char *encode_members(
    lua_State *lua, int index, const struct key *keys, size_t count, struct text *out, int depth)
{
    text_append_string(out, "{");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_append_string(out, ",");
        text_append_json_string(out, keys[i].bytes, keys[i].length);
        text_append_string(out, ":");
        lua_pushlstring(lua, keys[i].bytes, keys[i].length);
        lua_rawget(lua, index);
        const char *reason = encode_value(lua, lua_gettop(lua), out, depth + 1);
        lua_pop(lua, 1);
        if (reason)
            return reason;
    }
    text_append_string(out, "}");
    return NULL;
}

/* COUNT keys, all of them strings. In order of their bytes, so that the same table is the same text each time. */
static const char *encode_object(lua_State *lua, int index, size_t count, struct text *out, int depth)
{
    struct key *keys = memory_allocate(count * sizeof(*keys));
    size_t i = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1), i++)
        keys[i].bytes = lua_tolstring(lua, -2, &keys[i].length);
    qsort(keys, count, sizeof(*keys), compare_keys);
    const char *reason = encode_members(lua, index, keys, count, out, depth);
    free(keys);
    return reason;
}

static const char *encode_table(lua_State *lua, int index, struct text *out, int depth)
{
    size_t strings = 0;
    size_t others = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
        if (lua_type(lua, -2) == LUA_TSTRING)
            strings++;
        else
            others++;
    }
    bool array = has_type(lua, index, ARRAY_TYPE) || others > 0;
    if (!array)
        return encode_object(lua, index, strings, out, depth);
    if (strings > 0)
        return "a table with both positions and names has no JSON form";
    if (others != lua_rawlen(lua, index))
        return "a table with gaps, or with keys that are neither 1..n nor strings, has no JSON form";
    return encode_array(lua, index, out, depth);
}

static const char *encode_text(lua_State *lua, int index, struct text *out)
{
    size_t length;
    (void)lua_getiuservalue(lua, index, 1);
    const char *bytes = lua_tolstring(lua, -1, &length);
    text_append(out, bytes, length);
    lua_pop(lua, 1);
    return NULL;
}

static const char *encode_value(lua_State *lua, int index, struct text *out, int depth)
{
    if (depth > SCRIPT_DEPTH_MAX || !lua_checkstack(lua, 6))
        return "a table is nested too deeply (or holds itself)";
    size_t length;
    const char *bytes;
    switch (lua_type(lua, index)) {
    case LUA_TBOOLEAN: text_append_string(out, lua_toboolean(lua, index) ? "true" : "false"); return NULL;
    case LUA_TNUMBER:
        if (!lua_isinteger(lua, index) && !isfinite((double)lua_tonumber(lua, index)))
            return "a number that is not finite has no JSON form";
        encode_number(lua, index, out);
        return NULL;
    case LUA_TSTRING:
        bytes = lua_tolstring(lua, index, &length);
        text_append_json_string(out, bytes, length);
        return NULL;
    case LUA_TTABLE: return encode_table(lua, index, out, depth);
    case LUA_TLIGHTUSERDATA:
        if (!script_is_null(lua, index))
            return "an unknown value has no JSON form";
        text_append_string(out, "null");
        return NULL;
    case LUA_TUSERDATA:
        return has_type(lua, index, TEXT_TYPE) ? encode_text(lua, index, out)
                                               : "an unknown value has no JSON form";
    case LUA_TNIL: return "nil has no JSON form; write json.null";
    default: return "a function has no JSON form";
    }
}

const char *script_encode(lua_State *lua, int index, struct text *out)
{
    return encode_value(lua, lua_absindex(lua, index), out, 0);
}

void script_push_encoded(lua_State *lua, int index)
{
    struct text out;
    text_init(&out);
    const char *reason = script_encode(lua, index, &out);
    if (reason) {
        text_release(&out);
        luaL_error(lua, "%s", reason);
        return;
    }
    lua_pushlstring(lua, out.bytes, out.length);
    text_release(&out);
}

int script_to_json(lua_State *lua, int index, struct json **ret, struct script_error *ret_error)
{
    struct text out;
    text_init(&out);
    struct json_error wrong = {0};
    char reason[160];
    const char *no_form = script_encode(lua, index, &out);
    int result = no_form ? -1 : json_parse(out.bytes, out.length, ret, &wrong);
    text_release(&out);
    if (result == 0)
        return 0;
    (void)snprintf(reason, sizeof(reason), "%s%s",
        no_form ? "" : "json.text that is not JSON: ", no_form ? no_form : wrong.reason);
    script_error_set(ret_error, script_file(script_of(lua)), script_line(lua), reason);
    return -1;
}

/* Decoding */

static void push_members(lua_State *lua, const struct json *value)
{
    bool array = json_type_of(value) == JSON_TYPE_ARRAY;
    lua_newtable(lua);
    if (array)
        luaL_setmetatable(lua, ARRAY_TYPE);
    lua_Integer position = 1;
    for (const struct json *member = json_first(value); member; member = json_next(member)) {
        script_push_json(lua, member);
        if (array)
            lua_rawseti(lua, -2, position++);
        else
            lua_setfield(lua, -2, json_key(member));
    }
}

void script_push_json(lua_State *lua, const struct json *value)
{
    int64_t integer;
    double number = 0;
    bool boolean = false;
    if (!value) {
        lua_pushnil(lua);
        return;
    }
    luaL_checkstack(lua, 4, "a JSON value is nested too deeply");
    switch (json_type_of(value)) {
    case JSON_TYPE_NULL:
    case JSON_TYPE_RAW: script_push_null(lua); break;
    case JSON_TYPE_BOOL:
        (void)json_bool(value, &boolean);
        lua_pushboolean(lua, boolean);
        break;
    case JSON_TYPE_NUMBER:
        (void)json_double(value, &number);
        if (json_int64(value, &integer))
            lua_pushinteger(lua, integer);
        else
            lua_pushnumber(lua, number);
        break;
    case JSON_TYPE_STRING: lua_pushstring(lua, json_string(value)); break;
    case JSON_TYPE_ARRAY:
    case JSON_TYPE_OBJECT: push_members(lua, value); break;
    }
}

/* The table `json` */

static int lua_json_array(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    luaL_setmetatable(lua, ARRAY_TYPE);
    return 1;
}

static int lua_json_text(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TSTRING);
    (void)lua_newuserdatauv(lua, 0, 1);
    lua_pushvalue(lua, 1);
    (void)lua_setiuservalue(lua, -2, 1);
    luaL_setmetatable(lua, TEXT_TYPE);
    return 1;
}

static int lua_text_tostring(lua_State *lua)
{
    (void)luaL_checkudata(lua, 1, TEXT_TYPE);
    (void)lua_getiuservalue(lua, 1, 1);
    return 1;
}

static int lua_json_encode(lua_State *lua)
{
    luaL_checkany(lua, 1);
    script_push_encoded(lua, 1);
    return 1;
}

static int lua_json_decode(lua_State *lua)
{
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    struct json *value;
    struct json_error wrong;
    if (json_parse(text, length, &value, &wrong) < 0)
        return luaL_error(lua, "not JSON at byte %d: %s", (int)wrong.offset, wrong.reason);
    script_push_json(lua, value);
    json_free(value);
    return 1;
}

static int lua_null_tostring(lua_State *lua)
{
    lua_pushliteral(lua, "null");
    return 1;
}

void script_values_open(lua_State *lua)
{
    static const struct luaL_Reg functions[] = {{"array", lua_json_array}, {"text", lua_json_text},
        {"encode", lua_json_encode}, {"decode", lua_json_decode}, {NULL, NULL}};
    luaL_newmetatable(lua, ARRAY_TYPE);
    luaL_newmetatable(lua, TEXT_TYPE);
    lua_pushcfunction(lua, lua_text_tostring);
    lua_setfield(lua, -2, "__tostring");
    lua_pop(lua, 2);
    luaL_newlib(lua, functions);
    script_push_null(lua);
    /* all light userdata share one metatable, and json.null is the only one that scripts ever see */
    lua_createtable(lua, 0, 1);
    lua_pushcfunction(lua, lua_null_tostring);
    lua_setfield(lua, -2, "__tostring");
    lua_setmetatable(lua, -2);
    lua_setfield(lua, -2, "null");
}
