#include "core/account.h"
#include "inside.h"
#include "linux/rss.h"

#include <assert.h>

int supervisor_step(struct sup_supervisor *supervisor, enum sup_event event, int64_t now_ns)
{
    enum sup_state before = supervisor->machine.state;
    int actions = machine_step(&supervisor->machine, event, now_ns);
    assert(actions >= 0);
    if (supervisor->machine.state != before)
        atomic_store_explicit(
            &supervisor->visible_state, (int)supervisor->machine.state, memory_order_release);
    return actions;
}

uint64_t supervisor_sample_rss(struct sup_supervisor *supervisor)
{
    uint64_t kib = SUP_NONE;
    if (supervisor->child.pid > 0 && rss_sample(supervisor->child.pid, &kib) < 0)
        kib = SUP_NONE;
    account_rss(&supervisor->stats, kib);
    return kib;
}
