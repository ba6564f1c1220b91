/* What the files of a run have in common: the run itself (suite.c), and what it has to know of the subject before the first
 * scenario (suite_subject.c). */
#ifndef RUNNER_SUITE_INSIDE_H
#define RUNNER_SUITE_INSIDE_H

#include <signal.h>

#include "runner/job.h"
#include "runner/loop.h"
#include "runner/loss.h"
#include "runner/scratch.h"
#include "runner/suite.h"

struct slot {
    struct suite *suite;
    struct job *job; /* NULL: free */
    const struct scenario_entry *entry;
    bool done;
};

struct suite {
    const struct suite_setting *setting;
    struct result *result;
    struct suite_end *end;
    struct loop *loop;
    struct loss loss;
    struct scratch scratch;
    char proof_file[SCRATCH_PATH_MAX + 32];
    char time_file[SCRATCH_PATH_MAX + 32];
    char *time_library;
    char *wall_library;
    char *no_time; /* why fast time cannot be had; NULL: it can, or nobody asked */
    char *no_wall; /* why the wall clock cannot be stepped */
    struct subject subject;
    struct job_setting job_setting;
    struct slot slots[SUITE_JOBS_MAX];
    size_t next;
    unsigned running;
    unsigned numbers; /* of jobs, so far */
    struct loop_watch signal_watch;
    sigset_t mask_before;
    bool mask_set;
};

/* Runs one job alone, to its end; the caller looks at it and frees it. */
struct job *suite_run_alone(struct suite *suite, const struct job_plan *given);

/* Asks the adapter who it is. Returns NULL, or why it cannot be worked with (caller frees), and its log (caller frees). */
char *suite_ask(struct suite *suite, char **ret_log);
/* The subject as results have it; points into the suite and to `command`. */
void suite_describe_subject(
    const struct suite *suite, struct result_subject *ret_subject, const char *command);
/* Finds out which clocks the subject follows, as far as the scenarios want to drive any. */
void suite_probe_clocks(struct suite *suite);

#endif
