/* A command line, split the way a shell would split it, without a shell. */
#ifndef RUNNER_COMMAND_H
#define RUNNER_COMMAND_H

#define COMMAND_WORDS_MAX 256

/* Splits `text` at white space; 'single' and "double" quotes and the backslash work as in a shell; nothing is expanded.
   Returns 0 and *ret_words, a NULL-ended array (release with command_free), or -EINVAL with *ret_error (static text):
   an open quote, a backslash at the end, no word at all, more than COMMAND_WORDS_MAX words; or -ENOMEM. */
int command_split(const char *text, char ***ret_words, const char **ret_error);
void command_free(char **words);

/* Finds the program `name` as execvp would. Returns 0 and *ret_path (caller frees), or a negative errno
   (-ENOENT: nowhere, -EACCES: found but not executable). */
int command_find(const char *name, char **ret_path);

#endif
