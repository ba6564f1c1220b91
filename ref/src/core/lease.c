#include "core/lease.h"

#include "core/duration.h"

#include <inttypes.h>
#include <stdio.h>

static void say(char *text, const char *words, const char *name)
{
    (void)snprintf(text, LEASE_REASON_BYTES, "%s%s", words, name);
}

void lease_reason_generation(char text[LEASE_REASON_BYTES], uint64_t granted, uint64_t generation)
{
    (void)snprintf(text, LEASE_REASON_BYTES, "worker generation changed from %" PRIu64 " to %" PRIu64,
        granted, generation);
}

void lease_reason_rss(char text[LEASE_REASON_BYTES], uint64_t current_kib, uint64_t limit_kib)
{
    (void)snprintf(text, LEASE_REASON_BYTES,
        "memory policy cycled worker at %" PRIu64 " KiB RSS with limit %" PRIu64 " KiB", current_kib,
        limit_kib);
}

void lease_reason_idle(char text[LEASE_REASON_BYTES], uint64_t idle_ms, uint64_t limit_ms)
{
    char idle[DURATION_BYTES];
    char limit[DURATION_BYTES];
    duration_text(idle, idle_ms);
    duration_text(limit, limit_ms);
    (void)snprintf(
        text, LEASE_REASON_BYTES, "idle policy cycled worker after %s idle with limit %s", idle, limit);
}

/* The reason that the error itself gives; false where it gives none. GONE: the generation is, or its child. */
static bool reason_of_error(const struct sup_error *error, bool gone, char *text)
{
    const char *operation = error->operation ? error->operation : "unknown";
    /* NOLINTNEXTLINE(clang-diagnostic-switch-enum): the others have no words of their own */
    switch ((int)error->kind) {
    case SUP_ERROR_KIND_CANCELLED:
        if (gone)
            say(text, "cancelled during ", operation);
        return gone;
    case SUP_ERROR_KIND_TIMEOUT:
        if (gone)
            say(text, "timed out during ", operation);
        return gone;
    case SUP_ERROR_KIND_CHILD_EXITED: say(text, "worker child exited", ""); return true;
    case SUP_ERROR_KIND_CHILD_PANIC_OR_ABORT: say(text, "worker child exited fatally", ""); return true;
    case SUP_ERROR_KIND_RESTART_LIMIT_EXCEEDED: say(text, "worker restart limit exceeded", ""); return true;
    case SUP_ERROR_KIND_CAPABILITY_METADATA_MISMATCH:
        say(text, "capability metadata mismatch from ",
            error->export_name.data ? error->export_name.data : "unknown");
        return true;
    default: return false;
    }
}

bool lease_judge(const struct lease_aftermath *aftermath, char text[LEASE_REASON_BYTES])
{
    bool changed = aftermath->generation != aftermath->granted;
    if (reason_of_error(aftermath->error, changed || !aftermath->alive, text))
        return true;
    if (changed) {
        lease_reason_generation(text, aftermath->granted, aftermath->generation);
        return true;
    }
    if (aftermath->alive)
        return false;
    say(text, aftermath->clean_exit ? "worker child exited" : "worker child exited fatally", "");
    return true;
}
