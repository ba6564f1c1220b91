/* How a job ends: the adapter is told to leave and must; what it left behind is recorded, ended and reaped. */
#ifndef RUNNER_JOB_CLOSE_H
#define RUNNER_JOB_CLOSE_H

#include "runner/job.h"

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
