/* What gathering the facts and looking them up share. */
#ifndef CHILDPROOF_ORACLE_FACTS_PRIVATE_H
#define CHILDPROOF_ORACLE_FACTS_PRIVATE_H

#include "oracle/facts.h"

/* How many calls back one is looked for that is still in flight. */
#define FACTS_IN_FLIGHT_BACK 64u

enum fact_event facts_name_event(enum trace_source source, const char *name);

/* A member of a config, or the option's default; within the option's bounds. */
uint64_t facts_option(const struct json *config, const char *key, const char *option_name);

/* The whole of a config with its defaults; free() it. */
struct fact_config *facts_config_new(const struct json *given);

/* What is known while the pass is under way, for each worker. */
struct pass_worker {
    const char *name;
    uint32_t spawn;
    uint64_t timeout_ms;
    uint64_t timeout_before_spawn;
    unsigned in_flight_count; /* calls that move the machine */
    const struct trace_event *sample;
};

struct pass {
    struct facts *facts;
    struct pass_worker *workers;
    size_t worker_count;
};

/* What the pass knows of the worker; from now on, where it is new. Valid until the next new one. */
struct pass_worker *pass_worker_of(struct pass *pass, const char *name);

/* One event each, by who tells of it. */
void pass_call(struct pass *pass, const struct trace_event *event);
void pass_answer(struct pass *pass, const struct trace_event *event);
void pass_delivery(struct pass *pass, const struct trace_event *event); /* a row, progress or a diagnostic */
void pass_child_event(struct pass *pass, const struct trace_event *event);
void pass_kernel_event(struct pass *pass, const struct trace_event *event);

#endif
