/*
 * bench-child: the other end of a measurement. It answers `health` and `terminate` at once, and `run_data_stream`
 * with rows as fast as the pipe takes them: frames are made once and written again and again.
 *
 * The request of a stream is {"rows":N,"bytes":B}; with "hang" in it the child answers nothing until it is killed.
 * Nothing here is careful about its input: it talks to the benchmark only.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REQUEST_BYTES_MAX 65536u
#define BLOCK_BYTES       262144u
#define ROW_BYTES_MAX     (16u * 1024u * 1024u)
#define HEADER_BYTES      4u

static void leave(const char *reason)
{
    fprintf(stderr, "bench-child: %s\n", reason);
    exit(EXIT_FAILURE);
}

static void write_all(const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            exit(EXIT_SUCCESS); /* the parent is gone */
        bytes += written;
        count -= (size_t)written;
    }
}

static void put_header(char *frame, size_t length)
{
    for (unsigned i = 0; i < HEADER_BYTES; i++)
        frame[i] = (char)(unsigned char)(length >> (8 * (HEADER_BYTES - 1 - i)));
}

static void send_message(const char *type, const char *body)
{
    char frame[512];
    int length = snprintf(frame + HEADER_BYTES, sizeof(frame) - HEADER_BYTES,
        "{\"version\":10,\"message\":{\"type\":\"%s\",\"body\":%s}}", type, body);
    if (length < 0 || (size_t)length >= sizeof(frame) - HEADER_BYTES)
        leave("a message is too long");
    put_header(frame, (size_t)length);
    write_all(frame, (size_t)length + HEADER_BYTES);
}

/* One frame, ended by NUL. False at the end of the input. */
static bool read_frame(char *buffer)
{
    size_t have = 0;
    size_t want = HEADER_BYTES;
    bool header = true;
    while (have < want) {
        ssize_t count = read(STDIN_FILENO, buffer + have, want - have);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        have += (size_t)count;
        if (header && have == HEADER_BYTES) {
            const unsigned char *bytes = (const unsigned char *)buffer;
            size_t length =
                (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
            if (length >= REQUEST_BYTES_MAX)
                leave("a request is too long");
            header = false;
            have = 0;
            want = length;
        }
    }
    buffer[have] = '\0';
    return true;
}

/* The number after a name, however its quotes are escaped. */
static uint64_t number_after(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    if (at == NULL)
        leave("a request lacks a number");
    at += strlen(name);
    return strtoull(at + strcspn(at, "0123456789"), NULL, 10);
}

static size_t make_row(char *frame, size_t room, uint64_t payload_bytes)
{
    static const char before[] = "{\"version\":10,\"message\":{\"type\":\"data_row\",\"body\":{\"stream\":"
                                 "\"rows\",\"sequence\":1,\"payload\":\"";
    static const char after[] = "\"}}}";
    size_t fill = (size_t)payload_bytes - 2; /* the quotes count */
    size_t length = sizeof(before) - 1 + fill + sizeof(after) - 1;
    if (length + HEADER_BYTES > room)
        leave("a row is too long");
    put_header(frame, length);
    char *at = frame + HEADER_BYTES;
    memcpy(at, before, sizeof(before) - 1);
    at += sizeof(before) - 1;
    memset(at, 'x', fill);
    memcpy(at + fill, after, sizeof(after) - 1);
    return length + HEADER_BYTES;
}

static void send_rows(uint64_t rows, uint64_t payload_bytes)
{
    if (payload_bytes < 2 || payload_bytes > ROW_BYTES_MAX)
        leave("a row of that size cannot be made");
    size_t room = (size_t)payload_bytes + 256 + BLOCK_BYTES;
    char *block = malloc(room);
    if (block == NULL)
        leave("no memory");
    size_t frame = make_row(block, room, payload_bytes);
    size_t frames = frame < BLOCK_BYTES ? BLOCK_BYTES / frame : 1;
    for (size_t i = 1; i < frames; i++)
        memcpy(block + i * frame, block, frame);
    for (uint64_t left = rows; left > 0;) {
        uint64_t count = left < frames ? left : frames;
        write_all(block, (size_t)count * frame);
        left -= count;
    }
    free(block);
    char body[256];
    snprintf(body, sizeof(body),
        "{\"status\":\"stream_complete\",\"summary\":{\"total_rows\":%llu,\"per_stream_counts\":{\"rows\":%"
        "llu},"
        "\"elapsed_micros\":0,\"metadata\":null}}",
        (unsigned long long)rows, (unsigned long long)rows);
    send_message("response", body);
}

static void answer(const char *request)
{
    if (strstr(request, "\"health\"") != NULL) {
        send_message("response", "{\"status\":\"health_ok\"}");
    } else if (strstr(request, "\"terminate\"") != NULL) {
        send_message("response", "{\"status\":\"terminating\"}");
        exit(EXIT_SUCCESS);
    } else if (strstr(request, "hang") != NULL) {
        for (;;)
            pause();
    } else if (strstr(request, "\"run_data_stream\"") != NULL) {
        send_rows(number_after(request, "rows"), number_after(request, "bytes"));
    } else {
        leave("what was asked is unknown here");
    }
}

int main(void)
{
    char *buffer = malloc(REQUEST_BYTES_MAX);
    if (buffer == NULL)
        leave("no memory");
    send_message("handshake", "{\"worker_version\":\"bench-child/1\",\"protocol_version\":10}");
    if (read_frame(buffer)) { /* configure_frame_limit */
        while (read_frame(buffer))
            answer(buffer);
    }
    free(buffer);
    return EXIT_SUCCESS;
}
