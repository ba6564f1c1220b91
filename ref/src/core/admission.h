/* Whether a pool may open a worker for a new key (POOL-03, POOL-04, FIX-19). Pure: the caller counts, samples and waits. */
#ifndef SUP_CORE_ADMISSION_H
#define SUP_CORE_ADMISSION_H

#include <stdbool.h>
#include <stdint.h>

enum admission_samples {
    ADMISSION_SAMPLES_NOT_TAKEN = 0,
    ADMISSION_SAMPLES_INCOMPLETE, /* one at least is unavailable: passes every limit (FIX-22) */
    ADMISSION_SAMPLES_COMPLETE,
};

struct admission_facts {
    uint64_t workers; /* there, being opened or being retired */
    uint64_t workers_max;
    bool unleased_worker;   /* one could be retired */
    bool first;             /* nobody waits who came earlier */
    uint64_t queue_wait_ms; /* 0: nobody waits */
    bool waited_out;
    uint64_t total_rss_limit_kib; /* SUP_NONE: none */
    enum admission_samples samples;
    uint64_t total_rss_kib; /* with ADMISSION_SAMPLES_COMPLETE; without the worker that would be retired */
};

enum admission {
    ADMISSION_OPEN,   /* there is room: open a worker */
    ADMISSION_RETIRE, /* shut an unleased worker down, then there is room */
    ADMISSION_SAMPLE, /* sample the workers' memory, then ask again */
    ADMISSION_WAIT,   /* until something changes, or the wait is over */
    ADMISSION_EXHAUSTED,
    ADMISSION_QUEUE_TIMEOUT,
    ADMISSION_OVER_BUDGET,
};

enum admission admission_decide(const struct admission_facts *facts);

#endif
