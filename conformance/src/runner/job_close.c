#include "runner/job_phase.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "runner/family.h"
#include "runner/last_words.h"
#include "runner/phrase.h"
#include "shared/clock.h"

#define HELPER_LEAVES_MS    200
#define SHUTDOWN_MS_DEFAULT 2000 /* DEFAULT-01 */

static void schedule_finish(struct job *job)
{
    job->phase = JOB_PHASE_CLOSING;
    loop_timer_clear(job->setting->loop, &job->deadline);
    (void)loop_timer_set(job->setting->loop, &job->finisher, loop_now());
}

static void kill_adapter(struct job *job)
{
    job->left_by_us = true;
    if (job->adapter.process.pid > 0)
        (void)process_signal(job->adapter.process.pidfd, SIGKILL);
}

/* ---- asking it to leave ---- */

static int64_t close_limit_ms(const struct job *job)
{
    int64_t shutdown_ms = SHUTDOWN_MS_DEFAULT;
    if (job->scenario_loaded)
        shutdown_ms = json_get_int64(job->scenario.config, "shutdown_timeout_ms", shutdown_ms);
    int64_t workers = job->children.worker_count > 0 ? (int64_t)job->children.worker_count : 1;
    return JOB_CLOSE_MS + shutdown_ms * workers;
}

/* Whoever waits for the scenario will not be let go by it any more. */
static void let_all_go(struct job *job)
{
    for (size_t i = 0; i < job->children.count; i++)
        child_let_go(job->children.items[i]);
    for (size_t i = 0; i < job->calls.count; i++) {
        struct call *call = job->calls.items[i];
        const struct call_events *blocked = &call->events[MESSAGE_KIND_BLOCKED - MESSAGE_KIND_ROW];
        if (call->answered_ns != 0 || blocked->count == 0 || call->released)
            continue;
        call->released = true;
        struct json *arguments = json_new_object();
        json_set_uint64(arguments, "call", call->id);
        (void)job_call(job, NULL, "release", arguments);
    }
}

void job_close(struct job *job)
{
    if (job->phase >= JOB_PHASE_CLOSING)
        return;
    job->phase = JOB_PHASE_CLOSING;
    if (job->adapter.process.pid <= 0) {
        schedule_finish(job);
        return;
    }
    if (job->adapter_error != NULL) {
        kill_adapter(job);
        return;
    }
    let_all_go(job);
    job_enter(job, JOB_PHASE_CLOSING, close_limit_ms(job));
    recorder_note(&job->recorder, "end of file on the adapter's stdin");
    adapter_close_input(&job->adapter);
}

void job_abandon(struct job *job)
{
    if (job->phase == JOB_PHASE_DONE)
        return;
    adapter_silence(&job->adapter);
    job->phase = JOB_PHASE_CLOSING;
    kill_adapter(job);
    if (job->adapter.process.pid <= 0)
        schedule_finish(job);
}

/* ---- too late ---- */

static void record_timeout(struct job *job, int64_t now_ns, const char *waiting_for)
{
    job->timeout_planned_ms = (uint64_t)(job->phase_limit_ns / CLOCK_NS_PER_MS);
    job->timeout_ran_ms = (uint64_t)((now_ns - job->phase_start_ns) / CLOCK_NS_PER_MS);
    job->timeout_waiting_for = phrase_copy(waiting_for);
    struct json *body = json_new_object();
    json_set_uint64(body, "planned_ms", job->timeout_planned_ms);
    json_set_uint64(body, "ran_ms", job->timeout_ran_ms);
    json_set_string(body, "waiting_for", waiting_for);
    (void)recorder_add(&job->recorder, TRACE_SOURCE_HARNESS, "timeout", &RECORD_NOWHERE, body);
}

/* The subject did not even get three quarters of the time that it was to have. */
static bool machine_is_to_blame(const struct job *job)
{
    int64_t lost_ns = job_lost_ns(job) - job->phase_lost_start_ns;
    int64_t had_ns = (int64_t)job->timeout_ran_ms * CLOCK_NS_PER_MS - lost_ns;
    return had_ns < job->phase_limit_ns / 4 * 3;
}

static void fail_for_time(struct job *job, const char *text, const char *clause)
{
    if (machine_is_to_blame(job)) {
        job->inconclusive = phrase_print("no end within %" PRIu64
                                         " ms (waiting for %s), but the machine lost %" PRId64 " ms of it",
            job->timeout_planned_ms, job->timeout_waiting_for,
            (job_lost_ns(job) - job->phase_lost_start_ns) / CLOCK_NS_PER_MS);
        return;
    }
    char *expected =
        phrase_print("%s within %" PRIu64 " ms", job->timeout_waiting_for, job->timeout_planned_ms);
    char *happened = phrase_print("nothing for %" PRIu64 " ms", job->timeout_ran_ms);
    struct driver_check check = {.text = text, .expected = expected, .happened = happened, .clause = clause};
    driver_record_check(&job->driver, &check);
    free(expected);
    free(happened);
}

static bool any_answer_but_hello(const struct job *job)
{
    for (size_t i = 1; i < job->calls.count; i++) {
        if (job->calls.items[i]->answered_ns != 0)
            return true;
    }
    return false;
}

static void drive_timed_out(struct job *job, int64_t now_ns)
{
    const char *waiting_for =
        job->driver.waiting_for != NULL ? job->driver.waiting_for : "the scenario's end";
    record_timeout(job, now_ns, waiting_for);
    if (!any_answer_but_hello(job) && job->children.count == 0) {
        job_blame_adapter(job, phrase_print("it answered nothing after hello within %" PRIu64
                                            " ms (waiting for %s), and no fake "
                                            "child reported",
                                   job->timeout_ran_ms, waiting_for));
        return;
    }
    job->driver.job = job;
    fail_for_time(job, "the scenario comes to its end", NULL);
    job_abandon(job);
}

static void close_timed_out(struct job *job, int64_t now_ns)
{
    record_timeout(job, now_ns, "the adapter to drop its supervisors and leave");
    bool child_alive = false;
    for (size_t i = 0; i < job->children.count; i++)
        child_alive |= job->children.items[i]->state != CHILD_STATE_REAPED;
    /* A drop over a call in flight may wait for the end of that call, which a failed check left to itself. */
    bool over_a_call = job->driver.check_failed && job->calls.unsettled > 0;
    if (child_alive && job->scenario_loaded) {
        job->driver.job = job;
        if (!over_a_call)
            fail_for_time(job, "dropping a supervisor is bounded", "SHUT-03");
    } else if (job->adapter_error == NULL) {
        job->adapter_error =
            phrase_print("it did not exit within %" PRIu64
                         " ms after end of file on its stdin (no child is left that it could wait for)",
                job->timeout_ran_ms);
    }
    kill_adapter(job);
}

void job_take_timeout(struct job *job, int64_t now_ns)
{
    switch (job->phase) {
    case JOB_PHASE_HELLO:
        record_timeout(job, now_ns, "the answer to hello");
        job_blame_adapter(
            job, phrase_print("no answer to hello within %" PRIu64
                              " ms; does it read lines from stdin and flush its stdout after each line?",
                     job->timeout_ran_ms));
        break;
    case JOB_PHASE_DRIVE: drive_timed_out(job, now_ns); break;
    case JOB_PHASE_PROOF:
        record_timeout(job, now_ns, "the proof that the adapter starts a child");
        job_blame_adapter(
            job, phrase_print(
                     "no child was due in this scenario, and a spawn of a good one was not answered within "
                     "%" PRIu64 " ms, so the scenario proves nothing",
                     job->timeout_ran_ms));
        break;
    case JOB_PHASE_CLOSING: close_timed_out(job, now_ns); break;
    case JOB_PHASE_DONE: break;
    }
}

/* ---- it left ---- */

static char *describe_exit(const struct process_exit *how)
{
    return how->by_signal ? phrase_print("was killed by signal %d (SIG%s)", how->number,
                                sigabbrev_np(how->number) != NULL ? sigabbrev_np(how->number) : "?")
                          : phrase_print("exited with status %d", how->number);
}

/* Its log often says why. */
static char *log_hint(const struct job *job)
{
    char *text = tail_text(&job->adapter.log);
    char *words = last_words(text);
    char *hint = words[0] == '\0' ? phrase_print("; its stderr is empty")
                                  : phrase_print("; last on its stderr: %s", words);
    free(words);
    free(text);
    return hint;
}

static void ended_too_early(struct job *job, const struct process_exit *how)
{
    char *exit = describe_exit(how);
    char *hint = log_hint(job);
    if (how->by_signal && how->number == SIGPIPE && job->children.count > 0) {
        /* the process that holds the supervisor died of a write to its child: that is a clause's own case */
        struct driver_check check = {
            .text = "a child that is gone kills no parent",
            .expected = "an answer to the call in flight",
            .happened = "the adapter's process was killed by SIGPIPE",
            .clause = "FIX-08",
        };
        job->driver.job = job;
        driver_record_check(&job->driver, &check);
    } else if (job->phase == JOB_PHASE_HELLO) {
        job_blame_adapter(job, phrase_print("it %s before it answered hello%s", exit, hint));
    } else {
        job_blame_adapter(
            job, phrase_print("it %s in the middle of the scenario, waiting for %s%s", exit,
                     job->driver.waiting_for != NULL ? job->driver.waiting_for : "nothing", hint));
    }
    free(exit);
    free(hint);
}

static void record_adapter_exit(struct job *job, const struct process_exit *how)
{
    struct json *body = json_new_object();
    json_set_int64(body, how->by_signal ? "signal" : "code", how->number);
    struct record_place place = RECORD_NOWHERE;
    place.pid = job->adapter_pid;
    (void)recorder_add(&job->recorder, TRACE_SOURCE_KERNEL, "adapter_exit", &place, body);
}

void job_take_adapter_end(struct job *job, const struct process_exit *how)
{
    record_adapter_exit(job, how);
    if (job->phase < JOB_PHASE_CLOSING) {
        ended_too_early(job, how);
    } else if (!job->left_by_us && job->adapter_error == NULL && (how->by_signal || how->number != 0)) {
        char *exit = describe_exit(how);
        char *hint = log_hint(job);
        job->adapter_error = phrase_print(
            "it %s after end of file on its stdin; it is to drop its supervisors and exit with status 0%s",
            exit, hint);
        free(exit);
        free(hint);
    }
    schedule_finish(job);
}

/* ---- what it left behind ---- */

static void record_orphan(struct job *job, pid_t pid, const struct child *child)
{
    struct process_facts facts;
    if (process_facts_read(pid, &facts) < 0)
        return;
    struct json *body = json_new_object();
    json_set_int64(body, "pid", pid);
    json_set_bytes(body, "comm", facts.comm, strlen(facts.comm));
    json_set_string(body, "state", facts.state == 'Z' ? "zombie" : "alive");
    struct record_place place = RECORD_NOWHERE;
    place.pid = pid;
    if (child != NULL) {
        place.worker = child->worker->name;
        place.generation = child->generation;
    }
    (void)recorder_add(&job->recorder, TRACE_SOURCE_KERNEL, "orphan", &place, body);
}

static const struct child *child_of_pid(const struct job *job, pid_t pid)
{
    for (size_t i = job->children.reaped_below; i < job->children.count; i++) {
        const struct child *child = job->children.items[i];
        if (child->pid == pid && child->state != CHILD_STATE_REAPED)
            return child;
    }
    return NULL;
}

static bool is_grandchild(const struct job *job, pid_t pid)
{
    for (size_t i = 0; i < job->children.grandchild_count; i++) {
        if (job->children.grandchildren[i].pid == pid)
            return true;
    }
    return false;
}

/* A helper of the adapter's own may need a moment to see that it is gone; a child of a supervisor has none. */
static bool lingers(const struct job *job, pid_t pid)
{
    if (is_grandchild(job, pid))
        return false;
    if (child_of_pid(job, pid) != NULL)
        return true;
    int pidfd = process_open(pid);
    if (pidfd < 0)
        return false;
    struct pollfd ended = {.fd = pidfd, .events = POLLIN};
    bool stays = poll(&ended, 1, HELPER_LEAVES_MS) == 0;
    process_close_pipe(&pidfd);
    return stays;
}

static void end_family(struct job *job)
{
    pid_t known[CHILDREN_WORKERS_MAX];
    struct family family = {.session = job->adapter_pid, .mark = job->family_mark, .pids = known};
    for (size_t i = job->children.reaped_below;
         i < job->children.count && family.pid_count < CHILDREN_WORKERS_MAX; i++) {
        if (job->children.items[i]->state != CHILD_STATE_REAPED)
            known[family.pid_count++] = job->children.items[i]->pid;
    }
    pid_t members[FAMILY_MEMBERS_MAX];
    size_t count = family_find(&family, members, FAMILY_MEMBERS_MAX);
    for (size_t i = 0; i < count && !job->left_by_us; i++) {
        if (lingers(job, members[i]))
            record_orphan(job, members[i], child_of_pid(job, members[i]));
    }
    /* grandchildren are known by pidfd, whatever session they are in */
    for (size_t i = 0; i < job->children.grandchild_count; i++)
        (void)process_signal(job->children.grandchildren[i].pidfd, SIGKILL);
    if (family_end(&family) < 0)
        recorder_note(&job->recorder, "a process of this scenario could not be ended");
}

void job_finish(void *owner, int64_t now_ns)
{
    struct job *job = owner;
    loop_timer_clear(job->setting->loop, &job->deadline);
    if (job->adapter.loop != NULL)
        adapter_drain_log(&job->adapter);
    if (job->adapter_pid > 0) {
        children_drain(&job->children);
        end_family(job);
        children_drain(&job->children);
    }
    job->end_ns = now_ns;
    (void)recorder_add(&job->recorder, TRACE_SOURCE_HARNESS, "end", &RECORD_NOWHERE, NULL);
    job->phase = JOB_PHASE_DONE;
    if (!job->setting->keep)
        (void)scratch_remove(job->folder);
    job->plan.done(job->plan.owner);
}
