/* Typed commands: requests and answers as the caller's own types, turned into JSON and back by the caller's functions
 * (SESSION-04). The library never looks into the JSON; it decides what is sent, what is charged to whom, and what becomes
 * of the child:
 *
 *   encode_request fails    typed_command_request_encode    nothing is sent, nothing is counted
 *   decode_row fails        typed_command_row_decode        the child is replaced (STREAM-07, see sup_sinks)
 *   decode_response fails   typed_command_response_decode   the child stays usable
 *   decode_summary fails    typed_command_summary_decode    the child stays usable
 *
 * Callbacks run on the thread of the call and return 0, or anything else to fail; MESSAGE (SUP_SINK_MESSAGE_BYTES_MAX
 * bytes, empty on entry) may be given a reason, ended by NUL. The encoder runs before the supervisor's turn is taken, the
 * decoders of response and summary after it was given back: they may call the supervisor. */
#ifndef SUP_COMMAND_H
#define SUP_COMMAND_H

#include <sup/error.h>
#include <sup/request.h>
#include <sup/supervisor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Puts the JSON text of the request into RET_JSON (empty on entry), by sup_text_assign. */
typedef int sup_encode_request(void *context, struct sup_text *ret_json, char *message);

/* A command with one answer. Borrowed for the duration of the call. */
struct sup_command {
    const char *export_name;
    void *context;                      /* handed to the callbacks */
    sup_encode_request *encode_request; /* NULL: the request is null */
    /* JSON is the text that the export returned, ended by a NUL that BYTES does not count. NULL: it is dropped. */
    int (*decode_response)(void *context, const char *json, size_t bytes, char *message);
};

/* A command that streams rows. `sinks.decode_row` decodes them. Borrowed for the duration of the call. */
struct sup_stream_command {
    const char *export_name;
    void *context; /* of the two callbacks here; the sinks have one of their own */
    sup_encode_request *encode_request;
    const struct sup_sinks *sinks;
    /* SUMMARY is borrowed; its `metadata` is JSON text. NULL: it is dropped. */
    int (*decode_summary)(void *context, const struct sup_stream_summary *summary, char *message);
};

/* Run a command on the child that SUPERVISOR has just now. TOKEN may be NULL.
 * Return 0 or minus a kind: the four above, or as sup_request. */
int sup_command_run(struct sup_supervisor *supervisor, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);
int sup_stream_command_run(struct sup_supervisor *supervisor, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
