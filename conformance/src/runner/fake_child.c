#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runner/phrase.h"
#include "runner/suite.h"

#ifndef CHILDPROOF_LIBEXEC
#define CHILDPROOF_LIBEXEC "/usr/libexec/childproof"
#endif

/* The folder of this program; caller frees. */
static char *program_folder(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return phrase_copy(".");
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (slash != NULL)
        *slash = '\0';
    return phrase_copy(path);
}

int suite_find_fake_child(const char *given, char **ret_path, char **ret_error)
{
    char *folder = program_folder();
    char *candidates[] = {
        given != NULL ? phrase_copy(given) : phrase_print("%s/fake-child", folder),
        given != NULL ? NULL : phrase_print("%s/../libexec/childproof/fake-child", folder),
        given != NULL ? NULL : phrase_copy(CHILDPROOF_LIBEXEC "/fake-child"),
    };
    *ret_path = NULL;
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        if (*ret_path == NULL && candidates[i] != NULL && access(candidates[i], X_OK) == 0)
            *ret_path = realpath(candidates[i], NULL);
        free(candidates[i]);
    }
    if (*ret_path == NULL)
        *ret_error =
            given != NULL
                ? phrase_print("%s: %s", given, strerror(errno))
                : phrase_print(
                      "the program fake-child is not in %s (nor in ../libexec/childproof); build it, or "
                      "name it with --fake-child",
                      folder);
    free(folder);
    return *ret_path == NULL ? -ENOENT : 0;
}
