/* The verbs of the adapter protocol, as a table. */
#ifndef ADAPTER_VERBS_H
#define ADAPTER_VERBS_H

#include "adapter.h"

/* Where a verb runs and what it needs. */
enum verb_place {
    VERB_PLACE_READER, /* on the thread that reads: it never waits */
    VERB_PLACE_POOL,   /* on a thread of its own */
    VERB_PLACE_WORKER, /* likewise, with the worker that the request names */
    VERB_PLACE_TARGET, /* likewise, with the worker that it names if it names one */
    VERB_PLACE_POSTED, /* on the thread that reads; what it leaves in `finish` on a thread of its own */
    VERB_PLACE_LAST,   /* likewise, and from here on the name is nobody's */
};

struct verb {
    const char *name;
    enum verb_place place;
    void (*run)(struct call *call);
};

/* NULL where there is none of that name. */
const struct verb *verb_find(const char *name);

/* Answers. Between an opening and `call_close` the verb puts members into `call->answer`. */
void call_open_ok(struct call *call);
/* An error that the adapter itself raises; its fields follow. */
void call_open_refusal(struct call *call, const char *kind);
void call_open_error(struct call *call, const struct sup_error *error);
void call_close(struct call *call);
/* Whole answers. */
void call_put_empty(struct call *call);
void call_put_error(struct call *call, const struct sup_error *error);
/* An error that the adapter itself raises. */
void call_refuse(struct call *call, const char *kind, const char *message);
/* The same with an operation of its own. */
void call_refuse_operation(struct call *call, const char *kind, const char *operation, const char *message);
void call_put_unsupported(struct call *call, const char *sentence);

#endif
