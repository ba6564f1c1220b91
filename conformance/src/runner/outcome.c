#include "runner/outcome.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "oracle/oracle.h"
#include "runner/narrate.h"
#include "runner/phrase.h"
#include "shared/clock.h"
#include "shared/memory.h"

static enum result_level level_of(enum violation_level level)
{
    switch (level) {
    case VIOLATION_LEVEL_FAIL: return RESULT_LEVEL_FAIL;
    case VIOLATION_LEVEL_NON_STRICT: return RESULT_LEVEL_NON_STRICT;
    case VIOLATION_LEVEL_INCONCLUSIVE: return RESULT_LEVEL_INCONCLUSIVE;
    }
    return RESULT_LEVEL_FAIL;
}

static struct result_violation *copy_violations(const struct verdict *verdict, const struct job *job)
{
    struct result_violation *copies = memory_zeroed(verdict->violation_count + 1, sizeof *copies);
    for (size_t i = 0; i < verdict->violation_count; i++) {
        const struct violation *from = &verdict->violations[i];
        const struct trace_event *event =
            from->event > 0 ? trace_at(job->recorder.trace, (size_t)from->event - 1) : NULL;
        const char *main_clause = job->scenario_loaded ? job->scenario.clauses.items[0] : "";
        copies[i] = (struct result_violation){
            .clause = from->clause[0] != '\0' ? from->clause : main_clause,
            .level = level_of(from->level),
            .event = from->event,
            .event_ns = event != NULL ? event->t_ns : -1,
            .expected = from->expected,
            .happened = from->happened,
            .states = from->states,
            .found_by = from->found_by,
            .file = from->file,
            .line = (int)from->line,
        };
    }
    return copies;
}

static bool any_violation(const struct verdict *verdict, enum violation_level level)
{
    for (size_t i = 0; i < verdict->violation_count; i++) {
        if (verdict->violations[i].level == level)
            return true;
    }
    return false;
}

/* adapter-error > fail > inconclusive > the rest */
static void set_outcome(
    const struct job *job, const struct verdict *verdict, struct result_scenario *scenario)
{
    scenario->outcome = RESULT_OUTCOME_RAN;
    if (job->unsupported != NULL) {
        scenario->outcome = RESULT_OUTCOME_UNSUPPORTED;
        scenario->reason = job->unsupported;
    } else if (job->not_applicable != NULL) {
        scenario->outcome = RESULT_OUTCOME_NOT_APPLICABLE;
        scenario->reason = job->not_applicable;
    } else if (job->adapter_error != NULL) {
        scenario->outcome = RESULT_OUTCOME_ADAPTER_ERROR;
        scenario->reason = job->adapter_error;
    } else if (any_violation(verdict, VIOLATION_LEVEL_FAIL) ||
               (job->driver.state == DRIVER_STATE_FAILED &&
                   any_violation(verdict, VIOLATION_LEVEL_NON_STRICT))) {
        scenario->outcome = RESULT_OUTCOME_RAN; /* a check ended it: of a MUST, or of a SHOULD */
    } else if (job->inconclusive != NULL || job->driver.inconclusive != NULL) {
        scenario->outcome = RESULT_OUTCOME_INCONCLUSIVE;
        scenario->reason = job->inconclusive != NULL ? job->inconclusive : job->driver.inconclusive;
    } else if (job->driver.state != DRIVER_STATE_ENDED) {
        /* it neither ended well nor says why: never a pass */
        scenario->outcome = RESULT_OUTCOME_INCONCLUSIVE;
        scenario->reason = "the scenario did not come to its end";
    }
}

static void mark_coverage(const struct verdict *verdict, struct result *result)
{
    for (size_t i = 0; i < verdict->state_count; i++) {
        if (verdict->state_visited[i])
            (void)result_mark_state(result, i);
    }
    for (size_t i = 0; i < verdict->transition_count; i++) {
        if (verdict->transition_visited[i])
            (void)result_mark_transition(result, i);
    }
}

static size_t last_events(const struct trace *trace, char *ret_lines[OUTCOME_LAST_EVENTS])
{
    size_t count = trace_count(trace);
    size_t first = count > OUTCOME_LAST_EVENTS ? count - OUTCOME_LAST_EVENTS : 0;
    for (size_t i = first; i < count; i++)
        ret_lines[i - first] = narrate_line(trace_at(trace, i));
    return count - first;
}

int outcome_append(const struct job *job, const char *rerun, const char *trace_path, struct result *result,
    const struct result_scenario **ret_scenario)
{
    struct verdict *verdict;
    if (oracle_judge(job->recorder.trace, &verdict) < 0)
        return -ENOMEM;
    struct result_violation *violations = copy_violations(verdict, job);
    char *lines[OUTCOME_LAST_EVENTS];
    char *log = tail_text(&job->adapter.log);
    struct result_scenario scenario = {
        .id = job->plan.id,
        .file = job->plan.shown_file,
        .summary = job->scenario.summary,
        .profile = job->scenario.profile,
        .clauses = (const char *const *)job->scenario.clauses.items,
        .clause_count = job->scenario.clauses.count,
        .checks = job->driver.checks + job->children.events + job->calls.events + job->calls.count -
                  job->calls.unsettled,
        .duration_ms = (uint64_t)((job->end_ns - job->recorder.start_ns) / CLOCK_NS_PER_MS),
        .timeout_planned_ms = job->timeout_planned_ms,
        .timeout_ran_ms = job->timeout_ran_ms,
        .timeout_waiting_for = job->timeout_waiting_for,
        .violations = violations,
        .violation_count = verdict->violation_count,
        .last_events = (const char *const *)lines,
        .last_event_count = last_events(job->recorder.trace, lines),
        .adapter_stderr = log[0] != '\0' ? log : NULL,
        .rerun = rerun,
        .trace_path = trace_path,
    };
    set_outcome(job, verdict, &scenario);
    int appended = result_append_scenario(result, &scenario, ret_scenario);
    if (appended == 0 && scenario.outcome == RESULT_OUTCOME_RAN)
        mark_coverage(verdict, result);
    for (size_t i = 0; i < scenario.last_event_count; i++)
        free(lines[i]);
    free(log);
    free(violations);
    verdict_free(verdict);
    return appended;
}
