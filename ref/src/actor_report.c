#include "actor_report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Texts -------------------------------------------------------------------------------------------------------- */

void text_print(struct sup_text *text, const char *format, ...)
{
    char *data = NULL;
    va_list arguments;
    va_start(arguments, format);
    int bytes = vasprintf(&data, format, arguments);
    va_end(arguments);
    /* the old text may be an argument: it goes last */
    sup_text_release(text);
    if (bytes >= 0)
        *text = (struct sup_text){data, (size_t)bytes};
}

void text_copy(const struct sup_text *from, struct sup_text *to)
{
    if (sup_text_assign(to, from->data, from->bytes) < 0)
        sup_text_release(to);
}

void text_set(struct sup_text *text, const char *from)
{
    const char *data = from ? from : "";
    if (sup_text_assign(text, data, strlen(data)) < 0)
        sup_text_release(text);
}

/* ---- Restarts and runtime ----------------------------------------------------------------------------------------- */

static void restart_event_init(struct sup_restart_event *event)
{
    *event = (struct sup_restart_event){.planned = true, .rss_kib = SUP_NONE, .limit_kib = SUP_NONE};
}

void restart_event_release(struct sup_restart_event *event)
{
    sup_text_release(&event->reason);
    restart_event_init(event);
}

void restart_event_copy(const struct sup_restart_event *event, struct sup_restart_event *ret)
{
    struct sup_text reason = ret->reason;
    text_copy(&event->reason, &reason);
    *ret = *event;
    ret->reason = reason;
}

void sup_runtime_init(struct sup_runtime *runtime)
{
    *runtime = (struct sup_runtime){.rss_kib = SUP_NONE, .worker_lanes = 1};
    restart_event_init(&runtime->call_restart);
    restart_event_init(&runtime->last_restart);
}

void sup_runtime_release(struct sup_runtime *runtime)
{
    restart_event_release(&runtime->call_restart);
    restart_event_release(&runtime->last_restart);
    sup_text_release(&runtime->import_profile);
    sup_runtime_init(runtime);
}

void sup_runtime_copy(const struct sup_runtime *runtime, struct sup_runtime *ret)
{
    struct sup_runtime copy = *runtime;
    copy.call_restart = ret->call_restart;
    copy.last_restart = ret->last_restart;
    copy.import_profile = ret->import_profile;
    restart_event_copy(&runtime->call_restart, &copy.call_restart);
    restart_event_copy(&runtime->last_restart, &copy.last_restart);
    text_copy(&runtime->import_profile, &copy.import_profile);
    *ret = copy;
}

/* ---- Answers ------------------------------------------------------------------------------------------------------ */

void unavailable_init(struct sup_unavailable *unavailable)
{
    *unavailable = (struct sup_unavailable){
        .rss_kib = SUP_NONE,
        .limit_kib = SUP_NONE,
        .retry_after_ms = SUP_NONE,
    };
    sup_runtime_init(&unavailable->runtime);
}

void unavailable_release(struct sup_unavailable *unavailable)
{
    sup_text_release(&unavailable->project_root);
    sup_text_release(&unavailable->project_hash);
    for (size_t i = 0; i < unavailable->import_count; i++)
        sup_text_release(&unavailable->imports[i]);
    free(unavailable->imports);
    sup_text_release(&unavailable->session_id);
    sup_text_release(&unavailable->toolchain);
    sup_text_release(&unavailable->reason);
    sup_runtime_release(&unavailable->runtime);
    unavailable_init(unavailable);
}

void sup_actor_reply_init(struct sup_actor_reply *reply)
{
    sup_response_init(&reply->response);
    sup_error_init(&reply->error);
    unavailable_init(&reply->unavailable);
    sup_runtime_init(&reply->runtime);
}

void sup_actor_reply_release(struct sup_actor_reply *reply)
{
    sup_response_release(&reply->response);
    sup_error_release(&reply->error);
    unavailable_release(&reply->unavailable);
    sup_runtime_release(&reply->runtime);
}

void sup_actor_facts_init(struct sup_actor_facts *facts)
{
    *facts = (struct sup_actor_facts){.healthy = false};
    sup_runtime_init(&facts->runtime);
}

void sup_actor_facts_release(struct sup_actor_facts *facts)
{
    sup_runtime_release(&facts->runtime);
    sup_text_release(&facts->unhealthy_reason);
    for (size_t i = 0; i < facts->event_count; i++)
        restart_event_release(&facts->events[i]);
    free(facts->events);
    sup_actor_facts_init(facts);
}
