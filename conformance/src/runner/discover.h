/* The scenarios of a folder: every .lua file below it is one, named by its path. */
#ifndef RUNNER_DISCOVER_H
#define RUNNER_DISCOVER_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/scenario.h"

#define DISCOVER_DEPTH_MAX 8
#define DISCOVER_FILES_MAX 20000

/* What is known of a scenario without running it. */
struct scenario_entry {
    char *id;         /* "stream/abort_between_rows" */
    char *file;       /* absolute */
    char *shown_file; /* as reports show it */
    char *error;      /* why it cannot be loaded, `file:line: reason`; NULL: it can, and `facts` is filled */
    struct scenario facts; /* the references into its script are not valid any more */
};

struct scenario_set {
    struct scenario_entry *items; /* sorted by id */
    size_t count;
};

/* Finds the folder: `given`, or ./scenarios, or the one beside the program, or the installed one. Returns 0 and *ret_folder
   (caller frees), or -ENOENT and *ret_error (caller frees). */
int discover_folder(const char *given, char **ret_folder, char **ret_error);
/* Loads every scenario below `folder`. Returns 0, or a negative errno and *ret_error (caller frees). */
int discover_all(const char *folder, struct scenario_set *ret_set, char **ret_error);
/* Loads one file, whose name without folder and suffix is its id unless `id` is given. */
void discover_file(const char *file, const char *id, struct scenario_entry *ret_entry);

void scenario_set_release(struct scenario_set *set);
void scenario_entry_release(struct scenario_entry *entry);

/* What to keep of a set. */
struct selection {
    char *const *globs; /* of ids; a folder's name stands for all in it; NULL or none: all */
    size_t glob_count;
    const char *clause; /* NULL: any */
    const char *tag;    /* NULL: any */
    unsigned shard;     /* 1 … shard_count; 0: all */
    unsigned shard_count;
};

bool selection_matches(const char *glob, const char *id);
/* Removes what is not selected. Returns 0, or -ENOENT and *ret_error (caller frees): a glob that matches nothing, or nothing
   is left. */
int select_scenarios(struct scenario_set *set, const struct selection *selection, char **ret_error);
/* Brings a set into an order that depends on the seed alone. */
void shuffle_scenarios(struct scenario_set *set, unsigned long long seed);

#endif
