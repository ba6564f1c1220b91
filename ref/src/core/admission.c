#include "core/admission.h"

#include <sup/types.h>

/* The budget is looked at where there is room, and before anything is done for it. */
static enum admission within_budget(const struct admission_facts *facts, enum admission admitted)
{
    if (facts->total_rss_limit_kib == SUP_NONE)
        return admitted;
    if (facts->samples == ADMISSION_SAMPLES_NOT_TAKEN)
        return ADMISSION_SAMPLE;
    if (facts->samples == ADMISSION_SAMPLES_COMPLETE && facts->total_rss_kib >= facts->total_rss_limit_kib)
        return ADMISSION_OVER_BUDGET;
    return admitted;
}

enum admission admission_decide(const struct admission_facts *facts)
{
    bool full = facts->workers >= facts->workers_max;
    if (!full && facts->first)
        return within_budget(facts, ADMISSION_OPEN);
    if (facts->queue_wait_ms == 0)
        return ADMISSION_EXHAUSTED;
    /* FIX-19: a worker that nobody leases is room for him who waits */
    if (full && facts->first && facts->unleased_worker)
        return within_budget(facts, ADMISSION_RETIRE);
    return facts->waited_out ? ADMISSION_QUEUE_TIMEOUT : ADMISSION_WAIT;
}
