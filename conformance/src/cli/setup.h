/* What every command that runs scenarios needs first: the adapter, the fake child, the scenarios. */
#ifndef CLI_SETUP_H
#define CLI_SETUP_H

#include <stdbool.h>

#include "runner/discover.h"

struct setup {
    char *adapter_text; /* the command, as given or found */
    char **adapter;     /* its words; [0] is a path */
    char *fake_child;
    struct scenario_set set;
    bool partial; /* a filter selects less than all scenarios of the folder; a shard alone is not one */
};

/* Finds everything; says on stderr what is missing. `adapter` NULL: ref-adapter beside the program. Returns 0, CLI_EXIT_USAGE or
   CLI_EXIT_NO_VERDICT. setup_close in every case. */
int setup_open(struct setup *setup, const char *adapter, const char *fake_child, const char *folder,
    const struct selection *selection);
/* Only the scenarios: those of `folder` (NULL: where they are by default) that are selected. 0, or a negative number after a
   message. Release the set on success. */
int setup_load_set(const char *folder, const struct selection *selection, struct scenario_set *ret_set);
/* Only adapter and fake child. */
int setup_open_adapter(struct setup *setup, const char *adapter, const char *fake_child);
void setup_close(struct setup *setup);

/* A word as a shell takes it; caller frees. */
char *setup_quote(const char *word);
/* The command line, as it would be typed; caller frees. */
char *setup_command_line(int argc, char **argv);

#endif
