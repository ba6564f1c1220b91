#include "runner/loss.h"

#include "shared/clock.h"

static void on_tick(void *owner, int64_t now_ns)
{
    struct loss *loss = owner;
    int64_t late_ns = now_ns - loss->timer.due_ns;
    int64_t lost_ns = late_ns >= LOSS_NOTED_NS ? late_ns : 0;
    loss->total_ns += lost_ns;
    (void)loop_timer_set(loss->loop, &loss->timer, now_ns + LOSS_TICK_MS * CLOCK_NS_PER_MS);
    loss->ticked(loss->owner, lost_ns);
}

int loss_start(
    struct loss *loss, struct loop *loop, void (*ticked)(void *owner, int64_t lost_ns), void *owner)
{
    *loss = (struct loss){
        .loop = loop, .timer = {.expired = on_tick, .owner = loss}, .ticked = ticked, .owner = owner};
    return loop_timer_set(loop, &loss->timer, loop_now() + LOSS_TICK_MS * CLOCK_NS_PER_MS);
}

void loss_stop(struct loss *loss)
{
    loop_timer_clear(loss->loop, &loss->timer);
}

int64_t loss_so_far(const struct loss *loss)
{
    int64_t late_ns = loss->timer.slot != 0 ? loop_now() - loss->timer.due_ns : 0;
    return loss->total_ns + (late_ns >= LOSS_NOTED_NS ? late_ns : 0);
}
