/* Ending a child: death, kill, grave; and the tree of a graceful stop (SHUT-01). */
#include "core/account.h"
#include "core/deadline.h"
#include "inside.h"
#include "linux/clock.h"
#include "linux/pipe.h"
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define READ_BYTES   65536
#define STATUS_BYTES 64
/* Most children leave at once when they are asked. For so long their death alone is waited for, and not what they say or
 * close on their way out; one that waits for a reader is held up no longer than this. */
#define LEAVING_MS 2

/* ---- The grave ---------------------------------------------------------------------------------------------------- */

static int exit_describe(struct sup_exit *exit, const struct child_end *end)
{
    char status[STATUS_BYTES];
    if (end->signalled) {
        const char *name = sigabbrev_np(end->number);
        const char *core = end->core_dumped ? " (core dumped)" : "";
        if (name)
            (void)snprintf(status, sizeof(status), "signal: %d (SIG%s)%s", end->number, name, core);
        else
            (void)snprintf(status, sizeof(status), "signal: %d%s", end->number, core);
        exit->signal = end->number;
        exit->core_dumped = end->core_dumped;
    } else {
        (void)snprintf(status, sizeof(status), "exit status: %d", end->number);
        exit->code = end->number;
        exit->success = end->number == 0;
    }
    return sup_text_assign(&exit->status, status, strlen(status));
}

/* EXIT-02: nobody knows how it ended. */
static void exit_unknown(struct sup_exit *exit)
{
    static const char STATUS[] = "worker is not running";
    sup_exit_release(exit);
    (void)sup_text_assign(&exit->status, STATUS, sizeof(STATUS) - 1);
    (void)sup_text_assign(&exit->diagnostics, "", 0);
}

static void exit_record(struct sup_supervisor *supervisor, struct sup_exit *exit, bool counted)
{
    sup_exit_release(&supervisor->last_exit);
    (void)sup_exit_copy(exit, &supervisor->last_exit);
    if (counted)
        account_add(&supervisor->stats.exits, 1);
}

int supervisor_bury(struct sup_supervisor *supervisor, struct sup_exit *ret_exit, struct sup_error *error)
{
    struct child_end end;
    int reaped = child_reap(&supervisor->child, &end);
    if (reaped == 0 || reaped == -EINTR)
        return report_system(error, SUP_ERROR_KIND_WAIT, EAGAIN, "the dead child cannot be reaped");

    int64_t now_ns = clock_now_ns();
    struct sup_exit exit;
    sup_exit_init(&exit);
    if (supervisor->drain)
        (void)drain_collect(supervisor->drain, &exit.diagnostics);
    atomic_store_explicit(&supervisor->visible_pid, 0, memory_order_release);
    child_close(&supervisor->child);
    (void)supervisor_step(supervisor, SUP_EVENT_DIED, now_ns);
    int actions = supervisor_step(supervisor, SUP_EVENT_REAPED, now_ns);

    int r = 0;
    if (reaped < 0)
        exit_unknown(&exit);
    else
        (void)exit_describe(&exit, &end);
    if (actions & SUP_ACTION_RECORD_EXIT)
        exit_record(supervisor, &exit, reaped > 0);
    if (reaped < 0)
        r = report_system(error, SUP_ERROR_KIND_WAIT, -reaped, "somebody else took the child's exit");
    if (ret_exit && r == 0) {
        sup_exit_release(ret_exit);
        *ret_exit = exit;
        return 0;
    }
    sup_exit_release(&exit);
    return r;
}

/* Waits until the child is dead or UNTIL_NS. 1 dead, 0 not, or -errno. */
static int death_await(struct sup_supervisor *supervisor, int64_t until_ns)
{
    for (;;) {
        int64_t left_ns = deadline_remaining(until_ns, clock_now_ns());
        int ready = child_wait(&supervisor->child, CHILD_READY_DEATH, left_ns);
        if (ready != 0)
            return ready < 0 ? ready : 1;
        if (left_ns == 0)
            return 0;
    }
}

int supervisor_kill(struct sup_supervisor *supervisor, enum sup_event event, struct sup_exit *ret_exit,
    struct sup_error *error)
{
    int64_t killed_ns = clock_now_ns();
    (void)supervisor_step(supervisor, event, killed_ns);
    int r = child_kill(&supervisor->child);
    if (r < 0)
        return report_system(error, SUP_ERROR_KIND_KILL, -r, "cannot kill the child");
    r = death_await(supervisor, deadline_after_ms(killed_ns, supervisor->settings.kill_wait_ms));
    if (r < 0)
        return report_system(error, SUP_ERROR_KIND_WAIT, -r, "cannot wait for the child");
    if (r == 0) {
        r = report(error, SUP_ERROR_KIND_WAIT_TIMEOUT, "the killed child is still there");
        error->operation = "kill_wait";
        error->duration_ms = supervisor->settings.kill_wait_ms;
        return r;
    }
    return supervisor_bury(supervisor, ret_exit, error);
}

int supervisor_bury_crashed(struct sup_supervisor *supervisor, int64_t deadline_ns, struct sup_exit *ret_exit,
    bool *ret_killed, struct sup_error *error)
{
    int64_t now_ns = clock_now_ns();
    (void)supervisor_step(supervisor, SUP_EVENT_OUTPUT_ENDED, now_ns);
    int64_t until_ns = deadline_earlier(deadline_after_ms(now_ns, SUP_EOF_GRACE_MS), deadline_ns);
    bool dead = death_await(supervisor, until_ns) > 0;
    if (ret_killed)
        *ret_killed = !dead;
    return dead ? supervisor_bury(supervisor, ret_exit, error)
                : supervisor_kill(supervisor, SUP_EVENT_KILL, ret_exit, error);
}

int supervisor_look(struct sup_supervisor *supervisor, struct sup_error *error)
{
    if (supervisor->child.pid <= 0 || child_wait(&supervisor->child, CHILD_READY_DEATH, 0) <= 0)
        return 0;
    return supervisor_bury(supervisor, NULL, error);
}

/* ---- A graceful stop ------------------------------------------------------------------------------------------------ */

/* How the conversation about leaving ended. */
enum farewell {
    FAREWELL_GONE,   /* it is dead */
    FAREWELL_LATE,   /* the grace is over */
    FAREWELL_BROKEN, /* the write failed, another response came, or a bad frame */
    FAREWELL_AGREED, /* `terminating`: only its death is waited for */
    FAREWELL_GO_ON,
};

struct farewell_talk {
    struct sup_supervisor *supervisor;
    int64_t deadline_ns;
    size_t written; /* bytes of the terminate frame */
    bool output_ended;
    bool agreed;
};

static enum farewell terminate_write(struct farewell_talk *talk)
{
    const struct wire_buffer *frame = &talk->supervisor->control;
    ssize_t n =
        child_write(&talk->supervisor->child, frame->bytes + talk->written, frame->length - talk->written);
    if (n < 0 && n != -EAGAIN)
        return FAREWELL_BROKEN;
    talk->written += n > 0 ? (size_t)n : 0;
    return FAREWELL_GO_ON;
}

static enum farewell farewell_frame(struct farewell_talk *talk, char *frame, size_t length)
{
    if (talk->agreed)
        return FAREWELL_GO_ON;
    struct wire_message message;
    struct wire_error error;
    if (wire_decode(frame, length, &message, &error) < 0)
        return FAREWELL_BROKEN;
    enum farewell farewell = FAREWELL_BROKEN;
    if (message.type == WIRE_TYPE_DATA_ROW || message.type == WIRE_TYPE_DIAGNOSTIC ||
        message.type == WIRE_TYPE_PROGRESS_TICK)
        farewell = FAREWELL_GO_ON;
    else if (message.type == WIRE_TYPE_RESPONSE && message.response.status == WIRE_STATUS_TERMINATING)
        farewell = FAREWELL_AGREED;
    wire_message_release(&message);
    return farewell;
}

/* Takes one frame that is there. RET_MORE: none is. */
static enum farewell farewell_take(struct farewell_talk *talk, bool *ret_more)
{
    char *frame;
    size_t length;
    struct wire_error error;
    enum wire_next next = wire_reader_next(&talk->supervisor->reader, &frame, &length, &error);
    *ret_more = next == WIRE_NEXT_MORE;
    if (next == WIRE_NEXT_ERROR)
        return FAREWELL_BROKEN;
    return next == WIRE_NEXT_FRAME ? farewell_frame(talk, frame, length) : FAREWELL_GO_ON;
}

static enum farewell farewell_read(struct farewell_talk *talk)
{
    struct wire_reader *reader = &talk->supervisor->reader;
    if (talk->agreed)
        wire_reader_reset(reader); /* it may talk on; nobody listens, and it must not block on that */
    char *space;
    size_t size;
    if (wire_reader_space(reader, &space, &size) < 0)
        return FAREWELL_BROKEN;
    ssize_t n = pipe_read(talk->supervisor->child.stdout_fd, space, size < READ_BYTES ? size : READ_BYTES);
    if (n == -EAGAIN)
        return FAREWELL_GO_ON;
    if (n <= 0)
        talk->output_ended = true;
    else
        wire_reader_commit(reader, (size_t)n);
    return FAREWELL_GO_ON;
}

/* One round: what the child has said so far, then whatever comes next. */
static enum farewell farewell_round(struct farewell_talk *talk)
{
    struct sup_supervisor *supervisor = talk->supervisor;
    int64_t left_ns = deadline_remaining(talk->deadline_ns, clock_now_ns());
    bool more = true;
    enum farewell said = talk->agreed ? FAREWELL_GO_ON : farewell_take(talk, &more);
    /* SHUT-01: a child that is dead has left gracefully, whatever it said last */
    int wanted = CHILD_READY_DEATH | (talk->output_ended ? 0 : CHILD_READY_OUTPUT) |
                 (talk->written < supervisor->control.length ? CHILD_READY_INPUT : 0);
    int ready = child_wait(&supervisor->child, wanted, more && said == FAREWELL_GO_ON ? left_ns : 0);
    if (ready < 0)
        return FAREWELL_BROKEN;
    if (ready & CHILD_READY_DEATH)
        return FAREWELL_GONE;
    if (said != FAREWELL_GO_ON)
        return said;
    if (left_ns == 0)
        return FAREWELL_LATE;
    if ((ready & CHILD_READY_INPUT) && terminate_write(talk) == FAREWELL_BROKEN)
        return FAREWELL_BROKEN;
    return more && (ready & CHILD_READY_OUTPUT) ? farewell_read(talk) : FAREWELL_GO_ON;
}

/* The wait for a child that leaves at once: whatever it says meanwhile, dead is gone (SHUT-01). */
static enum farewell leaving_await(struct farewell_talk *talk, int64_t now_ns)
{
    int64_t until_ns = deadline_earlier(deadline_after_ms(now_ns, LEAVING_MS), talk->deadline_ns);
    int ready = child_wait(&talk->supervisor->child, CHILD_READY_DEATH, deadline_remaining(until_ns, now_ns));
    if (ready < 0)
        return FAREWELL_BROKEN;
    return ready & CHILD_READY_DEATH ? FAREWELL_GONE : FAREWELL_GO_ON;
}

static enum farewell farewell_talk(struct sup_supervisor *supervisor, int64_t now_ns)
{
    struct farewell_talk talk = {
        .supervisor = supervisor,
        .deadline_ns = deadline_after_ms(now_ns, supervisor->settings.shutdown_timeout_ms),
    };
    const struct wire_request request = {.op = WIRE_OP_TERMINATE};
    struct wire_error error;
    if (wire_encode_request(&supervisor->control, &request, supervisor->settings.max_frame_bytes, &error) < 0)
        return FAREWELL_BROKEN;
    enum farewell farewell = terminate_write(&talk);
    if (farewell == FAREWELL_GO_ON && talk.written == supervisor->control.length)
        farewell = leaving_await(&talk, now_ns);
    while (farewell == FAREWELL_GO_ON || farewell == FAREWELL_AGREED) {
        talk.agreed |= farewell == FAREWELL_AGREED;
        farewell = farewell_round(&talk);
    }
    return farewell;
}

/* ---- The tree ----------------------------------------------------------------------------------------------------- */

static void report_finish(struct sup_shutdown_report *done, enum sup_shutdown_outcome outcome,
    const struct sup_supervisor *supervisor, int64_t started_ns)
{
    done->outcome = outcome;
    done->graceful_timeout_ms = supervisor->settings.shutdown_timeout_ms;
    done->elapsed_us = elapsed_us(started_ns, clock_now_ns());
}

/* Kills, buries and says how long it took. */
static int kill_timed(
    struct sup_supervisor *supervisor, struct sup_shutdown_report *done, struct sup_error *error)
{
    int64_t killed_ns = clock_now_ns();
    int r = supervisor_kill(supervisor, SUP_EVENT_KILL, &done->exit, error);
    done->kill_elapsed_us = done->wait_elapsed_us = elapsed_us(killed_ns, clock_now_ns());
    return r;
}

static int stop_gracefully(struct sup_supervisor *supervisor, struct sup_shutdown_report *done,
    enum sup_shutdown_outcome *ret_outcome, struct sup_error *error)
{
    int64_t asked_ns = clock_now_ns();
    (void)supervisor_step(supervisor, SUP_EVENT_ASKED, asked_ns);
    enum farewell farewell = farewell_talk(supervisor, asked_ns);
    if (farewell != FAREWELL_GONE) {
        *ret_outcome = farewell == FAREWELL_LATE ? SUP_SHUTDOWN_OUTCOME_GRACEFUL_TIMED_OUT_KILLED
                                                 : SUP_SHUTDOWN_OUTCOME_GRACEFUL_PROTOCOL_FAILED_KILLED;
        return kill_timed(supervisor, done, error);
    }
    *ret_outcome = SUP_SHUTDOWN_OUTCOME_GRACEFUL;
    int r = supervisor_bury(supervisor, &done->exit, error);
    done->wait_elapsed_us = elapsed_us(asked_ns, clock_now_ns());
    return r;
}

int supervisor_stop(struct sup_supervisor *supervisor, enum sup_shutdown_mode mode,
    struct sup_shutdown_report *ret_report, struct sup_error *error)
{
    struct sup_shutdown_report done;
    sup_shutdown_report_init(&done);
    int64_t started_ns = clock_now_ns();
    enum sup_shutdown_outcome outcome = SUP_SHUTDOWN_OUTCOME_ALREADY_EXITED;

    int r = supervisor_look(supervisor, error);
    if (r == 0 && !machine_has_child(supervisor->machine.state)) {
        r = sup_exit_copy(&supervisor->last_exit, &done.exit) < 0 ? report_memory(error) : 0;
    } else if (r == 0 && mode == SUP_SHUTDOWN_MODE_GRACEFUL && supervisor->machine.state == SUP_STATE_IDLE) {
        r = stop_gracefully(supervisor, &done, &outcome, error);
    } else if (r == 0) {
        outcome = SUP_SHUTDOWN_OUTCOME_KILL_ONLY;
        r = kill_timed(supervisor, &done, error);
    }
    report_finish(&done, outcome, supervisor, started_ns);
    if (r == 0 && ret_report) {
        sup_shutdown_report_release(ret_report);
        *ret_report = done;
        return 0;
    }
    sup_shutdown_report_release(&done);
    return r;
}
