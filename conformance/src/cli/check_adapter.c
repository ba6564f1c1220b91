/* check-adapter: one small scenario for each verb, with a child that behaves, and its outcome in plain words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "runner/phrase.h"
#include "runner/scratch.h"
#include "runner/suite.h"
#include "shared/memory.h"

/* In the order in which an adapter's author wants to hear of them. Each is the file check/NAME.lua. */
#define CHECK_SCRIPTS(X)                                                                                     \
    X(spawn)                                                                                                 \
    X(spawn_fails)                                                                                           \
    X(configuration)                                                                                         \
    X(health)                                                                                                \
    X(request)                                                                                               \
    X(typed_error)                                                                                           \
    X(exit_error)                                                                                            \
    X(timeout)                                                                                               \
    X(cancel)                                                                                                \
    X(cycle)                                                                                                 \
    X(shutdown)                                                                                              \
    X(shutdown_immediate)                                                                                    \
    X(drop)                                                                                                  \
    X(status)                                                                                                \
    X(stats)                                                                                                 \
    X(snapshot)                                                                                              \
    X(metadata)                                                                                              \
    X(rss)                                                                                                   \
    X(concurrent)                                                                                            \
    X(stream)                                                                                                \
    X(sink_digest)                                                                                           \
    X(sink_fails)                                                                                            \
    X(sink_cancels)                                                                                          \
    X(sink_blocks)                                                                                           \
    X(sink_none)                                                                                             \
    X(typed_rows)                                                                                            \
    X(emit_rows)                                                                                             \
    X(render_error)                                                                                          \
    X(open_session)                                                                                          \
    X(session_ends)                                                                                          \
    X(typed_commands)                                                                                        \
    X(open_capability)                                                                                       \
    X(check_capability)                                                                                      \
    X(resolve_child)                                                                                         \
    X(pool)                                                                                                  \
    X(pool_refusals)                                                                                         \
    X(actor)                                                                                                 \
    X(actor_retries)                                                                                         \
    X(resolve_config)                                                                                        \
    X(plan)

#define CHECK_DECLARE(name) extern const char check_##name##_text[];
CHECK_SCRIPTS(CHECK_DECLARE)

struct check_script {
    const char *name;
    const char *text;
};

#define CHECK_ROW(name) {#name, check_##name##_text},
static const struct check_script scripts[] = {CHECK_SCRIPTS(CHECK_ROW)};

#define SCRIPT_COUNT (sizeof scripts / sizeof scripts[0])

struct checker {
    struct setup setup;
    struct scratch scratch;
    bool colours;
    bool refused; /* it did not even introduce itself */
    unsigned right;
    unsigned wrong;
    unsigned skipped;
    unsigned unsure;
};

/* ---- words ---- */

static const char *paint(const struct checker *checker, const char *code)
{
    return checker->colours ? code : "";
}

/* What comes from the adapter may hold anything. */
static void print_foreign(const char *label, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    (void)printf("         %-9s ", label);
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '\n' && text[1] == '\0')
            break;
        if (c == '\n')
            (void)printf("\n         %-9s ", "");
        else if ((c < 0x20 && c != '\t') || c == 0x7f)
            (void)printf("\\x%02x", c);
        else
            (void)putchar(c);
    }
    (void)putchar('\n');
}

static void print_wrong(const struct checker *checker, const struct result_scenario *scenario)
{
    (void)printf("  %sWRONG%s  %-18s %s\n", paint(checker, "\033[31m"), paint(checker, "\033[0m"),
        checker->refused ? "hello" : scenario->id,
        checker->refused ? "the adapter introduces itself" : scenario->summary);
    print_foreign("because", scenario->reason);
    for (size_t i = 0; i < scenario->violation_count; i++) {
        const struct result_violation *violation = &scenario->violations[i];
        print_foreign("expected", violation->expected);
        print_foreign("happened", violation->happened);
        if (strcmp(violation->found_by, "check") != 0)
            print_foreign("clause", violation->clause);
    }
    print_foreign("its log", scenario->adapter_stderr);
}

static void on_finished(void *owner, const struct result_scenario *scenario)
{
    struct checker *checker = owner;
    switch (scenario->word) {
    case RESULT_WORD_PASS:
    case RESULT_WORD_NON_STRICT:
        checker->right++;
        (void)printf("  %sok%s     %-18s %s\n", paint(checker, "\033[32m"), paint(checker, "\033[0m"),
            scenario->id, scenario->summary);
        break;
    case RESULT_WORD_UNSUPPORTED:
    case RESULT_WORD_NOT_APPLICABLE:
        checker->skipped++;
        (void)printf("  -      %-18s %s\n", scenario->id, scenario->reason);
        break;
    case RESULT_WORD_INCONCLUSIVE:
        checker->unsure++;
        (void)printf("  ?      %-18s %s\n", scenario->id,
            scenario->reason != NULL ? scenario->reason : scenario->summary);
        break;
    case RESULT_WORD_FAIL:
    case RESULT_WORD_ADAPTER_ERROR:
    case RESULT_WORD_KNOWN_FAILURE:
    case RESULT_WORD_UNEXPECTED_PASS:
    case RESULT_WORD_UNTESTED:
    case RESULT_WORD_COUNT:
        checker->wrong++;
        if (!checker->refused || checker->wrong == 1)
            print_wrong(checker, scenario);
        break;
    }
    (void)fflush(stdout);
}

static void print_names(const char *label, const char *const *names, size_t count)
{
    (void)printf("  %s", label);
    for (size_t i = 0; i < count; i++)
        (void)printf("%s%s", i == 0 ? " " : ", ", names[i]);
    (void)printf("%s\n", count == 0 ? " none" : "");
}

static void on_subject(void *owner, const struct result_subject *subject)
{
    struct checker *checker = owner;
    checker->refused = subject->name == NULL;
    if (checker->refused)
        return;
    char *name = phrase_print("%s %s", subject->name, subject->version);
    (void)printf("%s (%s), revision %s of the specification\n", name, subject->language, subject->spec);
    print_names("profiles:", subject->profiles, subject->profile_count);
    print_names("features:", subject->features, subject->feature_count);
    free(name);
}

static void on_started(void *owner, const char *id)
{
    (void)owner;
    (void)id;
}

static char *no_rerun(void *owner, const struct scenario_entry *entry)
{
    (void)owner;
    (void)entry;
    return phrase_copy("childproof check-adapter");
}

/* ---- the scripts ---- */

static int write_scripts(struct checker *checker)
{
    struct scenario_set *set = &checker->setup.set;
    if (scratch_open(&checker->scratch) < 0)
        return -1;
    set->items = memory_zeroed(SCRIPT_COUNT, sizeof *set->items);
    for (size_t i = 0; i < SCRIPT_COUNT; i++) {
        char *file = phrase_print("%s/%s.lua", checker->scratch.root, scripts[i].name);
        int result = scratch_write(file, scripts[i].text);
        if (result == 0)
            discover_file(file, scripts[i].name, &set->items[set->count++]);
        free(file);
        if (result < 0)
            return result;
    }
    return 0;
}

static int check(struct checker *checker, double scale)
{
    struct suite_setting setting = {
        .adapter = checker->setup.adapter,
        .fake_child = checker->setup.fake_child,
        .scenarios = &checker->setup.set,
        .jobs = 1,
        .timeout_scale = scale,
        .rerun = no_rerun,
        .subject_known = on_subject,
        .started = on_started,
        .finished = on_finished,
        .owner = checker,
    };
    struct suite_end end = {0};
    struct result result;
    char *error = NULL;
    result_init(&result);
    int status = suite_run(&setting, &result, &end, &error);
    if (status < 0)
        cli_complain("%s", error);
    result_release(&result);
    free(error);
    free(end.trace_error);
    free(end.kept_folder);
    if (end.signal != 0)
        return CLI_EXIT_SIGNAL + end.signal;
    return status < 0 ? CLI_EXIT_NO_VERDICT : CLI_EXIT_OK;
}

static int sum_up(const struct checker *checker)
{
    if (checker->refused) {
        (void)printf("Nothing else can be tried before hello is answered.\n");
        return CLI_EXIT_FAILED;
    }
    (void)printf("%u right, %u wrong, %u not claimed", checker->right, checker->wrong, checker->skipped);
    if (checker->unsure > 0)
        (void)printf(", %u inconclusive", checker->unsure);
    (void)printf("\n");
    if (checker->wrong > 0)
        return CLI_EXIT_FAILED;
    if (checker->right == 0 || checker->unsure > 0)
        return CLI_EXIT_NO_VERDICT;
    (void)printf("Ready: childproof run --adapter '%s'\n", checker->setup.adapter_text);
    return CLI_EXIT_OK;
}

static char *join(char **words, int count)
{
    if (count == 1)
        return phrase_copy(words[0]); /* a whole command line in one argument */
    char *text = phrase_copy("");
    for (int i = 0; i < count; i++) {
        char *quoted = setup_quote(words[i]);
        char *longer = phrase_print("%s%s%s", text, i > 0 ? " " : "", quoted);
        free(quoted);
        free(text);
        text = longer;
    }
    return text;
}

int cli_check_adapter(int argc, char **argv)
{
    const char *adapter = NULL;
    const char *fake_child = NULL;
    double scale = 1;
    bool no_colour = false;
    const struct option_spec specs[] = {
        {"adapter", 'a', OPTION_KIND_TEXT, &adapter, 0, 0},
        {"fake-child", 0, OPTION_KIND_TEXT, &fake_child, 0, 0},
        {"timeout-scale", 0, OPTION_KIND_FACTOR, &scale, 0, 100},
        {"no-color", 0, OPTION_KIND_FLAG, &no_colour, 0, 0},
        {0},
    };
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    char *words = first < argc ? join(argv + first, argc - first) : phrase_copy(adapter);
    struct checker checker = {.colours = cli_colours(no_colour)};
    status = setup_open_adapter(&checker.setup, words, fake_child);
    if (status == 0 && write_scripts(&checker) < 0) {
        cli_complain("the private folder cannot be made (in $TMPDIR or /tmp)");
        status = CLI_EXIT_NO_VERDICT;
    }
    if (status == 0)
        status = check(&checker, scale);
    if (status == 0)
        status = sum_up(&checker);
    setup_close(&checker.setup);
    scratch_close(&checker.scratch);
    free(words);
    return status;
}
