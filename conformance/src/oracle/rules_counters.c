/* Counters: each stats and snapshot is compared with the bounds that the trace implies. */
#include <stdio.h>
#include <string.h>

#include "oracle/rules.h"
#include "oracle/tally.h"

static const struct {
    const char *name;
    const char *clause;
    bool optional; /* of a profile or feature that need not be claimed */
} counters[COUNTER_COUNT] = {
    [COUNTER_REQUESTS] = {"requests", "STATS-01", false},
    [COUNTER_IMPORTS] = {"imports", "STATS-01", false},
    [COUNTER_IMPORT_ATTEMPTS] = {"import_like_admission_attempts", "STATS-01", false},
    [COUNTER_IMPORT_ADMITTED] = {"import_like_admitted", "STATS-01", false},
    [COUNTER_EXITS] = {"exits", "STATS-01", false},
    [COUNTER_RESTARTS] = {"restarts", "STATS-01", false},
    [COUNTER_EXPLICIT] = {"explicit_cycles", "STATS-01", false},
    [COUNTER_MAX_REQUESTS] = {"max_request_restarts", "STATS-01", false},
    [COUNTER_MAX_IMPORTS] = {"max_import_restarts", "STATS-01", false},
    [COUNTER_RSS] = {"rss_restarts", "STATS-01", false},
    [COUNTER_IDLE] = {"idle_restarts", "STATS-01", false},
    [COUNTER_CANCELLED] = {"cancelled_restarts", "STATS-01", false},
    [COUNTER_TIMEOUT] = {"timeout_restarts", "STATS-01", false},
    [COUNTER_ATTEMPTS] = {"replacement_attempts", "RESTART-01", false},
    [COUNTER_SUCCESSES] = {"replacement_successes", "RESTART-01", false},
    [COUNTER_FAILURES] = {"replacement_failures", "RESTART-03", false},
    [COUNTER_ADMITTED] = {"replacement_budget_admitted", "RESTART-01", false},
    [COUNTER_SKIPPED] = {"replacement_budget_skipped", "RESTART-03", false},
    [COUNTER_STREAM_REQUESTS] = {"stream_requests", "STATS-01", true},
    [COUNTER_STREAM_SUCCESSES] = {"stream_successes", "STREAM-04", true},
    [COUNTER_STREAM_FAILURES] = {"stream_failures", "STREAM-04", true},
    [COUNTER_ROWS] = {"data_rows_delivered", "STREAM-03", true},
    [COUNTER_ROW_BYTES] = {"data_row_payload_bytes", "STATS-01", true},
};

static void judge_counter(const struct fact_call *stats, enum counter counter, const struct tally *tally,
    uint64_t value, struct findings *findings)
{
    if (value >= tally->least[counter] && value <= tally->most[counter])
        return;
    char expected[128];
    if (tally->least[counter] == tally->most[counter])
        (void)snprintf(expected, sizeof expected, "%s %llu, by what the trace shows", counters[counter].name,
            (unsigned long long)tally->least[counter]);
    else
        (void)snprintf(expected, sizeof expected, "%s from %llu to %llu, by what the trace shows",
            counters[counter].name, (unsigned long long)tally->least[counter],
            (unsigned long long)tally->most[counter]);
    findings_add(findings, &(struct finding){.clause = counters[counter].clause, .event = stats->answer->n},
        expected, "%s is %llu in %s", counters[counter].name, (unsigned long long)value, stats->verb);
}

static uint64_t value_of(const struct fact_call *stats, enum counter counter)
{
    return json_get_uint64(stats->ok, counters[counter].name, 0);
}

static void judge_sums(const struct fact_call *stats, const struct tally *tally, struct findings *findings)
{
    uint64_t successes = value_of(stats, COUNTER_SUCCESSES);
    uint64_t failures = value_of(stats, COUNTER_FAILURES);
    uint64_t restarts = value_of(stats, COUNTER_RESTARTS);
    uint64_t causes = 0;
    for (int i = COUNTER_EXPLICIT; i <= COUNTER_TIMEOUT; i++)
        causes += value_of(stats, (enum counter)i);
    if (tally->refusals <= 1 && value_of(stats, COUNTER_ATTEMPTS) != successes + failures)
        findings_add(findings, &(struct finding){.clause = "RESTART-03", .event = stats->answer->n},
            "each replacement attempt to be a success or a failure",
            "attempts %llu, successes %llu, failures %llu",
            (unsigned long long)value_of(stats, COUNTER_ATTEMPTS), (unsigned long long)successes,
            (unsigned long long)failures);
    if (value_of(stats, COUNTER_ADMITTED) != restarts)
        findings_add(findings, &(struct finding){.clause = "RESTART-01", .event = stats->answer->n},
            "as many restarts as replacements were admitted", "admitted %llu, restarts %llu",
            (unsigned long long)value_of(stats, COUNTER_ADMITTED), (unsigned long long)restarts);
    if (causes > restarts || restarts - causes > tally->degraded)
        findings_add(findings, &(struct finding){.clause = "STATS-01", .event = stats->answer->n},
            "each restart to be counted once by its cause",
            "restarts %llu, the counters of the causes sum up to %llu", (unsigned long long)restarts,
            (unsigned long long)causes);
}

static bool keeps_all(const struct fact_call *stats, struct findings *findings)
{
    for (int i = 0; i < COUNTER_COUNT; i++) {
        uint64_t value = 0;
        if (counters[i].optional || json_uint64(json_get(stats->ok, counters[i].name), &value))
            continue;
        findings_add(findings, &(struct finding){.clause = "STATS-01", .event = stats->answer->n},
            "every counter of the table", "stats has no %s", counters[i].name);
        return false;
    }
    return true;
}

static void judge_stats(
    const struct facts *facts, const struct fact_call *stats, struct tally *tally, struct findings *findings)
{
    tally_exits(facts, stats, tally);
    for (int i = 0; i < COUNTER_COUNT; i++) {
        uint64_t value = 0;
        if (json_uint64(json_get(stats->ok, counters[i].name), &value))
            judge_counter(stats, (enum counter)i, tally, value, findings);
    }
    if (keeps_all(stats, findings))
        judge_sums(stats, tally, findings);
}

static void judge_snapshot(const struct facts *facts, const struct fact_call *snapshot, struct tally *tally,
    struct findings *findings)
{
    tally_exits(facts, snapshot, tally);
    static const enum counter told[] = {COUNTER_RESTARTS, COUNTER_EXITS};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        uint64_t value = 0;
        if (json_uint64(json_get(snapshot->ok, counters[told[i]].name), &value))
            judge_counter(snapshot, told[i], tally, value, findings);
    }
}

/* ---- one supervisor after the other ---- */

/* The calls and the children of one supervisor, in the order in which they came. */
static void follow_supervisor(const struct facts *facts, uint32_t spawn, struct findings *findings)
{
    const struct fact_call *opened = &facts->calls[spawn];
    struct tally tally = {0};
    tally_add(&tally, COUNTER_REQUESTS, opened->requests_within, opened->requests_within);
    tally_add(&tally, COUNTER_IMPORTS, opened->imports_within, opened->imports_within);
    tally_add(&tally, COUNTER_IMPORT_ATTEMPTS, opened->imports_within, opened->imports_within);
    tally_add(&tally, COUNTER_IMPORT_ADMITTED, opened->imports_within, opened->imports_within);
    size_t next_child = 0;
    bool first_child = true;
    for (size_t i = spawn + 1; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (call->spawn != spawn)
            continue;
        if (!call->answer)
            break; /* what it did is not known, so nothing is that comes after it */
        for (; next_child < facts->child_count && facts->children[next_child].hello->n < call->answer->n;
             next_child++) {
            const struct fact_child *child = &facts->children[next_child];
            if (child->spawn != spawn)
                continue;
            tally.exit_recorded = false;
            if (!first_child)
                tally_replacement(&tally, facts, child);
            first_child = false;
        }
        if (call->kind)
            tally_call(&tally, facts, call);
        if (call->kind && tally_records_exit(call))
            tally.exit_recorded = true;
        if (call->quiet && call->ok && strcmp(call->verb, "stats") == 0)
            judge_stats(facts, call, &tally, findings);
        else if (call->quiet && call->ok && strcmp(call->verb, "snapshot") == 0)
            judge_snapshot(facts, call, &tally, findings);
    }
}

static void check_counters(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        if (facts->calls[i].kind == MODEL_VERB_SPAWN && facts->calls[i].ok)
            follow_supervisor(facts, (uint32_t)i, findings);
    }
}

/* ---- never less than before ---- */

static void check_monotone(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (strcmp(call->verb, "stats") != 0 || !call->ok || call->spawn == FACTS_NONE)
            continue;
        const struct fact_call *earlier = NULL;
        for (size_t k = i; k > 0 && !earlier; k--) {
            const struct fact_call *other = &facts->calls[k - 1];
            if (other->spawn == call->spawn && strcmp(other->verb, "stats") == 0 && other->ok &&
                other->answer->n < call->call->n)
                earlier = other;
        }
        for (int k = 0; earlier && k < COUNTER_COUNT; k++) {
            uint64_t before = value_of(earlier, (enum counter)k);
            uint64_t now = value_of(call, (enum counter)k);
            if (now < before)
                findings_add(findings, &(struct finding){.clause = "RESTART-05", .event = call->answer->n},
                    "counters that only grow", "%s fell from %llu to %llu", counters[k].name,
                    (unsigned long long)before, (unsigned long long)now);
        }
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("counters",
        "STATS-01 STATS-02 SPAWN-08 RESTART-01 RESTART-03 STREAM-03 STREAM-04 POLICY-02 POLICY-03",
        check_counters),
    RULE_INVARIANT("counters-grow", "RESTART-05", check_monotone),
};
const struct rules rules_of_counters = {rules, sizeof rules / sizeof rules[0]};
