/* Private to result_finish: from counted clauses and scenarios to findings, one verdict, one exit status. */
#ifndef CHILDPROOF_REPORT_CONCLUDE_H
#define CHILDPROOF_REPORT_CONCLUDE_H

#include "report/result.h"

/* Fills findings, conformance, exit_status and statement of the summary, whose counts are there. 0 or -ENOMEM. */
int result_conclude(struct result *result);

#endif
