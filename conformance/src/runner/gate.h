/* Whether a scenario concerns a subject at all. Pure. */
#ifndef RUNNER_GATE_H
#define RUNNER_GATE_H

#include "runner/subject.h"
#include "shared/scenario.h"

/* NULL, or a sentence: which profile or feature the subject does not claim (caller frees). */
char *gate_unsupported(const struct scenario *scenario, const struct subject *subject);

#endif
