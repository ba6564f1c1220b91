#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define STRINGS_FIRST 64

bool rows_wanted(const struct operation *operation, const struct sup_sinks *sinks)
{
    return operation->answer == ANSWER_COLLECTED || (sinks && sinks->row);
}

static int strings_grow(struct exchange *exchange)
{
    if (exchange->string_count < exchange->string_capacity)
        return 0;
    size_t capacity = exchange->string_capacity ? exchange->string_capacity * 2 : STRINGS_FIRST;
    struct sup_text *strings = reallocarray(exchange->strings, capacity, sizeof(*strings));
    if (!strings)
        return -ENOMEM;
    exchange->strings = strings;
    exchange->string_capacity = capacity;
    return 0;
}

/* A row that is no string spoils the answer, not the conversation: the rest is still read to its end. */
static enum row_fate collect(struct exchange *exchange, const struct sup_row *row, char *message)
{
    struct sup_text string;
    int r =
        wire_json_string((struct wire_text){row->payload, row->payload_bytes}, &string.data, &string.bytes);
    if (r == -EINVAL) {
        if (exchange->row_spoilt == 0)
            exchange->row_spoilt = exchange->string_count + 1;
        return ROW_DELIVERED;
    }
    if (r < 0)
        return ROW_NO_MEMORY;
    exchange->string_bytes += string.bytes + sizeof(string);
    if (exchange->string_bytes > ROWS_COLLECTED_BYTES_MAX) {
        free(string.data);
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "%s: more than %zu bytes of names",
            exchange->operation->label, ROWS_COLLECTED_BYTES_MAX);
        return ROW_TOO_MUCH;
    }
    if (strings_grow(exchange) < 0) {
        free(string.data);
        return ROW_NO_MEMORY;
    }
    exchange->strings[exchange->string_count++] = string;
    return ROW_DELIVERED;
}

enum row_fate rows_deliver(struct exchange *exchange, const struct sup_row *row, char *message)
{
    if (exchange->operation->answer == ANSWER_COLLECTED)
        return collect(exchange, row, message);
    const struct sup_sinks *sinks = exchange->request->sinks;
    if (!sinks || !sinks->row)
        return ROW_UNEXPECTED;
    if (sinks->decode_row && sinks->decode_row(sinks->context, row, message) != 0) {
        if (message[0] == '\0')
            (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "not of the expected type");
        return ROW_UNDECODABLE;
    }
    if (sinks->row(sinks->context, row, message) == 0)
        return ROW_DELIVERED;
    if (message[0] == '\0')
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "the row sink failed");
    return ROW_REFUSED;
}
