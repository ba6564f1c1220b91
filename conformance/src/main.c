/* childproof: a conformance harness for worker-process supervisors. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/version.h"
#include "oracle/model.h"

/* Descriptors 0 to 2 are there, so that none of ours is taken for one of them. */
static void open_standard_descriptors(void)
{
    int fd;
    do {
        fd = open("/dev/null", O_RDWR);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

int main(int argc, char **argv)
{
    open_standard_descriptors();
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGCHLD, SIG_DFL); /* an ignored one, inherited, would reap what is ours to reap */
    if (argc < 2) {
        char *help[] = {(char[]){"help"}, NULL};
        (void)cli_help(1, help);
        return CLI_EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        (void)printf("childproof %s (specification %s)\n", CHILDPROOF_VERSION, model_revision());
        return CLI_EXIT_OK;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    const struct command *command = cli_command_find(name);
    if (command == NULL)
        return cli_unknown_command(name);
    int status = command->run(argc - 1, argv + 1);
    if (fflush(stdout) != 0 && status == CLI_EXIT_OK) {
        cli_complain("stdout could not be written");
        status = CLI_EXIT_NO_VERDICT;
    }
    return status;
}
