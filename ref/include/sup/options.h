/* How a supervisor is configured. */
#ifndef SUP_OPTIONS_H
#define SUP_OPTIONS_H

#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The defaults of sup_options_init (DEFAULT-01). */
#define SUP_STARTUP_TIMEOUT_MS_DEFAULT      10000
#define SUP_REQUEST_TIMEOUT_MS_DEFAULT      30000
#define SUP_REQUEST_TIMEOUT_MS_LONG_RUNNING 600000
#define SUP_SHUTDOWN_TIMEOUT_MS_DEFAULT     2000
#define SUP_KILL_WAIT_MS_DEFAULT            5000
#define SUP_RESTARTS_MAX_DEFAULT            16
#define SUP_RESTART_WINDOW_MS_DEFAULT       60000
#define SUP_FRAME_BYTES_DEFAULT             1048576
#define SUP_FRAME_BYTES_FLOOR               65536
#define SUP_FRAME_BYTES_CEILING             268435456
#define SUP_RSS_SAMPLE_INTERVAL_MS_DEFAULT  250
/* Bounds that are not options. */
#define SUP_EVENTS_UNDELIVERED_MAX 64
#define SUP_DIAGNOSTICS_BYTES_MAX  65536
#define SUP_EOF_GRACE_MS           1000

struct sup_environment_entry {
    const char *name;
    const char *value;
};

/* When the child is replaced before a request (POLICY-01). SUP_NONE switches a limit off; a count limit of 0 is
 * raised to 1. All limits compare with ≥. */
struct sup_policy {
    uint64_t max_requests;          /* requests since the child was started */
    uint64_t max_imports;           /* import-like requests since the child was started */
    uint64_t max_rss_kib;           /* the child's VmRSS */
    uint64_t idle_restart_after_ms; /* since the last request ended, or since the child was started */
};

/* Borrowed by sup_supervisor_open, which copies what it keeps. Values out of range are clamped, never refused. */
struct sup_options {
    const char *executable;       /* looked up in PATH where it has no slash; required */
    const char *const *arguments; /* argv[1] and after; argv[0] is the executable */
    size_t argument_count;
    /* Added, in order, to the parent's environment and the three variables of SPAWN-01; a later entry wins. */
    const struct sup_environment_entry *environment;
    size_t environment_count;
    const char *working_directory; /* NULL: inherited */

    uint64_t startup_timeout_ms;  /* from the start of the program to its handshake (SPAWN-06) */
    uint64_t request_timeout_ms;  /* from the write to the terminal response (TIMEOUT-01); 0 fires at once */
    uint64_t shutdown_timeout_ms; /* grace between the terminate request and the kill (SHUT-01) */
    uint64_t kill_wait_ms;        /* until a killed child must have been reaped (SHUT-02) */
    uint64_t max_frame_bytes;     /* clamped to [SUP_FRAME_BYTES_FLOOR, SUP_FRAME_BYTES_CEILING] */

    uint64_t rss_hard_limit_kib;     /* SUP_NONE: no limit; raised to 1 (RSS-03) */
    uint64_t rss_sample_interval_ms; /* raised to 1 */

    uint64_t restarts_max;      /* replacements admitted within one window, raised to 1 (RESTART-04) */
    uint64_t restart_window_ms; /* raised to 1 */
    struct sup_policy policy;
};

/* Fills OPTIONS with the defaults; only `executable` has none. */
void sup_options_init(struct sup_options *options);

#ifdef __cplusplus
}
#endif

#endif
