/*
 * The specification as data. Its source is conformance/model/ (Lua tables), compiled into constant tables when
 * the program is built. Everything returned here lives as long as the program; nothing is ever NULL unless a
 * comment says so. All functions are pure and may be called from any thread.
 */
#ifndef CHILDPROOF_ORACLE_MODEL_H
#define CHILDPROOF_ORACLE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The revision of SPEC.md that these tables hold: "1". */
const char *model_revision(void);

/* ---- clauses ---- */

enum model_level {
    MODEL_LEVEL_MUST,
    MODEL_LEVEL_SHOULD,
    MODEL_LEVEL_MAY,
};

/* How a clause is checked; a clause may be checked in several ways. */
enum model_check {
    MODEL_CHECK_MACHINE = 1 << 0,
    MODEL_CHECK_INVARIANT = 1 << 1,
    MODEL_CHECK_TIMED = 1 << 2,
    MODEL_CHECK_SCENARIO = 1 << 3,
    MODEL_CHECK_INSPECTION = 1 << 4, /* not by a run: by reading the implementation */
};

struct model_clause {
    const char *id;              /* "SHUT-02" */
    enum model_level level;      /* RFC 2119 */
    const char *profile;         /* "supervisor", "stream", "display", "session", "pool", … */
    const char *area;            /* "wire", "spawn", "request", … : a chapter of SPEC.md */
    const char *text;            /* what it says; "" for a reserved one */
    const char *rationale;       /* why; "" where it goes without saying */
    const char *related;         /* space-separated IDs that refine it or are refined by it; "" for none */
    unsigned checked_by;         /* enum model_check, or-ed; 0: by nothing */
    const char *reason_untested; /* why it cannot be seen from outside; "" where it is checked */
    const char
        *reason_partly; /* which part of it cannot be seen from outside, and why; "" where all is checked */
    bool reserved;      /* the ID stands for a profile that is not specified yet */
};
const struct model_clause *model_clauses(size_t *ret_count);
/* NULL where there is none of that id. */
const struct model_clause *model_clause_find(const char *id);
/* "MUST", "SHOULD", "MAY". */
const char *model_level_name(enum model_level level);

/* ---- the state machine ---- */

#define MODEL_STATES_MAX      16u
#define MODEL_TRANSITIONS_MAX 64u

struct model_state {
    const char *name;    /* "Idle" */
    const char *summary; /* what it means */
    bool settled;        /* a supervisor may stay in it while no call is in flight */
};
const struct model_state *model_states(size_t *ret_count);

struct model_transition {
    const char *id;     /* "deadline-passed-busy": stable */
    unsigned from;      /* index into model_states() */
    const char *event;  /* what happens */
    const char *guard;  /* under which condition; "" for none */
    unsigned to;        /* index into model_states() */
    const char *clause; /* the clause it comes from */
    uint32_t
        verbs; /* enum model_verb bits of the calls in flight that allow it; 0: it may happen at any time */
    uint32_t
        evidence; /* enum model_evidence bits of which one at least must have been seen; 0: none needed */
    const char *unseen; /* why no scenario can be counted on to take it; "" where one does */
};
const struct model_transition *model_transitions(size_t *ret_count);

/* Kinds of call that move the machine. Every operation that writes a request frame is REQUEST. */
enum model_verb {
    MODEL_VERB_SPAWN = 1 << 0,
    MODEL_VERB_REQUEST = 1 << 1,
    MODEL_VERB_CYCLE = 1 << 2,
    MODEL_VERB_SHUTDOWN = 1 << 3,
    MODEL_VERB_DROP = 1 << 4,
    MODEL_VERB_STATUS = 1 << 5,
};

/* What the trace must have shown since the call began. */
enum model_evidence {
    MODEL_EVIDENCE_RESPONSE = 1 << 0,    /* the child sent something that may be a terminal response */
    MODEL_EVIDENCE_ENDED = 1 << 1,       /* the current child ended, or closed its stdout */
    MODEL_EVIDENCE_STARTED = 1 << 2,     /* a new child reported */
    MODEL_EVIDENCE_TOKEN = 1 << 3,       /* the call's cancellation token was set */
    MODEL_EVIDENCE_OUTPUT = 1 << 4,      /* the child sent something to the request */
    MODEL_EVIDENCE_UNSOLICITED = 1 << 5, /* the child sent something while it had no request to answer */
};

/* What a call may answer: in which state it began, what it says, in which states it may leave the supervisor. */
struct model_answer {
    uint32_t verb;       /* one enum model_verb bit */
    uint32_t before;     /* states (1 << index) in which the call may have begun */
    const char *outcome; /* "ok", "timeout", "shutdown:graceful", "status:running", … */
    uint32_t after;      /* states in which it may leave the supervisor */
    uint32_t evidence;   /* enum model_evidence bits that must all have been seen */
    const char *clause;
    uint64_t proves; /* transitions (1 << index) that this answer shows to have been taken */
};
const struct model_answer *model_answers(size_t *ret_count);

/* ---- time ---- */

struct model_timed_rule {
    const char *name;       /* "request-deadline" */
    const char *from;       /* what starts the clock */
    const char *to;         /* what it ends with */
    const char *not_before; /* formula over option names, or "" */
    const char *not_after;  /* formula over option names, or "" */
    const char *clause;
};
const struct model_timed_rule *model_timed_rules(size_t *ret_count);

/* ---- counters, options, errors, operations ---- */

struct model_counter {
    const char *name;  /* "stream_failures" */
    const char *grows; /* when */
    const char *clause;
};
const struct model_counter *model_counters(size_t *ret_count);

struct model_option {
    const char *name;    /* "request_timeout_ms" */
    const char *summary; /* what it governs */
    bool has_default;    /* false: unset, so disabled */
    uint64_t value;      /* the default, where there is one */
    uint64_t floor;      /* smaller values are raised to it */
    uint64_t ceiling;    /* greater values are lowered to it; UINT64_MAX: none */
};
const struct model_option *model_options(size_t *ret_count);
/* NULL where there is none of that name. */
const struct model_option *model_option_find(const char *name);

struct model_error_kind {
    const char *name;     /* "restart_limit_exceeded" */
    const char *fields;   /* space-separated names, beside kind and message; "" for none */
    const char *required; /* those of them that must be there and not null */
    const char *meaning;
    const char *profile;
};
const struct model_error_kind *model_error_kinds(size_t *ret_count);
const struct model_error_kind *model_error_kind_find(const char *name);

struct model_operation {
    const char *op;         /* on the wire: "open_host_session" */
    const char *body;       /* shape of the request, in the notation of SPEC.md */
    const char *status;     /* the terminal status it expects; "" where every one is wrong */
    const char *result;     /* shape of that response */
    const char *error_name; /* its name in errors: "open_worker_session" */
    bool import_like;       /* POLICY-02 */
    bool streams;           /* its rows go to a sink */
    bool absorbs_abort;     /* REQ-09 */
};
const struct model_operation *model_operations(size_t *ret_count);
const struct model_operation *model_operation_find(const char *op);

/* ---- the model as text (model_text.c) ---- */

enum model_text_format {
    MODEL_TEXT_FORMAT_MARKDOWN,
    MODEL_TEXT_FORMAT_JSON,
    MODEL_TEXT_FORMAT_DOT, /* the state machine, for graphviz */
    MODEL_TEXT_FORMAT_MERMAID,
};

/* Writes the model. Returns 0 or -EIO. */
int model_write_text(enum model_text_format format, FILE *file);

/* Writes one clause with everything known about it, for people. Returns 0, -ENOENT (no such clause) or -EIO. */
int model_explain_clause(const char *id, FILE *file);

/*
 * Writes the clause matrix: one line for each clause, with the number of scenarios that name it (as counted by
 * the caller: `scenarios_of(clause, arg)`), how it is checked, or why it is not. Returns 0 or -EIO.
 */
int model_write_matrix(size_t (*scenarios_of)(const char *clause, void *arg), void *arg, FILE *file);

#endif
