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

static int command_decode(
    const struct sup_command *command, const struct sup_response *response, struct sup_error *error)
{
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    if (!command->decode_response ||
        command->decode_response(command->context, response->text.data, response->text.bytes, message) == 0)
        return 0;
    return report_typed(error, SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE, command->export_name, message);
}

int perform_command(const struct performer *performer, const struct sup_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    struct sup_text json = {0};
    struct sup_response response;
    sup_response_init(&response);

    int r = encode(command->encode_request, command->context, command->export_name, &json, error);
    if (r == 0) {
        const struct sup_request request = {
            .operation = SUP_OPERATION_JSON_COMMAND,
            .export_name = command->export_name,
            .request_json = json.data,
            .token = token,
        };
        r = performer->perform(performer->target, &request, &response, error);
    }
    if (r == 0)
        r = command_decode(command, &response, error);
    sup_response_release(&response);
    sup_text_release(&json);
    report_end(&place);
    return r;
}

static int summary_decode(
    const struct sup_stream_command *command, const struct sup_response *response, struct sup_error *error)
{
    char message[SUP_SINK_MESSAGE_BYTES_MAX] = "";
    if (!command->decode_summary ||
        command->decode_summary(command->context, &response->summary, message) == 0)
        return 0;
    return report_typed(error, SUP_ERROR_KIND_TYPED_COMMAND_SUMMARY_DECODE, command->export_name, message);
}

int perform_stream_command(const struct performer *performer, const struct sup_stream_command *command,
    const struct sup_cancel_token *token, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    struct sup_text json = {0};
    struct sup_response response;
    sup_response_init(&response);

    int r = encode(command->encode_request, command->context, command->export_name, &json, error);
    if (r == 0) {
        const struct sup_request request = {
            .operation = SUP_OPERATION_RUN_DATA_STREAM,
            .export_name = command->export_name,
            .request_json = json.data,
            .sinks = command->sinks,
            .token = token,
        };
        r = performer->perform(performer->target, &request, &response, error);
    }
    if (r == 0)
        r = summary_decode(command, &response, error);
    sup_response_release(&response);
    sup_text_release(&json);
    report_end(&place);
    return r;
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
