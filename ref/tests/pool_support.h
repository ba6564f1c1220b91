/* What the tests of sessions, capabilities and pools share: a child that serves, and a look at what is left. */
#ifndef SUP_TESTS_POOL_SUPPORT_H
#define SUP_TESTS_POOL_SUPPORT_H

#include "support.h"

struct scene {
    struct sup_pool_options options;
    struct sup_acquisition acquisition;
    struct sup_environment_entry environment[1];
    char stillborn_path[64]; /* while it is there, children die before their handshake */
    struct sup_pool *pool;
    struct sup_error error;
    int descriptors;
};

/* A scene without a pool: how to start a worker, a key, and the time limits. */
void scene_prepare(struct scene *scene);
void scene_open(struct scene *scene);
/* Both: a pool of MAX_WORKERS that waits for QUEUE_WAIT_MS. */
void scene_start(struct scene *scene, uint64_t max_workers, uint64_t queue_wait_ms);
/* Frees the pool; checks that no process and no descriptor is left. */
void scene_finish(struct scene *scene);

/* From now on children die before their handshake, or not. */
void scene_set_stillborn(struct scene *scene, bool stillborn);

/* The acquisition for the key with this one import. RET_IMPORTS holds it. */
struct sup_acquisition scene_key(const struct scene *scene, const char *import, const char **ret_imports);
/* Acquires that key: 0 and the lease, or minus a kind with `error` filled in. */
int scene_acquire(struct scene *scene, const char *import, struct sup_lease **ret_lease);
/* The same, which must succeed. */
struct sup_lease *scene_lease(struct scene *scene, const char *import);

/* Runs the export on the lease. */
int scene_run(struct scene *scene, struct sup_lease *lease, const char *export_name);

/* Checks what the status of LEASE says; REASON NULL: it is valid. */
void scene_expect_status(struct sup_lease *lease, const char *reason);

struct sup_pool_snapshot scene_snapshot(struct scene *scene);

#endif
