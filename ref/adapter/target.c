#include "target.h"

#include "verbs.h"

struct target target_worker(struct call *call)
{
    return (struct target){.kind = TARGET_KIND_WORKER, .supervisor = call->worker->supervisor};
}

/* A worker was found when the call was started, if the request names one. */
static bool find_worker(struct call *call, struct target *ret_target)
{
    if (call->worker == NULL) {
        call_refuse(call, "bad_request", "argument `session` or `worker`: a name expected");
        return false;
    }
    *ret_target = target_worker(call);
    return true;
}

/* A session lives no longer than its worker. */
static bool find_session(struct call *call, const char *name, struct target *ret_target)
{
    struct handle *handle = handle_take(call->adapter, HANDLE_KIND_SESSION, name, NULL);
    const struct session *session = handle != NULL ? handle->object : NULL;

    if (session != NULL && adapter_pin(call, session->worker, &session->worker_serial)) {
        *ret_target =
            (struct target){.kind = TARGET_KIND_SESSION, .session = session->session, .handle = handle};
        return true;
    }
    if (handle != NULL)
        handle_give(call->adapter, handle);
    call_refuse_operation(call, "unsupported_request", "worker_session_invalidated",
        "the session was never opened, or its worker is gone");
    return false;
}

bool target_find(struct call *call, struct target *ret_target)
{
    const char *name = arguments_string(&call->arguments, call->request, "session", NULL);

    return name != NULL ? find_session(call, name, ret_target) : find_worker(call, ret_target);
}

void target_release(struct call *call, struct target *target)
{
    if (target->handle != NULL)
        handle_give(call->adapter, target->handle);
    target->handle = NULL;
}

int target_request(const struct target *target, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error)
{
    switch (target->kind) {
    case TARGET_KIND_SESSION: return sup_session_request(target->session, request, ret_response, ret_error);
    case TARGET_KIND_LEASE: return sup_lease_request(target->lease, request, ret_response, ret_error);
    case TARGET_KIND_WORKER: break;
    }
    return sup_request(target->supervisor, request, ret_response, ret_error);
}

int target_command(const struct target *target, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    switch (target->kind) {
    case TARGET_KIND_SESSION: return sup_session_command(target->session, command, token, ret_error);
    case TARGET_KIND_LEASE: return sup_lease_command(target->lease, command, token, ret_error);
    case TARGET_KIND_WORKER: break;
    }
    return sup_command_run(target->supervisor, command, token, ret_error);
}

int target_stream(const struct target *target, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    switch (target->kind) {
    case TARGET_KIND_SESSION: return sup_session_stream(target->session, command, token, ret_error);
    case TARGET_KIND_LEASE: return sup_lease_stream(target->lease, command, token, ret_error);
    case TARGET_KIND_WORKER: break;
    }
    return sup_stream_command_run(target->supervisor, command, token, ret_error);
}

int target_validate_metadata(const struct target *target, const struct sup_metadata_expectation *expectation,
    const struct sup_cancel_token *token, struct sup_text *ret_metadata, struct sup_error *ret_error)
{
    switch (target->kind) {
    case TARGET_KIND_SESSION:
        return sup_session_validate_metadata(target->session, expectation, token, ret_metadata, ret_error);
    case TARGET_KIND_LEASE:
        return sup_lease_validate_metadata(target->lease, expectation, token, ret_metadata, ret_error);
    case TARGET_KIND_WORKER: break;
    }
    return sup_metadata_validate(target->supervisor, expectation, token, ret_metadata, ret_error);
}
