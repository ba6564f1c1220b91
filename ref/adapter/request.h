/* The verbs that send a request to a child. */
#ifndef ADAPTER_REQUEST_H
#define ADAPTER_REQUEST_H

#include "adapter.h"

void request_run_health(struct call *call);
void request_run(struct call *call);
void request_run_stream(struct call *call);
void request_run_emit_rows(struct call *call);

#endif
