#include "wire/error.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A text that is too long is cut: `struct wire_error` never allocates. */
__attribute__((format(printf, 2, 3))) static void set_text(struct wire_error *error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
}

void wire_error_set_io(struct wire_error *error, const char *what, int error_number)
{
    char buffer[96];
    const char *reason = strerror_r(error_number, buffer, sizeof buffer);

    *error = (struct wire_error){.failure = WIRE_FAILURE_IO, .actual = (uint64_t)(unsigned int)error_number};
    set_text(error, "worker protocol I/O failed: %s: %s", what, reason);
}

int wire_error_decode(struct wire_error *error, const char *why, const char *subject, size_t offset)
{
    *error = (struct wire_error){.failure = WIRE_FAILURE_DECODE, .offset = offset};
    if (subject != NULL)
        set_text(error, "worker protocol JSON decode failed: %s: `%s` at byte %zu", why, subject, offset);
    else
        set_text(error, "worker protocol JSON decode failed: %s at byte %zu", why, offset);
    return -EPROTO;
}

int wire_error_too_large(struct wire_error *error, uint64_t length, uint32_t frame_bytes_max)
{
    *error =
        (struct wire_error){.failure = WIRE_FAILURE_TOO_LARGE, .expected = frame_bytes_max, .actual = length};
    set_text(error, "worker protocol frame too large: %" PRIu64 " bytes exceeds %" PRIu32, length,
        frame_bytes_max);
    return -EPROTO;
}

int wire_error_version(struct wire_error *error, uint64_t version)
{
    *error =
        (struct wire_error){.failure = WIRE_FAILURE_VERSION, .expected = WIRE_VERSION, .actual = version};
    set_text(
        error, "worker protocol version mismatch: expected %u, received %" PRIu64, WIRE_VERSION, version);
    return -EPROTO;
}
