/* Keeps a child's stderr empty at all times and remembers the end of what came (FIX-05, EXIT-03).
 *
 * Something has to run while no call is in flight, or a child that writes much to stderr blocks: a thread, blocked in
 * epoll_wait, started once for all children of one supervisor, which it also starts (drain_run). A pipe of any size would only put the moment off, and one
 * thread for the whole process would be shared, mutable and never stopped. */
#ifndef SUP_LINUX_DRAIN_H
#define SUP_LINUX_DRAIN_H

#include <sup/types.h>

struct drain;

/* Starts the thread. 0 or -errno. */
int drain_new(struct drain **ret_drain);
/* Stops the thread; closes what is attached. Accepts NULL. */
void drain_free(struct drain *drain);

/* Runs JOB(ARGUMENT) on the thread, waits for it, and gives what it returns. One job at a time. What a thread starts is tied
 * to its life: a child that asks for a signal at its parent's death (CHILD-04) means the thread that started it, and the
 * callers of a supervisor come and go. */
int drain_run(struct drain *drain, int (*job)(void *argument), void *argument);

/* Takes over the non-blocking descriptor *FD (it becomes -1) and forgets the earlier child's text. 0 or -errno; the
 * descriptor stays with the caller then. */
int drain_attach(struct drain *drain, int *fd);

/* The child is dead: reads what is left in the pipe without waiting for anybody who still holds it (FIX-06), closes it,
 * and gives the tail, as UTF-8. RET_TEXT must be empty; it is never NULL on 0. 0 or -ENOMEM; it is closed then, too. */
int drain_collect(struct drain *drain, struct sup_text *ret_text);

#endif
