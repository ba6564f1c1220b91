/* Starting a child: program, handshake, frame cap (SPAWN-01…09). */
#include "core/account.h"
#include "core/deadline.h"
#include "inside.h"
#include "linux/clock.h"
#include "linux/fd.h"
#include "linux/pipe.h"
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A child whose first words are wrong often goes by itself right after: its own exit says more than our kill. */
#define BAD_HANDSHAKE_GRACE_MS 50
#define READ_BYTES             4096
#define REASON_BYTES           256

/* How the wait for the handshake ended. */
enum greeting {
    GREETING_ACCEPTED,
    GREETING_LATE,   /* startup timeout */
    GREETING_ENDED,  /* end of file, or death */
    GREETING_WRONG,  /* anything else than a handshake of our version */
    GREETING_BROKEN, /* a system call failed */
};

struct start {
    struct sup_supervisor *supervisor;
    int64_t started_ns;
    int64_t deadline_ns;
    char reason[REASON_BYTES]; /* FIX-13: what was wrong with the handshake */
};

#define reason_set(start, ...) ((void)snprintf((start)->reason, sizeof((start)->reason), __VA_ARGS__))

static enum greeting message_check(struct start *start, const struct wire_message *message)
{
    if (message->type != WIRE_TYPE_HANDSHAKE) {
        reason_set(start, "handshake: the child sent %s first", wire_type_name(message->type));
        return GREETING_WRONG;
    }
    const struct wire_handshake *handshake = &message->handshake;
    if (handshake->protocol_version != WIRE_VERSION) {
        reason_set(start, "handshake: worker protocol version mismatch: expected %u, received %u",
            (unsigned)WIRE_VERSION, (unsigned)handshake->protocol_version);
        return GREETING_WRONG;
    }
    struct sup_metadata *metadata = &start->supervisor->metadata;
    if (sup_text_assign(&metadata->worker_version, handshake->worker_version.data,
            handshake->worker_version.length) < 0) {
        reason_set(start, "handshake: no memory");
        return GREETING_BROKEN;
    }
    metadata->protocol_version = handshake->protocol_version;
    return GREETING_ACCEPTED;
}

static enum greeting frame_check(struct start *start, char *frame, size_t length)
{
    struct wire_message message;
    struct wire_error error;
    int r = wire_decode(frame, length, &message, &error);
    if (r < 0) {
        reason_set(start, "handshake: %s", r == -ENOMEM ? "no memory" : error.text);
        return GREETING_WRONG;
    }
    enum greeting greeting = message_check(start, &message);
    wire_message_release(&message);
    return greeting;
}

/* Waits for output and reads some. GREETING_ACCEPTED means only: go on. */
static enum greeting output_read(struct start *start)
{
    struct sup_supervisor *supervisor = start->supervisor;
    int64_t left_ns = deadline_remaining(start->deadline_ns, clock_now_ns());
    if (left_ns == 0)
        return GREETING_LATE;
    int ready = child_wait(&supervisor->child, CHILD_READY_DEATH | CHILD_READY_OUTPUT, left_ns);
    if (ready == 0)
        return GREETING_ACCEPTED;

    char *space;
    size_t size;
    if (ready < 0 || wire_reader_space(&supervisor->reader, &space, &size) < 0) {
        reason_set(start, "handshake: %s", ready < 0 ? "cannot wait for the child" : "no memory");
        return GREETING_BROKEN;
    }
    ssize_t n = pipe_read(supervisor->child.stdout_fd, space, size < READ_BYTES ? size : READ_BYTES);
    if (n > 0) {
        wire_reader_commit(&supervisor->reader, (size_t)n);
        return GREETING_ACCEPTED;
    }
    /* what it wrote before it died has been read by now */
    if (n == 0 || (ready & CHILD_READY_DEATH)) {
        reason_set(start, "handshake: the child closed its output before a handshake");
        return GREETING_ENDED;
    }
    if (n == -EAGAIN)
        return GREETING_ACCEPTED;
    reason_set(start, "handshake: reading failed with error %d", (int)-n);
    return GREETING_BROKEN;
}

static enum greeting greeting_await(struct start *start)
{
    for (;;) {
        char *frame;
        size_t length;
        struct wire_error error;
        enum wire_next next = wire_reader_next(&start->supervisor->reader, &frame, &length, &error);
        if (next == WIRE_NEXT_FRAME)
            return frame_check(start, frame, length);
        if (next == WIRE_NEXT_ERROR) {
            reason_set(start, "handshake: %s", error.text);
            return GREETING_WRONG;
        }
        enum greeting greeting = output_read(start);
        if (greeting != GREETING_ACCEPTED)
            return greeting;
    }
}

/* Gives a child that is about to leave GRACE_MS to do it, then kills it; buries it in both cases. */
static int abandon(struct start *start, uint64_t grace_ms, struct sup_exit *ret_exit, bool *ret_killed,
    struct sup_error *error)
{
    struct sup_supervisor *supervisor = start->supervisor;
    int64_t until_ns = deadline_earlier(deadline_after_ms(clock_now_ns(), grace_ms), start->deadline_ns);
    for (;;) {
        int64_t left_ns = deadline_remaining(until_ns, clock_now_ns());
        int ready = child_wait(&supervisor->child, CHILD_READY_DEATH, left_ns);
        *ret_killed = ready <= 0;
        if (ready > 0)
            return supervisor_bury(supervisor, ret_exit, error);
        if (left_ns == 0 || ready < 0)
            return supervisor_kill(supervisor, SUP_EVENT_START_FAILED, ret_exit, error);
    }
}

static int report_startup_timeout(struct sup_supervisor *supervisor, struct sup_error *error)
{
    uint64_t timeout_ms = supervisor->settings.startup_timeout_ms;
    int r =
        report(error, SUP_ERROR_KIND_TIMEOUT, "no handshake within %llu ms", (unsigned long long)timeout_ms);
    error->operation = "startup";
    error->duration_ms = timeout_ms;
    error->resource.cause = SUP_RESOURCE_CAUSE_WORKER_TIMEOUT;
    error->resource.operation = "startup";
    error->resource.duration_ms = timeout_ms;
    return r;
}

/* SPAWN-05, SPAWN-06: the child goes, and the caller learns how and why. */
static int greeting_failed(struct start *start, enum greeting greeting, struct sup_error *error)
{
    uint64_t grace_ms = greeting == GREETING_ENDED   ? SUP_EOF_GRACE_MS
                        : greeting == GREETING_WRONG ? BAD_HANDSHAKE_GRACE_MS
                                                     : 0;
    struct sup_exit exit;
    sup_exit_init(&exit);
    bool killed;
    int r = abandon(start, grace_ms, &exit, &killed, error);
    if (r == 0 && greeting == GREETING_LATE)
        r = report_startup_timeout(start->supervisor, error);
    else if (r == 0 && greeting == GREETING_BROKEN)
        r = report(error, SUP_ERROR_KIND_SETUP, "%s", start->reason);
    else if (r == 0)
        r = report_exit(error, &exit, start->reason);
    sup_exit_release(&exit);
    return r;
}

/* FIX-10: a child that is gone before it was told the cap is buried, and its exit reported. */
static int cap_failed(struct start *start, ssize_t written, struct sup_error *error)
{
    struct sup_exit exit;
    sup_exit_init(&exit);
    bool killed;
    int r = abandon(start, written == -EPIPE ? SUP_EOF_GRACE_MS : 0, &exit, &killed, error);
    if (r == 0 && !killed)
        r = report_exit(error, &exit, "the child left before it read configure_frame_limit");
    else if (r == 0)
        r = report(error, SUP_ERROR_KIND_PROTOCOL, "failed to send configure_frame_limit: error %d",
            (int)(written < 0 ? -written : EIO));
    sup_exit_release(&exit);
    return r;
}

static int cap_write(struct start *start, struct sup_error *error)
{
    struct sup_supervisor *supervisor = start->supervisor;
    if (wire_encode_configure(&supervisor->control, supervisor->settings.max_frame_bytes) < 0)
        return greeting_failed(start, GREETING_BROKEN, error);
    /* fewer bytes than an empty pipe holds: it is written whole, or nobody reads it */
    ssize_t n = child_write(&supervisor->child, supervisor->control.bytes, supervisor->control.length);
    return n == (ssize_t)supervisor->control.length ? 0 : cap_failed(start, n, error);
}

/* The thread that empties stderr stays for all children of this supervisor, so it is the one that starts them. */
struct spawning {
    const struct child_program *program;
    struct child *child;
};

static int spawn(void *argument)
{
    const struct spawning *spawning = argument;
    return child_spawn(spawning->program, spawning->child);
}

static int program_start(struct sup_supervisor *supervisor, struct sup_error *error)
{
    const struct settings *settings = &supervisor->settings;
    const struct child_program program = {
        .executable = settings->executable,
        .arguments = settings->arguments,
        .environment = settings->environment,
        .environment_count = settings->environment_count,
        .working_directory = settings->working_directory,
    };
    struct spawning spawning = {&program, &supervisor->child};
    int r = supervisor->drain ? 0 : drain_new(&supervisor->drain);
    if (r < 0) {
        (void)supervisor_step(supervisor, SUP_EVENT_EXEC_FAILED, clock_now_ns());
        return report_system(error, SUP_ERROR_KIND_SETUP, -r, "cannot start the thread that keeps the child");
    }
    r = drain_run(supervisor->drain, spawn, &spawning);
    if (r == 0) {
        atomic_store_explicit(&supervisor->visible_pid, supervisor->child.pid, memory_order_release);
        return 0;
    }
    (void)supervisor_step(supervisor, SUP_EVENT_EXEC_FAILED, clock_now_ns());
    r = report_system(error, SUP_ERROR_KIND_SPAWN, -r, "cannot start the program");
    (void)sup_text_assign(&error->executable, settings->executable, strlen(settings->executable));
    return r;
}

static int drain_start(struct start *start, struct sup_error *error)
{
    struct sup_supervisor *supervisor = start->supervisor;
    int r = drain_attach(supervisor->drain, &supervisor->child.stderr_fd);
    if (r == 0)
        return 0;
    reason_set(start, "cannot drain the child's stderr: error %d", -r);
    return greeting_failed(start, GREETING_BROKEN, error);
}

int supervisor_start(struct sup_supervisor *supervisor, struct sup_error *error)
{
    struct start start = {.supervisor = supervisor, .started_ns = clock_now_ns()};
    start.deadline_ns = deadline_after_ms(start.started_ns, supervisor->settings.startup_timeout_ms);
    (void)supervisor_step(supervisor, SUP_EVENT_SPAWN, start.started_ns);

    int r = program_start(supervisor, error);
    if (r < 0)
        return r;
    wire_reader_reset(&supervisor->reader); /* RESTART-08: unread output of the old child */
    r = drain_start(&start, error);
    if (r < 0)
        return r;
    enum greeting greeting = greeting_await(&start);
    if (greeting != GREETING_ACCEPTED)
        return greeting_failed(&start, greeting, error);
    r = cap_write(&start, error);
    if (r < 0)
        return r;
    int64_t now_ns = clock_now_ns();
    supervisor->stats.last_spawn_handshake_us = elapsed_us(start.started_ns, now_ns);
    (void)supervisor_step(supervisor, SUP_EVENT_HANDSHAKE_ACCEPTED, now_ns);
    return 0;
}
