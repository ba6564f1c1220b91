/* Pools: their size, what a refusal leaves, what a snapshot says of leases and refusals, leases that are over. */
#include <stdio.h>
#include <string.h>

#include "oracle/rules.h"

/* ---- who is who ---- */

static const char *argument(const struct fact_call *call, const char *name)
{
    return json_get_string(call->call->body, name, NULL);
}

static bool is_verb(const struct fact_call *call, const char *verb)
{
    return strcmp(call->verb, verb) == 0;
}

/* The call of a pool or lease at that place among those that change one, where it was made before the event N; NULL. */
static const struct fact_call *pool_call(const struct facts *facts, size_t i, uint64_t n)
{
    const struct fact_call *call = i < facts->pool_call_count ? &facts->calls[facts->pool_calls[i]] : NULL;
    return call && call->call->n < n ? call : NULL;
}

/* The call that opened the pool of that name, as of the event N; NULL. */
static const struct fact_call *opening_of(const struct facts *facts, const char *pool, uint64_t n)
{
    const struct fact_call *found = NULL;
    const struct fact_call *call;
    for (size_t i = 0; pool && (call = pool_call(facts, i, n)) != NULL; i++) {
        if (is_verb(call, "pool_open") && call->ok && text_is(argument(call, "pool"), pool))
            found = call;
    }
    return found;
}

static uint64_t size_of(const struct fact_call *opening)
{
    uint64_t size = json_get_uint64(json_get(opening->call->body, "config"), "max_workers", 1);
    return size > 0 ? size : 1;
}

/* The acquire that gave the lease of that name, as of the event N; NULL. */
static const struct fact_call *grant_of(const struct facts *facts, const char *lease, uint64_t n)
{
    const struct fact_call *found = NULL;
    const struct fact_call *call;
    for (size_t i = 0; lease && (call = pool_call(facts, i, n)) != NULL; i++) {
        if (is_verb(call, "acquire") && call->ok && call->answer->n < n &&
            text_is(argument(call, "lease"), lease))
            found = call;
    }
    return found;
}

/* Was another call that moves a pool in flight beside this one? */
static bool is_alone(const struct facts *facts, const struct fact_call *call)
{
    const struct fact_call *other;
    for (size_t i = 0; (other = pool_call(facts, i, call->answer->n)) != NULL; i++) {
        if (other != call && !is_verb(other, "pool_open") &&
            (!other->answer || other->answer->n > call->call->n))
            return false;
    }
    return true;
}

/* ---- POOL-08: never more children than workers ---- */

static void check_size(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        const struct trace_event *before =
            child->hello->n >= 2 ? trace_at(facts->trace, (size_t)child->hello->n - 2) : NULL;
        const struct fact_call *opening = opening_of(facts, child->worker, child->hello->n);
        if (!opening || !before || facts_event(facts, before) != FACT_EVENT_STATE)
            continue;
        uint64_t alive = 1;
        for (size_t k = 0; k < i; k++) {
            const struct fact_child *older = &facts->children[k];
            alive += strcmp(older->worker, child->worker) == 0 && facts_sample_says(before, older, "alive");
        }
        if (alive > size_of(opening))
            findings_add(findings, &(struct finding){.clause = "POOL-08", .event = child->hello->n},
                "never more children alive than max_workers",
                "child %d of pool %s was started while %llu others were alive; max_workers is %llu",
                child->generation, child->worker, (unsigned long long)alive - 1,
                (unsigned long long)size_of(opening));
    }
}

/* ---- POOL-03, POOL-04: a refused acquire starts nothing ---- */

static const char *clause_of_refusal(const struct fact_call *call)
{
    if (text_is(call->error_kind, "worker_pool_memory_budget_exceeded"))
        return "POOL-03";
    return text_is(call->error_kind, "worker_pool_exhausted") ||
                   text_is(call->error_kind, "worker_pool_queue_timeout")
               ? "POOL-04"
               : NULL;
}

static void check_refusals(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const char *clause = is_verb(call, "acquire") && call->error ? clause_of_refusal(call) : NULL;
        if (!clause || !is_alone(facts, call))
            continue;
        for (size_t k = 0; k < facts->child_count; k++) {
            const struct fact_child *child = &facts->children[k];
            if (text_is(argument(call, "pool"), child->worker) && child->hello->n > call->call->n &&
                child->hello->n < call->answer->n)
                findings_add(findings, &(struct finding){.clause = clause, .event = call->answer->n},
                    "an acquire that is refused to start no child",
                    "acquire was refused with %s and child %d was started", call->error_kind,
                    child->generation);
        }
    }
}

/* ---- what a snapshot says ---- */

/* Leases of the pool that were granted and not given back before the event N. */
static uint64_t held_leases(const struct facts *facts, const struct fact_call *opening, uint64_t n)
{
    const char *pool = argument(opening, "pool");
    uint64_t held = 0;
    const struct fact_call *grant;
    for (size_t i = 0; (grant = pool_call(facts, i, n)) != NULL; i++) {
        if (grant < opening || !is_verb(grant, "acquire") || !grant->ok ||
            !text_is(argument(grant, "pool"), pool) || grant_of(facts, argument(grant, "lease"), n) != grant)
            continue;
        bool released = false;
        const struct fact_call *call;
        for (size_t k = i + 1; (call = pool_call(facts, k, n)) != NULL; k++) {
            released |= is_verb(call, "release_lease") && call->ok && call->answer->n < n &&
                        text_is(argument(call, "lease"), argument(grant, "lease"));
        }
        held += !released;
    }
    return held;
}

static uint64_t refused_with(
    const struct facts *facts, const struct fact_call *opening, const char *kind, uint64_t n)
{
    const char *pool = argument(opening, "pool");
    uint64_t count = 0;
    const struct fact_call *call;
    for (size_t i = 0; (call = pool_call(facts, i, n)) != NULL; i++) {
        count += call > opening && is_verb(call, "acquire") && text_is(call->error_kind, kind) &&
                 call->answer->n < n && text_is(argument(call, "pool"), pool);
    }
    return count;
}

static void expect_figure(const struct fact_call *snapshot, const char *field, uint64_t expected,
    const char *clause, struct findings *findings)
{
    uint64_t value = 0;
    if (!json_uint64(json_get(snapshot->ok, field), &value) || value == expected)
        return;
    char text[96];
    (void)snprintf(
        text, sizeof text, "%s %llu, by what the trace shows", field, (unsigned long long)expected);
    findings_add(findings, &(struct finding){.clause = clause, .event = snapshot->answer->n}, text,
        "%s is %llu in the snapshot", field, (unsigned long long)value);
}

static void judge_leases(const struct facts *facts, const struct fact_call *snapshot,
    const struct fact_call *opening, struct findings *findings)
{
    uint64_t held = held_leases(facts, opening, snapshot->call->n);
    uint64_t active = 0;
    if (!json_uint64(json_get(snapshot->ok, "active_workers"), &active))
        return;
    if (active > held || (held > 0 && active == 0))
        findings_add(findings, &(struct finding){.clause = "LEASE-02", .event = snapshot->answer->n},
            "each lease to take up its worker until it is given back, once",
            "active_workers is %llu while %llu leases are held", (unsigned long long)active,
            (unsigned long long)held);
}

static void judge_snapshot(const struct facts *facts, const struct fact_call *snapshot,
    const struct fact_call *opening, struct findings *findings)
{
    uint64_t workers = json_get_uint64(snapshot->ok, "workers", 0);
    uint64_t active = json_get_uint64(snapshot->ok, "active_workers", 0);
    expect_figure(snapshot, "max_workers", size_of(opening), "POOL-05", findings);
    if (workers > size_of(opening))
        findings_add(findings, &(struct finding){.clause = "POOL-08", .event = snapshot->answer->n},
            "no more workers than max_workers", "workers is %llu, max_workers is %llu",
            (unsigned long long)workers, (unsigned long long)size_of(opening));
    if (!is_alone(facts, snapshot))
        return;
    if (active <= workers)
        expect_figure(snapshot, "warm_leases", workers - active, "POOL-05", findings);
    expect_figure(snapshot, "queue_depth", 0, "POOL-05", findings);
    expect_figure(snapshot, "queue_timeouts",
        refused_with(facts, opening, "worker_pool_queue_timeout", snapshot->call->n), "POOL-04", findings);
    expect_figure(snapshot, "memory_budget_rejections",
        refused_with(facts, opening, "worker_pool_memory_budget_exceeded", snapshot->call->n), "POOL-03",
        findings);
    judge_leases(facts, snapshot, opening, findings);
}

static void check_snapshots(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct fact_call *opening = is_verb(call, "pool_snapshot") && call->ok
                                              ? opening_of(facts, argument(call, "pool"), call->call->n)
                                              : NULL;
        if (opening)
            judge_snapshot(facts, call, opening, findings);
    }
}

/* ---- LEASE-03: what is invalid stays so ---- */

static const char *lease_verb(const struct fact_call *call)
{
    return is_verb(call, "lease") ? json_get_string(json_get(call->call->body, "call"), "do", "") : "";
}

/* The first refusal of the lease that CALL names, heard before CALL was made; NULL. */
static const struct fact_call *earlier_refusal(const struct facts *facts, const struct fact_call *call)
{
    const char *lease = argument(call, "lease");
    const struct fact_call *other;
    for (size_t i = 0; (other = pool_call(facts, i, call->call->n)) != NULL; i++) {
        if (!text_is(other->error_kind, "lease_invalidated") || !is_verb(other, "lease") ||
            other->answer->n > call->call->n || !text_is(argument(other, "lease"), lease))
            continue;
        const struct fact_call *grant = grant_of(facts, lease, call->call->n);
        if (grant && other->call->n > grant->answer->n)
            return other;
    }
    return NULL;
}

static void check_invalid(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!is_verb(call, "lease") || !call->ok)
            continue;
        const struct fact_call *refusal = earlier_refusal(facts, call);
        bool is_status = strcmp(lease_verb(call), "status") == 0;
        if (!refusal || (is_status && !json_get_bool(call->ok, "valid", false)))
            continue;
        findings_add(findings, &(struct finding){.clause = "LEASE-03", .event = call->answer->n},
            "a lease that was invalid to stay so", "%s succeeded on lease %s, which had been refused as: %s",
            lease_verb(call), argument(call, "lease"),
            json_get_string(refusal->error, "reason", "no reason"));
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("pool-size", "POOL-08", check_size),
    RULE_INVARIANT("pool-refusals", "POOL-03 POOL-04", check_refusals),
    RULE_INVARIANT("pool-snapshots", "POOL-03 POOL-04 POOL-05 POOL-08 LEASE-02", check_snapshots),
    RULE_INVARIANT("leases-stay-invalid", "LEASE-03", check_invalid),
};

const struct rules rules_of_pools = {rules, sizeof rules / sizeof rules[0]};
