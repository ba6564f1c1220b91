/* Whatever the encoder lets through, the decoder must take: as a value in a request, and as a text in one. */
#include "wire/wire.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void round_trip(const struct wire_request *request)
{
    struct wire_buffer buffer = {.bytes = NULL};
    struct wire_message message;
    struct wire_error error;

    if (wire_encode_request(&buffer, request, WIRE_FRAME_BYTES, &error) == 0) {
        if (wire_decode(
                buffer.bytes + WIRE_HEADER_BYTES, buffer.length - WIRE_HEADER_BYTES, &message, &error) < 0)
            abort();
        wire_message_release(&message);
    } else if (buffer.length != 0) {
        abort();
    }
    wire_buffer_release(&buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wire_text text = {(const char *)data, size};
    struct wire_field fields[] = {
        {.name = "request", .kind = WIRE_FIELD_JSON, .text = text},
    };
    struct wire_field texts[] = {
        {.name = "export", .kind = WIRE_FIELD_TEXT, .text = text},
        {.name = "request_json", .kind = WIRE_FIELD_TEXT, .text = text},
    };

    round_trip(&(struct wire_request){.op = WIRE_OP_WHNF, .fields = fields, .field_count = 1});
    round_trip(&(struct wire_request){.op = WIRE_OP_JSON_COMMAND, .fields = texts, .field_count = 2});
    return 0;
}
