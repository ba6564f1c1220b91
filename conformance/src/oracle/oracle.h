/*
 * The oracle: (model, trace) -> verdict. Pure: no clock, no file, no process, no state between calls. It
 * sees neither the scenario's code nor the supervisor, and so can judge a stored trace years later.
 *
 * It judges by means that do not know each other: the state machine of the model, walked as a set of
 * possible states; invariants over the whole trace; timed rules; and the checks that failed while the
 * scenario ran, which the trace carries. Where the trace does not determine something, it is silent.
 */
#ifndef CHILDPROOF_ORACLE_ORACLE_H
#define CHILDPROOF_ORACLE_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/trace.h"

enum violation_level {
    VIOLATION_LEVEL_FAIL,         /* a MUST is broken */
    VIOLATION_LEVEL_NON_STRICT,   /* a SHOULD is missed */
    VIOLATION_LEVEL_INCONCLUSIVE, /* late, and the machine itself may be to blame */
};

/* All strings are never NULL except states and file, and belong to the verdict. */
struct violation {
    const char *clause;         /* "RESTART-01"; "" where a failed check names none */
    enum violation_level level; /* by the clause's own level */
    uint64_t event;             /* n of the event that broke it; 0: the trace as a whole */
    const char *expected;       /* one sentence each, without a final stop */
    const char *happened;
    const char *states;   /* states that were possible, "Idle, Exited"; NULL where no machine judged */
    const char *found_by; /* "machine", "invariant NAME", "timed NAME" or "check" */
    const char *file;     /* of a failed check; else NULL */
    unsigned line;        /* of a failed check; else 0 */
};

struct verdict {
    struct violation
        *violations; /* in order of event, the whole trace's last; one for each clause and event */
    size_t violation_count;
    bool *state_visited; /* indexed like model_states() */
    size_t state_count;
    bool *transition_visited; /* indexed like model_transitions() */
    size_t transition_count;
};

#define ORACLE_VIOLATIONS_MAX 64u

/*
 * Judges a trace. Returns 0, whatever the verdict says; free *ret with verdict_free. At most
 * ORACLE_VIOLATIONS_MAX violations are kept, the first ones. Any thread; nothing is shared between calls.
 */
int oracle_judge(const struct trace *trace, struct verdict **ret);
void verdict_free(struct verdict *verdict);

/* "fail", "non-strict", "inconclusive". */
const char *violation_level_name(enum violation_level level);

/* The invariants and timed rules with the clauses that they look after, for documentation. NULL past the end. */
struct oracle_rule {
    const char *name;
    const char *found_by; /* "invariant NAME" or "timed NAME" */
    const char *clauses;  /* space-separated IDs */
};
size_t oracle_rule_count(void);
const struct oracle_rule *oracle_rule_at(size_t index);

#endif
