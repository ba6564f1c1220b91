#include "cli/cli.h"

int cli_check_adapter(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    cli_complain("not there yet");
    return CLI_EXIT_NO_VERDICT;
}
