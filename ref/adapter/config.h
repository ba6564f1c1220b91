/* The `config` of a spawn as options of the supervisor. */
#ifndef ADAPTER_CONFIG_H
#define ADAPTER_CONFIG_H

#include "arguments.h"

#include <sup/options.h>

/* Starts from the library's defaults. Texts in the options live as long as ARGUMENTS. */
void config_read(struct sup_options *ret_options, struct arguments *arguments, struct wire_text request);
/* The same from the object itself; `executable` may be missing: NULL then. */
void config_read_object(
    struct sup_options *ret_options, struct arguments *arguments, struct wire_text config);
/* The members of a `policy`; what is left out stays. */
void config_read_policy(struct sup_policy *policy, struct arguments *arguments, struct wire_text object);

#endif
