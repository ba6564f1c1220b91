#include "request.h"

#include "answer.h"
#include "verbs.h"

#include <stdio.h>
#include <string.h>

/* ---- Making the call ------------------------------------------------------------------------------------------------ */

/* The token that the request names, or one of the call's own. */
struct sup_cancel_token *request_token(struct call *call)
{
    const char *name = arguments_string(&call->arguments, call->request, "token", NULL);

    return name != NULL ? adapter_token(call->adapter, name) : &call->token;
}

static void perform(struct call *call, struct sup_request request, unsigned int channels)
{
    const struct target target = target_worker(call);

    request_perform(call, &target, request, channels);
}

void request_perform(
    struct call *call, const struct target *target, struct sup_request request, unsigned int channels)
{
    struct sup_cancel_token *token = request_token(call);
    struct sup_response response;
    struct sup_error error;
    struct sup_sinks sinks;
    struct sink_plan plan;
    struct sink sink;

    sink_plan_read(&plan, &call->arguments, call->request);
    if (!arguments_good(&call->arguments)) {
        call_refuse(call, "bad_request", call->arguments.problem);
        return;
    }
    sink_init(&sink, call->id, &call->adapter->writer, &call->gate, token, &plan);
    sinks = sink_callbacks(&sink, channels);
    request.sinks = &sinks;
    request.token = token;
    sup_error_init(&error);
    sup_response_init(&response);
    if (target_request(target, &request, &response, &error) == 0) {
        call_open_ok(call);
        answer_put_response(&call->answer, &response);
    } else {
        call_open_error(call, &error);
    }
    if ((channels & SINK_CHANNEL_ROWS) != 0)
        sink_put_delivered(&sink, &call->answer);
    call_close(call);
    sup_response_release(&response);
    sup_error_release(&error);
    sink_release(&sink);
}

unsigned int request_channels(struct call *call)
{
    unsigned int channels = 0;

    if (arguments_bool(&call->arguments, call->request, "progress"))
        channels |= SINK_CHANNEL_PROGRESS;
    if (arguments_bool(&call->arguments, call->request, "diagnostics"))
        channels |= SINK_CHANNEL_DIAGNOSTICS;
    return channels;
}

/* ---- Verbs with one operation ----------------------------------------------------------------------------------------- */

void request_run_health(struct call *call)
{
    struct sup_request request = {.operation = SUP_OPERATION_HEALTH};

    perform(call, request, 0);
}

void request_run_emit_rows(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    const char *then = arguments_string(arguments, call->request, "then", "");
    struct sup_request request = {.operation = SUP_OPERATION_EMIT_TEST_ROWS};

    if (strcmp(then, "exit") == 0)
        request.operation = SUP_OPERATION_EMIT_TEST_ROWS_THEN_EXIT;
    else if (strcmp(then, "panic") == 0)
        request.operation = SUP_OPERATION_EMIT_TEST_ROWS_THEN_PANIC;
    else if (then[0] != '\0')
        arguments_refuse(arguments, "then", "exit, panic or nothing");
    request.names = arguments_strings(arguments, call->request, "streams", &request.name_count);
    perform(call, request, SINK_CHANNEL_ROWS | request_channels(call));
}

/* ---- The verb for any operation ----------------------------------------------------------------------------------------- */

static enum sup_import_profile read_import_profile(struct arguments *arguments, struct wire_text body)
{
    const char *name = arguments_string(
        arguments, body, "import_profile", sup_import_profile_name(SUP_IMPORT_PROFILE_PRIVATE));

    for (int i = SUP_IMPORT_PROFILE_PRIVATE; i <= SUP_IMPORT_PROFILE_FULL_PRIVATE_COMPAT; i++) {
        if (strcmp(name, sup_import_profile_name((enum sup_import_profile)i)) == 0)
            return (enum sup_import_profile)i;
    }
    arguments_refuse(
        arguments, "body.import_profile", "private, exported-public, server or full-private-compat");
    return SUP_IMPORT_PROFILE_PRIVATE;
}

static void read_session_mode(
    struct sup_session_options *session, struct arguments *arguments, struct wire_text body)
{
    struct wire_text mode;
    const char *kind;

    if (!arguments_find(body, "mode", &mode))
        mode = WIRE_TEXT("{}");
    kind = arguments_string(arguments, mode, "kind", "shims_only");
    if (strcmp(kind, "shims_only") == 0)
        return;
    if (strcmp(kind, "capability") != 0)
        arguments_refuse(arguments, "body.mode.kind", "capability or shims_only");
    session->package = arguments_string_required(arguments, mode, "package");
    session->lib_name = arguments_string_required(arguments, mode, "lib_name");
    session->manifest_path = arguments_string(arguments, mode, "manifest_path", NULL);
}

const struct sup_session_options *request_read_session(struct arguments *arguments, struct wire_text body)
{
    struct sup_session_options *session = arena_take(&arguments->arena, sizeof *session);

    session->project_root = arguments_string(arguments, body, "project_root", "");
    session->imports = arguments_strings(arguments, body, "imports", &session->import_count);
    session->import_profile = read_import_profile(arguments, body);
    read_session_mode(session, arguments, body);
    return session;
}

/* The operations of the long list: any JSON in `request`, and the targets of a degraded answer. */
static void read_further(struct sup_request *request, struct arguments *arguments, struct wire_text body)
{
    request->request_json = arguments_json(arguments, body, "request");
    request->names = arguments_strings(arguments, body, "targets", &request->name_count);
}

void request_read_body(struct sup_request *request, struct arguments *arguments, struct wire_text body)
{
    switch ((int)request->operation) {
    case SUP_OPERATION_HEALTH:
    case SUP_OPERATION_EMIT_TEST_ROWS_THEN_EXIT:
    case SUP_OPERATION_EMIT_TEST_ROWS_THEN_PANIC: break;
    case SUP_OPERATION_CALL_FIXTURE_MUL:
        request->lhs = arguments_u64(arguments, body, "lhs", 0);
        request->rhs = arguments_u64(arguments, body, "rhs", 0);
        request->manifest_path = arguments_string(arguments, body, "manifest_path", "");
        break;
    case SUP_OPERATION_LOAD_FIXTURE_CAPABILITY:
    case SUP_OPERATION_TRIGGER_LEAN_PANIC:
        request->manifest_path = arguments_string(arguments, body, "manifest_path", "");
        break;
    case SUP_OPERATION_OPEN_HOST_SESSION: request->session = request_read_session(arguments, body); break;
    case SUP_OPERATION_JSON_COMMAND:
    case SUP_OPERATION_CAPABILITY_METADATA:
    case SUP_OPERATION_CAPABILITY_DOCTOR:
    case SUP_OPERATION_RUN_DATA_STREAM:
        request->export_name = arguments_string(arguments, body, "export", "");
        request->request_json = arguments_string(arguments, body, "request_json", "null");
        break;
    case SUP_OPERATION_EMIT_TEST_ROWS:
        request->names = arguments_strings(arguments, body, "streams", &request->name_count);
        break;
    default: read_further(request, arguments, body); break;
    }
}

void request_run(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    const char *operation = arguments_string_required(arguments, call->request, "op");
    struct sup_request request = {.operation = SUP_OPERATION_HEALTH};
    struct wire_text body;

    if (arguments_good(arguments) && sup_operation_find(operation, &request.operation) < 0) {
        call_refuse(call, "unsupported_request", "there is no such operation");
        return;
    }
    if (!arguments_find(call->request, "body", &body))
        body = WIRE_TEXT("{}");
    request_read_body(&request, arguments, body);
    perform(call, request, request_channels(call));
}
