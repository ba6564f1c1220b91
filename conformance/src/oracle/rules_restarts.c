/* Restarts: only with a cause, within the window, and told alike by everybody who tells of them. */
#include <string.h>

#include "oracle/rules.h"

/* The first child of the same supervisor: everyone after it is a replacement. */
static bool is_replacement(const struct facts *facts, const struct fact_child *child)
{
    const struct fact_child *before = facts_child(facts, child->worker, child->generation - 1);
    return before && before->spawn == child->spawn && child->spawn != FACTS_NONE;
}

/* ---- RESTART-04: the window ---- */

/* What two clocks may differ by where the subject's is driven. */
static int64_t grain_ns(const struct facts *facts)
{
    return facts->speed == 1.0 ? 0 : 2 * FACTS_NS_PER_MS;
}

/* A replacement was admitted after its call began and before its child said hello. */
static int64_t earliest_admission(const struct facts *facts, const struct fact_child *child)
{
    const struct fact_call *call = facts_call_at(facts, child->worker, child->hello);
    return call ? call->call->t_ns : INT64_MIN;
}

static void check_window_of(
    const struct facts *facts, const struct fact_child *child, struct findings *findings)
{
    const struct fact_config *config = facts_config(facts, child->spawn);
    if (config->restart_max >= (uint64_t)child->generation)
        return;
    const struct fact_child *first =
        facts_child(facts, child->worker, child->generation - (int)config->restart_max);
    if (!first || first->spawn != child->spawn || !is_replacement(facts, first))
        return;
    int64_t begin = earliest_admission(facts, first);
    int64_t window = facts_real_ns(facts, config->restart_window_ms) - grain_ns(facts);
    if (begin == INT64_MIN || child->hello->t_ns - begin >= window)
        return;
    findings_add(findings, &(struct finding){.clause = "RESTART-04", .event = child->hello->n},
        "no more replacements within one window than the limit",
        "replacement %llu within %lld ms, the limit is %llu in %llu ms",
        (unsigned long long)config->restart_max + 1,
        (long long)((child->hello->t_ns - begin) / FACTS_NS_PER_MS), (unsigned long long)config->restart_max,
        (unsigned long long)config->restart_window_ms);
}

static void check_window(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->child_count; i++) {
        if (is_replacement(facts, &facts->children[i]))
            check_window_of(facts, &facts->children[i], findings);
    }
}

/* ---- RESTART-04: not refused early ---- */

static bool was_refused_before(const struct facts *facts, const struct fact_call *call)
{
    for (const struct fact_call *other = facts->calls; other < call; other++) {
        if (other->spawn == call->spawn && text_is(other->error_kind, "restart_limit_exceeded"))
            return true;
    }
    return false;
}

/* Replacements that may have been in the window when the call was refused; those whose start nobody heard of included. */
static uint64_t most_in_window(const struct facts *facts, const struct fact_call *call, int64_t window_ns)
{
    uint64_t count = 0;
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        if (child->spawn == call->spawn && child->hello->n < call->answer->n &&
            is_replacement(facts, child) && call->call->t_ns - child->hello->t_ns < window_ns)
            count++;
    }
    for (const struct fact_call *other = facts->calls; other < call; other++) {
        if (other->spawn == call->spawn && other->error &&
            (other->kind & (MODEL_VERB_REQUEST | MODEL_VERB_CYCLE)))
            count++;
    }
    return count;
}

static void check_refusals(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!text_is(call->error_kind, "restart_limit_exceeded") || call->overlapped ||
            call->spawn == FACTS_NONE || was_refused_before(facts, call))
            continue;
        const struct fact_config *config = facts_config(facts, call->spawn);
        uint64_t most =
            most_in_window(facts, call, facts_real_ns(facts, config->restart_window_ms) + grain_ns(facts));
        if (most < config->restart_max)
            findings_add(findings, &(struct finding){.clause = "RESTART-04", .event = call->answer->n},
                "a replacement to be admitted while the window holds fewer than the limit",
                "%s was refused with %llu replacements in the window, the limit is %llu", call->verb,
                (unsigned long long)most, (unsigned long long)config->restart_max);
        uint64_t window = json_get_uint64(call->error, "window_ms", config->restart_window_ms);
        if (window != config->restart_window_ms)
            findings_add(findings, &(struct finding){.clause = "RESTART-04", .event = call->answer->n},
                "the window that was configured",
                "restart_limit_exceeded names a window of %llu ms instead of %llu ms",
                (unsigned long long)window, (unsigned long long)config->restart_window_ms);
    }
}

/* ---- POLICY-03, REQ-08: no replacement without a cause ---- */

static bool has_policy(const struct facts *facts, uint32_t spawn)
{
    const struct fact_config *config = facts_config(facts, spawn);
    return config->has_max_requests || config->has_max_imports || config->has_max_rss || config->has_idle;
}

/* Answers of a request that no replacement goes with. */
static bool leaves_child_alone(const struct fact_call *call)
{
    static const char *const outcomes[] = {"ok", "worker", "stream_export_failed", "stream_callback_failed",
        "stream_row_malformed", "capability_metadata_malformed", "capability_doctor_malformed",
        "cancelled:before", "data_sink_panic", "progress_panic", "diagnostic_sink_panic",
        "shutdown_in_progress"};
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++) {
        if (strcmp(outcomes[i], call->outcome) == 0)
            return true;
    }
    return false;
}

static void check_causes(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        if (!is_replacement(facts, child) || !child->configured || has_policy(facts, child->spawn))
            continue;
        const struct fact_call *call = facts_call_at(facts, child->worker, child->hello);
        if (!call || call->kind != MODEL_VERB_REQUEST || !call->answer)
            continue;
        bool exit_error =
            text_is(call->error_kind, "child_exited") || text_is(call->error_kind, "child_panic_or_abort");
        if (!leaves_child_alone(call) && !exit_error)
            continue;
        findings_add(findings,
            &(struct finding){.clause = exit_error ? "REQ-08" : "POLICY-03", .event = child->hello->n},
            exit_error ? "the worker to stay dead until it is cycled" : "no replacement without a cause",
            "generation %d was started during %s, which answered %s, and no policy is set", child->generation,
            call->verb, call->outcome);
    }
}

/* ---- FIX-11, STATS-02: the generation ---- */

/* The generation at a time when nothing was in flight: at least `ret_least`, at most `ret_most`. */
static bool generation_at(const struct facts *facts, const struct fact_call *call, uint64_t n,
    uint64_t *ret_least, uint64_t *ret_most)
{
    uint64_t heard = 0;
    uint64_t started = 0;
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        if (child->spawn != call->spawn || child->spawn == FACTS_NONE || child->hello->n > n ||
            strcmp(child->worker, call->worker) != 0)
            continue;
        heard++;
        started += child->configured != NULL;
    }
    *ret_least = started ? started - 1 : 0;
    *ret_most = heard ? heard - 1 : 0;
    return heard > 0;
}

static void judge_generation(const struct facts *facts, const struct fact_call *call, const struct json *told,
    const char *where, struct findings *findings)
{
    uint64_t generation = 0;
    uint64_t least = 0;
    uint64_t most = 0;
    if (!json_uint64(told, &generation) || !generation_at(facts, call, call->answer->n, &least, &most) ||
        (generation >= least && generation <= most))
        return;
    findings_add(findings, &(struct finding){.clause = "FIX-11", .event = call->answer->n},
        "a generation that grew by one with each replacement that succeeded",
        "%s says generation %llu where it must be from %llu to %llu", where, (unsigned long long)generation,
        (unsigned long long)least, (unsigned long long)most);
}

static void check_generation(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!call->answer || call->spawn == FACTS_NONE)
            continue;
        if (strcmp(call->verb, "snapshot") == 0 && call->quiet && call->ok)
            judge_generation(facts, call, json_get(call->ok, "worker_generation"), "the snapshot", findings);
        else if (call->kind == MODEL_VERB_REQUEST && call->error && !call->overlapped)
            judge_generation(facts, call, json_get(json_get(call->error, "resource"), "worker_generation"),
                "the error's resource", findings);
    }
}

/* ---- RESTART-06, RESTART-07: the reason ---- */

static bool is_cause(const char *reason)
{
    static const char *const causes[] = {"explicit", "max_requests", "max_imports", "rss_ceiling",
        "rss_hard_limit", "idle", "cancelled", "timeout", "child_abort"};
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        if (strcmp(causes[i], reason) == 0)
            return true;
    }
    return false;
}

/* Why that child was started; NULL where the trace does not tell. */
static const char *reason_of(const struct facts *facts, const struct fact_child *child)
{
    const struct fact_call *call = facts_call_at(facts, child->worker, child->hello);
    if (!call || !call->answer)
        return NULL;
    if (call->kind == MODEL_VERB_CYCLE)
        return "explicit";
    if (call->kind != MODEL_VERB_REQUEST || !call->received || child->hello->n < call->received->n)
        return NULL; /* a policy: which one is hidden */
    static const char *const reasons[][2] = {{"timeout", "timeout"}, {"cancelled:entered", "cancelled"},
        {"typed_command_row_decode", "cancelled"}, {"rss_hard_limit_exceeded", "rss_hard_limit"},
        {"ok:degraded", "child_abort"}};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (strcmp(reasons[i][0], call->outcome) == 0)
            return reasons[i][1];
    }
    return NULL;
}

#define OLDER_CALLS_MAX 64u

/* The newest child when the call was answered, if no start that nobody heard of may have come after it. */
static const struct fact_child *newest_certain(const struct facts *facts, const struct fact_call *call)
{
    const struct fact_child *newest = facts_newest_child(facts, call, call->answer->n);
    size_t older =
        0; /* calls that were over when it was started; a few may lie between those that were not */
    for (const struct fact_call *other = call; newest && other > facts->calls && older < OLDER_CALLS_MAX;) {
        other--;
        if (other->answer && other->answer->n < newest->hello->n) {
            older++;
            continue;
        }
        bool tried = other->spawn == call->spawn && other->error &&
                     (other->kind & (MODEL_VERB_REQUEST | MODEL_VERB_CYCLE));
        bool unheard = facts_start_failed(other);
        if (tried && (!newest->configured || unheard))
            return NULL;
    }
    return newest;
}

static void judge_reason(const struct facts *facts, const struct fact_call *call, const struct json *told,
    const char *where, const char *clause, struct findings *findings)
{
    const char *reason = json_string(told);
    const struct fact_child *newest = newest_certain(facts, call);
    const char *expected = newest && is_replacement(facts, newest) ? reason_of(facts, newest) : NULL;
    if (reason && !is_cause(reason))
        findings_add(findings, &(struct finding){.clause = "RESTART-06", .event = call->answer->n},
            "one of the fixed names of causes", "%s names the cause %s", where, reason);
    else if (expected && !text_is(reason, expected))
        findings_add(findings, &(struct finding){.clause = clause, .event = call->answer->n}, expected,
            "%s names the cause %s for generation %d", where, reason ? reason : "null", newest->generation);
    else if (newest && newest->generation == 0 && reason)
        findings_add(findings, &(struct finding){.clause = clause, .event = call->answer->n},
            "null, as nothing was restarted", "%s names the cause %s", where, reason);
}

static void check_reasons(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        bool stats = strcmp(call->verb, "stats") == 0;
        if (!call->quiet || !call->ok || call->spawn == FACTS_NONE ||
            (!stats && strcmp(call->verb, "snapshot") != 0))
            continue;
        judge_reason(facts, call, json_get(call->ok, "last_restart_reason"), "last_restart_reason",
            "RESTART-01", findings);
        const struct json *last = stats ? json_get(call->ok, "last_replacement") : NULL;
        const char *status = json_get_string(last, "replacement_budget_status", NULL);
        if (status && strcmp(status, "synchronous-no-overlap") != 0)
            findings_add(findings, &(struct finding){.clause = "RESTART-07", .event = call->answer->n},
                "replacement_budget_status synchronous-no-overlap", "it is %s", status);
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("restart-window", "RESTART-04", check_window),
    RULE_INVARIANT("restart-refusal", "RESTART-04", check_refusals),
    RULE_INVARIANT("restart-cause", "POLICY-03 REQ-08", check_causes),
    RULE_INVARIANT("generation", "FIX-11 STATS-02", check_generation),
    RULE_INVARIANT("restart-reason", "RESTART-01 RESTART-06 RESTART-07", check_reasons),
};
const struct rules rules_of_restarts = {rules, sizeof rules / sizeof rules[0]};
