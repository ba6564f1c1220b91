/* What the files of a job have in common: how it opens (job_open.c), what time its phases have (job_time.c), and how it
 * ends (job_close.c): the adapter is told to leave and must; what it left behind is recorded, ended and reaped. */
#ifndef RUNNER_JOB_PHASE_H
#define RUNNER_JOB_PHASE_H

#include "runner/job.h"

/* Loads the scenario, begins the trace and makes the folder. Returns 0, or a negative errno with the reason in
   job->inconclusive: then only job_close is left. */
int job_open(struct job *job);
/* What the machine took from a phase is added to its limit, within JOB_EXTENDED_MOST. True if there is still time. */
bool job_extend_deadline(struct job *job, int64_t now_ns);
/* Begins a phase that may take so long, times the run's scale. */
void job_enter(struct job *job, enum job_phase phase, int64_t limit_ms);
/* The adapter broke its protocol: `reason`, a sentence, is taken. The job closes. */
void job_blame_adapter(struct job *job, char *reason);
/* Tells the adapter to leave; at once with SIGKILL where it is to blame. Again is no error. */
void job_close(struct job *job);
/* The same without waiting for manners. */
void job_abandon(struct job *job);
/* The deadline of the phase passed. */
void job_take_timeout(struct job *job, int64_t now_ns);
/* The adapter has ended and is reaped. */
void job_take_adapter_end(struct job *job, const struct process_exit *how);
/* The timer's callback: nothing runs any more; tells the owner. */
void job_finish(void *owner, int64_t now_ns);

#endif
