/*
 * One merged, ordered record of what the caller, the child and the kernel did in one run of one scenario.
 *
 * The runner appends; the oracle and the report read. The order of the record is an order of causes: what an
 * adapter's line depends on stands before that line. Three promises of the writer make the oracle's
 * conclusions sound, and a writer that cannot keep them must not write the event at all:
 *
 *   - a `call` is stamped before its line is written to the adapter, an `answer` after its line was read;
 *   - before an adapter's line is recorded, the control sockets (new connections too) and the pidfds of the
 *     job are drained;
 *   - a kernel `state` sample of all children of the worker stands right before each `answer` of that worker
 *     and right before each `hello` of a child of it (the new child is not in that sample).
 *
 * A failed check is an event "check" with {"ok":false,"text":…,"clause"?,"expected"?,"happened"?,"file"?,"line"?,
 * "inconclusive":true where the machine may be to blame}.
 *
 * A `hello` may name variables in "env_inherited":[NAME…] instead of showing them in "env": those that the child has
 * unchanged from the harness's own environment, whose values are nobody's business.
 *
 * Memory that cannot be had ends the process, as in json.h. Thread rules: a trace belongs to one thread at a time.
 *
 * The file form is JSON lines: a header object, then one object for each event:
 *   {"trace":"childproof.trace/1","spec":"1","scenario":…,"file":…,"profile":…,"clauses":[…],"config":{…},
 *    "time":{"speed":N} or {"step_wall":true} or absent,"subject":{…},"features":[…]}
 *   {"n":1,"t":NS,"src":"driver","ev":NAME,"worker":S?,"gen":N?,"pid":N?,"call":ID?,"body":{…}?}
 */
#ifndef CHILDPROOF_TRACE_TRACE_H
#define CHILDPROOF_TRACE_TRACE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

struct json;
struct trace;

#define TRACE_SCHEMA          "childproof.trace/1"
#define TRACE_EVENTS_MAX      1000000u
#define TRACE_LINE_BYTES_MAX  (9u * 1024u * 1024u)
#define TRACE_NAME_BYTES_MAX  64u
#define TRACE_GENERATION_NONE (-1)

enum trace_source {
    TRACE_SOURCE_DRIVER,
    TRACE_SOURCE_CHILD,
    TRACE_SOURCE_KERNEL,
    TRACE_SOURCE_HARNESS,
};

/* Strings and body belong to the trace and live as long as it does. */
struct trace_event {
    uint64_t n;               /* 1, 2, 3 …; given by the trace */
    int64_t t_ns;             /* since the scenario's start, CLOCK_MONOTONIC */
    enum trace_source source; /* who reports it */
    const char *name;         /* "call", "answer", "hello", "exited" … */
    const char *worker;       /* NULL: of no worker */
    int generation;           /* of the child, from 0; TRACE_GENERATION_NONE: of none */
    pid_t pid;                /* 0: none */
    uint64_t call;            /* id of the call; 0: none */
    const struct json *body;  /* an object; NULL: empty */
};

/*
 * A new, empty trace. header: an object, taken (also on failure); NULL gives {"trace":…,"spec":"1"}. Missing
 * members "trace" and "spec" are not added to a header that is given. Returns 0 or -EINVAL (header is not an
 * object); *ret is written on success only. Free with trace_free.
 */
int trace_new(struct json *header, struct trace **ret);
void trace_free(struct trace *trace);

/*
 * Appends one event. Of fields, n and body are ignored and the strings are copied; body is taken, also on
 * failure, and may be NULL. Returns 0, -EINVAL (no name, a name or worker over TRACE_NAME_BYTES_MAX, body not
 * an object) or -ENOBUFS (TRACE_EVENTS_MAX reached). ret_n may be NULL.
 */
int trace_append(struct trace *trace, const struct trace_event *fields, struct json *body, uint64_t *ret_n);

const struct json *trace_header(const struct trace *trace);
size_t trace_count(const struct trace *trace);

/* The event at index (from 0), so n = index + 1; NULL past the end. Valid until the next append. */
const struct trace_event *trace_at(const struct trace *trace, size_t index);

/* The word of the file form: "driver", "child", "kernel", "harness". */
const char *trace_source_name(enum trace_source source);

/* Writes the whole trace in its file form. Returns 0 or -EIO. */
int trace_write(const struct trace *trace, FILE *file);

/* Writes one event as one line (with line feed), as trace_write would. Same errors. */
int trace_event_write(const struct trace_event *event, FILE *file);

/*
 * Reads a trace in its file form. Blank lines are passed over; n must count from 1. Returns 0, -EINVAL (the
 * text is wrong; *ret_error tells the line, what was expected and what to do; free() it), -ENOBUFS (a bound
 * was reached; *ret_error set too) or -EIO (*ret_error NULL). *ret is written on success only.
 */
int trace_read(FILE *file, struct trace **ret, char **ret_error);

#endif
