/* What a run has to know of its subject before the first scenario: who it is, and which clocks it follows. */
#include <stdlib.h>

#include "runner/faketime.h"
#include "runner/phrase.h"
#include "runner/program.h"
#include "runner/suite_inside.h"

char *suite_ask(struct suite *suite, char **ret_log)
{
    struct job_plan plan = {.id = "hello"};
    struct job *job = suite_run_alone(suite, &plan);
    char *error = phrase_copy(job->adapter_error != NULL ? job->adapter_error : job->inconclusive);
    if (error == NULL && suite->end->signal != 0)
        error = phrase_copy("the run was interrupted");
    *ret_log = tail_text(&job->adapter.log);
    if (error == NULL) {
        suite->subject = job->subject;
        job->subject = (struct subject){0};
    }
    job_free(job);
    return error;
}

void suite_describe_subject(
    const struct suite *suite, struct result_subject *ret_subject, const char *command)
{
    const struct subject *subject = &suite->subject;
    *ret_subject = (struct result_subject){
        .command = command,
        .name = subject->name,
        .version = subject->version,
        .language = subject->language,
        .spec = subject->spec,
        .profiles = (const char *const *)subject->profiles,
        .profile_count = subject->profile_count,
        .features = (const char *const *)subject->features,
        .feature_count = subject->feature_count,
        .display = subject->display,
    };
}

static bool any_needs(const struct suite *suite, bool fast)
{
    const struct scenario_set *set = suite->setting->scenarios;
    for (size_t i = 0; i < set->count; i++) {
        const struct scenario *facts = &set->items[i].facts;
        if (set->items[i].error == NULL && (fast ? facts->time_speed > 0 : facts->time_step_wall))
            return true;
    }
    return false;
}

/* Children that never answer, under fast time: only a subject that follows sees its deadlines early. */
static void probe_time(struct suite *suite)
{
    if (!any_needs(suite, true) || !subject_claims(&suite->subject, "supervisor"))
        return;
    if (faketime_find(&suite->time_library) < 0) {
        suite->no_time =
            phrase_copy("fast time needs libfaketime (Debian package `faketime`), which is not installed");
        return;
    }
    suite->job_setting.time_library = suite->time_library;
    struct job_plan plan = {.id = "time-probe", .file = suite->time_file, .shown_file = "time-probe"};
    struct job *job = suite_run_alone(suite, &plan);
    if (job->driver.state != DRIVER_STATE_ENDED || job->adapter_error != NULL)
        suite->no_time = phrase_copy(
            "the subject's clock cannot be driven: it did not follow libfaketime in a probe (a static "
            "binary, or one that waits by raw system calls, does not)");
    job_free(job);
}

static void find_wall_clock(struct suite *suite)
{
    if (any_needs(suite, false))
        (void)program_find_companion(WALL_CLOCK_LIBRARY, NULL, &suite->wall_library, &suite->no_wall);
    suite->job_setting.wall_library = suite->wall_library;
}

void suite_probe_clocks(struct suite *suite)
{
    probe_time(suite);
    find_wall_clock(suite);
}
