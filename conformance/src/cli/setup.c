#include "cli/setup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "runner/command.h"
#include "runner/phrase.h"
#include "runner/program.h"

static char *reference_adapter(void)
{
    char *folder = program_folder();
    char *path = phrase_print("%s/ref-adapter", folder);
    char *quoted = access(path, X_OK) == 0 ? setup_quote(path) : NULL;
    free(path);
    free(folder);
    return quoted;
}

static int split_adapter(struct setup *setup)
{
    const char *error;
    char *path;
    if (command_split(setup->adapter_text, &setup->adapter, &error) < 0)
        return cli_usage(NULL, "--adapter: %s: %s", error, setup->adapter_text);
    int result = command_find(setup->adapter[0], &path);
    if (result < 0) {
        cli_complain("the adapter cannot be run: %s: %s", setup->adapter[0], strerror(-result));
        return CLI_EXIT_NO_VERDICT;
    }
    free(setup->adapter[0]);
    setup->adapter[0] = path;
    return 0;
}

int setup_open_adapter(struct setup *setup, const char *adapter, const char *fake_child)
{
    char *error;
    setup->adapter_text = adapter == NULL ? reference_adapter() : phrase_copy(adapter);
    if (setup->adapter_text == NULL) {
        cli_complain("no adapter: there is no ref-adapter beside this program; name one with --adapter CMD");
        return CLI_EXIT_NO_VERDICT;
    }
    int status = split_adapter(setup);
    if (status != 0)
        return status;
    if (program_find_companion("fake-child", fake_child, &setup->fake_child, &error) < 0) {
        cli_complain("%s", error);
        free(error);
        return CLI_EXIT_NO_VERDICT;
    }
    return 0;
}

/* What a filter leaves out is missing for good; what a shard leaves out is in another shard. */
static int select_part(struct setup *setup, const struct selection *selection, char **ret_error)
{
    size_t all = setup->set.count;
    struct selection whole = *selection;
    whole.shard = 0;
    int result = select_scenarios(&setup->set, &whole, ret_error);
    setup->partial = setup->set.count < all;
    if (result < 0 || selection->shard == 0)
        return result;
    struct selection part = {.shard = selection->shard, .shard_count = selection->shard_count};
    return select_scenarios(&setup->set, &part, ret_error);
}

int setup_load_set(const char *folder, const struct selection *selection, struct scenario_set *ret_set)
{
    char *found = NULL;
    char *error = NULL;
    struct scenario_set set = {0};
    int result = discover_folder(folder, &found, &error);
    if (result == 0)
        result = discover_all(found, &set, &error);
    if (result == 0)
        result = select_scenarios(&set, selection, &error);
    if (result < 0) {
        cli_complain("%s", error);
        scenario_set_release(&set);
    } else {
        *ret_set = set;
    }
    free(error);
    free(found);
    return result;
}

int setup_open(struct setup *setup, const char *adapter, const char *fake_child, const char *folder,
    const struct selection *selection)
{
    char *found = NULL;
    char *error = NULL;
    int status = setup_open_adapter(setup, adapter, fake_child);
    if (status != 0)
        return status;
    int result = discover_folder(folder, &found, &error);
    if (result == 0)
        result = discover_all(found, &setup->set, &error);
    if (result == 0)
        result = select_part(setup, selection, &error);
    if (result < 0)
        cli_complain("%s", error);
    free(error);
    free(found);
    return result < 0 ? CLI_EXIT_NO_VERDICT : 0;
}

void setup_close(struct setup *setup)
{
    free(setup->adapter_text);
    command_free(setup->adapter);
    free(setup->fake_child);
    scenario_set_release(&setup->set);
}

char *setup_quote(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
    if (word[0] != '\0' && word[strspn(word, plain)] == '\0')
        return phrase_copy(word);
    char *quoted = phrase_copy("'");
    for (;;) {
        size_t length = strcspn(word, "'");
        char *longer =
            phrase_print("%s%.*s%s", quoted, (int)length, word, word[length] == '\'' ? "'\\''" : "'");
        free(quoted);
        quoted = longer;
        if (word[length] == '\0')
            return quoted;
        word += length + 1;
    }
}

char *setup_command_line(int argc, char **argv)
{
    char *line = phrase_copy("childproof");
    for (int i = 0; i < argc; i++) {
        char *word = setup_quote(argv[i]);
        char *longer = phrase_print("%s %s", line, word);
        free(word);
        free(line);
        line = longer;
    }
    return line;
}
