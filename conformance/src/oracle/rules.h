/* The oracle's parts, each with its own table of rules. Private to cp_oracle. */
#ifndef CHILDPROOF_ORACLE_RULES_H
#define CHILDPROOF_ORACLE_RULES_H

#include "oracle/facts.h"
#include "oracle/findings.h"

/* Looks at the whole trace and reports what breaks its clauses. Where the trace does not tell, it is silent. */
typedef void rule_fn(const struct facts *facts, struct findings *findings);

struct rule {
    struct oracle_rule about;
    rule_fn *check;
};

struct rules {
    const struct rule *rules;
    size_t count;
};

#define RULE_INVARIANT(name, clauses, check)                                                                 \
    {                                                                                                        \
        {name, "invariant " name, clauses}, check                                                            \
    }
#define RULE_TIMED(name, clauses, check)                                                                     \
    {                                                                                                        \
        {name, "timed " name, clauses}, check                                                                \
    }

extern const struct rules rules_of_processes;
extern const struct rules rules_of_requests;
extern const struct rules rules_of_rows;
extern const struct rules rules_of_errors;
extern const struct rules rules_of_restarts;
extern const struct rules rules_of_shutdown;
extern const struct rules rules_of_counters;
extern const struct rules rules_of_time;
extern const struct rules rules_of_pools;

/* The state machine; marks what was visited. */
void machine_walk(const struct facts *facts, struct findings *findings, struct verdict *verdict);

/* What failed while the scenario ran. */
void checks_collect(const struct trace *trace, struct findings *findings);

#endif
