/* What time a job has: the limits of its phases, and what the machine took of them. */
#include "runner/job_phase.h"
#include "shared/clock.h"

#define WAITS_LOOKED_AT_MS 50

int64_t job_lost_ns(const struct job *job)
{
    return loss_so_far(job->setting->loss) + job->waited_ns;
}

/* Nanoseconds for which the subject and its living children were ready, but had no processor. */
static int64_t sum_waits(const struct job *job)
{
    int64_t sum_ns = process_run_delay_ns(job->adapter_pid);
    for (size_t i = job->children.reaped_below; i < job->children.count; i++) {
        if (job->children.items[i]->state == CHILD_STATE_ALIVE)
            sum_ns += process_run_delay_ns(job->children.items[i]->pid);
    }
    return sum_ns;
}

void job_tick(struct job *job, int64_t lost_ns)
{
    if (job->phase == JOB_PHASE_DONE || job->adapter_pid <= 0)
        return;
    int64_t now_ns = loop_now();
    if (lost_ns == 0 && now_ns - job->tick_ns < WAITS_LOOKED_AT_MS * CLOCK_NS_PER_MS)
        return; /* /proc is not free, and we ourselves lost nothing */
    int64_t raw_ns = sum_waits(job);
    int64_t grown_ns = raw_ns - job->waited_raw_ns;
    int64_t most_ns =
        now_ns - job->tick_ns - lost_ns; /* no more can be lost than went by, however many threads waited */
    job->waited_raw_ns = raw_ns;
    job->tick_ns = now_ns;
    if (grown_ns > most_ns)
        grown_ns = most_ns;
    if (grown_ns > 0) {
        job->waited_ns += grown_ns;
        lost_ns += grown_ns;
    }
    if (lost_ns < LOSS_RECORDED_NS)
        return;
    struct json *body = json_new_object();
    json_set_int64(body, "ns", lost_ns);
    (void)recorder_add(&job->recorder, TRACE_SOURCE_HARNESS, "loss", &RECORD_NOWHERE, body);
}

void job_enter(struct job *job, enum job_phase phase, int64_t limit_ms)
{
    job->phase = phase;
    job->phase_start_ns = loop_now();
    job->phase_lost_start_ns = job_lost_ns(job);
    job->phase_limit_ns = (int64_t)((double)(limit_ms * CLOCK_NS_PER_MS) * job->setting->timeout_scale);
    (void)loop_timer_set(job->setting->loop, &job->deadline, job->phase_start_ns + job->phase_limit_ns);
}

bool job_extend_deadline(struct job *job, int64_t now_ns)
{
    int64_t lost_ns = job_lost_ns(job) - job->phase_lost_start_ns;
    int64_t most_ns = job->phase_limit_ns * JOB_EXTENDED_MOST;
    int64_t limit_ns = job->phase_limit_ns + lost_ns < most_ns ? job->phase_limit_ns + lost_ns : most_ns;
    if (job->phase_start_ns + limit_ns <= now_ns + CLOCK_NS_PER_MS)
        return false;
    (void)loop_timer_set(job->setting->loop, &job->deadline, job->phase_start_ns + limit_ns);
    return true;
}
