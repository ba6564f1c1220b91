/* Where this program's companions are: beside it in a build, in libexec or share once it is installed. */
#ifndef RUNNER_PROGRAM_H
#define RUNNER_PROGRAM_H

/* The folder of the running program; caller frees. */
char *program_folder(void);

/* Finds a companion file. Returns 0 and *ret_path (absolute, caller frees), or -ENOENT and *ret_error, a sentence (caller
   frees). `given`, if not NULL, is the only candidate. */
int program_find_companion(const char *name, const char *given, char **ret_path, char **ret_error);

#endif
