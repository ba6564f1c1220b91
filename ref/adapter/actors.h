/* The verbs of the profile actor. */
#ifndef ADAPTER_ACTORS_H
#define ADAPTER_ACTORS_H

#include "adapter.h"

void actors_run_open(struct call *call);
void actors_run_submit(struct call *call);
void actors_run_facts(struct call *call);
void actors_run_stop(struct call *call);

#endif
