/* The verbs that send a request to a child, and the parts that others need for theirs. */
#ifndef ADAPTER_REQUEST_H
#define ADAPTER_REQUEST_H

#include "adapter.h"
#include "target.h"

void request_run_health(struct call *call);
void request_run(struct call *call);
void request_run_emit_rows(struct call *call);

/* The token that the request names, or one of the call's own. */
struct sup_cancel_token *request_token(struct call *call);
/* Progress and diagnostics as the request asks for them. */
unsigned int request_channels(struct call *call);
/* The body of an open_host_session. */
const struct sup_session_options *request_read_session(struct arguments *arguments, struct wire_text body);
/* The arguments of REQUEST's operation, from the `body` of the verb `request`. */
void request_read_body(struct sup_request *request, struct arguments *arguments, struct wire_text body);
/* Makes the request with the sinks of CHANNELS and answers with what came of it. */
void request_perform(
    struct call *call, const struct target *target, struct sup_request request, unsigned int channels);

#endif
