/* Commands that look at scenarios and the model without running anything: list, lint, explain, matrix, model. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "oracle/model.h"
#include "runner/discover.h"
#include "shared/memory.h"

static int load_set(const char *folder, const struct selection *selection, struct scenario_set *ret_set)
{
    char *found = NULL;
    char *error = NULL;
    struct scenario_set set = {0};
    int result = discover_folder(folder, &found, &error);
    if (result == 0)
        result = discover_all(found, &set, &error);
    if (result == 0)
        result = select_scenarios(&set, selection, &error);
    if (result < 0) {
        cli_complain("%s", error);
        scenario_set_release(&set);
    } else {
        *ret_set = set;
    }
    free(error);
    free(found);
    return result;
}

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
    if (load_set(folder, &selection, &set) < 0)
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

/* ---- lint ---- */

/* Returns how many errors it printed. */
static int lint_entry(const struct scenario_entry *entry)
{
    if (entry->error != NULL) {
        (void)fprintf(stderr, "%s\n", entry->error);
        return 1;
    }
    int errors = 0;
    for (size_t i = 0; i < entry->facts.clauses.count; i++) {
        const char *id = entry->facts.clauses.items[i];
        if (model_clause_find(id) != NULL)
            continue;
        (void)fprintf(stderr, "%s:%d: there is no clause `%s`; `childproof matrix` lists them\n",
            entry->shown_file, entry->facts.line, id);
        errors++;
    }
    const char *name = strrchr(entry->id, '/');
    name = name == NULL ? entry->id : name + 1;
    if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0' ||
        (name[0] >= '0' && name[0] <= '9')) {
        (void)fprintf(stderr,
            "%s: a scenario's file is named for its behaviour in lower case, with `_` between words\n",
            entry->shown_file);
        errors++;
    }
    return errors;
}

static int lint_files(char **files, int count)
{
    int errors = 0;
    for (int i = 0; i < count; i++) {
        struct scenario_entry entry;
        discover_file(files[i], NULL, &entry);
        errors += lint_entry(&entry);
        scenario_entry_release(&entry);
    }
    return errors;
}

int cli_lint(int argc, char **argv)
{
    const char *folder = NULL;
    const struct option_spec specs[] = {{"scenarios", 's', OPTION_KIND_TEXT, &folder, 0, 0}, {0}};
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    int errors;
    size_t count = (size_t)(argc - first);
    if (first < argc) {
        errors = lint_files(argv + first, argc - first);
    } else {
        struct scenario_set set;
        struct selection all = {0};
        if (load_set(folder, &all, &set) < 0)
            return CLI_EXIT_NO_VERDICT;
        errors = 0;
        count = set.count;
        for (size_t i = 0; i < set.count; i++)
            errors += lint_entry(&set.items[i]);
        scenario_set_release(&set);
    }
    (void)printf("%zu %s checked, %d %s\n", count, count == 1 ? "file" : "files", errors,
        errors == 1 ? "error" : "errors");
    return errors > 0 ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}

/* ---- explain ---- */

static const char *nearest_clause(const char *id)
{
    size_t count;
    const struct model_clause *clauses = model_clauses(&count);
    const char **names = memory_zeroed(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = clauses[i].id;
    const char *nearest = cli_nearest(id, names);
    free((void *)names);
    return nearest;
}

static void print_scenarios_of(const char *id, const char *folder)
{
    char *found = NULL;
    char *error = NULL;
    struct scenario_set set = {0};
    if (discover_folder(folder, &found, &error) == 0 && discover_all(found, &set, &error) == 0) {
        (void)printf("Scenarios:\n");
        size_t shown = 0;
        for (size_t i = 0; i < set.count; i++) {
            if (set.items[i].error != NULL || !scenario_has(&set.items[i].facts.clauses, id))
                continue;
            (void)printf("  %s\n", set.items[i].id);
            shown++;
        }
        if (shown == 0)
            (void)printf("  none\n");
    }
    scenario_set_release(&set);
    free(error);
    free(found);
}

int cli_explain(int argc, char **argv)
{
    const char *folder = NULL;
    const struct option_spec specs[] = {{"scenarios", 's', OPTION_KIND_TEXT, &folder, 0, 0}, {0}};
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first == argc)
        return cli_usage("explain", "explain wants the ID of a clause, as TIMEOUT-01");
    for (int i = first; i < argc; i++) {
        char id[64];
        size_t length = 0;
        for (; argv[i][length] != '\0' && length < sizeof id - 1; length++)
            id[length] = (char)(argv[i][length] >= 'a' && argv[i][length] <= 'z' ? argv[i][length] - 'a' + 'A'
                                                                                 : argv[i][length]);
        id[length] = '\0';
        int result = model_explain_clause(id, stdout);
        if (result == 0) {
            print_scenarios_of(id, folder);
            continue;
        }
        const char *nearest = nearest_clause(id);
        if (nearest != NULL)
            cli_complain("there is no clause `%s`; did you mean %s?", argv[i], nearest);
        else
            cli_complain("there is no clause `%s`; `childproof matrix` lists them", argv[i]);
        status = CLI_EXIT_FAILED;
    }
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
    if (load_set(folder, &all, &set) < 0)
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
