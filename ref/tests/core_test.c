/* The pure core: every pair of state and event, the window, the policy, the counters, and texts. No process, no clock. */
#include "core/account.h"
#include "core/deadline.h"
#include "core/duration.h"
#include "core/machine.h"
#include "core/policy.h"
#include "core/text.h"
#include "core/window.h"
#include "suite.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* ---- States ------------------------------------------------------------------------------------------------------- */

/* The specification's table, written down a second time and independently: from, event, to. What is not here is
 * impossible. */
static const struct {
    enum sup_state from;
    enum sup_event event;
    enum sup_state to;
} POSSIBLE[] = {
    {SUP_STATE_ABSENT, SUP_EVENT_SPAWN, SUP_STATE_STARTING},
    {SUP_STATE_STARTING, SUP_EVENT_HANDSHAKE_ACCEPTED, SUP_STATE_IDLE},
    {SUP_STATE_STARTING, SUP_EVENT_EXEC_FAILED, SUP_STATE_EXITED},
    {SUP_STATE_STARTING, SUP_EVENT_START_FAILED, SUP_STATE_KILLING},
    {SUP_STATE_STARTING, SUP_EVENT_DIED, SUP_STATE_REAPING},
    {SUP_STATE_IDLE, SUP_EVENT_REQUEST_WRITTEN, SUP_STATE_BUSY},
    {SUP_STATE_IDLE, SUP_EVENT_DIED, SUP_STATE_REAPING},
    {SUP_STATE_IDLE, SUP_EVENT_BROKEN, SUP_STATE_KILLING},
    {SUP_STATE_IDLE, SUP_EVENT_ABANDONED, SUP_STATE_KILLING},
    {SUP_STATE_IDLE, SUP_EVENT_KILL, SUP_STATE_KILLING},
    {SUP_STATE_IDLE, SUP_EVENT_ASKED, SUP_STATE_STOPPING},
    {SUP_STATE_IDLE, SUP_EVENT_OUTPUT_ENDED, SUP_STATE_CRASHED},
    {SUP_STATE_BUSY, SUP_EVENT_DELIVERED, SUP_STATE_STREAMING},
    {SUP_STATE_BUSY, SUP_EVENT_ANSWERED, SUP_STATE_IDLE},
    {SUP_STATE_BUSY, SUP_EVENT_ABANDONED, SUP_STATE_KILLING},
    {SUP_STATE_BUSY, SUP_EVENT_BROKEN, SUP_STATE_KILLING},
    {SUP_STATE_BUSY, SUP_EVENT_OUTPUT_ENDED, SUP_STATE_CRASHED},
    {SUP_STATE_STREAMING, SUP_EVENT_DELIVERED, SUP_STATE_STREAMING},
    {SUP_STATE_STREAMING, SUP_EVENT_ANSWERED, SUP_STATE_IDLE},
    {SUP_STATE_STREAMING, SUP_EVENT_ABANDONED, SUP_STATE_KILLING},
    {SUP_STATE_STREAMING, SUP_EVENT_BROKEN, SUP_STATE_KILLING},
    {SUP_STATE_STREAMING, SUP_EVENT_OUTPUT_ENDED, SUP_STATE_CRASHED},
    {SUP_STATE_STOPPING, SUP_EVENT_KILL, SUP_STATE_KILLING},
    {SUP_STATE_STOPPING, SUP_EVENT_DIED, SUP_STATE_REAPING},
    {SUP_STATE_CRASHED, SUP_EVENT_KILL, SUP_STATE_KILLING},
    {SUP_STATE_CRASHED, SUP_EVENT_DIED, SUP_STATE_REAPING},
    {SUP_STATE_KILLING, SUP_EVENT_KILL, SUP_STATE_KILLING},
    {SUP_STATE_KILLING, SUP_EVENT_DIED, SUP_STATE_REAPING},
    {SUP_STATE_REAPING, SUP_EVENT_REAPED, SUP_STATE_EXITED},
    {SUP_STATE_EXITED, SUP_EVENT_SPAWN, SUP_STATE_STARTING},
    {SUP_STATE_EXITED, SUP_EVENT_REFUSED, SUP_STATE_RESTART_EXHAUSTED},
};

static int expected_state(enum sup_state from, enum sup_event event)
{
    for (size_t i = 0; i < sizeof(POSSIBLE) / sizeof(POSSIBLE[0]); i++)
        if (POSSIBLE[i].from == from && POSSIBLE[i].event == event)
            return (int)POSSIBLE[i].to;
    return -1;
}

START_TEST(each_state_takes_the_events_of_the_specification_and_no_other)
{
    for (int state = 0; state < SUP_STATE_COUNT; state++) {
        for (int event = 0; event < SUP_EVENT_COUNT; event++) {
            struct machine machine = {.state = (enum sup_state)state, .born = true};
            int actions = machine_step(&machine, (enum sup_event)event, 7);
            int expected = expected_state((enum sup_state)state, (enum sup_event)event);
            ck_assert_msg((actions >= 0) == (expected >= 0), "%s, event %d",
                machine_state_name((enum sup_state)state), event);
            ck_assert_int_eq((int)machine.state, expected >= 0 ? expected : state);
        }
    }
}
END_TEST

START_TEST(a_first_start_that_fails_leads_back_to_absent)
{
    struct machine machine;
    machine_init(&machine);
    ck_assert_int_eq(machine_step(&machine, SUP_EVENT_SPAWN, 0), SUP_ACTION_START_CHILD);
    ck_assert_int_eq(machine_step(&machine, SUP_EVENT_START_FAILED, 0), SUP_ACTION_KILL_CHILD);
    ck_assert_int_eq(machine_step(&machine, SUP_EVENT_DIED, 0), SUP_ACTION_REAP_CHILD);
    ck_assert_int_eq(machine_step(&machine, SUP_EVENT_REAPED, 0), 0);
    ck_assert_int_eq(machine.state, SUP_STATE_ABSENT);
}
END_TEST

static void play(struct machine *machine, const enum sup_event *events, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_int_ge(machine_step(machine, events[i], 100 + (int64_t)i), 0);
}
#define PLAY(machine, ...)                                                                                   \
    play(machine, (const enum sup_event[]){__VA_ARGS__},                                                     \
        sizeof((const enum sup_event[]){__VA_ARGS__}) / sizeof(enum sup_event))

START_TEST(the_generation_grows_with_successful_replacements_only)
{
    struct machine machine;
    machine_init(&machine);
    PLAY(&machine, SUP_EVENT_SPAWN, SUP_EVENT_HANDSHAKE_ACCEPTED);
    ck_assert_uint_eq(machine.generation, 0);
    PLAY(&machine, SUP_EVENT_DIED, SUP_EVENT_REAPED, SUP_EVENT_SPAWN, SUP_EVENT_EXEC_FAILED);
    ck_assert_int_eq(machine.state, SUP_STATE_EXITED);
    ck_assert_uint_eq(machine.generation, 0);
    PLAY(&machine, SUP_EVENT_SPAWN, SUP_EVENT_HANDSHAKE_ACCEPTED);
    ck_assert_uint_eq(machine.generation, 1);
}
END_TEST

START_TEST(only_the_exit_of_a_child_that_was_idle_is_recorded)
{
    struct machine machine;
    machine_init(&machine);
    PLAY(&machine, SUP_EVENT_SPAWN, SUP_EVENT_HANDSHAKE_ACCEPTED, SUP_EVENT_DIED);
    ck_assert_int_eq(machine_step(&machine, SUP_EVENT_REAPED, 0), SUP_ACTION_RECORD_EXIT);
    PLAY(&machine, SUP_EVENT_SPAWN, SUP_EVENT_DIED);
    ck_assert_int_eq(machine_step(&machine, SUP_EVENT_REAPED, 0), 0);
}
END_TEST

START_TEST(request_ids_survive_a_replacement_and_activity_is_the_requests_end)
{
    struct machine machine;
    machine_init(&machine);
    PLAY(&machine, SUP_EVENT_SPAWN, SUP_EVENT_HANDSHAKE_ACCEPTED, SUP_EVENT_REQUEST_WRITTEN,
        SUP_EVENT_DELIVERED, SUP_EVENT_ANSWERED);
    ck_assert_int_eq(machine.last_activity_ns, 104);
    ck_assert_uint_eq(machine.request_id, 0);
    ck_assert(machine.requested);
    PLAY(&machine, SUP_EVENT_DIED, SUP_EVENT_REAPED, SUP_EVENT_SPAWN, SUP_EVENT_HANDSHAKE_ACCEPTED);
    ck_assert(!machine.requested);
    PLAY(&machine, SUP_EVENT_REQUEST_WRITTEN);
    ck_assert_uint_eq(machine.request_id, 1);
}
END_TEST

START_TEST(requests_are_refused_while_a_child_ends_and_for_good_at_the_end)
{
    for (int state = 0; state < SUP_STATE_COUNT; state++) {
        bool refuses = state == SUP_STATE_STOPPING || state == SUP_STATE_KILLING ||
                       state == SUP_STATE_REAPING || state == SUP_STATE_RESTART_EXHAUSTED;
        ck_assert_int_eq(machine_refuses((enum sup_state)state), refuses);
        ck_assert_ptr_nonnull(machine_state_name((enum sup_state)state));
    }
}
END_TEST

/* ---- Window ------------------------------------------------------------------------------------------------------- */

#define MS(ms) ((int64_t)(ms)*NS_PER_MS)

START_TEST(the_window_admits_n_and_refuses_the_next)
{
    struct window window;
    window_init(&window, 40, 1000);
    for (int i = 0; i < 40; i++)
        ck_assert_int_eq(window_admit(&window, MS(i)), WINDOW_ADMITTED);
    ck_assert_int_eq(window_admit(&window, MS(999)), WINDOW_REFUSED);
    ck_assert_uint_eq(window.count, 40);
    window_release(&window);
}
END_TEST

START_TEST(an_age_of_exactly_the_window_leaves_it)
{
    struct window window;
    window_init(&window, 1, 1000);
    ck_assert_int_eq(window_admit(&window, MS(5)), WINDOW_ADMITTED);
    ck_assert_int_eq(window_admit(&window, MS(1005) - 1), WINDOW_REFUSED);
    ck_assert_int_eq(window_admit(&window, MS(1005)), WINDOW_ADMITTED);
    window_release(&window);
}
END_TEST

START_TEST(the_window_slides_for_ever)
{
    struct window window;
    window_init(&window, 3, 100);
    for (int i = 0; i < 1000; i++) {
        int64_t now_ns = MS(i * 10);
        bool full = window.count == 3 && now_ns - window.starts_ns[window.first] < MS(100);
        ck_assert_int_eq(window_admit(&window, now_ns), full ? WINDOW_REFUSED : WINDOW_ADMITTED);
    }
    ck_assert_uint_le(window.capacity, 16);
    window_release(&window);
}
END_TEST

START_TEST(a_window_without_end_never_forgets)
{
    struct window window;
    window_init(&window, 1, UINT64_MAX);
    ck_assert_int_eq(window_admit(&window, MS(1)), WINDOW_ADMITTED);
    ck_assert_int_eq(window_admit(&window, INT64_MAX), WINDOW_REFUSED);
    window_release(&window);
}
END_TEST

/* ---- Policy ------------------------------------------------------------------------------------------------------- */

static const struct sup_policy ALL = {
    .max_requests = 10, .max_imports = 5, .max_rss_kib = 1000, .idle_restart_after_ms = 100};
static const struct sup_policy NONE = {SUP_NONE, SUP_NONE, SUP_NONE, SUP_NONE};

static const struct {
    struct policy_facts facts;
    enum policy_verdict verdict;
    enum sup_restart_cause cause;
} DECISIONS[] = {
    {{.requests = 10, .imports = 5, .import_like = true}, POLICY_RESTART, SUP_RESTART_CAUSE_MAX_REQUESTS},
    {{.requests = 9, .imports = 5, .import_like = true}, POLICY_RESTART, SUP_RESTART_CAUSE_MAX_IMPORTS},
    {{.requests = 9, .imports = 5}, POLICY_SAMPLE, SUP_RESTART_CAUSE_NONE},
    {{.sample = POLICY_SAMPLE_TAKEN, .rss_kib = 1000, .idle_ns = MS(500)}, POLICY_RESTART,
        SUP_RESTART_CAUSE_RSS_CEILING},
    {{.sample = POLICY_SAMPLE_TAKEN, .rss_kib = 999, .idle_ns = MS(100)}, POLICY_RESTART,
        SUP_RESTART_CAUSE_IDLE},
    {{.sample = POLICY_SAMPLE_TAKEN, .rss_kib = 999, .idle_ns = MS(100) - 1}, POLICY_ADMIT,
        SUP_RESTART_CAUSE_NONE},
    {{.sample = POLICY_SAMPLE_UNAVAILABLE, .rss_kib = SUP_NONE}, POLICY_ADMIT, SUP_RESTART_CAUSE_NONE},
};

START_TEST(the_first_limit_that_is_reached_wins)
{
    struct policy_decision decision = policy_decide(&ALL, &DECISIONS[_i].facts);
    ck_assert_int_eq(decision.verdict, DECISIONS[_i].verdict);
    ck_assert_int_eq(decision.cause, DECISIONS[_i].cause);
}
END_TEST

START_TEST(a_policy_that_is_off_never_restarts)
{
    const struct policy_facts facts = {.import_like = true,
        .requests = UINT64_MAX,
        .imports = UINT64_MAX,
        .sample = POLICY_SAMPLE_TAKEN,
        .rss_kib = UINT64_MAX,
        .idle_ns = INT64_MAX};
    ck_assert_int_eq(policy_decide(&NONE, &facts).verdict, POLICY_ADMIT);
}
END_TEST

START_TEST(count_limits_are_raised_to_one)
{
    struct sup_policy floored = policy_floored(&(struct sup_policy){0});
    ck_assert_uint_eq(floored.max_requests, 1);
    ck_assert_uint_eq(floored.max_imports, 1);
    ck_assert_uint_eq(floored.max_rss_kib, 1);
    ck_assert_uint_eq(floored.idle_restart_after_ms, 0);
    ck_assert_uint_eq(policy_floored(&NONE).max_requests, SUP_NONE);
}
END_TEST

/* ---- Deadlines ---------------------------------------------------------------------------------------------------- */

START_TEST(a_deadline_that_cannot_be_written_never_comes)
{
    ck_assert_int_eq(deadline_after_ms(5, UINT64_MAX), DEADLINE_NEVER);
    ck_assert(!deadline_passed(DEADLINE_NEVER, INT64_MAX));
    ck_assert_int_eq(deadline_remaining(DEADLINE_NEVER, 5), DEADLINE_NEVER);
}
END_TEST

START_TEST(a_deadline_passes_at_its_instant_and_not_before)
{
    int64_t deadline_ns = deadline_after_ms(MS(10), 5);
    ck_assert_int_eq(deadline_ns, MS(15));
    ck_assert(!deadline_passed(deadline_ns, MS(15) - 1));
    ck_assert(deadline_passed(deadline_ns, MS(15)));
    ck_assert_int_eq(deadline_remaining(deadline_ns, MS(20)), 0);
    ck_assert_int_eq(deadline_remaining(deadline_ns, MS(14)), MS(1));
}
END_TEST

/* ---- Counters ----------------------------------------------------------------------------------------------------- */

START_TEST(counters_saturate)
{
    uint64_t counter = UINT64_MAX - 1;
    account_add(&counter, 1);
    account_add(&counter, 5);
    ck_assert_uint_eq(counter, UINT64_MAX);
}
END_TEST

START_TEST(each_cause_has_its_counter_and_an_abort_has_none)
{
    for (int cause = SUP_RESTART_CAUSE_EXPLICIT; cause <= SUP_RESTART_CAUSE_CHILD_ABORT; cause++) {
        struct sup_stats stats;
        account_init(&stats);
        account_restart(&stats, (enum sup_restart_cause)cause);
        uint64_t own = stats.explicit_cycles + stats.max_request_restarts + stats.max_import_restarts +
                       stats.rss_restarts + stats.idle_restarts + stats.cancelled_restarts +
                       stats.timeout_restarts;
        ck_assert_uint_eq(stats.restarts, 1);
        ck_assert_uint_eq(own, cause == SUP_RESTART_CAUSE_CHILD_ABORT ? 0 : 1);
        ck_assert_int_eq(stats.last_restart_reason, cause);
    }
}
END_TEST

START_TEST(a_refused_replacement_is_skipped_and_a_success_clears_the_reason)
{
    struct sup_stats stats;
    account_init(&stats);
    account_replacement_failed(&stats, SUP_SKIP_REASON_STOP_FAILED);
    ck_assert_uint_eq(stats.replacement_budget_skipped, 0);
    account_replacement_failed(&stats, SUP_SKIP_REASON_RESTART_LIMIT_EXCEEDED);
    ck_assert_uint_eq(stats.replacement_budget_skipped, 1);
    ck_assert_uint_eq(stats.replacement_failures, 2);
    account_replacement_succeeded(&stats, &(struct sup_replacement){.reason = SUP_RESTART_CAUSE_IDLE});
    ck_assert_int_eq(stats.last_skip_reason, SUP_SKIP_REASON_NONE);
    ck_assert_int_eq(stats.last_replacement.reason, SUP_RESTART_CAUSE_IDLE);
}
END_TEST

/* ---- Texts -------------------------------------------------------------------------------------------------------- */

#define BAD "\xef\xbf\xbd"

static const struct {
    const char *bytes;
    const char *text;
} LOSSY[] = {
    {"plain", "plain"},
    {"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"},
    {"a\xff z", "a" BAD " z"},
    {"\xc0\xaf", BAD BAD},         /* overlong */
    {"\xed\xa0\x80", BAD BAD BAD}, /* surrogate */
    {"\xf5\x80", BAD BAD},         /* beyond U+10FFFF */
    {"\xe2\x82", BAD},             /* torn at the end */
    {"\xe2\x82z", BAD "z"},
    {"\xf0\x9f\x98z", BAD "z"},
    {"\x80\x80", BAD BAD},
};

START_TEST(what_is_not_utf8_is_replaced)
{
    char text[64];
    size_t bytes = text_decode_lossy(LOSSY[_i].bytes, strlen(LOSSY[_i].bytes), text);
    text[bytes] = '\0';
    ck_assert_str_eq(text, LOSSY[_i].text);
}
END_TEST

static const struct {
    const char *text;
    size_t max;
    size_t cut;
} CUTS[] = {
    {"abcdef", 6, 6}, {"abcdef", 5, 5}, {"ab\xe2\x82\xac", 4, 2}, {"ab\xe2\x82\xac", 3, 2},
    {"ab\x1b[31mred", 4, 2}, {"ab\x1b[31mred", 3, 2}, {"ab\x1b[31mred", 6, 2}, {"ab\x1b[31mred", 7, 7},
    {"ab\x1b[31mred", 8, 8}, {"\x1b[1mab\x1b[31mred", 9, 6},
    {"ab\x1b[[[[m", 6, 2}, /* a bracket ends nothing */
    {"ab\x1b"
     "7cdef",
        5, 5}, /* not a sequence of that kind */
};

START_TEST(a_cut_breaks_no_character_and_no_escape)
{
    ck_assert_uint_eq(text_cut(CUTS[_i].text, strlen(CUTS[_i].text), CUTS[_i].max), CUTS[_i].cut);
}
END_TEST

START_TEST(a_duration_has_the_unit_that_reads_best)
{
    static const struct {
        uint64_t ms;
        const char *text;
    } table[] = {{0, "0ms"}, {1, "1ms"}, {999, "999ms"}, {1000, "1s"}, {1001, "1.001s"}, {1010, "1.01s"},
        {1500, "1.5s"}, {60000, "60s"}, {UINT64_MAX, "18446744073709551.615s"}};
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        char text[DURATION_BYTES];
        duration_text(text, table[i].ms);
        ck_assert_str_eq(text, table[i].text);
    }
}
END_TEST

START_TEST(a_torn_prefix_is_at_most_three_bytes)
{
    ck_assert_uint_eq(text_torn_prefix("\x82\xac"
                                       "a",
                          3),
        2);
    ck_assert_uint_eq(text_torn_prefix("abc", 3), 0);
    ck_assert_uint_eq(text_torn_prefix("\x80\x80\x80\x80", 4), 3);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
    Suite *suite = suite_create("core");
    TCase *tcase = tcase_create("core");
    tcase_add_test(tcase, each_state_takes_the_events_of_the_specification_and_no_other);
    tcase_add_test(tcase, a_first_start_that_fails_leads_back_to_absent);
    tcase_add_test(tcase, the_generation_grows_with_successful_replacements_only);
    tcase_add_test(tcase, only_the_exit_of_a_child_that_was_idle_is_recorded);
    tcase_add_test(tcase, request_ids_survive_a_replacement_and_activity_is_the_requests_end);
    tcase_add_test(tcase, requests_are_refused_while_a_child_ends_and_for_good_at_the_end);
    tcase_add_test(tcase, the_window_admits_n_and_refuses_the_next);
    tcase_add_test(tcase, an_age_of_exactly_the_window_leaves_it);
    tcase_add_test(tcase, the_window_slides_for_ever);
    tcase_add_test(tcase, a_window_without_end_never_forgets);
    tcase_add_loop_test(tcase, the_first_limit_that_is_reached_wins, 0, COUNT(DECISIONS));
    tcase_add_test(tcase, a_policy_that_is_off_never_restarts);
    tcase_add_test(tcase, count_limits_are_raised_to_one);
    tcase_add_test(tcase, a_deadline_that_cannot_be_written_never_comes);
    tcase_add_test(tcase, a_deadline_passes_at_its_instant_and_not_before);
    tcase_add_test(tcase, counters_saturate);
    tcase_add_test(tcase, each_cause_has_its_counter_and_an_abort_has_none);
    tcase_add_test(tcase, a_refused_replacement_is_skipped_and_a_success_clears_the_reason);
    tcase_add_loop_test(tcase, what_is_not_utf8_is_replaced, 0, COUNT(LOSSY));
    tcase_add_loop_test(tcase, a_cut_breaks_no_character_and_no_escape, 0, COUNT(CUTS));
    tcase_add_test(tcase, a_duration_has_the_unit_that_reads_best);
    tcase_add_test(tcase, a_torn_prefix_is_at_most_three_bytes);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
