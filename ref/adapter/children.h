/* Cuts short a call that waits for a child which will never answer, when nobody waits for the call any more. */
#ifndef ADAPTER_CHILDREN_H
#define ADAPTER_CHILDREN_H

/*
 * Sends SIGKILL to every child of this process. They are reaped by the supervisors that own them, whose calls then
 * end. A pid is looked up, pinned by a pidfd and looked up again, so that no stranger is hit.
 */
void children_kill(void);

#endif
