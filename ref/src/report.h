/* How the joining files fill in a `struct sup_error`. Each function replaces what ERROR held and returns minus the kind,
 * so that a caller can `return report(…)`. Out of memory costs the texts, never the kind. */
#ifndef SUP_REPORT_H
#define SUP_REPORT_H

#include <sup/error.h>

/* The kind and a sentence. */
int report(struct sup_error *error, enum sup_error_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for a system call that failed; SYSTEM_ERROR is an errno value. */
int report_system(struct sup_error *error, enum sup_error_kind kind, int system_error, const char *what);

/* child_exited or child_panic_or_abort, after how EXIT says it ended. REASON may be NULL. */
int report_exit(struct sup_error *error, const struct sup_exit *exit, const char *reason);

int report_memory(struct sup_error *error);

/* Where a public function puts its error when the caller may want none: begin empties and returns the caller's, or one of
 * its own that end frees. */
struct report_place {
    struct sup_error spare;
};

struct sup_error *report_begin(struct report_place *place, struct sup_error *ret_error);
void report_end(struct report_place *place);

#endif
