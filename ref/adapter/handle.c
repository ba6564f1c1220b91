#include "handle.h"

#include "adapter.h"

#include <stdlib.h>
#include <string.h>

/* With the lock held. */
static struct handle *find(struct adapter *adapter, enum handle_kind kind, const char *name)
{
    struct handle *handle = adapter->handles;

    while (handle != NULL && (handle->kind != kind || strcmp(handle->name, name) != 0))
        handle = handle->next;
    return handle;
}

/* With the lock held. */
static void forget(struct adapter *adapter, struct handle *handle)
{
    struct handle **link = &adapter->handles;

    while (*link != handle)
        link = &(*link)->next;
    *link = handle->next;
    handle->unlinked = true;
}

static void handle_free(struct handle *handle)
{
    if (handle->object != NULL)
        handle->discard(handle->object);
    free(handle->name);
    free(handle);
}

struct handle *handle_reserve(struct adapter *adapter, enum handle_kind kind, const char *name)
{
    struct handle *handle = NULL;
    struct handle *old;
    size_t size = strlen(name) + 1;

    (void)pthread_mutex_lock(&adapter->lock);
    old = find(adapter, kind, name);
    if (old != NULL && old->given_up)
        forget(adapter, old);
    if (!adapter->closing && (old == NULL || old->given_up)) {
        handle = memory_new(sizeof *handle);
        handle->kind = kind;
        handle->name = memory_new(size);
        memcpy(handle->name, name, size);
        handle->pins = 1;
        handle->next = adapter->handles;
        adapter->handles = handle;
    }
    if (old == NULL || !old->unlinked || old->pins > 0)
        old = NULL;
    (void)pthread_mutex_unlock(&adapter->lock);
    if (old != NULL)
        handle_free(old);
    return handle;
}

/* Ends a pin. What nobody needs any more is freed without the lock. */
static void unpin(struct adapter *adapter, struct handle *handle)
{
    void *object = NULL;
    bool last;

    (void)pthread_mutex_lock(&adapter->lock);
    last = --handle->pins == 0;
    if (last && handle->given_up) {
        object = handle->object;
        handle->object = NULL;
    }
    last = last && handle->unlinked;
    (void)pthread_cond_broadcast(&adapter->changed);
    (void)pthread_mutex_unlock(&adapter->lock);
    if (object != NULL)
        handle->discard(object);
    if (last)
        handle_free(handle);
}

void handle_settle(
    struct adapter *adapter, struct handle *handle, void *object, void (*discard)(void *object))
{
    (void)pthread_mutex_lock(&adapter->lock);
    handle->object = object;
    handle->discard = discard;
    if (object == NULL)
        forget(adapter, handle);
    (void)pthread_mutex_unlock(&adapter->lock);
    unpin(adapter, handle);
}

struct handle *handle_take(
    struct adapter *adapter, enum handle_kind kind, const char *name, bool *ret_given_up)
{
    struct handle *handle;
    bool given_up;

    (void)pthread_mutex_lock(&adapter->lock);
    handle = find(adapter, kind, name);
    given_up = handle != NULL && handle->given_up;
    if (handle != NULL && (given_up || handle->object == NULL))
        handle = NULL;
    if (handle != NULL)
        handle->pins++;
    (void)pthread_mutex_unlock(&adapter->lock);
    if (ret_given_up != NULL)
        *ret_given_up = given_up;
    return handle;
}

void handle_give(struct adapter *adapter, struct handle *handle)
{
    unpin(adapter, handle);
}

void handle_give_up(struct adapter *adapter, struct handle *handle)
{
    (void)pthread_mutex_lock(&adapter->lock);
    handle->given_up = true;
    (void)pthread_mutex_unlock(&adapter->lock);
}

void handle_await_others(struct adapter *adapter, const struct handle *handle)
{
    (void)pthread_mutex_lock(&adapter->lock);
    while (handle->pins > 1)
        (void)pthread_cond_wait(&adapter->changed, &adapter->lock);
    (void)pthread_mutex_unlock(&adapter->lock);
}

void handle_each(struct adapter *adapter, enum handle_kind kind,
    void (*visit)(struct adapter *adapter, struct handle *handle))
{
    (void)pthread_mutex_lock(&adapter->lock);
    for (struct handle *handle = adapter->handles; handle != NULL; handle = handle->next) {
        if (handle->kind != kind || handle->object == NULL || handle->given_up)
            continue;
        handle->pins++;
        visit(adapter, handle);
    }
    (void)pthread_mutex_unlock(&adapter->lock);
}

static void release_kind(struct adapter *adapter, enum handle_kind kind)
{
    struct handle **link = &adapter->handles;

    while (*link != NULL) {
        struct handle *handle = *link;

        if (handle->kind != kind) {
            link = &handle->next;
            continue;
        }
        *link = handle->next;
        handle_free(handle);
    }
}

void handle_release_all(struct adapter *adapter)
{
    release_kind(adapter, HANDLE_KIND_SESSION);
    release_kind(adapter, HANDLE_KIND_LEASE);
    release_kind(adapter, HANDLE_KIND_POOL);
    release_kind(adapter, HANDLE_KIND_ACTOR);
}
