#include "facts.h"

#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VIRTUAL_TIME_PREFIX "/dev/shm/faketime_"

static void append_descriptor(struct text *out, int folder, const char *name)
{
    char target[256] = "";
    ssize_t length = readlinkat(folder, name, target, sizeof(target));
    /* what the library of virtual time opened in this very process was inherited from nobody */
    if (length < 0 || strncmp(target, VIRTUAL_TIME_PREFIX, sizeof(VIRTUAL_TIME_PREFIX) - 1) == 0)
        return;
    text_append_format(out, "%s{\"fd\":%s,\"target\":", out->length > 1 ? "," : "", name);
    text_append_json_string(out, target, (size_t)length);
    text_append_string(out, "}");
}

static void list_descriptors(struct text *out)
{
    text_append_string(out, "[");
    DIR *folder = opendir("/proc/self/fd");
    if (folder) {
        char own[16];
        (void)snprintf(own, sizeof(own), "%d", dirfd(folder));
        // cppcheck-suppress readdirCalled ; one thread, and readdir_r is deprecated
        for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
            if (entry->d_name[0] != '.' && strcmp(entry->d_name, own) != 0)
                append_descriptor(out, dirfd(folder), entry->d_name);
        closedir(folder);
    }
    text_append_string(out, "]");
}

void facts_init(struct facts *facts, int argument_count, char **arguments)
{
    *facts = (struct facts){.parent = getppid(), .argument_count = argument_count, .arguments = arguments};
    text_init(&facts->descriptors);
    list_descriptors(&facts->descriptors);
}

void facts_release(struct facts *facts)
{
    text_release(&facts->descriptors);
}

/* Strings up to BYTES_MAX in all; true if some were left out. */
static bool append_strings(struct text *out, char **strings, size_t bytes_max)
{
    text_append_string(out, "[");
    size_t i = 0;
    for (; strings && strings[i] && out->length < bytes_max; i++) {
        text_append_string(out, i ? "," : "");
        text_append_json_string(out, strings[i], strlen(strings[i]));
    }
    text_append_string(out, "]");
    return strings && strings[i];
}

static void tell_strings(struct control *control, const char *key, char **strings)
{
    struct text list;
    char more[32];
    text_init(&list);
    bool truncated = append_strings(&list, strings, FACTS_ENVIRONMENT_BYTES_MAX / 2);
    event_json(control, key, list.bytes);
    text_release(&list);
    if (truncated) {
        (void)snprintf(more, sizeof(more), "%s_truncated", key);
        event_bool(control, more, true);
    }
}

static void tell_pipes(struct control *control)
{
    static const char *const names[] = {"stdin", "stdout", "stderr"};
    struct text pipes;
    text_init(&pipes);
    for (int fd = 0; fd < 3; fd++) {
        struct stat status;
        text_append_format(&pipes, "%s\"%s\":", fd ? "," : "{", names[fd]);
        if (fstat(fd, &status) == 0)
            text_append_format(&pipes, "%" PRIu64, (uint64_t)status.st_ino);
        else
            text_append_string(&pipes, "null");
    }
    text_append_string(&pipes, "}");
    event_json(control, "pipes", pipes.bytes);
    text_release(&pipes);
}

void facts_tell(const struct facts *facts, struct control *control, const struct run *run)
{
    char folder[PATH_MAX];
    event_begin(control, "hello");
    event_string(control, "run", run->token);
    event_string(control, "worker", run->worker);
    event_integer(control, "pid", getpid());
    event_integer(control, "ppid", facts->parent);
    tell_strings(control, "argv", facts->arguments);
    tell_strings(control, "env", environ);
    if (getcwd(folder, sizeof(folder)))
        event_string(control, "cwd", folder);
    event_json(control, "fds", facts->descriptors.bytes);
    tell_pipes(control);
    event_end(control);
}
