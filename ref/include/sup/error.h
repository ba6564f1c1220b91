/* The one error type of the library: what went wrong, as data, and a sentence for people. */
#ifndef SUP_ERROR_H
#define SUP_ERROR_H

#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The kinds, and which fields of `struct sup_error` each one fills beside `kind` and `message`. */
enum sup_error_kind {
    SUP_ERROR_KIND_NONE = 0,
    SUP_ERROR_KIND_SPAWN,        /* executable, system_error: the child could not be started */
    SUP_ERROR_KIND_SETUP,        /* the parent could not prepare: memory, a pipe, a thread; system_error */
    SUP_ERROR_KIND_HANDSHAKE,    /* no valid handshake */
    SUP_ERROR_KIND_PROTOCOL,     /* the protocol failed after the handshake */
    SUP_ERROR_KIND_WORKER,       /* code: the child answered a typed error */
    SUP_ERROR_KIND_CHILD_EXITED, /* exit: the child ended with status 0 where it should not have */
    SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT,    /* exit: it ended with another status, or by a signal */
    SUP_ERROR_KIND_TIMEOUT,                 /* operation, duration_ms, resource */
    SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED, /* operation, current_kib, limit_kib, resource */
    SUP_ERROR_KIND_CANCELLED,               /* operation, resource */
    SUP_ERROR_KIND_PROGRESS_PANIC,          /* the caller's progress sink failed */
    SUP_ERROR_KIND_DATA_SINK_PANIC,         /* the caller's row sink failed */
    SUP_ERROR_KIND_DIAGNOSTIC_SINK_PANIC,   /* the caller's diagnostic sink failed */
    SUP_ERROR_KIND_STREAM_EXPORT_FAILED,    /* status_byte */
    SUP_ERROR_KIND_STREAM_CALLBACK_FAILED,  /* status_byte, description */
    SUP_ERROR_KIND_STREAM_ROW_MALFORMED,
    SUP_ERROR_KIND_CAPABILITY_METADATA_MALFORMED,
    SUP_ERROR_KIND_CAPABILITY_DOCTOR_MALFORMED,
    SUP_ERROR_KIND_TYPED_COMMAND_ROW_DECODE, /* export_name, stream, sequence */
    SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED,   /* restarts, window_ms */
    SUP_ERROR_KIND_UNSUPPORTED_REQUEST,      /* operation: not offered, or called from inside a sink */
    SUP_ERROR_KIND_WAIT,                     /* system_error: a system call that waits for the child failed */
    SUP_ERROR_KIND_KILL,                     /* system_error: the child could not be killed */
    SUP_ERROR_KIND_WAIT_TIMEOUT,         /* operation, duration_ms: a killed child was not reaped in time */
    SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS, /* operation: no longer accepts requests */
    SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED,            /* tried: no program for the child was found */
    SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE,        /* path, reason */
    SUP_ERROR_KIND_BOOTSTRAP,                          /* code: a check before the start failed */
    SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH,       /* export_name, expected, actual */
    SUP_ERROR_KIND_TYPED_COMMAND_REQUEST_ENCODE,       /* export_name: nothing was sent */
    SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE,      /* export_name */
    SUP_ERROR_KIND_TYPED_COMMAND_SUMMARY_DECODE,       /* export_name */
    SUP_ERROR_KIND_LEASE_INVALIDATED,                  /* reason: the lease no longer holds */
    SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED,              /* max_workers, resource: no room for another key */
    SUP_ERROR_KIND_WORKER_POOL_MEMORY_BUDGET_EXCEEDED, /* current_kib, limit_kib, resource */
    SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT,          /* waited_ms, resource: waited in vain */
    SUP_ERROR_KIND_UNAVAILABLE,                  /* reason: an actor has no value to give (sup_unavailable) */
    SUP_ERROR_KIND_CONFIG,                       /* code: the variable or name, where one is to blame */
    SUP_ERROR_KIND_INVALID_MODULE_NAME,          /* code: the module; reason */
    SUP_ERROR_KIND_UNRESOLVED_CAPABILITY_TARGET, /* code: the library that is not declared */
    SUP_ERROR_KIND_COUNT,
};

/* `child_panic_or_abort` and so on; `none` for NONE. The text is static. */
const char *sup_error_kind_name(enum sup_error_kind kind);

/* Owns its texts. Fields that its kind does not fill are empty, 0 or SUP_NONE. */
struct sup_error {
    enum sup_error_kind kind;
    const char *operation;   /* static; NULL where the kind has none */
    struct sup_text message; /* the cause alone; sup_error_render makes the full sentence */
    struct sup_text code;
    struct sup_text executable;
    int system_error; /* an errno value */
    uint64_t duration_ms;
    uint64_t current_kib;
    uint64_t limit_kib;
    uint64_t restarts;
    uint64_t window_ms;
    unsigned status_byte; /* 0…255 */
    struct sup_text description;
    struct sup_text export_name;
    struct sup_text stream;
    uint64_t sequence;
    struct sup_text *tried; /* paths, in the order in which they were looked at */
    size_t tried_count;
    struct sup_text path;
    struct sup_text reason;
    struct sup_text expected; /* JSON text */
    struct sup_text actual;   /* JSON text */
    uint64_t max_workers;
    uint64_t waited_ms;
    struct sup_exit exit;         /* recorded where `exit.status.data` is not NULL */
    struct sup_resource resource; /* known where `resource.cause` is not NONE */
};

/* Makes ERROR empty (kind NONE). Every error given to this library must have been initialised once. */
void sup_error_init(struct sup_error *error);

/* Frees what ERROR holds and makes it empty. */
void sup_error_release(struct sup_error *error);

/* Renders ERROR as one sentence for people (DISPLAY-01…03). The child's diagnostics are cut after
 * SUP_DISPLAY_DIAGNOSTICS_BYTES_MAX bytes, at the end of a character and never within a terminal escape.
 * RET_TEXT is replaced. Returns 0, or -SUP_ERROR_KIND_SETUP without memory. */
#define SUP_DISPLAY_DIAGNOSTICS_BYTES_MAX 4096
int sup_error_render(const struct sup_error *error, struct sup_text *ret_text);

#ifdef __cplusplus
}
#endif

#endif
