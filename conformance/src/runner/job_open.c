/* What a job needs before its adapter starts: the scenario, the trace with its header, the folder with its socket. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner/family.h"
#include "runner/job_phase.h"
#include "runner/phrase.h"

static struct json *make_header(const struct job *job)
{
    const struct scenario *scenario = &job->scenario;
    struct json *header = json_new_object();
    json_set_string(header, "trace", TRACE_SCHEMA);
    json_set_string(header, "spec", "1");
    json_set_string(header, "scenario", job->plan.id);
    if (!job->scenario_loaded)
        return header;
    json_set_string(header, "file", job->plan.shown_file);
    json_set_string(header, "profile", scenario->profile);
    struct json *clauses = json_new_array();
    for (size_t i = 0; i < scenario->clauses.count; i++)
        json_append_string(clauses, scenario->clauses.items[i]);
    json_set(header, "clauses", clauses);
    json_set(header, "config", json_copy(scenario->config));
    if (scenario->time_speed > 0 || scenario->time_step_wall) {
        struct json *time = json_new_object();
        if (scenario->time_speed > 0)
            json_set_int64(time, "speed", scenario->time_speed);
        if (scenario->time_step_wall)
            json_set_bool(time, "step_wall", true);
        json_set(header, "time", time);
    }
    if (job->setting->subject != NULL) {
        json_set(header, "subject", json_copy(job->setting->subject->hello));
        const struct json *features = json_get(job->setting->subject->hello, "features");
        json_set(header, "features", features == NULL ? json_new_array() : json_copy(features));
    }
    return header;
}

static int load(struct job *job)
{
    struct script_error error;
    if (job->plan.file == NULL)
        return 0;
    script_error_init(&error);
    job->script = script_new();
    if (job->script == NULL)
        abort();
    job->scenario_loaded = true;
    int result = scenario_load(job->script, job->plan.file, &job->scenario, &error);
    if (result < 0) {
        job->inconclusive = script_error_text(&error);
        scenario_release(&job->scenario);
        job->scenario_loaded = false;
    }
    script_error_release(&error);
    return result;
}

static int make_folder(struct job *job)
{
    char socket_path[SCRATCH_PATH_MAX + 4];
    int result = scratch_make_job(job->setting->scratch, job->plan.number, job->folder);
    if (result < 0)
        return result;
    (void)snprintf(job->family_mark, sizeof job->family_mark, FAMILY_MARK_NAME "=%s", job->folder);
    (void)snprintf(socket_path, sizeof socket_path, "%s/s", job->folder);
    job->children.file = job->plan.file;
    job->children.shown_file = job->plan.shown_file;
    return children_init(&job->children, job->setting->loop, &job->recorder, socket_path);
}

int job_open(struct job *job)
{
    int loaded = load(job);
    if (trace_new(make_header(job), &job->recorder.trace) < 0)
        abort();
    (void)recorder_add(&job->recorder, TRACE_SOURCE_HARNESS, "start", &RECORD_NOWHERE, NULL);
    if (loaded < 0)
        return loaded;
    int made = make_folder(job);
    if (made < 0)
        job->inconclusive =
            phrase_print("the job's folder %s cannot be made: %s", job->folder, strerror(-made));
    return made;
}
