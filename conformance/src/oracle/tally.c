/* What the calls and the children of a supervisor add to its counters, as far as the trace tells. */
#include "oracle/tally.h"

#include <string.h>

#define UNBOUNDED (UINT64_C(1) << 60)

void tally_add(struct tally *tally, enum counter counter, uint64_t least, uint64_t most)
{
    tally->least[counter] += least;
    tally->most[counter] += most;
}

enum written {
    WRITTEN_NO,
    WRITTEN_MAYBE,
    WRITTEN_YES,
};

static bool is_exit_error(const struct fact_call *call)
{
    return text_is(call->error_kind, "child_exited") || text_is(call->error_kind, "child_panic_or_abort");
}

static bool began_dead(const struct facts *facts, const struct fact_call *call)
{
    const struct fact_child *child = facts_newest_child(facts, call, call->call->n);
    return child && child->exited && child->exited->n < call->call->n;
}

static enum written was_written(const struct facts *facts, const struct fact_call *call)
{
    static const char *const after_response[] = {"ok", "worker", "stream_export_failed",
        "stream_callback_failed", "stream_row_malformed", "capability_metadata_malformed",
        "capability_doctor_malformed"};
    static const char *const refused[] = {
        "cancelled:before", "shutdown_in_progress", "unsupported_request", "unsupported"};
    if (call->received)
        return WRITTEN_YES;
    for (size_t i = 0; i < sizeof after_response / sizeof after_response[0]; i++) {
        if (strcmp(after_response[i], call->outcome) == 0)
            return WRITTEN_YES;
    }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (strcmp(refused[i], call->outcome) == 0)
            return WRITTEN_NO;
    }
    return is_exit_error(call) && began_dead(facts, call) ? WRITTEN_NO : WRITTEN_MAYBE;
}

/* Whether the call has a row sink, as far as the adapter protocol says so. */
static enum written is_streaming(const struct fact_call *call)
{
    bool verb = strcmp(call->verb, "stream") == 0 || strcmp(call->verb, "emit_rows") == 0;
    const char *mode = json_get_string(json_get(call->call->body, "sink"), "mode", "record");
    if (verb)
        return strcmp(mode, "none") == 0 ? WRITTEN_MAYBE : WRITTEN_YES;
    return !call->operation || call->operation->streams ? WRITTEN_MAYBE : WRITTEN_NO;
}

/*
 * Whether the call may have ended while its sink still held a row, which then never counts as delivered: a parent that
 * does not block in its sinks kills at the deadline or the hard limit without waiting for them, and returns that error or
 * the one of the failed replacement (TIMEOUT-03).
 */
static bool may_leave_its_sink(const struct fact_call *call)
{
    static const char *const kinds[] = {"timeout", "rss_hard_limit_exceeded", "restart_limit_exceeded",
        "spawn", "setup", "handshake", "wait", "kill", "wait_timeout"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (text_is(call->error_kind, kinds[i]))
            return true;
    }
    return false;
}

static void add_rows(
    struct tally *tally, const struct facts *facts, const struct fact_call *call, enum written streaming)
{
    const char *mode = json_get_string(json_get(call->call->body, "sink"), "mode", "record");
    const struct json *delivered = json_get(call->ok ? call->ok : call->error, "delivered");
    uint64_t rows = 0;
    uint64_t bytes = 0;
    if (streaming == WRITTEN_MAYBE) {
        tally_add(tally, COUNTER_ROWS, 0, UNBOUNDED);
        tally_add(tally, COUNTER_ROW_BYTES, 0, UNBOUNDED);
        return;
    }
    if (strcmp(mode, "digest") == 0) {
        if (!json_uint64(json_get(delivered, "rows"), &rows) ||
            !json_uint64(json_get(delivered, "bytes"), &bytes)) {
            tally_add(tally, COUNTER_ROWS, 0, UNBOUNDED);
            tally_add(tally, COUNTER_ROW_BYTES, 0, UNBOUNDED);
            return;
        }
        bool held = rows > 0 && may_leave_its_sink(call);
        tally_add(tally, COUNTER_ROWS, rows - held, rows);
        tally_add(tally, COUNTER_ROW_BYTES, held ? 0 : bytes, bytes);
        return;
    }
    uint64_t last = 0;
    for (uint32_t i = call->first_delivery; i != FACTS_NONE; i = facts->next_of_call[i]) {
        const struct trace_event *row = trace_at(facts->trace, i);
        if (facts_event(facts, row) != FACT_EVENT_ROW)
            continue;
        last = strlen(json_get_string(row->body, "payload", ""));
        bytes += last;
    }
    bool unsure = call->rows > 0 && may_leave_its_sink(call);
    tally_add(tally, COUNTER_ROWS, call->rows - unsure, call->rows);
    bool typed = json_get_bool(call->call->body, "typed", false);
    tally_add(tally, COUNTER_ROW_BYTES, typed ? 0 : bytes - (unsure ? last : 0), typed ? UNBOUNDED : bytes);
}

/*
 * Whether the child ended the request as a stream of another kind would end. The call fails (REQ-07). A parent that counts
 * by the end alone has seen a success, one that goes by what was asked a failure (STREAM-04): neither count is judged.
 */
static bool ended_as_another_stream(const struct facts *facts, const struct fact_call *call)
{
    if (!call->received || !text_is(call->error_kind, "protocol"))
        return false;
    for (uint32_t i = facts->next_of_child[call->received->n - 1]; i != FACTS_NONE;
         i = facts->next_of_child[i]) {
        const struct trace_event *event = trace_at(facts->trace, i);
        if (event->n > call->answer->n || facts_event(facts, event) == FACT_EVENT_RECV)
            return false;
        const char *status = json_get_string(event->body, "status", NULL);
        if (facts_event(facts, event) == FACT_EVENT_SEND &&
            (text_is(status, "rows_complete") || text_is(status, "stream_complete")))
            return true;
    }
    return false;
}

static void add_stream(
    struct tally *tally, const struct facts *facts, const struct fact_call *call, enum written written)
{
    if (text_is(call->op, "run_data_stream"))
        tally_add(tally, COUNTER_STREAM_REQUESTS, written == WRITTEN_YES, written != WRITTEN_NO);
    enum written streaming = is_streaming(call);
    if (streaming == WRITTEN_NO)
        return;
    bool another = ended_as_another_stream(facts, call);
    bool certain = streaming == WRITTEN_YES && written == WRITTEN_YES && !another;
    bool nothing = strcmp(call->outcome, "cancelled:before") == 0;
    /* a summary that does not decode came at the end of a stream that was whole */
    if (call->ok || text_is(call->error_kind, "typed_command_summary_decode"))
        tally_add(tally, COUNTER_STREAM_SUCCESSES, certain, 1);
    else if (!nothing)
        tally_add(tally, COUNTER_STREAM_FAILURES, certain, 1);
    if ((streaming == WRITTEN_MAYBE || another) && call->error && !nothing)
        tally_add(
            tally, COUNTER_STREAM_SUCCESSES, 0, 1); /* rows that came whole but in the wrong number: REQ-10 */
    if (!nothing)
        add_rows(tally, facts, call, streaming);
}

/* Replacements that somebody heard of are tallied with the children; these are the others, and the causes. */
static void add_causes(struct tally *tally, const struct fact_call *call, const struct fact_config *config)
{
    static const struct {
        const char *outcome;
        enum counter counter;
    } causes[] = {{"timeout", COUNTER_TIMEOUT}, {"cancelled:entered", COUNTER_CANCELLED},
        {"typed_command_row_decode", COUNTER_CANCELLED}, {"rss_hard_limit_exceeded", COUNTER_RSS}};
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        if (strcmp(causes[i].outcome, call->outcome) == 0) {
            /* over a cycle or a shutdown it is that call which replaces the child, or nobody */
            tally_add(tally, causes[i].counter, !call->overlapped, 1);
            return;
        }
    }
    if (call->operation && call->operation->absorbs_abort)
        tally->degraded++;
    static const char *const failed_starts[] = {"spawn", "setup", "handshake", "bootstrap", "timeout:startup",
        "child_exited", "child_panic_or_abort", "protocol", "wait", "kill", "wait_timeout"};
    for (size_t i = 0; i < sizeof failed_starts / sizeof failed_starts[0]; i++) {
        if (strcmp(failed_starts[i], call->outcome) != 0)
            continue;
        tally_add(tally, COUNTER_TIMEOUT, 0, 1);
        tally_add(tally, COUNTER_CANCELLED, 0, 1);
        tally_add(tally, COUNTER_RSS, 0, config->has_hard_rss);
    }
}

/* A replacement may have been tried without a child that lived long enough to say hello. */
static bool may_have_failed_unheard(const struct fact_call *call, bool has_policy)
{
    if (facts_start_failed(call))
        return true;
    bool absorbs = call->operation && call->operation->absorbs_abort;
    bool may_restart =
        call->kind == MODEL_VERB_CYCLE || has_policy || absorbs || !call->operation || call->received;
    return may_restart && (is_exit_error(call) || text_is(call->error_kind, "protocol"));
}

static void add_unheard(struct tally *tally)
{
    static const enum counter touched[] = {
        COUNTER_RESTARTS, COUNTER_ATTEMPTS, COUNTER_FAILURES, COUNTER_ADMITTED};
    for (size_t i = 0; i < sizeof touched / sizeof touched[0]; i++)
        tally_add(tally, touched[i], 0, 1);
}

static void add_refusal(struct tally *tally)
{
    uint64_t certain = tally->refusals == 0; /* how a second refusal counts is nowhere written */
    tally_add(tally, COUNTER_ATTEMPTS, certain, 1);
    tally_add(tally, COUNTER_FAILURES, certain, 1);
    tally_add(tally, COUNTER_SKIPPED, certain, 1);
    tally->refusals++;
}

static bool has_policy(const struct fact_config *config)
{
    return config->has_max_requests || config->has_max_imports || config->has_max_rss || config->has_idle;
}

static void add_request(struct tally *tally, const struct facts *facts, const struct fact_call *call,
    const struct fact_config *config)
{
    enum written written = was_written(facts, call);
    bool import_like = call->operation && call->operation->import_like;
    tally_add(tally, COUNTER_REQUESTS, written == WRITTEN_YES, written != WRITTEN_NO);
    if (import_like) {
        tally_add(tally, COUNTER_IMPORTS, written == WRITTEN_YES, written != WRITTEN_NO);
        tally_add(tally, COUNTER_IMPORT_ATTEMPTS, written == WRITTEN_YES, written != WRITTEN_NO);
        tally_add(tally, COUNTER_IMPORT_ADMITTED, written == WRITTEN_YES, written != WRITTEN_NO);
    }
    add_stream(tally, facts, call, written);
    add_causes(tally, call, config);
}

void tally_call(struct tally *tally, const struct facts *facts, const struct fact_call *call)
{
    const struct fact_config *config = facts_config(facts, call->spawn);
    if (call->kind == MODEL_VERB_REQUEST)
        add_request(tally, facts, call, config);
    else if (call->kind == MODEL_VERB_CYCLE)
        tally_add(tally, COUNTER_EXPLICIT, call->ok != NULL,
            !text_is(call->error_kind, "restart_limit_exceeded") &&
                !text_is(call->error_kind, "unsupported_request"));
    if (!(call->kind & (MODEL_VERB_REQUEST | MODEL_VERB_CYCLE)))
        return;
    if (text_is(call->error_kind, "restart_limit_exceeded"))
        add_refusal(tally);
    else if (may_have_failed_unheard(call, has_policy(config)))
        add_unheard(tally);
}

void tally_replacement(struct tally *tally, const struct facts *facts, const struct fact_child *child)
{
    const struct fact_config *config = facts_config(facts, child->spawn);
    tally_add(tally, COUNTER_RESTARTS, 1, 1);
    tally_add(tally, COUNTER_ATTEMPTS, 1, 1);
    tally_add(tally, COUNTER_ADMITTED, 1, 1);
    tally_add(tally, COUNTER_SUCCESSES, child->configured != NULL, 1);
    tally_add(tally, COUNTER_FAILURES, 0, child->configured == NULL);
    const struct fact_call *call = facts_call_at(facts, child->worker, child->hello);
    if (call && (call->kind != MODEL_VERB_REQUEST || (call->received && child->hello->n > call->received->n)))
        return; /* the call's own cause */
    /* it was a policy, if one is set: which one is certain where there is only one */
    bool maybe_own = !call || !call->received;
    int policies =
        config->has_max_requests + config->has_max_imports + config->has_max_rss + config->has_idle;
    uint64_t certain = policies == 1 && !maybe_own;
    tally_add(tally, COUNTER_MAX_REQUESTS, certain && config->has_max_requests, config->has_max_requests);
    tally_add(tally, COUNTER_MAX_IMPORTS, certain && config->has_max_imports, config->has_max_imports);
    tally_add(tally, COUNTER_RSS, certain && config->has_max_rss, config->has_max_rss);
    tally_add(tally, COUNTER_IDLE, certain && config->has_idle, config->has_idle);
}

/* ---- exits ---- */

bool tally_records_exit(const struct fact_call *call)
{
    return is_exit_error(call) || (call->kind == MODEL_VERB_SHUTDOWN && call->ok) ||
           (call->kind == MODEL_VERB_STATUS && strcmp(call->outcome, "exited") == 0) ||
           text_is(call->error_kind, "restart_limit_exceeded");
}

void tally_exits(const struct facts *facts, const struct fact_call *stats, struct tally *tally)
{
    tally->least[COUNTER_EXITS] = tally->most[COUNTER_EXITS] = 0;
    const struct fact_child *newest = facts_newest_child(facts, stats, stats->answer->n);
    for (const struct fact_child *child = newest; child && child->spawn == stats->spawn;
         child = facts_child(facts, child->worker, child->generation - 1)) {
        bool replaced = child != newest;
        bool over = child->exited && child->exited->n < stats->answer->n;
        bool recorded = replaced || tally->exit_recorded;
        tally_add(tally, COUNTER_EXITS, recorded && over && child->configured,
            over && (child->sent_handshake || child->sent_raw));
    }
}
