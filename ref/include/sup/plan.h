/* Import planning: which modules can share a worker's imports (PLAN-01…03).
 *
 * A plan is a pure function of its input as a set: the same modules in any order give the same plan. It chooses no worker. */
#ifndef SUP_PLAN_H
#define SUP_PLAN_H

#include <sup/error.h>
#include <sup/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A module and where it belongs. Borrowed. Texts are never NULL. */
struct sup_plan_module {
    const char *
        module; /* `Mathlib.Data.Nat`: dotted components, each a letter or `_`, then letters, digits, `_`, `'` */
    const char *project_root;
    const char *package;
    const char *lib_name; /* must be declared */
    const char *source_root;
    const char *const *imports; /* order matters: it is the order of importing */
    size_t import_count;
    const char *profile;
    const char *policy_class;
};

/* Modules with the same key. `key` is the first of them as it was handed in, and gives every field but `module`. */
struct sup_plan_batch {
    const struct sup_plan_module *key;
    const struct sup_plan_module *const
        *modules; /* by name, bytewise; one that was handed in twice is there once */
    size_t module_count;
};

struct sup_plan {
    const struct sup_plan_batch *batches; /* by key, field after field in the order above, bytewise */
    size_t batch_count;
    void *memory; /* owned */
};

void sup_plan_release(struct sup_plan *plan);

/* Groups MODULES, of whose libraries DECLARED are there. The plan borrows from MODULES.
 * Returns 0, or minus a kind: invalid_module_name {code: the module, reason}, unresolved_capability_target {code: the
 * lib_name}, setup (no memory). Of several mistakes the one that sorts first by module name is reported; a name before a
 * library. */
int sup_plan_make(const struct sup_plan_module *modules, size_t module_count, const char *const *declared,
    size_t declared_count, struct sup_plan *ret_plan, struct sup_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
