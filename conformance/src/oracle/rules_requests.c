/* Requests: one frame and one terminal outcome for each, and the outcome that the child's response asks for. */
#include <stdlib.h>
#include <string.h>

#include "oracle/rules.h"

/* ---- REQ-02, REQ-03, REQ-08: frames and calls match one to one ---- */

/* Verbs of later profiles may write frames that this revision does not know of. */
static bool writes_unknown_frames(const struct fact_call *call)
{
    static const char *const silent[] = {"hello", "stats", "snapshot", "rss", "set_request_timeout",
        "metadata", "cancel", "release", "render_error"};
    if (call->kind)
        return false;
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++) {
        if (strcmp(silent[i], call->verb) == 0)
            return false;
    }
    return true;
}

static void check_strays(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        if (writes_unknown_frames(&facts->calls[i]))
            return;
    }
    for (size_t i = 0; i < facts->stray_count; i++) {
        const struct trace_event *event = facts->strays[i].event;
        findings_add(findings, &(struct finding){.clause = "REQ-02", .event = event->n},
            "one request frame at most for each call that asks for one",
            "generation %d of worker %s received %s although no call without a frame asks for it",
            event->generation, event->worker, json_get_string(event->body, "op", "a request"));
    }
}

static void check_outstanding_at(
    const struct facts *facts, const struct fact_child *child, struct findings *findings)
{
    uint64_t requests = 0;
    uint64_t responses = 0;
    for (uint32_t i = child->first_event; i != FACTS_NONE; i = facts->next_of_child[i]) {
        const struct trace_event *event = trace_at(facts->trace, i);
        const char *type = json_get_string(event->body, "type", "");
        if (facts_event(facts, event) == FACT_EVENT_SEND_RAW ||
            (facts_event(facts, event) == FACT_EVENT_SEND && strcmp(type, "response") == 0)) {
            responses++;
        } else if (facts_event(facts, event) == FACT_EVENT_RECV && strcmp(type, "request") == 0 &&
                   !text_is(json_get_string(event->body, "op", NULL), "terminate")) {
            requests++;
            if (requests > responses + 1)
                findings_add(findings, &(struct finding){.clause = "REQ-03", .event = event->n},
                    "one request at a time at the child",
                    "generation %d of worker %s received %s before it had answered the request before",
                    child->generation, child->worker, json_get_string(event->body, "op", "a request"));
        }
    }
}

static void check_outstanding(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->child_count; i++)
        check_outstanding_at(facts, &facts->children[i], findings);
}

/* ---- CANCEL-01 ---- */

/* The answer by which the call's token was certainly set before the call; NULL. */
static const struct trace_event *token_set_before(const struct facts *facts, const struct fact_call *call)
{
    const char *token = json_get_string(call->call->body, "token", NULL);
    for (size_t i = 0; token && i < facts->call_count && facts->calls[i].call->n < call->call->n; i++) {
        const struct fact_call *other = &facts->calls[i];
        if (strcmp(other->verb, "cancel") == 0 && other->ok && other->answer &&
            other->answer->n < call->call->n &&
            text_is(json_get_string(other->call->body, "token", NULL), token))
            return other->answer;
    }
    return NULL;
}

static void check_cancelled_before(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (call->kind != MODEL_VERB_REQUEST || call->ambiguous || call->overlapped || !call->answer)
            continue;
        bool before = strcmp(call->outcome, "cancelled:before") == 0;
        if (call->received && before)
            findings_add(findings, &(struct finding){.clause = "CANCEL-01", .event = call->answer->n},
                "no frame where work_entered_child is false", "the child had received %s", call->op);
        else if (token_set_before(facts, call) && (call->received || call->ok))
            findings_add(findings, &(struct finding){.clause = "CANCEL-01", .event = call->answer->n},
                "cancelled, without a frame, as the token was set before the call", "%s answered %s%s",
                call->verb, call->outcome, call->received ? " and the child had received its frame" : "");
    }
}

/* ---- REQ-06, REQ-07, STREAM-08: the answer fits the response ---- */

/* The response to the call's frame, where the trace is certain that it is: the child sent nothing raw, and not one
 * response more than it had read requests. */
static const struct trace_event *response_of(const struct facts *facts, const struct fact_call *call)
{
    if (!call->received || call->ambiguous || call->overlapped || !call->answer || !call->orderly ||
        facts->children[call->receiver].sent_raw)
        return NULL;
    for (uint32_t i = facts->next_of_child[call->received->n - 1]; i != FACTS_NONE;
         i = facts->next_of_child[i]) {
        const struct trace_event *event = trace_at(facts->trace, i);
        if (event->n > call->answer->n || facts_event(facts, event) == FACT_EVENT_RECV)
            return NULL;
        if (facts_event(facts, event) == FACT_EVENT_SEND &&
            text_is(json_get_string(event->body, "type", NULL), "response"))
            return event;
    }
    return NULL;
}

static bool is_expected_status(const struct fact_call *call, const char *status)
{
    if (!call->operation)
        return true;
    if (strcmp(status, call->operation->status) == 0)
        return true;
    return strcmp(call->op, "open_host_session") == 0 && strcmp(status, "host_session_reused") == 0;
}

/* Statuses that become an error of the same name. */
static bool becomes_error(const char *status)
{
    static const char *const statuses[] = {"stream_export_failed", "stream_callback_failed",
        "stream_row_malformed", "capability_metadata_malformed", "capability_doctor_malformed"};
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        if (strcmp(statuses[i], status) == 0)
            return true;
    }
    return false;
}

static void judge_success(const struct fact_call *call, const struct trace_event *response,
    const char *status, struct findings *findings)
{
    if (strcmp(status, "error") == 0)
        findings_add(findings, &(struct finding){.clause = "REQ-06", .event = call->answer->n},
            "kind worker, as the response was an error", "%s succeeded", call->verb);
    else if (!is_expected_status(call, status))
        findings_add(findings,
            &(struct finding){
                .clause = becomes_error(status) ? "STREAM-08" : "REQ-07", .event = call->answer->n},
            becomes_error(status) ? "an error of the response's name"
                                  : "kind protocol, as the response was not the expected one",
            "%s succeeded on a response %s (event %llu)", call->verb, status,
            (unsigned long long)response->n);
}

static void judge_error(const struct fact_call *call, const char *status, struct findings *findings)
{
    bool is_error = strcmp(status, "error") == 0;
    if (text_is(call->error_kind, "worker") && !is_error)
        findings_add(findings, &(struct finding){.clause = "REQ-06", .event = call->answer->n},
            "kind worker for a response of status error only", "%s answered worker on a response %s",
            call->verb, status);
    else if (becomes_error(call->error_kind) && strcmp(call->error_kind, status) != 0)
        findings_add(findings, &(struct finding){.clause = "STREAM-08", .event = call->answer->n},
            "the kind that the response names", "%s answered %s on a response %s", call->verb,
            call->error_kind, status);
}

static void check_response(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct trace_event *response =
            call->kind == MODEL_VERB_REQUEST ? response_of(facts, call) : NULL;
        const char *status = response ? json_get_string(response->body, "status", NULL) : NULL;
        if (!status)
            continue;
        if (call->ok)
            judge_success(call, response, status, findings);
        else if (call->error)
            judge_error(call, status, findings);
    }
}

/* ---- the values of the response ---- */

static const struct json *field_of_response(
    const struct fact_call *call, const struct json *body, const char **ret_key)
{
    if (call->operation && strcmp(call->operation->status, "u64") == 0)
        return json_get(body, *ret_key = "value");
    if (call->operation && strcmp(call->operation->status, "json_command") == 0)
        return json_get(body, *ret_key = "response_json");
    if (strcmp(call->verb, "emit_rows") == 0)
        return json_get(body, *ret_key = "count");
    if (strcmp(call->verb, "stream") == 0)
        return json_get(json_get(body, "summary"), *ret_key = "total_rows");
    return NULL;
}

static bool is_same_value(const struct json *sent, const struct json *given)
{
    uint64_t a;
    uint64_t b;
    if (json_uint64(sent, &a) && json_uint64(given, &b))
        return a == b;
    return json_equal(sent, given);
}

static void check_values(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct trace_event *response =
            call->kind == MODEL_VERB_REQUEST && call->ok ? response_of(facts, call) : NULL;
        const char *text = response ? json_get_string(response->body, "text", NULL) : NULL;
        struct json *body = NULL;
        if (!text || json_parse(text, strlen(text), &body, NULL) < 0)
            continue; /* too long to be in the trace whole */
        const char *key = NULL;
        const struct json *sent = field_of_response(call, body, &key);
        const struct json *given = sent ? json_get(call->ok, key) : NULL;
        if (sent && given && !is_same_value(sent, given))
            findings_add(findings, &(struct finding){.clause = "REQ-02", .event = call->answer->n},
                "what the response says", "%s answered another %s than the child had sent (event %llu)",
                call->verb, key, (unsigned long long)response->n);
        json_free(body);
    }
}

/* ---- STATE-01: status tells the truth ---- */

static void check_status(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (call->kind != MODEL_VERB_STATUS || call->overlapped || strcmp(call->outcome, "exited") != 0)
            continue;
        const struct fact_child *child = facts_newest_child(facts, call, call->answer->n);
        if (child && facts_sample_says(call->states, child, "alive"))
            findings_add(findings, &(struct finding){.clause = "STATE-01", .event = call->answer->n},
                "status to say running while the child runs",
                "it said exited while generation %d (pid %d) was alive", child->generation, (int)child->pid);
    }
}

/* ---- RESTART-02, SHUT-01: who is asked to terminate, and who is not ---- */

static bool has_policy(const struct facts *facts, const struct fact_call *call)
{
    const struct fact_config *config = facts_config(facts, call->spawn);
    return config->has_max_requests || config->has_max_imports || config->has_max_rss || config->has_idle;
}

/* The clause that a terminate frame breaks during this call; NULL: none. */
static const char *clause_against_terminate(const struct facts *facts, const struct fact_call *call)
{
    if (call->kind == MODEL_VERB_SHUTDOWN &&
        text_is(json_get_string(call->call->body, "mode", NULL), "immediate"))
        return "SHUT-01";
    if (call->kind != MODEL_VERB_REQUEST || has_policy(facts, call) || !call->answer)
        return NULL;
    static const char *const killed_at_once[] = {
        "timeout", "cancelled:entered", "rss_hard_limit_exceeded", "typed_command_row_decode", "ok:degraded"};
    for (size_t i = 0; i < sizeof killed_at_once / sizeof killed_at_once[0]; i++) {
        if (strcmp(killed_at_once[i], call->outcome) == 0)
            return "RESTART-02";
    }
    return NULL;
}

static void check_terminate(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->child_count; i++) {
        const struct fact_child *child = &facts->children[i];
        for (uint32_t k = child->first_event; k != FACTS_NONE; k = facts->next_of_child[k]) {
            const struct trace_event *event = trace_at(facts->trace, k);
            if (facts_event(facts, event) != FACT_EVENT_RECV ||
                !text_is(json_get_string(event->body, "op", NULL), "terminate"))
                continue;
            if (facts->end && event->n > facts->end->n)
                break;
            const struct fact_call *call = facts_call_at(facts, child->worker, event);
            const char *clause = call ? clause_against_terminate(facts, call) : NULL;
            if (clause)
                findings_add(findings, &(struct finding){.clause = clause, .event = event->n},
                    "the child to be killed at once",
                    "during %s, which answered %s, it was asked to terminate", call->verb, call->outcome);
        }
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("frames-asked-for", "REQ-02 REQ-05 REQ-08", check_strays),
    RULE_INVARIANT("one-outstanding", "REQ-03", check_outstanding),
    RULE_INVARIANT("cancelled-before", "CANCEL-01", check_cancelled_before),
    RULE_INVARIANT("response", "REQ-06 REQ-07 STREAM-08", check_response),
    RULE_INVARIANT("values", "REQ-02", check_values),
    RULE_INVARIANT("status-truth", "STATE-01", check_status),
    RULE_INVARIANT("terminate", "RESTART-02 SHUT-01", check_terminate),
};
const struct rules rules_of_requests = {rules, sizeof rules / sizeof rules[0]};
