/* Shutdown: the outcome is the one that the tree of SHUT-01 gives for what happened. */
#include <signal.h>
#include <string.h>

#include "oracle/rules.h"

static bool is_shutdown(const struct fact_call *call)
{
    return call->kind == MODEL_VERB_SHUTDOWN && call->ok && !call->overlapped;
}

static bool was_killed(const char *outcome)
{
    return strcmp(outcome, "kill_only") == 0 || strcmp(outcome, "graceful_timed_out_killed") == 0 ||
           strcmp(outcome, "graceful_protocol_failed_killed") == 0;
}

static void check_mode(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!is_shutdown(call) || strcmp(call->outcome, "already_exited") == 0)
            continue;
        const char *mode = json_get_string(call->call->body, "mode", "graceful");
        bool immediate = strcmp(mode, "immediate") == 0;
        if (immediate != (strcmp(call->outcome, "kill_only") == 0))
            findings_add(findings, &(struct finding){.clause = "SHUT-01", .event = call->answer->n},
                immediate ? "kill_only or already_exited" : "an outcome of a graceful shutdown",
                "a shutdown of mode %s answered %s", mode, call->outcome);
    }
}

static void check_report(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!is_shutdown(call))
            continue;
        bool tells_kill = !json_is_null(json_get(call->ok, "kill_elapsed_ms"));
        const char *flaw = NULL;
        if (json_type_of(json_get(call->ok, "exit")) != JSON_TYPE_OBJECT)
            flaw = "exit is missing";
        else if (tells_kill && !was_killed(call->outcome))
            flaw = "kill_elapsed_ms is there though nothing was killed";
        else if (!tells_kill && was_killed(call->outcome))
            flaw = "kill_elapsed_ms is missing though it killed";
        if (flaw)
            findings_add(findings, &(struct finding){.clause = "SHUT-01", .event = call->answer->n},
                "outcome, exit, graceful_timeout_ms, elapsed_ms, wait_elapsed_ms, and kill_elapsed_ms "
                "exactly where it killed",
                "in the report with outcome %s %s", call->outcome, flaw);
    }
}

/* Did the child give a reason to call its behaviour a protocol failure? Sends of any age count: they may wait in the pipe. */
static bool gave_offence(const struct facts *facts, const struct fact_child *child)
{
    for (uint32_t i = child->first_event; i != FACTS_NONE; i = facts->next_of_child[i]) {
        const struct trace_event *event = trace_at(facts->trace, i);
        const char *type = json_get_string(event->body, "type", "");
        bool sends = facts_event(facts, event) == FACT_EVENT_SEND;
        if (facts_event(facts, event) == FACT_EVENT_SEND_RAW ||
            facts_event(facts, event) == FACT_EVENT_BURST || facts_event(facts, event) == FACT_EVENT_CLOSED)
            return true;
        if (sends && strcmp(type, "response") == 0 &&
            !text_is(json_get_string(event->body, "status", NULL), "terminating") && i != child->first_event)
            return true;
        if (sends && strcmp(type, "response") != 0 && strcmp(type, "handshake") != 0)
            return true;
    }
    return child->exiting != NULL || child->killed_by_driver;
}

static void check_protocol_failure(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!is_shutdown(call) || strcmp(call->outcome, "graceful_protocol_failed_killed") != 0)
            continue;
        const struct fact_child *child = facts_newest_child(facts, call, call->answer->n);
        if (child && !gave_offence(facts, child))
            findings_add(findings, &(struct finding){.clause = "SHUT-01", .event = call->answer->n},
                "graceful_protocol_failed_killed only after a wrong answer, a bad frame or a terminate "
                "that could not be written",
                "generation %d had sent nothing but its handshake and terminating", child->generation);
    }
}

/* graceful says that nobody killed the child; the kernel may know better. */
static void check_graceful(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!is_shutdown(call) || strcmp(call->outcome, "graceful") != 0)
            continue;
        const struct fact_child *child = facts_newest_child(facts, call, call->answer->n);
        int64_t seen = child && child->exited ? json_get_int64(child->exited->body, "signal", 0) : 0;
        int64_t told = json_get_int64(json_get(call->ok, "exit"), "signal", 0);
        if (child && (seen == SIGKILL || told == SIGKILL) && !child->exiting && !child->killed_by_driver)
            findings_add(findings, &(struct finding){.clause = "SHUT-01", .event = call->answer->n},
                "graceful only where the child ended without a kill",
                "generation %d was ended by SIGKILL, as %s", child->generation,
                told == SIGKILL ? "the report itself says" : "the kernel showed");
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("shutdown-mode", "SHUT-01", check_mode),
    RULE_INVARIANT("shutdown-report", "SHUT-01", check_report),
    RULE_INVARIANT("shutdown-protocol-failure", "SHUT-01", check_protocol_failure),
    RULE_INVARIANT("shutdown-graceful", "SHUT-01", check_graceful),
};
const struct rules rules_of_shutdown = {rules, sizeof rules / sizeof rules[0]};
