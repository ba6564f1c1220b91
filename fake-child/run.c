#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "shared/memory.h"
#include "shared/text.h"

#define RUN_FILE_NAME "run.json"

static int refuse(const char *file, const char *why)
{
    (void)fprintf(stderr, "fake-child: %s: %s\n", file, why);
    return -1;
}

static int parse(struct run *ret, const char *file, const char *bytes, size_t length)
{
    struct json_error wrong;
    if (json_parse(bytes, length, &ret->tree, &wrong) < 0) {
        (void)fprintf(stderr, "fake-child: %s: not JSON at byte %zu: %s\n", file, wrong.offset, wrong.reason);
        return -1;
    }
    ret->socket = json_get_string(ret->tree, "socket", NULL);
    ret->scenario = json_get_string(ret->tree, "scenario", NULL);
    ret->worker = json_get_string(ret->tree, "worker", "a");
    ret->token = json_get_string(ret->tree, "run", "");
    if (json_type_of(ret->tree) != JSON_TYPE_OBJECT || (!ret->socket && !ret->scenario))
        return refuse(file, "expected {\"socket\":PATH,\"scenario\":FILE,\"worker\":NAME,\"run\":TOKEN}");
    return 1;
}

static int read_run(struct run *ret, const char *file, bool required)
{
    static const size_t room = RUN_FILE_BYTES_MAX + 1;
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT && !required ? 0 : refuse(file, strerror(errno));
    char *bytes = memory_allocate(room);
    ssize_t length = read(fd, bytes, room);
    close(fd);
    int result;
    if (length < 0 || (size_t)length >= room)
        result = refuse(file, length < 0 ? "cannot be read" : "is longer than 64 KiB");
    else
        result = parse(ret, file, bytes, (size_t)length);
    free(bytes);
    return result;
}

/* run.json in the folder of PROGRAM, a path with a slash in it. */
static int look_beside(struct run *ret, const char *program)
{
    const char *slash = program ? strrchr(program, '/') : NULL;
    if (!slash)
        return 0;
    struct text file;
    text_init(&file);
    text_append(&file, program, (size_t)(slash - program) + 1);
    text_append_string(&file, RUN_FILE_NAME);
    int result = read_run(ret, file.bytes, false);
    text_release(&file);
    return result;
}

int run_find(struct run *ret, const char *argument_0)
{
    int result = look_beside(ret, (const char *)getauxval(AT_EXECFN)); // NOLINT(performance-no-int-to-ptr)
    if (result == 0)
        result = look_beside(ret, argument_0);
    const char *named = getenv("CHILDPROOF_RUN");
    if (result == 0 && named)
        result = read_run(ret, named, true);
    return result;
}

void run_release(struct run *run)
{
    json_free(run->tree);
    *run = (struct run){0};
}
