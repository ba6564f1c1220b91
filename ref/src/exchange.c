#include "exchange.h"

#include "core/account.h"
#include "core/deadline.h"
#include "linux/clock.h"
#include "linux/effort.h"
#include "linux/pipe.h"
#include "report.h"
#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* No event is smaller on the wire: 64 of them fit into the first read, whatever they are (STREAM-05). */
#define EVENT_BYTES_LEAST 64
/* A reader that lags behind reads without asking first, but looks at the child now and then. */
#define EAGER_READS_MAX 16

/* ---- Ends --------------------------------------------------------------------------------------------------------- */

static void stream_end(struct exchange *exchange, enum account_stream_end end)
{
    if (exchange->streaming)
        account_stream_end(&exchange->supervisor->stats, end,
            elapsed_us(exchange->started_ns, clock_now_ns()), exchange->waits);
}

void exchange_facts(const struct sup_supervisor *supervisor, enum sup_resource_cause cause,
    const char *operation, struct sup_resource *ret_resource)
{
    const struct sup_stats *stats = &supervisor->stats;
    ret_resource->cause = cause;
    ret_resource->operation = operation;
    ret_resource->current_rss_kib = stats->last_rss_kib;
    ret_resource->limit_kib = supervisor->settings.rss_hard_limit_kib;
    ret_resource->import_count = stats->imports;
    ret_resource->worker_generation = supervisor->machine.generation;
    ret_resource->restart_reason = stats->last_restart_reason;
    ret_resource->import_like_requests = stats->import_like_admission_attempts;
    ret_resource->import_like_admitted = stats->import_like_admitted;
    if (!supervisor->has_import_stats)
        return;
    ret_resource->last_import_stats = calloc(1, sizeof(*ret_resource->last_import_stats));
    if (ret_resource->last_import_stats)
        (void)sup_import_stats_copy(&supervisor->last_import_stats, ret_resource->last_import_stats);
}

/* A request given up in flight: the child is replaced first, and where that fails its error is the outcome
 * (TIMEOUT-03). */
static int give_up(struct exchange *exchange, enum sup_restart_cause cause, struct sup_error *error)
{
    stream_end(exchange, ACCOUNT_STREAM_FAILURE);
    return supervisor_replace(exchange->supervisor, cause, error);
}

static int timed_out(struct exchange *exchange, struct sup_error *error)
{
    int r = give_up(exchange, SUP_RESTART_CAUSE_TIMEOUT, error);
    if (r < 0)
        return r;
    r = report(error, SUP_ERROR_KIND_TIMEOUT, "no answer in time");
    error->operation = exchange->operation->label;
    error->duration_ms = exchange->timeout_ms;
    exchange_facts(
        exchange->supervisor, SUP_RESOURCE_CAUSE_WORKER_TIMEOUT, error->operation, &error->resource);
    error->resource.work_entered_child = true;
    error->resource.duration_ms = exchange->timeout_ms;
    return r;
}

static int rss_exceeded(struct exchange *exchange, uint64_t current_kib, struct sup_error *error)
{
    uint64_t limit_kib = exchange->supervisor->settings.rss_hard_limit_kib;
    int r = give_up(exchange, SUP_RESTART_CAUSE_RSS_HARD_LIMIT, error);
    if (r < 0)
        return r;
    r = report(error, SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED, "the child grew too large");
    error->operation = exchange->operation->label;
    error->current_kib = current_kib;
    error->limit_kib = limit_kib;
    exchange_facts(
        exchange->supervisor, SUP_RESOURCE_CAUSE_WORKER_RSS_HARD_LIMIT, error->operation, &error->resource);
    error->resource.work_entered_child = true;
    error->resource.current_rss_kib = current_kib;
    return r;
}

static int cancelled(struct exchange *exchange, struct sup_error *error)
{
    int r = give_up(exchange, SUP_RESTART_CAUSE_CANCELLED, error);
    if (r < 0)
        return r;
    r = report(error, SUP_ERROR_KIND_CANCELLED, "its token was set");
    error->operation = exchange->operation->label;
    exchange_facts(
        exchange->supervisor, SUP_RESOURCE_CAUSE_WORKER_CANCELLED, error->operation, &error->resource);
    error->resource.work_entered_child = true;
    return r;
}

/* STREAM-07 */
static int row_undecodable(
    struct exchange *exchange, const struct sup_row *row, const char *message, struct sup_error *error)
{
    /* the row lives in the reader, which the replacement resets */
    struct sup_text stream = {0};
    (void)sup_text_assign(&stream, row->stream, row->stream_bytes);
    uint64_t sequence = row->sequence;

    int r = give_up(exchange, SUP_RESTART_CAUSE_CANCELLED, error);
    if (r < 0) {
        sup_text_release(&stream);
        return r;
    }
    r = report(error, SUP_ERROR_KIND_TYPED_COMMAND_ROW_DECODE, "%s", message);
    const char *export_name = exchange->request->export_name ? exchange->request->export_name : "";
    (void)sup_text_assign(&error->export_name, export_name, strlen(export_name));
    error->stream = stream;
    error->sequence = sequence;
    return r;
}

/* The generation ends, the child is buried before the call returns, and nothing is replaced (FIX-01). */
static int broken(
    struct exchange *exchange, enum sup_error_kind kind, const char *message, struct sup_error *error)
{
    stream_end(exchange, ACCOUNT_STREAM_FAILURE);
    int r = supervisor_kill(exchange->supervisor, SUP_EVENT_BROKEN, NULL, error);
    return r < 0 ? r : report(error, kind, "%s", message);
}

/* REQ-08 */
static int output_ended(struct exchange *exchange, struct sup_error *error)
{
    stream_end(exchange, ACCOUNT_STREAM_FAILURE);
    exchange->child_ended = true;
    struct sup_exit exit;
    sup_exit_init(&exit);
    int r = supervisor_bury_crashed(exchange->supervisor, exchange->deadline_ns, &exit, NULL, error);
    if (r == 0)
        r = report_exit(error, &exit, NULL);
    sup_exit_release(&exit);
    return r;
}

/* ---- Events ------------------------------------------------------------------------------------------------------- */

/* Was a call of a sink that took TOOK_US slow by its own doing? Sleeping shows at once. Being busy has to show twice in a
 * row: once can be the scheduler, or a hypervisor, that gave the processor to somebody else. */
static bool slow_by_itself(struct exchange *exchange, uint64_t took_us)
{
    struct exchange_effort effort;
    effort_measure(&effort.cpu_us, &effort.pauses);
    if (effort.pauses != exchange->effort.pauses)
        return true;
    bool busy = effort.cpu_us - exchange->effort.cpu_us >= took_us / 2;
    bool again = busy && exchange->busy_before;
    exchange->busy_before = busy;
    return again;
}

/* STREAM-06: has so much piled up behind the sink that the child waits, or that 64 events are not enough? */
static bool child_held_up(const struct exchange *exchange)
{
    struct sup_supervisor *supervisor = exchange->supervisor;
    size_t piped = pipe_waiting(supervisor->child.stdout_fd);
    size_t capacity = pipe_capacity(supervisor->child.stdout_fd);
    size_t waiting = piped + wire_reader_pending(&supervisor->reader);
    uint64_t average = exchange->frame_bytes / exchange->frames;
    return pipe_may_be_full(piped, capacity) || waiting > SUP_EVENTS_UNDELIVERED_MAX * average;
}

static void sink_returned(struct exchange *exchange, int64_t called_ns)
{
    exchange->now_ns = clock_now_ns();
    exchange->now_fresh = true;
    if (!exchange->streaming)
        return;
    if (exchange->now_ns - called_ns < (int64_t)SUP_SLOW_SINK_US * NS_PER_US) {
        exchange->busy_before = false;
        return;
    }
    if (slow_by_itself(exchange, elapsed_us(called_ns, exchange->now_ns)) && child_held_up(exchange)) {
        exchange->waits++;
        account_add(&exchange->supervisor->stats.backpressure_waits, 1);
    }
}

static bool token_set(const struct exchange *exchange)
{
    return exchange->request->token && sup_cancel_token_is_set(exchange->request->token);
}

static int row_taken(struct exchange *exchange, const struct wire_row *wire, struct sup_error *error)
{
    const struct sup_row row = {
        .stream = wire->stream.data,
        .stream_bytes = wire->stream.length,
        .sequence = wire->sequence,
        .payload = wire->payload.data,
        .payload_bytes = wire->payload.length,
    };
    struct sup_stats *stats = &exchange->supervisor->stats;
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    int64_t called_ns = exchange->now_ns;
    switch (rows_deliver(exchange, &row, message)) {
    case ROW_DELIVERED: break;
    case ROW_UNEXPECTED:
        return broken(
            exchange, SUP_ERROR_KIND_PROTOCOL, "the child sent a row to a request without a row sink", error);
    case ROW_UNDECODABLE: return row_undecodable(exchange, &row, message, error);
    case ROW_REFUSED:
        sink_returned(exchange, called_ns);
        return broken(exchange, SUP_ERROR_KIND_DATA_SINK_PANIC, message, error);
    case ROW_TOO_MUCH: return broken(exchange, SUP_ERROR_KIND_PROTOCOL, message, error);
    case ROW_NO_MEMORY: return broken(exchange, SUP_ERROR_KIND_SETUP, "no memory for a row", error);
    }
    sink_returned(exchange, called_ns);
    account_add(&stats->data_rows_delivered, 1);
    account_add(&stats->data_row_payload_bytes, row.payload_bytes);
    return token_set(exchange) ? cancelled(exchange, error) : 0;
}

static int progress_taken(
    struct exchange *exchange, const struct wire_progress *wire, struct sup_error *error)
{
    const struct sup_sinks *sinks = exchange->request->sinks;
    if (sinks && sinks->progress) {
        const struct sup_progress progress = {
            .phase = wire->phase.data,
            .phase_bytes = wire->phase.length,
            .current = wire->current,
            .total = wire->has_total ? wire->total : 0,
            .has_total = wire->has_total,
            .elapsed_us = elapsed_us(exchange->started_ns, exchange->now_ns),
        };
        char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
        int64_t called_ns = exchange->now_ns;
        int failed = sinks->progress(sinks->context, &progress, message);
        sink_returned(exchange, called_ns);
        if (failed)
            return broken(exchange, SUP_ERROR_KIND_PROGRESS_PANIC,
                message[0] ? message : "the progress sink failed", error);
    }
    return token_set(exchange) ? cancelled(exchange, error) : 0;
}

static int diagnostic_taken(
    struct exchange *exchange, const struct wire_diagnostic *wire, struct sup_error *error)
{
    const struct sup_sinks *sinks = exchange->request->sinks;
    if (!sinks || !sinks->diagnostic)
        return 0;
    const struct sup_diagnostic diagnostic = {
        .code = wire->code.data,
        .code_bytes = wire->code.length,
        .message = wire->message.data,
        .message_bytes = wire->message.length,
    };
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    int64_t called_ns = exchange->now_ns;
    int failed = sinks->diagnostic(sinks->context, &diagnostic, message);
    sink_returned(exchange, called_ns);
    if (failed)
        return broken(exchange, SUP_ERROR_KIND_DIAGNOSTIC_SINK_PANIC,
            message[0] ? message : "the diagnostic sink failed", error);
    return 0; /* CANCEL-02: the token is not looked at here */
}

static int forbidden(struct exchange *exchange, enum wire_type type, struct sup_error *error)
{
    char message[128];
    (void)snprintf(message, sizeof(message), "worker sent unexpected %s message: %s",
        exchange->operation->label, wire_type_name(type));
    return broken(exchange, SUP_ERROR_KIND_PROTOCOL, message, error);
}

/* STREAM-04: the end of a stream, and of the stream that was asked for */
static bool stream_succeeded(const struct exchange *exchange, enum wire_status status)
{
    bool ends_stream = status == WIRE_STATUS_STREAM_COMPLETE || status == WIRE_STATUS_ROWS_COMPLETE;
    return ends_stream && status == exchange->operation->expected;
}

/* One message. 1: it was the terminal; 0: go on; or minus a kind. */
static int message_taken(struct exchange *exchange, struct wire_message *message, struct sup_error *error)
{
    struct sup_supervisor *supervisor = exchange->supervisor;
    if (message->type == WIRE_TYPE_RESPONSE) {
        enum wire_status status = message->response.status;
        bool success = stream_succeeded(exchange, status);
        stream_end(exchange, success ? ACCOUNT_STREAM_SUCCESS : ACCOUNT_STREAM_FAILURE);
        (void)supervisor_step(supervisor, SUP_EVENT_ANSWERED, exchange->now_ns);
        return 1;
    }
    if (message->type == WIRE_TYPE_DATA_ROW || message->type == WIRE_TYPE_PROGRESS_TICK ||
        message->type == WIRE_TYPE_DIAGNOSTIC)
        (void)supervisor_step(supervisor, SUP_EVENT_DELIVERED, exchange->now_ns);
    if (message->type == WIRE_TYPE_DATA_ROW)
        return row_taken(exchange, &message->row, error);
    if (message->type == WIRE_TYPE_PROGRESS_TICK)
        return progress_taken(exchange, &message->progress, error);
    if (message->type == WIRE_TYPE_DIAGNOSTIC)
        return diagnostic_taken(exchange, &message->diagnostic, error);
    return forbidden(exchange, message->type, error);
}

static int frame_taken(struct exchange *exchange, char *frame, size_t length,
    struct wire_message *ret_message, struct sup_error *error)
{
    size_t bytes = length + WIRE_HEADER_BYTES;
    exchange->frames++;
    exchange->frame_bytes += bytes;
    if (exchange->frames == 1 || bytes < exchange->frame_bytes_least)
        exchange->frame_bytes_least = bytes;
    exchange->sample_due = true;

    struct wire_error why;
    int r = wire_decode(frame, length, ret_message, &why);
    if (r == -ENOMEM)
        return broken(exchange, SUP_ERROR_KIND_SETUP, "no memory for a message", error);
    if (r < 0)
        return broken(exchange, SUP_ERROR_KIND_PROTOCOL, why.text, error);
    r = message_taken(exchange, ret_message, error);
    if (r != 1)
        wire_message_release(ret_message);
    return r;
}

/* ---- Reading ------------------------------------------------------------------------------------------------------ */

enum fill {
    FILL_SOME,  /* perhaps nothing: look at the limits and come again */
    FILL_ENDED, /* nothing will ever come */
    FILL_FAILED,
};

/* Bytes that the frame at hand still lacks, as far as its header is there. */
static size_t frame_missing(const struct wire_reader *reader)
{
    size_t pending = wire_reader_pending(reader);
    if (pending < WIRE_HEADER_BYTES)
        return pending > 0 ? WIRE_HEADER_BYTES - pending : 0;
    const unsigned char *header = (const unsigned char *)reader->bytes + reader->start;
    size_t length = (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
    size_t whole = length + WIRE_HEADER_BYTES;
    return whole > pending ? whole - pending : 0;
}

/* How much may be read: the rest of the frame at hand, and then no more than SUP_EVENTS_UNDELIVERED_MAX events. */
static size_t read_limit(const struct exchange *exchange)
{
    size_t least = exchange->frames > 0 ? exchange->frame_bytes_least : EVENT_BYTES_LEAST;
    return frame_missing(&exchange->supervisor->reader) + SUP_EVENTS_UNDELIVERED_MAX * least;
}

/* REQ-13's last: what the pipe brings. Waits no longer than the deadline and the next sample allow. */
static int events_await(struct exchange *exchange)
{
    int64_t until_ns = exchange->deadline_ns;
    if (exchange->supervisor->settings.rss_hard_limit_kib != SUP_NONE)
        until_ns = deadline_earlier(until_ns, exchange->next_sample_ns);
    struct sup_supervisor *supervisor = exchange->supervisor;
    int ready = child_wait(&supervisor->child, CHILD_READY_DEATH | CHILD_READY_OUTPUT,
        deadline_remaining(until_ns, exchange->now_ns));
    if (ready > 0 && (ready & CHILD_READY_DEATH)) {
        /* FIX-06: what is in the pipe now is all there is, whoever else holds its other end */
        exchange->dead = true;
        exchange->left = pipe_waiting(supervisor->child.stdout_fd);
    }
    return ready;
}

static enum fill fill(struct exchange *exchange)
{
    struct sup_supervisor *supervisor = exchange->supervisor;
    if (!exchange->dead && exchange->eager == 0) {
        int ready = events_await(exchange);
        if (ready < 0)
            return FILL_FAILED;
        if (ready == 0)
            return FILL_SOME;
        exchange->eager = EAGER_READS_MAX;
    }
    if (exchange->dead && exchange->left == 0)
        return FILL_ENDED;

    char *space;
    size_t size;
    if (wire_reader_space(&supervisor->reader, &space, &size) < 0)
        return FILL_FAILED;
    size_t limit = read_limit(exchange);
    if (exchange->dead && limit > exchange->left)
        limit = exchange->left;
    if (size > limit)
        size = limit;
    ssize_t n = pipe_read(supervisor->child.stdout_fd, space, size);
    if (n == 0 || (n == -EAGAIN && exchange->dead))
        return FILL_ENDED;
    if (n < 0) {
        exchange->eager = 0;
        return n == -EAGAIN ? FILL_SOME : FILL_FAILED;
    }
    wire_reader_commit(&supervisor->reader, (size_t)n);
    if (exchange->dead)
        exchange->left -= (size_t)n;
    else
        exchange->eager = (size_t)n == size ? exchange->eager - 1 : 0;
    if (exchange->streaming)
        effort_measure(&exchange->effort.cpu_us, &exchange->effort.pauses);
    return FILL_SOME;
}

/* ---- The loop ----------------------------------------------------------------------------------------------------- */

/* REQ-13: the hard RSS limit, then the deadline. 0, or minus a kind. */
static int limits_check(struct exchange *exchange, struct sup_error *error)
{
    struct sup_supervisor *supervisor = exchange->supervisor;
    const struct settings *settings = &supervisor->settings;
    if (!exchange->now_fresh)
        exchange->now_ns = clock_now_ns();
    exchange->now_fresh = false;
    if (settings->rss_hard_limit_kib != SUP_NONE &&
        (exchange->sample_due || deadline_passed(exchange->next_sample_ns, exchange->now_ns))) {
        uint64_t kib = supervisor_sample_rss(supervisor);
        exchange->sample_due = false;
        exchange->now_ns = clock_now_ns();
        exchange->next_sample_ns = deadline_after_ms(exchange->now_ns, settings->rss_sample_interval_ms);
        if (kib != SUP_NONE && kib >= settings->rss_hard_limit_kib)
            return rss_exceeded(exchange, kib, error);
    }
    return deadline_passed(exchange->deadline_ns, exchange->now_ns) ? timed_out(exchange, error) : 0;
}

int exchange_run(struct exchange *exchange, struct wire_message *ret_message, struct sup_error *error)
{
    exchange->sample_due = true;
    for (;;) {
        int r = limits_check(exchange, error);
        if (r < 0)
            return r;
        char *frame;
        size_t length;
        struct wire_error why;
        switch (wire_reader_next(&exchange->supervisor->reader, &frame, &length, &why)) {
        case WIRE_NEXT_FRAME:
            r = frame_taken(exchange, frame, length, ret_message, error);
            if (r != 0)
                return r < 0 ? r : 0;
            break;
        case WIRE_NEXT_ERROR: return broken(exchange, SUP_ERROR_KIND_PROTOCOL, why.text, error);
        case WIRE_NEXT_MORE: {
            enum fill filled = fill(exchange);
            if (filled == FILL_ENDED)
                return output_ended(exchange, error);
            if (filled == FILL_FAILED)
                return broken(exchange, SUP_ERROR_KIND_PROTOCOL, "reading from the child failed", error);
            break;
        }
        }
    }
}

void exchange_release(struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->string_count; i++)
        sup_text_release(&exchange->strings[i]);
    free(exchange->strings);
    exchange->strings = NULL;
    exchange->string_count = 0;
}
