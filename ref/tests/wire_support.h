#ifndef REF_TESTS_WIRE_SUPPORT_H
#define REF_TESTS_WIRE_SUPPORT_H
/* What the tests of decoding have in common: the frames' outer form, and a decoded frame that owns its bytes. */
#include "wire/decode.h"
#include "wire/wire.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define FRAME(type, body) "{\"version\":10,\"message\":{\"type\":\"" type "\",\"body\":" body "}}"
#define RESPONSE(body)    FRAME("response", body)
#define REQUEST(body)     FRAME("request", body)
#define ROW(body)         FRAME("data_row", body)

/* MORE: further fields, each after a comma. */
#define IMPORT_STATS(more)                                                                                   \
    "{\"direct_import_names\":[\"Init\",\"L\\u0061ke\"],\"import_level\":\"private\",\"import_all\":true,"   \
    "\"load_exts\":false,\"effective_module_count\":1,\"compacted_region_count\":2,"                         \
    "\"memory_mapped_region_count\":3,\"compacted_region_bytes\":4,\"memory_mapped_region_bytes\":5,"        \
    "\"non_memory_mapped_region_bytes\":6,\"imported_bytes\":7,\"imported_constant_count\":8,\"extension_"   \
    "count\":9" more "}"

/* A decoded frame together with the bytes that it lives in. */
struct decoded {
    char *frame;
    int result;
    struct wire_message message;
    struct wire_error error;
};

/* Decodes a copy of the LENGTH bytes at TEXT; for decoded_release. */
struct decoded decode_bytes(const char *text, size_t length);
struct decoded decode(const char *text);
void decoded_release(struct decoded *decoded);

#endif
