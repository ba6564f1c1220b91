/* A session: what a child has imported for its caller, and the right to run commands on exactly that child.
 *
 * A session belongs to one generation. Once the child was replaced, by whomever and for whatever reason, or is gone, the
 * session is invalid: its requests are refused with unsupported_request, operation `worker_session_invalidated`, and
 * nothing is sent (SESSION-02). That includes a policy restart that the request itself brought about (FIX-21): the fresh
 * child never sees a request of the old session. A request whose token was set beforehand leaves the session valid
 * (FIX-20).
 *
 * Threads. As for the supervisor, which the session borrows: the supervisor has to outlive the last call on the session,
 * not the session itself. */
#ifndef SUP_SESSION_H
#define SUP_SESSION_H

#include <sup/command.h>
#include <sup/error.h>
#include <sup/request.h>
#include <sup/supervisor.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sup_session;

/* Sends open_host_session, which is import-like (SESSION-01). TOKEN may be NULL.
 * Returns 0 and a session, to be freed by sup_session_free; or minus a kind, as sup_request. */
int sup_session_open(struct sup_supervisor *supervisor, const struct sup_session_options *options,
    const struct sup_cancel_token *token, struct sup_session **ret_session, struct sup_error *ret_error);

/* Frees the handle; the child keeps what it imported. Accepts NULL. May come after the supervisor was freed. */
void sup_session_free(struct sup_session *session);

/* True while the child that opened SESSION lives; looks at the child. Waits for a call in flight. */
bool sup_session_is_valid(struct sup_session *session);

/* The generation it was opened in. */
uint64_t sup_session_generation(const struct sup_session *session);

/* What the child reported about its imports. Borrowed from SESSION. */
const struct sup_import_stats *sup_session_import_stats(const struct sup_session *session);

/* sup_request for this session's child only. Returns 0 or minus a kind, as sup_request, or unsupported_request
 * (`worker_session_invalidated`). */
int sup_session_request(struct sup_session *session, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error);

/* sup_command_run and sup_stream_command_run for this session's child only. */
int sup_session_command(struct sup_session *session, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int sup_session_stream(struct sup_session *session, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
