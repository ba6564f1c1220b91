#include "sessions.h"

#include "answer.h"
#include "request.h"
#include "verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Opening -------------------------------------------------------------------------------------------------------- */

void sessions_run_open(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    const char *name = arguments_string_required(arguments, call->request, "session");
    const struct sup_session_options *options = NULL;
    struct sup_session *session = NULL;
    struct sup_error error;
    struct wire_text host;

    if (!arguments_find(call->request, "host", &host))
        arguments_refuse(arguments, "host", "an object");
    else
        options = request_read_session(arguments, host);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    sup_error_init(&error);
    if (sup_session_open(call->worker->supervisor, options, request_token(call), &session, &error) < 0) {
        call_put_error(call, &error);
    } else {
        call_open_ok(call);
        answer_put_import_stats(&call->answer, sup_session_import_stats(session));
        call_close(call);
        sessions_keep(call, name, session);
    }
    sup_error_release(&error);
}

static void session_discard(void *object)
{
    struct session *session = object;

    sup_session_free(session->session);
    free(session->worker);
    free(session);
}

void sessions_keep(struct call *call, const char *name, struct sup_session *session)
{
    struct session *kept = memory_new(sizeof *kept);
    size_t size = strlen(call->worker->name) + 1;
    struct handle *handle = handle_take(call->adapter, HANDLE_KIND_SESSION, name, NULL);

    kept->session = session;
    kept->worker = memory_new(size);
    memcpy(kept->worker, call->worker->name, size);
    kept->worker_serial = call->worker->serial;
    if (handle != NULL) { /* the name moves to the new session */
        handle_give_up(call->adapter, handle);
        handle_give(call->adapter, handle);
    }
    handle = handle_reserve(call->adapter, HANDLE_KIND_SESSION, name);
    if (handle != NULL)
        handle_settle(call->adapter, handle, kept, session_discard);
    else
        session_discard(kept);
}

void sessions_run_status(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    const char *name = arguments_string_required(arguments, call->request, "session");
    struct handle *handle = handle_take(call->adapter, HANDLE_KIND_SESSION, name, NULL);
    const struct session *session;
    bool valid;

    if (handle == NULL) {
        call_refuse(call, "unsupported_request", "no session of that name was opened");
        return;
    }
    session = handle->object;
    /* a worker that was dropped took its child with it */
    valid =
        adapter_pin(call, session->worker, &session->worker_serial) && sup_session_is_valid(session->session);
    call_open_ok(call);
    line_put_bool(&call->answer, "valid", valid);
    line_put_u64(&call->answer, "generation", sup_session_generation(session->session));
    call_close(call);
    handle_give(call->adapter, handle);
}

/* ---- Commands ------------------------------------------------------------------------------------------------------- */

/* A command as the request describes it: its types are any JSON value, or a record with the field `ordinal`. */
struct command {
    struct call *call;
    const char *request; /* JSON text */
    bool unencodable;
    bool typed;
    struct sink *sink; /* of a stream */
};

/* Decodes a record of the form {"ordinal": u64}; other fields are ignored. */
static int decode_ordinal(struct wire_text json, uint64_t *ret_ordinal, char *message)
{
    int error = wire_json_object_u64(json, "ordinal", ret_ordinal);
    const char *reason = error == -ENOENT   ? "missing field `ordinal`"
                         : error == -EEXIST ? "duplicate field `ordinal`"
                         : error == -ERANGE ? "`ordinal` is not an unsigned integer of 64 bits"
                                            : "not an object";

    if (error < 0)
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "%s", reason);
    return error;
}

static int encode_request(void *context, struct sup_text *ret_json, char *message)
{
    const struct command *command = context;

    if (command->unencodable) {
        (void)snprintf(
            message, SUP_SINK_MESSAGE_BYTES_MAX, "the value is not a number, which JSON cannot say");
        return -EINVAL;
    }
    return sup_text_assign(ret_json, command->request, strlen(command->request));
}

/* Decodes and answers in one go. */
static int decode_response(void *context, const char *json, size_t bytes, char *message)
{
    const struct command *command = context;
    struct line *answer = &command->call->answer;
    struct wire_error error;
    uint64_t ordinal;

    if (command->typed) {
        if (wire_json_check(json, bytes, &error) < 0 ||
            decode_ordinal((struct wire_text){json, bytes}, &ordinal, message) < 0)
            return -EINVAL;
        call_open_ok(command->call);
        line_open_object(answer, "response");
        line_put_u64(answer, "ordinal", ordinal);
        line_close_object(answer);
        return 0;
    }
    if (wire_json_check(json, bytes, &error) < 0) {
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "%s", error.text);
        return -EINVAL;
    }
    call_open_ok(command->call);
    line_put_json(answer, "response", json, bytes);
    return 0;
}

static void command_read(struct command *command, struct call *call)
{
    struct arguments *arguments = &call->arguments;

    command->call = call;
    command->request = arguments_json(arguments, call->request, "request");
    if (command->request == NULL)
        command->request = "null";
    command->unencodable = arguments_bool(arguments, call->request, "unencodable");
    command->typed = arguments_bool(arguments, call->request, "typed");
}

void sessions_json_command(struct call *call, const struct target *target)
{
    struct command command = {.call = NULL};
    struct sup_error error;
    struct sup_command run = {
        .export_name = arguments_string_required(&call->arguments, call->request, "export"),
        .context = &command,
        .encode_request = encode_request,
        .decode_response = decode_response,
    };

    command_read(&command, call);
    if (!arguments_good(&call->arguments)) {
        call_refuse(call, "bad_request", call->arguments.problem);
        return;
    }
    sup_error_init(&error);
    if (target_command(target, &run, request_token(call), &error) == 0)
        call_close(call);
    else
        call_put_error(call, &error);
    sup_error_release(&error);
}

/* ---- Streams -------------------------------------------------------------------------------------------------------- */

/* As decode_response; a typed summary is one whose metadata is a record. */
static int decode_summary(void *context, const struct sup_stream_summary *summary, char *message)
{
    const struct command *command = context;
    struct call *call = command->call;
    uint64_t ordinal;

    if (arguments_bool(&call->arguments, call->request, "typed_summary")) {
        if (summary->metadata.data == NULL) {
            (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "the summary has no metadata");
            return -ENOENT;
        }
        if (decode_ordinal(
                (struct wire_text){summary->metadata.data, summary->metadata.bytes}, &ordinal, message) < 0)
            return -EINVAL;
    }
    call_open_ok(call);
    answer_put_summary(&call->answer, summary);
    return 0;
}

static void stream_perform(
    struct call *call, const struct target *target, struct command *command, const struct sink_plan *plan)
{
    struct sup_cancel_token *token = request_token(call);
    unsigned int channels = SINK_CHANNEL_ROWS | request_channels(call);
    struct sup_sinks sinks;
    struct sup_error error;
    struct sink sink;

    if (command->typed)
        channels |= SINK_CHANNEL_TYPED;
    sink_init(&sink, call->id, &call->adapter->writer, &call->gate, token, plan);
    sinks = sink_callbacks(&sink, channels);
    sup_error_init(&error);
    const struct sup_stream_command run = {
        .export_name = arguments_string_required(&call->arguments, call->request, "export"),
        .context = command,
        .encode_request = encode_request,
        .sinks = &sinks,
        .decode_summary = decode_summary,
    };
    if (target_stream(target, &run, token, &error) < 0)
        call_open_error(call, &error);
    sink_put_delivered(&sink, &call->answer);
    call_close(call);
    sup_error_release(&error);
    sink_release(&sink);
}

void sessions_stream(struct call *call, const struct target *target)
{
    struct command command = {.call = NULL};
    struct sink_plan plan;

    command_read(&command, call);
    sink_plan_read(&plan, &call->arguments, call->request);
    (void)arguments_string_required(&call->arguments, call->request, "export");
    if (arguments_good(&call->arguments))
        stream_perform(call, target, &command, &plan);
    else
        call_refuse(call, "bad_request", call->arguments.problem);
}

/* ---- Metadata and doctor ---------------------------------------------------------------------------------------------- */

/* The members NAMES of the JSON object TEXT, null where they are missing. */
static void put_members(struct line *line, const struct sup_text *text, const char *const *names)
{
    for (; *names != NULL; names++) {
        struct wire_text value;

        if (arguments_find((struct wire_text){text->data, text->bytes}, *names, &value))
            line_put_json(line, *names, value.data, value.length);
        else
            line_put_null(line, *names);
    }
}

void sessions_put_metadata(struct line *line, const struct sup_text *metadata)
{
    static const char *const NAMES[] = {"commands", "capabilities", "lean_version", "extra", NULL};

    put_members(line, metadata, NAMES);
}

void sessions_metadata(struct call *call, const struct target *target)
{
    struct arguments *arguments = &call->arguments;
    const struct sup_metadata_expectation expectation = {
        .export_name = arguments_string_required(arguments, call->request, "export"),
        .request_json = arguments_json(arguments, call->request, "request"),
        .expected_json = arguments_json(arguments, call->request, "expected"),
    };
    struct sup_text metadata = {NULL, 0};
    struct sup_error error;

    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    sup_error_init(&error);
    if (target_validate_metadata(target, &expectation, request_token(call), &metadata, &error) == 0) {
        call_open_ok(call);
        sessions_put_metadata(&call->answer, &metadata);
        call_close(call);
    } else {
        call_put_error(call, &error);
    }
    sup_text_release(&metadata);
    sup_error_release(&error);
}

void sessions_doctor(struct call *call, const struct target *target)
{
    static const char *const NAMES[] = {"diagnostics", "metadata", NULL};
    struct arguments *arguments = &call->arguments;
    const struct sup_request request = {
        .operation = SUP_OPERATION_CAPABILITY_DOCTOR,
        .export_name = arguments_string_required(arguments, call->request, "export"),
        .request_json = arguments_json(arguments, call->request, "request"),
        .token = request_token(call),
    };
    struct sup_response response;
    struct sup_error error;

    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    sup_error_init(&error);
    sup_response_init(&response);
    if (target_request(target, &request, &response, &error) == 0) {
        call_open_ok(call);
        put_members(&call->answer, &response.text, NAMES);
        call_close(call);
    } else {
        call_put_error(call, &error);
    }
    sup_response_release(&response);
    sup_error_release(&error);
}

/* ---- The verbs ------------------------------------------------------------------------------------------------------ */

static void run_on_target(struct call *call, void (*run)(struct call *call, const struct target *target))
{
    struct target target;

    if (!target_find(call, &target))
        return;
    run(call, &target);
    target_release(call, &target);
}

void sessions_run_json_command(struct call *call)
{
    run_on_target(call, sessions_json_command);
}

void sessions_run_metadata(struct call *call)
{
    run_on_target(call, sessions_metadata);
}

void sessions_run_doctor(struct call *call)
{
    run_on_target(call, sessions_doctor);
}

void sessions_run_stream(struct call *call)
{
    run_on_target(call, sessions_stream);
}
