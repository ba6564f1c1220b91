/* The command new: a scenario to begin with. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "oracle/model.h"
#include "runner/discover.h"
#include "runner/phrase.h"
#include "shared/text.h"

#define CLAUSE_DEFAULT "REQ-01"
#define NAME_BYTES_MAX 200

extern const char new_skeleton_text[];

/* "area/name": words in lower case, parts with `_` between them, at least one folder. */
static bool name_is_fit(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
    static const char all[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
    int depth = 0;
    if (strlen(name) > NAME_BYTES_MAX)
        return false;
    for (;;) {
        size_t length = strspn(name, all);
        if (length == 0 || strchr(letters, name[0]) == NULL)
            return false;
        if (name[length] == '\0')
            return depth >= 1 && depth <= DISCOVER_DEPTH_MAX;
        if (name[length] != '/')
            return false;
        name += length + 1;
        depth++;
    }
}

/* The last part, as words. */
static void append_summary(struct text *out, const char *name)
{
    for (const char *byte = strrchr(name, '/') + 1; *byte != '\0'; byte++)
        text_append(out, *byte == '_' ? " " : byte, 1);
}

static void fill_skeleton(const char *name, const char *clause, struct text *out)
{
    const char *rest = new_skeleton_text;
    const char *mark;
    while ((mark = strchr(rest, '@')) != NULL) {
        const char *end = strchr(mark + 1, '@');
        text_append(out, rest, (size_t)(mark - rest));
        if (strncmp(mark, "@SUMMARY@", (size_t)(end - mark)) == 0)
            append_summary(out, name);
        else
            text_append_string(out, clause);
        rest = end + 1;
    }
    text_append_string(out, rest);
}

static int make_folders(char *path, const char *name)
{
    for (char *slash = strchr(path + strlen(path) - strlen(name), '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int error = mkdir(path, 0777) < 0 && errno != EEXIST ? errno : 0;
        *slash = '/';
        if (error != 0)
            return -error;
    }
    return 0;
}

/* Makes the file; one that is there stays as it is. */
static int write_new(const char *path, const struct text *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return -errno;
    int error = 0;
    FILE *file = fdopen(fd, "w");
    if (file == NULL) {
        error = errno;
        close(fd);
    } else {
        if (fwrite(text->bytes, 1, text->length, file) != text->length)
            error = errno != 0 ? errno : EIO;
        if (fclose(file) != 0 && error == 0)
            error = errno;
    }
    if (error != 0)
        (void)unlink(path);
    return -error;
}

static int write_scenario(const char *folder, const char *name, const char *clause)
{
    struct text text;
    char *path = phrase_print("%s/%s.lua", folder, name);
    text_init(&text);
    fill_skeleton(name, clause, &text);
    char *folders = phrase_print("%s/%s", folder, name);
    int result = make_folders(folders, name);
    if (result == 0)
        result = write_new(path, &text);
    if (result == -EEXIST)
        cli_complain("%s is there already; it stays as it is", path);
    else if (result < 0)
        cli_complain("%s cannot be written: %s", path, strerror(-result));
    else
        (void)printf("%s is written. Next:\n"
                     "  childproof play %s     # watch it\n"
                     "  childproof lint %s     # check it\n",
            path, path, path);
    free(folders);
    text_release(&text);
    free(path);
    return result < 0 ? CLI_EXIT_NO_VERDICT : CLI_EXIT_OK;
}

int cli_new(int argc, char **argv)
{
    const char *folder = "scenarios";
    const char *clause = CLAUSE_DEFAULT;
    const struct option_spec specs[] = {
        {"clause", 'c', OPTION_KIND_TEXT, &clause, 0, 0},
        {"scenarios", 's', OPTION_KIND_TEXT, &folder, 0, 0},
        {0},
    };
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first + 1 != argc)
        return cli_usage("new", "new wants one name, as stream/abort_between_rows");
    if (!name_is_fit(argv[first]))
        return cli_usage("new",
            "`%s` is no name of a scenario: AREA/NAME in lower case, with `_` between words, without `.lua`",
            argv[first]);
    if (model_clause_find(clause) == NULL)
        return cli_usage("new", "there is no clause `%s`; `childproof matrix` lists them", clause);
    struct stat facts;
    if (stat(folder, &facts) < 0 || !S_ISDIR(facts.st_mode)) {
        cli_complain("%s is no folder; name one with --scenarios DIR, or make it first", folder);
        return CLI_EXIT_NO_VERDICT;
    }
    return write_scenario(folder, argv[first], clause);
}
