#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "cli/stops.h"
#include "oracle/model.h"
#include "report/model_view.h"
#include "report/terminal.h"
#include "runner/loop.h"
#include "runner/narrate.h"
#include "runner/phrase.h"
#include "runner/suite.h"
#include "shared/clock.h"
#include "shared/memory.h"

#define TIME_WIDTH       12
#define LAST_LANE_WIDTH  34
#define LANE_WIDTH_LEAST 30
#define LANE_WIDTH_MOST  60

struct play {
    struct setup setup;
    struct stops stops;
    int width; /* of a lane */
    bool colours;
};

/* Three lanes: what the caller did, what the child did, what the kernel and the harness saw. */
static void show_event(const struct play *play, const struct trace_event *event)
{
    static const int lanes[] = {[TRACE_SOURCE_DRIVER] = 0,
        [TRACE_SOURCE_CHILD] = 1,
        [TRACE_SOURCE_KERNEL] = 2,
        [TRACE_SOURCE_HARNESS] = 2};
    static const char *const colours[] = {
        [TRACE_SOURCE_DRIVER] = "\033[36m",
        [TRACE_SOURCE_CHILD] = "\033[33m",
        [TRACE_SOURCE_KERNEL] = "\033[35m",
        [TRACE_SOURCE_HARNESS] = "\033[2m",
    };
    char *party = narrate_party(event);
    char *text = narrate_event(event);
    const char *space = strchr(party, ' ');
    char *cell = phrase_print("%s%s%s", space != NULL ? space + 1 : "", space != NULL ? ": " : "", text);
    int lane = lanes[event->source];
    int width = lane == 2 ? 1000 : play->width;
    (void)printf("%9.3f %*s%s%.*s%s\n", (double)event->t_ns / 1e6, lane * (play->width + 1), "",
        play->colours ? colours[event->source] : "", width, cell, play->colours ? "\033[0m" : "");
    (void)fflush(stdout);
    free(cell);
    free(text);
    free(party);
}

static void on_event(void *owner, const struct trace_event *event)
{
    struct play *play = owner;
    show_event(play, event);
    stops_at_event(&play->stops, event);
}

static void on_adapter(void *owner, pid_t pid)
{
    stops_at_adapter(&((struct play *)owner)->stops, pid);
}

static char *no_rerun(void *owner, const struct scenario_entry *entry)
{
    (void)owner;
    return phrase_print("childproof play %s", entry->shown_file);
}

static void ignore_start(void *owner, const char *id)
{
    (void)owner;
    (void)id;
}

static void ignore_finish(void *owner, const struct result_scenario *scenario)
{
    (void)owner;
    (void)scenario;
}

/* The file itself, or the scenario of that name in the folder. */
static int find_entry(
    struct play *play, const char *name, const char *folder, const char *adapter, const char *fake_child)
{
    if (access(name, R_OK) == 0) {
        int status = setup_open_adapter(&play->setup, adapter, fake_child);
        if (status != 0)
            return status;
        play->setup.set.items = memory_zeroed(1, sizeof(struct scenario_entry));
        discover_file(name, NULL, &play->setup.set.items[0]);
        play->setup.set.count = 1;
        return 0;
    }
    char *glob = phrase_copy(name);
    struct selection selection = {.globs = &glob, .glob_count = 1};
    int status = setup_open(&play->setup, adapter, fake_child, folder, &selection);
    free(glob);
    if (status == 0 && play->setup.set.count > 1)
        return cli_usage("play", "`%s` names %zu scenarios; play takes one", name, play->setup.set.count);
    return status;
}

static int play_it(struct play *play, double scale, bool keep)
{
    struct result result;
    struct suite_end end = {0};
    char *error = NULL;
    struct suite_setting setting = {
        .adapter = play->setup.adapter,
        .fake_child = play->setup.fake_child,
        .scenarios = &play->setup.set,
        .jobs = 1,
        .timeout_scale = stops_any(&play->stops) ? scale * STOPS_TIME_SCALE : scale,
        .keep = keep,
        .rerun = no_rerun,
        .started = ignore_start,
        .finished = ignore_finish,
        .look = on_event,
        .adapter_started = on_adapter,
        .owner = play,
    };
    (void)printf("%9s %-*s %-*s %s\n", "ms", play->width, "caller", play->width, "child", "kernel");
    result_init(&result);
    struct result_run run = {
        .tool_version = "", .spec = model_revision(), .partial = true, .planned = 1, .jobs = 1};
    struct result_model *model = NULL;
    int status = CLI_EXIT_NO_VERDICT;
    int64_t start_ns = loop_now();
    if (result_set_run(&result, &run) == 0 && suite_run(&setting, &result, &end, &error) == 0 &&
        model_view_new(&model) == 0) {
        run.duration_ms = (uint64_t)((loop_now() - start_ns) / CLOCK_NS_PER_MS);
        if (result_set_run(&result, &run) < 0 || result_finish(&result, model) < 0)
            abort();
        struct terminal_options options = {
            .file = stdout, .colour = play->colours ? TERMINAL_COLOUR_ANSI : TERMINAL_COLOUR_NONE};
        struct terminal *terminal = terminal_new(&options);
        if (terminal != NULL)
            terminal_end(terminal, &result);
        terminal_free(terminal);
        status = result.summary.exit_status;
    }
    if (error != NULL)
        cli_complain("%s", error);
    if (end.kept_folder != NULL)
        cli_complain("the run's folder is left in %s", end.kept_folder);
    model_view_free(model);
    result_release(&result);
    free(error);
    free(end.trace_error);
    free(end.kept_folder);
    return end.signal != 0 && !play->stops.quit ? CLI_EXIT_SIGNAL + end.signal : status;
}

/* The kernel's lane says short things; the other two share the rest of the terminal. */
static int lane_width(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
        return LANE_WIDTH_MOST;
    int width = (size.ws_col - TIME_WIDTH - LAST_LANE_WIDTH) / 2;
    return width < LANE_WIDTH_LEAST ? LANE_WIDTH_LEAST : width > LANE_WIDTH_MOST ? LANE_WIDTH_MOST : width;
}

int cli_play(int argc, char **argv)
{
    const char *adapter = NULL;
    const char *folder = NULL;
    const char *fake_child = NULL;
    double scale = 1;
    struct play play = {.width = lane_width()};
    bool keep = false;
    bool no_colour = false;
    const struct option_spec specs[] = {
        {"adapter", 'a', OPTION_KIND_TEXT, &adapter, 0, 0},
        {"scenarios", 's', OPTION_KIND_TEXT, &folder, 0, 0},
        {"fake-child", 0, OPTION_KIND_TEXT, &fake_child, 0, 0},
        {"timeout-scale", 0, OPTION_KIND_FACTOR, &scale, 0, 100},
        {"step", 0, OPTION_KIND_FLAG, &play.stops.step, 0, 0},
        {"debug-adapter", 0, OPTION_KIND_FLAG, &play.stops.debug_adapter, 0, 0},
        {"debug-child", 0, OPTION_KIND_FLAG, &play.stops.debug_child, 0, 0},
        {"keep", 0, OPTION_KIND_FLAG, &keep, 0, 0},
        {"no-color", 0, OPTION_KIND_FLAG, &no_colour, 0, 0},
        {0},
    };
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first + 1 != argc)
        return cli_usage("play", "play wants one scenario file");
    if (play.stops.step && (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0))
        return cli_usage("play", "--step needs a terminal on stdin and stdout");
    play.colours = cli_colours(no_colour);
    if (play.stops.step)
        cli_complain("Enter goes on, c runs to the end, q ends");
    status = find_entry(&play, argv[first], folder, adapter, fake_child);
    if (status == 0)
        status = play_it(&play, scale, keep);
    setup_close(&play.setup);
    return status;
}
