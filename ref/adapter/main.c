/* ref-adapter: the reference supervisor behind childproof's adapter protocol. */
#include "adapter.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef REF_ADAPTER_VERSION
#define REF_ADAPTER_VERSION "0"
#endif

#define INPUT_BYTES_FIRST 65536u

static const char usage[] =
    "usage: ref-adapter [--help | --version]\n"
    "\n"
    "The reference supervisor `sup` behind childproof's adapter protocol, version 1 "
    "(conformance/ADAPTER.md).\n"
    "Reads requests from stdin and writes answers and events to stdout, one JSON object a line; logs to "
    "stderr.\n"
    "At end of file it drops every supervisor and exits with 0. childproof starts it:\n"
    "\n"
    "    childproof run --adapter ref-adapter\n"
    "\n"
    "By hand: echo '{\"id\":1,\"do\":\"hello\",\"protocol\":1}' | ref-adapter\n";

/* Bytes of stdin that are not served yet. */
struct input {
    char *bytes;
    size_t length;
    size_t capacity;
    uint64_t lines;
};

/* Serves every whole line and moves the rest to the front. `fresh` is where the bytes start that were not searched. */
static void serve_lines(struct adapter *adapter, struct input *input, size_t fresh)
{
    size_t start = 0;
    char *feed;

    while ((feed = memchr(input->bytes + fresh, '\n', input->length - fresh)) != NULL) {
        size_t end = (size_t)(feed - input->bytes);

        input->lines++;
        if (end > start)
            adapter_serve(adapter, input->bytes + start, end - start, input->lines);
        start = end + 1;
        fresh = start;
    }
    memmove(input->bytes, input->bytes + start, input->length - start);
    input->length -= start;
}

/* Reads until end of file. 0, or a negative errno; -EMSGSIZE for a line over the protocol's bound. */
static int serve_input(struct adapter *adapter, struct input *input)
{
    for (;;) {
        size_t fresh = input->length;
        ssize_t length;

        if (input->length >= LINE_BYTES_MAX)
            return -EMSGSIZE;
        if (input->capacity - input->length < INPUT_BYTES_FIRST / 2) {
            input->capacity = input->capacity == 0 ? INPUT_BYTES_FIRST : input->capacity * 2;
            input->bytes = memory_grow(input->bytes, input->capacity);
        }
        length = read(STDIN_FILENO, input->bytes + input->length, input->capacity - input->length);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return -errno;
        if (length == 0)
            return 0;
        input->length += (size_t)length;
        serve_lines(adapter, input, fresh);
    }
}

static int run(void)
{
    struct input input = {.bytes = NULL};
    struct adapter adapter;
    int error;

    adapter_init(&adapter, STDOUT_FILENO);
    error = serve_input(&adapter, &input);
    if (error == -EMSGSIZE)
        (void)fprintf(stderr,
            "ref-adapter: line %" PRIu64 " of stdin is longer than %u bytes; that is the bound\n",
            input.lines + 1, LINE_BYTES_MAX);
    else if (error < 0)
        (void)fprintf(stderr, "ref-adapter: stdin cannot be read: %s\n", strerror(-error));
    else if (input.length > 0)
        (void)fprintf(stderr, "ref-adapter: stdin ended within line %" PRIu64 ", which was not served\n",
            input.lines + 1);
    free(input.bytes);
    if (adapter_close(&adapter) < 0) {
        (void)fprintf(stderr, "ref-adapter: a call did not come back; its supervisor could not be dropped\n");
        return EXIT_FAILURE;
    }
    return error < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        (void)fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        (void)puts("ref-adapter " REF_ADAPTER_VERSION);
        return EXIT_SUCCESS;
    }
    if (argc > 1) {
        (void)fprintf(stderr, "ref-adapter: unknown argument `%s`\n%s", argv[1], usage);
        return 64;
    }
    /* A harness that is gone is an error of write, not a signal. */
    (void)sigaction(SIGPIPE, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    return run();
}
