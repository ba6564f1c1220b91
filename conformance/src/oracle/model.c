/* The model's tables, handed out and looked up. */
#include "oracle/model.h"

#include <string.h>

#include "oracle/model_tables.h"

const char *model_revision(void)
{
    return model_table_revision;
}

const char *model_level_name(enum model_level level)
{
    switch (level) {
    case MODEL_LEVEL_MUST: return "MUST";
    case MODEL_LEVEL_SHOULD: return "SHOULD";
    case MODEL_LEVEL_MAY: return "MAY";
    }
    return "MUST";
}

/* Each table is handed out whole. */
#define MODEL_LIST(function, type, table)                                                                    \
    const struct type *(function)(size_t * ret_count)                                                        \
    {                                                                                                        \
        *ret_count = (table##_count);                                                                        \
        return (table);                                                                                      \
    }

MODEL_LIST(model_clauses, model_clause, model_table_clauses)
MODEL_LIST(model_states, model_state, model_table_states)
MODEL_LIST(model_transitions, model_transition, model_table_transitions)
MODEL_LIST(model_answers, model_answer, model_table_answers)
MODEL_LIST(model_timed_rules, model_timed_rule, model_table_timed_rules)
MODEL_LIST(model_counters, model_counter, model_table_counters)
MODEL_LIST(model_options, model_option, model_table_options)
MODEL_LIST(model_error_kinds, model_error_kind, model_table_error_kinds)
MODEL_LIST(model_operations, model_operation, model_table_operations)

const struct model_clause *model_clause_find(const char *id)
{
    for (size_t i = 0; i < model_table_clauses_count; i++) {
        if (strcmp(model_table_clauses[i].id, id) == 0)
            return &model_table_clauses[i];
    }
    return NULL;
}

const struct model_option *model_option_find(const char *name)
{
    for (size_t i = 0; i < model_table_options_count; i++) {
        if (strcmp(model_table_options[i].name, name) == 0)
            return &model_table_options[i];
    }
    return NULL;
}

const struct model_error_kind *model_error_kind_find(const char *name)
{
    for (size_t i = 0; i < model_table_error_kinds_count; i++) {
        if (strcmp(model_table_error_kinds[i].name, name) == 0)
            return &model_table_error_kinds[i];
    }
    return NULL;
}

const struct model_operation *model_operation_find(const char *op)
{
    for (size_t i = 0; i < model_table_operations_count; i++) {
        if (strcmp(model_table_operations[i].op, op) == 0)
            return &model_table_operations[i];
    }
    return NULL;
}
