#ifndef FAKE_CHILD_CONTROL_H
#define FAKE_CHILD_CONTROL_H
/* The line to the harness: events go out as JSON lines, a few words come back. By hand there is no harness: then events go to
 * the trace descriptor, if one was asked for, and nothing is waited for.
 *
 * An event is written before the act that it describes, so that the harness always knows of an act first. A line that cannot
 * be written, or a harness that hangs up, ends the process at once: a child whose story nobody hears must not go on.
 * Used by one thread at a time. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/lines.h"
#include "shared/text.h"

#define CONTROL_LINE_BYTES_MAX    (1U << 20)
#define CONTROL_WELCOME_WAIT_MS   10000
#define CONTROL_LETS_MAX          64
#define CONTROL_EXIT_HARNESS_GONE 75

struct control {
    int socket_fd; /* -1: no harness */
    int trace_fd;  /* -1: no trace by hand; otherwise not owned */
    bool verbose;  /* messages are reported too, not only what scenarios wait for */
    struct lines lines;
    struct text line;             /* the event being written */
    char *lets[CONTROL_LETS_MAX]; /* permissions that came before their meeting */
    size_t let_count;
};

/* TRACE_FD -1: none. */
void control_init(struct control *control, int trace_fd);
void control_release(struct control *control);

/* Connects to the harness's socket. 0 or a negative errno. */
int control_connect(struct control *control, const char *path);

/* Waits for the answer to `hello`; the generation it names in RET_GENERATION. 0, or -1 after saying why on stderr. */
int control_welcome(struct control *control, int *ret_generation);

/* True where somebody listens; then `event_begin(…) event_…(…) event_end(…)` writes one line. */
bool control_listens(const struct control *control);
void event_begin(struct control *control, const char *name);
void event_string(struct control *control, const char *key, const char *value);
void event_bytes(struct control *control, const char *key, const char *bytes, size_t length);
void event_integer(struct control *control, const char *key, int64_t value);
void event_unsigned(struct control *control, const char *key, uint64_t value);
void event_bool(struct control *control, const char *key, bool value);
void event_json(struct control *control, const char *key, const char *json_text); /* valid JSON */
void event_end(struct control *control);
void event_plain(struct control *control, const char *name); /* an event without fields */

/* Waits until FD shows EVENTS or the time is up (CLOCK_FOREVER: never), as clock_wait_fd, and watches the harness meanwhile.
 * FD -1 waits for time only. */
int control_wait(struct control *control, int fd, short events, int64_t timeout_ns);

/* Waits until the harness lets the meeting NAME go on; at once without a harness. */
void control_await_let(struct control *control, const char *name);

#endif
