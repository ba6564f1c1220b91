#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "cli/version.h"
#include "oracle/model.h"
#include "report/expect.h"
#include "report/figures.h"
#include "report/model_view.h"
#include "report/report.h"
#include "report/terminal.h"
#include "runner/command.h"
#include "runner/descriptors.h"
#include "runner/loop.h"
#include "runner/phrase.h"
#include "runner/suite.h"
#include "shared/clock.h"

#define JOBS_PER_PROCESSOR 8

struct run {
    const char *adapter;
    const char *clause;
    const char *tag;
    unsigned jobs;
    const char *report;
    const char *expect;
    const char *write_expect;
    const char *figures;
    unsigned shard[2];
    unsigned long long seed;
    const char *scenarios;
    const char *fake_child;
    double timeout_scale;
    bool fail_fast;
    bool keep;
    bool no_colour;
    unsigned verbose;
    bool quiet;

    struct setup setup;
    struct result result;
    struct terminal *terminal;
    char *trace_folder;
    int64_t start_ns;
    struct result_run facts;
    char *command;
};

/* ---- what the suite tells ---- */

static char *rerun_command(void *owner, const struct scenario_entry *entry)
{
    const struct run *run = owner;
    char *id = setup_quote(entry->id);
    char *adapter = setup_quote(run->setup.adapter_text);
    char *folder = run->scenarios != NULL ? setup_quote(run->scenarios) : NULL;
    char *text = phrase_print("childproof run %s --adapter %s%s%s", id, adapter,
        folder != NULL ? " --scenarios " : "", folder != NULL ? folder : "");
    free(id);
    free(adapter);
    free(folder);
    return text;
}

static void on_subject(void *owner, const struct result_subject *subject)
{
    struct run *run = owner;
    char *name = subject->name == NULL ? phrase_copy(run->setup.adapter_text)
                                       : phrase_print("%s %s", subject->name, subject->version);
    terminal_begin(run->terminal, name, run->setup.set.count, run->jobs);
    free(name);
}

static void on_started(void *owner, const char *id)
{
    terminal_started(((struct run *)owner)->terminal, id);
}

static void on_finished(void *owner, const struct result_scenario *scenario)
{
    terminal_finished(((struct run *)owner)->terminal, scenario);
}

/* ---- the report's folder ---- */

static int make_folder(const char *path)
{
    return mkdir(path, 0777) < 0 && errno != EEXIST ? -errno : 0;
}

/* Better now than after the run. */
static int check_report_folder(struct run *run)
{
    if (run->report == NULL)
        return 0;
    int result = make_folder(run->report);
    char *probe = phrase_print("%s/.childproof-probe", run->report);
    int fd = result < 0 ? -1 : open(probe, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (result == 0 && fd < 0)
        result = -errno;
    if (fd >= 0) {
        close(fd);
        (void)unlink(probe);
    }
    free(probe);
    if (result == 0) {
        run->trace_folder = phrase_print("%s/traces", run->report);
        result = make_folder(run->trace_folder);
    }
    if (result < 0)
        cli_complain("the report folder %s cannot be written: %s", run->report, strerror(-result));
    return result;
}

/* ---- steps ---- */

static int read_expectations(struct run *run)
{
    if (run->expect == NULL)
        return 0;
    FILE *file = fopen(run->expect, "re");
    if (file == NULL) {
        cli_complain("%s: %s", run->expect, strerror(errno));
        return -1;
    }
    char *error = NULL;
    int result = expect_read(file, run->expect, &run->result, &error);
    (void)fclose(file);
    if (result < 0)
        cli_complain("%s", error != NULL ? error : strerror(-result));
    free(error);
    return result;
}

static int read_figures(struct run *run)
{
    char *error = NULL;
    if (run->figures == NULL)
        return 0;
    int result = figures_read_file(run->figures, &run->result, &error);
    if (result < 0)
        cli_complain("%s", error != NULL ? error : strerror(-result));
    free(error);
    return result;
}

static void set_facts(struct run *run)
{
    run->facts = (struct result_run){
        .tool_version = CHILDPROOF_VERSION,
        .spec = model_revision(),
        .command = run->command,
        .started_unix_ms = (int64_t)time(NULL) * 1000,
        .seed = run->seed,
        .jobs = run->jobs,
        .shard_index = run->shard[0],
        .shard_count = run->shard[1],
        .partial = run->setup.partial,
        .planned = run->setup.set.count,
    };
}

static struct terminal *open_terminal(const struct run *run)
{
    struct winsize size = {0};
    (void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    struct terminal_options options = {
        .file = stdout,
        .colour = cli_colours(run->no_colour) ? TERMINAL_COLOUR_ANSI : TERMINAL_COLOUR_NONE,
        .live = isatty(STDOUT_FILENO) != 0 && cli_colours(false) ? TERMINAL_LIVE_LINE : TERMINAL_LIVE_NONE,
        .detail = run->quiet         ? TERMINAL_DETAIL_QUIET
                  : run->verbose > 1 ? TERMINAL_DETAIL_ALL
                  : run->verbose > 0 ? TERMINAL_DETAIL_RAN
                                     : TERMINAL_DETAIL_PROBLEMS,
        .columns = size.ws_col,
    };
    return terminal_new(&options);
}

static int run_suite(struct run *run, struct suite_end *end)
{
    struct suite_setting setting = {
        .adapter = run->setup.adapter,
        .fake_child = run->setup.fake_child,
        .scenarios = &run->setup.set,
        .jobs = run->jobs,
        .timeout_scale = run->timeout_scale,
        .trace_folder = run->trace_folder,
        .keep = run->keep,
        .fail_fast = run->fail_fast,
        .rerun = rerun_command,
        .subject_known = on_subject,
        .started = on_started,
        .finished = on_finished,
        .owner = run,
    };
    char *error = NULL;
    int result = suite_run(&setting, &run->result, end, &error);
    if (result < 0)
        cli_complain("%s", error);
    free(error);
    return result;
}

/* The failures of this run, as a file for --expect. */
static int write_expectations(const struct run *run)
{
    struct text text;
    char *error = NULL;
    text_init(&text);
    expect_render(&run->result, &text);
    int result = report_write_text(run->write_expect, &text, &error);
    if (result < 0)
        cli_complain("the expectations are not written: %s", error != NULL ? error : strerror(-result));
    else
        cli_complain("this run's failures are in %s; give each line its reason", run->write_expect);
    free(error);
    text_release(&text);
    return result;
}

/* Everything that is left of a run. Returns 0, or a negative number after a message. */
static int write_files(const struct run *run, const struct suite_end *end)
{
    int result = 0;
    if (run->report != NULL) {
        char *error = NULL;
        result = report_write_directory(&run->result, REPORT_FORMATS_ALL, run->report, &error);
        if (result < 0)
            cli_complain("the report is not complete: %s", error);
        else if (!run->quiet)
            (void)printf("  report     %s/%s\n", run->report, report_format_file(REPORT_FORMAT_HTML));
        free(error);
    }
    if (run->write_expect != NULL && write_expectations(run) < 0)
        result = -1;
    if (end->trace_error != NULL) {
        cli_complain("a trace was not kept: %s", end->trace_error);
        result = -1;
    }
    if (end->kept_folder != NULL)
        cli_complain("the run's folder is left in %s", end->kept_folder);
    if (terminal_error(run->terminal) < 0 || fflush(stdout) != 0) {
        cli_complain("the result could not be written to stdout");
        result = -1;
    }
    return result;
}

/* Why not everything ran; NULL: everything did. Caller frees. */
static char *cut_short_text(const struct run *run, const struct suite_end *end)
{
    if (end->signal != 0)
        return phrase_print("interrupted by SIG%s", sigabbrev_np(end->signal));
    if (end->failed_first != NULL && run->result.scenario_count < run->setup.set.count)
        return phrase_print("--fail-fast, after %s", end->failed_first);
    return NULL;
}

static int finish(struct run *run, const struct suite_end *end)
{
    char *cut_short = cut_short_text(run, end);
    run->facts.duration_ms = (uint64_t)((loop_now() - run->start_ns) / CLOCK_NS_PER_MS);
    run->facts.cut_short = cut_short;
    struct result_model *model;
    if (result_set_run(&run->result, &run->facts) < 0 || model_view_new(&model) < 0 ||
        result_finish(&run->result, model) < 0)
        abort();
    model_view_free(model);
    free(cut_short);
    terminal_end(run->terminal, &run->result);
    int status = run->result.summary.exit_status;
    if (write_files(run, end) < 0)
        status = CLI_EXIT_NO_VERDICT;
    return end->signal != 0 ? CLI_EXIT_SIGNAL + end->signal : status;
}

static int run_all(struct run *run, char **globs, size_t glob_count)
{
    struct selection selection = {
        .globs = globs,
        .glob_count = glob_count,
        .clause = run->clause,
        .tag = run->tag,
        .shard = run->shard[0],
        .shard_count = run->shard[1],
    };
    struct suite_end end = {0};
    int status = setup_open(&run->setup, run->adapter, run->fake_child, run->scenarios, &selection);
    if (status != 0)
        return status;
    if (check_report_folder(run) < 0 || read_expectations(run) < 0 || read_figures(run) < 0)
        return CLI_EXIT_NO_VERDICT;
    shuffle_scenarios(&run->setup.set, run->seed);
    set_facts(run);
    run->terminal = open_terminal(run);
    if (run->terminal == NULL || result_set_run(&run->result, &run->facts) < 0)
        abort();
    if (run_suite(run, &end) < 0)
        return CLI_EXIT_NO_VERDICT;
    status = finish(run, &end);
    free(end.trace_error);
    free(end.kept_folder);
    return status;
}

/* Scenarios mostly wait. */
static unsigned default_jobs(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return JOBS_PER_PROCESSOR;
    return cores > SUITE_JOBS_MAX / JOBS_PER_PROCESSOR ? SUITE_JOBS_MAX
                                                       : JOBS_PER_PROCESSOR * (unsigned)cores;
}

int cli_run(int argc, char **argv)
{
    struct run run = {.jobs = default_jobs(), .timeout_scale = 1, .start_ns = loop_now()};
    (void)!getrandom(&run.seed, 4, 0);
    const struct option_spec specs[] = {
        {"adapter", 'a', OPTION_KIND_TEXT, &run.adapter, 0, 0},
        {"clause", 'c', OPTION_KIND_TEXT, &run.clause, 0, 0},
        {"tag", 't', OPTION_KIND_TEXT, &run.tag, 0, 0},
        {"jobs", 'j', OPTION_KIND_NUMBER, &run.jobs, 1, SUITE_JOBS_MAX},
        {"report", 'r', OPTION_KIND_TEXT, &run.report, 0, 0},
        {"expect", 'e', OPTION_KIND_TEXT, &run.expect, 0, 0},
        {"write-expect", 0, OPTION_KIND_TEXT, &run.write_expect, 0, 0},
        {"figures", 0, OPTION_KIND_TEXT, &run.figures, 0, 0},
        {"shard", 0, OPTION_KIND_SHARD, run.shard, 0, 0},
        {"seed", 0, OPTION_KIND_SEED, &run.seed, 0, 0},
        {"scenarios", 's', OPTION_KIND_TEXT, &run.scenarios, 0, 0},
        {"fake-child", 0, OPTION_KIND_TEXT, &run.fake_child, 0, 0},
        {"timeout-scale", 0, OPTION_KIND_FACTOR, &run.timeout_scale, 0, 100},
        {"fail-fast", 0, OPTION_KIND_FLAG, &run.fail_fast, 0, 0},
        {"keep", 0, OPTION_KIND_FLAG, &run.keep, 0, 0},
        {"no-color", 0, OPTION_KIND_FLAG, &run.no_colour, 0, 0},
        {"quiet", 'q', OPTION_KIND_FLAG, &run.quiet, 0, 0},
        {"verbose", 'v', OPTION_KIND_COUNT, &run.verbose, 0, 0},
        {0},
    };
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (run.clause != NULL && model_clause_find(run.clause) == NULL)
        return cli_usage("run", "there is no clause `%s`; `childproof matrix` lists them", run.clause);
    unsigned possible = descriptors_make_room(run.jobs);
    if (possible < run.jobs)
        (void)fprintf(stderr,
            "childproof: %u at a time instead of %u: the limit of open files (ulimit -n) has no "
            "room for more\n",
            possible, run.jobs);
    run.jobs = possible;
    run.command = setup_command_line(argc, argv);
    result_init(&run.result);
    status = run_all(&run, argv + first, (size_t)(argc - first));
    terminal_free(run.terminal);
    result_release(&run.result);
    setup_close(&run.setup);
    free(run.trace_folder);
    free(run.command);
    return status;
}
