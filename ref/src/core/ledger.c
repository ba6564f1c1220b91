#include "core/ledger.h"

#include "core/account.h"
#include "core/deadline.h"

#define GENERATION_FIRST 1

void ledger_init(struct ledger *ledger, uint64_t restarts_max, uint64_t window_ms)
{
    *ledger = (struct ledger){.generation_base = GENERATION_FIRST};
    window_init(&ledger->window, restarts_max ? restarts_max : 1, window_ms ? window_ms : 1);
}

void ledger_release(struct ledger *ledger)
{
    window_release(&ledger->window);
}

bool ledger_admit(struct ledger *ledger, enum sup_actor_cause cause, int64_t now_ns)
{
    if (sup_actor_cause_is_planned(cause))
        return true;
    /* without memory for one more entry the safe answer is no */
    return window_admit(&ledger->window, now_ns) == WINDOW_ADMITTED;
}

void ledger_count(struct ledger *ledger, enum sup_actor_cause cause)
{
    account_add(&ledger->restarts_total, 1);
    account_add(&ledger->restarts_by_cause[cause], 1);
}

uint64_t ledger_in_window(const struct ledger *ledger, int64_t now_ns)
{
    const struct window *window = &ledger->window;
    uint64_t count = 0;
    for (size_t i = 0; i < window->count; i++) {
        int64_t start_ns = window->starts_ns[(window->first + i) % window->capacity];
        if (!deadline_passed(deadline_after_ms(start_ns, window->length_ms), now_ns))
            count++;
    }
    return count;
}

uint64_t ledger_generation(const struct ledger *ledger, uint64_t below)
{
    uint64_t generation = ledger->generation_base;
    account_add(&generation, below);
    return generation;
}

void ledger_rebuild(struct ledger *ledger, uint64_t below)
{
    ledger->generation_base = ledger_generation(ledger, below);
    account_add(&ledger->generation_base, 1);
}

enum sup_actor_cause actor_cause_of(enum sup_restart_cause cause)
{
    switch (cause) {
    case SUP_RESTART_CAUSE_EXPLICIT: return SUP_ACTOR_CAUSE_EXPLICIT;
    case SUP_RESTART_CAUSE_MAX_REQUESTS: return SUP_ACTOR_CAUSE_MAX_REQUESTS;
    case SUP_RESTART_CAUSE_MAX_IMPORTS: return SUP_ACTOR_CAUSE_MAX_IMPORTS;
    case SUP_RESTART_CAUSE_RSS_CEILING: return SUP_ACTOR_CAUSE_RSS_POST_JOB;
    case SUP_RESTART_CAUSE_RSS_HARD_LIMIT: return SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED;
    case SUP_RESTART_CAUSE_IDLE: return SUP_ACTOR_CAUSE_IDLE;
    case SUP_RESTART_CAUSE_CANCELLED: return SUP_ACTOR_CAUSE_CANCELLED;
    case SUP_RESTART_CAUSE_TIMEOUT: return SUP_ACTOR_CAUSE_TIMEOUT;
    case SUP_RESTART_CAUSE_CHILD_ABORT: return SUP_ACTOR_CAUSE_CHILD_ABORT;
    case SUP_RESTART_CAUSE_NONE: break;
    }
    return SUP_ACTOR_CAUSE_WORKER_INTERNAL;
}

static uint64_t grown(uint64_t before, uint64_t after)
{
    return after > before ? after - before : 0;
}

struct restart_tally restarts_between(const struct sup_stats *before, const struct sup_stats *after)
{
    struct restart_tally tally = {.total = grown(before->restarts, after->restarts)};
    if (tally.total == 0)
        return tally;
    tally.last = actor_cause_of(after->last_restart_reason);

    const struct {
        enum sup_actor_cause cause;
        uint64_t count;
    } counters[] = {
        {SUP_ACTOR_CAUSE_EXPLICIT, grown(before->explicit_cycles, after->explicit_cycles)},
        {SUP_ACTOR_CAUSE_MAX_REQUESTS, grown(before->max_request_restarts, after->max_request_restarts)},
        {SUP_ACTOR_CAUSE_MAX_IMPORTS, grown(before->max_import_restarts, after->max_import_restarts)},
        {SUP_ACTOR_CAUSE_RSS_POST_JOB, grown(before->rss_restarts, after->rss_restarts)},
        {SUP_ACTOR_CAUSE_IDLE, grown(before->idle_restarts, after->idle_restarts)},
        {SUP_ACTOR_CAUSE_CANCELLED, grown(before->cancelled_restarts, after->cancelled_restarts)},
        {SUP_ACTOR_CAUSE_TIMEOUT, grown(before->timeout_restarts, after->timeout_restarts)},
    };
    uint64_t rest = tally.total;
    for (size_t i = 0; i < sizeof(counters) / sizeof(counters[0]); i++) {
        uint64_t count = counters[i].count < rest ? counters[i].count : rest;
        tally.by_cause[counters[i].cause] = count;
        rest -= count;
    }
    /* one counter for ceiling and hard limit: a request ends with the hard limit at most once, as its last restart */
    if (tally.last == SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED &&
        tally.by_cause[SUP_ACTOR_CAUSE_RSS_POST_JOB] > 0) {
        tally.by_cause[SUP_ACTOR_CAUSE_RSS_POST_JOB]--;
        tally.by_cause[SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED] = 1;
    }
    /* an absorbed abort has no counter of its own below (FIX-14) */
    tally.by_cause[tally.last == SUP_ACTOR_CAUSE_CHILD_ABORT ? SUP_ACTOR_CAUSE_CHILD_ABORT
                                                             : SUP_ACTOR_CAUSE_WORKER_INTERNAL] += rest;
    return tally;
}
