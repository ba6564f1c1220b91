/* A child for the tests of sessions and pools: serves health and sessions, and does what the name of an export says.
 *
 *   echo     json_command, stream: answers the request; a stream sends it as three rows first
 *   error    answers `error`              wrong    answers the wrong status
 *   abort    aborts                       exit     exits with status 0
 *   hang     never answers                garbage  sends a frame that is no JSON
 *   slow     answers after 100 ms         linger   answers, then exits
 *   bare     capability_metadata: metadata without anything in it; any other export: {"commands":[],"extra":{"a":1}}
 *
 * POOL_CHILD_STILLBORN names a file: while it is there, a child dies before its handshake. */
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define FRAME_BYTES_MAX (1 << 20)

static void write_all(const char *data, size_t bytes)
{
    while (bytes > 0) {
        ssize_t n = write(STDOUT_FILENO, data, bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            _exit(75);
        data += n;
        bytes -= (size_t)n;
    }
}

static void frame(const char *json)
{
    size_t bytes = strlen(json);
    unsigned char header[4] = {(unsigned char)(bytes >> 24), (unsigned char)(bytes >> 16),
        (unsigned char)(bytes >> 8), (unsigned char)bytes};
    write_all((const char *)header, sizeof(header));
    write_all(json, bytes);
}

static void message(const char *type, const char *body)
{
    char *json;
    if (asprintf(&json, "{\"version\":10,\"message\":{\"type\":\"%s\",\"body\":%s}}", type, body) < 0)
        _exit(76);
    frame(json);
    free(json);
}

static void read_all(char *to, size_t bytes)
{
    while (bytes > 0) {
        ssize_t n = read(STDIN_FILENO, to, bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(0);
        to += n;
        bytes -= (size_t)n;
    }
}

static const char *receive(void)
{
    static char body[FRAME_BYTES_MAX];
    unsigned char header[4];
    read_all((char *)header, sizeof(header));
    size_t bytes = (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
    if (bytes >= sizeof(body))
        _exit(77);
    read_all(body, bytes);
    body[bytes] = '\0';
    return body;
}

static void pause_ms(long ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&left, &left) < 0 && errno == EINTR)
        continue;
}

static void open_session(void)
{
    message("response",
        "{\"status\":\"host_session_opened\",\"import_stats\":{\"direct_import_names\":[\"A\"],"
        "\"import_level\":\"private\",\"import_all\":false,\"load_exts\":false,\"effective_module_count\":3,"
        "\"compacted_region_count\":0,\"memory_mapped_region_count\":0,\"compacted_region_bytes\":0,"
        "\"memory_mapped_region_bytes\":0,\"non_memory_mapped_region_bytes\":0,\"imported_bytes\":0,"
        "\"imported_constant_count\":0,\"extension_count\":0,\"total_imported_extension_entries\":0}}");
}

static void answer(const char *request)
{
    if (strstr(request, "\"op\":\"run_data_stream\"")) {
        for (int i = 0; i < 3; i++) {
            char body[96];
            snprintf(
                body, sizeof(body), "{\"stream\":\"s\",\"sequence\":%d,\"payload\":{\"ordinal\":%d}}", i, i);
            message("data_row", body);
        }
        message("response",
            "{\"status\":\"stream_complete\",\"summary\":{\"total_rows\":3,"
            "\"per_stream_counts\":{\"s\":3},\"elapsed_micros\":5,\"metadata\":{\"ordinal\":7}}}");
    } else if (strstr(request, "\"op\":\"capability_metadata\"")) {
        message(
            "response", strstr(request, "\"export\":\"bare\"")
                            ? "{\"status\":\"capability_metadata\",\"metadata\":{\"commands\":[],"
                              "\"capabilities\":[],\"lean_version\":null,\"extra\":null}}"
                            : "{\"status\":\"capability_metadata\",\"metadata\":{\"commands\":[],"
                              "\"capabilities\":[],\"lean_version\":null,\"extra\":{\"b\":2,\"a\":1.0}}}");
    } else {
        message("response", "{\"status\":\"json_command\",\"response_json\":\"{\\\"ordinal\\\":42}\"}");
    }
}

static int is_export(const char *request, const char *name)
{
    char field[64];
    snprintf(field, sizeof(field), "\"export\":\"%s\"", name);
    return strstr(request, field) != NULL;
}

static void serve(const char *request)
{
    if (is_export(request, "error"))
        message("response", "{\"status\":\"error\",\"code\":\"c\",\"message\":\"m\"}");
    else if (is_export(request, "wrong"))
        message("response", "{\"status\":\"health_ok\"}");
    else if (is_export(request, "abort"))
        abort();
    else if (is_export(request, "exit"))
        _exit(0);
    else if (is_export(request, "garbage"))
        frame("not JSON");
    else if (is_export(request, "hang"))
        pause_ms(60000);
    else
        answer(request);
    if (is_export(request, "linger"))
        _exit(0);
}

int main(void)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM); /* CHILD-04: meant is the thread that started us */
    const char *stillborn = getenv("POOL_CHILD_STILLBORN");
    if (stillborn && access(stillborn, F_OK) == 0)
        return 9;
    message("handshake", "{\"worker_version\":\"pool-child\",\"protocol_version\":10}");
    (void)receive();
    for (;;) {
        const char *request = receive();
        if (is_export(request, "slow"))
            pause_ms(100);
        if (strstr(request, "\"op\":\"health\"")) {
            message("response", "{\"status\":\"health_ok\"}");
        } else if (strstr(request, "\"op\":\"open_host_session\"")) {
            open_session();
        } else if (strstr(request, "\"op\":\"terminate\"")) {
            message("response", "{\"status\":\"terminating\"}");
            return 0;
        } else {
            serve(request);
        }
    }
}
