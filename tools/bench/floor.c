#include "floor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define READ_BYTES   65536u
#define HEADER_BYTES 4u

static void fail(const char *what)
{
    fprintf(stderr, "bench: the floor failed: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static void write_frame(const struct floor_child *child, const char *body)
{
    char frame[512];
    size_t length = strlen(body);
    if (length + HEADER_BYTES > sizeof(frame))
        fail("a frame is too long");
    for (unsigned i = 0; i < HEADER_BYTES; i++)
        frame[i] = (char)(unsigned char)(length >> (8 * (HEADER_BYTES - 1 - i)));
    /* counted, not ended by NUL */
    memcpy(frame + HEADER_BYTES, body, length); // NOLINT(bugprone-not-null-terminated-result)
    if (write(child->to, frame, length + HEADER_BYTES) != (ssize_t)(length + HEADER_BYTES))
        fail("write");
}

/* The child writes each frame in one piece, so one read brings one. */
static void read_frame(const struct floor_child *child)
{
    unsigned char frame[4096];
    ssize_t count = read(child->from, frame, sizeof(frame));
    size_t length = (size_t)frame[2] << 8 | frame[3];
    if (count < (ssize_t)HEADER_BYTES || (size_t)count != length + HEADER_BYTES)
        fail("read");
}

void floor_spawn(const char *executable, struct floor_child *ret_child)
{
    int to[2];
    int from[2];
    if (pipe2(to, O_CLOEXEC) < 0 || pipe2(from, O_CLOEXEC) < 0)
        fail("pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
    char *const arguments[] = {(char *)executable, NULL};
    errno = posix_spawn(&ret_child->pid, executable, &actions, NULL, arguments, environ);
    if (errno != 0)
        fail(executable);
    posix_spawn_file_actions_destroy(&actions);
    close(to[0]);
    close(from[1]);
    ret_child->to = to[1];
    ret_child->from = from[0];
    read_frame(ret_child);
    write_frame(ret_child, "{\"version\":10,\"message\":{\"type\":\"configure_frame_limit\",\"body\":{\"max_"
                           "frame_bytes\":1048576}}}");
}

void floor_health(struct floor_child *child)
{
    write_frame(child, "{\"version\":10,\"message\":{\"type\":\"request\",\"body\":{\"op\":\"health\"}}}");
    read_frame(child);
}

static void reap(struct floor_child *child)
{
    int status = 0;
    if (waitpid(child->pid, &status, 0) != child->pid)
        fail("waitpid");
    close(child->to);
    close(child->from);
}

void floor_shutdown(struct floor_child *child)
{
    write_frame(child, "{\"version\":10,\"message\":{\"type\":\"request\",\"body\":{\"op\":\"terminate\"}}}");
    read_frame(child);
    reap(child);
}

void floor_kill(struct floor_child *child)
{
    kill(child->pid, SIGKILL);
    reap(child);
}

static void request_stream(const struct floor_child *child, const char *request)
{
    char body[256];
    snprintf(body, sizeof(body),
        "{\"version\":10,\"message\":{\"type\":\"request\",\"body\":{\"op\":\"run_data_stream\",\"export\":"
        "\"bench\","
        "\"request_json\":\"%s\",\"progress\":false}}}",
        request);
    write_frame(child, body);
}

void floor_await_deadline(struct floor_child *child, int deadline_ms)
{
    request_stream(child, "{\\\"hang\\\":true}");
    struct pollfd poller = {.fd = child->from, .events = POLLIN};
    if (poll(&poller, 1, deadline_ms) != 0)
        fail("poll");
}

/* The last bytes that were read, also where they came in several pieces. */
static void keep_tail(char *tail, size_t tail_bytes, const char *bytes, size_t count)
{
    if (count >= tail_bytes) {
        memcpy(tail, bytes + count - tail_bytes, tail_bytes);
        return;
    }
    memmove(tail, tail + count, tail_bytes - count);
    memcpy(tail + tail_bytes - count, bytes, count);
}

uint64_t floor_read_rows(struct floor_child *child, uint64_t rows, uint64_t payload_bytes)
{
    static const char end[] = "\"metadata\":null}}}}";
    char tail[sizeof(end) - 1] = {0};
    char request[128];
    snprintf(request, sizeof(request), "{\\\"rows\\\":%llu,\\\"bytes\\\":%llu}", (unsigned long long)rows,
        (unsigned long long)payload_bytes);
    request_stream(child, request);
    char *buffer = malloc(READ_BYTES);
    if (buffer == NULL)
        fail("malloc");
    uint64_t total = 0;
    while (memcmp(tail, end, sizeof(tail)) != 0) {
        ssize_t count = read(child->from, buffer, READ_BYTES);
        if (count <= 0)
            fail("read of rows");
        total += (uint64_t)count;
        keep_tail(tail, sizeof(tail), buffer, (size_t)count);
    }
    free(buffer);
    return total;
}
