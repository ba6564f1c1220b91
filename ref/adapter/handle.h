/* Objects of the library that the harness gave names to: sessions, pools, leases, actors. */
#ifndef ADAPTER_HANDLE_H
#define ADAPTER_HANDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct adapter;

enum handle_kind {
    HANDLE_KIND_SESSION,
    HANDLE_KIND_POOL,
    HANDLE_KIND_LEASE,
    HANDLE_KIND_ACTOR,
};

/*
 * A name and what it stands for. The name is reserved first and gets its object when there is one; calls pin the handle,
 * and what they find stays until the last of them lets it go.
 */
struct handle {
    struct handle *next;
    enum handle_kind kind;
    char *name;
    void *object;                  /* owned; NULL: not there yet, or given up */
    void (*discard)(void *object); /* frees the object; runs on the thread that lets go last */
    size_t pins;
    bool given_up; /* the object goes with the last pin */
    bool unlinked; /* the name is free: the handle goes, too */
};

/* Reserves NAME, pinned; NULL where it stands for something. A name whose object was given up may be taken anew. */
struct handle *handle_reserve(struct adapter *adapter, enum handle_kind kind, const char *name);
/* Gives a reserved handle its object, or with NULL the name back; lets it go. */
void handle_settle(
    struct adapter *adapter, struct handle *handle, void *object, void (*discard)(void *object));

/* Pins what NAME stands for; NULL where that is nothing. RET_GIVEN_UP (may be NULL) tells whether there once was an object. */
struct handle *handle_take(
    struct adapter *adapter, enum handle_kind kind, const char *name, bool *ret_given_up);
/* Lets it go. */
void handle_give(struct adapter *adapter, struct handle *handle);
/* Gives the object up: later calls do not find it. Still to be let go. */
void handle_give_up(struct adapter *adapter, struct handle *handle);
/* Waits until no other call has it pinned. */
void handle_await_others(struct adapter *adapter, const struct handle *handle);

/* Calls VISIT, with the adapter's lock held, for every handle of KIND that has its object, pinned; VISIT sees to it that it
 * is let go. */
void handle_each(struct adapter *adapter, enum handle_kind kind,
    void (*visit)(struct adapter *adapter, struct handle *handle));
/* Frees everything; nothing is in flight any more. Leases go before pools. */
void handle_release_all(struct adapter *adapter);

#endif
