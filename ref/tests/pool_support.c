#include "pool_support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void scene_prepare(struct scene *scene)
{
    *scene = (struct scene){.descriptors = bench_descriptors()};
    sup_error_init(&scene->error);
    sup_pool_options_init(&scene->options);
    snprintf(scene->stillborn_path, sizeof(scene->stillborn_path), "/tmp/sup-pool-test-XXXXXX");
    int fd = mkstemp(scene->stillborn_path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    unlink(scene->stillborn_path);
    scene->environment[0] = (struct sup_environment_entry){"POOL_CHILD_STILLBORN", scene->stillborn_path};
    struct sup_options *worker = &scene->acquisition.capability.worker;
    sup_options_init(worker);
    worker->executable = SUP_POOL_CHILD;
    worker->environment = scene->environment;
    worker->environment_count = 1;
    scene->acquisition.capability.session = (struct sup_session_options){
        .project_root = "/project",
        .package = "package",
        .lib_name = "Library",
    };
}

void scene_open(struct scene *scene)
{
    ck_assert_int_eq(sup_pool_open(&scene->options, &scene->pool), 0);
}

void scene_start(struct scene *scene, uint64_t max_workers, uint64_t queue_wait_ms)
{
    scene_prepare(scene);
    scene->options.max_workers = max_workers;
    scene->options.queue_wait_ms = queue_wait_ms;
    scene_open(scene);
}

void scene_finish(struct scene *scene)
{
    sup_pool_free(scene->pool);
    sup_error_release(&scene->error);
    scene_set_stillborn(scene, false);
    ck_assert_msg(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD, "a child process is left");
    ck_assert_int_eq(bench_descriptors(), scene->descriptors);
}

void scene_set_stillborn(struct scene *scene, bool stillborn)
{
    if (!stillborn) {
        unlink(scene->stillborn_path);
        return;
    }
    int fd = open(scene->stillborn_path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

struct sup_acquisition scene_key(const struct scene *scene, const char *import, const char **ret_imports)
{
    struct sup_acquisition acquisition = scene->acquisition;
    *ret_imports = import;
    acquisition.capability.session.imports = ret_imports;
    acquisition.capability.session.import_count = 1;
    return acquisition;
}

int scene_acquire(struct scene *scene, const char *import, struct sup_lease **ret_lease)
{
    const char *imports;
    const struct sup_acquisition acquisition = scene_key(scene, import, &imports);
    return sup_pool_acquire(scene->pool, &acquisition, ret_lease, &scene->error);
}

struct sup_lease *scene_lease(struct scene *scene, const char *import)
{
    struct sup_lease *lease = NULL;
    int r = scene_acquire(scene, import, &lease);
    ck_assert_msg(r == 0, "no lease: %s", sup_error_kind_name((enum sup_error_kind) - r));
    return lease;
}

int scene_run(struct scene *scene, struct sup_lease *lease, const char *export_name)
{
    const struct sup_command command = {.export_name = export_name};
    return sup_lease_command(lease, &command, NULL, &scene->error);
}

void scene_expect_status(struct sup_lease *lease, const char *reason)
{
    struct sup_lease_status status;
    sup_lease_status_init(&status);
    ck_assert_int_eq(sup_lease_status(lease, &status), 0);
    ck_assert_int_eq(status.valid, reason == NULL);
    if (reason)
        ck_assert_str_eq(status.reason.data, reason);
    sup_lease_status_release(&status);
}

struct sup_pool_snapshot scene_snapshot(struct scene *scene)
{
    struct sup_pool_snapshot snapshot;
    sup_pool_snapshot(scene->pool, &snapshot);
    return snapshot;
}
