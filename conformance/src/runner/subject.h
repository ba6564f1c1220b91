/* What an adapter says of itself in its answer to `hello`. */
#ifndef RUNNER_SUBJECT_H
#define RUNNER_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/json.h"

#define SUBJECT_NAMES_MAX 32

struct subject {
    char *name;
    char *version;
    char *language;
    char *spec;
    char *profiles[SUBJECT_NAMES_MAX];
    size_t profile_count;
    char *features[SUBJECT_NAMES_MAX];
    size_t feature_count;
    bool display;
    struct json *hello; /* the answer's `ok` itself */
};

/* Reads the `ok` of hello. Returns 0, or -1 and *ret_error, a sentence (caller frees). */
int subject_read(const struct json *ok, struct subject *ret_subject, char **ret_error);
void subject_release(struct subject *subject);

bool subject_claims(const struct subject *subject, const char *profile);
/* A feature by name; "display" stands for hello's flag of that name. */
bool subject_has(const struct subject *subject, const char *feature);

#endif
