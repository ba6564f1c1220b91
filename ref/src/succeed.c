/* The supervisor that follows an exhausted one (RESTART-09, FIX-12, FIX-18). */
#include "inside.h"
#include "report.h"
#include "turn.h"

/* What there is once for a line of supervisors: it moves from one to the other. */
static void estate_swap(struct sup_supervisor *left, struct sup_supervisor *right)
{
    struct window window = left->window;
    left->window = right->window;
    right->window = window;
    struct sup_stats stats = left->stats;
    left->stats = right->stats;
    right->stats = stats;
}

static int memories_copy(const struct sup_supervisor *from, struct sup_supervisor *to)
{
    to->machine = (struct machine){
        .state = SUP_STATE_EXITED,
        .born = from->machine.born,
        .generation = from->machine.generation,
        .request_id = from->machine.request_id,
        .next_request_id = from->machine.next_request_id,
        .last_activity_ns = from->machine.last_activity_ns,
    };
    atomic_store_explicit(&to->visible_state, (int)to->machine.state, memory_order_release);
    to->has_import_stats = from->has_import_stats;
    int r = sup_exit_copy(&from->last_exit, &to->last_exit);
    return r < 0 ? r : sup_import_stats_copy(&from->last_import_stats, &to->last_import_stats);
}

static int succeed(struct sup_supervisor *predecessor, enum sup_restart_cause cause,
    struct sup_supervisor **ret_supervisor, struct sup_error *error)
{
    if (machine_has_child(predecessor->machine.state)) {
        int r = report(error, SUP_ERROR_KIND_UNSUPPORTED_REQUEST, "the predecessor still has a child");
        error->operation = "worker_request";
        return r;
    }
    const struct sup_options options = settings_options(&predecessor->settings);
    struct sup_supervisor *successor = supervisor_new(&options);
    if (!successor)
        return report_memory(error);
    int r = memories_copy(predecessor, successor) < 0 ? report_memory(error) : 0;
    if (r < 0) {
        supervisor_discard(successor);
        return r;
    }
    estate_swap(predecessor, successor);
    r = supervisor_replace(successor, cause, error);
    if (r == 0) {
        *ret_supervisor = successor;
        return 0;
    }
    estate_swap(predecessor, successor);
    sup_supervisor_free(successor);
    return r;
}

int sup_supervisor_succeed(struct sup_supervisor *predecessor, enum sup_restart_cause cause,
    struct sup_supervisor **ret_supervisor, struct sup_error *ret_error)
{
    struct turn turn;
    int r = turn_take(&turn, predecessor, ret_error);
    if (r < 0)
        return r;
    r = succeed(predecessor, cause, ret_supervisor, turn.error);
    turn_give(&turn, r);
    return r;
}
