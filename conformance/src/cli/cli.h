/* The program childproof: its commands and what they share. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#define CLI_EXIT_OK         0
#define CLI_EXIT_FAILED     1   /* not conformant; a file with errors; a clause that does not exist */
#define CLI_EXIT_NO_VERDICT 2   /* nothing could be judged */
#define CLI_EXIT_USAGE      64  /* the command line is wrong */
#define CLI_EXIT_SIGNAL     128 /* plus the signal's number: interrupted */

/* A command: argv[0] is its name. Returns the program's exit status. */
struct command {
    const char *name;
    const char *summary;
    const char *help; /* the whole help text */
    int (*run)(int argc, char **argv);
};

/* Ends with a NULL name. */
extern const struct command cli_commands[];
const struct command *cli_command_find(const char *name);

int cli_run(int argc, char **argv);
int cli_list(int argc, char **argv);
int cli_explain(int argc, char **argv);
int cli_play(int argc, char **argv);
int cli_check_adapter(int argc, char **argv);
int cli_new(int argc, char **argv);
int cli_lint(int argc, char **argv);
int cli_judge(int argc, char **argv);
int cli_matrix(int argc, char **argv);
int cli_model(int argc, char **argv);
int cli_merge(int argc, char **argv);
int cli_diff(int argc, char **argv);
int cli_help(int argc, char **argv);

extern const char cli_run_help[];
extern const char cli_list_help[];
extern const char cli_explain_help[];
extern const char cli_play_help[];
extern const char cli_check_adapter_help[];
extern const char cli_new_help[];
extern const char cli_lint_help[];
extern const char cli_judge_help[];
extern const char cli_matrix_help[];
extern const char cli_model_help[];
extern const char cli_merge_help[];
extern const char cli_diff_help[];
extern const char cli_help_help[];

/* "childproof: …" on stderr. */
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, and CLI_EXIT_USAGE. */
int cli_usage(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says that there is no such command, and which was probably meant. Returns CLI_EXIT_USAGE. */
int cli_unknown_command(const char *name);

/* The word of `words` (ended by NULL) that is most like `word`; NULL if none is near. */
const char *cli_nearest(const char *word, const char *const *words);

/* Whether stdout may be coloured. */
bool cli_colours(bool refused);

#endif
