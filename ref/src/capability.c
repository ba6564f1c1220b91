/* Starting a child for a capability, step by step; a failure at any step takes everything back (CAP-01…04). */
#include <sup/capability.h>

#include "report.h"
#include "wire/wire.h"

#include <string.h>

void sup_capability_init(struct sup_capability *capability)
{
    *capability = (struct sup_capability){0};
}

void sup_capability_release(struct sup_capability *capability)
{
    sup_session_free(capability->session);
    sup_supervisor_free(capability->supervisor);
    sup_text_release(&capability->metadata);
    sup_capability_init(capability);
}

/* ---- Before the start ---------------------------------------------------------------------------------------------- */

static int report_bootstrap(struct sup_error *error, const char *why)
{
    static const char CODE[] = SUP_FINDING_STARTUP_FAILED;
    int r = report(error, SUP_ERROR_KIND_BOOTSTRAP, "%s", why);
    (void)sup_text_assign(&error->code, CODE, sizeof(CODE) - 1);
    return r;
}

static bool is_json(const char *text)
{
    struct wire_error why;
    return !text || wire_json_check(text, strlen(text), &why) == 0;
}

/* What can be known to be wrong without a process. */
static int check_statically(const struct sup_capability_options *options, struct sup_error *error)
{
    const struct sup_metadata_expectation *metadata = options->metadata;
    if (!options->session.project_root)
        return report_bootstrap(error, "the session has no project_root");
    if (options->session.package && !options->session.lib_name)
        return report_bootstrap(error, "the session has a package but no lib_name");
    if (metadata && !metadata->export_name)
        return report_bootstrap(error, "the metadata expectation names no export");
    if (metadata && (!is_json(metadata->request_json) || !is_json(metadata->expected_json)))
        return report_bootstrap(error, "the metadata expectation is not valid JSON");
    return 0;
}

/* A name without a slash is left to the search along PATH. */
static int resolve(
    const struct sup_capability_options *options, struct sup_text *ret_path, struct sup_error *error)
{
    const char *executable = options->worker.executable;
    if (!executable)
        return sup_child_resolve(&options->child, ret_path, error);
    if (!strchr(executable, '/'))
        return sup_text_assign(ret_path, executable, strlen(executable)) < 0 ? report_memory(error) : 0;
    const struct sup_resolve_options explicit_only = {
        .override_variable = "", /* no variable has this name */
        .explicit_path = executable,
    };
    return sup_child_resolve(&explicit_only, ret_path, error);
}

/* ---- The steps ----------------------------------------------------------------------------------------------------- */

/* How far an opening came. */
enum step {
    STEP_CHECK,
    STEP_RESOLVE,
    STEP_START,
    STEP_SERVE, /* health, session, metadata */
};

static int serve(const struct sup_capability_options *options, const struct sup_cancel_token *token,
    struct sup_capability *capability, struct sup_error *error)
{
    const struct sup_request health = {.operation = SUP_OPERATION_HEALTH, .token = token};
    int r = sup_request(capability->supervisor, &health, NULL, error);
    if (r == 0)
        r = sup_session_open(capability->supervisor, &options->session, token, &capability->session, error);
    if (r == 0 && options->metadata)
        r = sup_session_validate_metadata(
            capability->session, options->metadata, token, &capability->metadata, error);
    return r;
}

/* RET_CAPABILITY holds what was reached; the caller releases it on failure. */
static int open_stepwise(const struct sup_capability_options *options, const struct sup_cancel_token *token,
    struct sup_capability *ret_capability, enum step *ret_step, struct sup_error *error)
{
    struct sup_text path = {0};
    *ret_step = STEP_CHECK;
    int r = check_statically(options, error);
    if (r == 0) {
        *ret_step = STEP_RESOLVE;
        r = resolve(options, &path, error);
    }
    if (r == 0) {
        *ret_step = STEP_START;
        struct sup_options worker = options->worker;
        worker.executable = path.data;
        r = sup_supervisor_open(&worker, &ret_capability->supervisor, error);
    }
    if (r == 0) {
        *ret_step = STEP_SERVE;
        r = serve(options, token, ret_capability, error);
    }
    sup_text_release(&path);
    return r;
}

int sup_capability_open(const struct sup_capability_options *options, const struct sup_cancel_token *token,
    struct sup_capability *ret_capability, struct sup_error *ret_error)
{
    struct report_place place;
    struct sup_error *error = report_begin(&place, ret_error);
    struct sup_capability capability;
    enum step step;
    sup_capability_init(&capability);
    int r = open_stepwise(options, token, &capability, &step, error);
    if (r == 0) {
        sup_capability_release(ret_capability);
        *ret_capability = capability;
    } else {
        sup_capability_release(&capability);
    }
    report_end(&place);
    return r;
}

/* ---- The check ----------------------------------------------------------------------------------------------------- */

void sup_finding_init(struct sup_finding *finding)
{
    *finding = (struct sup_finding){0};
}

void sup_finding_release(struct sup_finding *finding)
{
    sup_text_release(&finding->message);
    sup_finding_init(finding);
}

static const char *finding_code(enum step step, enum sup_error_kind kind)
{
    if (kind == SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED)
        return SUP_FINDING_CHILD_UNRESOLVED;
    if (kind == SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE)
        return SUP_FINDING_CHILD_NOT_EXECUTABLE;
    if (kind == SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH)
        return SUP_FINDING_METADATA_MISMATCH;
    /* a program that does not run at all shook no hand */
    if (step == STEP_START && kind != SUP_ERROR_KIND_SPAWN && kind != SUP_ERROR_KIND_SETUP)
        return SUP_FINDING_HANDSHAKE_FAILED;
    return SUP_FINDING_STARTUP_FAILED;
}

int sup_capability_check(const struct sup_capability_options *options, struct sup_finding *ret_finding)
{
    struct sup_capability capability;
    struct sup_finding finding;
    struct sup_error error;
    enum step step;
    sup_capability_init(&capability);
    sup_finding_init(&finding);
    sup_error_init(&error);

    int r = open_stepwise(options, NULL, &capability, &step, &error);
    if (r < 0) {
        finding.found = true;
        finding.code = finding_code(step, error.kind);
        finding.severity = "error";
        r = sup_error_render(&error, &finding.message);
    }
    sup_capability_release(&capability);
    sup_error_release(&error);
    if (r == 0) {
        sup_finding_release(ret_finding);
        *ret_finding = finding;
    } else {
        sup_finding_release(&finding);
    }
    return r;
}
