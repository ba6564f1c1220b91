#include "sink.h"

#include "wire/wire.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define FNV1A_OFFSET UINT64_C(0xcbf29ce484222325)
#define FNV1A_PRIME  UINT64_C(0x100000001b3)

/* ---- Gates -------------------------------------------------------------------------------------------------------- */

void gate_init(struct gate *gate)
{
    *gate = (struct gate){.open = false};
    (void)pthread_mutex_init(&gate->lock, NULL);
    (void)pthread_cond_init(&gate->opened, NULL);
}

void gate_release(struct gate *gate)
{
    (void)pthread_cond_destroy(&gate->opened);
    (void)pthread_mutex_destroy(&gate->lock);
}

void gate_open(struct gate *gate)
{
    (void)pthread_mutex_lock(&gate->lock);
    gate->open = true;
    (void)pthread_cond_signal(&gate->opened);
    (void)pthread_mutex_unlock(&gate->lock);
}

void gate_break(struct gate *gate)
{
    (void)pthread_mutex_lock(&gate->lock);
    gate->broken = true;
    (void)pthread_cond_signal(&gate->opened);
    (void)pthread_mutex_unlock(&gate->lock);
}

/* Waits for a release and uses it up; false where none will come. */
static bool gate_wait(struct gate *gate)
{
    bool released;

    (void)pthread_mutex_lock(&gate->lock);
    while (!gate->open && !gate->broken)
        (void)pthread_cond_wait(&gate->opened, &gate->lock);
    released = gate->open;
    gate->open = false;
    (void)pthread_mutex_unlock(&gate->lock);
    return released;
}

/* ---- Plans -------------------------------------------------------------------------------------------------------- */

static enum sink_mode read_mode(struct arguments *arguments, struct wire_text sink)
{
    const char *mode = arguments_string(arguments, sink, "mode", "record");

    if (strcmp(mode, "record") == 0)
        return SINK_MODE_RECORD;
    if (strcmp(mode, "digest") == 0)
        return SINK_MODE_DIGEST;
    if (strcmp(mode, "none") != 0)
        arguments_refuse(arguments, "sink.mode", "record, digest or none");
    return SINK_MODE_NONE;
}

void sink_plan_read(struct sink_plan *ret_plan, struct arguments *arguments, struct wire_text request)
{
    struct wire_text sink;

    if (!arguments_find(request, "sink", &sink))
        sink = WIRE_TEXT("{}");
    if (sink.data[0] != '{')
        arguments_refuse(arguments, "sink", "an object");
    ret_plan->mode = read_mode(arguments, sink);
    ret_plan->delay_us = arguments_u64(arguments, sink, "delay_us", 0);
    ret_plan->fail_at_row = arguments_u64(arguments, sink, "fail_at_row", SUP_NONE);
    ret_plan->fail_at_progress = arguments_u64(arguments, sink, "fail_at_progress", SUP_NONE);
    ret_plan->fail_at_diagnostic = arguments_u64(arguments, sink, "fail_at_diagnostic", SUP_NONE);
    ret_plan->cancel_at_row = arguments_u64(arguments, sink, "cancel_at_row", SUP_NONE);
    ret_plan->cancel_at_progress = arguments_u64(arguments, sink, "cancel_at_progress", SUP_NONE);
    ret_plan->block_at_row = arguments_u64(arguments, sink, "block_at_row", SUP_NONE);
}

/* ---- Events --------------------------------------------------------------------------------------------------------- */

static struct line *event_begin(struct sink *sink, const char *name)
{
    line_clear(&sink->event);
    line_open_object(&sink->event, NULL);
    line_put_string(&sink->event, "ev", name);
    line_put_u64(&sink->event, "call", sink->call);
    return &sink->event;
}

/* Writes the event; a failure becomes the sink's own. */
static int event_end(struct sink *sink, char *message)
{
    int error;

    line_close_object(&sink->event);
    error = writer_put(sink->writer, &sink->event);
    if (error < 0)
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "an event could not be written: %s",
            error == -EMSGSIZE ? "its line would be over 8 MiB" : "the reader is gone");
    return error;
}

static int fail_on_order(const char *what, uint64_t position, char *message)
{
    (void)snprintf(
        message, SUP_SINK_MESSAGE_BYTES_MAX, "the sink failed as asked at %s %" PRIu64, what, position);
    return -ECANCELED;
}

/* ---- Rows ----------------------------------------------------------------------------------------------------------- */

static int row_record(struct sink *sink, const struct sup_row *row, char *message)
{
    struct line *event = event_begin(sink, "row");

    line_put_bytes(event, "stream", row->stream, row->stream_bytes);
    line_put_u64(event, "sequence", row->sequence);
    line_put_bytes(event, "payload", row->payload, row->payload_bytes);
    return event_end(sink, message);
}

static void row_digest(struct sink *sink, const struct sup_row *row)
{
    uint64_t hash = sink->fnv1a;

    for (size_t i = 0; i < row->payload_bytes; i++)
        hash = (hash ^ (unsigned char)row->payload[i]) * FNV1A_PRIME;
    sink->fnv1a = (hash ^ (unsigned char)'\n') * FNV1A_PRIME;
}

static int row_block(struct sink *sink, uint64_t position, char *message)
{
    int error;

    line_put_u64(event_begin(sink, "blocked"), "row", position);
    error = event_end(sink, message);
    if (error == 0 && !gate_wait(sink->gate)) {
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "nobody is left to release the sink");
        error = -ECANCELED;
    }
    return error;
}

static void row_delay(uint64_t delay_us)
{
    struct timespec rest = {(time_t)(delay_us / 1000000), (long)(delay_us % 1000000) * 1000};

    while (delay_us > 0 && clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, &rest) == EINTR)
        ;
}

static int sink_row(void *context, const struct sup_row *row, char *message)
{
    struct sink *sink = context;
    uint64_t position = sink->rows;
    int error = 0;

    if (position == sink->plan.fail_at_row)
        return fail_on_order("row", position, message);
    if (sink->plan.mode == SINK_MODE_RECORD)
        error = row_record(sink, row, message);
    else
        row_digest(sink, row);
    if (error == 0 && position == sink->plan.cancel_at_row)
        sup_cancel_token_set(sink->token);
    if (error == 0 && position == sink->plan.block_at_row)
        error = row_block(sink, position, message);
    if (error < 0)
        return error;
    row_delay(sink->plan.delay_us);
    sink->rows++;
    sink->row_bytes += row->payload_bytes;
    return 0;
}

/* A typed row is a record with an unsigned `ordinal`; other fields are ignored (STREAM-07). */
static int sink_decode_row(void *context, const struct sup_row *row, char *message)
{
    uint64_t ordinal;
    int error =
        wire_json_object_u64((struct wire_text){row->payload, row->payload_bytes}, "ordinal", &ordinal);
    const char *reason = error == -ENOENT   ? "missing field `ordinal`"
                         : error == -EEXIST ? "duplicate field `ordinal`"
                         : error == -ERANGE ? "`ordinal` is not an unsigned integer of 64 bits"
                                            : "the row is not an object";

    (void)context;
    if (error < 0)
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "%s", reason);
    return error;
}

/* ---- Progress and diagnostics ------------------------------------------------------------------------------------------ */

static int sink_progress(void *context, const struct sup_progress *progress, char *message)
{
    struct sink *sink = context;
    uint64_t position = sink->progress;
    struct line *event;
    int error;

    if (position == sink->plan.fail_at_progress)
        return fail_on_order("progress", position, message);
    event = event_begin(sink, "progress");
    line_put_bytes(event, "phase", progress->phase, progress->phase_bytes);
    line_put_u64(event, "current", progress->current);
    if (progress->has_total)
        line_put_u64(event, "total", progress->total);
    else
        line_put_null(event, "total");
    error = event_end(sink, message);
    if (error < 0)
        return error;
    if (position == sink->plan.cancel_at_progress)
        sup_cancel_token_set(sink->token);
    sink->progress++;
    return 0;
}

static int sink_diagnostic(void *context, const struct sup_diagnostic *diagnostic, char *message)
{
    struct sink *sink = context;
    struct line *event;

    if (sink->diagnostics == sink->plan.fail_at_diagnostic)
        return fail_on_order("diagnostic", sink->diagnostics, message);
    event = event_begin(sink, "diagnostic");
    line_put_bytes(event, "code", diagnostic->code, diagnostic->code_bytes);
    line_put_bytes(event, "message", diagnostic->message, diagnostic->message_bytes);
    sink->diagnostics++;
    return event_end(sink, message);
}

/* ---- The whole ----------------------------------------------------------------------------------------------------------- */

void sink_init(struct sink *sink, uint64_t call, struct writer *writer, struct gate *gate,
    struct sup_cancel_token *token, const struct sink_plan *plan)
{
    *sink = (struct sink){
        .plan = *plan, .call = call, .writer = writer, .gate = gate, .token = token, .fnv1a = FNV1A_OFFSET};
}

void sink_release(struct sink *sink)
{
    line_release(&sink->event);
}

struct sup_sinks sink_callbacks(struct sink *sink, unsigned int channels)
{
    bool rows = (channels & SINK_CHANNEL_ROWS) != 0 && sink->plan.mode != SINK_MODE_NONE;

    return (struct sup_sinks){
        .context = sink,
        .row = rows ? sink_row : NULL,
        .decode_row = rows && (channels & SINK_CHANNEL_TYPED) != 0 ? sink_decode_row : NULL,
        .progress = (channels & SINK_CHANNEL_PROGRESS) != 0 ? sink_progress : NULL,
        .diagnostic = (channels & SINK_CHANNEL_DIAGNOSTICS) != 0 ? sink_diagnostic : NULL,
    };
}

void sink_put_delivered(const struct sink *sink, struct line *answer)
{
    char hash[20];

    if (sink->plan.mode != SINK_MODE_DIGEST)
        return;
    (void)snprintf(hash, sizeof hash, "%016" PRIx64, sink->fnv1a);
    line_open_object(answer, "delivered");
    line_put_u64(answer, "rows", sink->rows);
    line_put_u64(answer, "bytes", sink->row_bytes);
    line_put_string(answer, "fnv1a", hash);
    line_close_object(answer);
}
