/* Short texts, printed into memory of their own. Out of memory aborts, as for JSON. */
#ifndef RUNNER_PHRASE_H
#define RUNNER_PHRASE_H

#include <stdarg.h>

/* The caller frees. */
char *phrase_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *phrase_vprint(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));
char *phrase_copy(const char *text); /* NULL: NULL */

#endif
