/* explain: what a clause says, what checks it, and what came of it in a report. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/setup.h"
#include "oracle/model.h"
#include "report/model_view.h"
#include "report/reread.h"
#include "report/writers.h"
#include "runner/phrase.h"
#include "runner/program.h"
#include "shared/memory.h"

#define CLAUSE_BYTES 64

/* A report that is there: the given one, else ./out, else the one of the build that this program is from. */
struct last_report {
    char *path; /* NULL: there is none */
    struct result_model *model;
    struct result result;
};

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
    } else {
        (void)printf("Scenarios:\n  %s\n", error != NULL ? error : "they cannot be read");
    }
    scenario_set_release(&set);
    free(error);
    free(found);
}

static char *report_path(const char *place)
{
    struct stat facts;
    bool folder = stat(place, &facts) == 0 && S_ISDIR(facts.st_mode);
    return folder ? phrase_print("%s/report.json", place) : phrase_copy(place);
}

static char *find_report(const char *given)
{
    if (given != NULL)
        return report_path(given);
    char *program = program_folder();
    char *candidates[] = {phrase_copy("out/report.json"), phrase_print("%s/../report/report.json", program)};
    free(program);
    char *found = NULL;
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        if (found == NULL && access(candidates[i], R_OK) == 0)
            found = candidates[i];
        else
            free(candidates[i]);
    }
    return found;
}

/* 0, or -1 after a message: a report that was asked for cannot be read. last_release in every case. */
static int last_open(struct last_report *last, const char *given)
{
    *last = (struct last_report){.path = find_report(given)};
    result_init(&last->result);
    if (last->path == NULL)
        return 0;
    if (model_view_new(&last->model) < 0)
        abort();
    char *error = NULL;
    int read = result_read_file(last->path, last->model, &last->result, &error);
    if (read < 0) {
        if (given != NULL && error != NULL)
            cli_complain("%s", error);
        else if (given != NULL)
            cli_complain("%s: %s", last->path, strerror(-read));
        free(last->path);
        last->path = NULL;
    }
    free(error);
    return read < 0 && given != NULL ? -1 : 0;
}

static void last_release(struct last_report *last)
{
    result_release(&last->result);
    model_view_free(last->model);
    free(last->path);
}

/* Its scenarios that did not pass are named: the others are in the list above. */
static void print_last(const struct last_report *last, const char *id)
{
    if (last->path == NULL) {
        (void)printf("Last result:\n  no report; `childproof run --report out`, or name one with --report\n");
        return;
    }
    struct text text;
    text_init(&text);
    text_append_string(&text, "Last result:\n  ");
    for (size_t i = 0; i < last->result.clause_count; i++) {
        const struct result_clause *clause = &last->result.clauses[i];
        if (strcmp(clause->id, id) != 0)
            continue;
        text_append_format(&text, "%s, ", result_word_text(clause->word));
        report_add_subject(&text, &last->result.subject);
        text_append_string(&text, ", ");
        report_add_time(&text, last->result.run.started_unix_ms);
        text_append_format(&text, ", %s", last->path);
        for (size_t k = 0; k < clause->scenario_count; k++) {
            const struct result_scenario *scenario = &last->result.scenarios[clause->scenarios[k]];
            if (scenario->word != RESULT_WORD_PASS)
                text_append_format(&text, "\n  %s  %s", result_word_text(scenario->word), scenario->id);
        }
    }
    struct text safe;
    text_init(&safe);
    escape_block(&safe, escape_string(&text));
    (void)printf("%s\n", escape_string(&safe));
    text_release(&safe);
    text_release(&text);
}

static int explain_one(const char *word, const char *folder, const struct last_report *last)
{
    char id[CLAUSE_BYTES] = "";
    size_t digits = strcspn(word, "0123456789"); /* TIMEOUT-01, WIRE-05b: what follows the number is small */
    for (size_t i = 0; i < sizeof id - 1 && word[i] != '\0'; i++)
        id[i] = (char)(i < digits ? toupper((unsigned char)word[i]) : tolower((unsigned char)word[i]));
    if (model_explain_clause(id, stdout) == 0) {
        print_scenarios_of(id, folder);
        print_last(last, id);
        return CLI_EXIT_OK;
    }
    const char *nearest = nearest_clause(id);
    if (nearest != NULL)
        cli_complain("there is no clause `%s`; did you mean %s?", word, nearest);
    else
        cli_complain("there is no clause `%s`; `childproof matrix` lists them", word);
    return CLI_EXIT_FAILED;
}

int cli_explain(int argc, char **argv)
{
    const char *folder = NULL;
    const char *report = NULL;
    const struct option_spec specs[] = {
        {"scenarios", 's', OPTION_KIND_TEXT, &folder, 0, 0},
        {"report", 'r', OPTION_KIND_TEXT, &report, 0, 0},
        {0},
    };
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first == argc)
        return cli_usage("explain", "explain wants the ID of a clause, as TIMEOUT-01");
    struct last_report last;
    if (last_open(&last, report) < 0)
        status = CLI_EXIT_NO_VERDICT;
    for (int i = first; i < argc && status != CLI_EXIT_NO_VERDICT; i++) {
        if (explain_one(argv[i], folder, &last) != CLI_EXIT_OK)
            status = CLI_EXIT_FAILED;
    }
    last_release(&last);
    return status;
}
