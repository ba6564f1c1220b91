#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

const char cli_run_help[] =
    "usage: childproof run [OPTION]… [GLOB]…\n"
    "\n"
    "Runs scenarios against an adapter (ADAPTER.md) and reports which clauses of the\n"
    "specification the supervisor behind it keeps. GLOB selects scenarios by name\n"
    "(`stream/*`, `*rss*`; a folder's name stands for all in it); without one, all run.\n"
    "\n"
    "  -a, --adapter CMD      the adapter: a command line, split as a shell would (quotes,\n"
    "                         backslash), run without a shell [ref-adapter beside this program]\n"
    "  -c, --clause ID        only scenarios that check this clause\n"
    "  -t, --tag TAG          only scenarios with this tag\n"
    "  -j, --jobs N           scenarios at a time, 1 to 256 [8 for each processor]\n"
    "  -r, --report DIR       write report.json, junit.xml, report.tap, summary.md, badge.json,\n"
    "                         index.html and the traces there\n"
    "  -e, --expect FILE      known failures, one a line: SCENARIO-GLOB [CLAUSE] : REASON\n"
    "      --write-expect FILE  write this run's failures there as such lines, to begin with\n"
    "                         (may be the FILE of --expect: reasons stay)\n"
    "      --figures FILE     show these figures in the report too: the output of\n"
    "                         `tools/bench/run --format json`, or a file like it\n"
    "      --fail-fast        stop at the first failure that is not expected\n"
    "      --shard I/N        the I-th of N parts of the selection; `childproof merge` joins them\n"
    "      --seed S           order in which scenarios start [random, shown in the report]\n"
    "  -s, --scenarios DIR    the scenario folder [./scenarios, or the one beside the program]\n"
    "      --fake-child FILE  the program fake-child [beside this program]\n"
    "      --timeout-scale F  multiply every limit of time by F (a slow machine, valgrind)\n"
    "      --keep             leave the run's folder and say where it is\n"
    "      --no-color         no colours (so does the variable NO_COLOR)\n"
    "  -q, --quiet            the end only\n"
    "  -v, --verbose          a line for each scenario that ran; twice: for the unsupported ones too\n"
    "\n"
    "Exit status: 0 conformant in what was claimed; 1 not; 2 no verdict (nothing ran, it could\n"
    "not run, inconclusive); 64 usage; 128 + signal number when interrupted.\n";

const char cli_list_help[] = "usage: childproof list [OPTION]… [GLOB]…\n"
                             "\n"
                             "Lists scenarios: name, profile, clauses, what each one is about.\n"
                             "\n"
                             "  -c, --clause ID        only those that check this clause\n"
                             "  -t, --tag TAG          only those with this tag\n"
                             "  -s, --scenarios DIR    the scenario folder\n"
                             "  -1, --names            names only\n"
                             "\n"
                             "Exit status: 0; 2 where nothing is listed or a file cannot be loaded.\n";

const char cli_explain_help[] =
    "usage: childproof explain ID…\n"
    "\n"
    "Tells what a clause says, why, and how it is checked; with the scenarios that check it and\n"
    "what came of it in the last report.\n"
    "\n"
    "  -r, --report DIR       the report [./out, else the one of this program's build]\n"
    "  -s, --scenarios DIR    the scenario folder\n"
    "\n"
    "Exit status: 0; 1 where there is no such clause; 2 where the report cannot be read.\n";

const char cli_play_help[] =
    "usage: childproof play [OPTION]… FILE\n"
    "\n"
    "Runs one scenario and shows its trace as it grows, in three lanes: caller, child, kernel.\n"
    "FILE is a scenario file, or a scenario's name.\n"
    "\n"
    "  -a, --adapter CMD      the adapter [ref-adapter beside this program]\n"
    "  -s, --scenarios DIR    the scenario folder, for names\n"
    "      --fake-child FILE  the program fake-child\n"
    "      --timeout-scale F  multiply every limit of time by F\n"
    "      --step             stop at each event: Enter goes on, c runs to the end, q ends (needs a\n"
    "                         terminal). The supervisor's own clocks go on meanwhile\n"
    "      --debug-adapter    wait before the first call until a debugger is attached to the adapter\n"
    "      --debug-child      the same with each fake child, before it does anything; both say the\n"
    "                         command, as `gdb -p 1234`\n"
    "      --keep             leave the run's folder and say where it is\n"
    "      --no-color         no colours\n"
    "\n"
    "With --step and --debug-* every limit of the harness is multiplied by 100.\n"
    "\n"
    "Exit status: as `run`; 2 after q.\n";

const char cli_check_adapter_help[] =
    "usage: childproof check-adapter [OPTION]… CMD…\n"
    "\n"
    "Exercises every verb of the profiles that an adapter claims, with children that behave, and\n"
    "says in plain words what is wrong with an answer. Run it before anything else. CMD is the\n"
    "adapter's command line, as one argument or as several.\n"
    "\n"
    "      --fake-child FILE  the program fake-child\n"
    "      --timeout-scale F  multiply every limit of time by F\n"
    "      --no-color         no colours\n"
    "\n"
    "Exit status: 0 fit to be judged; 1 something is wrong; 2 it could not be tried.\n";

const char cli_new_help[] =
    "usage: childproof new [OPTION]… AREA/NAME\n"
    "\n"
    "Writes a scenario to begin with: AREA/NAME.lua in the scenario folder, which runs and passes\n"
    "as it is. NAME says the behaviour in lower case, with `_` between words. A file that is there\n"
    "is never overwritten.\n"
    "\n"
    "  -c, --clause ID        the clause it checks [REQ-01]\n"
    "  -s, --scenarios DIR    the scenario folder [./scenarios]\n"
    "\n"
    "Exit status: 0; 2 where the file is there already, or cannot be written.\n";

const char cli_lint_help[] =
    "usage: childproof lint [OPTION]… [FILE|GLOB]…\n"
    "\n"
    "Checks scenario files without running them: syntax, keys, clauses that exist, names. Takes\n"
    "files, folders, and names or globs as `run` does. Without any, all of the scenario folder.\n"
    "\n"
    "  -s, --scenarios DIR    the scenario folder\n"
    "\n"
    "Exit status: 0; 1 where a file has errors; 2 where there is no file.\n";

const char cli_judge_help[] = "usage: childproof judge TRACE…\n"
                              "\n"
                              "Judges stored traces again, with this program's model. `-` is stdin.\n"
                              "\n"
                              "Exit status: 0 no clause is broken; 1 one is; 2 a trace cannot be read.\n";

const char cli_matrix_help[] =
    "usage: childproof matrix [OPTION]…\n"
    "\n"
    "Shows every clause of the specification with the number of scenarios that name it and how\n"
    "it is checked, or why it is not.\n"
    "\n"
    "  -s, --scenarios DIR    the scenario folder\n";

const char cli_model_help[] =
    "usage: childproof model [FORMAT]\n"
    "\n"
    "Prints the specification's tables. FORMAT: markdown (default), json, dot or mermaid (the\n"
    "last two are the state machine).\n";

const char cli_merge_help[] =
    "usage: childproof merge [OPTION]… REPORT…\n"
    "\n"
    "Puts the reports of the shards of one run together and judges them as one. REPORT is a\n"
    "report.json, or the folder that holds one. All must be of the same specification, subject and\n"
    "expectations; no scenario may stand in two. A shard that is missing leaves no verdict.\n"
    "\n"
    "  -r, --report DIR       write the whole run's report there, as `run --report` does\n"
    "      --no-color         no colours\n"
    "\n"
    "Exit status: as `run`; 2 too where the reports cannot be read, or do not belong together.\n";

const char cli_diff_help[] =
    "usage: childproof diff OLD NEW\n"
    "\n"
    "Compares two reports (a report.json, or the folder that holds one): what is broken, fixed,\n"
    "changed, new and gone.\n"
    "\n"
    "Exit status: 0 nothing is broken that was not; 1 something is; 2 a report cannot be read, or\n"
    "the two have no scenario in common.\n";

const char cli_help_help[] = "usage: childproof help [COMMAND]\n\nTells more about a command.\n";

int cli_help(int argc, char **argv)
{
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        (void)fputs(cli_help_help, stdout);
        return CLI_EXIT_OK;
    }
    if (argc > 1) {
        const struct command *command = cli_command_find(argv[1]);
        if (command == NULL)
            return cli_unknown_command(argv[1]);
        (void)fputs(command->help, stdout);
        return CLI_EXIT_OK;
    }
    (void)fputs("usage: childproof COMMAND [ARGUMENT]…\n"
                "\n"
                "A conformance harness for supervisors of worker processes.\n"
                "\n",
        stdout);
    for (const struct command *command = cli_commands; command->name != NULL; command++)
        (void)printf("  %-14s %s\n", command->name, command->summary);
    (void)fputs(
        "\n"
        "`childproof help COMMAND` tells more. First steps with a supervisor of your own:\n"
        "write an adapter (ADAPTER.md), `childproof check-adapter CMD`, `childproof run --adapter CMD`.\n",
        stdout);
    return CLI_EXIT_OK;
}
