/*
 * The worker protocol, version 10: frames, messages, and nothing else.
 *
 * No system call, no clock, no thread. Bytes come in through a `wire_reader`, which the caller fills; requests go
 * out through a `wire_buffer`, which the caller writes. Every function here is safe to call from any thread as
 * long as no object is shared without a lock.
 *
 * Return values are 0 or a negative errno; a failure of the protocol is -EPROTO and is described in
 * `struct wire_error`. Outputs are untouched on failure unless the function says otherwise.
 */
#ifndef SUP_WIRE_WIRE_H
#define SUP_WIRE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WIRE_VERSION            10u
#define WIRE_HEADER_BYTES       4u
#define WIRE_FRAME_BYTES_MIN    65536u     /* WIRE-07: least cap */
#define WIRE_FRAME_BYTES_MAX    268435456u /* WIRE-07: greatest cap */
#define WIRE_FRAME_BYTES        1048576u   /* WIRE-07: default cap */
#define WIRE_DEPTH_MAX          128        /* WIRE-10: levels of nesting in one value of a body */
#define WIRE_READER_BYTES       131072u    /* what a reader holds until a frame needs more */
#define WIRE_ERROR_TEXT_BYTES   192u
#define WIRE_OPERATION_NAME_MAX 64u

/* A piece of somebody else's bytes: not ended by NUL, may hold NUL. Its lifetime is its owner's. */
struct wire_text {
    const char *data;
    size_t length;
};

#define WIRE_TEXT(literal) ((struct wire_text){(literal), sizeof(literal) - 1})

/* ---- Errors ---------------------------------------------------------------------------------------------- */

enum wire_failure {
    WIRE_FAILURE_NONE,
    WIRE_FAILURE_IO,        /* the caller's read or write failed */
    WIRE_FAILURE_DECODE,    /* not JSON, or not a message of the protocol: WIRE-03, WIRE-04, WIRE-10 */
    WIRE_FAILURE_TOO_LARGE, /* a frame over the cap: WIRE-02, WIRE-09; actual = length, expected = cap */
    WIRE_FAILURE_VERSION,   /* decodable, but another version: WIRE-03; expected, actual */
};

struct wire_error {
    enum wire_failure failure;
    size_t offset; /* DECODE: byte of the frame where it went wrong */
    uint64_t expected;
    uint64_t actual;
    char text[WIRE_ERROR_TEXT_BYTES]; /* the sentence for people, whole, ended by NUL */
};

/* Describes a failed read or write of the caller's: `what` is a short phrase, `error` an errno. */
void wire_error_set_io(struct wire_error *error, const char *what, int error_number);

/* ---- Reading frames -------------------------------------------------------------------------------------- */

/* What `wire_reader_next` found. */
enum wire_next {
    WIRE_NEXT_FRAME, /* one whole frame */
    WIRE_NEXT_MORE,  /* the rest of a frame is still to come */
    WIRE_NEXT_ERROR, /* the header announces a frame over the cap: the stream cannot be read any further */
};

/*
 * Cuts a stream of bytes into frames without copying them. Holds at most the larger of WIRE_READER_BYTES and one
 * frame of the cap's size + WIRE_READER_BYTES, and that only once such a frame was announced.
 */
struct wire_reader {
    char *bytes;
    size_t capacity;
    size_t start; /* first byte not yet handed out */
    size_t end;   /* end of what was read */
    uint32_t frame_bytes_max;
};

/* A reader with nothing in it and no memory yet. The cap is clamped as WIRE-07 says. */
void wire_reader_init(struct wire_reader *reader, uint32_t frame_bytes_max);
/* Frees the buffer; harmless on a released or zeroed reader. */
void wire_reader_release(struct wire_reader *reader);
/* Forgets all bytes (the pipe of another generation follows); keeps the buffer and the cap. */
void wire_reader_reset(struct wire_reader *reader);

/*
 * Room to read into: always at least one byte, and after WIRE_NEXT_MORE enough for the rest of the frame at hand
 * plus as much beyond as the buffer has. Ends the life of every frame handed out before. -ENOMEM; -ENOBUFS where
 * the caller did not take the frames that are there.
 */
int wire_reader_space(struct wire_reader *reader, char **ret_space, size_t *ret_size);
/* Says that `size` bytes were read into the space. */
void wire_reader_commit(struct wire_reader *reader, size_t size);
/*
 * Takes the next whole frame: its bytes (without header) stay where they are and valid until the next
 * `wire_reader_space`, `_reset` or `_release`. Writable, because `wire_decode` may rewrite an escape in place.
 * A frame of length 0 is a frame; decoding it fails (WIRE-04). `error` is set for WIRE_NEXT_ERROR only.
 */
enum wire_next wire_reader_next(
    struct wire_reader *reader, char **ret_frame, size_t *ret_length, struct wire_error *error);
/* Bytes held and not yet handed out: not 0 while Idle means stale output (FIX-03). */
size_t wire_reader_pending(const struct wire_reader *reader);

/* ---- Messages -------------------------------------------------------------------------------------------- */

enum wire_type {
    WIRE_TYPE_HANDSHAKE,
    WIRE_TYPE_CONFIGURE_FRAME_LIMIT,
    WIRE_TYPE_REQUEST,
    WIRE_TYPE_RESPONSE,
    WIRE_TYPE_DIAGNOSTIC,
    WIRE_TYPE_PROGRESS_TICK,
    WIRE_TYPE_DATA_ROW,
    WIRE_TYPE_FATAL_EXIT,
    WIRE_TYPE_COUNT
};

enum wire_op {
    WIRE_OP_HEALTH,
    WIRE_OP_TERMINATE,
    WIRE_OP_OPEN_HOST_SESSION,
    WIRE_OP_RUN_DATA_STREAM,
    WIRE_OP_JSON_COMMAND,
    WIRE_OP_CAPABILITY_METADATA,
    WIRE_OP_CAPABILITY_DOCTOR,
    WIRE_OP_EMIT_TEST_ROWS,
    WIRE_OP_EMIT_TEST_ROWS_THEN_EXIT,
    WIRE_OP_EMIT_TEST_ROWS_THEN_PANIC,
    WIRE_OP_LOAD_FIXTURE_CAPABILITY,
    WIRE_OP_TRIGGER_LEAN_PANIC,
    WIRE_OP_CALL_FIXTURE_MUL,
    WIRE_OP_ELABORATE,
    WIRE_OP_KERNEL_CHECK,
    WIRE_OP_DECLARATION_KINDS,
    WIRE_OP_DECLARATION_NAMES,
    WIRE_OP_INFER_TYPE,
    WIRE_OP_WHNF,
    WIRE_OP_IS_DEF_EQ,
    WIRE_OP_DESCRIBE,
    WIRE_OP_SEARCH_DECLARATIONS,
    WIRE_OP_DECLARATION_TYPE,
    WIRE_OP_INSPECT_DECLARATION,
    WIRE_OP_ATTEMPT_PROOF,
    WIRE_OP_VERIFY_DECLARATION,
    WIRE_OP_VERIFY_DECLARATION_BATCH,
    WIRE_OP_LIST_DECLARATIONS_STRINGS,
    WIRE_OP_DESCRIBE_BULK,
    WIRE_OP_PROCESS_MODULE_QUERY,
    WIRE_OP_PROCESS_MODULE_QUERY_BATCH,
    WIRE_OP_CLEAR_MODULE_SNAPSHOT_CACHE,
    WIRE_OP_COUNT
};

enum wire_status {
    WIRE_STATUS_HEALTH_OK,
    WIRE_STATUS_CAPABILITY_LOADED,
    WIRE_STATUS_TERMINATING,
    WIRE_STATUS_U64,
    WIRE_STATUS_ROWS_COMPLETE,
    WIRE_STATUS_HOST_SESSION_OPENED,
    WIRE_STATUS_HOST_SESSION_REUSED, /* WIRE-13 */
    WIRE_STATUS_STREAM_COMPLETE,
    WIRE_STATUS_STREAM_EXPORT_FAILED,
    WIRE_STATUS_STREAM_CALLBACK_FAILED,
    WIRE_STATUS_STREAM_ROW_MALFORMED,
    WIRE_STATUS_JSON_COMMAND,
    WIRE_STATUS_CAPABILITY_METADATA,
    WIRE_STATUS_CAPABILITY_DOCTOR,
    WIRE_STATUS_CAPABILITY_METADATA_MALFORMED,
    WIRE_STATUS_CAPABILITY_DOCTOR_MALFORMED,
    WIRE_STATUS_ERROR,
    WIRE_STATUS_ELABORATION,
    WIRE_STATUS_KERNEL_CHECK,
    WIRE_STATUS_STRINGS,
    WIRE_STATUS_META_EXPR,
    WIRE_STATUS_META_BOOL,
    WIRE_STATUS_DECLARATION,
    WIRE_STATUS_DECLARATION_SEARCH,
    WIRE_STATUS_DECLARATION_TYPE,
    WIRE_STATUS_DECLARATION_INSPECTION,
    WIRE_STATUS_PROOF_ATTEMPT,
    WIRE_STATUS_DECLARATION_VERIFICATION,
    WIRE_STATUS_DECLARATION_VERIFICATION_BATCH,
    WIRE_STATUS_DECLARATION_BULK,
    WIRE_STATUS_PROCESS_MODULE_QUERY,
    WIRE_STATUS_PROCESS_MODULE_QUERY_BATCH,
    WIRE_STATUS_MODULE_SNAPSHOT_CACHE_CLEARED,
    WIRE_STATUS_COUNT
};

/* Names as on the wire, static. */
const char *wire_type_name(enum wire_type type);
const char *wire_op_name(enum wire_op op);
const char *wire_status_name(enum wire_status status);

struct wire_handshake {
    struct wire_text worker_version;
    uint16_t protocol_version;
};

struct wire_diagnostic {
    struct wire_text code;
    struct wire_text message;
};

struct wire_progress {
    struct wire_text phase;
    uint64_t current;
    uint64_t total; /* only where has_total */
    bool has_total;
};

struct wire_row {
    struct wire_text stream;
    uint64_t sequence;
    struct wire_text payload; /* WIRE-11: the exact text, without white space around it */
};

struct wire_stream_count {
    struct wire_text stream;
    uint64_t count;
};

/* Where a name appears twice, its last entry counts. */
struct wire_stream_counts {
    struct wire_stream_count *entries;
    size_t count;
};

struct wire_texts {
    struct wire_text *entries;
    size_t count;
};

/* What `host_session_opened` reports. */
struct wire_import_stats {
    struct wire_texts direct_import_names;
    struct wire_text import_level;
    bool import_all;
    bool load_exts;
    uint64_t effective_module_count;
    uint64_t compacted_region_count;
    uint64_t memory_mapped_region_count;
    uint64_t compacted_region_bytes;
    uint64_t memory_mapped_region_bytes;
    uint64_t non_memory_mapped_region_bytes;
    uint64_t imported_bytes;
    uint64_t imported_constant_count;
    uint64_t extension_count;
    uint64_t total_imported_extension_entries;
};

struct wire_summary {
    uint64_t total_rows;
    uint64_t elapsed_micros;
    struct wire_stream_counts per_stream_counts;
    struct wire_text per_stream_text; /* the same as JSON text */
    struct wire_text metadata;        /* JSON text; data = NULL where absent or null */
};

/*
 * A response. Texts of kind S are decoded; those called JSON text are exact source text, valid by RFC 8259.
 * `body` is the whole body object as it was sent. What the status does not name is zero.
 */
struct wire_response {
    enum wire_status status;
    struct wire_text body;
    uint64_t number;       /* u64: value; rows_complete: count; *_failed: status_byte */
    struct wire_text code; /* error */
    struct wire_text
        message; /* error, stream_row_malformed, *_malformed; stream_callback_failed: description */
    struct wire_text result; /* JSON text: import_stats, summary, metadata, report, result, values, rows */
    struct wire_text json;   /* json_command: response_json, decoded */
    struct wire_summary summary;           /* stream_complete */
    struct wire_import_stats import_stats; /* host_session_opened, host_session_reused */
    struct wire_texts strings;             /* strings: its values */
};

/* A decoded frame. Its texts live in the frame and in `storage`; the frame must outlive it. */
struct wire_message {
    enum wire_type type;
    union {
        struct wire_handshake handshake;
        struct wire_row row;
        struct wire_response response;
        struct wire_diagnostic diagnostic;
        struct wire_progress progress;
        enum wire_op op;              /* request: which a parent must not receive */
        uint32_t max_frame_bytes;     /* configure_frame_limit: likewise */
        struct wire_diagnostic fatal; /* fatal_exit: code = status, message = stderr */
    };
    void *storage; /* NULL for a row: nothing is allocated for one */
};

/*
 * Decodes one frame: strict RFC 8259, then the rules of WIRE-03 and WIRE-04. Linear in `length`; never recurses.
 * May rewrite the bytes of the frame that hold escapes of a row's stream name, and no others.
 * -EPROTO (with `error`: DECODE or VERSION), -ENOMEM. On 0 the message must be released.
 */
int wire_decode(char *frame, size_t length, struct wire_message *ret_message, struct wire_error *error);
/* Frees what a message owns; cheap for rows. Harmless on a released or zeroed message. */
void wire_message_release(struct wire_message *message);

/* ---- Single JSON values (rows of list_declarations_strings, typed rows) ---------------------------------- */

/* Checks that `text` is exactly one JSON value, with white space around it allowed. 0 or -EPROTO with `error`. */
int wire_json_check(const char *text, size_t length, struct wire_error *error);
/*
 * Decodes a JSON string (with its quotes) into `ret_text`: UTF-8, ended by a NUL beyond `ret_length`, to be freed by
 * the caller. -EINVAL: not a string, or a lone surrogate in it; -ENOMEM.
 */
int wire_json_string(struct wire_text text, char **ret_text, size_t *ret_length);
/*
 * The unsigned integer in field `name` of the JSON object `text`. -EINVAL: not an object; -ENOENT: no such field;
 * -ERANGE: not an unsigned integer of 64 bits; -EEXIST: the field is there twice.
 */
int wire_json_object_u64(struct wire_text text, const char *name, uint64_t *ret_value);

/* ---- Writing ---------------------------------------------------------------------------------------------- */

/* A growing buffer of the caller's, used again and again. Zero it before its first use. */
struct wire_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
};

void wire_buffer_release(struct wire_buffer *buffer);

enum wire_field_kind {
    WIRE_FIELD_TEXT,  /* text: UTF-8, escaped by the encoder */
    WIRE_FIELD_U64,   /* number */
    WIRE_FIELD_BOOL,  /* number, 0 or 1 */
    WIRE_FIELD_TEXTS, /* texts, count */
    WIRE_FIELD_JSON,  /* text: one JSON value, checked and copied as it is */
    WIRE_FIELD_NULL,
};

/* One field of a request's body. */
struct wire_field {
    const char *name; /* plain ASCII */
    enum wire_field_kind kind;
    struct wire_text text;
    const struct wire_text *texts;
    size_t count;
    uint64_t number;
};

/* A request: `op`, then `fields` in their order. */
struct wire_request {
    enum wire_op op;
    const struct wire_field *fields;
    size_t field_count;
};

/*
 * Puts the whole frame, header first, into `buffer` (replacing what it held). The cap is checked before anything is
 * handed out: on failure `buffer->length` is 0, so nothing can be written (WIRE-02, WIRE-09).
 * -EPROTO with `error` TOO_LARGE; -EINVAL with `error` DECODE where a field or a text is not valid
 * (not JSON, not UTF-8); -ENOMEM.
 */
int wire_encode_request(struct wire_buffer *buffer, const struct wire_request *request,
    uint32_t frame_bytes_max, struct wire_error *error);
/* The same for configure_frame_limit, which announces `frame_bytes_max`. Only -ENOMEM can fail it. */
int wire_encode_configure(struct wire_buffer *buffer, uint32_t frame_bytes_max);
/* WIRE-07: brings a configured cap into [WIRE_FRAME_BYTES_MIN, WIRE_FRAME_BYTES_MAX]. */
uint32_t wire_frame_bytes_clamp(uint64_t frame_bytes);

#endif
