/* The tables that conformance/model/compile.lua writes; model.c hands them out. */
#ifndef CHILDPROOF_ORACLE_MODEL_TABLES_H
#define CHILDPROOF_ORACLE_MODEL_TABLES_H

#include "oracle/model.h"

extern const char model_table_revision[];

extern const struct model_clause model_table_clauses[];
extern const size_t model_table_clauses_count;
extern const struct model_state model_table_states[];
extern const size_t model_table_states_count;
extern const struct model_transition model_table_transitions[];
extern const size_t model_table_transitions_count;
extern const struct model_answer model_table_answers[];
extern const size_t model_table_answers_count;
extern const struct model_timed_rule model_table_timed_rules[];
extern const size_t model_table_timed_rules_count;
extern const struct model_counter model_table_counters[];
extern const size_t model_table_counters_count;
extern const struct model_option model_table_options[];
extern const size_t model_table_options_count;
extern const struct model_error_kind model_table_error_kinds[];
extern const size_t model_table_error_kinds_count;
extern const struct model_operation model_table_operations[];
extern const size_t model_table_operations_count;

#endif
