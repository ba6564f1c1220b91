#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define OPTIONS_MAX  40
#define FIRST_VALUE  256
#define FACTOR_LEAST 0.01

static bool takes_value(enum option_kind kind)
{
    return kind != OPTION_KIND_FLAG && kind != OPTION_KIND_COUNT;
}

static bool read_number(const char *text, unsigned least, unsigned most, unsigned *ret_number)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == '-' || number < least || number > most)
        return false;
    *ret_number = (unsigned)number;
    return true;
}

static bool read_factor(const char *text, unsigned most, double *ret_factor)
{
    char *end;
    double factor = strtod(text, &end);
    if (end == text || *end != '\0' || !(factor >= FACTOR_LEAST && factor <= (double)most))
        return false;
    *ret_factor = factor;
    return true;
}

static bool read_seed(const char *text, unsigned long long *ret_seed)
{
    char *end;
    errno = 0;
    unsigned long long seed = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == '-')
        return false;
    *ret_seed = seed;
    return true;
}

static bool read_shard(const char *text, unsigned ret_shard[2])
{
    char *end;
    unsigned long index = strtoul(text, &end, 10);
    if (end == text || *end != '/')
        return false;
    unsigned count;
    if (!read_number(end + 1, 1, 10000, &count) || index < 1 || index > count)
        return false;
    ret_shard[0] = (unsigned)index;
    ret_shard[1] = count;
    return true;
}

static int take(const char *command, const struct option_spec *spec, const char *value)
{
    switch (spec->kind) {
    case OPTION_KIND_FLAG: *(bool *)spec->target = true; return 0;
    case OPTION_KIND_COUNT: ++*(unsigned *)spec->target; return 0;
    case OPTION_KIND_TEXT: *(const char **)spec->target = value; return 0;
    case OPTION_KIND_NUMBER:
        if (read_number(value, spec->least, spec->most, spec->target))
            return 0;
        return cli_usage(command, "--%s takes a whole number from %u to %u, not `%s`", spec->name,
            spec->least, spec->most, value);
    case OPTION_KIND_FACTOR:
        if (read_factor(value, spec->most, spec->target))
            return 0;
        return cli_usage(command, "--%s takes a factor from %.2f to %u, not `%s`", spec->name, FACTOR_LEAST,
            spec->most, value);
    case OPTION_KIND_SEED:
        if (read_seed(value, spec->target))
            return 0;
        return cli_usage(command, "--%s takes a whole number, not `%s`", spec->name, value);
    case OPTION_KIND_SHARD:
        if (read_shard(value, spec->target))
            return 0;
        return cli_usage(command, "--%s takes I/N with 1 <= I <= N, not `%s`", spec->name, value);
    }
    return 0;
}

static int complain_of(const char *command, const struct option_spec *specs, const char *word)
{
    const char *names[OPTIONS_MAX + 2] = {"help"};
    size_t count = 1;
    for (; specs->name != NULL && count <= OPTIONS_MAX; specs++)
        names[count++] = specs->name;
    char stripped[64];
    (void)snprintf(stripped, sizeof stripped, "%.*s", (int)strcspn(word + strspn(word, "-"), "="),
        word + strspn(word, "-"));
    const char *nearest = cli_nearest(stripped, names);
    if (nearest != NULL)
        return cli_usage(command, "there is no option `%s`; did you mean --%s?", word, nearest);
    return cli_usage(command, "there is no option `%s`", word);
}

static int prepare(const struct option_spec *specs, struct option *ret_long, char *ret_short)
{
    int count = 0;
    char *letter = ret_short;
    *letter++ = ':'; /* errors are ours to tell */
    *letter++ = 'h';
    for (; specs[count].name != NULL; count++) {
        const struct option_spec *spec = &specs[count];
        ret_long[count] = (struct option){
            spec->name, takes_value(spec->kind) ? required_argument : no_argument, NULL, FIRST_VALUE + count};
        if (spec->letter != 0) {
            *letter++ = spec->letter;
            if (takes_value(spec->kind))
                *letter++ = ':';
        }
    }
    *letter = '\0';
    ret_long[count] = (struct option){"help", no_argument, NULL, 'h'};
    ret_long[count + 1] = (struct option){0};
    return count;
}

static const struct option_spec *find(const struct option_spec *specs, int value)
{
    if (value >= FIRST_VALUE)
        return &specs[value - FIRST_VALUE];
    while (specs->name != NULL && specs->letter != value)
        specs++;
    return specs;
}

int options_read(int argc, char **argv, const struct option_spec *specs, int *ret_first)
{
    struct option long_options[OPTIONS_MAX + 2];
    char short_options[2 * OPTIONS_MAX + 4];
    (void)prepare(specs, long_options, short_options);
    const char *command = argv[0];
    opterr = 0;
    optind = 1;
    for (;;) {
        int at = optind;
        int value = getopt_long(argc, argv, short_options, long_options, NULL);
        if (value < 0)
            break;
        if (value == 'h') {
            (void)fputs(cli_command_find(command)->help, stdout);
            return 1;
        }
        const char *word = at < argc ? argv[at] : "";
        if (value == ':')
            return cli_usage(command, "%s wants a value", argv[optind - 1]);
        if (value == '?')
            return complain_of(command, specs, optind > at ? argv[optind - 1] : word);
        int result = take(command, find(specs, value), optarg);
        if (result != 0)
            return result;
    }
    *ret_first = optind;
    return 0;
}
