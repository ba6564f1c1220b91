/* sup-config [FILE]: prints the effective configuration, each value with where it came from (CONFIG-01…03). */
#include <sup/config.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define EXIT_GOOD  0
#define EXIT_BAD   1
#define EXIT_USAGE 64

static int usage(FILE *out, int status)
{
    (void)fprintf(out,
        "usage: sup-config [FILE]\n"
        "Prints every value of the configuration and its source: environment over FILE over default.\n"
        "FILE is an INI file of `name = value` lines; the variables begin with " SUP_CONFIG_PREFIX ".\n"
        "Ends with 1 where the configuration is not valid.\n");
    return status;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout, EXIT_GOOD);
    if (argc > 2 || (argc == 2 && argv[1][0] == '-'))
        return usage(stderr, EXIT_USAGE);

    struct sup_config config;
    struct sup_error error;
    sup_error_init(&error);
    if (sup_config_load(argc == 2 ? argv[1] : NULL, &config, &error) < 0) {
        struct sup_text text = {NULL, 0};
        (void)sup_error_render(&error, &text);
        (void)fprintf(stderr, "sup-config: %s\n", text.data ? text.data : "the configuration is not valid");
        sup_text_release(&text);
        sup_error_release(&error);
        return EXIT_BAD;
    }
    for (int key = 0; key < SUP_CONFIG_COUNT; key++)
        (void)printf("%s = %" PRIu64 " ; %s\n", sup_config_name((enum sup_config_key)key),
            config.values[key].value, sup_config_source_name(config.values[key].source));
    return fflush(stdout) == 0 ? EXIT_GOOD : EXIT_BAD;
}
