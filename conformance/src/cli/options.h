/* Reading a command's options: long options with getopt's rules, and errors that name what was probably meant. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_kind {
    OPTION_KIND_FLAG,   /* bool * */
    OPTION_KIND_TEXT,   /* const char ** */
    OPTION_KIND_NUMBER, /* unsigned *, within [least, most] */
    OPTION_KIND_FACTOR, /* double *, over 0, up to `most` */
    OPTION_KIND_SEED,   /* unsigned long long * */
    OPTION_KIND_SHARD,  /* unsigned [2]: I and N of "I/N" */
    OPTION_KIND_COUNT,  /* unsigned *: how often it stands there */
};

struct option_spec {
    const char *name; /* without dashes; NULL ends a table */
    char letter;      /* 0: none */
    enum option_kind kind;
    void *target;
    unsigned least;
    unsigned most;
};

/* Reads argv[1…]. Returns 0 with *ret_first, the index of the first argument that is no option (options may stand anywhere);
   1 if help was asked for and printed; or CLI_EXIT_USAGE after a message. */
int options_read(int argc, char **argv, const struct option_spec *specs, int *ret_first);

#endif
