/* Finding the program that serves as the child (CHILD-01). */
#ifndef SUP_RESOLVE_H
#define SUP_RESOLVE_H

#include <sup/error.h>
#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SUP_CHILD_VARIABLE_DEFAULT "LEAN_RS_WORKER_CHILD"

/* Where to look. Borrowed; a zeroed value with a `name` is complete. */
struct sup_resolve_options {
    const char *name;              /* file name of the program, for the two folders below */
    const char *override_variable; /* NULL: SUP_CHILD_VARIABLE_DEFAULT */
    const char *explicit_path;     /* NULL: none */
    const char *executable_dir;    /* NULL: the folder of the running program */
    /* Reads the environment; NULL: getenv. Returns NULL for a variable that is not set. */
    const char *(*environment)(void *context, const char *name);
    void *environment_context;
};

/* Looks, in this order, at: the path that the override variable names, and at nothing else where it is set to anything
 * but the empty text; the explicit path; NAME beside the running program; NAME in that folder's parent. The first that is
 * there is taken. RET_PATH is replaced.
 * Returns 0 or minus a kind: worker_child_unresolved {tried}; worker_child_not_executable {path, reason} where what is
 * there is no regular file or has no execute bit; setup without memory. Starts nothing. */
int sup_child_resolve(
    const struct sup_resolve_options *options, struct sup_text *ret_path, struct sup_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
