/* The oracle: good traces are clean, each corruption of one is found by whom it should be. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "oracle/model.h"
#include "oracle/oracle.h"
#include "oracle_corruptions.h"
#include "shared/json.h"
#include "shared/text.h"
#include "trace/trace.h"

#define EVENTS_MAX 256

static const char *const good_traces[] = {"absorbed", "cancel", "crash", "exhausted", "life", "memory",
    "overlap", "policy", "pools", "shutdowns", "sink", "stale", "starts", "stream", "timeout", "typed"};

/* ---- a trace as lines that can be edited ---- */

struct script {
    struct json *header;
    struct json *events[EVENTS_MAX];
    size_t count;
};

static void script_load(struct script *script, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.jsonl", TRACES_DIRECTORY, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    *script = (struct script){0};
    while ((length = getline(&line, &capacity, file)) > 0) {
        struct json *value = NULL;
        ck_assert_int_eq(json_parse(line, (size_t)length, &value, NULL), 0);
        if (!script->header) {
            script->header = value;
        } else {
            ck_assert_uint_lt(script->count, EVENTS_MAX);
            script->events[script->count++] = value;
        }
    }
    free(line);
    fclose(file);
}

static struct trace *script_build(struct script *script)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    char *line = json_print(script->header, NULL);
    fprintf(file, "%s\n", line);
    free(line);
    json_free(script->header);
    for (size_t i = 0; i < script->count; i++) {
        json_set_uint64(script->events[i], "n", i + 1);
        if (!json_get(script->events[i], "t"))
            json_set(script->events[i], "t", json_copy(json_get(script->events[i - 1], "t")));
    }
    for (size_t i = 0; i < script->count; i++) {
        line = json_print(script->events[i], NULL);
        fprintf(file, "%s\n", line);
        free(line);
        json_free(script->events[i]);
    }
    fclose(file);
    file = fmemopen(text, size, "r");
    struct trace *trace = NULL;
    char *error = NULL;
    int result = trace_read(file, &trace, &error);
    ck_assert_msg(result == 0, "%s", error ? error : "?");
    fclose(file);
    free(text);
    return trace;
}

/* ---- finding events ---- */

static bool event_is(const struct json *event, const char *source, const char *name)
{
    return strcmp(json_get_string(event, "src", ""), source) == 0 &&
           strcmp(json_get_string(event, "ev", ""), name) == 0;
}

static size_t find_of_call(const struct script *script, const char *name, uint64_t call, unsigned ordinal)
{
    for (size_t i = 0; i < script->count; i++) {
        if (event_is(script->events[i], "driver", name) &&
            json_get_uint64(script->events[i], "call", 0) == call && --ordinal == 0)
            return i;
    }
    ck_abort_msg("no %s of call %llu", name, (unsigned long long)call);
}

static size_t find_of_child(const struct script *script, const char *source, const char *worker,
    int generation, const char *name, unsigned ordinal)
{
    for (size_t i = 0; i < script->count; i++) {
        const struct json *event = script->events[i];
        if (event_is(event, source, name) && strcmp(json_get_string(event, "worker", ""), worker) == 0 &&
            json_get_int64(event, "gen", -1) == generation && --ordinal == 0)
            return i;
    }
    ck_abort_msg("no %s %s of %s/%d", source, name, worker, generation);
}

static unsigned number_of(const char *text, unsigned otherwise)
{
    return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

/* "kernel W/G state": the sample right before the hello of the next generation. */
static size_t find_by_child(const struct script *script, const char *source, char *child, char *rest)
{
    char *slash = strchr(child, '/');
    *slash = '\0';
    int generation = (int)number_of(slash + 1, 0);
    const char *name = strtok_r(NULL, " ", &rest);
    if (strcmp(name, "state") == 0)
        return find_of_child(script, "child", child, generation + 1, "hello", 1) - 1;
    return find_of_child(script, source, child, generation, name, number_of(strtok_r(NULL, " ", &rest), 1));
}

/* See oracle_corruptions.h. */
static size_t find_event(const struct script *script, const char *selector)
{
    char *words = text_duplicate(selector);
    char *arrow = strstr(words, " -> ");
    if (arrow)
        *arrow = '\0';
    char *rest = NULL;
    char *first = strtok_r(words, " ", &rest);
    char *second = strtok_r(NULL, " ", &rest);
    size_t index = script->count - 1; /* "end" */
    if (second && strchr(second, '/')) {
        index = find_by_child(script, first, second, rest);
    } else if (second && strcmp(first, "state") == 0) {
        index = find_of_call(script, "answer", number_of(second, 0), 1) - 1;
        ck_assert(event_is(script->events[index], "kernel", "state"));
    } else if (second) {
        index = find_of_call(script, first, number_of(second, 0), number_of(strtok_r(NULL, " ", &rest), 1));
    }
    free(words);
    return index;
}

/* ---- editing ---- */

static void insert_at(struct script *script, size_t index, struct json *event)
{
    ck_assert_uint_lt(script->count, EVENTS_MAX);
    memmove(
        &script->events[index + 1], &script->events[index], (script->count - index) * sizeof(struct json *));
    script->events[index] = event;
    script->count++;
}

static struct json *take_at(struct script *script, size_t index)
{
    struct json *event = script->events[index];
    script->count--;
    memmove(
        &script->events[index], &script->events[index + 1], (script->count - index) * sizeof(struct json *));
    return event;
}

static struct json *parsed(const char *text)
{
    struct json *value = NULL;
    struct json_error error;
    int result = json_parse(text, strlen(text), &value, &error);
    ck_assert_msg(result == 0, "%s: %s", text, result ? error.reason : "");
    return value;
}

/* Values inside a value that belongs to the test may be changed. */
static struct json *member_of(struct json *object, const char *key)
{
    return (struct json *)json_get(object, key);
}

/* A member name may hold a slash ("a/0") but no dot. */
static void set_member(struct json *event, char *path, struct json *value)
{
    struct json *object = event;
    char *dot;
    while ((dot = strchr(path, '.')) != NULL) {
        *dot = '\0';
        struct json *inner = member_of(object, path);
        if (!inner) {
            json_set(object, path, json_new_object());
            inner = member_of(object, path);
        }
        object = inner;
        path = dot + 1;
    }
    json_set(object, path, value);
}

static void apply_edit(struct script *script, char *edit)
{
    char *what = strstr(edit, " -> ");
    ck_assert_msg(what != NULL, "%s", edit);
    size_t index = find_event(script, edit);
    what += 4;
    char *equals = strstr(what, " = ");
    if (strcmp(what, "remove") == 0) {
        json_free(take_at(script, index));
    } else if (strncmp(what, "insert ", 7) == 0) {
        insert_at(script, index, parsed(what + 7));
    } else if (strncmp(what, "before ", 7) == 0) {
        size_t target = find_event(script, what + 7);
        struct json *event = take_at(script, index);
        insert_at(script, target > index ? target - 1 : target, event);
    } else if (strncmp(what, "again before ", 13) == 0) {
        insert_at(script, find_event(script, what + 13), json_copy(script->events[index]));
    } else {
        ck_assert_msg(equals != NULL, "%s", what);
        *equals = '\0';
        set_member(script->events[index], what, parsed(equals + 3));
    }
}

static struct trace *corrupted_trace(const struct corruption *corruption)
{
    struct script script;
    script_load(&script, corruption->trace);
    char *edits = text_duplicate(corruption->edits);
    for (char *quote = strchr(edits, '\''); quote; quote = strchr(quote, '\''))
        *quote = '"';
    char *rest = NULL;
    for (char *edit = strtok_r(edits, "\n", &rest); edit; edit = strtok_r(NULL, "\n", &rest))
        apply_edit(&script, edit);
    free(edits);
    return script_build(&script);
}

static struct verdict *judged(const struct trace *trace)
{
    struct verdict *verdict = NULL;
    ck_assert_int_eq(oracle_judge(trace, &verdict), 0);
    return verdict;
}

static struct trace *good_trace(const char *name)
{
    struct script script;
    script_load(&script, name);
    return script_build(&script);
}

static void append_violations(struct text *text, const struct verdict *verdict)
{
    for (size_t i = 0; i < verdict->violation_count; i++) {
        const struct violation *violation = &verdict->violations[i];
        text_append_format(text, "\n  %s %s, event %llu: expected %s; %s [%s]", violation->clause,
            violation->found_by, (unsigned long long)violation->event, violation->expected,
            violation->happened, violation->states ? violation->states : "-");
    }
}

/* ---- tests ---- */

START_TEST(a_good_trace_breaks_nothing)
{
    struct trace *trace = good_trace(good_traces[_i]);
    struct verdict *verdict = judged(trace);
    struct text found;
    text_init(&found);
    append_violations(&found, verdict);
    ck_assert_msg(verdict->violation_count == 0, "%s:%s", good_traces[_i], found.bytes);
    text_release(&found);
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

START_TEST(a_corruption_is_found_by_whom_it_should_be)
{
    const struct corruption *corruption = &corruptions[_i];
    struct trace *trace = corrupted_trace(corruption);
    struct verdict *verdict = judged(trace);
    bool found = false;
    for (size_t i = 0; i < verdict->violation_count; i++) {
        const struct violation *violation = &verdict->violations[i];
        found |= strcmp(violation->clause, corruption->clause) == 0 &&
                 strcmp(violation->found_by, corruption->found_by) == 0;
    }
    struct text all;
    text_init(&all);
    append_violations(&all, verdict);
    ck_assert_msg(found, "%s, %s: %s by %s not among:%s", corruption->trace, corruption->edits,
        corruption->clause, corruption->found_by, all.bytes ? all.bytes : " nothing");
    text_release(&all);
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

START_TEST(every_rule_has_a_corruption_that_it_finds)
{
    const struct oracle_rule *rule = oracle_rule_at((size_t)_i);
    if (!rule)
        return;
    for (size_t i = 0; i < corruption_count; i++) {
        if (strcmp(corruptions[i].found_by, rule->found_by) == 0)
            return;
    }
    ck_abort_msg("nothing shows that %s finds anything", rule->found_by);
}
END_TEST

START_TEST(every_rule_names_clauses_that_exist)
{
    for (size_t i = 0; i < oracle_rule_count(); i++) {
        char *clauses = text_duplicate(oracle_rule_at(i)->clauses);
        char *rest = NULL;
        for (char *id = strtok_r(clauses, " ", &rest); id; id = strtok_r(NULL, " ", &rest))
            ck_assert_msg(model_clause_find(id) != NULL, "%s of %s", id, oracle_rule_at(i)->name);
        free(clauses);
    }
    for (size_t i = 0; i < corruption_count; i++)
        ck_assert_ptr_nonnull(model_clause_find(corruptions[i].clause));
}
END_TEST

START_TEST(what_the_machine_lost_turns_late_into_inconclusive)
{
    struct corruption corruption = {"life",
        "answer 9 -> t = 16000000000\nanswer 9 -> insert "
        "{\"t\":15000000000,\"src\":\"harness\",\"ev\":\"loss\",\"body\":{\"ns\":9000000000}}",
        NULL, NULL};
    struct trace *trace = corrupted_trace(&corruption);
    struct verdict *verdict = judged(trace);
    ck_assert_uint_eq(verdict->violation_count, 1);
    ck_assert_int_eq(verdict->violations[0].level, VIOLATION_LEVEL_INCONCLUSIVE);
    ck_assert_str_eq(verdict->violations[0].found_by, "timed not-late");
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

START_TEST(the_machine_says_which_states_were_possible_and_what_they_allow)
{
    struct corruption corruption = {"exhausted", "answer 9 -> body = {'ok':{}}", NULL, NULL};
    struct trace *trace = corrupted_trace(&corruption);
    struct verdict *verdict = judged(trace);
    ck_assert_uint_ge(verdict->violation_count, 1);
    ck_assert_str_eq(verdict->violations[0].found_by, "machine");
    ck_assert_str_eq(verdict->violations[0].states, "RestartExhausted");
    ck_assert_ptr_nonnull(strstr(verdict->violations[0].expected, "restart_limit_exceeded"));
    ck_assert_ptr_nonnull(strstr(verdict->violations[0].happened, "cycle answered ok"));
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

START_TEST(a_shutdown_is_not_judged_by_a_later_generation)
{
    struct corruption corruption = {"life",
        "call 17 -> insert "
        "{'t':217080000,'src':'child','ev':'hello','worker':'a','gen':2,'pid':103,'body':{}}\n"
        "call 17 -> insert "
        "{'t':217081000,'src':'kernel','ev':'exited','worker':'a','gen':2,'pid':103,'body':{'signal':9}}",
        NULL, NULL};
    struct trace *trace = corrupted_trace(&corruption);
    struct verdict *verdict = judged(trace);
    for (size_t i = 0; i < verdict->violation_count; i++)
        ck_assert_str_ne(verdict->violations[i].found_by, "invariant shutdown-graceful");
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

/* java.lang.Process, as a shell does, tells signal 6 as the status 134. */
START_TEST(a_signal_told_as_a_status_is_named)
{
    struct corruption corruption = {"crash",
        "answer 3 -> body.error.exit.signal = null\nanswer 3 -> body.error.exit.code = 134\n"
        "answer 3 -> body.error.exit.status = 'exit status: 134'",
        NULL, NULL};
    struct trace *trace = corrupted_trace(&corruption);
    struct verdict *verdict = judged(trace);
    ck_assert_uint_ge(verdict->violation_count, 1);
    ck_assert_str_eq(verdict->violations[0].clause, "EXIT-01");
    ck_assert_ptr_nonnull(strstr(verdict->violations[0].happened, "which ended by signal 6"));
    ck_assert_ptr_nonnull(strstr(verdict->violations[0].happened, "told a signal as 128 + n"));
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

START_TEST(an_empty_trace_breaks_nothing_and_visits_nothing)
{
    struct trace *trace = NULL;
    ck_assert_int_eq(trace_new(NULL, &trace), 0);
    struct verdict *verdict = judged(trace);
    ck_assert_uint_eq(verdict->violation_count, 0);
    for (size_t i = 0; i < verdict->transition_count; i++)
        ck_assert(!verdict->transition_visited[i]);
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

START_TEST(visited_states_and_transitions_are_those_of_the_run)
{
    struct trace *trace = good_trace("exhausted");
    struct verdict *verdict = judged(trace);
    size_t count;
    const struct model_state *states = model_states(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(states[i].name, "RestartExhausted") == 0 || strcmp(states[i].name, "Idle") == 0)
            ck_assert(verdict->state_visited[i]);
        if (strcmp(states[i].name, "Crashed") == 0 || strcmp(states[i].name, "Streaming") == 0)
            ck_assert(!verdict->state_visited[i]);
    }
    const struct model_transition *transitions = model_transitions(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(transitions[i].id, "cycle-refused") == 0 ||
            strcmp(transitions[i].id, "reaped-exhausted") == 0)
            ck_assert(verdict->transition_visited[i]);
        if (strcmp(transitions[i].id, "deadline") == 0)
            ck_assert(!verdict->transition_visited[i]);
    }
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

/* The caller gave up and the adapter drops its supervisor in the midst of a call: the answer comes after the end. */
START_TEST(what_is_open_in_a_call_that_was_given_up_is_not_judged)
{
    struct trace *trace = good_trace("given_up");
    struct verdict *verdict = judged(trace);
    for (size_t i = 0; i < verdict->violation_count; i++) {
        ck_assert_str_ne(verdict->violations[i].clause, "SHUT-05");
        ck_assert_str_ne(verdict->violations[i].clause, "RESTART-08");
    }
    verdict_free(verdict);
    trace_free(trace);
}
END_TEST

/* Hostile traces must be judged too: nothing in a trace is trusted. */
START_TEST(bodies_of_any_shape_are_survived)
{
    static const char *const bodies[] = {"{}",
        "{\"ok\":7,\"error\":[],\"do\":{},\"type\":3,\"a/0\":{},\"resource\":1}",
        "{\"error\":{\"kind\":null,\"exit\":[1],\"resource\":{\"cause\":{}}},\"do\":\"stream\",\"sink\":7,"
        "\"config\":[]}"};
    for (size_t g = 0; g < sizeof good_traces / sizeof good_traces[0]; g++) {
        for (size_t b = 0; b < sizeof bodies / sizeof bodies[0]; b++) {
            struct script script;
            script_load(&script, good_traces[g]);
            for (size_t i = (g + b) % 3; i < script.count; i += 3)
                json_set(script.events[i], "body", parsed(bodies[b]));
            struct trace *trace = script_build(&script);
            verdict_free(judged(trace));
            trace_free(trace);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oracle");
    TCase *cases = tcase_create("oracle");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, a_good_trace_breaks_nothing, 0, sizeof good_traces / sizeof good_traces[0]);
    tcase_add_loop_test(cases, a_corruption_is_found_by_whom_it_should_be, 0, (int)corruption_count);
    tcase_add_loop_test(cases, every_rule_has_a_corruption_that_it_finds, 0, (int)oracle_rule_count());
    tcase_add_test(cases, every_rule_names_clauses_that_exist);
    tcase_add_test(cases, what_the_machine_lost_turns_late_into_inconclusive);
    tcase_add_test(cases, the_machine_says_which_states_were_possible_and_what_they_allow);
    tcase_add_test(cases, a_signal_told_as_a_status_is_named);
    tcase_add_test(cases, a_shutdown_is_not_judged_by_a_later_generation);
    tcase_add_test(cases, an_empty_trace_breaks_nothing_and_visits_nothing);
    tcase_add_test(cases, visited_states_and_transitions_are_those_of_the_run);
    tcase_add_test(cases, what_is_open_in_a_call_that_was_given_up_is_not_judged);
    tcase_add_test(cases, bodies_of_any_shape_are_survived);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
