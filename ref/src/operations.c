#include "operations.h"

#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name, wire, answers, expects)                                                                 \
    {                                                                                                        \
        .label = "worker_" name, .op = (wire), .arguments = ARGUMENTS_EXPORT, .expected = (expects),         \
        .answer = (answers)                                                                                  \
    }
#define VALUE(name, wire, answers, expects, absorbs)                                                         \
    {                                                                                                        \
        .label = "worker_" name, .op = (wire), .arguments = ARGUMENTS_VALUE, .expected = (expects),          \
        .answer = (answers), .absorbs_abort = (absorbs)                                                      \
    }
#define ROWS(name, wire, carries)                                                                            \
    {                                                                                                        \
        .label = (name), .op = (wire), .arguments = (carries), .expected = WIRE_STATUS_ROWS_COMPLETE,        \
        .answer = ANSWER_NUMBER                                                                              \
    }
#define IMPORT(name, wire, carries, answers, expects)                                                        \
    {                                                                                                        \
        .label = (name), .op = (wire), .arguments = (carries), .expected = (expects), .answer = (answers),   \
        .import_like = true                                                                                  \
    }
#define ABSORBS  true
#define SURFACES false

static const struct operation OPERATIONS[SUP_OPERATION_COUNT] = {
    [SUP_OPERATION_HEALTH] = {.label = "health", .op = WIRE_OP_HEALTH, .expected = WIRE_STATUS_HEALTH_OK},
    [SUP_OPERATION_LOAD_FIXTURE_CAPABILITY] = IMPORT("load_fixture_capability",
        WIRE_OP_LOAD_FIXTURE_CAPABILITY, ARGUMENTS_MANIFEST, ANSWER_NOTHING, WIRE_STATUS_CAPABILITY_LOADED),
    [SUP_OPERATION_CALL_FIXTURE_MUL] = IMPORT(
        "call_fixture_mul", WIRE_OP_CALL_FIXTURE_MUL, ARGUMENTS_FACTORS, ANSWER_NUMBER, WIRE_STATUS_U64),
    [SUP_OPERATION_TRIGGER_LEAN_PANIC] = IMPORT("trigger_lean_panic", WIRE_OP_TRIGGER_LEAN_PANIC,
        ARGUMENTS_MANIFEST, ANSWER_NOTHING, WIRE_STATUS_COUNT),
    [SUP_OPERATION_OPEN_HOST_SESSION] = IMPORT("open_worker_session", WIRE_OP_OPEN_HOST_SESSION,
        ARGUMENTS_SESSION, ANSWER_IMPORT_STATS, WIRE_STATUS_HOST_SESSION_OPENED),
    [SUP_OPERATION_JSON_COMMAND] =
        EXPORT("json_command", WIRE_OP_JSON_COMMAND, ANSWER_TEXT, WIRE_STATUS_JSON_COMMAND),
    [SUP_OPERATION_CAPABILITY_METADATA] = EXPORT(
        "capability_metadata", WIRE_OP_CAPABILITY_METADATA, ANSWER_JSON, WIRE_STATUS_CAPABILITY_METADATA),
    [SUP_OPERATION_CAPABILITY_DOCTOR] =
        EXPORT("capability_doctor", WIRE_OP_CAPABILITY_DOCTOR, ANSWER_JSON, WIRE_STATUS_CAPABILITY_DOCTOR),
    [SUP_OPERATION_RUN_DATA_STREAM] = {.label = "worker_run_data_stream",
        .op = WIRE_OP_RUN_DATA_STREAM,
        .arguments = ARGUMENTS_EXPORT_PROGRESS,
        .expected = WIRE_STATUS_STREAM_COMPLETE,
        .answer = ANSWER_SUMMARY,
        .counts_stream = true},
    [SUP_OPERATION_EMIT_TEST_ROWS] = ROWS("emit_test_rows", WIRE_OP_EMIT_TEST_ROWS, ARGUMENTS_STREAMS),
    [SUP_OPERATION_EMIT_TEST_ROWS_THEN_EXIT] =
        ROWS("emit_test_rows_then_exit", WIRE_OP_EMIT_TEST_ROWS_THEN_EXIT, ARGUMENTS_NONE),
    [SUP_OPERATION_EMIT_TEST_ROWS_THEN_PANIC] =
        ROWS("emit_test_rows_then_panic", WIRE_OP_EMIT_TEST_ROWS_THEN_PANIC, ARGUMENTS_NONE),
    [SUP_OPERATION_ELABORATE] =
        VALUE("elaborate", WIRE_OP_ELABORATE, ANSWER_JSON, WIRE_STATUS_ELABORATION, SURFACES),
    [SUP_OPERATION_KERNEL_CHECK] =
        VALUE("kernel_check", WIRE_OP_KERNEL_CHECK, ANSWER_JSON, WIRE_STATUS_KERNEL_CHECK, SURFACES),
    [SUP_OPERATION_DECLARATION_KINDS] =
        VALUE("declaration_kinds", WIRE_OP_DECLARATION_KINDS, ANSWER_STRINGS, WIRE_STATUS_STRINGS, SURFACES),
    [SUP_OPERATION_DECLARATION_NAMES] =
        VALUE("declaration_names", WIRE_OP_DECLARATION_NAMES, ANSWER_STRINGS, WIRE_STATUS_STRINGS, SURFACES),
    [SUP_OPERATION_INFER_TYPE] =
        VALUE("infer_type", WIRE_OP_INFER_TYPE, ANSWER_JSON, WIRE_STATUS_META_EXPR, SURFACES),
    [SUP_OPERATION_WHNF] = VALUE("whnf", WIRE_OP_WHNF, ANSWER_JSON, WIRE_STATUS_META_EXPR, SURFACES),
    [SUP_OPERATION_IS_DEF_EQ] =
        VALUE("is_def_eq", WIRE_OP_IS_DEF_EQ, ANSWER_JSON, WIRE_STATUS_META_BOOL, SURFACES),
    [SUP_OPERATION_DESCRIBE] =
        VALUE("describe", WIRE_OP_DESCRIBE, ANSWER_JSON, WIRE_STATUS_DECLARATION, SURFACES),
    [SUP_OPERATION_SEARCH_DECLARATIONS] = VALUE("search_declarations", WIRE_OP_SEARCH_DECLARATIONS,
        ANSWER_JSON, WIRE_STATUS_DECLARATION_SEARCH, SURFACES),
    [SUP_OPERATION_DECLARATION_TYPE] = VALUE(
        "declaration_type", WIRE_OP_DECLARATION_TYPE, ANSWER_JSON, WIRE_STATUS_DECLARATION_TYPE, SURFACES),
    [SUP_OPERATION_INSPECT_DECLARATION] = VALUE("inspect_declaration", WIRE_OP_INSPECT_DECLARATION,
        ANSWER_JSON, WIRE_STATUS_DECLARATION_INSPECTION, SURFACES),
    [SUP_OPERATION_ATTEMPT_PROOF] =
        VALUE("attempt_proof", WIRE_OP_ATTEMPT_PROOF, ANSWER_JSON, WIRE_STATUS_PROOF_ATTEMPT, SURFACES),
    [SUP_OPERATION_VERIFY_DECLARATION] = VALUE("verify_declaration", WIRE_OP_VERIFY_DECLARATION, ANSWER_JSON,
        WIRE_STATUS_DECLARATION_VERIFICATION, ABSORBS),
    [SUP_OPERATION_VERIFY_DECLARATION_BATCH] = VALUE("verify_declaration_batch",
        WIRE_OP_VERIFY_DECLARATION_BATCH, ANSWER_JSON, WIRE_STATUS_DECLARATION_VERIFICATION_BATCH, ABSORBS),
    [SUP_OPERATION_LIST_DECLARATIONS_STRINGS] = VALUE("list_declarations_strings",
        WIRE_OP_LIST_DECLARATIONS_STRINGS, ANSWER_COLLECTED, WIRE_STATUS_ROWS_COMPLETE, SURFACES),
    [SUP_OPERATION_DESCRIBE_BULK] =
        VALUE("describe_bulk", WIRE_OP_DESCRIBE_BULK, ANSWER_JSON, WIRE_STATUS_DECLARATION_BULK, SURFACES),
    [SUP_OPERATION_PROCESS_MODULE_QUERY] = VALUE("process_module_query", WIRE_OP_PROCESS_MODULE_QUERY,
        ANSWER_JSON, WIRE_STATUS_PROCESS_MODULE_QUERY, SURFACES),
    [SUP_OPERATION_PROCESS_MODULE_QUERY_BATCH] = VALUE("process_module_query_batch",
        WIRE_OP_PROCESS_MODULE_QUERY_BATCH, ANSWER_JSON, WIRE_STATUS_PROCESS_MODULE_QUERY_BATCH, ABSORBS),
    [SUP_OPERATION_CLEAR_MODULE_SNAPSHOT_CACHE] =
        VALUE("clear_module_snapshot_cache", WIRE_OP_CLEAR_MODULE_SNAPSHOT_CACHE, ANSWER_JSON,
            WIRE_STATUS_MODULE_SNAPSHOT_CACHE_CLEARED, SURFACES),
};

const struct operation *operation_get(enum sup_operation operation)
{
    return (unsigned)operation < SUP_OPERATION_COUNT ? &OPERATIONS[operation] : NULL;
}

const char *sup_operation_name(enum sup_operation operation)
{
    const struct operation *found = operation_get(operation);
    return found ? wire_op_name(found->op) : NULL;
}

const char *sup_operation_label(enum sup_operation operation)
{
    const struct operation *found = operation_get(operation);
    return found ? found->label : NULL;
}

int sup_operation_find(const char *name, enum sup_operation *ret_operation)
{
    for (unsigned i = 0; i < SUP_OPERATION_COUNT; i++) {
        if (strcmp(name, wire_op_name(OPERATIONS[i].op)) == 0) {
            *ret_operation = (enum sup_operation)i;
            return 0;
        }
    }
    return -SUP_ERROR_KIND_UNSUPPORTED_REQUEST;
}

bool operation_failure(
    const struct operation *operation, enum wire_status status, enum sup_error_kind *ret_kind)
{
    static const struct {
        enum wire_op op;
        enum wire_status status;
        enum sup_error_kind kind;
    } FAILURES[] = {
        {WIRE_OP_RUN_DATA_STREAM, WIRE_STATUS_STREAM_EXPORT_FAILED, SUP_ERROR_KIND_STREAM_EXPORT_FAILED},
        {WIRE_OP_RUN_DATA_STREAM, WIRE_STATUS_STREAM_CALLBACK_FAILED, SUP_ERROR_KIND_STREAM_CALLBACK_FAILED},
        {WIRE_OP_RUN_DATA_STREAM, WIRE_STATUS_STREAM_ROW_MALFORMED, SUP_ERROR_KIND_STREAM_ROW_MALFORMED},
        {WIRE_OP_CAPABILITY_METADATA, WIRE_STATUS_CAPABILITY_METADATA_MALFORMED,
            SUP_ERROR_KIND_CAPABILITY_METADATA_MALFORMED},
        {WIRE_OP_CAPABILITY_DOCTOR, WIRE_STATUS_CAPABILITY_DOCTOR_MALFORMED,
            SUP_ERROR_KIND_CAPABILITY_DOCTOR_MALFORMED},
    };
    for (size_t i = 0; i < sizeof(FAILURES) / sizeof(FAILURES[0]); i++) {
        if (FAILURES[i].op == operation->op && FAILURES[i].status == status) {
            *ret_kind = FAILURES[i].kind;
            return true;
        }
    }
    return false;
}

/* ---- Encoding ----------------------------------------------------------------------------------------------------- */

#define FIELDS_MAX 6

/* The fields of one request, and the lists they point to. */
struct fields {
    struct wire_field items[FIELDS_MAX];
    size_t count;
    struct wire_text *texts; /* owned */
    char *mode;              /* owned: JSON text */
    const char *missing;     /* an argument that the caller left out */
    bool no_memory;
};

/* The items are set as they are added: most requests have none or two. */
static void fields_init(struct fields *fields)
{
    fields->count = 0;
    fields->texts = NULL;
    fields->mode = NULL;
    fields->missing = NULL;
    fields->no_memory = false;
}

static struct wire_field *field_add(struct fields *fields, const char *name, enum wire_field_kind kind)
{
    struct wire_field *field = &fields->items[fields->count++];
    *field = (struct wire_field){.name = name, .kind = kind};
    return field;
}

static struct wire_text text_of(const char *text)
{
    return (struct wire_text){text, strlen(text)};
}

static void field_text(struct fields *fields, const char *name, const char *text)
{
    if (text)
        field_add(fields, name, WIRE_FIELD_TEXT)->text = text_of(text);
    else
        fields->missing = name;
}

static void field_texts(struct fields *fields, const char *name, const char *const *texts, size_t count)
{
    fields->texts = calloc(count + 1, sizeof(*fields->texts));
    if (!fields->texts) {
        fields->no_memory = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        fields->texts[i] = text_of(texts[i]);
    struct wire_field *field = field_add(fields, name, WIRE_FIELD_TEXTS);
    field->texts = fields->texts;
    field->count = count;
}

static void field_number(struct fields *fields, const char *name, uint64_t number)
{
    field_add(fields, name, WIRE_FIELD_U64)->number = number;
}

static void field_progress(struct fields *fields, const struct sup_request *request)
{
    field_add(fields, "progress", WIRE_FIELD_BOOL)->number =
        request->sinks && request->sinks->progress ? 1 : 0;
}

static void put_json_string(FILE *out, const char *text)
{
    (void)fputc('"', out);
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            (void)fprintf(out, "\\%c", byte);
        else if (byte < ' ')
            (void)fprintf(out, "\\u%04x", byte);
        else
            (void)fputc(byte, out);
    }
    (void)fputc('"', out);
}

/* The member `mode` as JSON text; the encoder checks its UTF-8. */
static int mode_text(const struct sup_session_options *session, char **ret_mode)
{
    size_t bytes;
    FILE *out = open_memstream(ret_mode, &bytes);
    if (!out)
        return -ENOMEM;
    if (session->package) {
        (void)fputs("{\"kind\":\"capability\",\"package\":", out);
        put_json_string(out, session->package);
        (void)fputs(",\"lib_name\":", out);
        put_json_string(out, session->lib_name);
        (void)fputs(",\"manifest_path\":", out);
        if (session->manifest_path)
            put_json_string(out, session->manifest_path);
        else
            (void)fputs("null", out);
        (void)fputc('}', out);
    } else {
        (void)fputs("{\"kind\":\"shims_only\"}", out);
    }
    return fclose(out) == 0 ? 0 : -ENOMEM;
}

static void fields_session(struct fields *fields, const struct sup_session_options *session)
{
    if (!session) {
        fields->missing = "session";
        return;
    }
    field_text(fields, "project_root", session->project_root);
    if (session->package && !session->lib_name) {
        fields->missing = "lib_name";
        return;
    }
    if (mode_text(session, &fields->mode) < 0) {
        fields->no_memory = true;
        return;
    }
    field_add(fields, "mode", WIRE_FIELD_JSON)->text = text_of(fields->mode);
    field_texts(fields, "imports", session->imports, session->import_count);
    field_text(fields, "import_profile", sup_import_profile_name(session->import_profile));
}

static void fields_fill(struct fields *fields, enum arguments arguments, const struct sup_request *request)
{
    const char *value = request->request_json ? request->request_json : "null";
    switch (arguments) {
    case ARGUMENTS_NONE: return;
    case ARGUMENTS_MANIFEST: field_text(fields, "manifest_path", request->manifest_path); return;
    case ARGUMENTS_FACTORS:
        field_text(fields, "manifest_path", request->manifest_path);
        field_number(fields, "lhs", request->lhs);
        field_number(fields, "rhs", request->rhs);
        return;
    case ARGUMENTS_SESSION: fields_session(fields, request->session); return;
    case ARGUMENTS_EXPORT:
    case ARGUMENTS_EXPORT_PROGRESS:
        field_text(fields, "export", request->export_name);
        field_text(fields, "request_json", value);
        if (arguments == ARGUMENTS_EXPORT_PROGRESS)
            field_progress(fields, request);
        return;
    case ARGUMENTS_STREAMS: field_texts(fields, "streams", request->names, request->name_count); return;
    case ARGUMENTS_VALUE:
        field_add(fields, "request", WIRE_FIELD_JSON)->text = text_of(value);
        field_progress(fields, request);
        return;
    }
}

int operation_encode(const struct sup_request *request, uint32_t frame_bytes_max, struct wire_buffer *buffer,
    struct sup_error *error)
{
    const struct operation *operation = operation_get(request->operation);
    struct fields fields;
    fields_init(&fields);
    fields_fill(&fields, operation->arguments, request);

    int r = 0;
    if (fields.no_memory) {
        r = report_memory(error);
    } else if (fields.missing) {
        r = report(error, SUP_ERROR_KIND_UNSUPPORTED_REQUEST, "the argument `%s` is missing", fields.missing);
        error->operation = operation->label;
    } else {
        const struct wire_request encoded = {
            .op = operation->op, .fields = fields.items, .field_count = fields.count};
        struct wire_error why;
        int encoding = wire_encode_request(buffer, &encoded, frame_bytes_max, &why);
        if (encoding == -ENOMEM)
            r = report_memory(error);
        else if (encoding < 0)
            r = report(error, SUP_ERROR_KIND_PROTOCOL, "%s", why.text);
    }
    free(fields.texts);
    free(fields.mode);
    return r;
}
