/* The child's environment (SPAWN-01). */
#ifndef SUP_LINUX_ENVIRONMENT_H
#define SUP_LINUX_ENVIRONMENT_H

#include <sup/options.h>

#include <stddef.h>

/* The parent's environment as it is now, the three variables of the protocol, then ENTRIES in order; of several entries
 * of one name the last one stays. On 0 RET_ENVIRONMENT ends with NULL and is one block, freed with free().
 * -ENOMEM; -EINVAL where a name is empty or holds a `=`. */
int environment_build(const struct sup_environment_entry *entries, size_t count, char ***ret_environment);

#endif
