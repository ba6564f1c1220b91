/* Good traces with one thing wrong: what the oracle must find. The table is in oracle_corruptions.c. */
#ifndef CHILDPROOF_TESTS_ORACLE_CORRUPTIONS_H
#define CHILDPROOF_TESTS_ORACLE_CORRUPTIONS_H

#include <stddef.h>

/*
 * edits: lines "EVENT -> WHAT". An EVENT is
 *   call ID | answer ID | row ID K | progress ID K     of the driver; K counts from 1
 *   child W/G NAME K | kernel W/G NAME K               of a child
 *   state ID                                           the sample right before the answer of that call
 *   end                                                the last event
 * WHAT is
 *   PATH = JSON       sets a member, "t" or "body.ok.requests"
 *   remove
 *   before EVENT      moves it
 *   again before EVENT   copies it
 *   insert JSON       puts a new event before it
 * JSON is written with ' for ".
 */
struct corruption {
    const char *trace; /* file in tests/traces, without .jsonl */
    const char *edits;
    const char *clause;   /* of the violation that must be among those found */
    const char *found_by; /* and who must have found it */
};
extern const struct corruption corruptions[];
extern const size_t corruption_count;

#endif
