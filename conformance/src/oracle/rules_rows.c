/* Rows and the other deliveries: what the sinks got is what the child sent to this request, in order, unchanged. */
#include <string.h>

#include "oracle/rules.h"
#include "shared/fnv1a.h"

/* What the child sent to a request, walked in step with what was delivered. */
struct source {
    const struct facts *facts;
    const struct fact_call *call;
    uint32_t next;     /* index of the next event of the child; FACTS_NONE: no more */
    uint64_t in_burst; /* rows of the burst at `next` that were taken already */
};

/* Only calls whose frame is known, and whose child sent nothing of hidden meaning. */
static bool source_init(struct source *source, const struct facts *facts, const struct fact_call *call)
{
    if (call->kind != MODEL_VERB_REQUEST || !call->received || call->ambiguous ||
        facts->children[call->receiver].sent_raw)
        return false;
    *source =
        (struct source){.facts = facts, .call = call, .next = facts->next_of_child[call->received->n - 1]};
    return true;
}

/* How many rows of a burst or a flood went out; UINT64_MAX where the trace does not tell. */
static uint64_t burst_count(const struct facts *facts, const struct trace_event *burst)
{
    if (!json_get_bool(burst->body, "flood", false))
        return json_get_uint64(burst->body, "count", 0);
    for (uint32_t i = facts->next_of_child[burst->n - 1]; i != FACTS_NONE; i = facts->next_of_child[i]) {
        const struct trace_event *event = trace_at(facts->trace, i);
        uint64_t rows = 0;
        if (facts_event(facts, event) == FACT_EVENT_SENT && json_uint64(json_get(event->body, "rows"), &rows))
            return rows;
    }
    return UINT64_MAX;
}

/* The next event with which the child sent something of `type`; NULL where its answer to this request is over. */
static const struct trace_event *source_peek(struct source *source, const char *type)
{
    while (source->next != FACTS_NONE) {
        const struct trace_event *event = trace_at(source->facts->trace, source->next);
        const char *sent = json_get_string(event->body, "type", "");
        if (facts_event(source->facts, event) == FACT_EVENT_RECV)
            return NULL;
        if (facts_event(source->facts, event) == FACT_EVENT_BURST && strcmp(type, "data_row") == 0 &&
            burst_count(source->facts, event) > 0)
            return event;
        if (facts_event(source->facts, event) == FACT_EVENT_SEND && strcmp(sent, "response") == 0)
            return NULL;
        if (facts_event(source->facts, event) == FACT_EVENT_SEND && strcmp(sent, type) == 0)
            return event;
        source->next = source->facts->next_of_child[source->next];
    }
    return NULL;
}

static void source_skip(struct source *source)
{
    source->next = source->facts->next_of_child[source->next];
    source->in_burst = 0;
}

/* ---- STREAM-01, WIRE-11: rows ---- */

static bool is_same_number(const struct json *a, const char *key_a, const struct json *b, const char *key_b)
{
    uint64_t left = 0;
    uint64_t right = 0;
    if (!json_uint64(json_get(a, key_a), &left) || !json_uint64(json_get(b, key_b), &right))
        return true; /* not known */
    return left == right;
}

enum match {
    MATCH_SAME,
    MATCH_OTHER_ROW,
    MATCH_OTHER_PAYLOAD,
};

static enum match match_row(
    const struct fact_call *call, const struct trace_event *row, const struct trace_event *sent)
{
    if (!text_is(json_get_string(row->body, "stream", NULL), json_get_string(sent->body, "stream", NULL)) ||
        !is_same_number(row->body, "sequence", sent->body, "sequence"))
        return MATCH_OTHER_ROW;
    const char *given = json_get_string(row->body, "payload", NULL);
    const char *payload = json_get_string(sent->body, "payload", NULL);
    const char *digest = json_get_string(sent->body, "digest", NULL);
    if (json_get_bool(call->call->body, "typed", false) || !given)
        return MATCH_SAME;
    char hex[FNV1A_HEX_SIZE];
    fnv1a_hex(fnv1a_add_payload(FNV1A_START, given, digest ? strlen(given) : 0), hex);
    if ((payload && strcmp(payload, given) != 0) || (digest && strcmp(digest, hex) != 0))
        return MATCH_OTHER_PAYLOAD;
    return MATCH_SAME;
}

static enum match match_burst(const struct trace_event *row, const struct trace_event *burst, uint64_t taken)
{
    uint64_t sequence = 0;
    uint64_t first = json_get_uint64(burst->body, "first", 0);
    if (!text_is(json_get_string(row->body, "stream", NULL), json_get_string(burst->body, "stream", NULL)))
        return MATCH_OTHER_ROW;
    if (json_uint64(json_get(row->body, "sequence"), &sequence) && sequence != first + taken)
        return MATCH_OTHER_ROW;
    return MATCH_SAME;
}

/* Was such a row sent by an earlier generation, or to an earlier request? Then that is what is wrong. */
static const struct trace_event *find_stale(
    const struct facts *facts, const struct fact_call *call, const struct trace_event *row)
{
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        if (child->spawn != call->spawn || strcmp(child->worker, call->worker) != 0)
            continue;
        for (uint32_t k = child->first_event; k != FACTS_NONE; k = facts->next_of_child[k]) {
            const struct trace_event *event = trace_at(facts->trace, k);
            if (event->n >= call->received->n)
                break;
            if (facts_event(facts, event) == FACT_EVENT_SEND && json_get(event->body, "sequence") &&
                json_get(event->body, "payload") && match_row(call, row, event) == MATCH_SAME)
                return event;
        }
    }
    return NULL;
}

/* The child did something after that, before the call was made: so the bytes were out, and no race explains them. */
static bool was_out_before(
    const struct facts *facts, const struct trace_event *sent, const struct fact_call *call)
{
    uint32_t next = facts->next_of_child[sent->n - 1];
    return next != FACTS_NONE && trace_at(facts->trace, next)->n < call->call->n;
}

static void report_row(const struct facts *facts, const struct fact_call *call, const struct trace_event *row,
    const struct trace_event *sent, enum match match, struct findings *findings)
{
    if (match == MATCH_OTHER_PAYLOAD) {
        findings_add(findings, &(struct finding){.clause = "WIRE-11", .event = row->n},
            "the payload in the child's own bytes",
            "the sink got %.200s where the child had sent %.200s (event %llu)",
            json_get_string(row->body, "payload", "nothing"),
            json_get_string(sent->body, "payload", "another"), (unsigned long long)sent->n);
        return;
    }
    const struct trace_event *stale = find_stale(facts, call, row);
    if (stale) {
        if (stale->generation == call->received->generation && !was_out_before(facts, stale, call))
            return; /* the race that no parent can see: FIX-03 */
        findings_add(findings,
            &(struct finding){
                .clause = stale->generation == call->received->generation ? "FIX-03" : "RESTART-08",
                .event = row->n},
            "rows of this request only",
            "the sink got a row that generation %d had sent before this request (event %llu)",
            stale->generation, (unsigned long long)stale->n);
        return;
    }
    findings_add(findings, &(struct finding){.clause = "STREAM-01", .event = row->n},
        "rows in the order in which the child sent them, none left out and none twice",
        "the sink got row %llu of stream %s where %s",
        (unsigned long long)json_get_uint64(row->body, "sequence", 0),
        json_get_string(row->body, "stream", "?"),
        sent ? "another one was due" : "the child had sent no more");
}

/* Moves past one row of what is at hand; the burst stays until its last row. */
static void take_row(struct source *source, const struct trace_event *sent)
{
    if (strcmp(sent->name, "burst") == 0 && ++source->in_burst < burst_count(source->facts, sent))
        return;
    source_skip(source);
}

/* False where a row was wrong: the rest would only repeat it. */
static bool check_row_order(struct source *source, struct findings *findings)
{
    const struct fact_call *call = source->call;
    for (uint32_t i = call->first_delivery; i != FACTS_NONE; i = source->facts->next_of_call[i]) {
        const struct trace_event *row = trace_at(source->facts->trace, i);
        if (facts_event(source->facts, row) != FACT_EVENT_ROW)
            continue;
        const struct trace_event *sent = source_peek(source, "data_row");
        enum match match = MATCH_OTHER_ROW;
        if (sent)
            match = strcmp(sent->name, "burst") == 0 ? match_burst(row, sent, source->in_burst)
                                                     : match_row(call, row, sent);
        if (match != MATCH_SAME) {
            report_row(source->facts, call, row, sent, match, findings);
            return false;
        }
        take_row(source, sent);
    }
    return true;
}

static bool has_events(const struct fact_call *call)
{
    const char *mode = json_get_string(json_get(call->call->body, "sink"), "mode", "record");
    return (strcmp(call->verb, "stream") == 0 || strcmp(call->verb, "emit_rows") == 0) &&
           strcmp(mode, "record") == 0;
}

static void check_rows(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        struct source source;
        if (!source_init(&source, facts, call) || !has_events(call) || !check_row_order(&source, findings))
            continue;
        const struct trace_event *missing = call->ok ? source_peek(&source, "data_row") : NULL;
        if (missing && missing->n < call->answer->n && burst_count(facts, missing) != UINT64_MAX)
            findings_add(findings, &(struct finding){.clause = "STREAM-01", .event = call->answer->n},
                "a success to come after all rows that were sent before it",
                "%s succeeded after %llu rows although the child had sent another one (event %llu)",
                call->verb, (unsigned long long)call->rows, (unsigned long long)missing->n);
    }
}

/* ---- the digest sink ---- */

struct tally {
    uint64_t rows; /* UINT64_MAX: not known */
    uint64_t bytes;
    uint64_t hash;
    bool bytes_known;
    bool hash_known;
};

static uint64_t hash_of_text(const char *hex)
{
    uint64_t hash = 0;
    for (const char *digit = hex; *digit; digit++)
        hash = hash * 16 + (uint64_t)(*digit <= '9' ? *digit - '0' : (*digit | 32) - 'a' + 10);
    return hash;
}

/* A hash over several rows can be known only from its start: a burst's own counts where it comes first. */
static void tally_burst(const struct facts *facts, struct tally *tally, const struct trace_event *burst)
{
    const char *hash = json_get_string(burst->body, "fnv1a", NULL);
    uint64_t bytes = 0;
    uint64_t count = burst_count(facts, burst);
    tally->hash_known = tally->rows == 0 && hash;
    if (tally->hash_known)
        tally->hash = hash_of_text(hash);
    tally->bytes_known &= json_uint64(json_get(burst->body, "payload_bytes"), &bytes);
    tally->bytes += bytes;
    tally->rows = count == UINT64_MAX ? UINT64_MAX : tally->rows + count;
}

static void tally_row(struct tally *tally, const struct trace_event *row)
{
    const char *payload = json_get_string(row->body, "payload", NULL);
    uint64_t bytes = 0;
    tally->rows++;
    tally->hash_known &= payload != NULL;
    tally->bytes_known &= json_uint64(json_get(row->body, "bytes"), &bytes);
    tally->bytes += bytes;
    if (payload)
        tally->hash = fnv1a_add_payload(tally->hash, payload, strlen(payload));
}

static void tally_all(struct source *source, uint64_t before_n, struct tally *tally)
{
    *tally = (struct tally){.hash = FNV1A_START, .bytes_known = true, .hash_known = true};
    const struct trace_event *sent;
    while (tally->rows != UINT64_MAX && (sent = source_peek(source, "data_row")) && sent->n < before_n) {
        if (strcmp(sent->name, "burst") == 0)
            tally_burst(source->facts, tally, sent);
        else
            tally_row(tally, sent);
        source_skip(source);
    }
}

static void judge_digest(const struct fact_call *call, const struct json *delivered, const struct tally *sent,
    struct findings *findings)
{
    uint64_t rows = 0;
    uint64_t bytes = 0;
    if (sent->rows == UINT64_MAX || !json_uint64(json_get(delivered, "rows"), &rows))
        return;
    if (rows > sent->rows || (call->ok && rows < sent->rows)) {
        findings_add(findings, &(struct finding){.clause = "STREAM-01", .event = call->answer->n},
            "each row that the child sent to be delivered once", "%s delivered %llu rows of %llu", call->verb,
            (unsigned long long)rows, (unsigned long long)sent->rows);
        return;
    }
    char hash[FNV1A_HEX_SIZE];
    fnv1a_hex(sent->hash, hash);
    const char *given = json_get_string(delivered, "fnv1a", hash);
    bool other_bytes =
        sent->bytes_known && json_uint64(json_get(delivered, "bytes"), &bytes) && bytes != sent->bytes;
    if (rows == sent->rows && (other_bytes || (sent->hash_known && strcmp(given, hash) != 0)))
        findings_add(findings, &(struct finding){.clause = "WIRE-11", .event = call->answer->n},
            "the payloads in the child's own bytes",
            "the digest of the %llu rows delivered is %s, of those sent %s", (unsigned long long)rows, given,
            hash);
}

static void check_digest(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        struct source source;
        const struct json *delivered = json_get(call->ok ? call->ok : call->error, "delivered");
        if (!delivered || json_get_bool(call->call->body, "typed", false) ||
            !source_init(&source, facts, call))
            continue;
        struct tally sent;
        tally_all(&source, call->answer->n, &sent);
        judge_digest(call, delivered, &sent, findings);
    }
}

/* ---- STREAM-09: progress and diagnostics keep their order ---- */

static bool is_same_item(const struct trace_event *given, const struct json *sent, bool is_progress)
{
    if (!is_progress)
        return text_is(json_get_string(given->body, "code", NULL), json_get_string(sent, "code", NULL)) &&
               text_is(json_get_string(given->body, "message", NULL), json_get_string(sent, "message", NULL));
    return text_is(json_get_string(given->body, "phase", NULL), json_get_string(sent, "phase", NULL)) &&
           is_same_number(given->body, "current", sent, "current") &&
           is_same_number(given->body, "total", sent, "total");
}

/* Where the trace does not hold the text of what was sent there is nothing to compare. */
static bool may_be_item(const struct trace_event *given, const struct trace_event *sent, bool is_progress)
{
    const char *text = json_get_string(sent->body, "text", NULL);
    struct json *item = NULL;
    if (!text || json_parse(text, strlen(text), &item, NULL) < 0)
        return true;
    bool same = is_same_item(given, item, is_progress);
    json_free(item);
    return same;
}

static void check_channel(
    const struct facts *facts, const struct fact_call *call, const char *name, struct findings *findings)
{
    bool is_progress = strcmp(name, "progress") == 0;
    struct source source;
    if (!source_init(&source, facts, call))
        return;
    for (uint32_t i = call->first_delivery; i != FACTS_NONE; i = facts->next_of_call[i]) {
        const struct trace_event *given = trace_at(facts->trace, i);
        if (strcmp(given->name, name) != 0)
            continue;
        const struct trace_event *sent = source_peek(&source, is_progress ? "progress_tick" : "diagnostic");
        if (!sent || !may_be_item(given, sent, is_progress)) {
            findings_add(findings, &(struct finding){.clause = "STREAM-09", .event = given->n},
                "each channel in the order of the pipe", "%s was delivered where %s", name,
                sent ? "another one was due" : "the child had sent no more");
            return;
        }
        source_skip(&source);
    }
}

static void check_channels(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        if (facts->calls[i].first_delivery == FACTS_NONE)
            continue;
        check_channel(facts, &facts->calls[i], "progress", findings);
        check_channel(facts, &facts->calls[i], "diagnostic", findings);
    }
}

/* ---- STREAM-03, CANCEL-03: nothing after the end ---- */

static void check_after_cancel(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct json *sink = json_get(call->call->body, "sink");
        uint64_t at = 0;
        if (!json_uint64(json_get(sink, "cancel_at_row"), &at) || !text_is(call->error_kind, "cancelled"))
            continue;
        if (call->rows > at + 1)
            findings_add(findings, &(struct finding){.clause = "CANCEL-03", .event = call->answer->n},
                "no row after the one at which the token was set",
                "%llu rows were delivered, the token was set at row %llu", (unsigned long long)call->rows,
                (unsigned long long)at);
    }
}

static void check_after_failure(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct json *sink = json_get(call->call->body, "sink");
        uint64_t at = 0;
        if (json_uint64(json_get(sink, "fail_at_row"), &at) && call->rows > at)
            findings_add(findings, &(struct finding){.clause = "STREAM-03", .event = call->call->n},
                "no row after the one on which the sink failed",
                "%llu rows were delivered, the sink fails on row %llu", (unsigned long long)call->rows,
                (unsigned long long)at);
    }
}

/* ---- STREAM-07: nothing from the row on that did not decode ---- */

static void check_after_undecoded(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        uint64_t bad = 0;
        if (!text_is(call->error_kind, "typed_command_row_decode") ||
            !json_uint64(json_get(call->error, "sequence"), &bad))
            continue;
        for (uint32_t k = call->first_delivery; k != FACTS_NONE; k = facts->next_of_call[k]) {
            const struct trace_event *row = trace_at(facts->trace, k);
            if (facts_event(facts, row) == FACT_EVENT_ROW &&
                text_is(json_get_string(row->body, "stream", NULL),
                    json_get_string(call->error, "stream", NULL)) &&
                json_get_uint64(row->body, "sequence", 0) >= bad)
                findings_add(findings, &(struct finding){.clause = "STREAM-07", .event = row->n},
                    "the sink to see neither the row that did not decode nor a later one",
                    "row %llu was delivered, row %llu did not decode",
                    (unsigned long long)json_get_uint64(row->body, "sequence", 0), (unsigned long long)bad);
        }
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("rows", "STREAM-01 WIRE-11 FIX-03 RESTART-08 REQ-12", check_rows),
    RULE_INVARIANT("digest", "STREAM-01 WIRE-11", check_digest),
    RULE_INVARIANT("channels", "STREAM-09", check_channels),
    RULE_INVARIANT("rows-after-cancel", "CANCEL-03", check_after_cancel),
    RULE_INVARIANT("rows-after-failure", "STREAM-03", check_after_failure),
    RULE_INVARIANT("rows-after-undecoded", "STREAM-07", check_after_undecoded),
};
const struct rules rules_of_rows = {rules, sizeof rules / sizeof rules[0]};
