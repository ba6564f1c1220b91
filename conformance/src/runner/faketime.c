#include "runner/faketime.h"

#include <errno.h>
#include <glob.h>
#include <stdbool.h>
#include <stdlib.h>

#include "runner/phrase.h"

/* The library for programs with threads: the plain one deadlocks in their condition variables. */
static const char *const patterns[] = {
    "/usr/lib/*/faketime/libfaketimeMT.so.1",
    "/usr/lib/faketime/libfaketimeMT.so.1",
    "/usr/lib64/faketime/libfaketimeMT.so.1",
    "/usr/local/lib/faketime/libfaketimeMT.so.1",
};

int faketime_find(char **ret_path)
{
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        glob_t found = {0};
        bool any = glob(patterns[i], GLOB_NOSORT, NULL, &found) == 0 && found.gl_pathc > 0;
        if (any)
            *ret_path = phrase_copy(found.gl_pathv[0]);
        globfree(&found);
        if (any)
            return 0;
    }
    return -ENOENT;
}

void faketime_set_speed(struct environment *environment, const char *library, int speed)
{
    char *rate = phrase_print("+0 x%d", speed);
    environment_preload(environment, library);
    environment_set(environment, "FAKETIME", rate);
    free(rate);
}
