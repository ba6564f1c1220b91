/* One request in flight: from the written frame to its one terminal outcome. */
#ifndef SUP_EXCHANGE_H
#define SUP_EXCHANGE_H

#include "inside.h"
#include "operations.h"

struct exchange {
    struct sup_supervisor *supervisor;
    const struct operation *operation;
    const struct sup_request *request;
    uint64_t timeout_ms;
    int64_t started_ns; /* when the request was written: TIMEOUT-01 */
    int64_t deadline_ns;
    int64_t now_ns; /* as last looked at */
    bool now_fresh; /* and nothing happened since */
    bool streaming; /* has a row sink: STREAM-04 */

    /* What the child sent, and how much of it may wait here undelivered. */
    uint64_t frames;
    uint64_t frame_bytes;     /* of all frames */
    size_t frame_bytes_least; /* of the smallest */
    unsigned eager;           /* how many reads to try before the next wait */
    bool dead;                /* the child is; only what is left in the pipe counts */
    size_t left;              /* bytes of it */
    bool child_ended;         /* and that is how the request ended: REQ-08 */

    /* Memory: RSS-03 */
    bool sample_due;
    int64_t next_sample_ns;

    /* Slow sinks: STREAM-06 */
    uint64_t waits;
    struct exchange_effort {
        uint64_t cpu_us;
        uint64_t pauses; /* voluntary switches */
    } effort;            /* of this thread, at the last read */
    bool busy_before;    /* the last call of a sink was slow, and busy, too */

    /* REQ-10 */
    struct sup_text *strings;
    size_t string_count;
    size_t string_capacity;
    size_t string_bytes;
    size_t row_spoilt; /* the first collected row that is no string, counted from 1; 0: all are */
};

/* Reads until the terminal. Returns 0 and the terminal response, whose texts live in the reader until its next use and
 * which the caller releases; or minus a kind, the child dead or replaced as the kind demands. The stream, if it is one,
 * is accounted for in both cases. */
int exchange_run(struct exchange *exchange, struct wire_message *ret_message, struct sup_error *error);

void exchange_release(struct exchange *exchange);

/* Facts for an error about this supervisor, as of now (FACTS-01). */
void exchange_facts(const struct sup_supervisor *supervisor, enum sup_resource_cause cause,
    const char *operation, struct sup_resource *ret_resource);

#endif
