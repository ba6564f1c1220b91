#include "runner/gate.h"

#include "runner/phrase.h"

char *gate_unsupported(const struct scenario *scenario, const struct subject *subject)
{
    if (!subject_claims(subject, scenario->profile))
        return phrase_print("the subject does not claim the profile %s", scenario->profile);
    for (size_t i = 0; i < scenario->needs.count; i++) {
        if (!subject_has(subject, scenario->needs.items[i]))
            return phrase_print("the subject does not have the feature %s", scenario->needs.items[i]);
    }
    return NULL;
}
