/*
 * Counters: each stats and snapshot is compared with what the trace implies. What the trace shows for certain moves
 * the lower and the upper bound of a counter; what may have happened unseen moves the upper bound alone.
 */
#include <stdio.h>
#include <string.h>

#include "oracle/rules.h"

enum counter {
    COUNTER_REQUESTS,
    COUNTER_IMPORTS,
    COUNTER_IMPORT_ATTEMPTS,
    COUNTER_IMPORT_ADMITTED,
    COUNTER_EXITS,
    COUNTER_RESTARTS,
    COUNTER_EXPLICIT,
    COUNTER_MAX_REQUESTS,
    COUNTER_MAX_IMPORTS,
    COUNTER_RSS,
    COUNTER_IDLE,
    COUNTER_CANCELLED,
    COUNTER_TIMEOUT,
    COUNTER_ATTEMPTS,
    COUNTER_SUCCESSES,
    COUNTER_FAILURES,
    COUNTER_ADMITTED,
    COUNTER_SKIPPED,
    COUNTER_STREAM_REQUESTS,
    COUNTER_STREAM_SUCCESSES,
    COUNTER_STREAM_FAILURES,
    COUNTER_ROWS,
    COUNTER_ROW_BYTES,
    COUNTERS,
};

static const struct {
    const char *name;
    const char *clause;
    bool optional; /* of a profile or feature that need not be claimed */
} counters[COUNTERS] = {
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

#define UNBOUNDED (UINT64_C(1) << 60)

struct tally {
    uint64_t least[COUNTERS];
    uint64_t most[COUNTERS];
    uint64_t degraded; /* restarts that no counter of a cause shows */
    uint64_t refusals;
    bool exit_recorded; /* the newest child's */
};

/* ---- tallying ---- */

static void add(struct tally *tally, enum counter counter, uint64_t least, uint64_t most)
{
    tally->least[counter] += least;
    tally->most[counter] += most;
}

enum written {
    WRITTEN_NO,
    WRITTEN_MAYBE,
    WRITTEN_YES,
};

static bool is_exit_error(const struct fact_call *call)
{
    return text_is(call->error_kind, "child_exited") || text_is(call->error_kind, "child_panic_or_abort");
}

static const struct fact_child *newest_before(
    const struct facts *facts, const struct fact_call *call, uint64_t n)
{
    for (size_t i = facts->child_count; i > 0; i--) {
        const struct fact_child *child = &facts->children[i - 1];
        if (child->spawn == call->spawn && child->hello->n < n && strcmp(child->worker, call->worker) == 0)
            return child;
    }
    return NULL;
}

static bool began_dead(const struct facts *facts, const struct fact_call *call)
{
    const struct fact_child *child = newest_before(facts, call, call->call->n);
    return child && child->exited && child->exited->n < call->call->n;
}

static enum written was_written(const struct facts *facts, const struct fact_call *call)
{
    static const char *const after_response[] = {"ok", "worker", "stream_export_failed",
        "stream_callback_failed", "stream_row_malformed", "capability_metadata_malformed",
        "capability_doctor_malformed"};
    static const char *const refused[] = {
        "cancelled:before", "shutdown_in_progress", "unsupported_request", "unsupported"};
    if (call->received)
        return WRITTEN_YES;
    for (size_t i = 0; i < sizeof after_response / sizeof after_response[0]; i++) {
        if (strcmp(after_response[i], call->outcome) == 0)
            return WRITTEN_YES;
    }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (strcmp(refused[i], call->outcome) == 0)
            return WRITTEN_NO;
    }
    return is_exit_error(call) && began_dead(facts, call) ? WRITTEN_NO : WRITTEN_MAYBE;
}

/* Whether the call has a row sink, as far as the adapter protocol says so. */
static enum written is_streaming(const struct fact_call *call)
{
    bool verb = strcmp(call->verb, "stream") == 0 || strcmp(call->verb, "emit_rows") == 0;
    const char *mode = json_get_string(json_get(call->call->body, "sink"), "mode", "record");
    if (verb)
        return strcmp(mode, "none") == 0 ? WRITTEN_MAYBE : WRITTEN_YES;
    return !call->operation || call->operation->streams ? WRITTEN_MAYBE : WRITTEN_NO;
}

static void add_rows(
    struct tally *tally, const struct facts *facts, const struct fact_call *call, enum written streaming)
{
    const char *mode = json_get_string(json_get(call->call->body, "sink"), "mode", "record");
    const struct json *delivered = json_get(call->ok ? call->ok : call->error, "delivered");
    uint64_t rows = 0;
    uint64_t bytes = 0;
    if (streaming == WRITTEN_MAYBE) {
        add(tally, COUNTER_ROWS, 0, UNBOUNDED);
        add(tally, COUNTER_ROW_BYTES, 0, UNBOUNDED);
        return;
    }
    if (strcmp(mode, "digest") == 0) {
        if (!json_uint64(json_get(delivered, "rows"), &rows) ||
            !json_uint64(json_get(delivered, "bytes"), &bytes)) {
            add(tally, COUNTER_ROWS, 0, UNBOUNDED);
            add(tally, COUNTER_ROW_BYTES, 0, UNBOUNDED);
            return;
        }
        add(tally, COUNTER_ROWS, rows, rows);
        add(tally, COUNTER_ROW_BYTES, bytes, bytes);
        return;
    }
    uint64_t last = 0;
    for (uint32_t i = call->first_delivery; i != FACTS_NONE; i = facts->next_of_call[i]) {
        const struct trace_event *row = trace_at(facts->trace, i);
        if (facts_event(facts, row) != FACT_EVENT_ROW)
            continue;
        last = strlen(json_get_string(row->body, "payload", ""));
        bytes += last;
    }
    /* the sink that holds the last row may never have returned from it */
    bool unsure = call->rows > 0 && text_is(call->error_kind, "timeout");
    add(tally, COUNTER_ROWS, call->rows - unsure, call->rows);
    bool typed = json_get_bool(call->call->body, "typed", false);
    add(tally, COUNTER_ROW_BYTES, typed ? 0 : bytes - (unsure ? last : 0), typed ? UNBOUNDED : bytes);
}

static void add_stream(
    struct tally *tally, const struct facts *facts, const struct fact_call *call, enum written written)
{
    if (text_is(call->op, "run_data_stream"))
        add(tally, COUNTER_STREAM_REQUESTS, written == WRITTEN_YES, written != WRITTEN_NO);
    enum written streaming = is_streaming(call);
    if (streaming == WRITTEN_NO)
        return;
    bool certain = streaming == WRITTEN_YES && written == WRITTEN_YES;
    bool nothing = strcmp(call->outcome, "cancelled:before") == 0;
    /* a summary that does not decode came at the end of a stream that was whole */
    if (call->ok || text_is(call->error_kind, "typed_command_summary_decode"))
        add(tally, COUNTER_STREAM_SUCCESSES, certain, 1);
    else if (!nothing)
        add(tally, COUNTER_STREAM_FAILURES, certain, 1);
    if (streaming == WRITTEN_MAYBE && call->error && !nothing)
        add(tally, COUNTER_STREAM_SUCCESSES, 0, 1); /* rows that came whole but in the wrong number: REQ-10 */
    if (!nothing)
        add_rows(tally, facts, call, streaming);
}

/* Replacements that somebody heard of are tallied with the children; these are the others, and the causes. */
static void add_causes(struct tally *tally, const struct fact_call *call, const struct fact_config *config)
{
    static const struct {
        const char *outcome;
        enum counter counter;
    } causes[] = {{"timeout", COUNTER_TIMEOUT}, {"cancelled:entered", COUNTER_CANCELLED},
        {"typed_command_row_decode", COUNTER_CANCELLED}, {"rss_hard_limit_exceeded", COUNTER_RSS}};
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        if (strcmp(causes[i].outcome, call->outcome) == 0) {
            add(tally, causes[i].counter, 1, 1);
            return;
        }
    }
    if (call->operation && call->operation->absorbs_abort)
        tally->degraded++;
    static const char *const failed_starts[] = {"spawn", "setup", "handshake", "bootstrap", "timeout:startup",
        "child_exited", "child_panic_or_abort", "protocol", "wait", "kill", "wait_timeout"};
    for (size_t i = 0; i < sizeof failed_starts / sizeof failed_starts[0]; i++) {
        if (strcmp(failed_starts[i], call->outcome) != 0)
            continue;
        add(tally, COUNTER_TIMEOUT, 0, 1);
        add(tally, COUNTER_CANCELLED, 0, 1);
        add(tally, COUNTER_RSS, 0, config->has_hard_rss);
    }
}

/* A replacement may have been tried without a child that lived long enough to say hello. */
static bool may_have_failed_unheard(const struct fact_call *call, bool has_policy)
{
    static const char *const starts[] = {
        "spawn", "setup", "handshake", "bootstrap", "timeout:startup", "wait", "kill", "wait_timeout"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (strcmp(starts[i], call->outcome) == 0)
            return true;
    }
    bool absorbs = call->operation && call->operation->absorbs_abort;
    bool may_restart =
        call->kind == MODEL_VERB_CYCLE || has_policy || absorbs || !call->operation || call->received;
    return may_restart && (is_exit_error(call) || text_is(call->error_kind, "protocol"));
}

static void add_unheard(struct tally *tally)
{
    static const enum counter touched[] = {
        COUNTER_RESTARTS, COUNTER_ATTEMPTS, COUNTER_FAILURES, COUNTER_ADMITTED};
    for (size_t i = 0; i < sizeof touched / sizeof touched[0]; i++)
        add(tally, touched[i], 0, 1);
}

static void add_refusal(struct tally *tally)
{
    uint64_t certain = tally->refusals == 0; /* how a second refusal counts is nowhere written */
    add(tally, COUNTER_ATTEMPTS, certain, 1);
    add(tally, COUNTER_FAILURES, certain, 1);
    add(tally, COUNTER_SKIPPED, certain, 1);
    tally->refusals++;
}

static bool has_policy(const struct fact_config *config)
{
    return config->has_max_requests || config->has_max_imports || config->has_max_rss || config->has_idle;
}

static void add_request(struct tally *tally, const struct facts *facts, const struct fact_call *call,
    const struct fact_config *config)
{
    enum written written = was_written(facts, call);
    bool import_like = call->operation && call->operation->import_like;
    add(tally, COUNTER_REQUESTS, written == WRITTEN_YES, written != WRITTEN_NO);
    if (import_like) {
        add(tally, COUNTER_IMPORTS, written == WRITTEN_YES, written != WRITTEN_NO);
        add(tally, COUNTER_IMPORT_ATTEMPTS, written == WRITTEN_YES, written != WRITTEN_NO);
        add(tally, COUNTER_IMPORT_ADMITTED, written == WRITTEN_YES, written != WRITTEN_NO);
    }
    add_stream(tally, facts, call, written);
    add_causes(tally, call, config);
}

static void add_call(struct tally *tally, const struct facts *facts, const struct fact_call *call)
{
    const struct fact_config *config = facts_config(facts, call->spawn);
    if (call->kind == MODEL_VERB_REQUEST)
        add_request(tally, facts, call, config);
    else if (call->kind == MODEL_VERB_CYCLE)
        add(tally, COUNTER_EXPLICIT, call->ok != NULL,
            !text_is(call->error_kind, "restart_limit_exceeded") &&
                !text_is(call->error_kind, "unsupported_request"));
    if (!(call->kind & (MODEL_VERB_REQUEST | MODEL_VERB_CYCLE)))
        return;
    if (text_is(call->error_kind, "restart_limit_exceeded"))
        add_refusal(tally);
    else if (may_have_failed_unheard(call, has_policy(config)))
        add_unheard(tally);
}

/* A replacement that was heard of: admitted for certain, and a success where its child was configured. */
static void add_replacement(struct tally *tally, const struct facts *facts, const struct fact_child *child)
{
    const struct fact_config *config = facts_config(facts, child->spawn);
    add(tally, COUNTER_RESTARTS, 1, 1);
    add(tally, COUNTER_ATTEMPTS, 1, 1);
    add(tally, COUNTER_ADMITTED, 1, 1);
    add(tally, COUNTER_SUCCESSES, child->configured != NULL, 1);
    add(tally, COUNTER_FAILURES, 0, child->configured == NULL);
    const struct fact_call *call = facts_call_at(facts, child->worker, child->hello);
    if (call && (call->kind != MODEL_VERB_REQUEST || (call->received && child->hello->n > call->received->n)))
        return; /* the call's own cause */
    /* it was a policy, if one is set: which one is certain where there is only one */
    bool maybe_own = !call || !call->received;
    int policies =
        config->has_max_requests + config->has_max_imports + config->has_max_rss + config->has_idle;
    uint64_t certain = policies == 1 && !maybe_own;
    add(tally, COUNTER_MAX_REQUESTS, certain && config->has_max_requests, config->has_max_requests);
    add(tally, COUNTER_MAX_IMPORTS, certain && config->has_max_imports, config->has_max_imports);
    add(tally, COUNTER_RSS, certain && config->has_max_rss, config->has_max_rss);
    add(tally, COUNTER_IDLE, certain && config->has_idle, config->has_idle);
}

/* ---- exits ---- */

static bool records_exit(const struct fact_call *call)
{
    return is_exit_error(call) || (call->kind == MODEL_VERB_SHUTDOWN && call->ok) ||
           (call->kind == MODEL_VERB_STATUS && strcmp(call->outcome, "exited") == 0) ||
           text_is(call->error_kind, "restart_limit_exceeded");
}

static void count_exits(const struct facts *facts, const struct fact_call *stats, struct tally *tally)
{
    tally->least[COUNTER_EXITS] = tally->most[COUNTER_EXITS] = 0;
    const struct fact_child *newest = newest_before(facts, stats, stats->answer->n);
    for (const struct fact_child *child = newest; child && child->spawn == stats->spawn;
         child = facts_child(facts, child->worker, child->generation - 1)) {
        bool replaced = child != newest;
        bool over = child->exited && child->exited->n < stats->answer->n;
        bool recorded = replaced || tally->exit_recorded;
        add(tally, COUNTER_EXITS, recorded && over && child->configured,
            over && (child->sent_handshake || child->sent_raw));
    }
}

/* ---- judging ---- */

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
    for (int i = 0; i < COUNTERS; i++) {
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
    count_exits(facts, stats, tally);
    for (int i = 0; i < COUNTERS; i++) {
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
    count_exits(facts, snapshot, tally);
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
    add(&tally, COUNTER_REQUESTS, opened->requests_within, opened->requests_within);
    add(&tally, COUNTER_IMPORTS, opened->imports_within, opened->imports_within);
    add(&tally, COUNTER_IMPORT_ATTEMPTS, opened->imports_within, opened->imports_within);
    add(&tally, COUNTER_IMPORT_ADMITTED, opened->imports_within, opened->imports_within);
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
                add_replacement(&tally, facts, child);
            first_child = false;
        }
        if (call->kind)
            add_call(&tally, facts, call);
        if (call->kind && records_exit(call))
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
        for (int k = 0; earlier && k < COUNTERS; k++) {
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
