#include "runner/discover.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "runner/phrase.h"
#include "runner/program.h"
#include "shared/memory.h"

#ifndef CHILDPROOF_SCENARIOS_INSTALLED
#define CHILDPROOF_SCENARIOS_INSTALLED "/usr/share/childproof/scenarios"
#endif

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static char *beside_program(const char *relative)
{
    char *folder = program_folder();
    char *path = phrase_print("%s/%s", folder, relative);
    free(folder);
    return path;
}

int discover_folder(const char *given, char **ret_folder, char **ret_error)
{
    if (given != NULL) {
        if (is_folder(given)) {
            *ret_folder = phrase_copy(given);
            return 0;
        }
        *ret_error = phrase_print(
            "%s is no folder; --scenarios names the folder that holds the scenario files", given);
        return -ENOENT;
    }
    char *candidates[] = {
        phrase_copy("scenarios"),
        beside_program("../../scenarios"),
        beside_program("../share/childproof/scenarios"),
        phrase_copy(CHILDPROOF_SCENARIOS_INSTALLED),
    };
    int result = -ENOENT;
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        if (result < 0 && candidates[i] != NULL && is_folder(candidates[i])) {
            *ret_folder = candidates[i];
            result = 0;
        } else {
            free(candidates[i]);
        }
    }
    if (result < 0)
        *ret_error =
            phrase_print("no folder `scenarios` here, beside the program or in %s; name one with --scenarios",
                CHILDPROOF_SCENARIOS_INSTALLED);
    return result;
}

void discover_file(const char *file, const char *id, struct scenario_entry *ret_entry)
{
    struct scenario_entry entry = {0};
    char *absolute = realpath(file, NULL);
    entry.file = absolute != NULL ? absolute : phrase_copy(file);
    entry.shown_file = phrase_copy(file);
    if (id != NULL) {
        entry.id = phrase_copy(id);
    } else {
        const char *slash = strrchr(file, '/');
        entry.id = phrase_copy(slash == NULL ? file : slash + 1);
        size_t length = strlen(entry.id);
        if (length > 4 && strcmp(entry.id + length - 4, ".lua") == 0)
            entry.id[length - 4] = '\0';
    }
    struct script *script = script_new();
    struct script_error error;
    script_error_init(&error);
    if (script == NULL)
        abort();
    if (scenario_load(script, file, &entry.facts, &error) < 0)
        entry.error = script_error_text(&error);
    script_error_release(&error);
    /* the facts stay; the functions go with their script */
    script_free(script);
    *ret_entry = entry;
}

void scenario_entry_release(struct scenario_entry *entry)
{
    free(entry->id);
    free(entry->file);
    free(entry->shown_file);
    free(entry->error);
    scenario_release(&entry->facts);
}

void scenario_set_release(struct scenario_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        scenario_entry_release(&set->items[i]);
    free(set->items);
    *set = (struct scenario_set){0};
}

static struct scenario_entry *add_room(struct scenario_set *set)
{
    set->items = memory_for_one_more(set->items, set->count, sizeof set->items[0]);
    return &set->items[set->count++];
}

/* Walks `folder`/`below`; `below` is empty or ends in a slash. */
static int walk(const char *folder, const char *below, int depth, struct scenario_set *set, char **ret_error)
{
    char *path = phrase_print("%s/%s", folder, below);
    DIR *open = depth > DISCOVER_DEPTH_MAX ? NULL : opendir(path);
    if (open == NULL) {
        int error = depth > DISCOVER_DEPTH_MAX ? ELOOP : errno;
        *ret_error = phrase_print("%s: %s", path, strerror(error));
        free(path);
        return -error;
    }
    int result = 0;
    struct dirent *entry;
    while (result == 0 && (entry = readdir(open)) != NULL) {
        const char *name = entry->d_name;
        size_t length = strlen(name);
        if (name[0] == '.')
            continue;
        char *file = phrase_print("%s%s", path, name);
        if (is_folder(file)) {
            char *deeper = phrase_print("%s%s/", below, name);
            result = walk(folder, deeper, depth + 1, set, ret_error);
            free(deeper);
        } else if (length > 4 && strcmp(name + length - 4, ".lua") == 0) {
            char *id = phrase_print("%s%.*s", below, (int)length - 4, name);
            if (set->count == DISCOVER_FILES_MAX) {
                *ret_error = phrase_print("%s holds more than %d scenarios", folder, DISCOVER_FILES_MAX);
                result = -E2BIG;
            } else {
                discover_file(file, id, add_room(set));
            }
            free(id);
        }
        free(file);
    }
    closedir(open);
    free(path);
    return result;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct scenario_entry *)a)->id, ((const struct scenario_entry *)b)->id);
}

int discover_all(const char *folder, struct scenario_set *ret_set, char **ret_error)
{
    struct scenario_set set = {0};
    int result = walk(folder, "", 0, &set, ret_error);
    if (result < 0) {
        scenario_set_release(&set);
        return result;
    }
    if (set.count > 0)
        qsort(set.items, set.count, sizeof set.items[0], compare_ids);
    *ret_set = set;
    return 0;
}
