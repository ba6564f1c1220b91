/* A run: many scenarios against one adapter, several at once, into one result. Starts everything, ends everything. */
#ifndef RUNNER_SUITE_H
#define RUNNER_SUITE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "report/result.h"
#include "runner/discover.h"
#include "trace/trace.h"

#define SUITE_JOBS_MAX 256

struct suite_setting {
    char *const *adapter;                 /* argv; [0] is a path */
    const char *fake_child;               /* absolute path of the program */
    const struct scenario_set *scenarios; /* in the order in which they are to be started */
    unsigned jobs;                        /* 1 … SUITE_JOBS_MAX */
    double timeout_scale;
    const char *trace_folder; /* where the traces go, one file a scenario; NULL: nowhere */
    bool keep; /* leave the scratch folder where it is, with all that the scenarios made in it */
    /* Stop at the first scenario that fails unexpectedly or ends in an adapter error; what runs beside it is ended and not
       told of. */
    bool fail_fast;
    /* The command that runs one scenario again; caller frees. */
    char *(*rerun)(void *owner, const struct scenario_entry *entry);
    void (*subject_known)(void *owner, const struct result_subject *subject);
    void (*started)(void *owner, const char *id);
    void (*finished)(void *owner, const struct result_scenario *scenario);
    void (*look)(void *owner, const struct trace_event *event); /* NULL: nobody looks on */
    void (*adapter_started)(
        void *owner, pid_t pid); /* before its first call of a scenario; NULL: nobody waits */
    void *owner;
};

/* What suite_run says beside the result. */
struct suite_end {
    int signal;        /* that cut the run short; 0: none */
    char *trace_error; /* a trace could not be written; NULL: all were (caller frees) */
    char *kept_folder; /* the scratch folder that was left; NULL: none (caller frees) */
    /* With fail_fast, the scenario that ended the run; NULL: none did. Lives as long as the set. */
    const char *failed_first;
};

/* Runs. The result has its expectations and gets its subject and scenarios. Returns 0 or a negative errno with *ret_error (caller
   frees): nothing could be run at all. */
int suite_run(
    const struct suite_setting *setting, struct result *result, struct suite_end *ret_end, char **ret_error);

/* Asks the adapter who it is. Returns 0 and *ret_subject, or -1 and *ret_error (caller frees). */
struct subject;
int suite_ask_subject(
    char *const *adapter, const char *fake_child, struct subject *ret_subject, char **ret_error);

#endif
