#include <errno.h>
#include <fnmatch.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "runner/discover.h"
#include "runner/phrase.h"

bool selection_matches(const char *glob, const char *id)
{
    if (fnmatch(glob, id, 0) == 0)
        return true;
    size_t length = strlen(glob);
    while (length > 0 && glob[length - 1] == '/')
        length--;
    return strncmp(glob, id, length) == 0 && id[length] == '/';
}

/* A file's path is as good as its name. */
static bool glob_matches(const char *glob, const struct scenario_entry *entry)
{
    return selection_matches(glob, entry->id) || strcmp(glob, entry->shown_file) == 0 ||
           strcmp(glob, entry->file) == 0;
}

static bool is_selected(const struct scenario_entry *entry, const struct selection *selection)
{
    bool named = selection->glob_count == 0;
    for (size_t i = 0; i < selection->glob_count && !named; i++)
        named = glob_matches(selection->globs[i], entry);
    if (!named)
        return false;
    if (entry->error != NULL) /* what cannot be loaded is never passed over in silence */
        return true;
    return (selection->clause == NULL || scenario_has(&entry->facts.clauses, selection->clause)) &&
           (selection->tag == NULL || scenario_has(&entry->facts.tags, selection->tag));
}

static int check_globs(const struct scenario_set *set, const struct selection *selection, char **ret_error)
{
    for (size_t i = 0; i < selection->glob_count; i++) {
        bool found = false;
        for (size_t k = 0; k < set->count && !found; k++)
            found = glob_matches(selection->globs[i], &set->items[k]);
        if (!found) {
            *ret_error = phrase_print(
                "no scenario matches `%s`; `childproof list` shows their names", selection->globs[i]);
            return -ENOENT;
        }
    }
    return 0;
}

static void keep(struct scenario_set *set, const struct selection *selection, bool by_shard)
{
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++) {
        bool wanted = by_shard ? selection->shard == 0 || i % selection->shard_count == selection->shard - 1
                               : is_selected(&set->items[i], selection);
        if (wanted)
            set->items[kept++] = set->items[i];
        else
            scenario_entry_release(&set->items[i]);
    }
    set->count = kept;
}

int select_scenarios(struct scenario_set *set, const struct selection *selection, char **ret_error)
{
    if (set->count == 0) {
        *ret_error = phrase_print("the scenario folder holds no scenario (.lua file)");
        return -ENOENT;
    }
    int result = check_globs(set, selection, ret_error);
    if (result < 0)
        return result;
    keep(set, selection, false);
    if (set->count == 0) {
        *ret_error = phrase_print("no scenario is left: none has %s%s%s%s%s",
            selection->clause != NULL ? "the clause " : "",
            selection->clause != NULL ? selection->clause : "",
            selection->clause != NULL && selection->tag != NULL ? " and " : "",
            selection->tag != NULL ? "the tag " : "", selection->tag != NULL ? selection->tag : "");
        return -ENOENT;
    }
    keep(set, selection, true);
    if (set->count == 0) {
        *ret_error = phrase_print("shard %u/%u is empty: there are fewer scenarios than shards",
            selection->shard, selection->shard_count);
        return -ENOENT;
    }
    return 0;
}

/* SplitMix64: small, and the same everywhere. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void shuffle_scenarios(struct scenario_set *set, unsigned long long seed)
{
    uint64_t state = seed;
    for (size_t left = set->count; left > 1; left--) {
        size_t other = (size_t)(next_random(&state) % left);
        struct scenario_entry moved = set->items[left - 1];
        set->items[left - 1] = set->items[other];
        set->items[other] = moved;
    }
}
