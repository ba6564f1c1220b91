#include "pools.h"

#include "answer.h"
#include "capabilities.h"
#include "config.h"
#include "request.h"
#include "sessions.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>

/* A pool under its name, with the text of how its workers are started. */
struct pool_object {
    struct sup_pool *pool;
    char *worker; /* JSON text of an object */
};

struct sup_pool *pools_pool(const struct handle *handle)
{
    const struct pool_object *object = handle->object;

    return object->pool;
}

static void pool_discard(void *object)
{
    struct pool_object *pool = object;

    sup_pool_free(pool->pool);
    free(pool->worker);
    free(pool);
}

static void lease_discard(void *object)
{
    sup_lease_free(object);
}

/* ---- Pools ---------------------------------------------------------------------------------------------------------- */

static void read_pool_options(
    struct sup_pool_options *options, struct arguments *arguments, struct wire_text config)
{
    sup_pool_options_init(options);
    options->max_workers = arguments_u64(arguments, config, "max_workers", options->max_workers);
    options->queue_wait_ms = arguments_u64(arguments, config, "queue_wait_ms", options->queue_wait_ms);
    options->max_total_rss_kib =
        arguments_u64(arguments, config, "max_total_rss_kib", options->max_total_rss_kib);
    options->max_worker_rss_kib =
        arguments_u64(arguments, config, "max_worker_rss_kib", options->max_worker_rss_kib);
    options->idle_cycle_after_ms =
        arguments_u64(arguments, config, "idle_cycle_after_ms", options->idle_cycle_after_ms);
}

/* What is wrong with the worker's part is found out here, not at the first acquire. */
static const char *read_worker_text(struct arguments *arguments, struct wire_text config)
{
    struct sup_options options;
    struct wire_text worker;

    if (!arguments_find(config, "worker", &worker) || worker.data[0] != '{') {
        arguments_refuse(arguments, "config.worker", "an object");
        return "{}";
    }
    config_read_object(&options, arguments, worker);
    return arguments_json(arguments, config, "worker");
}

void pools_run_open(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    const char *name = arguments_string_required(arguments, call->request, "pool");
    struct sup_pool_options options;
    struct pool_object *object;
    struct handle *handle;
    struct wire_text config;
    const char *worker;
    size_t size;

    if (!arguments_find(call->request, "config", &config))
        config = WIRE_TEXT("{}");
    read_pool_options(&options, arguments, config);
    worker = read_worker_text(arguments, config);
    if (!arguments_good(arguments)) {
        call_refuse(call, "bad_request", arguments->problem);
        return;
    }
    handle = handle_reserve(call->adapter, HANDLE_KIND_POOL, name);
    if (handle == NULL) {
        call_refuse(call, "unsupported_request", "a pool of that name is there: close it first");
        return;
    }
    size = strlen(worker) + 1;
    object = memory_new(sizeof *object);
    object->worker = memory_new(size);
    memcpy(object->worker, worker, size);
    if (sup_pool_open(&options, &object->pool) < 0) {
        call_refuse(call, "setup", "out of memory");
        free(object->worker);
        free(object);
        object = NULL;
    } else {
        call_put_empty(call);
    }
    handle_settle(call->adapter, handle, object, pool_discard);
}

/* The pool that the request names, pinned; NULL: the call was answered. */
static struct handle *find_pool(struct call *call)
{
    const char *name = arguments_string_required(&call->arguments, call->request, "pool");
    struct handle *handle = handle_take(call->adapter, HANDLE_KIND_POOL, name, NULL);

    if (handle == NULL)
        call_refuse(call, "unsupported_request", "no pool of that name was opened, or it was closed");
    return handle;
}

void pools_run_snapshot(struct call *call)
{
    struct handle *handle = find_pool(call);
    struct sup_pool_snapshot snapshot;

    if (handle == NULL)
        return;
    sup_pool_snapshot(pools_pool(handle), &snapshot);
    call_open_ok(call);
    answer_put_pool_snapshot(&call->answer, &snapshot);
    call_close(call);
    handle_give(call->adapter, handle);
}

void pools_run_close(struct call *call)
{
    struct handle *handle = find_pool(call);

    if (handle == NULL)
        return;
    (void)sup_pool_close(pools_pool(handle));
    handle_give_up(call->adapter, handle);
    call_put_empty(call);
    handle_give(call->adapter, handle);
}

/* ---- Acquiring -------------------------------------------------------------------------------------------------------- */

static void read_restart_policy(
    struct sup_acquisition *acquisition, struct arguments *arguments, struct wire_text key)
{
    struct wire_text policy;

    if (!arguments_find(key, "restart_policy", &policy) || policy.data[0] == '"')
        return;
    if (policy.data[0] != '{') {
        arguments_refuse(arguments, "key.restart_policy", "\"default\" or an object");
        return;
    }
    acquisition->policy_class = SUP_RESTART_POLICY_CLASS_CUSTOM;
    config_read_policy(&acquisition->capability.worker.policy, arguments, policy);
}

static void read_key(struct sup_acquisition *acquisition, struct arguments *arguments, struct wire_text key)
{
    struct sup_session_options *session = &acquisition->capability.session;

    session->project_root = arguments_string_required(arguments, key, "project_root");
    session->package = arguments_string(arguments, key, "package", NULL);
    session->lib_name = arguments_string(arguments, key, "lib_name", NULL);
    session->imports = arguments_strings(arguments, key, "imports", &session->import_count);
    acquisition->toolchain = arguments_string(arguments, key, "toolchain", NULL);
    acquisition->capability.metadata = capabilities_read_metadata(arguments, key);
    read_restart_policy(acquisition, arguments, key);
}

static void acquire_reserved(struct call *call, struct sup_pool *pool, struct handle *handle,
    const struct sup_acquisition *acquisition)
{
    struct sup_lease_status status;
    struct sup_lease *lease = NULL;
    struct sup_error error;

    sup_error_init(&error);
    sup_lease_status_init(&status);
    if (sup_pool_acquire(pool, acquisition, &lease, &error) < 0) {
        call_put_error(call, &error);
    } else {
        (void)sup_lease_status(lease, &status);
        call_open_ok(call);
        line_put_u64(&call->answer, "worker_generation", status.generation);
        call_close(call);
    }
    handle_settle(call->adapter, handle, lease, lease_discard);
    sup_lease_status_release(&status);
    sup_error_release(&error);
}

void pools_run_acquire(struct call *call)
{
    struct arguments *arguments = &call->arguments;
    const char *name = arguments_string_required(arguments, call->request, "lease");
    struct sup_acquisition acquisition = {.toolchain = NULL};
    struct handle *pool = find_pool(call);
    const struct pool_object *object;
    struct handle *lease = NULL;
    struct wire_text key;

    if (pool == NULL)
        return;
    object = pool->object;
    config_read_object(&acquisition.capability.worker, arguments,
        (struct wire_text){object->worker, strlen(object->worker)});
    if (arguments_find(call->request, "key", &key))
        read_key(&acquisition, arguments, key);
    else
        arguments_refuse(arguments, "key", "an object");
    if (!arguments_good(arguments))
        call_refuse(call, "bad_request", arguments->problem);
    else if ((lease = handle_reserve(call->adapter, HANDLE_KIND_LEASE, name)) == NULL)
        call_refuse(call, "unsupported_request", "a lease of that name is there: release it first");
    else
        acquire_reserved(call, object->pool, lease, &acquisition);
    handle_give(call->adapter, pool);
}

/* ---- Leases ----------------------------------------------------------------------------------------------------------- */

/* A lease that was given back is answered as one that does not hold; a name that never was one is a mistake. */
static struct handle *find_lease(struct call *call)
{
    const char *name = arguments_string_required(&call->arguments, call->request, "lease");
    bool given_up;
    struct handle *handle = handle_take(call->adapter, HANDLE_KIND_LEASE, name, &given_up);

    if (handle != NULL)
        return handle;
    if (given_up) {
        call_open_refusal(call, "lease_invalidated");
        line_put_string(&call->answer, "reason", "lease was dropped");
        call_close(call);
    } else {
        call_refuse(call, "unsupported_request", "no lease of that name was acquired");
    }
    return NULL;
}

void pools_run_release(struct call *call)
{
    const char *how = arguments_string(&call->arguments, call->request, "how", "release");
    bool drop = strcmp(how, "drop") == 0;
    struct handle *handle = find_lease(call);
    struct sup_error error;

    if (handle == NULL)
        return;
    sup_error_init(&error);
    if (sup_lease_release(handle->object, &error) < 0 && !drop)
        call_put_error(call, &error);
    else
        call_put_empty(call);
    /* a call that is in flight still needs it: the last one frees it */
    if (drop)
        handle_give_up(call->adapter, handle);
    sup_error_release(&error);
    handle_give(call->adapter, handle);
}

static void lease_cycle(struct call *call, const struct target *target)
{
    struct sup_error error;

    sup_error_init(&error);
    if (sup_lease_cycle(target->lease, &error) == 0)
        call_put_empty(call);
    else
        call_put_error(call, &error);
    sup_error_release(&error);
}

static void lease_set_request_timeout(struct call *call, const struct target *target)
{
    uint64_t timeout_ms = arguments_u64_required(&call->arguments, call->request, "ms");
    struct sup_error error;

    if (!arguments_good(&call->arguments)) {
        call_refuse(call, "bad_request", call->arguments.problem);
        return;
    }
    sup_error_init(&error);
    if (sup_lease_set_request_timeout(target->lease, timeout_ms, &error) == 0)
        call_put_empty(call);
    else
        call_put_error(call, &error);
    sup_error_release(&error);
}

static void lease_status(struct call *call, const struct target *target)
{
    struct sup_lease_status status;

    sup_lease_status_init(&status);
    if (sup_lease_status(target->lease, &status) < 0) {
        call_refuse(call, "setup", "out of memory");
        return;
    }
    call_open_ok(call);
    line_put_bool(&call->answer, "valid", status.valid);
    line_put_string(&call->answer, "reason", status.reason.data);
    line_put_u64(&call->answer, "generation", status.generation);
    call_close(call);
    sup_lease_status_release(&status);
}

static void lease_health(struct call *call, const struct target *target)
{
    const struct sup_request request = {.operation = SUP_OPERATION_HEALTH};

    request_perform(call, target, request, 0);
}

static void lease_run(struct call *call, const struct target *target)
{
    static const struct {
        const char *name;
        void (*run)(struct call *call, const struct target *target);
    } RUNS[] = {
        {"json_command", sessions_json_command},
        {"stream", sessions_stream},
        {"capability_metadata", sessions_metadata},
        {"capability_doctor", sessions_doctor},
        {"health", lease_health},
        {"cycle", lease_cycle},
        {"set_request_timeout", lease_set_request_timeout},
        {"status", lease_status},
    };
    const char *name = arguments_string_required(&call->arguments, call->request, "do");

    for (size_t i = 0; i < sizeof RUNS / sizeof RUNS[0]; i++) {
        if (strcmp(name, RUNS[i].name) == 0) {
            RUNS[i].run(call, target);
            return;
        }
    }
    call_refuse(call, "bad_request", "argument `call.do`: a lease has no such call");
}

void pools_run_lease(struct call *call)
{
    struct handle *handle = find_lease(call);
    struct target target;
    struct wire_text inner;

    if (handle == NULL)
        return;
    if (!arguments_find(call->request, "call", &inner) || inner.data[0] != '{') {
        call_refuse(call, "bad_request", "argument `call`: an object expected");
    } else {
        call->request = inner; /* from here on its members are the arguments */
        target = (struct target){.kind = TARGET_KIND_LEASE, .lease = handle->object};
        lease_run(call, &target);
    }
    handle_give(call->adapter, handle);
}
