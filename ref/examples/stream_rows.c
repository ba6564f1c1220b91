/* stream_rows PROGRAM EXPORT [REQUEST]: opens a capability, streams from EXPORT in its session, and prints each row as it
 * comes, typed: a record with the field `ordinal`. REQUEST is JSON. Stops by itself after ROWS_WANTED rows, which shows how
 * a stream is cancelled: the child is replaced, and the session ends with it. */
#include <sup/sup.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_WANTED 1000

struct reading {
    uint64_t ordinal; /* of the row at hand, decoded */
    uint64_t rows;
    struct sup_cancel_token enough;
};

static int complain(const char *what, struct sup_error *error)
{
    struct sup_text sentence = {0};
    if (sup_error_render(error, &sentence) == 0)
        fprintf(stderr, "%s: %s (%s)\n", what, sentence.data, sup_error_kind_name(error->kind));
    sup_text_release(&sentence);
    sup_error_release(error);
    return EXIT_FAILURE;
}

/* ---- The types of the command ---------------------------------------------------------------------------------------- */

static int encode_request(void *context, struct sup_text *ret_json, char *message)
{
    const char *request = context;
    (void)message;
    return sup_text_assign(ret_json, request, strlen(request));
}

/* Finds `"ordinal":N`. A program of your own has a JSON library for this. */
static int decode_row(void *context, const struct sup_row *row, char *message)
{
    static const char FIELD[] = "\"ordinal\":";
    struct reading *reading = context;
    const char *field = memmem(row->payload, row->payload_bytes, FIELD, sizeof(FIELD) - 1);
    if (!field) {
        (void)snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "the row has no ordinal");
        return -1;
    }
    char digits[24] = "";
    const char *end = row->payload + row->payload_bytes;
    field += sizeof(FIELD) - 1;
    size_t bytes = (size_t)(end - field) < sizeof(digits) - 1 ? (size_t)(end - field) : sizeof(digits) - 1;
    memcpy(digits, field, bytes); /* the payload is not ended by NUL */
    reading->ordinal = strtoull(digits, NULL, 10);
    return 0;
}

/* Sees only rows that were decoded. They are tentative until the stream has succeeded. */
static int take_row(void *context, const struct sup_row *row, char *message)
{
    struct reading *reading = context;
    (void)message;
    printf("%.*s %" PRIu64 ": %" PRIu64 "\n", (int)row->stream_bytes, row->stream, row->sequence,
        reading->ordinal);
    if (++reading->rows == ROWS_WANTED)
        sup_cancel_token_set(&reading->enough);
    return 0;
}

static int take_progress(void *context, const struct sup_progress *progress, char *message)
{
    (void)context;
    (void)message;
    fprintf(stderr, "%.*s: %" PRIu64 "\n", (int)progress->phase_bytes, progress->phase, progress->current);
    return 0;
}

static int take_summary(void *context, const struct sup_stream_summary *summary, char *message)
{
    (void)context;
    (void)message;
    printf("%" PRIu64 " rows in %" PRIu64 " us", summary->total_rows, summary->elapsed_us);
    printf(
        "%s%s\n", summary->metadata.data ? ", " : "", summary->metadata.data ? summary->metadata.data : "");
    return 0;
}

/* ---- The program --------------------------------------------------------------------------------------------------------- */

static int stream(struct sup_session *session, char *export_name, char *request, struct sup_error *error)
{
    struct reading reading = {.rows = 0};
    sup_cancel_token_init(&reading.enough);
    const struct sup_sinks sinks = {
        .context = &reading, .row = take_row, .decode_row = decode_row, .progress = take_progress};
    const struct sup_stream_command command = {
        .export_name = export_name,
        .context = request,
        .encode_request = encode_request,
        .sinks = &sinks,
        .decode_summary = take_summary,
    };
    int r = sup_session_stream(session, &command, &reading.enough, error);
    if (r == -SUP_ERROR_KIND_CANCELLED) {
        printf("stopped after %" PRIu64 " rows; the session is %s\n", reading.rows,
            sup_session_is_valid(session) ? "valid" : "gone");
        r = 0;
    }
    return r;
}

int main(int argc, char **argv)
{
    char none[] = "null";
    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: stream_rows PROGRAM EXPORT [REQUEST]\n");
        return EXIT_FAILURE;
    }
    struct sup_capability_options options = {.session = {.project_root = "."}};
    sup_options_init(&options.worker);
    options.worker.executable = argv[1];
    options.worker.request_timeout_ms = SUP_REQUEST_TIMEOUT_MS_LONG_RUNNING;

    struct sup_error error;
    struct sup_capability capability;
    sup_error_init(&error);
    sup_capability_init(&capability);
    if (sup_capability_open(&options, NULL, &capability, &error) < 0)
        return complain(argv[1], &error);
    int status = EXIT_SUCCESS;
    if (stream(capability.session, argv[2], argc == 4 ? argv[3] : none, &error) < 0)
        status = complain(argv[2], &error);
    sup_capability_release(&capability);
    return status;
}
