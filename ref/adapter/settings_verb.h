/* The verb of the profile config. */
#ifndef ADAPTER_SETTINGS_VERB_H
#define ADAPTER_SETTINGS_VERB_H

#include "adapter.h"

void settings_run_resolve(struct call *call);

#endif
