/* Sessions (SESSION-01, SESSION-02). */
#include <sup/session.h>

#include "inside.h"
#include "perform.h"
#include "report.h"
#include "turn.h"

#include <stdlib.h>

struct sup_session {
    struct sup_supervisor *supervisor; /* borrowed */
    uint64_t generation;
    struct sup_import_stats import_stats;
};

int sup_session_open(struct sup_supervisor *supervisor, const struct sup_session_options *options,
    const struct sup_cancel_token *token, struct sup_session **ret_session, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    struct sup_response response;
    sup_response_init(&response);
    const struct sup_request request = {
        .operation = SUP_OPERATION_OPEN_HOST_SESSION,
        .session = options,
        .token = token,
    };
    struct sup_session *session = calloc(1, sizeof(*session));
    int r = session ? 0 : report_memory(error);
    if (session)
        r = sup_request(supervisor, &request, &response, error);
    if (session && r == 0) {
        session->supervisor = supervisor;
        session->generation = response.worker_generation;
        session->import_stats = response.import_stats;
        sup_import_stats_init(&response.import_stats);
        *ret_session = session;
    } else {
        free(session);
    }
    sup_response_release(&response);
    report_end(&place);
    return r;
}

void sup_session_free(struct sup_session *session)
{
    if (!session)
        return;
    sup_import_stats_release(&session->import_stats);
    free(session);
}

bool sup_session_is_valid(struct sup_session *session)
{
    struct sup_supervisor *supervisor = session->supervisor;
    struct turn turn;
    turn_take_to_look(&turn, supervisor);
    if (!turn.borrowed)
        (void)supervisor_look(supervisor, turn.error);
    bool valid =
        supervisor->machine.generation == session->generation && machine_has_child(supervisor->machine.state);
    turn_give(&turn, 0);
    return valid;
}

uint64_t sup_session_generation(const struct sup_session *session)
{
    return session->generation;
}

const struct sup_import_stats *sup_session_import_stats(const struct sup_session *session)
{
    return &session->import_stats;
}

int sup_session_request(struct sup_session *session, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error)
{
    return supervisor_request(session->supervisor, request, session->generation, ret_response, ret_error);
}

static int perform_in_session(void *target, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error)
{
    return sup_session_request(target, request, ret_response, ret_error);
}

int sup_session_command(struct sup_session *session, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct performer performer = {perform_in_session, session};
    return perform_command(&performer, command, token, ret_error);
}

int sup_session_stream(struct sup_session *session, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct performer performer = {perform_in_session, session};
    return perform_stream_command(&performer, command, token, ret_error);
}

int sup_session_validate_metadata(struct sup_session *session,
    const struct sup_metadata_expectation *expectation, const struct sup_cancel_token *token,
    struct sup_text *ret_metadata, struct sup_error *ret_error)
{
    const struct performer performer = {perform_in_session, session};
    return perform_metadata(&performer, expectation, token, ret_metadata, ret_error);
}
