/* What the adapter holds while it runs: workers and tokens by name, calls in flight by id. */
#ifndef ADAPTER_ADAPTER_H
#define ADAPTER_ADAPTER_H

#include "arguments.h"
#include "handle.h"
#include "line.h"
#include "pool.h"
#include "sink.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <sup/sup.h>

/* A supervisor under its name, from `spawn` to `drop`. */
struct worker {
    struct worker *next;
    char *name;
    uint64_t serial;                   /* never used twice */
    struct sup_supervisor *supervisor; /* NULL while it is being spawned */
    size_t calls;                      /* in flight, a `drop` included */
};

struct token {
    struct token *next;
    char *name;
    struct sup_cancel_token flag;
};

struct call;

struct adapter {
    struct writer writer;
    struct pool pool;
    pthread_mutex_t lock;   /* of all that follows */
    pthread_cond_t changed; /* a call has ended */
    struct worker *workers;
    uint64_t workers_made;
    struct handle *handles;
    struct token *tokens;
    struct call *calls;
    bool closing; /* the harness has gone: nothing may wait for it */
};

struct verb;

/* One request line, from its reading to its answer. */
struct call {
    struct pool_job job;
    struct call *next; /* among the calls in flight */
    struct adapter *adapter;
    const struct verb *verb;
    uint64_t id;
    char *text; /* the line; owned */
    struct wire_text request;
    struct arguments arguments;
    struct worker *worker; /* NULL where the verb has none */
    struct sup_cancel_token token;
    struct gate gate;
    void (*finish)(struct call *call); /* of VERB_PLACE_POSTED: waits and answers; NULL: answered already */
    void *posted;                      /* what it waits for */
    struct line answer;
};

void adapter_init(struct adapter *adapter, int output);
/*
 * Ends everything within bounds: calls in flight are cut short, every supervisor is freed. 0, or -ETIMEDOUT where a
 * call did not come back, in which case ADAPTER must not be touched again.
 */
int adapter_close(struct adapter *adapter);

/* Serves one line (without its line feed), which it copies. What is no request is reported on stderr as LINE_NUMBER. */
void adapter_serve(struct adapter *adapter, const char *text, size_t length, uint64_t line_number);

/* ---- For the verbs ---------------------------------------------------------------------------------------------- */

/* The token called NAME, made if need be; lives as long as the adapter. */
struct sup_cancel_token *adapter_token(struct adapter *adapter, const char *name);
/* Lets the sink of the call ID go on; -ENOENT where that call is not in flight. */
int adapter_release_call(struct adapter *adapter, uint64_t id);
/* Reserves NAME for a worker that is about to be spawned; NULL where it is taken. */
struct worker *adapter_reserve(struct adapter *adapter, const char *name);
/* Gives a reserved worker its supervisor, or with NULL gives the name back. */
void adapter_settle(struct adapter *adapter, struct worker *worker, struct sup_supervisor *supervisor);
/* Makes WORKER the call's own until its end, as verbs of VERB_PLACE_WORKER find it; where SERIAL is given, only the worker
 * of that serial number. False where there is none. */
bool adapter_pin(struct call *call, const char *name, const uint64_t *serial);
/* Waits until no other call uses WORKER, whose name was given up before. The caller then owns its supervisor. */
struct sup_supervisor *adapter_withdraw(struct adapter *adapter, struct worker *worker);

#endif
