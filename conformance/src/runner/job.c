#include "runner/job.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "runner/environment.h"
#include "runner/faketime.h"
#include "runner/family.h"
#include "runner/gate.h"
#include "runner/job_phase.h"
#include "runner/phrase.h"
#include "shared/clock.h"
#include "shared/memory.h"

#define PROOF_WORKER "proof"

static void job_step(struct job *job);

/* ---- the adapter's faults ---- */

void job_blame_adapter(struct job *job, char *reason)
{
    if (job->adapter_error == NULL && job->phase != JOB_PHASE_DONE) {
        struct json *body = json_new_object();
        json_set_string(body, "reason", reason);
        (void)recorder_add(&job->recorder, TRACE_SOURCE_HARNESS, "adapter_error", &RECORD_NOWHERE, body);
        job->adapter_error = phrase_copy(reason);
    }
    free(reason);
    adapter_silence(&job->adapter);
    job_close(job);
}

/* ---- workers ---- */

static int make_token(char ret_token[CHILDREN_TOKEN_SIZE])
{
    uint64_t words[2];
    if (getrandom(words, sizeof words, 0) != (ssize_t)sizeof words)
        return -EIO;
    (void)snprintf(ret_token, CHILDREN_TOKEN_SIZE, "%016" PRIx64 "%016" PRIx64, words[0], words[1]);
    return 0;
}

static const struct worker *make_worker(
    struct job *job, const char *name, const char *scenario, const char **ret_error)
{
    struct worker worker = {0};
    struct worker *kept;
    if (!scratch_name_valid(name)) {
        *ret_error = "a worker's name has 1 to 32 letters, digits, '-' or '_'";
        return NULL;
    }
    (void)snprintf(worker.name, sizeof worker.name, "%s", name);
    struct scratch_worker told = {
        .job_path = job->folder,
        .name = worker.name,
        .fake_child = job->setting->fake_child,
        .socket = job->children.socket_path,
        .scenario = scenario,
        .token = worker.token,
    };
    int made = make_token(worker.token);
    if (made == 0)
        made = scratch_make_worker(&told, worker.executable);
    if (made < 0) {
        *ret_error = made == -ENOSPC ? "the worker's folder cannot be made: no space is left on the device"
                                     : "the worker's folder cannot be made";
        return NULL;
    }
    if (children_add_worker(&job->children, &worker, &kept) < 0) {
        *ret_error = "too many workers in one scenario";
        return NULL;
    }
    return kept;
}

const struct worker *job_worker(struct job *job, const char *name, const char **ret_error)
{
    const struct worker *worker = children_worker(&job->children, name);
    return worker != NULL ? worker : make_worker(job, name, job->plan.file, ret_error);
}

/* ---- calls ---- */

struct call *job_call(struct job *job, const char *worker, const char *verb, struct json *arguments)
{
    struct call *call = calls_add(&job->calls, worker, verb);
    struct json *body = json_new_object();
    json_set_string(body, "do", verb);
    for (const struct json *field = json_first(arguments); field != NULL; field = json_next(field))
        json_set(body, json_key(field), json_copy(field));
    json_free(arguments);
    struct json *line = json_copy(body);
    json_set_uint64(line, "id", call->id);
    if (worker != NULL)
        json_set_string(line, "worker", worker);
    size_t length;
    char *text = json_print(line, &length);
    struct record_place place = {.worker = worker, .generation = TRACE_GENERATION_NONE, .call = call->id};
    call->lost_start_ns = job_lost_ns(job);
    call->started_ns = loop_now();
    (void)recorder_add(&job->recorder, TRACE_SOURCE_DRIVER, "call", &place, body);
    int sent = adapter_send(&job->adapter, text, length);
    free(text);
    json_free(line);
    if (sent == -ENOBUFS)
        job_blame_adapter(job, phrase_print("it does not read its stdin: %u MiB of calls wait there",
                                   ADAPTER_UNREAD_BYTES_MAX >> 20));
    return sent < 0 ? NULL : call;
}

int job_step_wall(struct job *job, int64_t seconds)
{
    if (!wall_clock_followed(&job->wall)) {
        if (job->not_applicable == NULL)
            job->not_applicable =
                phrase_copy("the subject's clock cannot be driven: it does not load a preloaded library "
                            "(a static binary does not)");
        return -ENOTSUP;
    }
    wall_clock_step(&job->wall, seconds);
    return 0;
}

/* Scenarios without a child are worth nothing unless the same adapter can start one. */
static void start_proof(struct job *job)
{
    const char *error = NULL;
    const struct worker *worker = make_worker(job, PROOF_WORKER, job->setting->proof_file, &error);
    if (worker == NULL) {
        job->inconclusive = phrase_copy(error);
        job_close(job);
        return;
    }
    struct json *config = json_new_object();
    json_set_string(config, "executable", worker->executable);
    struct json *arguments = json_new_object();
    json_set(arguments, "config", config);
    recorder_note(&job->recorder, "no child was due; proof that this adapter starts one at all");
    job_enter(job, JOB_PHASE_PROOF, JOB_HELLO_MS);
    job->proof_call = job_call(job, PROOF_WORKER, "spawn", arguments);
}

static void judge_proof(struct job *job)
{
    const struct worker *worker = children_worker(&job->children, PROOF_WORKER);
    if (worker->spawned == 0 || job->proof_call->answer != MESSAGE_KIND_OK) {
        char *answer = json_print(job->proof_call->value, NULL);
        char *quoted = protocol_quote(answer, strlen(answer));
        job_blame_adapter(job, phrase_print("no child was due in this scenario, and the adapter cannot start "
                                            "a good one either (%s, %d fake children "
                                            "reported), so the scenario proves nothing",
                                   quoted, worker->spawned));
        free(quoted);
        free(answer);
        return;
    }
    job_close(job);
}

static void start_scenario(struct job *job)
{
    job_enter(job, JOB_PHASE_DRIVE, job->scenario.timeout_ms);
    if (driver_start(&job->driver, job) < 0) {
        job->inconclusive = phrase_copy(job->driver.reason);
        job_close(job);
    }
}

static void take_hello(struct job *job)
{
    const struct call *call = job->hello_call;
    char *error = NULL;
    if (call->answer != MESSAGE_KIND_OK) {
        char *answer = json_print(call->value, NULL);
        char *quoted = protocol_quote(answer, strlen(answer));
        job_blame_adapter(job, phrase_print("it refuses hello: %s", quoted));
        free(quoted);
        free(answer);
    } else if (subject_read(call->value, &job->subject, &error) < 0) {
        job_blame_adapter(job, error);
    } else if (job->plan.file == NULL) {
        job_close(job); /* the introduction was all that was wanted */
    } else {
        job->unsupported = gate_unsupported(&job->scenario, &job->subject);
        if (job->unsupported != NULL)
            job_close(job);
        else
            start_scenario(job);
    }
}

/* ---- what the adapter says ---- */

static void before_lines(void *owner)
{
    struct job *job = owner;
    children_drain(&job->children);
}

static bool promises_an_end(const struct call *call, enum message_kind kind)
{
    return kind == MESSAGE_KIND_ERROR || strcmp(call->verb, "shutdown") == 0 ||
           strcmp(call->verb, "drop") == 0 || strcmp(call->verb, "cycle") == 0;
}

static void take_answer(struct job *job, struct call *call, struct message *message)
{
    int64_t now = loop_now();
    call->lost_ns = job_lost_ns(job) - call->lost_start_ns;
    if (call->worker != NULL) {
        if (promises_an_end(call, message->kind))
            children_record_descriptors(&job->children, call->worker);
        children_record_states(&job->children, call->worker);
    }
    struct json *body = json_new_object();
    json_set(body, message_kind_name(message->kind), message->body);
    message->body = NULL;
    struct record_place place = {
        .worker = call->worker, .generation = TRACE_GENERATION_NONE, .call = call->id, .at_ns = now};
    const struct json *kept = recorder_add(&job->recorder, TRACE_SOURCE_DRIVER, "answer", &place, body);
    calls_file_answer(
        &job->calls, call, message->kind, json_get(kept, message_kind_name(message->kind)), now);
}

static void take_event(struct job *job, struct call *call, struct message *message)
{
    struct record_place place = {
        .worker = call->worker, .generation = TRACE_GENERATION_NONE, .call = call->id};
    const struct json *kept = recorder_add(
        &job->recorder, TRACE_SOURCE_DRIVER, message_kind_name(message->kind), &place, message->body);
    message->body = NULL;
    if (message->kind == MESSAGE_KIND_BLOCKED)
        call->released = false;
    calls_file_event(&job->calls, call, message->kind, kept);
}

static void take_line(void *owner, char *line, size_t length)
{
    struct job *job = owner;
    struct message message;
    struct call *call;
    char *error;
    if (message_parse(line, length, &message, &error) < 0) {
        job_blame_adapter(job, error);
        return;
    }
    if (calls_accept(&job->calls, &message, &call, &error) < 0) {
        char *quoted = protocol_quote(line, length);
        job_blame_adapter(job, phrase_print("%s: %s", error, quoted));
        free(quoted);
        free(error);
    } else if (message.kind >= MESSAGE_KIND_ROW) {
        take_event(job, call, &message);
    } else {
        take_answer(job, call, &message);
    }
    message_release(&message);
    if (job->recorder.full && job->adapter_error == NULL)
        job_blame_adapter(
            job, phrase_print("more happened than a trace may hold (%u events)", TRACE_EVENTS_MAX));
}

static void stream_broken(void *owner, const char *reason)
{
    job_blame_adapter(owner, phrase_copy(reason));
}

static void output_closed(void *owner)
{
    struct job *job = owner;
    if (job->phase < JOB_PHASE_CLOSING) /* an exit closes it too, and tells more: its status, or its signal */
        (void)loop_timer_set(job->setting->loop, &job->leaver, loop_now() + JOB_LEAVE_MS * CLOCK_NS_PER_MS);
}

static void stayed(void *owner, int64_t now_ns)
{
    (void)now_ns;
    struct job *job = owner;
    if (job->phase < JOB_PHASE_CLOSING)
        job_blame_adapter(job, phrase_print("it closed its stdout while the scenario was running"));
}

static void adapter_ended(void *owner, const struct process_exit *how)
{
    struct job *job = owner;
    children_drain(&job->children);
    job_take_adapter_end(job, how);
}

static void after_lines(void *owner)
{
    job_step(owner);
}

/* ---- going on ---- */

/* What such a profile specifies is computed: no process has a part in it. */
static bool profile_is_pure(const char *profile)
{
    return strcmp(profile, "config") == 0 || strcmp(profile, "planner") == 0;
}

static void end_of_drive(struct job *job)
{
    bool any_child = job->children.count > 0;
    if (job->driver.state == DRIVER_STATE_BROKEN) {
        job->inconclusive = phrase_print("the scenario's script: %s", job->driver.reason);
    } else if (job->driver.state == DRIVER_STATE_ENDED && !any_child && job->scenario.spawn) {
        job_blame_adapter(job,
            phrase_print("every call was answered, but no fake child ever reported: the supervisor must run "
                         "the program that `config.executable` names, and under that name"));
        return;
    } else if (job->driver.state == DRIVER_STATE_ENDED && !any_child &&
               !profile_is_pure(job->scenario.profile)) {
        start_proof(job);
        return;
    }
    job_close(job);
}

static void take_script_error(struct job *job)
{
    if (driver_is_scripts_own(job->children.script_error)) {
        job->inconclusive = phrase_print("the child's script: %s", job->children.script_error);
        job_close(job);
        return;
    }
    struct driver_check check = {
        .text = "the child's script could not go on with what the supervisor sent",
        .expected = "requests of the documented shape",
        .happened = job->children.script_error,
        .clause = job->scenario.clauses.items[0],
    };
    driver_record_check(&job->driver, &check);
    job_close(job);
}

static void job_step(struct job *job)
{
    if (job->phase == JOB_PHASE_HELLO && job->hello_call != NULL && job->hello_call->answered_ns != 0)
        take_hello(job);
    if (job->phase == JOB_PHASE_PROOF && job->proof_call != NULL && job->proof_call->answered_ns != 0)
        judge_proof(job);
    if (job->phase != JOB_PHASE_DRIVE)
        return;
    if (job->children.script_error != NULL) {
        take_script_error(job);
        return;
    }
    if (job->children.check_failed) {
        job->driver.check_failed = true;
        job_close(job);
        return;
    }
    driver_step(&job->driver);
    if (job->phase == JOB_PHASE_DRIVE && job->driver.state != DRIVER_STATE_WAITING)
        end_of_drive(job);
}

static void children_stirred(void *owner)
{
    struct job *job = owner;
    children_drain(&job->children);
    job_step(job);
}

static void woken(void *owner, int64_t now_ns)
{
    (void)now_ns;
    children_stirred(owner);
}

void job_wake(struct job *job, int64_t delay_ms)
{
    (void)loop_timer_set(job->setting->loop, &job->waker, loop_now() + delay_ms * CLOCK_NS_PER_MS);
}

static void deadline_passed(void *owner, int64_t now_ns)
{
    struct job *job = owner;
    children_drain(&job->children);
    if (job->phase < JOB_PHASE_CLOSING && !job->adapter.out_open)
        stayed(job, now_ns); /* nothing that is waited for can come */
    else if (!job_extend_deadline(job, now_ns))
        job_take_timeout(job, now_ns);
}

void job_interrupt(struct job *job, const char *why)
{
    if (job->inconclusive == NULL)
        job->inconclusive = phrase_copy(why);
    job_abandon(job);
}

/* ---- start and end ---- */

static int set_time(struct job *job, struct environment *environment)
{
    if (job->scenario.time_speed > 0)
        faketime_set_speed(environment, job->setting->time_library, job->scenario.time_speed);
    if (!job->scenario.time_step_wall)
        return 0;
    char *path = phrase_print("%s/clock", job->folder);
    int result = wall_clock_open(&job->wall, path, job->setting->wall_library, environment);
    free(path);
    return result;
}

static void start_adapter(struct job *job)
{
    static const struct adapter_owner callbacks = {
        .before = before_lines,
        .line = take_line,
        .broken = stream_broken,
        .closed = output_closed,
        .ended = adapter_ended,
        .after = after_lines,
    };
    struct adapter_owner owner = callbacks;
    owner.owner = job;
    struct environment environment;
    environment_init(&environment);
    environment_set(&environment, FAMILY_MARK_NAME, job->folder);
    int result = job->scenario_loaded ? set_time(job, &environment) : 0;
    if (result == 0)
        result = adapter_start(
            &job->adapter, job->setting->loop, &owner, job->setting->adapter, environment.entries);
    environment_release(&environment);
    if (result < 0) {
        job_blame_adapter(
            job, phrase_print("%s cannot be started: %s", job->setting->adapter[0], strerror(-result)));
        return;
    }
    job->adapter_pid = job->adapter.process.pid;
    if (job->setting->adapter_started != NULL)
        job->setting->adapter_started(job->setting->look_owner, job->adapter_pid);
    job->tick_ns = loop_now();
    struct json *arguments = json_new_object();
    json_set_int64(arguments, "protocol", PROTOCOL_VERSION);
    job_enter(job, JOB_PHASE_HELLO, JOB_HELLO_MS);
    job->hello_call = job_call(job, NULL, "hello", arguments);
}

struct job *job_new(const struct job_setting *setting, const struct job_plan *plan)
{
    struct job *job = memory_zeroed(1, sizeof *job);
    job->setting = setting;
    job->plan = *plan;
    job->driver.job = job;
    job->deadline = (struct loop_timer){.expired = deadline_passed, .owner = job};
    job->finisher = (struct loop_timer){.expired = job_finish, .owner = job};
    job->waker = (struct loop_timer){.expired = woken, .owner = job};
    job->leaver = (struct loop_timer){.expired = stayed, .owner = job};
    job->recorder =
        (struct recorder){.start_ns = loop_now(), .look = setting->look, .owner = setting->look_owner};
    job->children.stirred = children_stirred;
    job->children.owner = job;
    if (job_open(job) < 0)
        job_close(job);
    else
        start_adapter(job);
    return job;
}

void job_free(struct job *job)
{
    if (job == NULL)
        return;
    struct loop *loop = job->setting->loop;
    loop_timer_clear(loop, &job->deadline);
    loop_timer_clear(loop, &job->finisher);
    loop_timer_clear(loop, &job->waker);
    loop_timer_clear(loop, &job->leaver);
    adapter_release(&job->adapter);
    children_release(&job->children);
    calls_release(&job->calls);
    driver_release(&job->driver);
    wall_clock_close(&job->wall);
    if (job->scenario_loaded)
        scenario_release(&job->scenario);
    script_free(job->script);
    trace_free(job->recorder.trace);
    subject_release(&job->subject);
    free(job->adapter_error);
    free(job->inconclusive);
    free(job->unsupported);
    free(job->not_applicable);
    free(job->timeout_waiting_for);
    free(job);
}
