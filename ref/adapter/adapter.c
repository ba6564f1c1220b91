#include "adapter.h"

#include "children.h"
#include "pools.h"
#include "verbs.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CLOSE_GRACE_MS     200
#define CLOSE_KILL_EACH_MS 50
#define CLOSE_MS_MAX       10000

void adapter_init(struct adapter *adapter, int output)
{
    pthread_condattr_t attributes;

    *adapter = (struct adapter){.closing = false};
    writer_init(&adapter->writer, output);
    pool_init(&adapter->pool);
    (void)pthread_mutex_init(&adapter->lock, NULL);
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&adapter->changed, &attributes);
    (void)pthread_condattr_destroy(&attributes);
}

static char *copy_name(const char *name)
{
    size_t size = strlen(name) + 1;
    char *copy = memory_new(size);

    memcpy(copy, name, size);
    return copy;
}

/* ---- Tokens ------------------------------------------------------------------------------------------------------- */

struct sup_cancel_token *adapter_token(struct adapter *adapter, const char *name)
{
    struct token *token;

    (void)pthread_mutex_lock(&adapter->lock);
    token = adapter->tokens;
    while (token != NULL && strcmp(token->name, name) != 0)
        token = token->next;
    if (token == NULL) {
        token = memory_new(sizeof *token);
        token->name = copy_name(name);
        sup_cancel_token_init(&token->flag);
        token->next = adapter->tokens;
        adapter->tokens = token;
    }
    (void)pthread_mutex_unlock(&adapter->lock);
    return &token->flag;
}

/* ---- Workers ------------------------------------------------------------------------------------------------------ */

/* With the lock held. */
static struct worker *find_worker(struct adapter *adapter, const char *name)
{
    struct worker *worker = adapter->workers;

    while (worker != NULL && strcmp(worker->name, name) != 0)
        worker = worker->next;
    return worker;
}

/* With the lock held. */
static void unlink_worker(struct adapter *adapter, const struct worker *worker)
{
    struct worker **link = &adapter->workers;

    while (*link != NULL && *link != worker)
        link = &(*link)->next;
    if (*link != NULL)
        *link = worker->next;
}

static void free_worker(struct worker *worker)
{
    free(worker->name);
    free(worker);
}

struct worker *adapter_reserve(struct adapter *adapter, const char *name)
{
    struct worker *worker = NULL;

    (void)pthread_mutex_lock(&adapter->lock);
    if (!adapter->closing && find_worker(adapter, name) == NULL) {
        worker = memory_new(sizeof *worker);
        worker->name = copy_name(name);
        worker->serial = adapter->workers_made++;
        worker->next = adapter->workers;
        adapter->workers = worker;
    }
    (void)pthread_mutex_unlock(&adapter->lock);
    return worker;
}

void adapter_settle(struct adapter *adapter, struct worker *worker, struct sup_supervisor *supervisor)
{
    (void)pthread_mutex_lock(&adapter->lock);
    worker->supervisor = supervisor;
    if (supervisor == NULL)
        unlink_worker(adapter, worker);
    (void)pthread_mutex_unlock(&adapter->lock);
    if (supervisor == NULL)
        free_worker(worker);
}

bool adapter_pin(struct call *call, const char *name, const uint64_t *serial)
{
    struct adapter *adapter = call->adapter;
    struct worker *worker;

    (void)pthread_mutex_lock(&adapter->lock);
    worker = call->worker != NULL ? call->worker : find_worker(adapter, name);
    if (worker != NULL && (worker->supervisor == NULL || strcmp(worker->name, name) != 0 ||
                              (serial != NULL && worker->serial != *serial)))
        worker = NULL;
    if (worker != NULL && call->worker == NULL) {
        worker->calls++;
        call->worker = worker;
    }
    (void)pthread_mutex_unlock(&adapter->lock);
    return worker != NULL;
}

struct sup_supervisor *adapter_withdraw(struct adapter *adapter, struct worker *worker)
{
    struct sup_supervisor *supervisor;

    (void)pthread_mutex_lock(&adapter->lock);
    while (worker->calls > 1)
        (void)pthread_cond_wait(&adapter->changed, &adapter->lock);
    supervisor = worker->supervisor;
    worker->supervisor = NULL;
    (void)pthread_mutex_unlock(&adapter->lock);
    return supervisor;
}

/* ---- Calls -------------------------------------------------------------------------------------------------------- */

int adapter_release_call(struct adapter *adapter, uint64_t id)
{
    struct call *call;

    (void)pthread_mutex_lock(&adapter->lock);
    call = adapter->calls;
    while (call != NULL && call->id != id)
        call = call->next;
    if (call != NULL)
        gate_open(&call->gate);
    (void)pthread_mutex_unlock(&adapter->lock);
    return call != NULL ? 0 : -ENOENT;
}

static void call_free(struct call *call)
{
    arguments_release(&call->arguments);
    line_release(&call->answer);
    gate_release(&call->gate);
    free(call->text);
    free(call);
}

/* Writes the answer that the verb has built. */
static void call_answer(struct call *call)
{
    int error = writer_put(&call->adapter->writer, &call->answer);

    if (error != -EMSGSIZE)
        return;
    call_refuse(call, "line_too_long", "the answer would be longer than 8 MiB");
    (void)writer_put(&call->adapter->writer, &call->answer);
}

/* Takes the call out of those in flight and says so to whoever waits for that. */
static void call_finish(struct call *call)
{
    struct adapter *adapter = call->adapter;
    struct worker *worker = call->worker;
    bool last;

    (void)pthread_mutex_lock(&adapter->lock);
    for (struct call **link = &adapter->calls; *link != NULL; link = &(*link)->next) {
        if (*link == call) {
            *link = call->next;
            break;
        }
    }
    if (worker != NULL)
        worker->calls--;
    last = worker != NULL && worker->calls == 0 && find_worker(adapter, worker->name) != worker;
    (void)pthread_cond_broadcast(&adapter->changed);
    (void)pthread_mutex_unlock(&adapter->lock);
    if (last)
        free_worker(worker);
    call_free(call);
}

static void call_run(struct call *call)
{
    if (arguments_good(&call->arguments))
        call->verb->run(call);
    else
        call_refuse(call, "bad_request", call->arguments.problem);
    call_answer(call);
    call_finish(call);
}

static void call_job(struct pool_job *job)
{
    call_run((struct call *)job); /* the job is the call's first member */
}

static void call_finish_job(struct pool_job *job)
{
    struct call *call = (struct call *)job; /* the job is the call's first member */

    call->finish(call);
    call_answer(call);
    call_finish(call);
}

/* Begins here, where requests are in order; what has to be waited for is waited for elsewhere. */
static void call_post(struct call *call)
{
    call->verb->run(call);
    if (call->finish == NULL) {
        call_answer(call);
        call_finish(call);
        return;
    }
    call->job.run = call_finish_job;
    pool_submit(&call->adapter->pool, &call->job);
}

/* ---- Serving ------------------------------------------------------------------------------------------------------ */

static void complain(uint64_t line_number, const char *problem)
{
    (void)fprintf(stderr,
        "ref-adapter: line %" PRIu64
        " of stdin: %s; a request is one JSON object with `id`, a positive integer, and "
        "`do`, a verb\n",
        line_number, problem);
}

static struct call *call_new(struct adapter *adapter, const char *text, size_t length)
{
    struct call *call = memory_new(sizeof *call);

    call->adapter = adapter;
    call->text = memory_new(length + 1);
    memcpy(call->text, text, length);
    call->request = (struct wire_text){call->text, length};
    sup_cancel_token_init(&call->token);
    gate_init(&call->gate);
    return call;
}

/* Finds id and verb. False where the line is not a request at all: then it was reported. */
static bool call_identify(struct call *call, uint64_t line_number)
{
    struct wire_error error;
    const char *name;

    if (wire_json_check(call->text, call->request.length, &error) < 0) {
        complain(line_number, error.text);
        return false;
    }
    call->id = arguments_u64_required(&call->arguments, call->request, "id");
    name = arguments_string_required(&call->arguments, call->request, "do");
    if (!arguments_good(&call->arguments) || call->id == 0) {
        complain(line_number, arguments_good(&call->arguments) ? "the id is 0" : call->arguments.problem);
        return false;
    }
    call->verb = verb_find(name);
    return true;
}

/* A target without a session is its worker; that of a session may be gone. */
static bool names_worker(const struct call *call)
{
    struct wire_text value;

    return call->verb->place == VERB_PLACE_TARGET && !arguments_find(call->request, "session", &value) &&
           arguments_find(call->request, "worker", &value);
}

/* Puts the call among those in flight, and finds the worker that it needs. -ENOENT: there is no such worker. */
static int call_start(struct call *call)
{
    struct adapter *adapter = call->adapter;
    enum verb_place place = call->verb->place;
    bool needs_worker = place == VERB_PLACE_WORKER || place == VERB_PLACE_LAST || names_worker(call);
    const char *name = "";
    struct worker *worker;

    if (needs_worker)
        name = arguments_string_required(&call->arguments, call->request, "worker");
    else if (place == VERB_PLACE_TARGET)
        name = arguments_string(&call->arguments, call->request, "worker", "");
    (void)pthread_mutex_lock(&adapter->lock);
    worker = find_worker(adapter, name);
    if (worker != NULL && worker->supervisor == NULL)
        worker = NULL;
    if (worker != NULL)
        worker->calls++;
    if (worker != NULL && place == VERB_PLACE_LAST)
        unlink_worker(adapter, worker);
    call->worker = worker;
    call->next = adapter->calls;
    adapter->calls = call;
    (void)pthread_mutex_unlock(&adapter->lock);
    return needs_worker && worker == NULL ? -ENOENT : 0;
}

void adapter_serve(struct adapter *adapter, const char *text, size_t length, uint64_t line_number)
{
    struct call *call = call_new(adapter, text, length);

    if (!call_identify(call, line_number)) {
        call_free(call);
        return;
    }
    if (call->verb == NULL) {
        call_put_unsupported(call, "this adapter has no such verb");
        call_answer(call);
        call_free(call);
        return;
    }
    if (call_start(call) < 0 && arguments_good(&call->arguments)) {
        call_refuse(call, "unsupported_request", "no worker of that name was spawned, or it was dropped");
        call_answer(call);
        call_finish(call);
    } else if (call->verb->place == VERB_PLACE_READER) {
        call_run(call);
    } else if (call->verb->place == VERB_PLACE_POSTED) {
        call_post(call);
    } else {
        call->job.run = call_job;
        pool_submit(&adapter->pool, &call->job);
    }
}

/* ---- The end ------------------------------------------------------------------------------------------------------ */

/* Nobody will cancel or release any more: whoever counts on it is told. */
static void break_gates(struct adapter *adapter)
{
    (void)pthread_mutex_lock(&adapter->lock);
    adapter->closing = true;
    for (struct call *call = adapter->calls; call != NULL; call = call->next)
        gate_break(&call->gate);
    (void)pthread_mutex_unlock(&adapter->lock);
}

/* Waits at most MILLISECONDS for the calls in flight to end; true where none is left. */
static bool wait_for_calls(struct adapter *adapter, long milliseconds)
{
    struct timespec until;
    bool none;

    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += milliseconds * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    (void)pthread_mutex_lock(&adapter->lock);
    while (adapter->calls != NULL && pthread_cond_timedwait(&adapter->changed, &adapter->lock, &until) == 0)
        ;
    none = adapter->calls == NULL;
    (void)pthread_mutex_unlock(&adapter->lock);
    return none;
}

/* A supervisor to be freed on a thread of its own, so that slow ones do not add up. */
struct burial {
    struct pool_job job;
    struct worker *worker;
};

static void bury(struct pool_job *job)
{
    struct burial *burial = (struct burial *)job; /* the job is its first member */

    sup_supervisor_free(burial->worker->supervisor);
    free_worker(burial->worker);
    free(burial);
}

/* A pool to be closed likewise: whoever waits for room is sent away at once. */
struct closing {
    struct pool_job job;
    struct adapter *adapter;
    struct handle *handle;
};

static void close_one(struct pool_job *job)
{
    struct closing *closing = (struct closing *)job; /* the job is its first member */

    (void)sup_pool_close(pools_pool(closing->handle));
    handle_give(closing->adapter, closing->handle);
    free(closing);
}

static void close_pool(struct adapter *adapter, struct handle *handle)
{
    struct closing *closing = memory_new(sizeof *closing);

    closing->job.run = close_one;
    closing->adapter = adapter;
    closing->handle = handle;
    pool_submit(&adapter->pool, &closing->job);
}

/* An actor likewise: what waits in its mailbox is answered, and a job whose child is killed is not tried again. */
static void stop_one(struct pool_job *job)
{
    struct closing *closing = (struct closing *)job; /* the job is its first member */

    sup_actor_stop(closing->handle->object);
    handle_give(closing->adapter, closing->handle);
    free(closing);
}

static void close_actor(struct adapter *adapter, struct handle *handle)
{
    struct closing *closing = memory_new(sizeof *closing);

    closing->job.run = stop_one;
    closing->adapter = adapter;
    closing->handle = handle;
    pool_submit(&adapter->pool, &closing->job);
}

static void bury_workers(struct adapter *adapter)
{
    while (adapter->workers != NULL) {
        struct burial *burial = memory_new(sizeof *burial);

        burial->worker = adapter->workers;
        burial->job.run = bury;
        adapter->workers = adapter->workers->next;
        pool_submit(&adapter->pool, &burial->job);
    }
    pool_release(&adapter->pool);
}

/* Waits for the calls in flight, and ends the children of those that do not come back by themselves. */
static bool end_calls(struct adapter *adapter)
{
    bool none = wait_for_calls(adapter, CLOSE_GRACE_MS);

    for (long waited_ms = CLOSE_GRACE_MS; !none && waited_ms < CLOSE_MS_MAX;
         waited_ms += CLOSE_KILL_EACH_MS) {
        children_kill();
        none = wait_for_calls(adapter, CLOSE_KILL_EACH_MS);
    }
    return none;
}

int adapter_close(struct adapter *adapter)
{
    break_gates(adapter);
    handle_each(adapter, HANDLE_KIND_POOL, close_pool);
    handle_each(adapter, HANDLE_KIND_ACTOR, close_actor);
    if (!end_calls(adapter))
        return -ETIMEDOUT;
    bury_workers(adapter);
    handle_release_all(adapter);
    while (adapter->tokens != NULL) {
        struct token *next = adapter->tokens->next;

        free(adapter->tokens->name);
        free(adapter->tokens);
        adapter->tokens = next;
    }
    (void)pthread_cond_destroy(&adapter->changed);
    (void)pthread_mutex_destroy(&adapter->lock);
    writer_release(&adapter->writer);
    return 0;
}
