/* One request from admission to answer (REQ-01). */
#include "answer.h"
#include "core/account.h"
#include "core/deadline.h"
#include "core/policy.h"
#include "exchange.h"
#include "linux/clock.h"
#include "linux/pipe.h"
#include "report.h"
#include "rows.h"
#include "turn.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#define STALE_READ_BYTES 4096

/* A request on its way. */
struct admission {
    struct sup_supervisor *supervisor;
    const struct sup_request *request;
    const struct operation *operation;
    uint64_t generation; /* the only one that may serve it; SUP_NONE: any */
    int ready;           /* what the last look at the child showed: enum child_ready */
    bool looked;         /* and nothing that takes time was done since */
    bool child_ended; /* the error at hand is the end of the child in this request: REQ-09 absorbs no other */
};

/* ---- Refusals ----------------------------------------------------------------------------------------------------- */

static int report_cancelled_early(struct admission *admission, struct sup_error *error)
{
    int r = report(error, SUP_ERROR_KIND_CANCELLED, "its token was set before the call");
    error->operation = admission->operation->label;
    exchange_facts(
        admission->supervisor, SUP_RESOURCE_CAUSE_WORKER_CANCELLED, error->operation, &error->resource);
    return r;
}

/* SESSION-02: is the generation gone that the request was meant for? */
static int belong(const struct admission *admission, struct sup_error *error)
{
    const struct machine *machine = &admission->supervisor->machine;
    if (admission->generation == SUP_NONE ||
        (machine->generation == admission->generation && machine_has_child(machine->state)))
        return 0;
    int r = report(error, SUP_ERROR_KIND_UNSUPPORTED_REQUEST,
        "the session was opened in generation %" PRIu64 ", which is gone", admission->generation);
    error->operation = SUP_OPERATION_SESSION_INVALIDATED;
    return r;
}

/* Looks at the child once: is it alive, has it said something unasked? */
static int look(struct admission *admission, struct sup_error *error)
{
    struct sup_supervisor *supervisor = admission->supervisor;
    if (machine_has_child(supervisor->machine.state)) {
        admission->ready = child_wait(&supervisor->child, CHILD_READY_DEATH | CHILD_READY_OUTPUT, 0);
        if (admission->ready < 0)
            return report_system(error, SUP_ERROR_KIND_WAIT, -admission->ready, "cannot look at the child");
        admission->looked = true;
        if (admission->ready & CHILD_READY_DEATH) {
            int r = supervisor_bury(supervisor, NULL, error);
            if (r < 0)
                return r;
        }
    }
    if (machine_refuses(supervisor->machine.state)) {
        int r = report(error, SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS, "the child is gone for good");
        error->operation = "worker_request";
        return r;
    }
    /* REQ-05: a dead child answers with its exit, again and again */
    if (supervisor->machine.state == SUP_STATE_EXITED)
        return report_exit(error, &supervisor->last_exit, NULL);
    return 0;
}

/* ---- Policy ------------------------------------------------------------------------------------------------------- */

static int policy_apply(struct admission *admission, struct sup_error *error)
{
    struct sup_supervisor *supervisor = admission->supervisor;
    struct sup_stats *stats = &supervisor->stats;
    bool import_like = admission->operation->import_like;
    if (import_like) {
        account_add(&stats->import_like_admission_attempts, 1);
        stats->last_import_rss_kib = supervisor_sample_rss(supervisor);
        admission->looked = false;
    }
    struct policy_facts facts = {
        .import_like = import_like,
        .requests = supervisor->generation_requests,
        .imports = supervisor->generation_imports,
    };
    if (supervisor->settings.policy.idle_restart_after_ms != SUP_NONE)
        facts.idle_ns = clock_now_ns() - supervisor->machine.last_activity_ns;
    struct policy_decision decision = policy_decide(&supervisor->settings.policy, &facts);
    if (decision.verdict == POLICY_SAMPLE) {
        facts.rss_kib = supervisor_sample_rss(supervisor);
        facts.sample = facts.rss_kib == SUP_NONE ? POLICY_SAMPLE_UNAVAILABLE : POLICY_SAMPLE_TAKEN;
        admission->looked = false;
        decision = policy_decide(&supervisor->settings.policy, &facts);
    }
    if (decision.verdict == POLICY_RESTART) {
        admission->looked = false;
        int r = supervisor_replace(supervisor, decision.cause, error);
        if (r < 0)
            return r;
    }
    if (import_like)
        account_add(&stats->import_like_admitted, 1);
    return 0;
}

/* ---- Before the write --------------------------------------------------------------------------------------------- */

/* FIX-04: its output ended while nothing was asked. */
static int ended_while_idle(struct admission *admission, struct sup_error *error)
{
    struct sup_exit exit;
    sup_exit_init(&exit);
    int r = supervisor_bury_crashed(admission->supervisor, DEADLINE_NEVER, &exit, NULL, error);
    if (r == 0)
        r = report_exit(error, &exit, NULL);
    sup_exit_release(&exit);
    return r;
}

/* FIX-03: what waits before a request was written answers something else. REQ-12: says what it knows. */
static int stale_output(struct admission *admission, struct sup_error *error)
{
    struct sup_supervisor *supervisor = admission->supervisor;
    struct machine before = supervisor->machine;
    int r = supervisor_kill(supervisor, SUP_EVENT_BROKEN, NULL, error);
    if (r < 0)
        return r;
    if (!before.requested)
        return report(error, SUP_ERROR_KIND_PROTOCOL,
            "worker sent stale %s frame before the first request of generation %" PRIu64,
            admission->operation->label, before.generation);
    return report(error, SUP_ERROR_KIND_PROTOCOL,
        "worker sent stale %s frame from request %" PRIu64 ", current request is %" PRIu64,
        admission->operation->label, before.request_id, before.next_request_id);
}

/* Something can be read, or the output has ended. 0 where it was neither. */
static int output_unasked(struct admission *admission, struct sup_error *error)
{
    struct sup_supervisor *supervisor = admission->supervisor;
    char bytes[STALE_READ_BYTES];
    ssize_t n = pipe_read(supervisor->child.stdout_fd, bytes, sizeof(bytes));
    if (n == -EAGAIN)
        return 0;
    return n > 0 ? stale_output(admission, error) : ended_while_idle(admission, error);
}

static int silence_check(struct admission *admission, struct sup_error *error)
{
    if (wire_reader_pending(&admission->supervisor->reader) > 0)
        return stale_output(admission, error);
    return admission->ready & CHILD_READY_OUTPUT ? output_unasked(admission, error) : 0;
}

/* ---- The write ---------------------------------------------------------------------------------------------------- */

/* FIX-08: the deadline passed and the child has not read the request. It never entered it. */
static int write_timed_out(struct admission *admission, uint64_t timeout_ms, struct sup_error *error)
{
    int r = supervisor_replace(admission->supervisor, SUP_RESTART_CAUSE_TIMEOUT, error);
    if (r < 0)
        return r;
    r = report(error, SUP_ERROR_KIND_TIMEOUT, "the child did not read the request in time");
    error->operation = admission->operation->label;
    error->duration_ms = timeout_ms;
    exchange_facts(
        admission->supervisor, SUP_RESOURCE_CAUSE_WORKER_TIMEOUT, error->operation, &error->resource);
    error->resource.duration_ms = timeout_ms;
    return r;
}

/* FIX-08: nobody reads. A child that is on its way out gets the time to get there. */
static int write_refused(
    struct admission *admission, int system_error, int64_t deadline_ns, struct sup_error *error)
{
    struct sup_exit exit;
    sup_exit_init(&exit);
    bool killed = false;
    int r = supervisor_bury_crashed(admission->supervisor, deadline_ns, &exit, &killed, error);
    if (r == 0 && killed)
        r = report(error, SUP_ERROR_KIND_PROTOCOL, "worker protocol I/O failed: write of %s: %s",
            admission->operation->label, strerrordesc_np(system_error));
    else if (r == 0)
        r = report_exit(error, &exit, NULL);
    admission->child_ended = true;
    sup_exit_release(&exit);
    return r;
}

/* Writes the frame. Where it has to wait the time counts from the first attempt on. */
static int frame_write(struct admission *admission, uint64_t timeout_ms, int64_t *ret_written_ns,
    int64_t *ret_deadline_ns, struct sup_error *error)
{
    struct sup_supervisor *supervisor = admission->supervisor;
    const struct wire_buffer *frame = &supervisor->frame;
    int64_t deadline_ns = 0; /* not set yet */
    for (size_t written = 0;;) {
        ssize_t n = child_write(&supervisor->child, frame->bytes + written, frame->length - written);
        written += n > 0 ? (size_t)n : 0;
        int64_t now_ns = clock_now_ns();
        if (deadline_ns == 0)
            deadline_ns = deadline_after_ms(now_ns, timeout_ms);
        if (n < 0 && n != -EAGAIN)
            return write_refused(admission, (int)-n, deadline_ns, error);
        if (written == frame->length) {
            *ret_written_ns = now_ns;
            *ret_deadline_ns = deadline_ns;
            return 0;
        }
        if (deadline_passed(deadline_ns, now_ns))
            return write_timed_out(admission, timeout_ms, error);
        int ready = child_wait(&supervisor->child, CHILD_READY_DEATH | CHILD_READY_OUTPUT | CHILD_READY_INPUT,
            deadline_remaining(deadline_ns, now_ns));
        if (ready < 0)
            return write_refused(admission, -ready, deadline_ns, error);
        if (ready & CHILD_READY_DEATH)
            return write_refused(admission, EPIPE, deadline_ns, error);
        /* it talks before it can know what it is asked */
        int r = ready & CHILD_READY_OUTPUT ? output_unasked(admission, error) : 0;
        if (r < 0)
            return r;
    }
}

static void request_count(struct admission *admission)
{
    struct sup_supervisor *supervisor = admission->supervisor;
    account_add(&supervisor->stats.requests, 1);
    supervisor->generation_requests++;
    if (admission->operation->import_like) {
        account_add(&supervisor->stats.imports, 1);
        supervisor->generation_imports++;
    }
    if (admission->operation->counts_stream)
        account_add(&supervisor->stats.stream_requests, 1);
}

/* ---- The whole ---------------------------------------------------------------------------------------------------- */

/* REQ-01 up to the write. 0: it is written and counted, and the deadline runs. */
static int admit(struct admission *admission, struct exchange *exchange, struct sup_error *error)
{
    struct sup_supervisor *supervisor = admission->supervisor;
    const struct sup_request *request = admission->request;
    if (request->token && sup_cancel_token_is_set(request->token))
        return report_cancelled_early(admission, error);
    int r = belong(admission, error);
    if (r == 0)
        r = look(admission, error);
    /* WIRE-09: a request that cannot be sent changes nothing, so it is found out before the policy acts */
    if (r == 0)
        r = operation_encode(request, supervisor->settings.max_frame_bytes, &supervisor->frame, error);
    if (r == 0)
        r = policy_apply(admission, error);
    if (r == 0)
        r = belong(admission, error); /* FIX-21: the policy may have replaced the child just now */
    if (r == 0 && !admission->looked)
        r = look(admission, error);
    if (r == 0)
        r = silence_check(admission, error);
    if (r == 0)
        r = frame_write(
            admission, exchange->timeout_ms, &exchange->started_ns, &exchange->deadline_ns, error);
    if (r < 0)
        return r;
    exchange->now_ns = exchange->started_ns;
    exchange->now_fresh = true;
    (void)supervisor_step(supervisor, SUP_EVENT_REQUEST_WRITTEN, exchange->started_ns);
    request_count(admission);
    return 0;
}

static int request_run(
    struct admission *admission, struct sup_response *ret_response, struct sup_error *error)
{
    struct exchange exchange = {
        .supervisor = admission->supervisor,
        .operation = admission->operation,
        .request = admission->request,
        .timeout_ms = admission->supervisor->settings.request_timeout_ms,
        .streaming = rows_wanted(admission->operation, admission->request->sinks),
    };
    int r = admit(admission, &exchange, error);
    if (r < 0)
        return r;
    struct wire_message message;
    r = exchange_run(&exchange, &message, error);
    if (r == 0) {
        r = answer_take(&exchange, &message.response, ret_response, error);
        wire_message_release(&message);
    }
    admission->child_ended = exchange.child_ended;
    exchange_release(&exchange);
    return r;
}

/* REQ-09: a read-only operation does not surface an abort; the child is replaced and the answer degraded. */
static int absorb(
    struct admission *admission, int failed, struct sup_response *ret_response, struct sup_error *error)
{
    if (!admission->operation->absorbs_abort || failed != -SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT ||
        !admission->child_ended)
        return failed;
    int r = supervisor_replace(admission->supervisor, SUP_RESTART_CAUSE_CHILD_ABORT, error);
    return r < 0 ? r : answer_degrade(admission->request, ret_response, error);
}

int supervisor_request(struct sup_supervisor *supervisor, const struct sup_request *request,
    uint64_t generation, struct sup_response *ret_response, struct sup_error *ret_error)
{
    struct turn turn;
    int r = turn_take_for_request(&turn, supervisor, ret_error);
    if (r < 0)
        return r;
    struct admission admission = {
        .supervisor = supervisor,
        .request = request,
        .operation = operation_get(request->operation),
        .generation = generation,
    };
    struct sup_response response;
    sup_response_init(&response);
    if (!admission.operation) {
        r = report(turn.error, SUP_ERROR_KIND_UNSUPPORTED_REQUEST, "no such operation");
        turn.error->operation = "worker_request";
    } else {
        r = request_run(&admission, &response, turn.error);
        if (r < 0)
            r = absorb(&admission, r, &response, turn.error);
        response.worker_generation = supervisor->machine.generation;
    }
    turn_give(&turn, r);
    if (r == 0 && ret_response) {
        sup_response_release(ret_response);
        *ret_response = response;
        return 0;
    }
    sup_response_release(&response);
    return r;
}

int sup_request(struct sup_supervisor *supervisor, const struct sup_request *request,
    struct sup_response *ret_response, struct sup_error *ret_error)
{
    return supervisor_request(supervisor, request, SUP_NONE, ret_response, ret_error);
}

int sup_health(struct sup_supervisor *supervisor, struct sup_error *ret_error)
{
    const struct sup_request request = {.operation = SUP_OPERATION_HEALTH};
    return sup_request(supervisor, &request, NULL, ret_error);
}

int sup_stream(struct sup_supervisor *supervisor, const char *export_name, const char *request_json,
    const struct sup_sinks *sinks, const struct sup_cancel_token *token,
    struct sup_stream_summary *ret_summary, struct sup_error *ret_error)
{
    const struct sup_request request = {
        .operation = SUP_OPERATION_RUN_DATA_STREAM,
        .export_name = export_name,
        .request_json = request_json,
        .sinks = sinks,
        .token = token,
    };
    struct sup_response response;
    sup_response_init(&response);
    int r = sup_request(supervisor, &request, &response, ret_error);
    if (r == 0 && ret_summary) {
        *ret_summary = response.summary;
        response.summary = (struct sup_stream_summary){0};
    }
    sup_response_release(&response);
    return r;
}
