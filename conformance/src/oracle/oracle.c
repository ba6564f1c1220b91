/* Judging: gather the facts, let each part look at them, sort what they found. */
#include "oracle/oracle.h"

#include "oracle/model.h"
#include "oracle/rules.h"
#include "shared/memory.h"
#include "shared/text.h"

static const struct rules *const all_rules[] = {
    &rules_of_processes,
    &rules_of_requests,
    &rules_of_rows,
    &rules_of_errors,
    &rules_of_restarts,
    &rules_of_shutdown,
    &rules_of_counters,
    &rules_of_time,
    &rules_of_pools,
};
#define ALL_RULES_COUNT (sizeof all_rules / sizeof all_rules[0])

static struct verdict *verdict_new(void)
{
    struct verdict *verdict = memory_allocate(sizeof *verdict);
    *verdict = (struct verdict){0};
    (void)model_states(&verdict->state_count);
    (void)model_transitions(&verdict->transition_count);
    verdict->state_visited = memory_zeroed(verdict->state_count, sizeof *verdict->state_visited);
    verdict->transition_visited =
        memory_zeroed(verdict->transition_count, sizeof *verdict->transition_visited);
    return verdict;
}

int oracle_judge(const struct trace *trace, struct verdict **ret)
{
    struct facts *facts = facts_gather(trace);
    struct findings *findings = findings_new();
    struct verdict *verdict = verdict_new();

    checks_collect(trace, findings);
    findings_set_source(findings, "machine");
    machine_walk(facts, findings, verdict);
    for (size_t i = 0; i < ALL_RULES_COUNT; i++) {
        for (size_t k = 0; k < all_rules[i]->count; k++) {
            const struct rule *rule = &all_rules[i]->rules[k];
            findings_set_source(findings, rule->about.found_by);
            rule->check(facts, findings);
        }
    }

    findings_take(findings, verdict);
    findings_free(findings);
    facts_free(facts);
    *ret = verdict;
    return 0;
}

size_t oracle_rule_count(void)
{
    size_t count = 0;
    for (size_t i = 0; i < ALL_RULES_COUNT; i++)
        count += all_rules[i]->count;
    return count;
}

const struct oracle_rule *oracle_rule_at(size_t index)
{
    for (size_t i = 0; i < ALL_RULES_COUNT; i++) {
        if (index < all_rules[i]->count)
            return &all_rules[i]->rules[index].about;
        index -= all_rules[i]->count;
    }
    return NULL;
}
