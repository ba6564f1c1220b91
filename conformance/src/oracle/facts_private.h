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

#endif
