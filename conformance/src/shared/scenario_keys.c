/* The keys of a scenario: what each takes, and where in the file what is wrong with one of them stands. */
#include "shared/scenario_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "shared/memory.h"
#include "shared/script_private.h"

#define SUMMARY_BYTES_MAX 200U
#define WORD_BYTES_MAX    64U
#define DEFECT_MAX        1000

static const char *const profiles[] = {
    "supervisor", "stream", "session", "pool", "actor", "config", "planner", "display", "bench"};
static const char *const features[] = {"concurrent", "rss", "faketime", "reuse", "bench", "display"};
static const char *const config_keys[] = {"executable", "args", "env", "cwd", "startup_timeout_ms",
    "request_timeout_ms", "shutdown_timeout_ms", "kill_wait_ms", "max_frame_bytes", "rss_hard_limit_kib",
    "rss_sample_interval_ms", "restart_limit", "policy"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct key_rule {
    const char *name;
    bool required;
    int (*read)(
        struct scenario_loading *loading, int index); /* the value is at INDEX; 0, or -1 with the error set */
};

static bool is_among(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

bool scenario_config_key_known(const char *key)
{
    return is_among(key, config_keys, COUNT(config_keys));
}

/* The line, from `scenario {` on, that sets KEY; the line of `scenario {` if none is seen to. For messages only. */
static int line_of_key(const struct scenario_loading *loading, const char *key)
{
    size_t length = strlen(key);
    int line = 1;
    bool word_before = false;
    for (const char *at = loading->source; *at; at++) {
        if (*at == '\n')
            line++;
        if (line >= loading->scenario->line && !word_before && strncmp(at, key, length) == 0) {
            const char *after = at + length;
            after += strspn(after, " \t\"']");
            if (*after == '=' && after[1] != '=')
                return line;
        }
        word_before = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                      (*at >= '0' && *at <= '9') || *at == '_';
    }
    return loading->scenario->line;
}

int scenario_fail_at(struct scenario_loading *loading, const char *key, const char *reason)
{
    int line = key ? line_of_key(loading, key) : loading->scenario->line;
    script_error_set(loading->error, loading->scenario->file, line, reason);
    return -1;
}

static int fail_value(struct scenario_loading *loading, const char *key, const char *expected, int index)
{
    struct text reason;
    text_init(&reason);
    text_append_format(&reason, "`%s` must be %s, not ", key, expected);
    struct text value;
    text_init(&value);
    /* what was written, where it has a short form; else its type */
    if (!lua_istable(loading->lua, index) && !script_encode(loading->lua, index, &value) &&
        value.length <= 80)
        text_append_string(&reason, value.bytes);
    else
        text_append_format(&reason, "a %s", luaL_typename(loading->lua, index));
    int result = scenario_fail_at(loading, key, reason.bytes);
    text_release(&value);
    text_release(&reason);
    return result;
}

/* Lists of words */

/* A list at INDEX has exactly the keys 1..n; n in RET_COUNT. */
static bool is_list(lua_State *lua, int index, size_t *ret_count)
{
    if (!lua_istable(lua, index))
        return false;
    size_t keys = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1))
        keys++;
    *ret_count = (size_t)lua_rawlen(lua, index);
    return keys == *ret_count;
}

static int read_words(struct scenario_loading *loading, int index, const char *key, const char *expected,
    size_t max, bool (*accept)(const char *word), struct scenario_list *ret)
{
    lua_State *lua = loading->lua;
    size_t count = 0;
    if (!is_list(lua, index, &count) || count > max)
        return fail_value(loading, key, expected, index);
    ret->items = memory_allocate((count + 1) * sizeof(*ret->items));
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        const char *word = lua_type(lua, -1) == LUA_TSTRING ? lua_tostring(lua, -1) : NULL;
        if (!word || strlen(word) > WORD_BYTES_MAX || !accept(word)) {
            char reason[320];
            (void)snprintf(reason, sizeof(reason), "`%s` must be %s; its element %zu, %.80s, is none", key,
                expected, i + 1, word ? word : luaL_typename(lua, -1));
            lua_pop(lua, 1);
            return scenario_fail_at(loading, key, reason);
        }
        ret->items[ret->count++] = text_duplicate(word);
        lua_pop(lua, 1);
    }
    return 0;
}

/* "REQ-01", or "WIRE-05b" for a part with a level of its own */
static bool accept_clause(const char *word)
{
    size_t letters = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (letters == 0 || word[letters] != '-')
        return false;
    size_t digits = strspn(word + letters + 1, "0123456789");
    const char *part = word + letters + 1 + digits;
    if (*part >= 'a' && *part <= 'z')
        part++;
    return digits > 0 && *part == '\0';
}

static bool accept_feature(const char *word)
{
    return is_among(word, features, COUNT(features));
}

static bool accept_tag(const char *word)
{
    return *word && word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The keys, in the order of the table below */

static int read_summary(struct scenario_loading *loading, int index)
{
    const char *expected = "one line of text, up to 200 bytes";
    if (lua_type(loading->lua, index) != LUA_TSTRING)
        return fail_value(loading, "summary", expected, index);
    const char *text = lua_tostring(loading->lua, index);
    if (!*text || strlen(text) > SUMMARY_BYTES_MAX || strpbrk(text, "\n\r"))
        return fail_value(loading, "summary", expected, index);
    loading->scenario->summary = text_duplicate(text);
    return 0;
}

static int read_clauses(struct scenario_loading *loading, int index)
{
    const char *expected = "a list of 1 to 12 clause IDs like \"REQ-01\"";
    if (read_words(loading, index, "clauses", expected, SCENARIO_CLAUSES_MAX, accept_clause,
            &loading->scenario->clauses) < 0)
        return -1;
    return loading->scenario->clauses.count > 0 ? 0 : fail_value(loading, "clauses", expected, index);
}

static int read_profile(struct scenario_loading *loading, int index)
{
    const char *name =
        lua_type(loading->lua, index) == LUA_TSTRING ? lua_tostring(loading->lua, index) : NULL;
    if (!name || !is_among(name, profiles, COUNT(profiles)))
        return fail_value(loading, "profile",
            "one of supervisor, stream, session, pool, actor, config, planner, display, bench", index);
    loading->scenario->profile = text_duplicate(name);
    return 0;
}

static int read_config(struct scenario_loading *loading, int index)
{
    struct json *config;
    if (!lua_istable(loading->lua, index))
        return fail_value(loading, "config", "a table", index);
    if (script_to_json(loading->lua, index, &config, loading->error) < 0) {
        char *reason = text_duplicate(loading->error->reason);
        int result = scenario_fail_at(loading, "config", reason);
        free(reason);
        return result;
    }
    if (json_type_of(config) != JSON_TYPE_OBJECT) {
        json_free(config);
        return fail_value(loading, "config", "a table of named options", index);
    }
    json_free(loading->scenario->config);
    loading->scenario->config = config;
    for (const struct json *option = json_first(config); option; option = json_next(option)) {
        if (scenario_config_key_known(json_key(option)))
            continue;
        char reason[200];
        (void)snprintf(reason, sizeof(reason),
            "unknown option `%.60s` in `config`; ADAPTER.md, section 4, lists them", json_key(option));
        return scenario_fail_at(loading, json_key(option), reason);
    }
    return 0;
}

static int read_spawn(struct scenario_loading *loading, int index)
{
    if (!lua_isboolean(loading->lua, index))
        return fail_value(loading, "spawn", "true or false", index);
    loading->scenario->spawn = lua_toboolean(loading->lua, index);
    return 0;
}

static int read_function(struct scenario_loading *loading, int index, const char *key, int *ret_ref)
{
    if (!lua_isfunction(loading->lua, index))
        return fail_value(loading, key, "a function", index);
    lua_pushvalue(loading->lua, index);
    *ret_ref = luaL_ref(loading->lua, LUA_REGISTRYINDEX);
    return 0;
}

static int read_child(struct scenario_loading *loading, int index)
{
    return read_function(loading, index, "child", &loading->scenario->child_ref);
}

static int read_drive(struct scenario_loading *loading, int index)
{
    return read_function(loading, index, "drive", &loading->scenario->drive_ref);
}

static int read_time(struct scenario_loading *loading, int index)
{
    const char *expected = "{ speed = 2 to 1000 } or { step_wall = true }";
    lua_State *lua = loading->lua;
    if (!lua_istable(lua, index))
        return fail_value(loading, "time", expected, index);
    size_t keys = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1))
        keys++;
    int type = lua_getfield(lua, index, "speed");
    lua_Integer speed = lua_isinteger(lua, -1) ? lua_tointeger(lua, -1) : 0;
    lua_pop(lua, 1);
    lua_getfield(lua, index, "step_wall");
    bool step_wall = lua_isboolean(lua, -1) && lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    if (keys != 1 || (type == LUA_TNIL && !step_wall) ||
        (type != LUA_TNIL && (speed < 2 || speed > SCENARIO_SPEED_MAX)))
        return fail_value(loading, "time", expected, index);
    loading->scenario->time_speed = (int)speed;
    loading->scenario->time_step_wall = step_wall;
    return 0;
}

static int read_needs(struct scenario_loading *loading, int index)
{
    return read_words(loading, index, "needs",
        "a list of adapter features (concurrent, rss, faketime, reuse, bench, display)", SCENARIO_LIST_MAX,
        accept_feature, &loading->scenario->needs);
}

static int read_tags(struct scenario_loading *loading, int index)
{
    return read_words(loading, index, "tags", "a list of tags like \"slow-shutdown\"", SCENARIO_LIST_MAX,
        accept_tag, &loading->scenario->tags);
}

static int read_defects(struct scenario_loading *loading, int index)
{
    const char *expected = "a list of numbers of the catalogue of defects";
    lua_State *lua = loading->lua;
    size_t count = 0;
    if (!is_list(lua, index, &count) || count > SCENARIO_LIST_MAX)
        return fail_value(loading, "defects", expected, index);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        lua_Integer number = lua_isinteger(lua, -1) ? lua_tointeger(lua, -1) : 0;
        lua_pop(lua, 1);
        if (number < 1 || number > DEFECT_MAX)
            return fail_value(loading, "defects", expected, index);
        loading->scenario->defects[i] = (int)number;
    }
    loading->scenario->defect_count = count;
    return 0;
}

static int read_timeout(struct scenario_loading *loading, int index)
{
    lua_Integer value = lua_isinteger(loading->lua, index) ? lua_tointeger(loading->lua, index) : 0;
    if (value < 1 || value > SCENARIO_TIMEOUT_MS_MAX)
        return fail_value(loading, "timeout_ms", "a whole number from 1 to 600000", index);
    loading->scenario->timeout_ms = (uint32_t)value;
    return 0;
}

static const struct key_rule rules[] = {
    {"summary", true, read_summary},
    {"clauses", true, read_clauses},
    {"profile", true, read_profile},
    {"config", false, read_config},
    {"spawn", false, read_spawn},
    {"child", false, read_child},
    {"drive", true, read_drive},
    {"time", false, read_time},
    {"needs", false, read_needs},
    {"tags", false, read_tags},
    {"defects", false, read_defects},
    {"timeout_ms", false, read_timeout},
};

static int refuse_unknown_keys(struct scenario_loading *loading, int table)
{
    lua_State *lua = loading->lua;
    for (lua_pushnil(lua); lua_next(lua, table); lua_pop(lua, 1)) {
        const char *key = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : NULL;
        bool known = false;
        for (size_t i = 0; key && i < COUNT(rules); i++)
            known = known || strcmp(key, rules[i].name) == 0;
        if (known)
            continue;
        struct text reason;
        text_init(&reason);
        if (key)
            text_append_format(&reason, "unknown key `%.60s`; the keys of a scenario are", key);
        else
            text_append_string(&reason, "a scenario has only named values; its keys are");
        for (size_t i = 0; i < COUNT(rules); i++)
            text_append_format(&reason, "%s %s", i ? "," : "", rules[i].name);
        int result = scenario_fail_at(loading, key, reason.bytes);
        text_release(&reason);
        lua_pop(lua, 2);
        return result;
    }
    return 0;
}

static int read_keys(struct scenario_loading *loading, int table)
{
    for (size_t i = 0; i < COUNT(rules); i++) {
        int type = lua_getfield(loading->lua, table, rules[i].name);
        int result = 0;
        if (type != LUA_TNIL) {
            result = rules[i].read(loading, lua_gettop(loading->lua));
        } else if (rules[i].required) {
            char reason[80];
            (void)snprintf(reason, sizeof(reason), "the key `%s` is missing", rules[i].name);
            result = scenario_fail_at(loading, NULL, reason);
        }
        lua_pop(loading->lua, 1);
        if (result < 0)
            return result;
    }
    return 0;
}

int scenario_read_table(struct scenario_loading *loading)
{
    int table = lua_gettop(loading->lua);
    int result = refuse_unknown_keys(loading, table);
    if (result == 0)
        result = read_keys(loading, table);
    lua_pop(loading->lua, 1);
    return result;
}
