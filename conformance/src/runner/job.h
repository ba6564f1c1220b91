/* One scenario's run: its adapter, its children, its trace and its script, from the adapter's start until nothing of it is
 * left. All jobs share one loop; a job blocks nobody. */
#ifndef RUNNER_JOB_H
#define RUNNER_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "runner/adapter.h"
#include "runner/calls.h"
#include "runner/children.h"
#include "runner/driver.h"
#include "runner/loss.h"
#include "runner/record.h"
#include "runner/scratch.h"
#include "runner/subject.h"
#include "runner/wall_clock.h"
#include "shared/scenario.h"

#define JOB_HELLO_MS      10000 /* for the answer to hello */
#define JOB_CLOSE_MS      5000  /* for the adapter to leave, beyond its supervisors' shutdown time-outs */
#define JOB_LEAVE_MS      2000  /* for an adapter to end that closed its stdout */
#define JOB_EXTENDED_MOST 4     /* times its limit: so long may a phase run where the machine loses time */

/* What all jobs of a run have in common. */
struct job_setting {
    struct loop *loop;
    struct loss *loss;
    const struct scratch *scratch;
    char *const *adapter; /* argv; [0] is a path */
    const char *fake_child;
    const char *time_library; /* of fast time; NULL: none */
    const char *wall_library; /* of the stepped wall clock; NULL: none */
    const char *proof_file;   /* a scenario with a good child, for the proof that the subject can start one */
    const struct subject *subject; /* as it is known already; NULL: this job finds out */
    double timeout_scale;
    void (*look)(void *owner, const struct trace_event *event); /* NULL: nobody looks on */
    void (*adapter_started)(void *owner, pid_t pid);            /* NULL: nobody waits */
    void *look_owner;                                           /* of both */
    bool keep;                                                  /* the job's folder stays */
};

struct job_plan {
    unsigned number; /* unique in the run */
    const char *id;
    const char *file;       /* absolute path */
    const char *shown_file; /* as reports show it */
    void (*done)(
        void *owner); /* called once, from the loop, when the job's outcome stands; it may free the job */
    void *owner;
};

enum job_phase {
    JOB_PHASE_HELLO,   /* waits for the adapter to introduce itself */
    JOB_PHASE_DRIVE,   /* the scenario runs */
    JOB_PHASE_PROOF,   /* no child was due: does the subject start one at all? */
    JOB_PHASE_CLOSING, /* the adapter was told to leave */
    JOB_PHASE_DONE,
};

struct job {
    const struct job_setting *setting;
    struct job_plan plan;
    enum job_phase phase;
    struct script *script;
    struct scenario scenario;
    bool scenario_loaded;
    char folder[SCRATCH_PATH_MAX];
    char family_mark[SCRATCH_PATH_MAX + 32];
    struct wall_clock wall;
    struct recorder recorder;
    struct adapter adapter;
    pid_t adapter_pid;
    int64_t
        waited_ns; /* what the subject and its children waited for a processor, as far as it counts as lost */
    int64_t waited_raw_ns; /* … as the kernel summed it up at the last tick */
    int64_t tick_ns;       /* time of the last tick */
    struct children children;
    struct calls calls;
    struct driver driver;
    struct subject subject;
    struct call *hello_call;
    struct call *proof_call;
    struct loop_timer deadline;
    struct loop_timer finisher;
    struct loop_timer waker;  /* of a wait that nothing ends but a look */
    struct loop_timer leaver; /* set when the adapter's stdout ended before the adapter did */
    int64_t phase_start_ns;
    int64_t phase_limit_ns;
    int64_t phase_lost_start_ns;

    /* the outcome */
    char *adapter_error; /* a sentence; NULL: none */
    char *inconclusive;  /* a sentence; NULL: none */
    char *unsupported;   /* a sentence; NULL: none */
    char *not_applicable;
    bool left_by_us; /* the adapter was killed by the harness: what it left behind is not its fault */
    uint64_t timeout_planned_ms;
    uint64_t timeout_ran_ms;
    char *timeout_waiting_for;
    int64_t end_ns;
};

/* Starts a job. Never fails: what goes wrong is the job's outcome, and `done` is called in any case, later. */
struct job *job_new(const struct job_setting *setting, const struct job_plan *plan);
/* Ends what still runs and removes the job's folder. */
void job_free(struct job *job);
/* The run was interrupted: the job is done soon, inconclusive. */
void job_interrupt(struct job *job, const char *why);
/* The machine's clock ticked; lost_ns: what was lost since the last tick. */
void job_tick(struct job *job, int64_t lost_ns);

/* For the driver: */

/* Sends a call; takes `arguments` (an object without id and do). Returns the call, or NULL once the adapter is gone. */
struct call *job_call(struct job *job, const char *worker, const char *verb, struct json *arguments);
/* Has the script go on in `delay_ms`, if nothing happens before. */
void job_wake(struct job *job, int64_t delay_ms);
/* What the supervisor `worker` is to run; its folder is made at the first use. Returns NULL and *ret_error (static). */
const struct worker *job_worker(struct job *job, const char *name, const char **ret_error);
/* What the machine has taken so far, from us and from the subject. */
int64_t job_lost_ns(const struct job *job);
/* Steps the subject's wall clock. Returns 0, or -ENOTSUP where the subject does not follow: the scenario is not applicable. */
int job_step_wall(struct job *job, int64_t seconds);

#endif
