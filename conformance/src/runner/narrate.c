#include "runner/narrate.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "runner/phrase.h"
#include "shared/json.h"

static const char *const parties[] = {
    [TRACE_SOURCE_DRIVER] = "caller",
    [TRACE_SOURCE_CHILD] = "child",
    [TRACE_SOURCE_KERNEL] = "kernel",
    [TRACE_SOURCE_HARNESS] = "harness",
};

char *narrate_party(const struct trace_event *event)
{
    const char *party = parties[event->source];
    if (event->worker == NULL)
        return phrase_copy(party);
    if (event->generation == TRACE_GENERATION_NONE)
        return phrase_print("%s %s", party, event->worker);
    return phrase_print("%s %s/%d", party, event->worker, event->generation);
}

/* JSON text is printable but for bytes over 0x7f and DEL, which a terminal may take amiss. */
static void make_harmless(char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x20 || c >= 0x7f)
            *text = '?';
    }
}

static char *print_body(const struct json *body)
{
    if (body == NULL || json_first(body) == NULL)
        return phrase_copy("");
    char *text = json_print(body, NULL);
    make_harmless(text);
    if (strlen(text) <= NARRATE_BODY_BYTES)
        return text;
    char *cut = phrase_print("%.*s...", NARRATE_BODY_BYTES, text);
    free(text);
    return cut;
}

char *narrate_event(const struct trace_event *event)
{
    struct json *rest = event->body == NULL ? json_new_object() : json_copy(event->body);
    static const char *const said[] = {"do", "type", "op", "status", "name"};
    char *head = phrase_copy(event->name);
    make_harmless(head);
    if (event->source == TRACE_SOURCE_CHILD && strcmp(event->name, "hello") == 0) {
        json_free(rest);
        rest = json_new_object();
        json_set_int64(rest, "pid", event->pid);
    }
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        const char *word = json_get_string(rest, said[i], NULL);
        if (word == NULL)
            continue;
        char *quoted = phrase_copy(word);
        make_harmless(quoted);
        char *longer = phrase_print("%s %.64s", head, quoted);
        free(quoted);
        free(head);
        head = longer;
        json_remove(rest, said[i]);
    }
    char *body = print_body(rest);
    char *call = event->call != 0 ? phrase_print("#%" PRIu64 " ", event->call) : phrase_copy("");
    char *text = phrase_print("%s%s%s%s", call, head, body[0] != '\0' ? " " : "", body);
    free(call);
    free(body);
    free(head);
    json_free(rest);
    return text;
}

char *narrate_line(const struct trace_event *event)
{
    char *party = narrate_party(event);
    char *text = narrate_event(event);
    char *line = phrase_print("%9.3f ms  %-12s %s", (double)event->t_ns / 1e6, party, text);
    free(text);
    free(party);
    return line;
}
