/* The names of the public enumerations, each a table. */
#include <sup/error.h>
#include <sup/request.h>
#include <sup/stats.h>
#include <sup/supervisor.h>

#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))

static const char *name_at(const char *const *names, size_t count, unsigned index)
{
    return index < count ? names[index] : NULL;
}

const char *sup_error_kind_name(enum sup_error_kind kind)
{
    static const char *const NAMES[] = {
        [SUP_ERROR_KIND_NONE] = "none",
        [SUP_ERROR_KIND_SPAWN] = "spawn",
        [SUP_ERROR_KIND_SETUP] = "setup",
        [SUP_ERROR_KIND_HANDSHAKE] = "handshake",
        [SUP_ERROR_KIND_PROTOCOL] = "protocol",
        [SUP_ERROR_KIND_WORKER] = "worker",
        [SUP_ERROR_KIND_CHILD_EXITED] = "child_exited",
        [SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT] = "child_panic_or_abort",
        [SUP_ERROR_KIND_TIMEOUT] = "timeout",
        [SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED] = "rss_hard_limit_exceeded",
        [SUP_ERROR_KIND_CANCELLED] = "cancelled",
        [SUP_ERROR_KIND_PROGRESS_PANIC] = "progress_panic",
        [SUP_ERROR_KIND_DATA_SINK_PANIC] = "data_sink_panic",
        [SUP_ERROR_KIND_DIAGNOSTIC_SINK_PANIC] = "diagnostic_sink_panic",
        [SUP_ERROR_KIND_STREAM_EXPORT_FAILED] = "stream_export_failed",
        [SUP_ERROR_KIND_STREAM_CALLBACK_FAILED] = "stream_callback_failed",
        [SUP_ERROR_KIND_STREAM_ROW_MALFORMED] = "stream_row_malformed",
        [SUP_ERROR_KIND_CAPABILITY_METADATA_MALFORMED] = "capability_metadata_malformed",
        [SUP_ERROR_KIND_CAPABILITY_DOCTOR_MALFORMED] = "capability_doctor_malformed",
        [SUP_ERROR_KIND_TYPED_COMMAND_ROW_DECODE] = "typed_command_row_decode",
        [SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED] = "restart_limit_exceeded",
        [SUP_ERROR_KIND_UNSUPPORTED_REQUEST] = "unsupported_request",
        [SUP_ERROR_KIND_WAIT] = "wait",
        [SUP_ERROR_KIND_KILL] = "kill",
        [SUP_ERROR_KIND_WAIT_TIMEOUT] = "wait_timeout",
        [SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS] = "shutdown_in_progress",
        [SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED] = "worker_child_unresolved",
        [SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE] = "worker_child_not_executable",
        [SUP_ERROR_KIND_BOOTSTRAP] = "bootstrap",
        [SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH] = "capability_metadata_mismatch",
        [SUP_ERROR_KIND_TYPED_COMMAND_REQUEST_ENCODE] = "typed_command_request_encode",
        [SUP_ERROR_KIND_TYPED_COMMAND_RESPONSE_DECODE] = "typed_command_response_decode",
        [SUP_ERROR_KIND_TYPED_COMMAND_SUMMARY_DECODE] = "typed_command_summary_decode",
        [SUP_ERROR_KIND_LEASE_INVALIDATED] = "lease_invalidated",
        [SUP_ERROR_KIND_WORKER_POOL_EXHAUSTED] = "worker_pool_exhausted",
        [SUP_ERROR_KIND_WORKER_POOL_MEMORY_BUDGET_EXCEEDED] = "worker_pool_memory_budget_exceeded",
        [SUP_ERROR_KIND_WORKER_POOL_QUEUE_TIMEOUT] = "worker_pool_queue_timeout",
        [SUP_ERROR_KIND_UNAVAILABLE] = "unavailable",
        [SUP_ERROR_KIND_CONFIG] = "config",
        [SUP_ERROR_KIND_INVALID_MODULE_NAME] = "invalid_module_name",
        [SUP_ERROR_KIND_UNRESOLVED_CAPABILITY_TARGET] = "unresolved_capability_target",
    };
    return name_at(NAMES, COUNT_OF(NAMES), kind);
}

const char *sup_restart_cause_name(enum sup_restart_cause cause)
{
    static const char *const NAMES[] = {
        [SUP_RESTART_CAUSE_EXPLICIT] = "explicit",
        [SUP_RESTART_CAUSE_MAX_REQUESTS] = "max_requests",
        [SUP_RESTART_CAUSE_MAX_IMPORTS] = "max_imports",
        [SUP_RESTART_CAUSE_RSS_CEILING] = "rss_ceiling",
        [SUP_RESTART_CAUSE_RSS_HARD_LIMIT] = "rss_hard_limit",
        [SUP_RESTART_CAUSE_IDLE] = "idle",
        [SUP_RESTART_CAUSE_CANCELLED] = "cancelled",
        [SUP_RESTART_CAUSE_TIMEOUT] = "timeout",
        [SUP_RESTART_CAUSE_CHILD_ABORT] = "child_abort",
    };
    return name_at(NAMES, COUNT_OF(NAMES), cause);
}

const char *sup_resource_cause_name(enum sup_resource_cause cause)
{
    static const char *const NAMES[] = {
        [SUP_RESOURCE_CAUSE_WORKER_TIMEOUT] = "worker_timeout",
        [SUP_RESOURCE_CAUSE_WORKER_CANCELLED] = "worker_cancelled",
        [SUP_RESOURCE_CAUSE_WORKER_RSS_HARD_LIMIT] = "worker_rss_hard_limit",
        [SUP_RESOURCE_CAUSE_WORKER_CHILD_ABORT] = "worker_child_abort",
        [SUP_RESOURCE_CAUSE_WORKER_POOL_MAX_WORKERS] = "worker_pool_max_workers",
        [SUP_RESOURCE_CAUSE_WORKER_POOL_TOTAL_RSS_BUDGET] = "worker_pool_total_rss_budget",
        [SUP_RESOURCE_CAUSE_WORKER_POOL_QUEUE_TIMEOUT] = "worker_pool_queue_timeout",
    };
    return name_at(NAMES, COUNT_OF(NAMES), cause);
}

const char *sup_skip_reason_name(enum sup_skip_reason reason)
{
    static const char *const NAMES[] = {
        [SUP_SKIP_REASON_STOP_FAILED] = "stop_failed",
        [SUP_SKIP_REASON_RESTART_LIMIT_EXCEEDED] = "restart_limit_exceeded",
        [SUP_SKIP_REASON_SPAWN_FAILED] = "spawn_failed",
    };
    return name_at(NAMES, COUNT_OF(NAMES), reason);
}

const char *sup_shutdown_outcome_name(enum sup_shutdown_outcome outcome)
{
    static const char *const NAMES[] = {
        [SUP_SHUTDOWN_OUTCOME_ALREADY_EXITED] = "already_exited",
        [SUP_SHUTDOWN_OUTCOME_GRACEFUL] = "graceful",
        [SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED] = "graceful_timed_out_killed",
        [SUP_SHUTDOWN_OUTCOME_GRACEFUL_PROTOCOL_FAILED_KILLED] = "graceful_protocol_failed_killed",
        [SUP_SHUTDOWN_OUTCOME_KILL_ONLY] = "kill_only",
    };
    return name_at(NAMES, COUNT_OF(NAMES), outcome);
}

const char *sup_import_profile_name(enum sup_import_profile profile)
{
    static const char *const NAMES[] = {
        [SUP_IMPORT_PROFILE_PRIVATE] = "private",
        [SUP_IMPORT_PROFILE_EXPORTED_PUBLIC] = "exported-public",
        [SUP_IMPORT_PROFILE_SERVER] = "server",
        [SUP_IMPORT_PROFILE_FULL_PRIVATE_COMPAT] = "full-private-compat",
    };
    return name_at(NAMES, COUNT_OF(NAMES), profile);
}
