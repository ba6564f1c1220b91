/* The public calls around a supervisor's life, and what can be read off it. */
#include "core/account.h"
#include "inside.h"
#include "linux/rss.h"
#include "report.h"
#include "turn.h"

#include <errno.h>
#include <stdlib.h>

/* ---- Life --------------------------------------------------------------------------------------------------------- */

void supervisor_discard(struct sup_supervisor *supervisor)
{
    child_close(&supervisor->child);
    drain_free(supervisor->drain);
    wire_reader_release(&supervisor->reader);
    wire_buffer_release(&supervisor->frame);
    wire_buffer_release(&supervisor->control);
    window_release(&supervisor->window);
    settings_release(&supervisor->settings);
    sup_metadata_release(&supervisor->metadata);
    sup_exit_release(&supervisor->last_exit);
    sup_import_stats_release(&supervisor->last_import_stats);
    (void)pthread_mutex_destroy(&supervisor->turn);
    free(supervisor);
}

struct sup_supervisor *supervisor_new(const struct sup_options *options)
{
    struct sup_supervisor *supervisor = calloc(1, sizeof(*supervisor));
    if (!supervisor)
        return NULL;
    supervisor->child = CHILD_NONE;
    (void)pthread_mutex_init(&supervisor->turn, NULL);
    machine_init(&supervisor->machine);
    account_init(&supervisor->stats);
    sup_metadata_init(&supervisor->metadata);
    sup_exit_init(&supervisor->last_exit);
    sup_import_stats_init(&supervisor->last_import_stats);
    int r = settings_init(&supervisor->settings, options);
    const struct settings *settings = &supervisor->settings;
    window_init(&supervisor->window, settings->restarts_max, settings->restart_window_ms);
    wire_reader_init(&supervisor->reader, settings->max_frame_bytes);
    if (r < 0) {
        supervisor_discard(supervisor);
        return NULL;
    }
    return supervisor;
}

int sup_supervisor_open(
    const struct sup_options *options, struct sup_supervisor **ret_supervisor, struct sup_error *ret_error)
{
    struct sup_error spare;
    sup_error_init(&spare);
    struct sup_error *error = ret_error ? ret_error : &spare;
    sup_error_release(error);

    struct sup_supervisor *supervisor = NULL;
    int r = 0;
    if (!options->executable)
        r = report_system(error, SUP_ERROR_KIND_SPAWN, EINVAL, "no executable is configured");
    if (r == 0) {
        supervisor = supervisor_new(options);
        r = supervisor ? supervisor_start(supervisor, error) : report_memory(error);
    }
    if (r < 0 && supervisor)
        supervisor_discard(supervisor);
    sup_error_release(&spare);
    if (r < 0)
        return r;
    *ret_supervisor = supervisor;
    return 0;
}

void sup_supervisor_free(struct sup_supervisor *supervisor)
{
    if (!supervisor)
        return;
    (void)sup_shutdown(supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, NULL, NULL);
    supervisor_discard(supervisor);
}

int sup_restart(struct sup_supervisor *supervisor, enum sup_restart_cause cause, struct sup_error *ret_error)
{
    struct turn turn;
    int r = turn_take(&turn, supervisor, ret_error);
    if (r < 0)
        return r;
    r = supervisor_replace(supervisor, cause, turn.error);
    turn_give(&turn, r);
    return r;
}

int sup_cycle(struct sup_supervisor *supervisor, struct sup_error *ret_error)
{
    return sup_restart(supervisor, SUP_RESTART_CAUSE_EXPLICIT, ret_error);
}

int sup_shutdown(struct sup_supervisor *supervisor, enum sup_shutdown_mode mode,
    struct sup_shutdown_report *ret_report, struct sup_error *ret_error)
{
    struct turn turn;
    int r = turn_take(&turn, supervisor, ret_error);
    if (r < 0)
        return r;
    r = supervisor_stop(supervisor, mode, ret_report, turn.error);
    turn_give(&turn, r);
    return r;
}

/* ---- Looking ------------------------------------------------------------------------------------------------------ */

int sup_status(struct sup_supervisor *supervisor, bool *ret_running, struct sup_exit *ret_exit,
    struct sup_error *ret_error)
{
    struct turn turn;
    int r = turn_take(&turn, supervisor, ret_error);
    if (r < 0)
        return r;
    r = supervisor_look(supervisor, turn.error);
    bool running = machine_has_child(supervisor->machine.state);
    if (r == 0 && !running && ret_exit && sup_exit_copy(&supervisor->last_exit, ret_exit) < 0)
        r = report_memory(turn.error);
    if (r == 0)
        *ret_running = running;
    turn_give(&turn, r);
    return r;
}

void sup_stats(struct sup_supervisor *supervisor, struct sup_stats *ret_stats)
{
    struct turn turn;
    turn_take_to_look(&turn, supervisor);
    *ret_stats = supervisor->stats;
    turn_give(&turn, 0);
}

int sup_snapshot(struct sup_supervisor *supervisor, struct sup_snapshot *ret_snapshot)
{
    struct turn turn;
    turn_take_to_look(&turn, supervisor);
    const struct sup_stats *stats = &supervisor->stats;
    int r = sup_exit_copy(&supervisor->last_exit, &ret_snapshot->last_exit);
    if (r == 0) {
        ret_snapshot->worker_generation = supervisor->machine.generation;
        ret_snapshot->restarts = stats->restarts;
        ret_snapshot->exits = stats->exits;
        ret_snapshot->last_restart_reason = stats->last_restart_reason;
        ret_snapshot->last_rss_kib = stats->last_rss_kib;
        ret_snapshot->rss_samples_unavailable = stats->rss_samples_unavailable;
    }
    turn_give(&turn, 0);
    return r;
}

int sup_last_import_stats(
    struct sup_supervisor *supervisor, bool *ret_known, struct sup_import_stats *ret_stats)
{
    struct turn turn;
    turn_take_to_look(&turn, supervisor);
    bool known = supervisor->has_import_stats;
    int r = known ? sup_import_stats_copy(&supervisor->last_import_stats, ret_stats) : 0;
    if (r == 0)
        *ret_known = known;
    turn_give(&turn, 0);
    return r;
}

int sup_sample_rss(struct sup_supervisor *supervisor, uint64_t *ret_kib)
{
    struct turn turn;
    int r = turn_take(&turn, supervisor, NULL);
    if (r < 0)
        return r;
    *ret_kib = supervisor_sample_rss(supervisor);
    turn_give(&turn, 0);
    return 0;
}

uint64_t sup_peek_rss(struct sup_supervisor *supervisor)
{
    /* a pid that is the same before and after was not reaped meanwhile: the sample is of this child */
    pid_t pid = atomic_load_explicit(&supervisor->visible_pid, memory_order_acquire);
    uint64_t kib;
    if (pid <= 0 || rss_sample(pid, &kib) < 0)
        return SUP_NONE;
    return atomic_load_explicit(&supervisor->visible_pid, memory_order_acquire) == pid ? kib : SUP_NONE;
}

void sup_set_request_timeout(struct sup_supervisor *supervisor, uint64_t timeout_ms)
{
    struct turn turn;
    turn_take_to_look(&turn, supervisor);
    supervisor->settings.request_timeout_ms = timeout_ms;
    turn_give(&turn, 0);
}

int sup_metadata(struct sup_supervisor *supervisor, struct sup_metadata *ret_metadata)
{
    struct turn turn;
    turn_take_to_look(&turn, supervisor);
    const struct sup_metadata *metadata = &supervisor->metadata;
    int r = sup_text_assign(
        &ret_metadata->worker_version, metadata->worker_version.data, metadata->worker_version.bytes);
    if (r == 0)
        ret_metadata->protocol_version = metadata->protocol_version;
    turn_give(&turn, 0);
    return r;
}
