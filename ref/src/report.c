#include "report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int report(struct sup_error *error, enum sup_error_kind kind, const char *format, ...)
{
    char *message = NULL;
    va_list arguments;
    va_start(arguments, format);
    int bytes = vasprintf(&message, format, arguments);
    va_end(arguments);

    sup_error_release(error);
    error->kind = kind;
    if (bytes >= 0)
        error->message = (struct sup_text){message, (size_t)bytes};
    return -(int)kind;
}

int report_system(struct sup_error *error, enum sup_error_kind kind, int system_error, const char *what)
{
    char reason[128];
    const char *text = strerror_r(system_error, reason, sizeof(reason));
    int r = report(error, kind, "%s: %s", what, text);
    error->system_error = system_error;
    return r;
}

int report_exit(struct sup_error *error, const struct sup_exit *exit, const char *reason)
{
    enum sup_error_kind kind =
        exit->success ? SUP_ERROR_KIND_CHILD_EXITED : SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT;
    int r = report(error, kind, "%s", reason ? reason : "");
    (void)sup_exit_copy(exit, &error->exit);
    return r;
}

int report_memory(struct sup_error *error)
{
    return report_system(error, SUP_ERROR_KIND_SETUP, ENOMEM, "no memory");
}

struct sup_error *report_begin(struct report_place *place, struct sup_error *ret_error)
{
    sup_error_init(&place->spare);
    if (!ret_error)
        return &place->spare;
    sup_error_release(ret_error);
    return ret_error;
}

void report_end(struct report_place *place)
{
    sup_error_release(&place->spare);
}
