/* The operations as a table: what each sends, what it expects, and how its answer is taken apart. */
#ifndef SUP_OPERATIONS_H
#define SUP_OPERATIONS_H

#include "wire/wire.h"

#include <sup/error.h>
#include <sup/request.h>

#include <stdint.h>

enum arguments {
    ARGUMENTS_NONE,
    ARGUMENTS_MANIFEST,        /* manifest_path */
    ARGUMENTS_FACTORS,         /* manifest_path, lhs, rhs */
    ARGUMENTS_SESSION,         /* project_root, mode, imports, import_profile */
    ARGUMENTS_EXPORT,          /* export, request_json */
    ARGUMENTS_EXPORT_PROGRESS, /* export, request_json, progress */
    ARGUMENTS_STREAMS,         /* streams */
    ARGUMENTS_VALUE,           /* request, progress */
};

enum answer {
    ANSWER_NOTHING,
    ANSWER_NUMBER,
    ANSWER_IMPORT_STATS,
    ANSWER_TEXT,    /* a decoded string */
    ANSWER_JSON,    /* JSON text */
    ANSWER_STRINGS, /* an array of strings */
    ANSWER_SUMMARY,
    ANSWER_COLLECTED, /* rows that are strings, and their count (REQ-10) */
};

struct operation {
    const char *label; /* the name in errors */
    enum wire_op op;
    enum arguments arguments;
    enum wire_status expected; /* WIRE_STATUS_COUNT: no answer is right */
    enum answer answer;
    bool import_like;   /* POLICY-02 */
    bool counts_stream; /* stream_requests */
    bool absorbs_abort; /* REQ-09 */
};

const struct operation *operation_get(enum sup_operation operation);

/* True if STATUS is a failure that this operation may answer with; RET_KIND is its error kind then. */
bool operation_failure(
    const struct operation *operation, enum wire_status status, enum sup_error_kind *ret_kind);

/* Encodes REQUEST as one frame into BUFFER. 0, or minus the kind: protocol (over the cap, or not encodable: WIRE-09),
 * unsupported_request (an argument is missing), setup. Nothing may be written then. */
int operation_encode(const struct sup_request *request, uint32_t frame_bytes_max, struct wire_buffer *buffer,
    struct sup_error *error);

#endif
