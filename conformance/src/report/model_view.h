/* The specification's tables in the form that result_finish takes. Owner of the arrays, not of their strings. */
#ifndef CHILDPROOF_REPORT_MODEL_VIEW_H
#define CHILDPROOF_REPORT_MODEL_VIEW_H

#include "report/result.h"

/* A view of oracle/model.h's tables; free it with model_view_free. 0 or -ENOMEM. */
int model_view_new(struct result_model **ret_model);
void model_view_free(struct result_model *model);

#endif
