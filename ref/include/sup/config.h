/* The configuration of a service made of actors: environment over file over default (CONFIG-01).
 *
 * The file is an INI file: `name = value` lines, names as in sup_config_key in small letters, `;` and `#` start comments.
 * Names may stand under a section [lean_host_mcp] or before any. A name that is not known is an error, with its line. */
#ifndef SUP_CONFIG_H
#define SUP_CONFIG_H

#include <sup/actor.h>
#include <sup/error.h>
#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SUP_CONFIG_PREFIX         "LEAN_HOST_MCP_"
#define SUP_CONFIG_FILE_BYTES_MAX 1048576

enum sup_config_key {
    SUP_CONFIG_WORKER_RSS_POST_JOB_RESTART_KIB = 0,
    SUP_CONFIG_WORKER_RSS_HARD_KILL_KIB,
    SUP_CONFIG_WORKER_RSS_SAMPLE_MILLIS,
    SUP_CONFIG_IMPORT_SWITCH_RSS_SOFT_KIB,
    SUP_CONFIG_MODULE_CACHE_RSS_GUARD_KIB,
    SUP_CONFIG_MODULE_CACHE_MAX_BYTES,
    SUP_CONFIG_REQUEST_TIMEOUT_MILLIS,
    SUP_CONFIG_PROJECT_MAILBOX_CAPACITY,
    SUP_CONFIG_WORKER_RESTART_LIMIT,
    SUP_CONFIG_WORKER_RESTART_WINDOW_SECS,
    SUP_CONFIG_COUNT,
};

/* The whole name of the variable: `LEAN_HOST_MCP_WORKER_RESTART_LIMIT`. The text is static. */
const char *sup_config_variable(enum sup_config_key key);
/* The name in the file: `worker_restart_limit`. The text is static. */
const char *sup_config_name(enum sup_config_key key);

enum sup_config_source {
    SUP_CONFIG_SOURCE_DEFAULT = 0,
    SUP_CONFIG_SOURCE_FILE,
    SUP_CONFIG_SOURCE_ENVIRONMENT,
};

/* `default`, `file`, `environment`. The text is static. */
const char *sup_config_source_name(enum sup_config_source source);

struct sup_config_value {
    uint64_t value;
    enum sup_config_source source;
};

struct sup_config {
    struct sup_config_value values[SUP_CONFIG_COUNT]; /* by sup_config_key */
};

/* Where values come from. Borrowed. */
struct sup_config_input {
    const char *const
        *environment;      /* NAME=VALUE entries, ended by NULL; other names are passed over. NULL: empty */
    const char *file_name; /* for messages; NULL: `configuration` */
    const char *file_text; /* the file's content, ended by NUL; NULL: no file */
};

/* Resolves every key and checks the whole (CONFIG-01…03). Pure.
 * Returns 0, or -SUP_ERROR_KIND_CONFIG: `code` is the variable or the line's name where one is to blame, and `message` says
 * what is wrong. A variable that is no number is an error whatever the file says; a value of 0 is one from any source. */
int sup_config_resolve(
    const struct sup_config_input *input, struct sup_config *ret_config, struct sup_error *ret_error);

/* sup_config_resolve over this process's environment and the file PATH (NULL: no file). A file that cannot be read is
 * -SUP_ERROR_KIND_CONFIG with system_error. Reads the environment: no other thread may change it meanwhile. */
int sup_config_load(const char *path, struct sup_config *ret_config, struct sup_error *ret_error);

/* Puts the values into OPTIONS, which must be initialised. The module cache's two are not the actor's. */
void sup_config_apply(const struct sup_config *config, struct sup_actor_options *options);

#ifdef __cplusplus
}
#endif

#endif
