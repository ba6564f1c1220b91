/* Fills in `struct wire_error`, with the sentences that people see. */
#ifndef SUP_WIRE_ERROR_H
#define SUP_WIRE_ERROR_H

#include "wire/wire.h"

/* Each returns -EPROTO. `why` is what was expected or found; `subject`, which may be NULL, is what it is about. */
int wire_error_decode(struct wire_error *error, const char *why, const char *subject, size_t offset);
int wire_error_too_large(struct wire_error *error, uint64_t length, uint32_t frame_bytes_max);
int wire_error_version(struct wire_error *error, uint64_t version);

#endif
