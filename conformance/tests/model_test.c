/* The model's tables and their texts: complete, consistent, and found by name. */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "oracle/model.h"
#include "shared/json.h"

static char *text_of(int (*write)(FILE *file, const void *argument), const void *argument, int *ret_result)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    *ret_result = write(file, argument);
    fclose(file);
    return text;
}

static int write_model(FILE *file, const void *argument)
{
    return model_write_text(*(const enum model_text_format *)argument, file);
}

static int write_explanation(FILE *file, const void *argument)
{
    return model_explain_clause(argument, file);
}

static size_t two_for_wire(const char *clause, void *arg)
{
    (void)arg;
    return strncmp(clause, "WIRE-", 5) == 0 ? 2 : 0;
}

static int write_matrix(FILE *file, const void *argument)
{
    (void)argument;
    return model_write_matrix(two_for_wire, NULL, file);
}

START_TEST(each_clause_is_found_by_its_id_and_says_how_it_is_checked)
{
    size_t count;
    const struct model_clause *clauses = model_clauses(&count);
    ck_assert_uint_ge(count, 100);
    for (size_t i = 0; i < count; i++) {
        ck_assert_ptr_eq(model_clause_find(clauses[i].id), &clauses[i]);
        ck_assert(clauses[i].reserved || clauses[i].text[0]);
        ck_assert(clauses[i].reserved || clauses[i].checked_by || clauses[i].reason_untested[0]);
    }
    ck_assert_ptr_null(model_clause_find("WIRE-99"));
}
END_TEST

START_TEST(transitions_and_answers_name_states_that_exist)
{
    size_t states;
    size_t count;
    (void)model_states(&states);
    ck_assert_uint_le(states, MODEL_STATES_MAX);
    const struct model_transition *transitions = model_transitions(&count);
    ck_assert_uint_le(count, MODEL_TRANSITIONS_MAX);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_lt(transitions[i].from, states);
        ck_assert_uint_lt(transitions[i].to, states);
        ck_assert_ptr_nonnull(model_clause_find(transitions[i].clause));
    }
    const struct model_answer *answers = model_answers(&count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_lt(answers[i].before, UINT32_C(1) << states);
        ck_assert_uint_ne(answers[i].after, 0);
        ck_assert_ptr_nonnull(model_clause_find(answers[i].clause));
    }
}
END_TEST

START_TEST(options_have_the_defaults_and_bounds_of_the_specification)
{
    ck_assert_uint_eq(model_option_find("startup_timeout_ms")->value, 10000);
    ck_assert_uint_eq(model_option_find("request_timeout_ms")->value, 30000);
    ck_assert_uint_eq(model_option_find("max_frame_bytes")->floor, 65536);
    ck_assert_uint_eq(model_option_find("max_frame_bytes")->ceiling, 268435456);
    ck_assert_uint_eq(model_option_find("request_timeout_ms")->ceiling, UINT64_MAX);
    ck_assert(!model_option_find("policy.max_requests")->has_default);
    ck_assert_ptr_null(model_option_find("colour"));
}
END_TEST

START_TEST(operations_say_what_the_oracle_asks_of_them)
{
    ck_assert(model_operation_find("open_host_session")->import_like);
    ck_assert(!model_operation_find("health")->import_like);
    ck_assert(model_operation_find("verify_declaration")->absorbs_abort);
    ck_assert_str_eq(model_operation_find("run_data_stream")->error_name, "worker_run_data_stream");
    ck_assert_str_eq(model_operation_find("elaborate")->status, "elaboration");
    ck_assert_str_eq(model_operation_find("elaborate")->error_name, "worker_elaborate");
    ck_assert_str_eq(model_operation_find("trigger_lean_panic")->status, "");
    ck_assert_str_eq(model_error_kind_find("restart_limit_exceeded")->required, "restarts window_ms");
}
END_TEST

START_TEST(the_model_as_json_is_json_and_names_the_revision)
{
    enum model_text_format format = MODEL_TEXT_FORMAT_JSON;
    int result;
    char *text = text_of(write_model, &format, &result);
    ck_assert_int_eq(result, 0);
    struct json *model = NULL;
    ck_assert_int_eq(json_parse(text, strcspn(text, "\n"), &model, NULL), 0);
    ck_assert_str_eq(json_get_string(model, "spec", ""), model_revision());
    ck_assert_uint_ge(json_count(json_get(model, "clauses")), 100);
    json_free(model);
    free(text);
}
END_TEST

START_TEST(each_text_names_every_state)
{
    enum model_text_format format = (enum model_text_format)_i;
    int result;
    char *text = text_of(write_model, &format, &result);
    ck_assert_int_eq(result, 0);
    size_t count;
    const struct model_state *states = model_states(&count);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(strstr(text, states[i].name) != NULL, "%s", states[i].name);
    free(text);
}
END_TEST

START_TEST(a_clause_is_explained_with_what_hangs_on_it)
{
    int result;
    char *text = text_of(write_explanation, "FIX-12", &result);
    ck_assert_int_eq(result, 0);
    ck_assert_ptr_nonnull(strstr(text, "FIX-12  MUST"));
    ck_assert_ptr_nonnull(strstr(text, "RESTART-09"));
    ck_assert_ptr_nonnull(strstr(text, "cycle-refused"));
    free(text);
    text = text_of(write_explanation, "RESTART-03", &result);
    ck_assert_ptr_nonnull(strstr(text, "not shown   stop_failed"));
    free(text);
    text = text_of(write_explanation, "NO-1", &result);
    ck_assert_int_eq(result, -ENOENT);
    free(text);
}
END_TEST

START_TEST(the_matrix_counts_scenarios_of_clauses)
{
    int result;
    char *text = text_of(write_matrix, NULL, &result);
    ck_assert_int_eq(result, 0);
    ck_assert_ptr_nonnull(strstr(text, "WIRE-01      MUST    supervisor          2"));
    ck_assert_ptr_nonnull(strstr(text, "\n14 of "));
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *cases = tcase_create("model");
    tcase_add_test(cases, each_clause_is_found_by_its_id_and_says_how_it_is_checked);
    tcase_add_test(cases, transitions_and_answers_name_states_that_exist);
    tcase_add_test(cases, options_have_the_defaults_and_bounds_of_the_specification);
    tcase_add_test(cases, operations_say_what_the_oracle_asks_of_them);
    tcase_add_test(cases, the_model_as_json_is_json_and_names_the_revision);
    tcase_add_loop_test(
        cases, each_text_names_every_state, MODEL_TEXT_FORMAT_MARKDOWN, MODEL_TEXT_FORMAT_MERMAID + 1);
    tcase_add_test(cases, a_clause_is_explained_with_what_hangs_on_it);
    tcase_add_test(cases, the_matrix_counts_scenarios_of_clauses);
    suite_add_tcase(suite, cases);
    return check_run(suite);
}
