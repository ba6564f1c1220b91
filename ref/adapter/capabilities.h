/* The verbs that start a child for a capability, or look whether that would work. */
#ifndef ADAPTER_CAPABILITIES_H
#define ADAPTER_CAPABILITIES_H

#include "adapter.h"

void capabilities_run_open(struct call *call);
void capabilities_run_check(struct call *call);
void capabilities_run_resolve_child(struct call *call);

/* The member `metadata` of OBJECT as an expectation; NULL where there is none. */
const struct sup_metadata_expectation *capabilities_read_metadata(
    struct arguments *arguments, struct wire_text object);

#endif
