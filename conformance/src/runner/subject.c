#include "runner/subject.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "runner/phrase.h"
#include "runner/protocol.h"

static const char *const known_profiles[] = {
    "supervisor", "stream", "session", "pool", "actor", "config", "planner", "display", "bench"};

static bool profile_known(const char *name)
{
    for (size_t i = 0; i < sizeof known_profiles / sizeof known_profiles[0]; i++) {
        if (strcmp(known_profiles[i], name) == 0)
            return true;
    }
    return false;
}

static int read_names(
    const struct json *list, const char *what, char **ret_names, size_t *ret_count, char **ret_error)
{
    if (list != NULL && json_type_of(list) != JSON_TYPE_ARRAY) {
        *ret_error = phrase_print("the answer to hello: `%s` is no array of strings", what);
        return -1;
    }
    for (const struct json *item = json_first(list); item != NULL; item = json_next(item)) {
        const char *name = json_string(item);
        if (name == NULL || *ret_count == SUBJECT_NAMES_MAX) {
            *ret_error = phrase_print(
                "the answer to hello: `%s` is no array of at most %d strings", what, SUBJECT_NAMES_MAX);
            return -1;
        }
        ret_names[(*ret_count)++] = phrase_copy(name);
    }
    return 0;
}

static char *check(const struct json *ok, const struct subject *subject)
{
    int64_t protocol = json_get_int64(ok, "protocol", -1);
    if (protocol != PROTOCOL_VERSION)
        return phrase_print("the answer to hello: `protocol` is %" PRId64 ", this harness speaks %d",
            protocol, PROTOCOL_VERSION);
    if (subject->name == NULL || subject->name[0] == '\0')
        return phrase_print("the answer to hello: `name` is missing");
    if (subject->profile_count == 0)
        return phrase_print("the answer to hello: `profiles` claims nothing; name at least \"supervisor\"");
    for (size_t i = 0; i < subject->profile_count; i++) {
        if (!profile_known(subject->profiles[i]))
            return phrase_print("the answer to hello: there is no profile \"%s\"", subject->profiles[i]);
    }
    return NULL;
}

int subject_read(const struct json *ok, struct subject *ret_subject, char **ret_error)
{
    struct subject subject = {
        .name = phrase_copy(json_get_string(ok, "name", NULL)),
        .version = phrase_copy(json_get_string(ok, "version", "")),
        .language = phrase_copy(json_get_string(ok, "language", "")),
        .spec = phrase_copy(json_get_string(ok, "spec", "1")),
        .display = json_get_bool(ok, "display", false),
        .hello = json_copy(ok),
    };
    int result =
        read_names(json_get(ok, "profiles"), "profiles", subject.profiles, &subject.profile_count, ret_error);
    if (result == 0)
        result = read_names(
            json_get(ok, "features"), "features", subject.features, &subject.feature_count, ret_error);
    if (result == 0) {
        *ret_error = check(ok, &subject);
        result = *ret_error == NULL ? 0 : -1;
    }
    if (result < 0)
        subject_release(&subject);
    else
        *ret_subject = subject;
    return result;
}

void subject_release(struct subject *subject)
{
    free(subject->name);
    free(subject->version);
    free(subject->language);
    free(subject->spec);
    for (size_t i = 0; i < subject->profile_count; i++)
        free(subject->profiles[i]);
    for (size_t i = 0; i < subject->feature_count; i++)
        free(subject->features[i]);
    json_free(subject->hello);
    *subject = (struct subject){0};
}

bool subject_claims(const struct subject *subject, const char *profile)
{
    for (size_t i = 0; i < subject->profile_count; i++) {
        if (strcmp(subject->profiles[i], profile) == 0)
            return true;
    }
    return false;
}

bool subject_has(const struct subject *subject, const char *feature)
{
    if (strcmp(feature, "display") == 0)
        return subject->display;
    for (size_t i = 0; i < subject->feature_count; i++) {
        if (strcmp(subject->features[i], feature) == 0)
            return true;
    }
    return false;
}
