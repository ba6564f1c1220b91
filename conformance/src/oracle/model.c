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

/* Each table has the same two ways in: the whole of it, and by the name of an entry. */
#define MODEL_LIST(function, type, table)                                                                    \
    const struct type *function(size_t *ret_count)                                                           \
    {                                                                                                        \
        *ret_count = table##_count;                                                                          \
        return table;                                                                                        \
    }

#define MODEL_FIND(function, type, table, member)                                                            \
    const struct type *function(const char *name)                                                            \
    {                                                                                                        \
        for (size_t i = 0; i < table##_count; i++) {                                                         \
            if (strcmp(table[i].member, name) == 0)                                                          \
                return &table[i];                                                                            \
        }                                                                                                    \
        return NULL;                                                                                         \
    }

MODEL_LIST(model_clauses, model_clause, model_table_clauses)
MODEL_FIND(model_clause_find, model_clause, model_table_clauses, id)
MODEL_LIST(model_states, model_state, model_table_states)
MODEL_LIST(model_transitions, model_transition, model_table_transitions)
MODEL_LIST(model_answers, model_answer, model_table_answers)
MODEL_LIST(model_timed_rules, model_timed_rule, model_table_timed_rules)
MODEL_LIST(model_counters, model_counter, model_table_counters)
MODEL_LIST(model_options, model_option, model_table_options)
MODEL_FIND(model_option_find, model_option, model_table_options, name)
MODEL_LIST(model_error_kinds, model_error_kind, model_table_error_kinds)
MODEL_FIND(model_error_kind_find, model_error_kind, model_table_error_kinds, name)
MODEL_LIST(model_operations, model_operation, model_table_operations)
MODEL_FIND(model_operation_find, model_operation, model_table_operations, op)
