/* The profile display: what the supervisor would print for an error that the harness describes. */
#ifndef ADAPTER_DISPLAY_H
#define ADAPTER_DISPLAY_H

#include "arguments.h"

#include <sup/types.h>

/* Reads the member `error` of REQUEST. 0, or -EINVAL where it is not one: then ARGUMENTS says why. */
int display_render(struct sup_text *ret_text, struct arguments *arguments, struct wire_text request);

#endif
