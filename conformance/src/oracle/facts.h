/*
 * A trace, put in order for judging: which calls there were and what became of them, which children there were
 * and what they said, which request frame belongs to which call. Gathered in one pass; judged by others.
 * Private to cp_oracle. Everything points into the trace and lives as long as the facts do.
 */
#ifndef CHILDPROOF_ORACLE_FACTS_H
#define CHILDPROOF_ORACLE_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "oracle/model.h"
#include "shared/json.h"
#include "trace/trace.h"

#define FACTS_NONE          UINT32_MAX
#define FACTS_OUTCOME_BYTES 64u
#define FACTS_NS_PER_MS     INT64_C(1000000)

/* What an event is, so that nobody compares names twice. */
enum fact_event {
    FACT_EVENT_OTHER,
    FACT_EVENT_CALL,
    FACT_EVENT_ANSWER,
    FACT_EVENT_ROW,
    FACT_EVENT_PROGRESS,
    FACT_EVENT_DIAGNOSTIC,
    FACT_EVENT_STEP_WALL,
    FACT_EVENT_HELLO,
    FACT_EVENT_SEND,
    FACT_EVENT_RECV,
    FACT_EVENT_SEND_RAW,
    FACT_EVENT_BURST,
    FACT_EVENT_SENT,
    FACT_EVENT_EXITING,
    FACT_EVENT_STDERR,
    FACT_EVENT_CLOSED,
    FACT_EVENT_STATE,
    FACT_EVENT_EXITED,
    FACT_EVENT_REAPED,
    FACT_EVENT_DESCRIPTORS,
    FACT_EVENT_ORPHAN,
    FACT_EVENT_LOSS,
    FACT_EVENT_TIMEOUT,
    FACT_EVENT_ADAPTER_ERROR,
    FACT_EVENT_END,
    FACT_EVENT_NOTE,
};

/* What a supervisor was configured with; a field that was not configured has the model's default. */
struct fact_config {
    uint64_t startup_timeout_ms;
    uint64_t request_timeout_ms;
    uint64_t shutdown_timeout_ms;
    uint64_t kill_wait_ms; /* never under the default: honouring it is optional */
    uint64_t max_frame_bytes;
    uint64_t restart_max;
    uint64_t restart_window_ms;
    bool has_max_requests, has_max_imports, has_max_rss, has_idle, has_hard_rss;
    const struct json *given; /* the config of the spawn call; may be NULL */
};

/* One process that the supervisor started. */
struct fact_child {
    const char *worker;
    int generation; /* as the harness counts: all children of this worker, from 0 */
    uint32_t spawn; /* the supervisor it belongs to: index of the spawn call; FACTS_NONE before any */
    pid_t pid;
    const struct trace_event *hello;
    const struct trace_event *configured; /* it read configure_frame_limit */
    const struct trace_event *exiting;    /* the end that it announced */
    const struct trace_event *exited;     /* the end that the kernel showed */
    const struct trace_event *reaped;
    bool sent_handshake;
    bool sent_raw;         /* bytes whose meaning the trace does not tell */
    bool killed_by_driver; /* the scenario sent it a signal that ends processes */
    uint64_t stderr_bytes;
    unsigned unanswered;              /* while gathering: requests that it read and sent no response to */
    bool disorderly;                  /* while gathering: it sent something that no request had asked for */
    uint32_t first_event, last_event; /* of its own, not the kernel's; chained by facts.next_of_child */
};

/* One call. */
struct fact_call {
    uint64_t id;
    const char *worker;                      /* "" for a call on no worker */
    const char *verb;                        /* "health", "stream", "stats" … */
    uint32_t kind;                           /* enum model_verb; 0: it does not move the machine */
    const char *op;                          /* the request frame that it writes; NULL: none */
    const struct model_operation *operation; /* of op; NULL where the model does not know it */
    uint32_t spawn;                          /* index of the spawn call of its supervisor; FACTS_NONE */
    uint64_t timeout_ms;                     /* the request timeout in force when it was made */

    struct fact_config *config; /* of a spawn call; else NULL */
    uint32_t spawn_before;      /* of a spawn call: what the name stood for before */
    uint64_t requests_within;   /* of an open_capability: requests that it wrote itself */
    uint64_t imports_within;    /* of them, import-like */

    const struct trace_event *call;
    const struct trace_event *answer;  /* NULL: none */
    const struct json *ok, *error;     /* of the answer; NULL */
    const char *unsupported;           /* of the answer; NULL */
    const char *error_kind;            /* NULL without an error */
    char outcome[FACTS_OUTCOME_BYTES]; /* in the model's words; "" without an answer */
    const struct trace_event *states;  /* the kernel's sample right before the answer; NULL */

    bool quiet;      /* no call that moves the machine was in flight on this worker beside it */
    bool overlapped; /* another call that moves the machine was in flight on this worker for a while */
    const struct trace_event *received; /* the child's receipt of its frame; NULL: not seen */
    uint32_t receiver;                  /* index of that child; FACTS_NONE */
    bool orderly;   /* up to that receipt the child had answered each request, and sent nothing else */
    bool ambiguous; /* the frame may belong to another call as well */
    uint32_t first_delivery, last_delivery; /* rows, progress, diagnostics; chained by facts.next_of_call */
    uint64_t rows;                          /* row events */
};

struct fact_stray {
    const struct trace_event *event;
};

struct facts {
    const struct trace *trace;
    struct fact_call *calls; /* in the order in which they were made */
    size_t call_count;
    /* Those that change what a pool or a lease is, in order: not the looks, of which there may be many. */
    uint32_t *pool_calls;
    size_t pool_call_count;
    struct fact_child *children; /* in the order in which they said hello */
    size_t child_count;
    bool ids_ascend; /* calls are in the order of their ids */
    struct fact_config *default_config;
    uint8_t *events;           /* for each event index: enum fact_event */
    uint32_t *next_of_child;   /* for each event index: the next event of the same child */
    uint32_t *next_of_call;    /* for each event index: the next delivery to the same call */
    struct fact_stray *strays; /* request frames that no call accounts for */
    size_t stray_count;
    const struct trace_event *end; /* the driver was done; NULL */
    double speed;                  /* of the clock of the process under test; 1: real time */
    bool clock_stepped;
    bool cut; /* the harness broke the run off */
};

struct facts *facts_gather(const struct trace *trace);
void facts_free(struct facts *facts);

/* The spawn's configuration; the defaults where spawn is FACTS_NONE. */
const struct fact_config *facts_config(const struct facts *facts, uint32_t spawn);

const struct fact_call *facts_call(const struct facts *facts, uint64_t id);
struct fact_child *facts_child(const struct facts *facts, const char *worker, int generation);

/* The child whose own event this is; NULL. */
const struct fact_child *facts_child_of_event(const struct facts *facts, const struct trace_event *event);

/* The newest child of the call's supervisor that had said hello before event n; NULL. */
const struct fact_child *facts_newest_child(
    const struct facts *facts, const struct fact_call *call, uint64_t n);

/* The request, cycle, … in flight on the worker at that event; NULL where there is none, or more than one. */
const struct fact_call *facts_call_at(
    const struct facts *facts, const char *worker, const struct trace_event *event);

/* The call failed around the start of a child, or the burial of the one before it: one may have been started that never said hello. */
bool facts_start_failed(const struct fact_call *call);

/* True if the sample shows that child as `state` ("alive", "zombie", "reaped"). */
bool facts_sample_says(const struct trace_event *sample, const struct fact_child *child, const char *state);

/* What the machine lost to scheduling between two times, as far as the harness noticed. */
int64_t facts_loss_ns(const struct facts *facts, int64_t from_ns, int64_t to_ns);
/* How long a limit is on the trace's clock: under fast time it is over sooner, though what the machine takes on top is as long as
   ever. */
int64_t facts_real_ns(const struct facts *facts, uint64_t limit_ms);

enum fact_event facts_event(const struct facts *facts, const struct trace_event *event);
bool text_is(const char *text, const char *other); /* false where either is NULL */

#endif
