/* The verbs of the profile pool. */
#ifndef ADAPTER_POOLS_H
#define ADAPTER_POOLS_H

#include "adapter.h"
#include "handle.h"

void pools_run_open(struct call *call);
void pools_run_acquire(struct call *call);
void pools_run_lease(struct call *call);
void pools_run_release(struct call *call);
void pools_run_snapshot(struct call *call);
void pools_run_close(struct call *call);

/* The pool of a handle that is pinned. */
struct sup_pool *pools_pool(const struct handle *handle);

#endif
