#ifndef SHARED_JSON_SCAN_H
#define SHARED_JSON_SCAN_H
/* The strict reader in front of the JSON library: it decides what is JSON, and rewrites the few valid texts that the library
 * would spoil. Private to json.c. */
#include <stddef.h>

#include "shared/json.h"
#include "shared/text.h"

/* Checks that TEXT is one strictly valid value. 0, or -1 with RET_ERROR.
 * RET_REWRITTEN stays empty if TEXT can be used as it is; else it holds the text to use: `\u0000` and lone surrogate escapes as
 * U+FFFD, integers beyond ±(2^53 - 1) and numbers beyond a double's range as strings. */
int json_scan(const char *text, size_t length, struct text *ret_rewritten, struct json_error *ret_error);

#endif
