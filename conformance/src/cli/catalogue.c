/* Commands that look at scenarios and the model without running anything: list, matrix, model. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "oracle/model.h"
#include "runner/discover.h"

/* ---- list ---- */

static void print_entry(const struct scenario_entry *entry, bool names_only)
{
    if (names_only) {
        (void)puts(entry->id);
        return;
    }
    (void)printf("%s  [%s]", entry->id, entry->facts.profile);
    for (size_t i = 0; i < entry->facts.clauses.count; i++)
        (void)printf(" %s", entry->facts.clauses.items[i]);
    (void)printf("\n    %s\n", entry->facts.summary);
    if (entry->facts.tags.count == 0)
        return;
    (void)printf("    tags:");
    for (size_t i = 0; i < entry->facts.tags.count; i++)
        (void)printf(" %s", entry->facts.tags.items[i]);
    (void)printf("\n");
}

int cli_list(int argc, char **argv)
{
    const char *folder = NULL;
    struct selection selection = {0};
    bool names_only = false;
    const struct option_spec specs[] = {
        {"clause", 'c', OPTION_KIND_TEXT, &selection.clause, 0, 0},
        {"tag", 't', OPTION_KIND_TEXT, &selection.tag, 0, 0},
        {"scenarios", 's', OPTION_KIND_TEXT, &folder, 0, 0},
        {"names", '1', OPTION_KIND_FLAG, &names_only, 0, 0},
        {0},
    };
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    selection.globs = argv + first;
    selection.glob_count = (size_t)(argc - first);
    struct scenario_set set;
    if (setup_load_set(folder, &selection, &set) < 0)
        return CLI_EXIT_NO_VERDICT;
    for (size_t i = 0; i < set.count; i++) {
        if (set.items[i].error != NULL) {
            cli_complain("%s", set.items[i].error);
            status = CLI_EXIT_NO_VERDICT;
        } else {
            print_entry(&set.items[i], names_only);
        }
    }
    scenario_set_release(&set);
    return status;
}

/* ---- matrix and model ---- */

static size_t scenarios_of(const char *clause, void *arg)
{
    const struct scenario_set *set = arg;
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++)
        count += set->items[i].error == NULL && scenario_has(&set->items[i].facts.clauses, clause) ? 1 : 0;
    return count;
}

int cli_matrix(int argc, char **argv)
{
    const char *folder = NULL;
    const struct option_spec specs[] = {{"scenarios", 's', OPTION_KIND_TEXT, &folder, 0, 0}, {0}};
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first < argc)
        return cli_usage("matrix", "matrix takes no argument: `%s`", argv[first]);
    struct scenario_set set;
    struct selection all = {0};
    if (setup_load_set(folder, &all, &set) < 0)
        return CLI_EXIT_NO_VERDICT;
    int result = model_write_matrix(scenarios_of, &set, stdout);
    scenario_set_release(&set);
    return result < 0 ? CLI_EXIT_NO_VERDICT : CLI_EXIT_OK;
}

int cli_model(int argc, char **argv)
{
    static const struct {
        const char *name;
        enum model_text_format format;
    } formats[] = {
        {"markdown", MODEL_TEXT_FORMAT_MARKDOWN},
        {"json", MODEL_TEXT_FORMAT_JSON},
        {"dot", MODEL_TEXT_FORMAT_DOT},
        {"mermaid", MODEL_TEXT_FORMAT_MERMAID},
    };
    const struct option_spec specs[] = {{0}};
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    const char *wanted = first < argc ? argv[first] : "markdown";
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(formats[i].name, wanted) == 0)
            return model_write_text(formats[i].format, stdout) < 0 ? CLI_EXIT_NO_VERDICT : CLI_EXIT_OK;
    }
    return cli_usage("model", "there is no format `%s`; markdown, json, dot or mermaid", wanted);
}
