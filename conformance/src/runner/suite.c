#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runner/family.h"
#include "runner/gate.h"
#include "runner/outcome.h"
#include "runner/phrase.h"
#include "runner/suite_inside.h"
#include "shared/memory.h"

extern const char suite_proof_text[];
extern const char suite_time_probe_text[];

/* ---- signals and time ---- */

static void on_tick(void *owner, int64_t lost_ns)
{
    struct suite *suite = owner;
    for (size_t i = 0; i < SUITE_JOBS_MAX; i++) {
        if (suite->slots[i].job != NULL && !suite->slots[i].done)
            job_tick(suite->slots[i].job, lost_ns);
    }
}

static void interrupt_all(struct suite *suite, const char *why)
{
    for (size_t i = 0; i < SUITE_JOBS_MAX; i++) {
        if (suite->slots[i].job != NULL && !suite->slots[i].done)
            job_interrupt(suite->slots[i].job, why);
    }
}

static void on_signal(void *owner, uint32_t events)
{
    (void)events;
    struct suite *suite = owner;
    struct signalfd_siginfo info;
    if (read(suite->signal_watch.fd, &info, sizeof info) != (ssize_t)sizeof info)
        return;
    suite->end->signal = (int)info.ssi_signo;
    interrupt_all(suite, "the run was interrupted");
}

static int watch_signals(struct suite *suite)
{
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &mask, &suite->mask_before) < 0)
        return -errno;
    suite->mask_set = true;
    int fd = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd < 0)
        return -errno;
    suite->signal_watch = (struct loop_watch){fd, on_signal, suite};
    return loop_watch_add(suite->loop, &suite->signal_watch, EPOLLIN);
}

/* ---- one scenario ---- */

static bool is_stopped(const struct suite *suite)
{
    return suite->end->signal != 0 || suite->end->failed_first != NULL;
}

static void tell_finished(
    struct suite *suite, const struct scenario_entry *entry, const struct result_scenario *scenario)
{
    bool failed = scenario->word == RESULT_WORD_FAIL || scenario->word == RESULT_WORD_ADAPTER_ERROR;
    suite->setting->finished(suite->setting->owner, scenario);
    if (suite->setting->fail_fast && failed && !is_stopped(suite)) {
        suite->end->failed_first = entry->id;
        interrupt_all(suite, "another scenario failed");
    }
}

static void append_unrun(struct suite *suite, const struct scenario_entry *entry, enum result_outcome outcome,
    const char *reason, const char *log)
{
    const struct result_scenario *kept;
    char *rerun = suite->setting->rerun(suite->setting->owner, entry);
    struct result_scenario scenario = {
        .id = entry->id,
        .file = entry->shown_file,
        .summary = entry->facts.summary,
        .profile = entry->facts.profile,
        .clauses = (const char *const *)entry->facts.clauses.items,
        .clause_count = entry->facts.clauses.count,
        .outcome = outcome,
        .reason = reason,
        .adapter_stderr = log,
        .rerun = rerun,
    };
    if (result_append_scenario(suite->result, &scenario, &kept) < 0)
        abort();
    free(rerun);
    tell_finished(suite, entry, kept);
}

/* "stream/a b" is kept as DIR/stream/a b.jsonl */
static char *write_trace(struct suite *suite, const struct slot *slot)
{
    const char *folder = suite->setting->trace_folder;
    if (folder == NULL)
        return NULL;
    char *path = phrase_print("%s/%s.jsonl", folder, slot->entry->id);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0777);
        *slash = '/';
    }
    FILE *file = fopen(path, "we");
    int error = file == NULL ? errno : 0;
    if (file != NULL) {
        if (trace_write(slot->job->recorder.trace, file) < 0)
            error = errno != 0 ? errno : EIO;
        if (fclose(file) != 0 && error == 0)
            error = errno;
    }
    if (error == 0)
        return path;
    if (suite->end->trace_error == NULL)
        suite->end->trace_error = phrase_print("%s: %s", path, strerror(error));
    free(path);
    return NULL;
}

static void append_job(struct suite *suite, const struct slot *slot)
{
    const struct result_scenario *kept;
    char *trace_path = write_trace(suite, slot);
    char *rerun = suite->setting->rerun(suite->setting->owner, slot->entry);
    if (outcome_append(slot->job, rerun, trace_path, suite->result, &kept) < 0)
        abort();
    tell_finished(suite, slot->entry, kept);
    free(rerun);
    free(trace_path);
}

/* After a failure that ends the run, what ran beside it has no verdict of its own. */
static void finish_slot(struct suite *suite, struct slot *slot)
{
    if (suite->end->failed_first == NULL)
        append_job(suite, slot);
    job_free(slot->job);
    slot->job = NULL;
    slot->done = false;
    suite->running--;
}

static void on_done(void *owner)
{
    struct slot *slot = owner;
    slot->done = true;
}

static void start_job(struct suite *suite, struct slot *slot, const struct scenario_entry *entry)
{
    struct job_plan plan = {
        .number = suite->numbers++,
        .id = entry->id,
        .file = entry->file,
        .shown_file = entry->shown_file,
        .done = on_done,
        .owner = slot,
    };
    slot->suite = suite;
    slot->entry = entry;
    slot->done = false;
    suite->running++;
    suite->setting->started(suite->setting->owner, entry->id);
    slot->job = job_new(&suite->job_setting, &plan);
}

/* Appends what needs no run; true if the scenario is to be run. */
static bool is_runnable(struct suite *suite, const struct scenario_entry *entry)
{
    if (entry->error != NULL) {
        append_unrun(suite, entry, RESULT_OUTCOME_INCONCLUSIVE, entry->error, NULL);
        return false;
    }
    char *unsupported = gate_unsupported(&entry->facts, &suite->subject);
    if (unsupported != NULL) {
        append_unrun(suite, entry, RESULT_OUTCOME_UNSUPPORTED, unsupported, NULL);
        free(unsupported);
        return false;
    }
    const char *no_clock = NULL;
    if (entry->facts.time_speed > 0)
        no_clock = suite->no_time;
    if (entry->facts.time_step_wall && no_clock == NULL)
        no_clock = suite->no_wall;
    if (no_clock != NULL)
        append_unrun(suite, entry, RESULT_OUTCOME_NOT_APPLICABLE, no_clock, NULL);
    return no_clock == NULL;
}

/* ---- all of them ---- */

static void fill_slots(struct suite *suite)
{
    const struct scenario_set *set = suite->setting->scenarios;
    for (size_t i = 0; i < suite->setting->jobs; i++) {
        while (suite->slots[i].job == NULL && suite->next < set->count && !is_stopped(suite)) {
            const struct scenario_entry *entry = &set->items[suite->next++];
            if (is_runnable(suite, entry))
                start_job(suite, &suite->slots[i], entry);
        }
    }
}

static int run_all(struct suite *suite)
{
    int result = 0;
    fill_slots(suite);
    while (suite->running > 0 && result == 0) {
        result = loop_turn(suite->loop, -1);
        for (size_t i = 0; i < SUITE_JOBS_MAX; i++) {
            if (suite->slots[i].done)
                finish_slot(suite, &suite->slots[i]);
        }
        fill_slots(suite);
    }
    return result;
}

struct job *suite_run_alone(struct suite *suite, const struct job_plan *given)
{
    struct slot *slot = &suite->slots[0];
    struct job_plan plan = *given;
    plan.number = suite->numbers++;
    plan.done = on_done;
    plan.owner = slot;
    slot->done = false;
    slot->job = job_new(&suite->job_setting, &plan);
    while (!slot->done && loop_turn(suite->loop, -1) == 0) {
    }
    struct job *job = slot->job;
    slot->job = NULL;
    slot->done = false;
    return job;
}

/* ---- the whole run ---- */

/* Nothing can be judged. The adapter's log is told with the scenario that comes first now and the one that reports show first. */
static void append_refused(struct suite *suite, const char *refusal, const char *log)
{
    const struct scenario_set *set = suite->setting->scenarios;
    const struct scenario_entry *first = set->count > 0 ? &set->items[0] : NULL;
    for (size_t i = 1; i < set->count; i++)
        first = strcmp(set->items[i].id, first->id) < 0 ? &set->items[i] : first;
    for (size_t i = 0; i < set->count && !is_stopped(suite); i++)
        append_unrun(suite, &set->items[i], RESULT_OUTCOME_ADAPTER_ERROR, refusal,
            (i == 0 || &set->items[i] == first) && log[0] != '\0' ? log : NULL);
}

static char *join_command(char *const *argv)
{
    char *text = phrase_copy(argv[0]);
    for (size_t i = 1; argv[i] != NULL; i++) {
        char *longer = phrase_print("%s %s", text, argv[i]);
        free(text);
        text = longer;
    }
    return text;
}

/* ---- begin and end ---- */

static int open_suite(struct suite *suite, char **ret_error)
{
    int result = loop_new(&suite->loop);
    if (result == 0)
        result = family_adopt();
    if (result == 0)
        result = scratch_open(&suite->scratch);
    if (result < 0) {
        *ret_error =
            phrase_print("the private folder cannot be made (in $TMPDIR or /tmp): %s", strerror(-result));
        return result;
    }
    (void)snprintf(suite->proof_file, sizeof suite->proof_file, "%s/proof.lua", suite->scratch.root);
    (void)snprintf(suite->time_file, sizeof suite->time_file, "%s/time-probe.lua", suite->scratch.root);
    result = scratch_write(suite->proof_file, suite_proof_text);
    if (result == 0)
        result = scratch_write(suite->time_file, suite_time_probe_text);
    if (result == 0)
        result = watch_signals(suite);
    if (result == 0)
        result = loss_start(&suite->loss, suite->loop, on_tick, suite);
    if (result < 0)
        *ret_error = phrase_print("%s: %s", suite->scratch.root, strerror(-result));
    return result;
}

/* What no job could claim as its own is still ours. */
static void end_strays(void)
{
    pid_t pids[PROCESS_CHILDREN_MAX];
    for (int round = 0; round < FAMILY_ROUNDS_MAX; round++) {
        size_t count = process_children(getpid(), pids, PROCESS_CHILDREN_MAX);
        if (count == 0)
            return;
        struct family strays = {.mark = "", .pids = pids, .pid_count = count};
        if (family_end(&strays) < 0)
            return;
    }
}

static void close_suite(struct suite *suite)
{
    for (size_t i = 0; i < SUITE_JOBS_MAX; i++)
        job_free(suite->slots[i].job);
    if (suite->loss.loop != NULL)
        loss_stop(&suite->loss);
    end_strays();
    if (suite->signal_watch.fd >= 0) {
        loop_watch_remove(suite->loop, &suite->signal_watch);
        close(suite->signal_watch.fd);
    }
    if (suite->mask_set)
        (void)sigprocmask(SIG_SETMASK, &suite->mask_before, NULL);
    if (suite->setting->keep && suite->scratch.root[0] != '\0') {
        suite->end->kept_folder = phrase_copy(suite->scratch.root);
        scratch_keep(&suite->scratch);
    } else {
        scratch_close(&suite->scratch);
    }
    subject_release(&suite->subject);
    loop_free(suite->loop);
    free(suite->time_library);
    free(suite->wall_library);
    free(suite->no_time);
    free(suite->no_wall);
    free(suite);
}

static struct suite *suite_new(const struct suite_setting *setting, struct suite_end *end)
{
    struct suite *suite = memory_zeroed(1, sizeof *suite);
    *end = (struct suite_end){0};
    suite->setting = setting;
    suite->end = end;
    suite->signal_watch.fd = -1;
    suite->job_setting = (struct job_setting){
        .loss = &suite->loss,
        .scratch = &suite->scratch,
        .adapter = setting->adapter,
        .fake_child = setting->fake_child,
        .proof_file = suite->proof_file,
        .timeout_scale = setting->timeout_scale,
    };
    return suite;
}

static int judge_all(struct suite *suite)
{
    char *command = join_command(suite->setting->adapter);
    char *log = NULL;
    char *refusal = suite_ask(suite, &log);
    struct result_subject subject;
    suite_describe_subject(suite, &subject, command);
    int result = result_set_subject(suite->result, &subject);
    if (result == 0 && suite->setting->subject_known != NULL)
        suite->setting->subject_known(suite->setting->owner, &subject);
    if (result == 0 && refusal != NULL) {
        append_refused(suite, refusal, log);
    } else if (result == 0) {
        suite->job_setting.subject = &suite->subject;
        suite_probe_clocks(suite);
        suite->job_setting.look = suite->setting->look;
        suite->job_setting.adapter_started = suite->setting->adapter_started;
        suite->job_setting.keep = suite->setting->keep;
        suite->job_setting.look_owner = suite->setting->owner;
        result = run_all(suite);
    }
    free(refusal);
    free(log);
    free(command);
    return result;
}

int suite_run(
    const struct suite_setting *setting, struct result *result, struct suite_end *ret_end, char **ret_error)
{
    struct suite *suite = suite_new(setting, ret_end);
    suite->result = result;
    int status = open_suite(suite, ret_error);
    suite->job_setting.loop = suite->loop;
    if (status == 0) {
        status = judge_all(suite);
        if (status < 0)
            *ret_error = phrase_print("the event loop failed: %s", strerror(-status));
    }
    close_suite(suite);
    return status;
}

int suite_ask_subject(
    char *const *adapter, const char *fake_child, struct subject *ret_subject, char **ret_error)
{
    struct scenario_set none = {0};
    struct suite_setting setting = {
        .adapter = adapter, .fake_child = fake_child, .scenarios = &none, .jobs = 1, .timeout_scale = 1};
    struct suite_end end;
    struct suite *suite = suite_new(&setting, &end);
    int status = open_suite(suite, ret_error);
    suite->job_setting.loop = suite->loop;
    if (status == 0) {
        char *log = NULL;
        *ret_error = suite_ask(suite, &log);
        free(log);
        status = *ret_error == NULL ? 0 : -1;
    }
    if (status == 0) {
        *ret_subject = suite->subject;
        suite->subject = (struct subject){0};
    }
    close_suite(suite);
    free(end.trace_error);
    free(end.kept_folder);
    return status;
}
