/* The pure parts of a pool: who is admitted, what ends a lease, when two JSON values and two keys are equal. */
#include "canonical.h"
#include "core/admission.h"
#include "core/lease.h"
#include "pool_key.h"
#include "suite.h"
#include "support.h"

#include <errno.h>
#include <string.h>

/* ---- Admission ----------------------------------------------------------------------------------------------------- */

static struct admission_facts room(void)
{
    return (struct admission_facts){
        .workers = 1, .workers_max = 2, .first = true, .total_rss_limit_kib = SUP_NONE};
}

START_TEST(room_is_used_up_to_the_last_place)
{
    struct admission_facts facts = room();
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_OPEN);
    facts.workers = 2;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_EXHAUSTED);
    facts.workers = 3;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_EXHAUSTED);
}
END_TEST

START_TEST(without_a_queue_an_unleased_worker_is_no_room)
{
    struct admission_facts facts = room();
    facts.workers = 2;
    facts.unleased_worker = true;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_EXHAUSTED);
    facts.queue_wait_ms = 1;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_RETIRE);
}
END_TEST

START_TEST(who_waits_is_timed_out_only_without_room)
{
    struct admission_facts facts = room();
    facts.workers = 2;
    facts.queue_wait_ms = 100;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_WAIT);
    facts.waited_out = true;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_QUEUE_TIMEOUT);
    facts.workers = 1;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_OPEN);
}
END_TEST

START_TEST(who_came_first_is_served_first)
{
    struct admission_facts facts = room();
    facts.queue_wait_ms = 100;
    facts.first = false;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_WAIT);
    facts.workers = 2;
    facts.unleased_worker = true;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_WAIT);
}
END_TEST

START_TEST(the_budget_compares_with_at_least)
{
    struct admission_facts facts = room();
    facts.total_rss_limit_kib = 100;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_SAMPLE);
    facts.samples = ADMISSION_SAMPLES_COMPLETE;
    facts.total_rss_kib = 99;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_OPEN);
    facts.total_rss_kib = 100;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_OVER_BUDGET);
    facts.samples = ADMISSION_SAMPLES_INCOMPLETE;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_OPEN);
}
END_TEST

START_TEST(a_full_pool_is_full_before_it_is_over_its_budget)
{
    struct admission_facts facts = room();
    facts.workers = 2;
    facts.total_rss_limit_kib = 1;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_EXHAUSTED);
    facts.queue_wait_ms = 5;
    ck_assert_int_eq(admission_decide(&facts), ADMISSION_WAIT);
}
END_TEST

/* ---- Leases -------------------------------------------------------------------------------------------------------- */

/* KIND as the outcome of a command on generation 3 that left GENERATION. NULL: the lease is still valid. */
static const char *judged(enum sup_error_kind kind, uint64_t generation, bool alive)
{
    static char text[LEASE_REASON_BYTES];
    char export_name[] = "facts";
    const struct sup_error error = {
        .kind = kind, .operation = "worker_json_command", .export_name = {export_name, 5}};
    const struct lease_aftermath aftermath = {
        .error = &error, .granted = 3, .generation = generation, .alive = alive};
    return lease_judge(&aftermath, text) ? text : NULL;
}

START_TEST(each_end_of_a_lease_has_its_words)
{
    static const struct {
        enum sup_error_kind kind;
        uint64_t generation;
        bool alive;
        const char *reason;
    } ENDS[] = {
        {SUP_ERROR_KIND_CANCELLED, 4, true, "cancelled during worker_json_command"},
        {SUP_ERROR_KIND_TIMEOUT, 4, true, "timed out during worker_json_command"},
        {SUP_ERROR_KIND_CHILD_EXITED, 3, false, "worker child exited"},
        {SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT, 3, false, "worker child exited fatally"},
        {SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH, 3, true, "capability metadata mismatch from facts"},
        {SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED, 3, false, "worker restart limit exceeded"},
        {SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED, 4, true, "worker generation changed from 3 to 4"},
        {SUP_ERROR_KIND_TYPED_COMMAND_ROW_DECODE, 4, true, "worker generation changed from 3 to 4"},
        {SUP_ERROR_KIND_NONE, 5, true, "worker generation changed from 3 to 5"},
        {SUP_ERROR_KIND_PROTOCOL, 3, false, "worker child exited fatally"},
        {SUP_ERROR_KIND_DATA_SINK_PANIC, 3, false, "worker child exited fatally"},
    };
    for (size_t i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++) {
        const char *reason = judged(ENDS[i].kind, ENDS[i].generation, ENDS[i].alive);
        ck_assert_msg(reason && strcmp(reason, ENDS[i].reason) == 0, "%s gives \"%s\"",
            sup_error_kind_name(ENDS[i].kind), reason ? reason : "no reason");
    }
}
END_TEST

START_TEST(errors_that_leave_the_child_leave_the_lease)
{
    static const enum sup_error_kind KINDS[] = {SUP_ERROR_KIND_NONE, SUP_ERROR_KIND_WORKER,
        SUP_ERROR_KIND_PROTOCOL, SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE, SUP_ERROR_KIND_CANCELLED,
        SUP_ERROR_KIND_STREAM_EXPORT_FAILED};
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        ck_assert_ptr_null(judged(KINDS[i], 3, true));
}
END_TEST

START_TEST(reasons_of_the_pools_own_restarts)
{
    char text[LEASE_REASON_BYTES];
    lease_reason_rss(text, 2048, 1024);
    ck_assert_str_eq(text, "memory policy cycled worker at 2048 KiB RSS with limit 1024 KiB");
    lease_reason_idle(text, 1500, 1000);
    ck_assert_str_eq(text, "idle policy cycled worker after 1.5s idle with limit 1s");
    lease_reason_idle(text, 250, 0);
    ck_assert_str_eq(text, "idle policy cycled worker after 250ms idle with limit 0ms");
}
END_TEST

/* ---- JSON and keys --------------------------------------------------------------------------------------------------- */

static void expect_canonical(const char *json, const char *expected)
{
    struct sup_text text = {0};
    int r = canonical_json((struct wire_text){json, strlen(json)}, CANONICAL_NULLS_KEPT, &text);
    if (expected) {
        ck_assert_int_eq(r, 0);
        ck_assert_str_eq(text.data, expected);
    } else {
        ck_assert_int_eq(r, -EINVAL);
    }
    sup_text_release(&text);
}

START_TEST(equal_values_have_equal_texts)
{
    expect_canonical(" { \"b\" : [1, 2.0 ,1e2], \"a\":{\"y\":null,\"x\":true} } ",
        "{\"a\":{\"x\":true,\"y\":null},\"b\":[1,2,100]}");
    expect_canonical("\"\\u0041\\n\\u00e9\"", "\"A\\u000a\xc3\xa9\"");
    expect_canonical("{\"a\":1,\"a\":2}", "{\"a\":2}");
    expect_canonical("18446744073709551615", "18446744073709551615");
    expect_canonical("-0", "0");
    expect_canonical("0.5", "0.5");
    expect_canonical("[]", "[]");
    expect_canonical("{", NULL);
    expect_canonical("", NULL);
    expect_canonical("1 2", NULL);
}
END_TEST

START_TEST(nulls_of_the_outermost_object_can_be_left_out)
{
    struct sup_text text = {0};
    static const char JSON[] = "{\"extra\":null,\"commands\":[{\"n\":null}]}";
    ck_assert_int_eq(
        canonical_json((struct wire_text){JSON, sizeof(JSON) - 1}, CANONICAL_NULLS_DROPPED, &text), 0);
    ck_assert_str_eq(text.data, "{\"commands\":[{\"n\":null}]}");
    sup_text_release(&text);
}
END_TEST

static bool keys_equal(const struct sup_acquisition *left, const struct sup_acquisition *right)
{
    struct sup_text one = {0};
    struct sup_text two = {0};
    struct sup_error error;
    sup_error_init(&error);
    ck_assert_int_eq(pool_key_make(left, &one, &error), 0);
    ck_assert_int_eq(pool_key_make(right, &two, &error), 0);
    bool equal = pool_key_equal(&one, &two);
    sup_text_release(&one);
    sup_text_release(&two);
    return equal;
}

START_TEST(each_part_of_a_key_counts)
{
    static const char *const AB[] = {"A", "B"};
    static const char *const BA[] = {"B", "A"};
    static const char *const RUN_TOGETHER[] = {"AB"};
    const struct sup_metadata_expectation metadata = {"e", "{\"x\":1,\"y\":2}", NULL};
    const struct sup_metadata_expectation same = {"e", "{ \"y\":2, \"x\":1.0 }", NULL};
    const struct sup_metadata_expectation other = {"e", "{\"x\":1,\"y\":2}", "{}"};
    struct sup_acquisition base = {.capability.session = {"/p", "k", "L", NULL, AB, 2, 0}};
    struct sup_acquisition changed = base;
    ck_assert(keys_equal(&base, &changed));
    changed.capability.session.imports = BA;
    ck_assert(!keys_equal(&base, &changed));
    changed.capability.session.imports = RUN_TOGETHER;
    changed.capability.session.import_count = 1;
    ck_assert(!keys_equal(&base, &changed));
    changed = base;
    changed.toolchain = "4.9";
    ck_assert(!keys_equal(&base, &changed));
    changed = base;
    changed.policy_class = SUP_RESTART_POLICY_CLASS_CUSTOM;
    ck_assert(!keys_equal(&base, &changed));
    changed = base;
    changed.capability.metadata = &metadata;
    ck_assert(!keys_equal(&base, &changed));
    base.capability.metadata = &same;
    ck_assert(keys_equal(&base, &changed));
    base.capability.metadata = &other;
    ck_assert(!keys_equal(&base, &changed));
    base.capability.metadata = &metadata;
    base.capability.session.manifest_path = "/elsewhere";
    base.capability.worker.restarts_max = 99;
    ck_assert(keys_equal(&base, &changed));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pool core");
    TCase *tcase = tcase_create("pool core");
    tcase_add_test(tcase, room_is_used_up_to_the_last_place);
    tcase_add_test(tcase, without_a_queue_an_unleased_worker_is_no_room);
    tcase_add_test(tcase, who_waits_is_timed_out_only_without_room);
    tcase_add_test(tcase, who_came_first_is_served_first);
    tcase_add_test(tcase, the_budget_compares_with_at_least);
    tcase_add_test(tcase, a_full_pool_is_full_before_it_is_over_its_budget);
    tcase_add_test(tcase, each_end_of_a_lease_has_its_words);
    tcase_add_test(tcase, errors_that_leave_the_child_leave_the_lease);
    tcase_add_test(tcase, reasons_of_the_pools_own_restarts);
    tcase_add_test(tcase, equal_values_have_equal_texts);
    tcase_add_test(tcase, nulls_of_the_outermost_object_can_be_left_out);
    tcase_add_test(tcase, each_part_of_a_key_counts);
    suite_add_tcase(suite, tcase);
    return suite_run(suite);
}
