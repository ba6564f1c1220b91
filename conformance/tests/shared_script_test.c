/* The sandbox, its budget, the form of its errors, scenario files, and values that cross the border. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>

#include "check_run.h"
#include "shared/scenario.h"
#include "shared/script.h"

#define MUST "summary='s', clauses={'REQ-01'}, profile='stream', drive=function() end"

struct loaded {
    char file[64];
    struct script *script;
    struct scenario scenario;
    struct script_error error;
    int result;
};

static void load(struct loaded *loaded, const char *text)
{
    (void)snprintf(loaded->file, sizeof(loaded->file), "/tmp/script_test_XXXXXX");
    int fd = mkstemp(loaded->file);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    loaded->script = script_new();
    ck_assert_ptr_nonnull(loaded->script);
    script_error_init(&loaded->error);
    loaded->result = scenario_load(loaded->script, loaded->file, &loaded->scenario, &loaded->error);
    unlink(loaded->file);
}

static void unload(struct loaded *loaded)
{
    scenario_release(&loaded->scenario);
    script_error_release(&loaded->error);
    script_free(loaded->script);
}

/* Runs TEXT inside the child function of a scenario whose second line it is. */
static void run_child(struct loaded *loaded, const char *text)
{
    char file[4096];
    (void)snprintf(file, sizeof(file), "return scenario { " MUST ", child = function()\n%s\nend }", text);
    load(loaded, file);
    ck_assert_msg(loaded->result == 0, "%s", loaded->error.reason);
    lua_rawgeti(script_state(loaded->script), LUA_REGISTRYINDEX, loaded->scenario.child_ref);
    loaded->result = script_call(loaded->script, 0, 0, &loaded->error);
}

static const struct {
    const char *text;
    int line;
    const char *reason; /* a part of it */
} broken[] = {
    {"return scenario { " MUST ",\n\n sumary = 1 }", 3, "unknown key `sumary`"},
    {"return scenario {\n summary='s', profile='stream', drive=function() end }", 1, "`clauses` is missing"},
    {"return scenario { clauses={'REQ-01'}, profile='stream', drive=function() end }", 1,
        "`summary` is missing"},
    {"return scenario { summary='s', clauses={'REQ-01'}, drive=function() end }", 1, "`profile` is missing"},
    {"return scenario { summary='s', clauses={'REQ-01'}, profile='stream' }", 1, "`drive` is missing"},
    {"return scenario { " MUST ",\n timeout_ms = 0 }", 2, "`timeout_ms` must be a whole number"},
    {"return scenario { " MUST ",\n timeout_ms = 1.5 }", 2, "`timeout_ms` must be"},
    {"return scenario { " MUST ",\n config = { polcy = {} } }", 2, "unknown option `polcy`"},
    {"return scenario { " MUST ",\n config = { args = function() end } }", 2, "a function has no JSON form"},
    {"return scenario { " MUST ",\n config = 5 }", 2, "`config` must be a table, not 5"},
    {"return scenario { " MUST ",\n child = 'x' }", 2, "`child` must be a function, not \"x\""},
    {"return scenario { " MUST ",\n spawn = 0 }", 2, "`spawn` must be true or false"},
    {"return scenario { " MUST ",\n time = { speed = 60, step_wall = true } }", 2, "`time` must be"},
    {"return scenario { " MUST ",\n time = { speed = 1 } }", 2, "`time` must be"},
    {"return scenario { " MUST ",\n time = {} }", 2, "`time` must be"},
    {"return scenario { " MUST ",\n needs = { 'concurent' } }", 2, "its element 1, concurent, is none"},
    {"return scenario { " MUST ",\n tags = { 'x', y = 1 } }", 2, "`tags` must be"},
    {"return scenario { " MUST ",\n defects = { 0 } }", 2, "`defects` must be"},
    {"return scenario { summary='s',\n clauses={}, profile='stream', drive=function() end }", 2, "1 to 12"},
    {"return scenario { summary='s',\n clauses={'req-1'}, profile='stream', drive=function() end }", 2,
        "req-1"},
    {"return scenario { summary='a\\nb', clauses={'REQ-01'}, profile='stream', drive=function() end }", 1,
        "one line"},
    {"return scenario { summary='s', clauses={'REQ-01'}, profile='streams', drive=function() end }", 1,
        "`profile`"},
    {"return scenario {\n summary = = }", 2, "unexpected symbol"},
    {"scenario { " MUST " }", 1, "must return its scenario"},
    {"return { " MUST " }", 1, "`return scenario"},
    {"return 1", 1, "`return scenario"},
    {"local a = scenario { " MUST " }\nreturn scenario { " MUST " }", 2, "one scenario"},
    {"\nwhile true do end", 2, "endless loop"},
    {"\nwhile true do pcall(function() while true do end end) end", 2, "endless loop"},
    {"local s = 'x'\nwhile true do\n s = s .. s\nend", 3, "64 MiB of memory"},
    {"\nlocal t = {} for i = 1, 1e9 do t[i] = {} end", 2, "memory"},
    {"\nlocal t = string.rep('x', 1 << 40)", 2, NULL},
    {"\nerror('no')", 2, "no"},
    {"\nerror({})", 2, "raised a table"},
    {"\nio.write('x')", 2, "nil value (global 'io')"},
    {"\nlocal f = load('return 1')", 2, "nil value (global 'load')"},
    {"\x1bLua", 0, "binary chunk"},
};

START_TEST(a_wrong_file_is_told_with_file_line_and_reason)
{
    struct loaded loaded;
    load(&loaded, broken[_i].text);
    ck_assert_msg(loaded.result == -1, "%s", broken[_i].text);
    ck_assert_str_eq(loaded.error.file, loaded.file);
    ck_assert_msg(loaded.error.line == broken[_i].line, "%s\n%d: %s", broken[_i].text, loaded.error.line,
        loaded.error.reason);
    if (broken[_i].reason)
        ck_assert_msg(strstr(loaded.error.reason, broken[_i].reason) != NULL, "%s", loaded.error.reason);
    char *text = script_error_text(&loaded.error);
    ck_assert_int_eq(strncmp(text, loaded.file, strlen(loaded.file)), 0);
    free(text);
    unload(&loaded);
}
END_TEST

START_TEST(a_scenario_that_is_left_short_has_the_defaults)
{
    struct loaded loaded;
    load(&loaded, "return scenario { " MUST " }");
    ck_assert_int_eq(loaded.result, 0);
    ck_assert_str_eq(loaded.scenario.summary, "s");
    ck_assert_str_eq(loaded.scenario.profile, "stream");
    ck_assert(scenario_has(&loaded.scenario.clauses, "REQ-01"));
    ck_assert(loaded.scenario.spawn);
    ck_assert_uint_eq(json_count(loaded.scenario.config), 0);
    ck_assert_uint_eq(loaded.scenario.timeout_ms, 10000);
    ck_assert_int_eq(loaded.scenario.child_ref, LUA_NOREF);
    ck_assert_int_ne(loaded.scenario.drive_ref, LUA_NOREF);
    ck_assert_int_eq(loaded.scenario.time_speed, 0);
    ck_assert_uint_eq(loaded.scenario.needs.count, 0);
    unload(&loaded);
}
END_TEST

START_TEST(a_scenario_keeps_everything_it_says)
{
    struct loaded loaded;
    load(&loaded,
        "return scenario { " MUST ", config={policy={max_requests=3}, args=json.array{}}, spawn=false,\n"
        "child=function() end, time={speed=60}, needs={'rss','concurrent'}, tags={'slow-shutdown'},\n"
        "defects={7,26}, timeout_ms=600000 }");
    ck_assert_msg(loaded.result == 0, "%s", loaded.error.reason);
    char *config = json_print(loaded.scenario.config, NULL);
    ck_assert_str_eq(config, "{\"args\":[],\"policy\":{\"max_requests\":3}}");
    free(config);
    ck_assert(!loaded.scenario.spawn);
    ck_assert_int_eq(loaded.scenario.time_speed, 60);
    ck_assert(!loaded.scenario.time_step_wall);
    ck_assert(scenario_has(&loaded.scenario.needs, "concurrent"));
    ck_assert(scenario_has(&loaded.scenario.tags, "slow-shutdown"));
    ck_assert_uint_eq(loaded.scenario.defect_count, 2);
    ck_assert_int_eq(loaded.scenario.defects[1], 26);
    ck_assert_uint_eq(loaded.scenario.timeout_ms, 600000);
    ck_assert_int_ne(loaded.scenario.child_ref, LUA_NOREF);
    unload(&loaded);
}
END_TEST

START_TEST(a_missing_file_is_an_error_with_its_name)
{
    struct script *script = script_new();
    struct scenario scenario;
    struct script_error error;
    script_error_init(&error);
    ck_assert_int_eq(scenario_load(script, "/nowhere/x.lua", &scenario, &error), -1);
    char *text = script_error_text(&error);
    ck_assert_str_eq(text, "/nowhere/x.lua: cannot be opened: No such file or directory");
    free(text);
    script_error_release(&error);
    scenario_release(&scenario);
    script_free(script);
}
END_TEST

static const char *const forbidden[] = {"io", "os", "load", "loadfile", "loadstring", "dofile", "require",
    "package", "debug", "coroutine", "collectgarbage", "getmetatable", "setmetatable", "rawset", "rawget",
    "print", "warn", "string.dump"};

START_TEST(the_sandbox_has_no_way_out)
{
    struct loaded loaded;
    char text[128];
    (void)snprintf(text, sizeof(text), "assert(%s == nil)", forbidden[_i]);
    run_child(&loaded, text);
    ck_assert_msg(loaded.result == 0, "%s", loaded.error.reason);
    unload(&loaded);
}
END_TEST

static const char *const encoded[][2] = {
    {"{ b = 1, a = 'x', c = json.null }", "{\"a\":\"x\",\"b\":1,\"c\":null}"},
    {"{}", "{}"},
    {"json.array {}", "[]"},
    {"{ 1, { 2 }, json.array { json.null } }", "[1,[2],[null]]"},
    {"json.text '{ \"b\" : 01 }'", "{ \"b\" : 01 }"},
    {"2.0", "2.0"},
    {"math.maxinteger", "9223372036854775807"},
    {"0.1", "0.1"},
    {"1e100", "1e+100"},
    {"json.decode '[1,2.5,{\"a\":[]},null,18446744073709551615]'",
        "[1,2.5,{\"a\":[]},null,\"18446744073709551615\"]"},
    {"'\\xff\\0'", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
};

START_TEST(lua_values_have_one_json_text)
{
    struct loaded loaded;
    char text[512];
    (void)snprintf(text, sizeof(text),
        "local got = json.encode(%s) if got ~= [==[%s]==] then error(got, 0) end", encoded[_i][0],
        encoded[_i][1]);
    run_child(&loaded, text);
    ck_assert_msg(loaded.result == 0, "%s", loaded.error.reason);
    unload(&loaded);
}
END_TEST

static const char *const without_json[] = {"function() end", "0/0", "1/0", "{ 1, x = 2 }", "{ [3] = 1 }",
    "{ [1.5] = 1 }", "(function() local t = {} t.t = t return t end)()", "nil", "{ [true] = 1 }"};

START_TEST(what_has_no_json_form_is_an_error_of_the_script)
{
    struct loaded loaded;
    char text[256];
    (void)snprintf(text, sizeof(text), "json.encode(%s)", without_json[_i]);
    run_child(&loaded, text);
    ck_assert_int_eq(loaded.result, -1);
    ck_assert_int_eq(loaded.error.line, 2);
    unload(&loaded);
}
END_TEST

START_TEST(json_text_that_is_not_json_does_not_enter_a_tree)
{
    struct loaded loaded;
    struct json *value = NULL;
    run_child(&loaded, "");
    lua_State *lua = script_state(loaded.script);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_getfield(lua, -1, "json");
    lua_getfield(lua, -1, "text");
    lua_pushliteral(lua, "[1,");
    lua_call(lua, 1, 1);
    ck_assert_int_eq(script_to_json(lua, -1, &value, &loaded.error), -1);
    ck_assert_ptr_null(value);
    ck_assert_ptr_nonnull(strstr(loaded.error.reason, "json.text that is not JSON"));
    unload(&loaded);
}
END_TEST

START_TEST(an_error_inside_trusted_text_is_charged_to_the_scenarios_line)
{
    struct loaded loaded;
    load(&loaded, "return scenario { " MUST ", child = function(help)\n\n  help()\nend }");
    ck_assert_int_eq(loaded.result, 0);
    lua_State *lua = script_state(loaded.script);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, loaded.scenario.child_ref);
    ck_assert_int_eq(script_run_prelude(loaded.script, "p", "return function()\n\n\n\n error('inside') end",
                         1, &loaded.error),
        0);
    ck_assert_int_eq(script_call(loaded.script, 1, 0, &loaded.error), -1);
    ck_assert_str_eq(loaded.error.reason, "inside");
    ck_assert_int_eq(loaded.error.line, 3);
    unload(&loaded);
}
END_TEST

static int yield_now(lua_State *lua)
{
    return lua_yield(lua, 0);
}

/* Four stretches that only together are too long, then one that is too long by itself. */
START_TEST(a_coroutine_has_a_fresh_budget_at_each_resume)
{
    struct loaded loaded;
    int count = 0;
    load(&loaded, "return scenario { " MUST ", child = function(yield)\n"
                  "  for i = 1, 4 do local n = 0 while n < 1500000 do n = n + 1 end yield() end\n"
                  "  while true do end\nend }");
    ck_assert_int_eq(loaded.result, 0);
    lua_State *coroutine = lua_newthread(script_state(loaded.script));
    lua_rawgeti(coroutine, LUA_REGISTRYINDEX, loaded.scenario.child_ref);
    lua_pushcfunction(coroutine, yield_now);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(
            script_resume(loaded.script, coroutine, i == 0 ? 1 : 0, &count, &loaded.error), LUA_YIELD);
    ck_assert_int_eq(script_resume(loaded.script, coroutine, 0, &count, &loaded.error), -1);
    ck_assert_int_eq(loaded.error.line, 3);
    ck_assert_ptr_nonnull(strstr(loaded.error.reason, "endless loop"));
    unload(&loaded);
}
END_TEST

static int end_script(lua_State *lua)
{
    script_uncatchable(script_of(lua));
    return luaL_error(lua, "the end");
}

START_TEST(an_uncatchable_error_passes_every_pcall)
{
    struct loaded loaded;
    load(&loaded, "return scenario { " MUST ", child = function(stop)\n"
                  "  assert(not pcall(error, 'caught'))\n  pcall(pcall, stop)\nend }");
    ck_assert_int_eq(loaded.result, 0);
    lua_State *lua = script_state(loaded.script);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, loaded.scenario.child_ref);
    lua_pushcfunction(lua, end_script);
    ck_assert_int_eq(script_call(loaded.script, 1, 0, &loaded.error), -1);
    ck_assert_str_eq(loaded.error.reason, "the end");
    unload(&loaded);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

int main(void)
{
    Suite *suite = suite_create("script");
    TCase *cases = tcase_create("script");
    tcase_set_timeout(cases, 30);
    tcase_add_loop_test(cases, a_wrong_file_is_told_with_file_line_and_reason, 0, COUNT(broken));
    tcase_add_test(cases, a_scenario_that_is_left_short_has_the_defaults);
    tcase_add_test(cases, a_scenario_keeps_everything_it_says);
    tcase_add_test(cases, a_missing_file_is_an_error_with_its_name);
    tcase_add_loop_test(cases, the_sandbox_has_no_way_out, 0, COUNT(forbidden));
    tcase_add_loop_test(cases, lua_values_have_one_json_text, 0, COUNT(encoded));
    tcase_add_loop_test(cases, what_has_no_json_form_is_an_error_of_the_script, 0, COUNT(without_json));
    tcase_add_test(cases, json_text_that_is_not_json_does_not_enter_a_tree);
    tcase_add_test(cases, an_error_inside_trusted_text_is_charged_to_the_scenarios_line);
    tcase_add_test(cases, a_coroutine_has_a_fresh_budget_at_each_resume);
    tcase_add_test(cases, an_uncatchable_error_passes_every_pcall);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
