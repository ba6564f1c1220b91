#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RESTARTS_MAX UINT64_C(1000000)

static void fail(const char *what, struct sup_error *error)
{
    struct sup_text text = {0};
    sup_error_render(error, &text);
    fprintf(stderr, "bench: the reference failed: %s: %s\n", what, text.data != NULL ? text.data : "?");
    exit(EXIT_FAILURE);
}

struct sup_supervisor *reference_open(const char *executable)
{
    struct sup_options options;
    sup_options_init(&options);
    options.executable = executable;
    options.restarts_max = RESTARTS_MAX;
    struct sup_error error;
    sup_error_init(&error);
    struct sup_supervisor *supervisor = NULL;
    if (sup_supervisor_open(&options, &supervisor, &error) < 0)
        fail("open", &error);
    sup_error_release(&error);
    return supervisor;
}

void reference_close(struct sup_supervisor *supervisor)
{
    struct sup_error error;
    sup_error_init(&error);
    if (sup_shutdown(supervisor, SUP_SHUTDOWN_MODE_IMMEDIATE, NULL, &error) < 0)
        fail("shutdown", &error);
    sup_error_release(&error);
    sup_supervisor_free(supervisor);
}

void reference_health(struct sup_supervisor *supervisor)
{
    struct sup_error error;
    sup_error_init(&error);
    if (sup_health(supervisor, &error) < 0)
        fail("health", &error);
    sup_error_release(&error);
}

void reference_shutdown(struct sup_supervisor *supervisor)
{
    struct sup_error error;
    sup_error_init(&error);
    if (sup_shutdown(supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, NULL, &error) < 0)
        fail("shutdown", &error);
    sup_error_release(&error);
}

void reference_cycle(struct sup_supervisor *supervisor)
{
    struct sup_error error;
    sup_error_init(&error);
    if (sup_cycle(supervisor, &error) < 0)
        fail("cycle", &error);
    sup_error_release(&error);
}

static int take_row(void *context, const struct sup_row *row, char *message)
{
    (void)message;
    struct reference_sink *sink = context;
    sink->rows++;
    sink->bytes += row->payload_bytes;
    if (sink->pause_every_rows > 0 && sink->rows % sink->pause_every_rows == 0) {
        const struct timespec pause = {.tv_nsec = (long)sink->pause_us * 1000};
        nanosleep(&pause, NULL); /* the slowness that is measured, not a wait for something */
    }
    return 0;
}

void reference_time_out(struct sup_supervisor *supervisor, uint64_t deadline_ms)
{
    struct reference_sink sink = {0};
    const struct sup_sinks sinks = {.context = &sink, .row = take_row};
    struct sup_error error;
    sup_error_init(&error);
    sup_set_request_timeout(supervisor, deadline_ms);
    int result = sup_stream(supervisor, "bench", "{\"hang\":true}", &sinks, NULL, NULL, &error);
    if (result != -SUP_ERROR_KIND_TIMEOUT)
        fail("a request that should time out", &error);
    sup_set_request_timeout(supervisor, SUP_REQUEST_TIMEOUT_MS_LONG_RUNNING);
    sup_error_release(&error);
}

void reference_stream(
    struct sup_supervisor *supervisor, uint64_t rows, uint64_t payload_bytes, struct reference_sink *sink)
{
    char request[128];
    snprintf(request, sizeof(request), "{\"rows\":%llu,\"bytes\":%llu}", (unsigned long long)rows,
        (unsigned long long)payload_bytes);
    const struct sup_sinks sinks = {.context = sink, .row = take_row};
    struct sup_error error;
    sup_error_init(&error);
    sup_set_request_timeout(supervisor, SUP_REQUEST_TIMEOUT_MS_LONG_RUNNING);
    if (sup_stream(supervisor, "bench", request, &sinks, NULL, NULL, &error) < 0)
        fail("stream", &error);
    sup_error_release(&error);
    if (sink->rows != rows) {
        fprintf(stderr, "bench: the reference delivered %llu of %llu rows\n", (unsigned long long)sink->rows,
            (unsigned long long)rows);
        exit(EXIT_FAILURE);
    }
}
