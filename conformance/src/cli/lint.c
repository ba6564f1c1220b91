/* lint: scenario files are checked without running them. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "oracle/model.h"

struct lint {
    const char *folder; /* where names are looked up; NULL: the default */
    size_t files;
    int errors;
};

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

static void lint_set(struct lint *lint, struct scenario_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        lint->errors += lint_entry(&set->items[i]);
    lint->files += set->count;
    scenario_set_release(set);
}

/* All of a folder (`folder` NULL: the default one), or what the glob names in it. */
static int lint_selection(struct lint *lint, const char *folder, char *glob)
{
    struct scenario_set set;
    struct selection selection = {.globs = &glob, .glob_count = glob != NULL ? 1 : 0};
    int result = setup_load_set(folder, &selection, &set);
    if (result == 0)
        lint_set(lint, &set);
    return result;
}

static int lint_argument(struct lint *lint, char *word)
{
    struct stat facts;
    bool there = stat(word, &facts) == 0;
    if (there && S_ISDIR(facts.st_mode))
        return lint_selection(lint, word, NULL);
    const char *suffix = strrchr(word, '.');
    if (!there && (suffix == NULL || strcmp(suffix, ".lua") != 0))
        return lint_selection(lint, lint->folder, word);
    struct scenario_entry entry;
    discover_file(word, NULL, &entry);
    lint->errors += lint_entry(&entry);
    lint->files++;
    scenario_entry_release(&entry);
    return 0;
}

int cli_lint(int argc, char **argv)
{
    struct lint lint = {0};
    const struct option_spec specs[] = {{"scenarios", 's', OPTION_KIND_TEXT, &lint.folder, 0, 0}, {0}};
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    int result = first < argc ? 0 : lint_selection(&lint, lint.folder, NULL);
    for (int i = first; i < argc; i++) {
        if (lint_argument(&lint, argv[i]) < 0)
            result = -1;
    }
    if (lint.files > 0)
        (void)printf("%zu %s checked, %d %s\n", lint.files, lint.files == 1 ? "file" : "files", lint.errors,
            lint.errors == 1 ? "error" : "errors");
    if (result < 0)
        return CLI_EXIT_NO_VERDICT;
    return lint.errors > 0 ? CLI_EXIT_FAILED : CLI_EXIT_OK;
}
