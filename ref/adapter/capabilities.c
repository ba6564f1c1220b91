#include "capabilities.h"

#include "answer.h"
#include "config.h"
#include "request.h"
#include "sessions.h"
#include "verbs.h"

#include <string.h>

/* ---- Reading -------------------------------------------------------------------------------------------------------- */

const struct sup_metadata_expectation *capabilities_read_metadata(
    struct arguments *arguments, struct wire_text object)
{
    struct sup_metadata_expectation *expectation;
    struct wire_text value;

    if (!arguments_find(object, "metadata", &value))
        return NULL;
    expectation = arena_take(&arguments->arena, sizeof *expectation);
    expectation->export_name = arguments_string_required(arguments, value, "export");
    expectation->request_json = arguments_json(arguments, value, "request");
    expectation->expected_json = arguments_json(arguments, value, "expected");
    return expectation;
}

/* The override's value as the request gives it, instead of this process's environment. */
struct environment {
    const char *variable;
    const char *value;
};

static const char *environment_get(void *context, const char *name)
{
    const struct environment *environment = context;

    return strcmp(name, environment->variable) == 0 ? environment->value : NULL;
}

/* Where the child is looked for: the members of OBJECT. */
static void read_resolution(
    struct sup_resolve_options *options, struct arguments *arguments, struct wire_text object)
{
    struct environment *environment = arena_take(&arguments->arena, sizeof *environment);

    options->name = arguments_string(arguments, object, "name", NULL);
    options->override_variable =
        arguments_string(arguments, object, "override_variable", SUP_CHILD_VARIABLE_DEFAULT);
    options->explicit_path = arguments_string(arguments, object, "explicit", NULL);
    options->executable_dir = arguments_string(arguments, object, "executable_dir", NULL);
    environment->variable = options->override_variable;
    environment->value = arguments_string(arguments, object, "override", NULL);
    options->environment = environment_get;
    options->environment_context = environment;
}

static void read_capability(
    struct sup_capability_options *options, struct arguments *arguments, struct wire_text request)
{
    struct wire_text config;
    struct wire_text host;
    struct wire_text child;

    if (!arguments_find(request, "config", &config) || config.data[0] != '{') {
        arguments_refuse(arguments, "config", "an object");
        config = WIRE_TEXT("{}");
    }
    config_read_object(&options->worker, arguments, config);
    if (options->worker.executable == NULL) {
        if (!arguments_find(config, "child", &child))
            arguments_refuse(arguments, "config", "`executable` or `child`");
        else
            read_resolution(&options->child, arguments, child);
    }
    if (arguments_find(request, "host", &host))
        options->session = *request_read_session(arguments, host);
    else
        arguments_refuse(arguments, "host", "an object");
    options->metadata = capabilities_read_metadata(arguments, request);
}

/* ---- The verbs ------------------------------------------------------------------------------------------------------ */

static void answer_opened(struct call *call, const struct sup_capability *capability)
{
    struct sup_metadata protocol;

    sup_metadata_init(&protocol);
    (void)sup_metadata(capability->supervisor, &protocol);
    call_open_ok(call);
    answer_put_metadata(&call->answer, &protocol);
    answer_put_import_stats(&call->answer, sup_session_import_stats(capability->session));
    if (capability->metadata.data != NULL) {
        line_open_object(&call->answer, "metadata");
        sessions_put_metadata(&call->answer, &capability->metadata);
        line_close_object(&call->answer);
    } else {
        line_put_null(&call->answer, "metadata");
    }
    call_close(call);
    sup_metadata_release(&protocol);
}

/* Opens under a name that is reserved for the worker. */
static void open_reserved(struct call *call, struct worker *worker, const char *session_name,
    const struct sup_capability_options *options)
{
    struct sup_capability capability;
    struct sup_error error;

    sup_error_init(&error);
    sup_capability_init(&capability);
    if (sup_capability_open(options, request_token(call), &capability, &error) < 0) {
        call_put_error(call, &error);
        adapter_settle(call->adapter, worker, NULL);
    } else {
        const char *name = arguments_string_required(&call->arguments, call->request, "worker");

        answer_opened(call, &capability);
        adapter_settle(call->adapter, worker, capability.supervisor);
        if (adapter_pin(call, name, NULL)) {
            sessions_keep(call, session_name, capability.session);
            capability.session = NULL;
        }
        capability.supervisor = NULL;
    }
    sup_capability_release(&capability);
    sup_error_release(&error);
}

void capabilities_run_open(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    struct sup_capability_options options = {.metadata = NULL};
    const char *worker_name = arguments_string_required(arguments, call->request, "worker");
    const char *session_name = arguments_string_required(arguments, call->request, "session");
    struct worker *worker;

    read_capability(&options, arguments, call->request);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    worker = adapter_reserve(call->adapter, worker_name);
    if (worker == NULL)
        call_refuse(call, "unsupported_request", "a worker of that name is there: drop it first");
    else
        open_reserved(call, worker, session_name, &options);
}

void capabilities_run_check(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    struct sup_capability_options options = {.metadata = NULL};
    struct sup_finding finding;

    read_capability(&options, arguments, call->request);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    sup_finding_init(&finding);
    if (sup_capability_check(&options, &finding) < 0) {
        call_refuse(call, "setup", "out of memory");
        return;
    }
    call_open_ok(call);
    line_open_array(&call->answer, "findings");
    if (finding.found) {
        line_open_object(&call->answer, NULL);
        line_put_string(&call->answer, "code", finding.code);
        line_put_string(&call->answer, "severity", finding.severity);
        line_put_bytes(&call->answer, "message", finding.message.data, finding.message.bytes);
        line_close_object(&call->answer);
    }
    line_close_array(&call->answer);
    call_close(call);
    sup_finding_release(&finding);
}

void capabilities_run_resolve_child(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    struct sup_resolve_options options = {.name = NULL};
    struct sup_text path = {NULL, 0};
    struct sup_error error;

    read_resolution(&options, arguments, call->request);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    sup_error_init(&error);
    if (sup_child_resolve(&options, &path, &error) < 0) {
        call_put_error(call, &error);
    } else {
        call_open_ok(call);
        line_put_bytes(&call->answer, "path", path.data, path.bytes);
        call_close(call);
    }
    sup_text_release(&path);
    sup_error_release(&error);
}
