/* The actor's books: which restarts there were, and whether there may be another (ACTOR-03…05, ACTOR-08). Pure: time is an
 * argument. */
#ifndef SUP_CORE_LEDGER_H
#define SUP_CORE_LEDGER_H

#include "core/window.h"

#include <sup/actor.h>
#include <sup/stats.h>

#include <stdbool.h>
#include <stdint.h>

struct ledger {
    struct window window; /* of the abnormal restarts */
    uint64_t generation_base;
    uint64_t restarts_total;
    uint64_t restarts_by_cause[SUP_ACTOR_CAUSE_COUNT];
};

void ledger_init(struct ledger *ledger, uint64_t restarts_max, uint64_t window_ms);
void ledger_release(struct ledger *ledger);

/* Asks for a restart at NOW_NS. True: it may happen, or may have happened (a planned one always may). False: the limit is
 * reached; nothing was entered, and nothing is to be counted (FIX-17). */
bool ledger_admit(struct ledger *ledger, enum sup_actor_cause cause, int64_t now_ns);

/* Counts a restart that happened. */
void ledger_count(struct ledger *ledger, enum sup_actor_cause cause);

/* Abnormal restarts of an age under the window's length. */
uint64_t ledger_in_window(const struct ledger *ledger, int64_t now_ns);

/* The generation that callers see while the supervisor is at BELOW. */
uint64_t ledger_generation(const struct ledger *ledger, uint64_t below);

/* The supervisor, last seen at BELOW, is replaced by a new one, which counts from 0 again (ACTOR-08). */
void ledger_rebuild(struct ledger *ledger, uint64_t below);

/* The restarts that a supervisor made between two looks at its counters, by the actor's causes (ACTOR-04, FIX-14).
 * RET_LAST is the cause of the latest, NONE where there was none. */
struct restart_tally {
    uint64_t by_cause[SUP_ACTOR_CAUSE_COUNT];
    uint64_t total;
    enum sup_actor_cause last;
};

struct restart_tally restarts_between(const struct sup_stats *before, const struct sup_stats *after);

/* ACTOR-04 for one cause of the supervisor's. */
enum sup_actor_cause actor_cause_of(enum sup_restart_cause cause);

#endif
