/* Time: early is always a failure. Late is judged against the limit, what a correct implementation may take on top, and
 * what the machine lost; where the machine may be to blame the word is inconclusive. */
#include <string.h>

#include "oracle/rules.h"

/* A whole millisecond may be lost to rounding a deadline down. */
#define EARLY_TOLERANCE_NS FACTS_NS_PER_MS
#define LATE_SLACK_MS      INT64_C(1500)
/* The harness notices a part of what others lose. */
#define LOSS_WEIGHT 4

/* The child said that it would end by itself: its end tells nothing about the parent's deadline. */
static bool ended_by_itself(const struct facts *facts, const struct trace_event *exited)
{
    for (uint64_t n = exited->n - 1; n > 0; n--) {
        const struct trace_event *event = trace_at(facts->trace, (size_t)n - 1);
        if (event->source == TRACE_SOURCE_CHILD && event->generation == exited->generation && event->worker &&
            strcmp(event->worker, exited->worker) == 0)
            return strcmp(event->name, "exiting") == 0;
    }
    return false;
}

/* What a deadline fired at: the child's end, where one was seen before the answer, since what comes after it (a new child, a
 * report) only hides that it came early. */
static int64_t elapsed_ns(const struct facts *facts, const struct fact_call *call)
{
    for (uint64_t n = call->answer->n - 1; n > call->call->n; n--) {
        const struct trace_event *event = trace_at(facts->trace, (size_t)n - 1);
        if (facts_event(facts, event) == FACT_EVENT_EXITED && event->worker && call->worker &&
            strcmp(event->worker, call->worker) == 0) {
            if (ended_by_itself(facts, event))
                break; /* an older end is another matter's */
            return event->t_ns - call->call->t_ns;
        }
    }
    return call->answer->t_ns - call->call->t_ns;
}

/* ---- early ---- */

static void check_early(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!call->answer || call->overlapped)
            continue;
        const struct fact_config *config = facts_config(facts, call->spawn);
        uint64_t limit_ms = 0;
        const char *clause = NULL;
        if (call->kind == MODEL_VERB_REQUEST && strcmp(call->outcome, "timeout") == 0) {
            limit_ms = call->timeout_ms;
            clause = "TIMEOUT-01";
        } else if (call->kind == MODEL_VERB_SPAWN && strcmp(call->outcome, "timeout:startup") == 0) {
            limit_ms = config->startup_timeout_ms;
            clause = "SPAWN-06";
        } else if (call->kind == MODEL_VERB_SHUTDOWN &&
                   strcmp(call->outcome, "graceful_timed_out_killed") == 0) {
            limit_ms = config->shutdown_timeout_ms;
            clause = "SHUT-01";
        }
        if (!clause)
            continue;
        int64_t fired_ns = elapsed_ns(facts, call);
        if (fired_ns < facts_real_ns(facts, limit_ms) - EARLY_TOLERANCE_NS)
            findings_add(findings, &(struct finding){.clause = clause, .event = call->answer->n},
                "a deadline that never fires early", "%s answered %s after %.3f ms, the limit is %llu ms",
                call->verb, call->outcome, (double)fired_ns * facts->speed / (double)FACTS_NS_PER_MS,
                (unsigned long long)limit_ms);
    }
}

/* ---- late ---- */

/* A sink that takes its time or waits to be let go makes the call as long as it likes. */
static bool has_slow_sink(const struct fact_call *call)
{
    const struct json *sink = json_get(call->call->body, "sink");
    return json_get(sink, "block_at_row") || json_get_uint64(sink, "delay_us", 0) > 0;
}

static bool has_policy(const struct fact_config *config)
{
    return config->has_max_requests || config->has_max_imports || config->has_max_rss || config->has_idle;
}

/* How long the call may take, in ms, and the clause that says so; NULL where none does. */
static const char *limit_of(const struct facts *facts, const struct fact_call *call, uint64_t *ret_ms)
{
    const struct fact_config *config = facts_config(facts, call->spawn);
    uint64_t stop = config->shutdown_timeout_ms + config->kill_wait_ms;
    uint64_t start = config->startup_timeout_ms + config->kill_wait_ms;
    if (call->kind == MODEL_VERB_SPAWN) {
        *ret_ms = start;
        return "SPAWN-06";
    }
    if (call->kind == MODEL_VERB_SHUTDOWN) {
        *ret_ms = stop;
        return "SHUT-04";
    }
    if (call->kind == MODEL_VERB_DROP) {
        *ret_ms = stop;
        return "SHUT-03";
    }
    if (call->kind == MODEL_VERB_CYCLE) {
        *ret_ms = stop + start;
        return "STATE-01";
    }
    if (call->kind == MODEL_VERB_REQUEST && !has_slow_sink(call)) {
        *ret_ms = call->timeout_ms + (has_policy(config) ? stop + start : 0);
        if (!call->ok || strcmp(call->outcome, "ok:degraded") == 0)
            *ret_ms += config->kill_wait_ms + start;
        return call->answer ? "TIMEOUT-01" : "REQ-02";
    }
    if (call->kind == MODEL_VERB_STATUS) {
        *ret_ms = config->kill_wait_ms;
        return "STATE-01";
    }
    return NULL;
}

static const struct trace_event *cut_of(const struct facts *facts)
{
    size_t count = trace_count(facts->trace);
    for (size_t i = count; facts->cut && i > 0; i--) {
        const struct trace_event *event = trace_at(facts->trace, i - 1);
        if (facts_event(facts, event) == FACT_EVENT_TIMEOUT)
            return event;
    }
    return NULL;
}

static void check_late(const struct facts *facts, struct findings *findings)
{
    const struct trace_event *cut = cut_of(facts);
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct trace_event *end = call->answer ? call->answer : cut;
        uint64_t limit_ms = 0;
        const char *clause =
            call->overlapped || !end || end->n < call->call->n ? NULL : limit_of(facts, call, &limit_ms);
        if (!clause)
            continue;
        int64_t took_ms = (end->t_ns - call->call->t_ns) / FACTS_NS_PER_MS;
        int64_t most_ms = facts_real_ns(facts, limit_ms) / FACTS_NS_PER_MS + LATE_SLACK_MS;
        if (took_ms <= most_ms)
            continue;
        int64_t lost_ms = facts_loss_ns(facts, call->call->t_ns, end->t_ns) / FACTS_NS_PER_MS;
        findings_add(findings,
            &(struct finding){.clause = clause,
                .event = end->n,
                .inconclusive = took_ms - lost_ms * LOSS_WEIGHT <= most_ms},
            "an answer within the limits that are configured",
            "%s %s after %lld ms, the limit is %lld ms (the machine lost %lld ms)", call->verb,
            call->answer ? "answered" : "had not answered", (long long)took_ms,
            (long long)(most_ms - LATE_SLACK_MS), (long long)lost_ms);
    }
}

static const struct rule rules[] = {
    RULE_TIMED("not-early", "TIMEOUT-01 SPAWN-06 SHUT-01", check_early),
    RULE_TIMED("not-late", "TIMEOUT-01 REQ-02 SPAWN-06 SHUT-03 SHUT-04 STATE-01", check_late),
};
const struct rules rules_of_time = {rules, sizeof rules / sizeof rules[0]};
