/* Commands that look at finished reports: merge, diff. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "report/diff.h"
#include "report/merge.h"
#include "report/model_view.h"
#include "report/report.h"
#include "report/reread.h"
#include "report/terminal.h"
#include "runner/phrase.h"
#include "shared/memory.h"

#define REPORTS_MAX 10000

/* Reports that were read back, and what they lead to. */
struct reports {
    struct result_model *model;
    struct result *items;
    const struct result **pointers; /* to the items */
    size_t count;
    char **moved_traces; /* where traces were found beside their report */
    size_t moved_count;
};

static bool is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

/* A report that was carried here from another machine has its traces beside it, not where they were written. */
static void find_traces(struct reports *reports, struct result *result, const char *folder)
{
    for (size_t i = 0; i < result->scenario_count; i++) {
        struct result_scenario *scenario = &result->scenarios[i];
        if (scenario->trace_path == NULL || access(scenario->trace_path, R_OK) == 0)
            continue;
        char *path = phrase_print("%s/traces/%s.jsonl", folder, scenario->id);
        if (access(path, R_OK) == 0) {
            scenario->trace_path = path;
            reports->moved_traces =
                memory_for_one_more(reports->moved_traces, reports->moved_count, sizeof path);
            reports->moved_traces[reports->moved_count++] = path;
        } else {
            free(path);
        }
    }
}

/* `name` is a report.json, or the folder that holds one. */
static int read_report(struct reports *reports, const char *name)
{
    bool folder = is_folder(name);
    char *path =
        folder ? phrase_print("%s/%s", name, report_format_file(REPORT_FORMAT_JSON)) : phrase_copy(name);
    char *error = NULL;
    struct result *result = &reports->items[reports->count];
    int read = result_read_file(path, reports->model, result, &error);
    reports->pointers[reports->count++] = result;
    if (read < 0 && error != NULL)
        cli_complain("%s", error);
    else if (read < 0)
        cli_complain("%s: %s", path, strerror(-read));
    else if (folder)
        find_traces(reports, result, name);
    free(error);
    free(path);
    return read;
}

/* Reads all; says on stderr what is wrong. reports_close in every case. */
static int reports_open(struct reports *reports, char **names, size_t count)
{
    *reports = (struct reports){
        .items = memory_zeroed(count, sizeof *reports->items),
        .pointers = memory_zeroed(count, sizeof(void *)),
    };
    if (model_view_new(&reports->model) < 0)
        abort();
    for (size_t i = 0; i < count; i++) {
        int result = read_report(reports, names[i]);
        if (result < 0)
            return result;
    }
    return 0;
}

static void reports_close(struct reports *reports)
{
    for (size_t i = 0; i < reports->count; i++)
        result_release(&reports->items[i]);
    for (size_t i = 0; i < reports->moved_count; i++)
        free(reports->moved_traces[i]);
    free(reports->moved_traces);
    free(reports->items);
    free((void *)reports->pointers);
    model_view_free(reports->model);
}

/* ---- merge ---- */

/* The end of the run that the parts were. Returns its exit status. */
static int tell_merged(const struct result *merged, const char *folder, bool no_colour)
{
    struct terminal_options options = {
        .file = stdout,
        .colour = cli_colours(no_colour) ? TERMINAL_COLOUR_ANSI : TERMINAL_COLOUR_NONE,
        .detail = TERMINAL_DETAIL_QUIET,
    };
    struct terminal *terminal = terminal_new(&options);
    if (terminal == NULL)
        abort();
    terminal_end(terminal, merged);
    terminal_free(terminal);
    if (folder == NULL)
        return merged->summary.exit_status;
    char *error = NULL;
    int written = report_write_directory(merged, REPORT_FORMATS_ALL, folder, &error);
    if (written < 0)
        cli_complain("the report is not complete: %s", error != NULL ? error : strerror(-written));
    free(error);
    return written < 0 ? CLI_EXIT_NO_VERDICT : merged->summary.exit_status;
}

static int merge_reports(char **names, size_t count, const char *folder, bool no_colour)
{
    struct reports reports;
    int status = CLI_EXIT_NO_VERDICT;
    if (reports_open(&reports, names, count) == 0) {
        struct result merged;
        char *error = NULL;
        int result = result_merge(reports.pointers, reports.count, reports.model, &merged, &error);
        if (result < 0)
            cli_complain("%s", error != NULL ? error : strerror(-result));
        else
            status = tell_merged(&merged, folder, no_colour);
        free(error);
        result_release(&merged);
    }
    reports_close(&reports);
    return status;
}

int cli_merge(int argc, char **argv)
{
    const char *folder = NULL;
    bool no_colour = false;
    const struct option_spec specs[] = {
        {"report", 'r', OPTION_KIND_TEXT, &folder, 0, 0},
        {"no-color", 0, OPTION_KIND_FLAG, &no_colour, 0, 0},
        {0},
    };
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first == argc || argc - first > REPORTS_MAX)
        return cli_usage(
            "merge", "merge wants 1 to %d reports (report.json, or the folder of one)", REPORTS_MAX);
    return merge_reports(argv + first, (size_t)(argc - first), folder, no_colour);
}

/* ---- diff ---- */

static void warn_of_unlike(const struct result *before, const struct result *after)
{
    if (strcmp(before->run.spec, after->run.spec) != 0)
        cli_complain("the reports are of different revisions of the specification: %s and %s",
            before->run.spec, after->run.spec);
    if (before->subject.name != NULL && after->subject.name != NULL &&
        strcmp(before->subject.name, after->subject.name) != 0)
        cli_complain(
            "the reports are of different subjects: %s and %s", before->subject.name, after->subject.name);
}

/* Nothing in common proves nothing. */
static int diff_status(const struct diff *diff, const struct result *after)
{
    if (diff->counts[DIFF_KIND_BROKEN] > 0)
        return CLI_EXIT_FAILED;
    if (after->scenario_count == diff->counts[DIFF_KIND_NEW]) {
        cli_complain("the reports have no scenario in common: nothing can be compared");
        return CLI_EXIT_NO_VERDICT;
    }
    return CLI_EXIT_OK;
}

static int print_diff(const struct result *before, const struct result *after)
{
    struct diff diff;
    struct text text;
    if (diff_init(&diff, before, after) < 0)
        abort();
    text_init(&text);
    warn_of_unlike(before, after);
    diff_render(&diff, &text);
    (void)fwrite(text.bytes, 1, text.length, stdout);
    int status = diff_status(&diff, after);
    text_release(&text);
    diff_release(&diff);
    return status;
}

int cli_diff(int argc, char **argv)
{
    const struct option_spec specs[] = {{0}};
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first + 2 != argc)
        return cli_usage("diff", "diff wants two reports: the old one and the new one");
    struct reports reports;
    status = CLI_EXIT_NO_VERDICT;
    if (reports_open(&reports, argv + first, 2) == 0)
        status = print_diff(reports.pointers[0], reports.pointers[1]);
    reports_close(&reports);
    return status;
}
