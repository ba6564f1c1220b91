#include "runner/faketime.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static void preload(struct environment *environment, const char *library)
{
    const char *before = environment_get(environment, "LD_PRELOAD");
    char *list = before == NULL ? phrase_copy(library) : phrase_print("%s:%s", library, before);
    environment_set(environment, "LD_PRELOAD", list);
    free(list);
}

void faketime_set_speed(struct environment *environment, const char *library, int speed)
{
    char *rate = phrase_print("+0 x%d", speed);
    preload(environment, library);
    environment_set(environment, "FAKETIME", rate);
    free(rate);
}

int faketime_set_steps(struct environment *environment, const char *library, const char *control)
{
    int result = faketime_step(control, 0);
    if (result < 0)
        return result;
    preload(environment, library);
    environment_set(environment, "FAKETIME_TIMESTAMP_FILE", control);
    environment_set(environment, "FAKETIME_NO_CACHE", "1");
    environment_set(environment, "FAKETIME_DONT_FAKE_MONOTONIC", "1");
    /* its mending of monotonic condition variables takes their clock for a faked one: timed waits would end at once */
    environment_set(environment, "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return 0;
}

int faketime_step(const char *control, int64_t offset_s)
{
    /* a reader must never see half a file: a new one takes the old one's place */
    char *fresh = phrase_print("%s.new", control);
    FILE *file = fopen(fresh, "we");
    int result = file == NULL ? -errno : 0;
    if (file != NULL) {
        if (fprintf(file, "%+" PRId64 "\n", offset_s) < 0)
            result = -EIO;
        if (fclose(file) != 0 && result == 0)
            result = -EIO;
    }
    if (result == 0 && rename(fresh, control) < 0)
        result = -errno;
    free(fresh);
    return result;
}
