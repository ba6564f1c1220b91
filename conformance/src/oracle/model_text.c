/* The model as text: for `childproof model`, `explain` and `matrix`. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/model.h"
#include "oracle/oracle.h"
#include "shared/json.h"
#include "shared/text.h"

static int done(FILE *file)
{
    return ferror(file) ? -EIO : 0;
}

/* ---- how a clause is checked ---- */

static const struct {
    enum model_check check;
    const char *word;
} check_words[] = {
    {MODEL_CHECK_MACHINE, "machine"},
    {MODEL_CHECK_INVARIANT, "invariant"},
    {MODEL_CHECK_TIMED, "timed"},
    {MODEL_CHECK_SCENARIO, "scenario"},
    {MODEL_CHECK_INSPECTION, "inspection"},
};
#define CHECK_WORDS (sizeof check_words / sizeof check_words[0])

static void append_checks(struct text *text, unsigned checked_by)
{
    for (size_t i = 0; i < CHECK_WORDS; i++) {
        if (!(checked_by & (unsigned)check_words[i].check))
            continue;
        if (text->length > 0)
            text_append_string(text, ", ");
        text_append_string(text, check_words[i].word);
    }
}

/* ---- the machine, for drawing ---- */

static int write_dot(FILE *file)
{
    size_t count;
    const struct model_state *states = model_states(&count);
    fputs("digraph supervisor {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  %s [tooltip=\"%s\"%s];\n", states[i].name, states[i].summary,
            states[i].settled ? ", style=\"rounded,bold\"" : "");
    size_t transition_count;
    const struct model_transition *transitions = model_transitions(&transition_count);
    for (size_t i = 0; i < transition_count; i++)
        fprintf(file, "  %s -> %s [label=\"%s\", tooltip=\"%s\"];\n", states[transitions[i].from].name,
            states[transitions[i].to].name, transitions[i].event, transitions[i].clause);
    fputs("}\n", file);
    return done(file);
}

static int write_mermaid(FILE *file)
{
    size_t count;
    const struct model_state *states = model_states(&count);
    size_t transition_count;
    const struct model_transition *transitions = model_transitions(&transition_count);
    fputs("stateDiagram-v2\n    [*] --> Absent\n", file);
    for (size_t i = 0; i < transition_count; i++)
        fprintf(file, "    %s --> %s : %s\n", states[transitions[i].from].name,
            states[transitions[i].to].name, transitions[i].event);
    return done(file);
}

/* ---- markdown ---- */

static void write_clauses_markdown(FILE *file)
{
    size_t count;
    const struct model_clause *clauses = model_clauses(&count);
    fputs("# The specification's clauses\n\n| clause | level | profile | says |\n| --- | --- | --- | --- |\n",
        file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "| %s | %s | %s | %s |\n", clauses[i].id, model_level_name(clauses[i].level),
            clauses[i].profile, clauses[i].reserved ? "(reserved)" : clauses[i].text);
}

static void write_machine_markdown(FILE *file)
{
    size_t count;
    const struct model_state *states = model_states(&count);
    fputs("\n# The state machine\n\n| state | means |\n| --- | --- |\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "| %s | %s |\n", states[i].name, states[i].summary);
    fputs("\n| from | event | to | clause |\n| --- | --- | --- | --- |\n", file);
    const struct model_transition *transitions = model_transitions(&count);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "| %s | %s%s%s%s | %s | %s |\n", states[transitions[i].from].name, transitions[i].event,
            transitions[i].guard[0] ? " (" : "", transitions[i].guard, transitions[i].guard[0] ? ")" : "",
            states[transitions[i].to].name, transitions[i].clause);
}

static void write_rest_markdown(FILE *file)
{
    size_t count;
    const struct model_counter *counters = model_counters(&count);
    fputs("\n# Counters\n\n| counter | grows | clause |\n| --- | --- | --- |\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "| %s | %s | %s |\n", counters[i].name, counters[i].grows, counters[i].clause);
    const struct model_error_kind *kinds = model_error_kinds(&count);
    fputs("\n# Error kinds\n\n| kind | fields | means |\n| --- | --- | --- |\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "| %s | %s | %s |\n", kinds[i].name, kinds[i].fields, kinds[i].meaning);
    const struct model_timed_rule *rules = model_timed_rules(&count);
    fputs("\n# Timed rules\n\n| rule | from | to | not before | not after | clause |\n| --- | --- | --- | "
          "--- | --- | --- |\n",
        file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "| %s | %s | %s | %s | %s | %s |\n", rules[i].name, rules[i].from, rules[i].to,
            rules[i].not_before, rules[i].not_after, rules[i].clause);
}

/* ---- JSON ---- */

static void add_clauses(struct json *model)
{
    size_t count;
    const struct model_clause *clauses = model_clauses(&count);
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *clause = json_new_object();
        struct text checks;
        text_init(&checks);
        append_checks(&checks, clauses[i].checked_by);
        json_set_string(clause, "id", clauses[i].id);
        json_set_string(clause, "level", model_level_name(clauses[i].level));
        json_set_string(clause, "profile", clauses[i].profile);
        json_set_string(clause, "area", clauses[i].area);
        json_set_string(clause, "text", clauses[i].text);
        json_set_string(clause, "rationale", clauses[i].rationale);
        json_set_string(clause, "related", clauses[i].related);
        json_set_string(clause, "checked_by", checks.bytes ? checks.bytes : "");
        json_set_string(clause, "reason_untested", clauses[i].reason_untested);
        json_set_string(clause, "reason_partly", clauses[i].reason_partly);
        json_set_bool(clause, "reserved", clauses[i].reserved);
        json_append(list, clause);
        text_release(&checks);
    }
    json_set(model, "clauses", list);
}

static void add_machine(struct json *model)
{
    size_t count;
    const struct model_state *states = model_states(&count);
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *state = json_new_object();
        json_set_string(state, "name", states[i].name);
        json_set_string(state, "summary", states[i].summary);
        json_set_bool(state, "settled", states[i].settled);
        json_append(list, state);
    }
    json_set(model, "states", list);
    const struct model_transition *transitions = model_transitions(&count);
    list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *transition = json_new_object();
        json_set_string(transition, "id", transitions[i].id);
        json_set_string(transition, "from", states[transitions[i].from].name);
        json_set_string(transition, "event", transitions[i].event);
        json_set_string(transition, "guard", transitions[i].guard);
        json_set_string(transition, "to", states[transitions[i].to].name);
        json_set_string(transition, "clause", transitions[i].clause);
        json_append(list, transition);
    }
    json_set(model, "transitions", list);
}

static void add_rules(struct json *model)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < oracle_rule_count(); i++) {
        struct json *rule = json_new_object();
        json_set_string(rule, "name", oracle_rule_at(i)->name);
        json_set_string(rule, "found_by", oracle_rule_at(i)->found_by);
        json_set_string(rule, "clauses", oracle_rule_at(i)->clauses);
        json_append(list, rule);
    }
    json_set(model, "rules", list);
}

static int write_json(FILE *file)
{
    struct json *model = json_new_object();
    json_set_string(model, "schema", "childproof.model/1");
    json_set_string(model, "spec", model_revision());
    add_clauses(model);
    add_machine(model);
    add_rules(model);
    char *text = json_print(model, NULL);
    fprintf(file, "%s\n", text);
    free(text);
    json_free(model);
    return done(file);
}

int model_write_text(enum model_text_format format, FILE *file)
{
    switch (format) {
    case MODEL_TEXT_FORMAT_DOT: return write_dot(file);
    case MODEL_TEXT_FORMAT_MERMAID: return write_mermaid(file);
    case MODEL_TEXT_FORMAT_JSON: return write_json(file);
    case MODEL_TEXT_FORMAT_MARKDOWN:
        write_clauses_markdown(file);
        write_machine_markdown(file);
        write_rest_markdown(file);
        return done(file);
    }
    return -EINVAL;
}

/* ---- one clause ---- */

static bool names_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *found = strstr(words, word); found; found = strstr(found + 1, word)) {
        bool begins = found == words || found[-1] == ' ';
        if (begins && (found[length] == ' ' || found[length] == '\0'))
            return true;
    }
    return false;
}

static void write_uses(const char *id, FILE *file)
{
    size_t count;
    const struct model_transition *transitions = model_transitions(&count);
    size_t state_count;
    const struct model_state *states = model_states(&state_count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(transitions[i].clause, id) == 0)
            fprintf(file, "  transition  %s: %s -> %s (%s)\n", transitions[i].id,
                states[transitions[i].from].name, states[transitions[i].to].name, transitions[i].event);
    }
    const struct model_counter *counters = model_counters(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(counters[i].clause, id) == 0)
            fprintf(file, "  counter     %s grows %s\n", counters[i].name, counters[i].grows);
    }
    const struct model_timed_rule *rules = model_timed_rules(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rules[i].clause, id) == 0)
            fprintf(file, "  timed rule  %s: from %s to %s, not before [%s], not after [%s]\n", rules[i].name,
                rules[i].from, rules[i].to, rules[i].not_before, rules[i].not_after);
    }
    for (size_t i = 0; i < oracle_rule_count(); i++) {
        if (names_word(oracle_rule_at(i)->clauses, id))
            fprintf(file, "  checked by  %s\n", oracle_rule_at(i)->found_by);
    }
}

int model_explain_clause(const char *id, FILE *file)
{
    const struct model_clause *clause = model_clause_find(id);
    if (!clause)
        return -ENOENT;
    fprintf(file, "%s  %s  profile %s, %s\n\n", clause->id, model_level_name(clause->level), clause->profile,
        clause->area);
    if (clause->reserved) {
        fputs("  reserved: this revision of the specification names it and does not specify it yet\n", file);
        return done(file);
    }
    fprintf(file, "  %s\n", clause->text);
    if (clause->rationale[0])
        fprintf(file, "\n  Why: %s\n", clause->rationale);
    struct text checks;
    text_init(&checks);
    append_checks(&checks, clause->checked_by);
    fprintf(file, "\n  checked     %s\n", checks.bytes ? checks.bytes : "by nothing");
    text_release(&checks);
    if (clause->reason_untested[0])
        fprintf(file, "  untested    %s\n", clause->reason_untested);
    if (clause->reason_partly[0])
        fprintf(file, "  not shown   %s\n", clause->reason_partly);
    if (clause->related[0])
        fprintf(file, "  see also    %s\n", clause->related);
    write_uses(id, file);
    return done(file);
}

/* ---- the matrix ---- */

int model_write_matrix(size_t (*scenarios_of)(const char *clause, void *arg), void *arg, FILE *file)
{
    size_t count;
    const struct model_clause *clauses = model_clauses(&count);
    size_t covered = 0;
    size_t specified = 0;
    fprintf(file, "%-12s %-7s %-11s %9s  %s\n", "clause", "level", "profile", "scenarios", "checked by");
    for (size_t i = 0; i < count; i++) {
        const struct model_clause *clause = &clauses[i];
        if (clause->reserved)
            continue;
        size_t scenarios = scenarios_of ? scenarios_of(clause->id, arg) : 0;
        struct text checks;
        text_init(&checks);
        append_checks(&checks, clause->checked_by);
        fprintf(file, "%-12s %-7s %-11s %9zu  %s%s%s\n", clause->id, model_level_name(clause->level),
            clause->profile, scenarios, checks.bytes ? checks.bytes : "",
            clause->reason_untested[0] ? "; untested: " : "", clause->reason_untested);
        text_release(&checks);
        specified++;
        covered += scenarios > 0;
    }
    fprintf(file, "\n%zu of %zu clauses have a scenario; %zu more are reserved\n", covered, specified,
        count - specified);
    return done(file);
}
