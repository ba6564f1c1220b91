/* The causes of the actor's restarts as one table (ACTOR-03, ACTOR-12). */
#include <sup/actor.h>

struct cause_row {
    const char *name;
    bool planned;
    enum sup_actor_level level;
};

static const struct cause_row CAUSES[SUP_ACTOR_CAUSE_COUNT] = {
    [SUP_ACTOR_CAUSE_NONE] = {NULL, true, SUP_ACTOR_LEVEL_DEBUG},
    [SUP_ACTOR_CAUSE_IMPORT_PROFILE_SWITCH] = {"import_profile_switch", true, SUP_ACTOR_LEVEL_DEBUG},
    [SUP_ACTOR_CAUSE_RSS_IMPORT_SWITCH] = {"rss_import_switch", true, SUP_ACTOR_LEVEL_INFO},
    [SUP_ACTOR_CAUSE_RSS_POST_JOB] = {"rss_post_job", true, SUP_ACTOR_LEVEL_INFO},
    [SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED] = {"rss_hard_limit_exceeded", false, SUP_ACTOR_LEVEL_WARN},
    [SUP_ACTOR_CAUSE_MAX_REQUESTS] = {"max_requests", true, SUP_ACTOR_LEVEL_DEBUG},
    [SUP_ACTOR_CAUSE_MAX_IMPORTS] = {"max_imports", true, SUP_ACTOR_LEVEL_DEBUG},
    [SUP_ACTOR_CAUSE_IDLE] = {"idle", true, SUP_ACTOR_LEVEL_DEBUG},
    [SUP_ACTOR_CAUSE_TIMEOUT] = {"timeout", false, SUP_ACTOR_LEVEL_WARN},
    [SUP_ACTOR_CAUSE_CANCELLED] = {"cancelled", false, SUP_ACTOR_LEVEL_WARN},
    [SUP_ACTOR_CAUSE_CHILD_EXIT] = {"child_exit", false, SUP_ACTOR_LEVEL_WARN},
    [SUP_ACTOR_CAUSE_CHILD_ABORT] = {"child_abort", false, SUP_ACTOR_LEVEL_WARN},
    [SUP_ACTOR_CAUSE_SESSION_MISSING] = {"session_missing", false, SUP_ACTOR_LEVEL_WARN},
    [SUP_ACTOR_CAUSE_EXPLICIT] = {"explicit", true, SUP_ACTOR_LEVEL_DEBUG},
    [SUP_ACTOR_CAUSE_WORKER_INTERNAL] = {"worker_internal", true, SUP_ACTOR_LEVEL_WARN},
};

static const struct cause_row *row_of(enum sup_actor_cause cause)
{
    unsigned index = (unsigned)cause;
    return &CAUSES[index < SUP_ACTOR_CAUSE_COUNT ? index : SUP_ACTOR_CAUSE_NONE];
}

const char *sup_actor_cause_name(enum sup_actor_cause cause)
{
    return row_of(cause)->name;
}

bool sup_actor_cause_is_planned(enum sup_actor_cause cause)
{
    return row_of(cause)->planned;
}

enum sup_actor_level sup_actor_cause_level(enum sup_actor_cause cause)
{
    return row_of(cause)->level;
}

const char *sup_actor_level_name(enum sup_actor_level level)
{
    static const char *const NAMES[] = {
        [SUP_ACTOR_LEVEL_DEBUG] = "debug",
        [SUP_ACTOR_LEVEL_INFO] = "info",
        [SUP_ACTOR_LEVEL_WARN] = "warn",
    };
    unsigned index = (unsigned)level;
    return index < sizeof(NAMES) / sizeof(NAMES[0]) ? NAMES[index] : NAMES[SUP_ACTOR_LEVEL_DEBUG];
}
