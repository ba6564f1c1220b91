/* What the tests of the actor share: an actor over a real child with a script. */
#ifndef SUP_TESTS_ACTOR_SUPPORT_H
#define SUP_TESTS_ACTOR_SUPPORT_H

#include "support.h"

#include <sup/actor.h>

struct stage {
    struct bench bench;
    struct sup_actor_options options;
    struct sup_actor *actor;
    struct sup_actor_reply reply;
    struct sup_actor_facts facts;
};

/* Options for an actor whose children play SCRIPT, see child.c. */
void stage_prepare(struct stage *stage, const char *const *script);
/* Opens it; it must open. */
void stage_open(struct stage *stage);
/* Both. */
void stage_start(struct stage *stage, const char *const *script);
/* Frees the actor, and checks that no process and no descriptor is left. */
void stage_finish(struct stage *stage);

/* Submits a health request for one import. The reply is in `reply`. */
int stage_submit(struct stage *stage, const char *import);
/* The same for OPERATION, with an export, `{}` and one name. */
int stage_ask(struct stage *stage, enum sup_operation operation);

/* Refreshes `facts`. */
const struct sup_actor_facts *stage_facts(struct stage *stage);

/* The reason of the unavailability in `reply`; `` where there is none. */
const char *stage_reason(const struct stage *stage);

#define HEALTHY "response={\"status\":\"health_ok\"}"
#define MISSING                                                                                              \
    "response={\"status\":\"error\",\"code\":\"lean_rs.worker.session_missing\",\"message\":\"none\"}"
#define TYPED "response={\"status\":\"error\",\"code\":\"x.y\",\"message\":\"no\"}"

#endif
