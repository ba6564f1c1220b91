/* The actor's one worker: supervisors come and go beneath it, and every restart is entered in the books once. */
#include "actor_inside.h"
#include "core/duration.h"
#include "inside.h"
#include "linux/clock.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* How often a request is sent to a child that lost its session to a policy restart before that is the job's end. */
#define SESSION_ROUNDS_MAX 3

/* ---- Session ------------------------------------------------------------------------------------------------------ */

static int text_keep(struct session_copy *copy, unsigned at, const char *from, const char **ret)
{
    *ret = NULL;
    if (!from)
        return 0;
    copy->texts[at] = strdup(from);
    *ret = copy->texts[at];
    return copy->texts[at] ? 0 : -SUP_ERROR_KIND_SETUP;
}

int session_copy_init(struct session_copy *copy, const struct sup_session_options *options)
{
    *copy = (struct session_copy){.wanted = options != NULL};
    if (!options)
        return 0;
    copy->options = *options;
    copy->imports = calloc(options->import_count + 1, sizeof(*copy->imports));
    if (!copy->imports)
        return -SUP_ERROR_KIND_SETUP;
    copy->options.imports = (const char *const *)copy->imports;
    for (size_t i = 0; i < options->import_count; i++) {
        copy->imports[i] = strdup(options->imports[i]);
        if (!copy->imports[i])
            return -SUP_ERROR_KIND_SETUP;
    }
    int r = text_keep(copy, 0, options->project_root, &copy->options.project_root);
    if (r == 0)
        r = text_keep(copy, 1, options->package, &copy->options.package);
    if (r == 0)
        r = text_keep(copy, 2, options->lib_name, &copy->options.lib_name);
    return r < 0 ? r : text_keep(copy, 3, options->manifest_path, &copy->options.manifest_path);
}

void session_copy_release(struct session_copy *copy)
{
    for (size_t i = 0; i < sizeof(copy->texts) / sizeof(copy->texts[0]); i++)
        free(copy->texts[i]);
    for (char **import = copy->imports; import && *import; import++)
        free(*import);
    free(copy->imports);
    *copy = (struct session_copy){.wanted = false};
}

/* ---- The supervisor ------------------------------------------------------------------------------------------------- */

/* Looks at the supervisor's generation and keeps it: it is asked for after the supervisor is gone, too. */
static uint64_t generation_look(struct actor_worker *worker)
{
    struct sup_snapshot snapshot;
    sup_snapshot_init(&snapshot);
    if (worker->supervisor && sup_snapshot(worker->supervisor, &snapshot) == 0)
        worker->generation_below = snapshot.worker_generation;
    sup_snapshot_release(&snapshot);
    return worker->generation_below;
}

uint64_t actor_worker_generation(const struct sup_actor *actor)
{
    return ledger_generation(&actor->ledger, actor->worker.generation_below);
}

/* Gives the present child the session, if one is wanted and it has none. */
static int session_provide(struct sup_actor *actor, struct sup_error *error)
{
    struct actor_worker *worker = &actor->worker;
    if (!worker->session.wanted || worker->session_generation == generation_look(worker))
        return 0;
    const struct sup_request request = {
        .operation = SUP_OPERATION_OPEN_HOST_SESSION,
        .session = &worker->session.options,
    };
    int r = sup_request(worker->supervisor, &request, NULL, error);
    if (r == 0)
        worker->session_generation = generation_look(worker);
    return r;
}

void actor_worker_close(struct sup_actor *actor)
{
    struct actor_worker *worker = &actor->worker;
    (void)generation_look(worker);
    sup_supervisor_free(worker->supervisor);
    worker->supervisor = NULL;
    worker->session_generation = SUP_NONE;
}

int actor_worker_open(struct sup_actor *actor, struct sup_error *error)
{
    struct actor_worker *worker = &actor->worker;
    const struct sup_options options = settings_options(&worker->settings);
    int r = sup_supervisor_open(&options, &worker->supervisor, error);
    if (r < 0)
        return r;
    worker->session_generation = SUP_NONE;
    worker->generation_below = 0;
    r = session_provide(actor, error);
    if (r < 0)
        actor_worker_close(actor);
    return r;
}

static bool lost_its_session(int r, const struct sup_error *error)
{
    return r == -SUP_ERROR_KIND_UNSUPPORTED_REQUEST && error->operation &&
           strcmp(error->operation, "worker_session_invalidated") == 0;
}

static uint64_t requests_written(struct sup_supervisor *supervisor)
{
    struct sup_stats stats;
    sup_stats(supervisor, &stats);
    return stats.requests;
}

int actor_worker_request(struct sup_actor *actor, const struct sup_request *request,
    struct sup_response *ret_response, bool *ret_written, struct sup_error *error)
{
    struct actor_worker *worker = &actor->worker;
    int r = 0;
    *ret_written = false;
    for (int round = 0; round < SESSION_ROUNDS_MAX; round++) {
        r = session_provide(actor, error);
        if (r < 0)
            break;
        uint64_t generation = worker->session.wanted ? worker->session_generation : SUP_NONE;
        uint64_t before = requests_written(worker->supervisor);
        r = supervisor_request(worker->supervisor, request, generation, ret_response, error);
        *ret_written = requests_written(worker->supervisor) > before;
        if (!lost_its_session(r, error))
            break;
        worker->session_generation = SUP_NONE;
    }
    (void)generation_look(worker);
    return r;
}

uint64_t actor_worker_sample(struct sup_actor *actor)
{
    uint64_t kib = SUP_NONE;
    if (actor->worker.supervisor && sup_sample_rss(actor->worker.supervisor, &kib) < 0)
        kib = SUP_NONE;
    if (kib != SUP_NONE)
        actor->last_rss_kib = kib;
    return kib;
}

/* ---- The books ------------------------------------------------------------------------------------------------------ */

static void number_or_none(struct sup_text *text, uint64_t number)
{
    if (number == SUP_NONE)
        text_set(text, "none");
    else
        text_print(text, "%" PRIu64, number);
}

static void restart_log(struct sup_actor *actor, const struct sup_restart_event *event)
{
    if (!actor->log)
        return;
    struct sup_text rss = {NULL, 0};
    struct sup_text limit = {NULL, 0};
    struct sup_text line = {NULL, 0};
    number_or_none(&rss, event->rss_kib);
    number_or_none(&limit, event->limit_kib);
    text_print(&line,
        "worker restarted: cause=%s planned=%s worker_generation=%" PRIu64
        " rss_kib=%s limit_kib=%s restarts_total=%" PRIu64 " reason=%s",
        sup_actor_cause_name(event->cause), event->planned ? "true" : "false", event->worker_generation,
        rss.data ? rss.data : "?", limit.data ? limit.data : "?", actor->ledger.restarts_total,
        event->reason.data ? event->reason.data : "?");
    if (line.data)
        actor->log(actor->log_context, sup_actor_cause_level(event->cause), line.data);
    sup_text_release(&rss);
    sup_text_release(&limit);
    sup_text_release(&line);
}

void actor_worker_note_restart(struct sup_actor *actor, const struct sup_restart_event *event)
{
    ledger_count(&actor->ledger, event->cause);
    restart_event_copy(event, &actor->last_restart);
    actor_remember(actor, event);
    restart_log(actor, event);
}

/* Says that the limit is reached, and that the actor is lost (ACTOR-05). The refused restart is not counted. */
static void limit_reached(struct sup_actor *actor, const char *reason)
{
    char window[DURATION_BYTES];
    struct sup_text text = {NULL, 0};
    duration_text(window, actor->window_ms);
    text_print(&text, "restart_limit_exceeded after %" PRIu64 " restarts in %s; latest: %s",
        actor->restarts_max, window, reason);
    if (actor->log && text.data)
        actor->log(actor->log_context, SUP_ACTOR_LEVEL_WARN, text.data);
    actor_lose(actor, text.data ? text.data : "restart_limit_exceeded", actor->window_ms);
    sup_text_release(&text);
    actor_worker_close(actor);
}

/* Enters one restart that has happened. False: it was over the limit. */
static bool restart_enter(
    struct sup_actor *actor, const struct sup_restart_event *event, struct sup_restart_event *ret_call)
{
    if (!ledger_admit(&actor->ledger, event->cause, clock_now_ns())) {
        limit_reached(actor, event->reason.data ? event->reason.data : "?");
        return false;
    }
    actor_worker_note_restart(actor, event);
    restart_event_copy(event, ret_call);
    return true;
}

bool actor_worker_account(
    struct sup_actor *actor, const struct sup_stats *before, struct sup_restart_event *ret_call)
{
    struct sup_stats after;
    sup_stats(actor->worker.supervisor, &after);
    (void)generation_look(&actor->worker);
    if (after.last_rss_kib != SUP_NONE)
        actor->last_rss_kib = after.last_rss_kib;
    struct restart_tally tally = restarts_between(before, &after);
    bool admitted = true;
    /* the latest of them last: it is the one that the job reports */
    for (int pass = 0; pass < 2 && admitted; pass++) {
        for (int cause = 1; cause < SUP_ACTOR_CAUSE_COUNT && admitted; cause++) {
            if (((int)tally.last == cause) != (pass == 1))
                continue;
            struct sup_restart_event event = {
                .cause = (enum sup_actor_cause)cause,
                .planned = sup_actor_cause_is_planned((enum sup_actor_cause)cause),
                .worker_generation = actor_worker_generation(actor),
                .rss_kib = actor->last_rss_kib,
                .limit_kib = SUP_NONE,
            };
            text_print(
                &event.reason, "the supervisor replaced its child: %s", sup_actor_cause_name(event.cause));
            for (uint64_t i = 0; i < tally.by_cause[cause] && admitted; i++)
                admitted = restart_enter(actor, &event, ret_call);
            restart_event_release(&event);
        }
    }
    return admitted;
}

/* ---- Rebuild and cycle ------------------------------------------------------------------------------------------------ */

void actor_worker_lose_to_memory(
    struct sup_actor *actor, const struct sup_error *error, struct sup_restart_event *ret_call)
{
    struct sup_text sentence = {NULL, 0};
    (void)sup_error_render(error, &sentence);
    struct sup_restart_event event = {
        .cause = SUP_ACTOR_CAUSE_RSS_HARD_LIMIT_EXCEEDED,
        .planned = false,
        .worker_generation = actor_worker_generation(actor),
        .rss_kib = error->current_kib,
        .limit_kib = error->limit_kib,
    };
    text_print(&event.reason, "rss_hard_limit_exceeded: %s", sentence.data ? sentence.data : "?");
    sup_text_release(&sentence);
    actor->last_rss_kib = error->current_kib;
    actor_worker_note_restart(actor, &event);
    restart_event_copy(&event, ret_call);
    actor_lose(actor, event.reason.data ? event.reason.data : "rss_hard_limit_exceeded", SUP_NONE);
    restart_event_release(&event);
}

/* The event's limit and sample are filled in by the caller. */
static enum rebuilt rebuild(struct sup_actor *actor, struct sup_restart_event *event,
    struct sup_restart_event *ret_call, struct sup_error *error)
{
    struct actor_worker *worker = &actor->worker;
    if (!ledger_admit(&actor->ledger, event->cause, clock_now_ns())) {
        limit_reached(actor, event->reason.data ? event->reason.data : "?");
        return REBUILT_REFUSED;
    }
    actor_worker_close(actor);
    uint64_t below = worker->generation_below;
    int r = actor_worker_open(actor, error);
    if (r < 0) {
        worker->generation_below = below;
        restart_event_copy(event, &worker->owed);
        if (r == -SUP_ERROR_KIND_RSS_HARD_LIMIT_EXCEEDED)
            actor_worker_lose_to_memory(actor, error, ret_call);
        return REBUILT_FAILED;
    }
    ledger_rebuild(&actor->ledger, below);
    if (event->rss_kib == SUP_NONE) {
        uint64_t kib = actor_worker_sample(actor);
        event->rss_kib = kib != SUP_NONE ? kib : actor->last_rss_kib;
    }
    event->worker_generation = actor_worker_generation(actor);
    actor_worker_note_restart(actor, event);
    restart_event_copy(event, ret_call);
    return REBUILT_YES;
}

enum rebuilt actor_worker_rebuild(struct sup_actor *actor, enum sup_actor_cause cause, const char *reason,
    struct sup_restart_event *ret_call, struct sup_error *error)
{
    struct sup_restart_event event = {
        .cause = cause,
        .planned = sup_actor_cause_is_planned(cause),
        .rss_kib = SUP_NONE,
        .limit_kib = SUP_NONE,
    };
    text_set(&event.reason, reason);
    enum rebuilt rebuilt = rebuild(actor, &event, ret_call, error);
    restart_event_release(&event);
    return rebuilt;
}

enum rebuilt actor_worker_cycle(struct sup_actor *actor, enum sup_actor_cause cause, uint64_t rss_kib,
    uint64_t limit_kib, struct sup_restart_event *ret_call, struct sup_error *error)
{
    struct sup_restart_event event = {
        .cause = cause,
        .planned = sup_actor_cause_is_planned(cause),
        .rss_kib = rss_kib,
        .limit_kib = limit_kib,
    };
    text_print(&event.reason, "%s current_kib=%" PRIu64 " limit_kib=%" PRIu64, sup_actor_cause_name(cause),
        rss_kib, limit_kib);
    enum rebuilt rebuilt = REBUILT_YES;
    if (sup_restart(actor->worker.supervisor, SUP_RESTART_CAUSE_RSS_CEILING, error) < 0) {
        rebuilt = rebuild(actor, &event, ret_call, error);
    } else {
        (void)generation_look(&actor->worker);
        (void)actor_worker_sample(actor);
        event.worker_generation = actor_worker_generation(actor);
        actor_worker_note_restart(actor, &event);
        restart_event_copy(&event, ret_call);
    }
    restart_event_release(&event);
    return rebuilt;
}
