#include "report_fixture.h"

#include <stdlib.h>

#include "check_run.h"

static const struct result_clause_def clauses[] = {
    {"A-01", "MUST", "supervisor", "alpha", "A child is reaped | before <the> call returns.", NULL},
    {"A-02", "MUST", "supervisor", "alpha", "A request has one terminal outcome.", NULL},
    {"A-03", "MUST", "supervisor", "alpha", "Nobody can see this.", "not visible from outside"},
    {"B-01", "SHOULD", "stream", "beta", "The message says why.", NULL},
};

static const char *const states[] = {"Idle", "Busy"};

static const struct result_transition_def transitions[] = {
    {"write", "Idle", "request written", "Busy", "A-02", NULL},
    {"answer", "Busy", "terminal response", "Idle", "A-02", NULL},
};

const struct result_model fixture_model = {
    .clauses = clauses,
    .clause_count = sizeof(clauses) / sizeof(clauses[0]),
    .states = states,
    .state_count = sizeof(states) / sizeof(states[0]),
    .transitions = transitions,
    .transition_count = sizeof(transitions) / sizeof(transitions[0]),
};

struct result_scenario fixture_scenario(const char *id, const char *const *clause)
{
    return (struct result_scenario){
        .id = id,
        .file = "scenarios/one.lua",
        .summary = "a behaviour",
        .profile = "supervisor",
        .clauses = clause,
        .clause_count = 1,
        .outcome = RESULT_OUTCOME_RAN,
        .checks = 3,
        .duration_ms = 12,
        .rerun = "childproof run --filter one -- ./adapter",
    };
}

struct result_violation fixture_violation(const char *clause)
{
    return (struct result_violation){
        .clause = clause,
        .level = RESULT_LEVEL_FAIL,
        .event = 17,
        .event_ns = 300000000,
        .expected = "error timeout at 0.010 s",
        .happened = "error timeout at 0.300 s",
        .states = "Idle, Busy",
        .found_by = "machine",
        .file = "scenarios/one.lua",
        .line = 27,
    };
}

void fixture_begin(struct result *result)
{
    static const char *const profiles[] = {"supervisor"};
    static const char *const features[] = {"concurrent"};
    const struct result_run run = {
        .tool_version = "0.1.0",
        .spec = "1",
        .command = "childproof run -- ./adapter",
        .started_unix_ms = 1700000000000,
        .duration_ms = 12345,
        .seed = 18446744073709551615u,
        .jobs = 4,
    };
    const struct result_subject subject = {
        .command = "./adapter",
        .name = "acme",
        .version = "1.2",
        .language = "Go",
        .spec = "1",
        .profiles = profiles,
        .profile_count = 1,
        .features = features,
        .feature_count = 1,
        .display = true,
    };
    result_init(result);
    ck_assert_int_eq(result_set_run(result, &run), 0);
    ck_assert_int_eq(result_set_subject(result, &subject), 0);
}

static void append(struct result *result, const struct result_scenario *scenario)
{
    ck_assert_int_eq(result_append_scenario(result, scenario, NULL), 0);
}

static void expect(struct result *result, const char *glob, const char *clause, int line)
{
    const struct result_expectation entry = {.glob = glob,
        .clause = clause,
        .reason = "waits for the new reaper",
        .file = "expect.txt",
        .line = line};
    ck_assert_int_eq(result_append_expectation(result, &entry), 0);
}

#define HOSTILE "\x1b[31mred\x07 \xff <b>&\"'|`@everyone` ]]> \xe2\x80\xae end\nnext: line # SKIP \\"

static void append_failures(struct result *result)
{
    static const char *const a01[] = {"A-01"};
    static const char *const a02[] = {"A-02"};
    static const char *const events[] = {
        "0.290 s  driver  call 3 stream", "0.300 s  child   row \x1b[2J rows 0", "0.301 s  kernel  exited"};
    struct result_violation violations[] = {fixture_violation("A-02"), fixture_violation("A-01")};
    violations[1].happened = HOSTILE;
    violations[1].expected = "nothing of the kind";
    violations[1].event = 0;
    violations[1].event_ns = -1;
    struct result_scenario failing = fixture_scenario("stream/fails", a02);
    failing.violations = violations;
    failing.violation_count = 2;
    failing.last_events = events;
    failing.last_event_count = 3;
    failing.adapter_stderr = "log line 1\nlog line 2 \x1b]0;title\x07\n";
    failing.trace_path = "out/traces/stream_fails.jsonl";
    append(result, &failing);

    struct result_violation known = fixture_violation("A-01");
    struct result_scenario expected = fixture_scenario("shutdown/known", a01);
    expected.violations = &known;
    expected.violation_count = 1;
    append(result, &expected);

    struct result_scenario late = fixture_scenario("spawn/hangs", a01);
    late.outcome = RESULT_OUTCOME_INCONCLUSIVE;
    late.timeout_planned_ms = 10000;
    late.timeout_ran_ms = 10104;
    late.timeout_waiting_for = "the answer to call 4 (shutdown)";
    late.reason = "no answer in time";
    append(result, &late);

    struct result_scenario mute = fixture_scenario("spawn/mute", a01);
    mute.outcome = RESULT_OUTCOME_ADAPTER_ERROR;
    mute.reason = "the adapter wrote `" HOSTILE "`";
    append(result, &mute);
}

static void append_others(struct result *result)
{
    static const char *const a01[] = {"A-01"};
    static const char *const b01[] = {"B-01"};
    struct result_scenario scenario = fixture_scenario("shutdown/passes", a01);
    append(result, &scenario);
    scenario = fixture_scenario("shutdown/now_passes", a01);
    append(result, &scenario);
    struct result_violation missed = fixture_violation("B-01");
    missed.level = RESULT_LEVEL_NON_STRICT;
    scenario = fixture_scenario("display/missed", b01);
    scenario.violations = &missed;
    scenario.violation_count = 1;
    append(result, &scenario);
    scenario = fixture_scenario("stream/unsupported", b01);
    scenario.outcome = RESULT_OUTCOME_UNSUPPORTED;
    scenario.reason = "needs the feature rss";
    append(result, &scenario);
    scenario = fixture_scenario("stream/elsewhere", b01);
    scenario.outcome = RESULT_OUTCOME_NOT_APPLICABLE;
    scenario.reason = "libfaketime does not reach this subject";
    append(result, &scenario);
}

void fixture_everything(struct result *result)
{
    fixture_begin(result);
    expect(result, "shutdown/known", "A-01", 3);
    expect(result, "shutdown/now_passes", NULL, 4);
    expect(result, "gone/*", NULL, 9);
    append_failures(result);
    append_others(result);
    ck_assert_int_eq(result_mark_state(result, 0), 0);
    ck_assert_int_eq(result_mark_transition(result, 1), 0);
    ck_assert_int_eq(result_finish(result, &fixture_model), 0);
}

int fixture_run(
    const char *name, const TTest *const *tests, size_t count, void (*setup)(void), void (*teardown)(void))
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return check_run(suite);
}
