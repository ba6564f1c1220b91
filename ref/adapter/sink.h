/* The sinks that a call asks for: they report what they are handed, and slow down, fail, cancel or block on order. */
#ifndef ADAPTER_SINK_H
#define ADAPTER_SINK_H

#include "arguments.h"
#include "line.h"

#include <pthread.h>
#include <sup/sup.h>

/* Where a sink blocks until it is released. Used by two threads: the call's and the one that reads requests. */
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    bool open;   /* a release came, perhaps before the sink got there */
    bool broken; /* nobody will release any more: whoever waits fails */
};

void gate_init(struct gate *gate);
void gate_release(struct gate *gate);
void gate_open(struct gate *gate);
void gate_break(struct gate *gate);

enum sink_mode {
    SINK_MODE_RECORD, /* an event for each row */
    SINK_MODE_DIGEST, /* a count and a hash of the rows, in the answer */
    SINK_MODE_NONE,   /* no row sink at all */
};

/* Positions count delivered items of their kind from 0; SUP_NONE: never. */
struct sink_plan {
    enum sink_mode mode;
    uint64_t delay_us;
    uint64_t fail_at_row;
    uint64_t fail_at_progress;
    uint64_t fail_at_diagnostic;
    uint64_t cancel_at_row;
    uint64_t cancel_at_progress;
    uint64_t block_at_row;
};

/* Reads the member `sink` of REQUEST. What is wrong is said in ARGUMENTS. */
void sink_plan_read(struct sink_plan *ret_plan, struct arguments *arguments, struct wire_text request);

/* One call's sinks. Its address is the context of the library's callbacks, so it must not move. */
struct sink {
    struct sink_plan plan;
    uint64_t call;
    struct writer *writer;          /* borrowed */
    struct gate *gate;              /* borrowed */
    struct sup_cancel_token *token; /* borrowed: the call's own */
    struct line event;
    uint64_t rows;
    uint64_t row_bytes;
    uint64_t progress;
    uint64_t diagnostics;
    uint64_t fnv1a;
};

enum sink_channels {
    SINK_CHANNEL_ROWS = 1,
    SINK_CHANNEL_PROGRESS = 2,
    SINK_CHANNEL_DIAGNOSTICS = 4,
    SINK_CHANNEL_TYPED = 8,
};

void sink_init(struct sink *sink, uint64_t call, struct writer *writer, struct gate *gate,
    struct sup_cancel_token *token, const struct sink_plan *plan);
void sink_release(struct sink *sink);
/* The callbacks for CHANNELS, a set of sink_channels; rows only where the mode has a row sink. */
struct sup_sinks sink_callbacks(struct sink *sink, unsigned int channels);
/* Puts `delivered` where the mode is digest. */
void sink_put_delivered(const struct sink *sink, struct line *answer);

#endif
