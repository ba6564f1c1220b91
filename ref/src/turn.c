#include "turn.h"

#include "report.h"

#include <assert.h>
#include <errno.h>

static uintptr_t self(void)
{
    return (uintptr_t)pthread_self();
}

static void prepare(struct turn *turn, struct sup_supervisor *supervisor, struct sup_error *error)
{
    turn->supervisor = supervisor;
    turn->borrowed = false;
    turn->error = error ? error : &turn->spare;
    if (error)
        sup_error_release(error);
    else
        sup_error_init(&turn->spare);
}

static void spare_release(struct turn *turn)
{
    if (turn->error == &turn->spare)
        sup_error_release(&turn->spare);
}

static void lock(struct sup_supervisor *supervisor)
{
    int error = pthread_mutex_lock(&supervisor->turn);
    assert(error == 0);
    (void)error;
}

static void own(struct turn *turn)
{
    atomic_store_explicit(&turn->supervisor->owner, self(), memory_order_relaxed);
}

/* Only this thread can have written its own name. */
static bool inside_sink(const struct turn *turn)
{
    return atomic_load_explicit(&turn->supervisor->owner, memory_order_relaxed) == self();
}

static int refuse(struct turn *turn, enum sup_error_kind kind, const char *why)
{
    int r = report(turn->error, kind, "%s", why);
    turn->error->operation = "worker_request";
    spare_release(turn);
    return r;
}

int turn_take(struct turn *turn, struct sup_supervisor *supervisor, struct sup_error *error)
{
    prepare(turn, supervisor, error);
    if (inside_sink(turn))
        return refuse(turn, SUP_ERROR_KIND_UNSUPPORTED_REQUEST, "called from inside a sink");
    lock(supervisor);
    own(turn);
    return 0;
}

int turn_take_for_request(struct turn *turn, struct sup_supervisor *supervisor, struct sup_error *error)
{
    prepare(turn, supervisor, error);
    if (inside_sink(turn))
        return refuse(turn, SUP_ERROR_KIND_UNSUPPORTED_REQUEST, "called from inside a sink");
    if (pthread_mutex_trylock(&supervisor->turn) != 0) {
        int state = atomic_load_explicit(&supervisor->visible_state, memory_order_acquire);
        if (machine_refuses((enum sup_state)state))
            return refuse(turn, SUP_ERROR_KIND_SHUTDOWN_IN_PROGRESS, "the child is being stopped");
        lock(supervisor);
    }
    own(turn);
    return 0;
}

void turn_take_to_look(struct turn *turn, struct sup_supervisor *supervisor)
{
    prepare(turn, supervisor, NULL);
    turn->borrowed = inside_sink(turn);
    if (turn->borrowed)
        return;
    lock(supervisor);
    own(turn);
}

void turn_give(struct turn *turn, int result)
{
    if (result == 0)
        sup_error_release(turn->error);
    spare_release(turn);
    if (turn->borrowed)
        return;
    atomic_store_explicit(&turn->supervisor->owner, 0, memory_order_relaxed);
    int error = pthread_mutex_unlock(&turn->supervisor->turn);
    assert(error == 0);
    (void)error;
}
