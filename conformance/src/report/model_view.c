#include "report/model_view.h"

#include "oracle/model.h"

#include <errno.h>
#include <stdlib.h>

static const char *untested_reason(const struct model_clause *clause)
{
    if (clause->reserved)
        return "reserved: its profile is not specified yet";
    return clause->reason_untested[0] != '\0' ? clause->reason_untested : NULL;
}

static int view_clauses(struct result_model *model)
{
    const struct model_clause *clauses = model_clauses(&model->clause_count);
    struct result_clause_def *defs = calloc(model->clause_count + 1, sizeof(*defs));
    if (defs == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < model->clause_count; i++) {
        defs[i] = (struct result_clause_def){
            .id = clauses[i].id,
            .level = model_level_name(clauses[i].level),
            .profile = clauses[i].profile,
            .area = clauses[i].area,
            .text = clauses[i].text,
            .reason_untested = untested_reason(&clauses[i]),
        };
    }
    model->clauses = defs;
    return 0;
}

static int view_machine(struct result_model *model)
{
    const struct model_state *states = model_states(&model->state_count);
    const struct model_transition *transitions = model_transitions(&model->transition_count);
    const char **names = calloc(model->state_count + 1, sizeof(*names));
    struct result_transition_def *defs = calloc(model->transition_count + 1, sizeof(*defs));
    model->states = names;
    model->transitions = defs;
    if (names == NULL || defs == NULL)
        return -ENOMEM;
    for (size_t i = 0; i < model->state_count; i++)
        names[i] = states[i].name;
    for (size_t i = 0; i < model->transition_count; i++) {
        defs[i] = (struct result_transition_def){
            .id = transitions[i].id,
            .from = states[transitions[i].from].name,
            .event = transitions[i].event,
            .to = states[transitions[i].to].name,
            .clause = transitions[i].clause,
            .unseen = transitions[i].unseen,
        };
    }
    return 0;
}

int model_view_new(struct result_model **ret_model)
{
    struct result_model *model = calloc(1, sizeof(*model));
    if (model == NULL)
        return -ENOMEM;
    if (view_clauses(model) < 0 || view_machine(model) < 0) {
        model_view_free(model);
        return -ENOMEM;
    }
    *ret_model = model;
    return 0;
}

void model_view_free(struct result_model *model)
{
    if (model == NULL)
        return;
    free((void *)model->clauses);
    free((void *)model->states);
    free((void *)model->transitions);
    free(model);
}
