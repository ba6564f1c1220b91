/* Typed commands (SESSION-04): encode, perform, decode. */
#include "perform.h"
#include "report.h"

#include <string.h>

static int report_typed(
    struct sup_error *error, enum sup_error_kind kind, const char *export_name, const char *message)
{
    int r = report(error, kind, "%s", message[0] ? message : "not of the expected type");
    const char *name = export_name ? export_name : "";
    (void)sup_text_assign(&error->export_name, name, strlen(name));
    return r;
}

/* Leaves RET_JSON without text where there is no encoder: the request is null then. */
static int encode(sup_encode_request *encoder, void *context, const char *export_name,
    struct sup_text *ret_json, struct sup_error *error)
{
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    if (!encoder || encoder(context, ret_json, message) == 0)
        return 0;
    return report_typed(error, SUP_ERROR_KIND_TYPED_COMMAND_REQUEST_ENCODE, export_name, message);
}

/* What a command of either kind is made of. */
struct typed {
    sup_encode_request *encoder;
    void *context;
    struct sup_request request; /* without its text, which the encoder makes */
    /* Takes the answer apart, where the command wants that. 0, or not of the type, with a reason in MESSAGE. */
    int (*decode)(const void *command, const struct sup_response *response, char *message);
    const void *command;
    enum sup_error_kind undecodable;
};

static int decode(const struct typed *typed, const struct sup_response *response, struct sup_error *error)
{
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    if (typed->decode(typed->command, response, message) == 0)
        return 0;
    return report_typed(error, typed->undecodable, typed->request.export_name, message);
}

static int perform_typed(
    const struct performer *performer, const struct typed *typed, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    struct sup_text json = {0};
    struct sup_response response;
    sup_response_init(&response);

    int r = encode(typed->encoder, typed->context, typed->request.export_name, &json, error);
    if (r == 0) {
        struct sup_request request = typed->request;
        request.request_json = json.data;
        r = performer->perform(performer->target, &request, &response, error);
    }
    if (r == 0)
        r = decode(typed, &response, error);
    sup_response_release(&response);
    sup_text_release(&json);
    report_end(&place);
    return r;
}

static int response_decode(const void *argument, const struct sup_response *response, char *message)
{
    const struct sup_command *command = argument;
    if (!command->decode_response)
        return 0;
    return command->decode_response(command->context, response->text.data, response->text.bytes, message);
}

int perform_command(const struct performer *performer, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct typed typed = {
        .encoder = command->encode_request,
        .context = command->context,
        .request =
            {
                .operation = SUP_OPERATION_JSON_COMMAND,
                .export_name = command->export_name,
                .token = token,
            },
        .decode = response_decode,
        .command = command,
        .undecodable = SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE,
    };
    return perform_typed(performer, &typed, ret_error);
}

static int summary_decode(const void *argument, const struct sup_response *response, char *message)
{
    const struct sup_stream_command *command = argument;
    if (!command->decode_summary)
        return 0;
    return command->decode_summary(command->context, &response->summary, message);
}

int perform_stream_command(const struct performer *performer, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct typed typed = {
        .encoder = command->encode_request,
        .context = command->context,
        .request =
            {
                .operation = SUP_OPERATION_RUN_DATA_STREAM,
                .export_name = command->export_name,
                .sinks = command->sinks,
                .token = token,
            },
        .decode = summary_decode,
        .command = command,
        .undecodable = SUP_ERROR_KIND_TYPED_COMMAND_SUMMARY_DECODE,
    };
    return perform_typed(performer, &typed, ret_error);
}

static int perform_here(void *target, const struct sup_request *request, struct sup_response *ret_response,
    struct sup_error *ret_error)
{
    return sup_request(target, request, ret_response, ret_error);
}

int sup_command_run(struct sup_supervisor *supervisor, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct performer performer = {perform_here, supervisor};
    return perform_command(&performer, command, token, ret_error);
}

int sup_stream_command_run(struct sup_supervisor *supervisor, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    const struct performer performer = {perform_here, supervisor};
    return perform_stream_command(&performer, command, token, ret_error);
}

int sup_metadata_validate(struct sup_supervisor *supervisor,
    const struct sup_metadata_expectation *expectation, const struct sup_cancel_token *token,
    struct sup_text *ret_metadata, struct sup_error *ret_error)
{
    const struct performer performer = {perform_here, supervisor};
    return perform_metadata(&performer, expectation, token, ret_metadata, ret_error);
}
