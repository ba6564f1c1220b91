/* A child for the tests: plays the steps of its command line, one argument each, on the wire protocol.
 *
 * A `--` starts the steps of the next generation: the file named by CHILD_COUNT counts how often the program was started,
 * and the last section serves all later ones. Steps, in the order of use:
 *   hello              handshake, then read one frame (the cap)
 *   handshake=N        handshake with protocol version N, read nothing
 *   recv               read one frame
 *   read               read one byte, or see the end of stdin
 *   frame=JSON         write JSON as one frame            response=BODY  row=PAYLOAD (stream "s")   progress  diagnostic
 *   rows=COUNT:BYTES   rows of stream "s" with string payloads of BYTES bytes
 *   serve              answer health and terminate for ever; `die` as any other operation exits with 7
 *   raw=HEX            write raw bytes                     say=TEXT  to stderr      babble=BYTES  to stderr
 *   meet=NAME          wait until the test calls bench_meet with NAME, which waits for this child
 *   exit=N  abort  hang  sleep=MS  close=FD  ignore  grandchild=MS (holds all pipes)  grow=MIB  env=NAME  cwd  fds  mask
 * `env`, `cwd`, `fds` and `mask` answer the request at hand with a json_command response.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FRAME_BYTES_MAX (1 << 22)
#define FD_CHECKED_MAX  1024

static unsigned sequence;

static void write_all(int fd, const char *data, size_t bytes)
{
    while (bytes > 0) {
        ssize_t n = write(fd, data, bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            _exit(75);
        data += n;
        bytes -= (size_t)n;
    }
}

static int read_all(int fd, char *to, size_t bytes)
{
    while (bytes > 0) {
        ssize_t n = read(fd, to, bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        to += n;
        bytes -= (size_t)n;
    }
    return 0;
}

static void frame(const char *json)
{
    size_t bytes = strlen(json);
    unsigned char header[4] = {(unsigned char)(bytes >> 24), (unsigned char)(bytes >> 16),
        (unsigned char)(bytes >> 8), (unsigned char)bytes};
    write_all(1, (const char *)header, 4);
    write_all(1, json, bytes);
}

static void message(const char *type, const char *body)
{
    char *json;
    if (asprintf(&json, "{\"version\":10,\"message\":{\"type\":\"%s\",\"body\":%s}}", type, body) < 0)
        _exit(76);
    frame(json);
    free(json);
}

/* Reads one frame; at the end of stdin the child leaves. */
static char *receive(void)
{
    static char body[FRAME_BYTES_MAX];
    unsigned char header[4];
    if (read_all(0, (char *)header, 4) < 0)
        _exit(0);
    size_t bytes = (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
    if (bytes >= sizeof(body) || read_all(0, body, bytes) < 0)
        _exit(77);
    body[bytes] = '\0';
    return body;
}

static void row(const char *payload)
{
    char *body;
    if (asprintf(&body, "{\"stream\":\"s\",\"sequence\":%u,\"payload\":%s}", sequence++, payload) < 0)
        _exit(76);
    message("data_row", body);
    free(body);
}

static void rows(const char *argument)
{
    char *end;
    unsigned long count = strtoul(argument, &end, 10);
    size_t bytes = strtoul(end + 1, NULL, 10);
    char *payload = malloc(bytes + 3);
    if (!payload)
        _exit(76);
    memset(payload, 'x', bytes + 2);
    payload[0] = payload[bytes + 1] = '"';
    payload[bytes + 2] = '\0';
    for (unsigned long i = 0; i < count; i++)
        row(payload);
    free(payload);
}

static void answer_json(const char *text)
{
    char *body;
    if (asprintf(&body, "{\"status\":\"json_command\",\"response_json\":\"%s\"}", text) < 0)
        _exit(76);
    message("response", body);
    free(body);
}

static void serve(void)
{
    for (;;) {
        const char *request = receive();
        if (strstr(request, "\"op\":\"health\"")) {
            message("response", "{\"status\":\"health_ok\"}");
        } else if (strstr(request, "\"op\":\"terminate\"")) {
            message("response", "{\"status\":\"terminating\"}");
            _exit(0);
        } else {
            _exit(7);
        }
    }
}

static void pause_ms(const char *argument)
{
    unsigned long ms = strtoul(argument, NULL, 10);
    struct timespec left = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000};
    while (nanosleep(&left, &left) < 0 && errno == EINTR)
        continue;
}

static void babble(const char *argument)
{
    static char line[4096];
    memset(line, 'e', sizeof(line));
    for (size_t left = strtoul(argument, NULL, 10); left > 0;) {
        size_t bytes = left < sizeof(line) ? left : sizeof(line);
        write_all(2, line, bytes);
        left -= bytes;
    }
}

static void grandchild(const char *argument)
{
    if (fork() == 0) {
        pause_ms(argument);
        _exit(0);
    }
}

static void grow(const char *argument)
{
    size_t bytes = strtoul(argument, NULL, 10) << 20;
    void *memory = sbrk((intptr_t)bytes);
    if ((intptr_t)memory == -1)
        _exit(76);
    memset(memory, 1, bytes);
}

/* Opening a pipe with a name waits for who opens the other end. */
static void meet(const char *name)
{
    const char *path = getenv("CHILD_COUNT");
    char pipe_path[256];
    if (!path)
        _exit(79);
    snprintf(pipe_path, sizeof(pipe_path), "%s.%s", path, name);
    if (mkfifo(pipe_path, 0600) < 0 && errno != EEXIST)
        _exit(79);
    int fd = open(pipe_path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        _exit(79);
    close(fd);
}

static void raw(const char *hex)
{
    for (; hex[0] && hex[1]; hex += 2) {
        char digits[3] = {hex[0], hex[1], '\0'};
        char byte = (char)strtoul(digits, NULL, 16);
        write_all(1, &byte, 1);
    }
}

static void answer_fds(void)
{
    char text[4096] = "";
    size_t used = 0;
    for (int fd = 0; fd < FD_CHECKED_MAX && used < sizeof(text) / 2; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            used += (size_t)snprintf(text + used, sizeof(text) - used, "%d ", fd);
    answer_json(text);
}

static void answer_mask(void)
{
    sigset_t mask;
    int blocked = 0, ignored = 0;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    for (int number = 1; number < 32; number++) {
        struct sigaction action;
        blocked += sigismember(&mask, number) == 1;
        ignored += sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
    }
    char text[64];
    snprintf(text, sizeof(text), "%d %d", blocked, ignored);
    answer_json(text);
}

static void answer_cwd(void)
{
    char path[1024];
    answer_json(getcwd(path, sizeof(path)) ? path : "?");
}

static void die(void)
{
    signal(SIGABRT, SIG_DFL);
    abort();
}

static void hang(void)
{
    for (;;)
        pause();
}

static void hello(void)
{
    message("handshake", "{\"worker_version\":\"test\",\"protocol_version\":10}");
    (void)receive();
}

static void step_plain(const char *name)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } STEPS[] = {
        {"hello", hello},
        {"serve", serve},
        {"abort", die},
        {"hang", hang},
        {"cwd", answer_cwd},
        {"fds", answer_fds},
        {"mask", answer_mask},
    };
    for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++) {
        if (strcmp(name, STEPS[i].name) == 0) {
            STEPS[i].run();
            return;
        }
    }
    char byte;
    if (strcmp(name, "recv") == 0)
        (void)receive();
    else if (strcmp(name, "read") == 0)
        (void)!read(0, &byte, 1);
    else if (strcmp(name, "progress") == 0)
        message("progress_tick", "{\"phase\":\"p\",\"current\":1,\"total\":2}");
    else if (strcmp(name, "diagnostic") == 0)
        message("diagnostic", "{\"code\":\"c\",\"message\":\"m\"}");
    else if (strcmp(name, "ignore") == 0)
        signal(SIGTERM, SIG_IGN);
    else
        _exit(78);
}

static void step(const char *argument)
{
    const char *value = strchr(argument, '=');
    if (!value) {
        step_plain(argument);
        return;
    }
    size_t bytes = (size_t)(value - argument);
    value++;
#define IS(name) (bytes == sizeof(name) - 1 && strncmp(argument, name, bytes) == 0)
    char text[256];
    if (IS("handshake")) {
        snprintf(text, sizeof(text), "{\"worker_version\":\"test\",\"protocol_version\":%s}", value);
        message("handshake", text);
    } else if (IS("frame")) {
        frame(value);
    } else if (IS("response")) {
        message("response", value);
    } else if (IS("row")) {
        row(value);
    } else if (IS("rows")) {
        rows(value);
    } else if (IS("raw")) {
        raw(value);
    } else if (IS("say")) {
        write_all(2, value, strlen(value));
    } else if (IS("babble")) {
        babble(value);
    } else if (IS("exit")) {
        _exit((int)strtol(value, NULL, 10));
    } else if (IS("sleep")) {
        pause_ms(value);
    } else if (IS("meet")) {
        meet(value);
    } else if (IS("close")) {
        close((int)strtol(value, NULL, 10));
    } else if (IS("grandchild")) {
        grandchild(value);
    } else if (IS("grow")) {
        grow(value);
    } else if (IS("env")) {
        answer_json(getenv(value) ? getenv(value) : "(none)");
    } else {
        _exit(78);
    }
}

/* Which start this is, from 0. */
static int generation(void)
{
    const char *path = getenv("CHILD_COUNT");
    if (!path)
        return 0;
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        _exit(79);
    off_t before = lseek(fd, 0, SEEK_END);
    write_all(fd, ".", 1);
    close(fd);
    return (int)before;
}

int main(int argc, char **argv)
{
    int section = generation();
    int at = 1;
    for (int i = 1; i < argc && section > 0; i++) {
        if (strcmp(argv[i], "--") == 0) {
            at = i + 1;
            section--;
        }
    }
    for (; at < argc && strcmp(argv[at], "--") != 0; at++)
        step(argv[at]);
    return 0;
}
