/*
 * The one result of a run. The runner fills it, result_finish judges it, and every report is written from it,
 * so that all of them give the same numbers.
 *
 * Order of use: result_init, result_set_run, result_set_subject, expectations (expect.h), one
 * result_append_scenario for each scenario, result_mark_state / result_mark_transition, result_finish, writers,
 * result_release.
 *
 * Ownership: everything that goes in is copied; everything inside belongs to the result and lives until
 * result_release. Pure: no clock, no file, no process. Not thread-safe. Functions return 0 or -ENOMEM unless
 * they say otherwise.
 */
#ifndef CHILDPROOF_REPORT_RESULT_H
#define CHILDPROOF_REPORT_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RESULT_SCHEMA "childproof.report/1"

/* Exit statuses of a run; usage errors (64) are the command line's. */
#define RESULT_EXIT_CONFORMANT     0
#define RESULT_EXIT_NOT_CONFORMANT 1
#define RESULT_EXIT_NO_VERDICT     2

/* The words of every verdict. UNTESTED is for clauses only. */
enum result_word {
    RESULT_WORD_PASS,
    RESULT_WORD_FAIL,
    RESULT_WORD_NON_STRICT,
    RESULT_WORD_UNSUPPORTED,
    RESULT_WORD_NOT_APPLICABLE,
    RESULT_WORD_INCONCLUSIVE,
    RESULT_WORD_ADAPTER_ERROR,
    RESULT_WORD_KNOWN_FAILURE,
    RESULT_WORD_UNEXPECTED_PASS,
    RESULT_WORD_UNTESTED,
    RESULT_WORD_COUNT
};

/* What became of a scenario before its violations are looked at. */
enum result_outcome {
    RESULT_OUTCOME_RAN,            /* to its end, or to a failing check: the violations decide */
    RESULT_OUTCOME_UNSUPPORTED,    /* the subject does not claim what it needs */
    RESULT_OUTCOME_NOT_APPLICABLE, /* it says nothing about this subject; `reason` says why */
    RESULT_OUTCOME_INCONCLUSIVE,   /* it ran, but proves nothing either way; `reason` says why */
    RESULT_OUTCOME_ADAPTER_ERROR,  /* the adapter broke its protocol, or could not be started */
    RESULT_OUTCOME_COUNT
};

enum result_level {
    RESULT_LEVEL_FAIL,         /* a MUST is broken */
    RESULT_LEVEL_NON_STRICT,   /* a SHOULD is missed */
    RESULT_LEVEL_INCONCLUSIVE, /* broken in appearance, but the machine may be to blame */
    RESULT_LEVEL_COUNT
};

/* One broken clause in one scenario. Strings may be NULL where nothing is known. */
struct result_violation {
    const char *clause;      /* NULL or "": the scenario's first */
    const char *clause_text; /* NULL: result_finish takes it from the model */
    enum result_level level;
    uint64_t event;   /* number of the event in the trace; 0: the whole trace */
    int64_t event_ns; /* the event's time since the scenario's start; -1: unknown */
    const char *expected;
    const char *happened;
    const char *states;   /* the states that were possible, as text */
    const char *found_by; /* "machine", "invariant NAME", "timed NAME", "check" */
    const char *file;     /* of the check, where one found it */
    int line;             /* 0: none */
    bool known;           /* out: an expectation explains it (set by result_append_scenario) */
};

struct result_scenario {
    const char *id;   /* "stream/abort_between_rows"; required */
    const char *file; /* as it should be shown */
    const char *summary;
    const char *profile;
    const char *const *clauses; /* the first is the main one */
    size_t clause_count;
    enum result_outcome outcome;
    const char *reason; /* one line: for every outcome but RAN */
    /* Everything that was looked at: the adapter's answers and events, the child's events, explicit checks.
     * A scenario that RAN with 0 is inconclusive: nothing is green because nothing happened. */
    uint64_t checks;
    uint64_t duration_ms;
    /* A scenario that ran out of time: what it was allowed, what it took, what it waited for. 0: it did not. */
    uint64_t timeout_planned_ms;
    uint64_t timeout_ran_ms;
    const char *timeout_waiting_for;
    const struct result_violation *violations;
    size_t violation_count;
    const char *const *last_events; /* one line each, oldest first, with time and party; not kept of a pass */
    size_t last_event_count;
    const char *adapter_stderr; /* tail of the adapter's log */
    const char *rerun;          /* the exact command that runs it again */
    const char *trace_path;     /* NULL: no trace was kept */

    enum result_word word;       /* out: set by result_append_scenario */
    const char *expected_reason; /* out: the expectation's reason, for KNOWN_FAILURE and UNEXPECTED_PASS */
};

enum result_expectation_state {
    RESULT_EXPECTATION_USED,    /* it explained a failure */
    RESULT_EXPECTATION_STALE,   /* what it names passes, or does not exist any more: fails the run */
    RESULT_EXPECTATION_NOT_RUN, /* what it names was not judged in this run */
    RESULT_EXPECTATION_STATE_COUNT
};

struct result_expectation {
    const char *glob;   /* of scenario ids, as fnmatch(3) without flags: `*` crosses slashes */
    const char *clause; /* NULL: every clause */
    const char *reason;
    const char *file; /* where it stands */
    int line;
    size_t matched;   /* scenarios of this run that the glob names */
    size_t judged;    /* … of them, those with a verdict of pass or fail */
    size_t explained; /* violations (or failed scenarios) that it explains */
    enum result_expectation_state state;
};

/* One row of a benchmark that was made beside the run; all as it should be shown, NULL where nothing is known. */
struct result_figure {
    const char *what;
    const char *floor;    /* of a bare loop that does the same */
    const char *measured; /* of the subject */
    const char *ratio;
    const char *target;
    const char *outcome; /* "met", "missed", "skipped" */
    const char *note;
};

struct result_run {
    const char *tool_version;
    const char *spec;        /* revision of SPEC.md */
    const char *command;     /* the whole command line, as it should be shown */
    int64_t started_unix_ms; /* wall clock */
    uint64_t duration_ms;
    uint64_t seed;
    uint32_t jobs;
    uint32_t shard_index; /* from 1; 0: not sharded */
    uint32_t shard_count;
    /* The run was made on a selection (a filter), so what is absent from it proves nothing. A shard is one in any
     * case; this is for what would still be missing when all shards are merged. */
    bool partial;
    const char *cut_short; /* NULL, or why the run ended before its plan did ("interrupted by SIGINT") */
    size_t planned;        /* scenarios that were selected; more than were appended: the run was cut short */
};

struct result_subject {
    const char *command; /* of the adapter */
    const char *name;
    const char *version;
    const char *language;
    const char *spec; /* the revision that it says it implements */
    const char *const *profiles;
    size_t profile_count;
    const char *const *features;
    size_t feature_count;
    bool display;
};

/* What result_finish needs of the model; a caller fills it from oracle/model.h. Borrowed for the call. */
struct result_clause_def {
    const char *id;
    const char *level; /* "MUST", "SHOULD", "MAY" */
    const char *profile;
    const char *area;
    const char *text;
    const char *reason_untested; /* NULL: it should have a scenario */
};

struct result_transition_def {
    const char *id; /* "deadline-passed-busy" */
    const char *from;
    const char *event;
    const char *to;
    const char *clause; /* NULL: none */
    const char *unseen; /* why no scenario can be counted on to take it; NULL or "" where one does */
};

struct result_model {
    const struct result_clause_def *clauses;
    size_t clause_count;
    const char *const *states;
    size_t state_count;
    const struct result_transition_def *transitions;
    size_t transition_count;
};

/* One clause after result_finish. */
struct result_clause {
    const char *id;
    const char *level;
    const char *profile;
    const char *area;
    const char *text;
    enum result_word word;
    const char *reason; /* why it is neither pass nor fail; NULL otherwise */
    size_t *scenarios;  /* indexes of those that list it or break it */
    size_t scenario_count;
};

struct result_state {
    const char *name;
    bool covered;
};

struct result_transition {
    const char *id;
    const char *from;
    const char *event;
    const char *to;
    const char *clause;
    const char *unseen; /* NULL or "": nothing explains that it was missed */
    bool covered;
};

enum result_conformance {
    RESULT_CONFORMANT,
    RESULT_NOT_CONFORMANT,
    RESULT_NO_VERDICT,
    RESULT_CONFORMANCE_COUNT
};

/* Something about the run as a whole that keeps it from being conformant, or from exit status 0. */
struct result_finding {
    enum result_conformance conformance; /* what it does to the verdict; CONFORMANT: nothing */
    int exit_status;
    const char *text;
};

/* All counts of all reports come from here. */
struct result_summary {
    /* Speaks of the subject; the exit status speaks of the run. They part in two cases: NOT_CONFORMANT with
     * exit status 0 where every failure was expected (--expect), CONFORMANT with 1 where only an expectation
     * is stale. */
    enum result_conformance conformance;
    int exit_status;
    const char *statement; /* one sentence for people */
    size_t scenario_total;
    size_t scenarios[RESULT_WORD_COUNT];
    size_t clause_total;
    size_t clauses[RESULT_WORD_COUNT];
    size_t claimed_total;  /* clauses of the profiles that the subject claims */
    size_t claimed_tested; /* … of them, those that some scenario judged */
    size_t claimed_kept;   /* … and found kept */
    size_t violations;     /* unexpected ones of level FAIL */
    size_t timeouts;       /* scenarios that ran out of time */
    size_t stale;          /* expectations that are stale */
    size_t states_covered;
    size_t transitions_covered;
    struct result_finding *findings;
    size_t finding_count;
};

struct text_arena; /* where the strings and arrays of a result live */

struct result {
    struct text_arena *arena;
    struct result_run run;
    struct result_subject subject;
    struct result_expectation *expectations;
    size_t expectation_count;
    struct result_figure *figures;
    size_t figure_count;
    struct result_scenario *scenarios; /* sorted by id after result_finish */
    size_t scenario_count;
    struct result_clause *clauses;
    size_t clause_count;
    struct result_state *states;
    size_t state_count;
    struct result_transition *transitions;
    size_t transition_count;
    struct result_summary summary;
    bool finished;

    /* private: growth of the arrays above, and marks made before the model is known */
    size_t expectation_room;
    size_t figure_room;
    size_t scenario_room;
    bool *state_marks;
    size_t state_mark_count;
    bool *transition_marks;
    size_t transition_mark_count;
};

/* An empty result. Cannot fail; release it in any case. */
void result_init(struct result *result);
void result_release(struct result *result);

/* Copies what is known of the run and of the subject. May be called again: duration_ms and cut_short are
 * known at the end only. */
int result_set_run(struct result *result, const struct result_run *run);
int result_set_subject(struct result *result, const struct result_subject *subject);

/* Adds an expected failure; all of them before the first scenario. -EBUSY: a scenario is there already. */
int result_append_expectation(struct result *result, const struct result_expectation *expectation);

/* Adds one row of figures, in the order in which they are shown. They decide no verdict. */
int result_append_figure(struct result *result, const struct result_figure *figure);

/* Copies one scenario with its violations and judges it under the expectations. *ret_scenario (may be NULL) is
 * valid until the next call that appends. */
int result_append_scenario(struct result *result, const struct result_scenario *scenario,
    const struct result_scenario **ret_scenario);

/* Marks a state or a transition of the model, by its index there, as visited by some scenario. */
int result_mark_state(struct result *result, size_t state);
int result_mark_transition(struct result *result, size_t transition);

/* True where scenarios are missing by intention: a filter, a shard. */
bool result_is_selection(const struct result *result);

/* Judges the whole: clauses, coverage, stale expectations, summary and exit status. Once, at the end.
 *
 * A clause is `fail` where an unexplained MUST violation names it, else known-failure where an explained one
 * does, else inconclusive, non-strict or adapter-error in that order, else `pass` where a scenario that lists it
 * passed, else unsupported, not-applicable or untested.
 *
 * Exit status 1: an unexpected failure, a stale expectation, or a claimed profile of which nothing was
 * exercised. 2: nothing was judged, a MUST is inconclusive, a scenario ended in an adapter error, or the run
 * was cut short. Else 0. */
int result_finish(struct result *result, const struct result_model *model);

/* "pass", "not-applicable", … ; never NULL. */
const char *result_word_text(enum result_word word);
const char *result_outcome_text(enum result_outcome outcome);
const char *result_level_text(enum result_level level);
const char *result_conformance_text(enum result_conformance conformance);
const char *result_expectation_state_text(enum result_expectation_state state);

/* The inverse: 0 and *ret_word, or -EINVAL. */
int result_word_parse(const char *text, enum result_word *ret_word);
int result_outcome_parse(const char *text, enum result_outcome *ret_outcome);
int result_level_parse(const char *text, enum result_level *ret_level);

#endif
