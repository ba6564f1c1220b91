/* Whom a call is for: a worker, a session on one, or a lease. All take the same requests and commands. */
#ifndef ADAPTER_TARGET_H
#define ADAPTER_TARGET_H

#include "adapter.h"
#include "handle.h"

enum target_kind {
    TARGET_KIND_WORKER,
    TARGET_KIND_SESSION,
    TARGET_KIND_LEASE,
};

struct target {
    enum target_kind kind;
    struct sup_supervisor *supervisor; /* with WORKER */
    struct sup_session *session;       /* with SESSION */
    struct sup_lease *lease;           /* with LEASE */
    struct handle *handle;             /* pinned; NULL with WORKER */
};

/* A session under its name, with the worker that it was opened on. */
struct session {
    struct sup_session *session;
    char *worker;
    uint64_t worker_serial; /* another worker may get the name */
};

/* The worker that the call was started with. */
struct target target_worker(struct call *call);
/*
 * What the members `session` or `worker` of the request name. False: the call was answered already. To be ended by
 * target_release.
 */
bool target_find(struct call *call, struct target *ret_target);
void target_release(struct call *call, struct target *target);

int target_request(const struct target *target, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error);
int target_command(const struct target *target, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int target_stream(const struct target *target, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int target_validate_metadata(const struct target *target, const struct sup_metadata_expectation *expectation,
    const struct sup_cancel_token *token, struct sup_text *ret_metadata, struct sup_error *ret_error);

#endif
