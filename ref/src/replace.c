/* Replacing the child (RESTART-01…08). */
#include "core/account.h"
#include "core/deadline.h"
#include "inside.h"
#include "linux/clock.h"
#include "report.h"

/* RESTART-02 */
static bool stops_gracefully(enum sup_restart_cause cause)
{
    return cause == SUP_RESTART_CAUSE_EXPLICIT || cause == SUP_RESTART_CAUSE_MAX_REQUESTS ||
           cause == SUP_RESTART_CAUSE_MAX_IMPORTS || cause == SUP_RESTART_CAUSE_RSS_CEILING ||
           cause == SUP_RESTART_CAUSE_IDLE;
}

/* The old child is reaped before the new one exists. */
static int old_child_end(
    struct sup_supervisor *supervisor, enum sup_restart_cause cause, struct sup_error *error)
{
    if (stops_gracefully(cause))
        return supervisor_stop(supervisor, SUP_SHUTDOWN_MODE_GRACEFUL, NULL, error);
    if (!machine_has_child(supervisor->machine.state))
        return 0;
    enum sup_event event =
        supervisor->machine.state == SUP_STATE_KILLING ? SUP_EVENT_KILL : SUP_EVENT_ABANDONED;
    return supervisor_kill(supervisor, event, NULL, error);
}

static int refuse(struct sup_supervisor *supervisor, struct sup_error *error)
{
    if (supervisor->machine.state == SUP_STATE_EXITED)
        (void)supervisor_step(supervisor, SUP_EVENT_REFUSED, clock_now_ns());
    account_replacement_failed(&supervisor->stats, SUP_SKIP_REASON_RESTART_LIMIT_EXCEEDED);
    int r = report(error, SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED, "the restart window is full");
    error->restarts = supervisor->window.count;
    error->window_ms = supervisor->window.length_ms;
    return r;
}

/* RESTART-04. An exhausted supervisor is not asked again: it stays so, however old its restarts get (FIX-12). */
static int admit(struct sup_supervisor *supervisor, int64_t attempted_ns, struct sup_error *error)
{
    if (supervisor->machine.state == SUP_STATE_RESTART_EXHAUSTED)
        return refuse(supervisor, error);
    int verdict = window_admit(&supervisor->window, attempted_ns);
    if (verdict == WINDOW_REFUSED)
        return refuse(supervisor, error);
    if (verdict < 0) {
        account_replacement_failed(&supervisor->stats, SUP_SKIP_REASON_SPAWN_FAILED);
        return report_memory(error);
    }
    return 0;
}

int supervisor_replace(
    struct sup_supervisor *supervisor, enum sup_restart_cause cause, struct sup_error *error)
{
    struct sup_stats *stats = &supervisor->stats;
    int64_t attempted_ns = clock_now_ns();
    account_add(&stats->replacement_attempts, 1);

    int r = old_child_end(supervisor, cause, error);
    if (r < 0) {
        account_replacement_failed(stats, SUP_SKIP_REASON_STOP_FAILED);
        return r;
    }
    r = admit(supervisor, attempted_ns, error);
    if (r < 0)
        return r;
    account_add(&stats->replacement_budget_admitted, 1);
    account_restart(stats, cause);
    supervisor->generation_requests = 0;
    supervisor->generation_imports = 0;

    r = supervisor_start(supervisor, error);
    if (r < 0) {
        account_replacement_failed(stats, SUP_SKIP_REASON_SPAWN_FAILED);
        return r;
    }
    const struct sup_replacement replacement = {
        .reason = cause,
        .spawn_handshake_us = stats->last_spawn_handshake_us,
        .total_us = elapsed_us(attempted_ns, clock_now_ns()),
    };
    account_replacement_succeeded(stats, &replacement);
    return 0;
}
