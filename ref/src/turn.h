/* Whose call it is. Calls on one supervisor take turns; a sink of the call at hand may look but not act. */
#ifndef SUP_TURN_H
#define SUP_TURN_H

#include "inside.h"

struct turn {
    struct sup_supervisor *supervisor;
    struct sup_error *error; /* never NULL */
    struct sup_error spare;  /* where the caller wants none */
    bool borrowed;           /* the caller is a sink: the turn belongs to the call around it */
};

/* Waits for the turn. 0; or -unsupported_request from inside a sink. ERROR may be NULL, and is emptied. */
int turn_take(struct turn *turn, struct sup_supervisor *supervisor, struct sup_error *error);

/* The same for a request, which does not wait behind a call that is ending the child: -shutdown_in_progress (REQ-04). */
int turn_take_for_request(struct turn *turn, struct sup_supervisor *supervisor, struct sup_error *error);

/* The same for a call that only looks: it may come from inside a sink, too. */
void turn_take_to_look(struct turn *turn, struct sup_supervisor *supervisor);

/* Ends the turn. RESULT is what the call returns: an error is left behind only where it failed. */
void turn_give(struct turn *turn, int result);

#endif
