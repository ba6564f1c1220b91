/* Texts for people: bytes of unknown origin made UTF-8, and cut without breaking a character or an escape. */
#ifndef SUP_CORE_TEXT_H
#define SUP_CORE_TEXT_H

#include <stddef.h>

/* The most bytes that text_decode_lossy writes for BYTES bytes: a replacement character takes three. */
#define TEXT_LOSSY_BYTES_MAX(bytes) (3 * (bytes))

/* Copies the BYTES bytes at DATA to TO, each maximal piece that is not UTF-8 replaced by U+FFFD (FIX-07).
 * Returns the number of bytes written, at most TEXT_LOSSY_BYTES_MAX(bytes). */
size_t text_decode_lossy(const char *data, size_t bytes, char *to);

/* How many continuation bytes stand at the start: the rest of a character that was cut away (at most 3). */
size_t text_torn_prefix(const char *data, size_t bytes);

/* Where to cut DATA so that at most MAX bytes stay (DISPLAY-02): at the end of a character, and before an `ESC [` whose
 * terminator would be lost. DATA is UTF-8. Returns BYTES where it fits. */
size_t text_cut(const char *data, size_t bytes, size_t max);

#endif
