#ifndef SHARED_SCENARIO_H
#define SHARED_SCENARIO_H
/* A scenario file, loaded: its table checked key by key (scenarios/README.md), its two functions kept for whoever runs them.
 * Loading has no effect besides memory: the harness and the fake child load the same file, each in a script of its own. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/script.h"

#define SCENARIO_CLAUSES_MAX        12
#define SCENARIO_LIST_MAX           64 /* needs, tags, defects */
#define SCENARIO_SPEED_MAX          1000
#define SCENARIO_TIMEOUT_MS_DEFAULT 10000U
#define SCENARIO_TIMEOUT_MS_MAX     600000U

struct scenario_list {
    char **items;
    size_t count;
};

struct scenario {
    char *file; /* as given to scenario_load */
    int line;   /* of `scenario {` */
    char *summary;
    char *profile;
    struct scenario_list clauses; /* 1 to SCENARIO_CLAUSES_MAX */
    struct json *config; /* an object, {} if it was left out; keys are those of ADAPTER.md's config */
    bool spawn;
    int time_speed; /* 0: real time; otherwise 2 to SCENARIO_SPEED_MAX */
    bool time_step_wall;
    struct scenario_list needs;
    struct scenario_list tags;
    int defects[SCENARIO_LIST_MAX];
    size_t defect_count;
    uint32_t timeout_ms;
    int child_ref; /* in LUA_REGISTRYINDEX of the script; LUA_NOREF: the default child */
    int drive_ref;
};

/* Loads and checks FILE in SCRIPT (one scenario a script). 0, or -1 with RET_ERROR; RET is initialised in both cases and
 * released by scenario_release, before its script is freed. */
int scenario_load(
    struct script *script, const char *file, struct scenario *ret, struct script_error *ret_error);
void scenario_release(struct scenario *scenario);

bool scenario_has(const struct scenario_list *list, const char *item);

/* True if KEY is a field of `spawn`'s config in ADAPTER.md. */
bool scenario_config_key_known(const char *key);

#endif
