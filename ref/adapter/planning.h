/* The verb of the profile planner. */
#ifndef ADAPTER_PLANNING_H
#define ADAPTER_PLANNING_H

#include "adapter.h"

void planning_run(struct call *call);

#endif
