/* The knobs of the configuration as a table, and what makes a set of values a good one (CONFIG-01…03). Pure. */
#ifndef SUP_CORE_KNOBS_H
#define SUP_CORE_KNOBS_H

#include <sup/config.h>

#include <stdbool.h>

struct knob {
    const char *variable;
    const char *name; /* in a file */
    uint64_t value;   /* by default */
};

/* Static. */
const struct knob *knob_get(enum sup_config_key key);

/* Decimal digits and nothing else, at most 2^64 - 1. */
bool knob_parse(const char *text, uint64_t *ret_value);

enum knobs_fault {
    KNOBS_FAULT_NONE = 0,
    KNOBS_FAULT_ZERO,      /* of KEY: no value may be 0 */
    KNOBS_FAULT_RSS_ORDER, /* KEY exceeds OTHER: import_switch ≤ post_job ≤ hard_kill */
};

struct knobs_verdict {
    enum knobs_fault fault;
    enum sup_config_key key;
    enum sup_config_key other; /* with RSS_ORDER */
};

/* The first fault, in the order of the keys. */
struct knobs_verdict knobs_check(const struct sup_config *config);

#endif
