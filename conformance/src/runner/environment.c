#include "runner/environment.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runner/phrase.h"
#include "shared/json.h"
#include "shared/memory.h"

static size_t find(const struct environment *environment, const char *name)
{
    size_t length = strlen(name);
    size_t i = 0;
    while (environment->entries[i] != NULL &&
           (strncmp(environment->entries[i], name, length) != 0 || environment->entries[i][length] != '='))
        i++;
    return i;
}

static bool is_ours(const char *entry)
{
    return strncmp(entry, "CHILDPROOF_RUN=", 15) == 0 || strncmp(entry, "CHILDPROOF_JOB=", 15) == 0;
}

void environment_init(struct environment *environment)
{
    size_t count = 0;
    while (environ[count] != NULL)
        count++;
    environment->entries = memory_zeroed(count + 1 + ENVIRONMENT_CHANGES_MAX, sizeof(char *));
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_ours(environ[i]))
            environment->entries[kept++] = phrase_copy(environ[i]);
    }
}

void environment_set(struct environment *environment, const char *name, const char *value)
{
    size_t at = find(environment, name);
    free(environment->entries[at]);
    environment->entries[at] = phrase_print("%s=%s", name, value);
}

const char *environment_get(const struct environment *environment, const char *name)
{
    const char *entry = environment->entries[find(environment, name)];
    return entry == NULL ? NULL : entry + strlen(name) + 1;
}

void environment_preload(struct environment *environment, const char *library)
{
    const char *before = environment_get(environment, "LD_PRELOAD");
    char *list = before == NULL ? phrase_copy(library) : phrase_print("%s:%s", library, before);
    environment_set(environment, "LD_PRELOAD", list);
    free(list);
}

void environment_release(struct environment *environment)
{
    for (size_t i = 0; environment->entries != NULL && environment->entries[i] != NULL; i++)
        free(environment->entries[i]);
    free(environment->entries);
    environment->entries = NULL;
}

static bool is_own(const char *entry)
{
    for (size_t i = 0; environ[i] != NULL; i++) {
        if (strcmp(environ[i], entry) == 0)
            return true;
    }
    return false;
}

void environment_withhold(struct json *hello)
{
    struct json *told = json_new_array();
    struct json *withheld = json_new_array();
    const struct json *entries = json_get(hello, "env");
    for (const struct json *entry = json_first(entries); entry != NULL; entry = json_next(entry)) {
        const char *text = json_string(entry);
        if (text == NULL || !is_own(text))
            json_append(told, json_copy(entry));
        else
            json_append(withheld, json_new_bytes(text, strcspn(text, "=")));
    }
    json_set(hello, "env", told);
    json_set(hello, "env_inherited", withheld);
}
