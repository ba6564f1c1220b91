#include "core/policy.h"

#include "core/deadline.h"

static struct policy_decision restart(enum sup_restart_cause cause)
{
    return (struct policy_decision){POLICY_RESTART, cause};
}

/* SUP_NONE is no limit; every comparison is ≥ (RSS-02). */
static bool reached(uint64_t value, uint64_t limit)
{
    return limit != SUP_NONE && value >= limit;
}

struct policy_decision policy_decide(const struct sup_policy *policy, const struct policy_facts *facts)
{
    if (reached(facts->requests, policy->max_requests))
        return restart(SUP_RESTART_CAUSE_MAX_REQUESTS);
    if (facts->import_like && reached(facts->imports, policy->max_imports))
        return restart(SUP_RESTART_CAUSE_MAX_IMPORTS);
    if (policy->max_rss_kib != SUP_NONE) {
        if (facts->sample == POLICY_SAMPLE_NOT_TAKEN)
            return (struct policy_decision){.verdict = POLICY_SAMPLE};
        if (facts->sample == POLICY_SAMPLE_TAKEN && facts->rss_kib >= policy->max_rss_kib)
            return restart(SUP_RESTART_CAUSE_RSS_CEILING);
    }
    if (policy->idle_restart_after_ms != SUP_NONE &&
        deadline_passed(deadline_after_ms(0, policy->idle_restart_after_ms), facts->idle_ns))
        return restart(SUP_RESTART_CAUSE_IDLE);
    return (struct policy_decision){.verdict = POLICY_ADMIT};
}

static uint64_t at_least_one(uint64_t limit)
{
    return limit == 0 ? 1 : limit;
}

struct sup_policy policy_floored(const struct sup_policy *policy)
{
    return (struct sup_policy){
        .max_requests = at_least_one(policy->max_requests),
        .max_imports = at_least_one(policy->max_imports),
        .max_rss_kib = at_least_one(policy->max_rss_kib),
        .idle_restart_after_ms = policy->idle_restart_after_ms,
    };
}
