/* Finding the child (CHILD-01). */
#include <sup/resolve.h>

#include "linux/program.h"
#include "report.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIED_MAX 3

/* One search: what was looked at so far, and the outcome once there is one. */
struct search {
    struct sup_text *ret_path;
    struct sup_error *error;
    struct sup_text tried[TRIED_MAX];
    size_t tried_count;
};

static int report_not_executable(struct sup_error *error, const char *path, enum program_look look)
{
    const char *reason = look == PROGRAM_NO_FILE ? "not a regular file" : "no permission to execute it";
    int r = report(error, SUP_ERROR_KIND_WORKER_CHILD_NOT_EXECUTABLE, "%s", reason);
    (void)sup_text_assign(&error->path, path, strlen(path));
    (void)sup_text_assign(&error->reason, reason, strlen(reason));
    return r;
}

static int report_unresolved(struct search *search)
{
    int r = report(search->error, SUP_ERROR_KIND_WORKER_CHILD_UNRESOLVED, "nothing is there");
    search->error->tried = calloc(TRIED_MAX, sizeof(*search->error->tried));
    for (size_t i = 0; search->error->tried && i < search->tried_count; i++) {
        search->error->tried[i] = search->tried[i];
        search->tried[i] = (struct sup_text){0};
        search->error->tried_count = i + 1;
    }
    return r;
}

/* 1: PATH is the child; 0: nothing is there; or minus a kind. */
static int look_at(struct search *search, const char *path)
{
    enum program_look look = program_look(path);
    if (look == PROGRAM_READY)
        return sup_text_assign(search->ret_path, path, strlen(path)) < 0 ? report_memory(search->error) : 1;
    if (look != PROGRAM_ABSENT)
        return report_not_executable(search->error, path, look);
    struct sup_text *tried = &search->tried[search->tried_count++];
    return sup_text_assign(tried, path, strlen(path)) < 0 ? report_memory(search->error) : 0;
}

/* The bytes of FOLDER's parent within its own text; -1 where the text does not say. */
static int parent_bytes(const char *folder)
{
    size_t bytes = strlen(folder);
    while (bytes > 1 && folder[bytes - 1] == '/')
        bytes--;
    while (bytes > 0 && folder[bytes - 1] != '/')
        bytes--;
    while (bytes > 1 && folder[bytes - 1] == '/')
        bytes--;
    return bytes > 0 && bytes < PATH_MAX ? (int)bytes : -1;
}

static int look_within(struct search *search, const char *folder, int folder_bytes, const char *name)
{
    char *path;
    const char *slash = folder_bytes > 0 && folder[folder_bytes - 1] == '/' ? "" : "/";
    if (asprintf(&path, "%.*s%s%s", folder_bytes, folder, slash, name) < 0)
        return report_memory(search->error);
    int r = look_at(search, path);
    free(path);
    return r;
}

/* In the folder of the running program, then in that folder's parent. */
static int look_beside(struct search *search, const struct sup_resolve_options *options)
{
    char own[PATH_MAX];
    const char *folder = options->executable_dir;
    if (!folder && program_own_folder(own, sizeof(own)) == 0)
        folder = own;
    if (!options->name || !folder || strlen(folder) >= PATH_MAX)
        return 0;
    int r = look_within(search, folder, (int)strlen(folder), options->name);
    int parent = parent_bytes(folder);
    return r == 0 && parent > 0 ? look_within(search, folder, parent, options->name) : r;
}

static const char *override_value(const struct sup_resolve_options *options)
{
    const char *variable =
        options->override_variable ? options->override_variable : SUP_CHILD_VARIABLE_DEFAULT;
    const char *value = options->environment ? options->environment(options->environment_context, variable)
                                             : getenv(variable);
    return value && value[0] ? value : NULL;
}

static int search_run(struct search *search, const struct sup_resolve_options *options)
{
    const char *override = override_value(options);
    int r = 0;
    if (override) {
        r = look_at(search, override);
        return r == 0 ? report_unresolved(search) : r;
    }
    if (options->explicit_path)
        r = look_at(search, options->explicit_path);
    if (r == 0)
        r = look_beside(search, options);
    return r == 0 ? report_unresolved(search) : r;
}

int sup_child_resolve(
    const struct sup_resolve_options *options, struct sup_text *ret_path, struct sup_error *ret_error)
{
    struct report_place place;
    struct search search = {.ret_path = ret_path, .error = report_begin(&place, ret_error)};
    int r = search_run(&search, options);
    for (size_t i = 0; i < search.tried_count; i++)
        sup_text_release(&search.tried[i]);
    report_end(&place);
    return r < 0 ? r : 0;
}
