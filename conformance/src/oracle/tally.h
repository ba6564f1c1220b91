/* The bounds of a supervisor's counters. What the trace shows for certain moves the lower and the upper bound of a
 * counter; what may have happened unseen moves the upper bound alone. */
#ifndef CHILDPROOF_ORACLE_TALLY_H
#define CHILDPROOF_ORACLE_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "oracle/facts.h"

/* From EXPLICIT to TIMEOUT: a restart's causes. */
enum counter {
    COUNTER_REQUESTS,
    COUNTER_IMPORTS,
    COUNTER_IMPORT_ATTEMPTS,
    COUNTER_IMPORT_ADMITTED,
    COUNTER_EXITS,
    COUNTER_RESTARTS,
    COUNTER_EXPLICIT,
    COUNTER_MAX_REQUESTS,
    COUNTER_MAX_IMPORTS,
    COUNTER_RSS,
    COUNTER_IDLE,
    COUNTER_CANCELLED,
    COUNTER_TIMEOUT,
    COUNTER_ATTEMPTS,
    COUNTER_SUCCESSES,
    COUNTER_FAILURES,
    COUNTER_ADMITTED,
    COUNTER_SKIPPED,
    COUNTER_STREAM_REQUESTS,
    COUNTER_STREAM_SUCCESSES,
    COUNTER_STREAM_FAILURES,
    COUNTER_ROWS,
    COUNTER_ROW_BYTES,
    COUNTER_COUNT,
};

struct tally {
    uint64_t least[COUNTER_COUNT];
    uint64_t most[COUNTER_COUNT];
    uint64_t degraded; /* restarts that no counter of a cause shows */
    uint64_t refusals;
    bool exit_recorded; /* the newest child's */
};

/* Moves both bounds up: the counter grew by `least` for certain, and by `most` at the most. */
void tally_add(struct tally *tally, enum counter counter, uint64_t least, uint64_t most);

/* A call that was answered; one that moves no counter adds nothing. */
void tally_call(struct tally *tally, const struct facts *facts, const struct fact_call *call);

/* A replacement that was heard of: admitted for certain, and a success where its child was configured. */
void tally_replacement(struct tally *tally, const struct facts *facts, const struct fact_child *child);

/* Sets the bounds of the exits anew, to what `stats`, a stats or a snapshot, may show. */
void tally_exits(const struct facts *facts, const struct fact_call *stats, struct tally *tally);

/* True if the supervisor has recorded its newest child's exit once it gave this answer. */
bool tally_records_exit(const struct fact_call *call);

#endif
