/* Whether the child is replaced before a request (POLICY-01…04). Pure: the caller samples memory and tells the time. */
#ifndef SUP_CORE_POLICY_H
#define SUP_CORE_POLICY_H

#include <sup/options.h>
#include <sup/request.h>
#include <sup/types.h>

#include <stdbool.h>

enum policy_sample {
    POLICY_SAMPLE_NOT_TAKEN = 0,
    POLICY_SAMPLE_UNAVAILABLE, /* FIX-22: passes every limit */
    POLICY_SAMPLE_TAKEN,
};

struct policy_facts {
    bool import_like;
    uint64_t requests; /* of this generation */
    uint64_t imports;
    enum policy_sample sample;
    uint64_t rss_kib; /* with POLICY_SAMPLE_TAKEN */
    int64_t idle_ns;
};

enum policy_verdict {
    POLICY_ADMIT = 0,
    POLICY_SAMPLE,  /* sample the child's memory, then ask again */
    POLICY_RESTART, /* replace the child, then admit */
};

struct policy_decision {
    enum policy_verdict verdict;
    enum sup_restart_cause cause; /* with POLICY_RESTART */
};

/* The checks of POLICY-01 in their order; the first hit wins and no later check runs. */
struct policy_decision policy_decide(const struct sup_policy *policy, const struct policy_facts *facts);

/* Raises the limits to their floors (DEFAULT-01). */
struct sup_policy policy_floored(const struct sup_policy *policy);

#endif
