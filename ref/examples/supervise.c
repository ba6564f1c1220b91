/* supervise PROGRAM [ARGUMENT…]: starts a worker, asks whether it is well, streams from its export `demo`, replaces it,
 * and ends it. What a program does with this library, in the order in which it does it. */
#include <sup/sup.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Says what went wrong, and gives the exit status of the program. */
static int complain(const char *what, struct sup_error *error)
{
    struct sup_text sentence = {0};
    if (sup_error_render(error, &sentence) == 0)
        fprintf(stderr, "%s: %s (%s)\n", what, sentence.data, sup_error_kind_name(error->kind));
    sup_text_release(&sentence);
    sup_error_release(error);
    return EXIT_FAILURE;
}

/* The row is borrowed: whoever wants to keep it copies it. It is tentative until the stream has succeeded. */
static int print_row(void *context, const struct sup_row *row, char *message)
{
    (void)message;
    FILE *out = context;
    fprintf(out, "%.*s[%" PRIu64 "] %.*s\n", (int)row->stream_bytes, row->stream, row->sequence,
        (int)row->payload_bytes, row->payload);
    return 0;
}

static int stream(struct sup_supervisor *supervisor, struct sup_error *error)
{
    const struct sup_sinks sinks = {.context = stdout, .row = print_row};
    struct sup_stream_summary summary = {0};
    int r = sup_stream(supervisor, "demo", "{\"n\":3}", &sinks, NULL, &summary, error);
    if (r == 0)
        printf("%" PRIu64 " rows\n", summary.total_rows);
    sup_stream_summary_release(&summary);
    return r;
}

static int work(struct sup_supervisor *supervisor, struct sup_error *error)
{
    int r = sup_health(supervisor, error);
    if (r == 0)
        r = stream(supervisor, error);
    /* A child that answers with an error of its own is well and can be asked again. */
    if (r == -SUP_ERROR_KIND_WORKER || r == -SUP_ERROR_KIND_STREAM_EXPORT_FAILED)
        r = 0;
    return r == 0 ? sup_cycle(supervisor, error) : r;
}

static int finish(struct sup_supervisor *supervisor, struct sup_error *error)
{
    struct sup_shutdown_report report;
    sup_shutdown_report_init(&report);
    int r = sup_shutdown(supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, &report, error);
    if (r == 0)
        printf("%s: %s\n", sup_shutdown_outcome_name(report.outcome), report.exit.status.data);
    sup_shutdown_report_release(&report);
    return r;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: supervise PROGRAM [ARGUMENT…]\n");
        return EXIT_FAILURE;
    }
    struct sup_options options;
    sup_options_init(&options);
    options.executable = argv[1];
    options.arguments = (const char *const *)(argv + 2);
    options.argument_count = (size_t)argc - 2;
    options.request_timeout_ms = 5000;

    struct sup_error error;
    sup_error_init(&error);
    struct sup_supervisor *supervisor;
    if (sup_supervisor_open(&options, &supervisor, &error) < 0)
        return complain(argv[1], &error);
    int status = EXIT_SUCCESS;
    if (work(supervisor, &error) < 0 || finish(supervisor, &error) < 0)
        status = complain("the worker failed", &error);
    sup_supervisor_free(supervisor);
    return status;
}
