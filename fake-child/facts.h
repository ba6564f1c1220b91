#ifndef FAKE_CHILD_FACTS_H
#define FAKE_CHILD_FACTS_H
/* What this process was born with: taken first thing, before anything is opened, and told in `hello`. */
#include <stddef.h>
#include <sys/types.h>

#include "control.h"
#include "run.h"
#include "shared/text.h"

#define FACTS_ENVIRONMENT_BYTES_MAX                                                                          \
    524288U /* of `env` in the event; what is beyond is left out and said so */

struct facts {
    pid_t parent;
    int argument_count;
    char **arguments;
    struct text descriptors; /* JSON: [{"fd":N,"target":S},…] */
};

void facts_init(struct facts *facts, int argument_count, char **arguments);
void facts_release(struct facts *facts);
void facts_tell(const struct facts *facts, struct control *control, const struct run *run);

#endif
