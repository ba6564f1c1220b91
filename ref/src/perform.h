/* Typed commands over anything that performs requests: a supervisor, a session, a lease. */
#ifndef SUP_PERFORM_H
#define SUP_PERFORM_H

#include <sup/capability.h>
#include <sup/command.h>

/* Who performs: PERFORM(TARGET, …) is sup_request, sup_session_request or the like. */
struct performer {
    int (*perform)(void *target, const struct sup_request *request, struct sup_response *ret_response,
        struct sup_error *ret_error);
    void *target;
};

/* The bodies of the public functions of the same names. */
int perform_command(const struct performer *performer, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int perform_stream_command(const struct performer *performer, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int perform_metadata(const struct performer *performer, const struct sup_metadata_expectation *expectation,
    const struct sup_cancel_token *token, struct sup_text *ret_metadata, struct sup_error *ret_error);

#endif
