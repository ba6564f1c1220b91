/* The walk's own state, shared by the walk and by what it says of it. Private to machine*.c. */
#ifndef CHILDPROOF_ORACLE_MACHINE_H
#define CHILDPROOF_ORACLE_MACHINE_H

#include "oracle/rules.h"
#include "shared/text.h"

#define STATE_BIT(index) (UINT32_C(1) << (index))

/* The model with what the walk asks for by name, looked up once. */
struct machine {
    const struct model_state *states;
    size_t state_count;
    const struct model_transition *transitions;
    size_t transition_count;
    const struct model_answer *answers;
    size_t answer_count;
    uint32_t absent, starting, idle, idle_ended, busy, streaming, stopping, settled;
};

/* What a worker's name stood for when it was spawned again. */
struct before_spawn {
    uint32_t set;
    const struct fact_child *newest;
    bool newest_ended;
    bool lost;
};

/* One worker's walk. */
struct walk {
    const char *worker;
    uint32_t set;      /* states that are possible now */
    uint32_t anchor;   /* those that it was known to be in when the call in flight began */
    uint32_t begin;    /* those that were possible when the call in flight began */
    uint32_t verbs;    /* kinds of the calls in flight */
    uint32_t evidence; /* since the call in flight began */
    unsigned in_flight;
    const struct fact_call *call; /* the call in flight, where there is one only */
    const struct fact_child *newest;
    bool newest_ended;
    bool asked_to_terminate; /* the newest child was */
    bool awaiting;           /* the child has read a request and has sent no response to it */
    struct before_spawn before_spawn;
    bool lost; /* something impossible was reported: no more is said of this supervisor */
};

#define WALKS_MAX 64u

struct walker {
    struct machine machine;
    const struct facts *facts;
    struct findings *findings;
    struct verdict *verdict;
    struct walk walks[WALKS_MAX];
    size_t walk_count;
};

/* ---- machine_report.c ---- */

void machine_visit_states(struct walker *walker, uint32_t set);
void machine_visit_named(struct walker *walker, const char *id);

/* The transitions that an answer proves, and those that it proves only with what else was seen. */
void machine_visit_proved(struct walker *walker, const struct fact_call *call, uint64_t proved);
void machine_visit_refused(struct walker *walker, const struct walk *walk, const struct fact_call *call);
void machine_visit_crash_or_stale(
    struct walker *walker, const struct walk *walk, const struct fact_call *call);

/* Something impossible: reports it and gives this supervisor up. */
void machine_report(struct walker *walker, struct walk *walk, const struct trace_event *event,
    const char *clause, uint32_t states, const char *expected, const char *happened);
void machine_report_answer(struct walker *walker, struct walk *walk, const struct fact_call *call);

#endif
