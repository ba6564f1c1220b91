#include "cli/cli.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runner/phrase.h"

#define NEAREST_WORD_MAX 40

const struct command cli_commands[] = {
    {"run", "run scenarios against an adapter and report", cli_run_help, cli_run},
    {"check-adapter", "exercise an adapter and say in plain words what is wrong with it",
        cli_check_adapter_help, cli_check_adapter},
    {"play", "run one scenario by hand and watch its trace live", cli_play_help, cli_play},
    {"list", "list the scenarios", cli_list_help, cli_list},
    {"new", "write a scenario to begin with", cli_new_help, cli_new},
    {"lint", "check scenario files without running them", cli_lint_help, cli_lint},
    {"explain", "tell what a clause says and how it is checked", cli_explain_help, cli_explain},
    {"matrix", "show every clause with its scenarios", cli_matrix_help, cli_matrix},
    {"model", "print the specification's tables", cli_model_help, cli_model},
    {"judge", "judge a stored trace again", cli_judge_help, cli_judge},
    {"merge", "put the reports of shards together into one", cli_merge_help, cli_merge},
    {"diff", "compare two reports: what is broken, fixed, new", cli_diff_help, cli_diff},
    {"help", "tell more about a command", cli_help_help, cli_help},
    {NULL, NULL, NULL, NULL},
};

const struct command *cli_command_find(const char *name)
{
    const struct command *command = cli_commands;
    while (command->name != NULL && strcmp(command->name, name) != 0)
        command++;
    return command->name != NULL ? command : NULL;
}

/* Takes `text`. */
static void complain(char *text)
{
    (void)fflush(stdout);
    (void)fprintf(stderr, "childproof: %s\n", text);
    free(text);
}

void cli_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = phrase_vprint(format, arguments);
    va_end(arguments);
    complain(text);
}

int cli_usage(const char *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = phrase_vprint(format, arguments);
    va_end(arguments);
    complain(text);
    (void)fprintf(
        stderr, "Try `childproof help%s%s`.\n", command != NULL ? " " : "", command != NULL ? command : "");
    return CLI_EXIT_USAGE;
}

/* Edits (insert, delete, replace) from a to b. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NEAREST_WORD_MAX + 1];
    size_t length_b = strlen(b);
    if (strlen(a) > NEAREST_WORD_MAX || length_b > NEAREST_WORD_MAX)
        return SIZE_MAX;
    for (size_t k = 0; k <= length_b; k++)
        row[k] = k;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < length_b; k++) {
            size_t replaced = diagonal + (a[i] != b[k] ? 1 : 0);
            size_t shorter = (row[k] < row[k + 1] ? row[k] : row[k + 1]) + 1;
            diagonal = row[k + 1];
            row[k + 1] = replaced < shorter ? replaced : shorter;
        }
    }
    return row[length_b];
}

const char *cli_nearest(const char *word, const char *const *words)
{
    const char *nearest = NULL;
    size_t least = strlen(word) <= 4 ? 3 : 4; /* one less is still near */
    for (; *words != NULL; words++) {
        size_t edits = distance(word, *words);
        bool begins = strlen(word) >= 3 && strncmp(*words, word, strlen(word)) == 0;
        if (begins)
            edits = 1;
        if (edits < least) {
            least = edits;
            nearest = *words;
        }
    }
    return nearest;
}

int cli_unknown_command(const char *name)
{
    const char *names[sizeof cli_commands / sizeof cli_commands[0]];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        names[i] = cli_commands[i].name; /* the last is NULL */
    const char *nearest = cli_nearest(name, names);
    if (nearest != NULL)
        return cli_usage(NULL, "there is no command `%s`; did you mean `%s`?", name, nearest);
    return cli_usage(NULL, "there is no command `%s`", name);
}

bool cli_colours(bool refused)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (refused || (no_colour != NULL && no_colour[0] != '\0') ||
        (terminal != NULL && strcmp(terminal, "dumb") == 0))
        return false;
    return isatty(STDOUT_FILENO) != 0;
}
