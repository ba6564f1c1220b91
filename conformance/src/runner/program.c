#include "runner/program.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runner/phrase.h"

#ifndef CHILDPROOF_LIBEXEC
#define CHILDPROOF_LIBEXEC "/usr/libexec/childproof"
#endif

char *program_folder(void)
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

int program_find_companion(const char *name, const char *given, char **ret_path, char **ret_error)
{
    char *folder = program_folder();
    char *candidates[] = {
        given != NULL ? phrase_copy(given) : phrase_print("%s/%s", folder, name),
        given != NULL ? NULL : phrase_print("%s/../libexec/childproof/%s", folder, name),
        given != NULL ? NULL : phrase_print("%s/%s", CHILDPROOF_LIBEXEC, name),
    };
    char *path = NULL;
    int error = ENOENT;
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        if (path == NULL && candidates[i] != NULL && access(candidates[i], R_OK) == 0)
            path = realpath(candidates[i], NULL);
        else if (path == NULL)
            error = errno;
        free(candidates[i]);
    }
    if (path == NULL)
        *ret_error = given != NULL
                         ? phrase_print("%s: %s", given, strerror(error))
                         : phrase_print("%s is neither beside this program (%s) nor in ../libexec/childproof",
                               name, folder);
    else
        *ret_path = path;
    free(folder);
    return path == NULL ? -ENOENT : 0;
}
