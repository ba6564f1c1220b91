/* From a finished job to one line of the result: what the oracle says of its trace, and what became of the job itself. */
#ifndef RUNNER_OUTCOME_H
#define RUNNER_OUTCOME_H

#include "report/result.h"
#include "runner/job.h"

#define OUTCOME_LAST_EVENTS 24

/* Judges the job's trace and appends the scenario to `result`. `rerun`: the command that runs it again; `trace_path`: NULL where
   no trace was kept. Returns 0 or -ENOMEM; ret_scenario may be NULL. */
int outcome_append(const struct job *job, const char *rerun, const char *trace_path, struct result *result,
    const struct result_scenario **ret_scenario);

#endif
