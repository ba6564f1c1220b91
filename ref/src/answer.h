/* From a terminal response to the caller's answer, or to a typed error that leaves the child usable. */
#ifndef SUP_ANSWER_H
#define SUP_ANSWER_H

#include "exchange.h"

/* Fills RET_RESPONSE (initialised and empty) from MESSAGE, a response to EXCHANGE; takes the strings it collected.
 * Stores the import statistics of an opened session. 0, or minus a kind: worker, stream_*, capability_*_malformed,
 * protocol (wrong status: REQ-07; wrong count: REQ-10), setup. */
int answer_take(struct exchange *exchange, const struct wire_response *response,
    struct sup_response *ret_response, struct sup_error *error);

/* REQ-09: the answer of an operation whose child aborted and was replaced. 0 or minus setup. */
int answer_degrade(
    const struct sup_request *request, struct sup_response *ret_response, struct sup_error *error);

#endif
