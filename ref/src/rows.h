/* Where rows go: the caller's sink, or the list that the library collects itself (REQ-10). */
#ifndef SUP_ROWS_H
#define SUP_ROWS_H

#include "exchange.h"

/* A list of names is kept whole in the parent; a child may not make it larger than this. */
#define ROWS_COLLECTED_BYTES_MAX ((size_t)256 * 1024 * 1024)

enum row_fate {
    ROW_DELIVERED,
    ROW_UNEXPECTED,  /* nobody takes rows */
    ROW_UNDECODABLE, /* not of the type that the caller expects; the sink has not seen it */
    ROW_REFUSED,     /* the sink failed */
    ROW_TOO_MUCH,    /* ROWS_COLLECTED_BYTES_MAX */
    ROW_NO_MEMORY,
};

/* MESSAGE (SUP_SINK_MESSAGE_BYTES_MAX bytes, empty) gets a reason for UNDECODABLE, REFUSED and TOO_MUCH. */
enum row_fate rows_deliver(struct exchange *exchange, const struct sup_row *row, char *message);

/* True for a request whose rows are wanted by somebody. */
bool rows_wanted(const struct operation *operation, const struct sup_sinks *sinks);

#endif
