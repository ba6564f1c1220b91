/* What can be asked of the child, what it streams meanwhile, and what it answers. */
#ifndef SUP_REQUEST_H
#define SUP_REQUEST_H

#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The operations. The comment names the member of `struct sup_request` that carries the arguments, and the member of
 * `struct sup_response` that carries the answer. */
enum sup_operation {
    SUP_OPERATION_HEALTH = 0,              /* —; — */
    SUP_OPERATION_LOAD_FIXTURE_CAPABILITY, /* manifest_path; — */
    SUP_OPERATION_CALL_FIXTURE_MUL,        /* manifest_path, lhs, rhs; value */
    SUP_OPERATION_TRIGGER_LEAN_PANIC,      /* manifest_path; every answer is of the wrong status */
    SUP_OPERATION_OPEN_HOST_SESSION,       /* session; import_stats */
    SUP_OPERATION_JSON_COMMAND,            /* export_name, request_json; text (the decoded `response_json`) */
    SUP_OPERATION_CAPABILITY_METADATA,     /* export_name, request_json; text (the JSON of `metadata`) */
    SUP_OPERATION_CAPABILITY_DOCTOR,       /* export_name, request_json; text (the JSON of `report`) */
    SUP_OPERATION_RUN_DATA_STREAM,         /* export_name, request_json; summary */
    SUP_OPERATION_EMIT_TEST_ROWS,          /* names (the streams); value (the count) */
    SUP_OPERATION_EMIT_TEST_ROWS_THEN_EXIT,  /* —; value */
    SUP_OPERATION_EMIT_TEST_ROWS_THEN_PANIC, /* —; value */
    /* From here on: request_json is any JSON value; text is the JSON of `result`, unless another member is named. */
    SUP_OPERATION_ELABORATE,
    SUP_OPERATION_KERNEL_CHECK,
    SUP_OPERATION_DECLARATION_KINDS, /* strings */
    SUP_OPERATION_DECLARATION_NAMES, /* strings */
    SUP_OPERATION_INFER_TYPE,
    SUP_OPERATION_WHNF,
    SUP_OPERATION_IS_DEF_EQ,
    SUP_OPERATION_DESCRIBE,
    SUP_OPERATION_SEARCH_DECLARATIONS,
    SUP_OPERATION_DECLARATION_TYPE,
    SUP_OPERATION_INSPECT_DECLARATION,
    SUP_OPERATION_ATTEMPT_PROOF,
    SUP_OPERATION_VERIFY_DECLARATION,        /* + names (one target): absorbs an abort (REQ-09) */
    SUP_OPERATION_VERIFY_DECLARATION_BATCH,  /* + names (the targets): absorbs an abort */
    SUP_OPERATION_LIST_DECLARATIONS_STRINGS, /* strings, streamed as rows and counted (REQ-10) */
    SUP_OPERATION_DESCRIBE_BULK,             /* text is the JSON of `rows` */
    SUP_OPERATION_PROCESS_MODULE_QUERY,
    SUP_OPERATION_PROCESS_MODULE_QUERY_BATCH, /* + names (the selectors): absorbs an abort */
    SUP_OPERATION_CLEAR_MODULE_SNAPSHOT_CACHE,
    SUP_OPERATION_COUNT,
};

/* The name on the wire: `open_host_session`. The text is static. */
const char *sup_operation_name(enum sup_operation operation);

/* The name in errors: `open_worker_session`. The text is static. */
const char *sup_operation_label(enum sup_operation operation);

/* Finds an operation by its name on the wire. Returns 0, or -SUP_ERROR_KIND_UNSUPPORTED_REQUEST. */
int sup_operation_find(const char *name, enum sup_operation *ret_operation);

/* A flag that ends a request early. Shared freely between threads; must outlive the calls that name it. */
struct sup_cancel_token {
    int set; /* read and written by the functions below only */
};

void sup_cancel_token_init(struct sup_cancel_token *token);
/* Any thread, any time, also from inside a sink and from a signal handler. Setting it twice is no error. */
void sup_cancel_token_set(struct sup_cancel_token *token);
bool sup_cancel_token_is_set(const struct sup_cancel_token *token);

/* A row, borrowed for the duration of the sink's call. `payload` is the exact JSON text that the child sent (WIRE-11)
 * and is not ended by NUL; `stream` is decoded. */
struct sup_row {
    const char *stream;
    size_t stream_bytes;
    uint64_t sequence;
    const char *payload;
    size_t payload_bytes;
};

struct sup_progress {
    const char *phase;
    size_t phase_bytes;
    uint64_t current;
    uint64_t total;      /* only where has_total */
    uint64_t elapsed_us; /* since the request was written */
    bool has_total;
};

struct sup_diagnostic {
    const char *code;
    size_t code_bytes;
    const char *message;
    size_t message_bytes;
};

#define SUP_SINK_MESSAGE_BYTES_MAX 512

/* Where the events of a request go. Any member may be NULL. Each is called on the thread of the call, in the order of
 * the pipe, with nothing buffered behind it but one partly read frame and at most SUP_EVENTS_UNDELIVERED_MAX events: a
 * slow sink makes the child wait, not the parent grow (STREAM-05).
 *
 * A sink returns 0, or anything else to fail: the request then ends with data_sink_panic, progress_panic or
 * diagnostic_sink_panic and the child's generation with it (STREAM-03, FIX-01). MESSAGE (512 bytes, empty on entry) may
 * be given a reason, ended by NUL.
 *
 * A sink may set tokens and may call sup_stats, sup_snapshot and sup_metadata; every other call on the same supervisor
 * from inside a sink is refused with unsupported_request. It must not leave by longjmp.
 *
 * `decode_row` is for typed rows: it sees each row before `row` does and fails where the payload is not of the expected
 * type. That row is not delivered, the child is replaced, and the request ends with typed_command_row_decode (STREAM-07). */
struct sup_sinks {
    void *context;
    int (*row)(void *context, const struct sup_row *row, char *message);
    int (*decode_row)(void *context, const struct sup_row *row, char *message);
    int (*progress)(void *context, const struct sup_progress *progress, char *message);
    int (*diagnostic)(void *context, const struct sup_diagnostic *diagnostic, char *message);
};

enum sup_import_profile {
    SUP_IMPORT_PROFILE_PRIVATE = 0,
    SUP_IMPORT_PROFILE_EXPORTED_PUBLIC,
    SUP_IMPORT_PROFILE_SERVER,
    SUP_IMPORT_PROFILE_FULL_PRIVATE_COMPAT,
};

/* `private`, `exported-public`, …. The text is static. */
const char *sup_import_profile_name(enum sup_import_profile profile);

/* What a session is opened for. Borrowed. */
struct sup_session_options {
    const char *project_root;
    const char *package;       /* NULL: mode shims_only */
    const char *lib_name;      /* with `package` */
    const char *manifest_path; /* with `package`; NULL: null */
    const char *const *imports;
    size_t import_count;
    enum sup_import_profile import_profile;
};

/* A request. Everything in it is borrowed for the duration of the call. Texts are UTF-8, ended by NUL. */
struct sup_request {
    enum sup_operation operation;
    const char *manifest_path;
    uint64_t lhs;
    uint64_t rhs;
    const struct sup_session_options *session;
    const char *export_name;
    const char *
        request_json; /* NULL: null. For export calls it travels as a string, for the others as the value itself */
    const char *const *names;
    size_t name_count;
    const struct sup_sinks
        *sinks; /* NULL: no sinks. The child is asked for progress where there is a sink for it */
    const struct sup_cancel_token *token; /* NULL: cannot be cancelled */
};

/* The summary that ends a stream; the parent does not reconcile it with what it delivered (WIRE-12). */
struct sup_stream_count {
    struct sup_text stream;
    uint64_t rows;
};

struct sup_stream_summary {
    uint64_t total_rows;
    struct sup_stream_count *per_stream; /* in the order of the child */
    size_t per_stream_count;
    uint64_t elapsed_us;      /* as reported by the child */
    struct sup_text metadata; /* JSON text; no text where it was null or left out */
};

/* An answer. Owns what it holds. */
struct sup_response {
    enum sup_operation operation;
    uint64_t
        worker_generation; /* of the child that answered, or of the one that follows it where `degraded` */
    bool
        degraded; /* the child aborted and was replaced: every name answers `budget exceeded`, facts are unavailable */
    uint64_t value;
    struct sup_text text;
    struct sup_text *strings; /* with `degraded`: the names, in order */
    size_t string_count;
    struct sup_import_stats import_stats;
    struct sup_stream_summary summary;
};

void sup_response_init(struct sup_response *response);
void sup_response_release(struct sup_response *response);

#ifdef __cplusplus
}
#endif

#endif
