/* Where the oracle's parts put what they find. Private to cp_oracle. */
#ifndef CHILDPROOF_ORACLE_FINDINGS_H
#define CHILDPROOF_ORACLE_FINDINGS_H

#include "oracle/oracle.h"

struct findings;

struct findings *findings_new(void);
void findings_free(struct findings *findings);

/* What is found next is found by this: "machine", "invariant rows", … . The string is kept by pointer. */
void findings_set_source(struct findings *findings, const char *found_by);

/* What broke which clause at which event; the level follows from the clause. All strings are copied; printf-like. */
struct finding {
    const char *clause;
    uint64_t event;
    const char *states; /* may be NULL */
    bool inconclusive;  /* late, and the machine may be to blame */
};
void findings_add(struct findings *findings, const struct finding *what, const char *expected,
    const char *happened_format, ...) __attribute__((format(printf, 4, 5)));

/* A check that failed while the scenario ran. */
void findings_add_check(struct findings *findings, const struct violation *violation);

/* Moves everything found into a verdict, sorted; the findings are empty afterwards. */
void findings_take(struct findings *findings, struct verdict *verdict);

#endif
