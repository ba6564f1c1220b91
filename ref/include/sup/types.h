/* Values that several parts of the interface share: texts, exits, import statistics, resource facts.
 *
 * Conventions of all headers of this library:
 * - A function returns 0, or minus the kind of the error (see error.h). Outputs come last, are named `ret_…`, and are
 *   left untouched on failure unless their comment says otherwise.
 * - Durations are milliseconds (`…_ms`) or microseconds (`…_us`), sizes are bytes (`…_bytes`), memory is KiB (`…_kib`).
 * - SUP_NONE in an unsigned 64-bit field means: not set, not known, does not apply.
 * - `x_init` makes a value empty, `x_release` frees what it holds and makes it empty again; both accept an empty value.
 */
#ifndef SUP_TYPES_H
#define SUP_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Not set, not known, does not apply. */
#define SUP_NONE UINT64_MAX

/* A counted text. `data` is NULL for no text at all; otherwise it ends with a NUL that `bytes` does not count.
 * A text that came from the child may hold NULs of its own. */
struct sup_text {
    char *data;
    size_t bytes;
};

/* Replaces TEXT by a copy of BYTES bytes at DATA (DATA NULL: by no text).
 * Returns 0, or -SUP_ERROR_KIND_SETUP without memory; TEXT is then unchanged. */
int sup_text_assign(struct sup_text *text, const char *data, size_t bytes);
void sup_text_release(struct sup_text *text);

/* How a child ended (EXIT-01). An exit that was never recorded has success false, no code, no signal and the status
 * `worker is not running` (EXIT-02). */
struct sup_exit {
    bool success;
    int code;   /* -1 where it did not exit by itself */
    int signal; /* 0 where no signal ended it */
    bool core_dumped;
    struct sup_text status; /* `exit status: 3`, `signal: 6 (SIGABRT) (core dumped)` */
    struct sup_text
        diagnostics; /* the last 64 KiB that it wrote to stderr, as UTF-8; never NULL once recorded */
};

void sup_exit_init(struct sup_exit *exit);
void sup_exit_release(struct sup_exit *exit);
/* RET must be initialised; what it held is released. Returns 0 or -SUP_ERROR_KIND_SETUP. */
int sup_exit_copy(const struct sup_exit *exit, struct sup_exit *ret);

/* What the child reported about the imports of a session it opened. */
struct sup_import_stats {
    struct sup_text *direct_import_names;
    size_t direct_import_name_count;
    struct sup_text import_level;
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

void sup_import_stats_init(struct sup_import_stats *stats);
void sup_import_stats_release(struct sup_import_stats *stats);
/* RET must be initialised; what it held is released. Returns 0 or -SUP_ERROR_KIND_SETUP. */
int sup_import_stats_copy(const struct sup_import_stats *stats, struct sup_import_stats *ret);

/* Why a child was replaced (RESTART-06). */
enum sup_restart_cause {
    SUP_RESTART_CAUSE_NONE = 0,
    SUP_RESTART_CAUSE_EXPLICIT,
    SUP_RESTART_CAUSE_MAX_REQUESTS,
    SUP_RESTART_CAUSE_MAX_IMPORTS,
    SUP_RESTART_CAUSE_RSS_CEILING,
    SUP_RESTART_CAUSE_RSS_HARD_LIMIT,
    SUP_RESTART_CAUSE_IDLE,
    SUP_RESTART_CAUSE_CANCELLED,
    SUP_RESTART_CAUSE_TIMEOUT,
    SUP_RESTART_CAUSE_CHILD_ABORT,
};

/* `explicit`, `max_requests`, …; NULL for NONE. The text is static. */
const char *sup_restart_cause_name(enum sup_restart_cause cause);

/* Why a request was cut short. */
enum sup_resource_cause {
    SUP_RESOURCE_CAUSE_NONE = 0, /* no facts are known */
    SUP_RESOURCE_CAUSE_WORKER_TIMEOUT,
    SUP_RESOURCE_CAUSE_WORKER_CANCELLED,
    SUP_RESOURCE_CAUSE_WORKER_RSS_HARD_LIMIT,
    SUP_RESOURCE_CAUSE_WORKER_CHILD_ABORT,
    SUP_RESOURCE_CAUSE_WORKER_POOL_MAX_WORKERS,
    SUP_RESOURCE_CAUSE_WORKER_POOL_TOTAL_RSS_BUDGET,
    SUP_RESOURCE_CAUSE_WORKER_POOL_QUEUE_TIMEOUT,
};

/* `worker_timeout`, …; NULL for NONE. The text is static. */
const char *sup_resource_cause_name(enum sup_resource_cause cause);

/* Resource facts of an error, taken after the replacement (FACTS-01). Numbers that are not known are SUP_NONE. */
struct sup_resource {
    enum sup_resource_cause cause; /* NONE: there are no facts */
    bool work_entered_child;       /* the whole request frame was written */
    const char *operation;         /* static; NULL where not known */
    uint64_t current_rss_kib;
    uint64_t limit_kib;
    uint64_t import_count;
    uint64_t worker_generation;
    enum sup_restart_cause restart_reason;
    uint64_t queue_wait_ms;
    uint64_t duration_ms;
    uint64_t cold_open_attempts;
    uint64_t cold_open_admitted;
    uint64_t cold_open_refusals;
    uint64_t import_like_requests;
    uint64_t import_like_admitted;
    struct sup_import_stats *last_import_stats; /* owned; NULL where not known */
};

void sup_resource_init(struct sup_resource *resource);
void sup_resource_release(struct sup_resource *resource);

#ifdef __cplusplus
}
#endif

#endif
