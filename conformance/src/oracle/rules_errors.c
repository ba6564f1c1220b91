/* Errors: the fields of their kind, the operation they name, the facts they carry, and the exit they report. */
#include <stdio.h>
#include <string.h>

#include "oracle/rules.h"

static bool is_object(const struct json *value)
{
    return value && json_type_of(value) == JSON_TYPE_OBJECT;
}

/* ---- fields ---- */

static const struct {
    const char *kind;
    const char *clause;
} clauses_of_kinds[] = {
    {"spawn", "SPAWN-03"},
    {"worker", "REQ-06"},
    {"child_exited", "EXIT-01"},
    {"child_panic_or_abort", "EXIT-01"},
    {"timeout", "TIMEOUT-02"},
    {"rss_hard_limit_exceeded", "RSS-03"},
    {"cancelled", "FACTS-01"},
    {"stream_export_failed", "STREAM-08"},
    {"stream_callback_failed", "STREAM-08"},
    {"typed_command_row_decode", "STREAM-07"},
    {"restart_limit_exceeded", "RESTART-04"},
    {"shutdown_in_progress", "REQ-04"},
};

static const char *clause_of_kind(const char *kind)
{
    for (size_t i = 0; i < sizeof clauses_of_kinds / sizeof clauses_of_kinds[0]; i++) {
        if (strcmp(clauses_of_kinds[i].kind, kind) == 0)
            return clauses_of_kinds[i].clause;
    }
    return NULL;
}

static void check_fields(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct model_error_kind *kind =
            call->error_kind ? model_error_kind_find(call->error_kind) : NULL;
        const char *clause = kind ? clause_of_kind(kind->name) : NULL;
        for (const char *word = clause ? kind->required : ""; *word;) {
            size_t length = strcspn(word, " ");
            char name[64];
            (void)snprintf(name, sizeof name, "%.*s", (int)length, word);
            if (json_is_null(json_get(call->error, name)))
                findings_add(findings,
                    &(struct finding){.clause = strcmp(name, "resource") == 0 ? "FACTS-01" : clause,
                        .event = call->answer->n},
                    kind->fields, "the error %s of %s has no %s", kind->name, call->verb, name);
            word += length + strspn(word + length, " ");
        }
    }
}

/* ---- the operation that an error names ---- */

static const char *expected_operation(const struct fact_call *call)
{
    if (text_is(call->error_kind, "shutdown_in_progress")) {
        /* A pool names what it refuses. A request that was in flight when its worker was stopped was not made in Stopping. */
        bool refused = call->worker[0] && !(call->received && call->overlapped);
        return refused ? "worker_request" : NULL;
    }
    if (text_is(call->error_kind, "wait_timeout"))
        return "kill_wait";
    bool named = strcmp(call->outcome, "timeout") == 0 || strcmp(call->outcome, "cancelled:entered") == 0 ||
                 strcmp(call->outcome, "rss_hard_limit_exceeded") == 0;
    return named && call->kind == MODEL_VERB_REQUEST && call->operation ? call->operation->error_name : NULL;
}

static const char *clause_of_operation(const struct fact_call *call)
{
    if (text_is(call->error_kind, "shutdown_in_progress"))
        return "REQ-04";
    if (text_is(call->error_kind, "wait_timeout"))
        return "SHUT-02";
    return "FACTS-01";
}

static void check_operation(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const char *expected = call->error ? expected_operation(call) : NULL;
        const char *given = expected ? json_get_string(call->error, "operation", NULL) : NULL;
        if (given && strcmp(given, expected) != 0)
            findings_add(findings,
                &(struct finding){.clause = clause_of_operation(call), .event = call->answer->n}, expected,
                "the error %s of %s names the operation %s", call->error_kind, call->verb, given);
    }
}

/* ---- FACTS-01 ---- */

static const struct {
    const char *outcome;
    const char *cause;
    const char *restart_reason; /* NULL: none is due */
    bool entered;
} expected_facts[] = {
    {"timeout", "worker_timeout", "timeout", true},
    {"timeout:startup", "worker_timeout", NULL, false},
    {"cancelled:entered", "worker_cancelled", "cancelled", true},
    {"cancelled:before", "worker_cancelled", NULL, false},
    {"rss_hard_limit_exceeded", "worker_rss_hard_limit", "rss_hard_limit", true},
};

static void require_fact(const struct fact_call *call, const char *key, const char *expected,
    bool may_be_null, struct findings *findings)
{
    const struct json *fact = json_get(json_get(call->error, "resource"), key);
    if ((may_be_null && json_is_null(fact)) || text_is(json_string(fact), expected))
        return;
    findings_add(findings, &(struct finding){.clause = "FACTS-01", .event = call->answer->n}, expected,
        "the resource facts of %s have %s %s", call->outcome, key,
        json_string(fact) ? json_string(fact) : "null");
}

static void check_entered(const struct fact_call *call, bool expected, struct findings *findings)
{
    bool beside = false;
    bool within = false;
    bool has_beside = json_bool(json_get(call->error, "work_entered_child"), &beside);
    bool has_within = json_bool(json_get(json_get(call->error, "resource"), "work_entered_child"), &within);
    if ((has_beside && beside != expected) || (has_within && within != expected) ||
        (!has_beside && !has_within))
        findings_add(findings, &(struct finding){.clause = "FACTS-01", .event = call->answer->n},
            expected ? "work_entered_child true" : "work_entered_child false",
            "%s says that work_entered_child is %s%s", call->outcome,
            has_beside || has_within ? (expected ? "false" : "true") : "nothing",
            expected ? ", of a request that the child read" : "");
}

static void check_facts(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        if (!call->error || json_type_of(json_get(call->error, "resource")) != JSON_TYPE_OBJECT)
            continue;
        for (size_t k = 0; k < sizeof expected_facts / sizeof expected_facts[0]; k++) {
            if (strcmp(expected_facts[k].outcome, call->outcome) != 0)
                continue;
            require_fact(call, "cause", expected_facts[k].cause, false, findings);
            if (expected_facts[k].restart_reason && !call->overlapped)
                require_fact(call, "restart_reason", expected_facts[k].restart_reason, true, findings);
            /* a request that the child never read may have been written in part only */
            if (!expected_facts[k].entered || call->received)
                check_entered(call, expected_facts[k].entered, findings);
        }
    }
}

/* ---- EXIT-01: what an exit says ---- */

static const struct json *exit_of(const struct fact_call *call)
{
    if (text_is(call->error_kind, "child_exited") || text_is(call->error_kind, "child_panic_or_abort"))
        return json_get(call->error, "exit");
    bool reports = call->kind == MODEL_VERB_SHUTDOWN ||
                   (call->kind == MODEL_VERB_STATUS && strcmp(call->outcome, "exited") == 0);
    return reports ? json_get(call->ok, "exit") : NULL;
}

struct exit_facts {
    bool success, has_code, has_signal;
    int64_t code, signal;
    const char *status;
};

static void read_exit(const struct json *exit, struct exit_facts *ret)
{
    *ret = (struct exit_facts){
        .success = json_get_bool(exit, "success", false), .status = json_get_string(exit, "status", NULL)};
    ret->has_code = json_int64(json_get(exit, "code"), &ret->code);
    ret->has_signal = json_int64(json_get(exit, "signal"), &ret->signal);
}

static bool status_begins(const char *status, const char *prefix, int64_t number)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%s: %lld", prefix, (long long)number);
    return strncmp(status, text, (size_t)length) == 0 && !(status[length] >= '0' && status[length] <= '9');
}

/* What is wrong with an exit by itself; NULL: nothing. */
static const char *flaw_of_exit(const struct exit_facts *exit)
{
    if (exit->has_code && exit->has_signal)
        return "it has both a code and a signal";
    if (exit->success != (exit->has_code && exit->code == 0))
        return "success does not agree with the code";
    if (!exit->status)
        return "it has no status";
    if (exit->has_code && !status_begins(exit->status, "exit status", exit->code))
        return "its status does not read exit status: N";
    if (exit->has_signal && !status_begins(exit->status, "signal", exit->signal))
        return "its status does not read signal: N (NAME)";
    return NULL;
}

static void check_exit_shape(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct json *given = call->answer ? exit_of(call) : NULL;
        if (!is_object(given))
            continue;
        struct exit_facts exit;
        read_exit(given, &exit);
        const char *flaw = flaw_of_exit(&exit);
        if (!flaw && text_is(call->error_kind, "child_exited") && !exit.success)
            flaw = "the kind is child_exited, which is for status 0";
        if (!flaw && text_is(call->error_kind, "child_panic_or_abort") && exit.success)
            flaw = "the kind is child_panic_or_abort, which is not for status 0";
        if (flaw)
            findings_add(findings, &(struct finding){.clause = "EXIT-01", .event = call->answer->n},
                "an exit that agrees with itself and with the kind", "in the exit that %s answered %s",
                call->verb, flaw);
    }
}

/* ---- the exit against the process ---- */

/* The child whose exit the answer reports, where that is certain; NULL. */
static const struct fact_child *child_reported(const struct facts *facts, const struct fact_call *call)
{
    const struct fact_child *child = facts_newest_child(facts, call, call->answer->n);
    bool started = child && (child->configured || call->kind == MODEL_VERB_SPAWN);
    return started && child->exited && child->exited->n < call->answer->n ? child : NULL;
}

#define SHELL_SIGNAL_BASE 128 /* a shell, and java.lang.Process, tell signal n as the status 128 + n */

/* A child that ends may still be overtaken by its parent's kill; otherwise the end it announced is the end it had. */
static bool agrees_with_announced(const struct exit_facts *exit, const struct json *announced)
{
    const char *how = json_get_string(announced, "how", "");
    int64_t number = 0;
    bool killed = exit->has_signal && (exit->signal == 9 || exit->signal == 15);
    if (killed)
        return true;
    if (strcmp(how, "abort") == 0)
        return !exit->has_code && (!exit->has_signal || exit->signal == 6);
    if (strcmp(how, "signal") == 0 && json_int64(json_get(announced, "signal"), &number))
        return !exit->has_code && (!exit->has_signal || exit->signal == number);
    if (json_int64(json_get(announced, "code"), &number))
        return !exit->has_signal && (!exit->has_code || exit->code == number);
    return true;
}

static bool agrees_with_kernel(const struct exit_facts *exit, const struct json *seen)
{
    int64_t number = 0;
    if (json_int64(json_get(seen, "signal"), &number) && number > 0)
        return !exit->has_code && (!exit->has_signal || exit->signal == number);
    if (json_int64(json_get(seen, "code"), &number) && number > 0)
        return !exit->has_signal && (!exit->has_code || exit->code == number);
    return true;
}

/* How the child really ended, as far as anybody said. */
static void print_real_end(
    char *out, size_t size, const struct fact_child *child, const struct exit_facts *told)
{
    const struct json *said[] = {child->exiting ? child->exiting->body : NULL, child->exited->body};
    const char *as_shells_do = "; whoever is told a signal as 128 + n cannot tell the two apart";
    int64_t number = 0;
    snprintf(out, size, "otherwise");
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        if (json_int64(json_get(said[i], "signal"), &number) && number > 0)
            snprintf(out, size, "by signal %lld%s", (long long)number,
                told->has_code && told->code == number + SHELL_SIGNAL_BASE ? as_shells_do : "");
        else if (json_int64(json_get(said[i], "code"), &number))
            snprintf(out, size, "with status %lld%s", (long long)number,
                told->has_signal && told->signal + SHELL_SIGNAL_BASE == number ? as_shells_do : "");
    }
}

static void check_exit_truth(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct json *given = call->answer && !call->overlapped ? exit_of(call) : NULL;
        const struct fact_child *child = is_object(given) ? child_reported(facts, call) : NULL;
        if (!child)
            continue;
        struct exit_facts exit;
        read_exit(given, &exit);
        bool agrees = agrees_with_kernel(&exit, child->exited->body) &&
                      (!child->exiting || agrees_with_announced(&exit, child->exiting->body));
        if (agrees)
            continue;
        char end[128];
        print_real_end(end, sizeof end, child, &exit);
        findings_add(findings, &(struct finding){.clause = "EXIT-01", .event = call->answer->n},
            "the exit that the child really had (event of its end in the trace)",
            "%s reports %s for generation %d, which ended %s (event %llu)", call->verb,
            exit.status ? exit.status : "nothing", child->generation, end,
            (unsigned long long)child->exited->n);
    }
}

/* ---- EXIT-03: diagnostics ---- */

#define STDERR_BYTES_CERTAIN 8u /* fewer bytes may be white space that was trimmed away */

static void check_diagnostics(const struct facts *facts, struct findings *findings)
{
    for (size_t i = 0; i < facts->call_count; i++) {
        const struct fact_call *call = &facts->calls[i];
        const struct json *given = call->answer && !call->overlapped ? exit_of(call) : NULL;
        const struct fact_child *child = is_object(given) ? child_reported(facts, call) : NULL;
        if (!child || !child->exiting || child->stderr_bytes < STDERR_BYTES_CERTAIN)
            continue;
        if (json_get_string(given, "diagnostics", "")[0] == '\0')
            findings_add(findings, &(struct finding){.clause = "EXIT-03", .event = call->answer->n},
                "diagnostics that hold what the child wrote to stderr",
                "they are empty although generation %d had written %llu bytes", child->generation,
                (unsigned long long)child->stderr_bytes);
    }
}

static const struct rule rules[] = {
    RULE_INVARIANT("error-fields",
        "SPAWN-03 REQ-04 REQ-06 EXIT-01 TIMEOUT-02 RSS-03 FACTS-01 STREAM-07 STREAM-08 RESTART-04",
        check_fields),
    RULE_INVARIANT("error-operation", "FACTS-01 REQ-04 SHUT-02", check_operation),
    RULE_INVARIANT("resource-facts", "FACTS-01", check_facts),
    RULE_INVARIANT("exit-shape", "EXIT-01", check_exit_shape),
    RULE_INVARIANT("exit-truth", "EXIT-01", check_exit_truth),
    RULE_INVARIANT("diagnostics", "EXIT-03 FIX-07", check_diagnostics),
};
const struct rules rules_of_errors = {rules, sizeof rules / sizeof rules[0]};
