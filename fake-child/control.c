#include "control.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "shared/clock.h"
#include "shared/json.h"

void control_init(struct control *control, int trace_fd)
{
    *control = (struct control){.socket_fd = -1, .trace_fd = trace_fd, .verbose = true};
    lines_init(&control->lines, CONTROL_LINE_BYTES_MAX);
    text_init(&control->line);
}

void control_release(struct control *control)
{
    if (control->socket_fd >= 0)
        close(control->socket_fd);
    for (size_t i = 0; i < control->let_count; i++)
        free(control->lets[i]);
    lines_release(&control->lines);
    text_release(&control->line);
    control_init(control, -1);
}

int control_connect(struct control *control, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof(address.sun_path))
        return -ENAMETOOLONG;
    memcpy(address.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -errno;
    if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) < 0) {
        int result = -errno;
        close(fd);
        return result;
    }
    control->socket_fd = fd;
    return 0;
}

static _Noreturn void leave_harness_gone(void)
{
    _exit(CONTROL_EXIT_HARNESS_GONE);
}

/* Events */

bool control_listens(const struct control *control)
{
    return control->socket_fd >= 0 || control->trace_fd >= 0;
}

void event_begin(struct control *control, const char *name)
{
    text_clear(&control->line);
    text_append_format(&control->line, "{\"t\":%" PRId64 ",\"ev\":\"%s\"", clock_now_ns(), name);
}

static void append_key(struct control *control, const char *key)
{
    text_append_format(&control->line, ",\"%s\":", key);
}

void event_bytes(struct control *control, const char *key, const char *bytes, size_t length)
{
    append_key(control, key);
    text_append_json_string(&control->line, bytes, length);
}

void event_string(struct control *control, const char *key, const char *value)
{
    event_bytes(control, key, value, strlen(value));
}

void event_integer(struct control *control, const char *key, int64_t value)
{
    append_key(control, key);
    bool safe = value >= -JSON_SAFE_INTEGER_MAX && value <= JSON_SAFE_INTEGER_MAX;
    text_append_format(&control->line, safe ? "%" PRId64 : "\"%" PRId64 "\"", value);
}

void event_unsigned(struct control *control, const char *key, uint64_t value)
{
    append_key(control, key);
    text_append_format(
        &control->line, value <= (uint64_t)JSON_SAFE_INTEGER_MAX ? "%" PRIu64 : "\"%" PRIu64 "\"", value);
}

void event_bool(struct control *control, const char *key, bool value)
{
    append_key(control, key);
    text_append_string(&control->line, value ? "true" : "false");
}

void event_json(struct control *control, const char *key, const char *json_text)
{
    append_key(control, key);
    text_append_string(&control->line, json_text);
}

static void write_socket(const struct control *control)
{
    const char *at = control->line.bytes;
    size_t left = control->line.length;
    while (left > 0) {
        ssize_t put = send(control->socket_fd, at, left, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            leave_harness_gone();
        at += put;
        left -= (size_t)put;
    }
}

/* A trace by hand is a help: where it cannot be written it is left out. */
static void write_trace(const struct control *control)
{
    const char *at = control->line.bytes;
    size_t left = control->line.length;
    while (left > 0) {
        ssize_t put = write(control->trace_fd, at, left);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return;
        at += put;
        left -= (size_t)put;
    }
}

void event_end(struct control *control)
{
    text_append(&control->line, "}\n", 2);
    if (control->socket_fd >= 0)
        write_socket(control);
    if (control->trace_fd >= 0)
        write_trace(control);
}

void event_plain(struct control *control, const char *name)
{
    event_begin(control, name);
    event_end(control);
}

/* Waiting */

int control_wait(struct control *control, int fd, short events, int64_t timeout_ns)
{
    struct pollfd watched[2] = {
        {.fd = fd, .events = events}, {.fd = control->socket_fd, .events = POLLRDHUP}};
    int ready = clock_wait_fds(watched, 2, timeout_ns);
    if (ready > 0 && watched[1].revents)
        leave_harness_gone();
    return ready > 0 ? watched[0].revents : ready;
}

/* The next line from the harness, NULL when the time is up. */
static char *read_line(struct control *control, int64_t timeout_ns, size_t *ret_length)
{
    char *line;
    for (;;) {
        int got = lines_next(&control->lines, &line, ret_length);
        if (got > 0)
            return line;
        if (got < 0)
            leave_harness_gone();
        if (clock_wait_fd(control->socket_fd, POLLIN, timeout_ns) == 0)
            return NULL;
        if (lines_read(&control->lines, control->socket_fd) <= 0)
            leave_harness_gone();
    }
}

int control_welcome(struct control *control, int *ret_generation)
{
    size_t length = 0;
    struct json *answer = NULL;
    struct json_error wrong;
    int64_t generation;
    char *line = read_line(control, CONTROL_WELCOME_WAIT_MS * CLOCK_NS_PER_MS, &length);
    if (!line) {
        (void)fprintf(
            stderr, "fake-child: the harness did not answer hello within %d ms\n", CONTROL_WELCOME_WAIT_MS);
        return -1;
    }
    if (json_parse(line, length, &answer, &wrong) < 0 || !json_get_bool(answer, "welcome", false) ||
        !json_int64(json_get(answer, "generation"), &generation) || generation < 0 ||
        generation > INT32_MAX) {
        (void)fprintf(stderr,
            "fake-child: expected {\"welcome\":true,\"generation\":N} from the harness, got: %s\n", line);
        json_free(answer);
        return -1;
    }
    *ret_generation = (int)generation;
    control->verbose = json_get_bool(answer, "trace", true);
    json_free(answer);
    return 0;
}

static bool take_let(struct control *control, const char *name)
{
    for (size_t i = 0; i < control->let_count; i++) {
        if (strcmp(control->lets[i], name) != 0)
            continue;
        free(control->lets[i]);
        control->lets[i] = control->lets[--control->let_count];
        return true;
    }
    return false;
}

static void keep_let(struct control *control, const char *line, size_t length)
{
    struct json *word;
    if (json_parse(line, length, &word, NULL) < 0)
        leave_harness_gone();
    const char *name = json_get_string(word, "let", NULL);
    if (name && control->let_count < CONTROL_LETS_MAX)
        control->lets[control->let_count++] = text_duplicate(name);
    json_free(word);
}

void control_await_let(struct control *control, const char *name)
{
    if (control->socket_fd < 0)
        return;
    while (!take_let(control, name)) {
        size_t length = 0;
        char *line = read_line(control, CLOCK_FOREVER, &length);
        if (line)
            keep_let(control, line, length);
    }
}
