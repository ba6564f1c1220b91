#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "oracle/oracle.h"
#include "runner/narrate.h"
#include "trace/trace.h"

#define CONTEXT_EVENTS 4

static void print_violation(const struct trace *trace, const struct violation *violation)
{
    (void)printf("  %s %s (%s)\n    expected: %s\n    happened: %s\n", violation_level_name(violation->level),
        violation->clause, violation->found_by, violation->expected, violation->happened);
    if (violation->states != NULL)
        (void)printf("    possible states: %s\n", violation->states);
    if (violation->file != NULL)
        (void)printf("    at %s:%u\n", violation->file, violation->line);
    if (violation->event == 0)
        return;
    uint64_t first = violation->event > CONTEXT_EVENTS ? violation->event - CONTEXT_EVENTS : 1;
    for (uint64_t n = first; n <= violation->event; n++) {
        char *line = narrate_line(trace_at(trace, (size_t)n - 1));
        (void)printf("    %s%6" PRIu64 " %s\n", n == violation->event ? ">" : " ", n, line);
        free(line);
    }
}

static int judge_file(const char *name)
{
    bool from_stdin = strcmp(name, "-") == 0;
    FILE *file = from_stdin ? stdin : fopen(name, "re");
    if (file == NULL) {
        cli_complain("%s: %s", name, strerror(errno));
        return CLI_EXIT_NO_VERDICT;
    }
    struct trace *trace;
    char *error = NULL;
    int result = trace_read(file, &trace, &error);
    if (!from_stdin)
        (void)fclose(file);
    if (result < 0) {
        cli_complain("%s: %s", name, error != NULL ? error : strerror(-result));
        free(error);
        return CLI_EXIT_NO_VERDICT;
    }
    struct verdict *verdict;
    if (oracle_judge(trace, &verdict) < 0)
        abort();
    int status = CLI_EXIT_OK;
    (void)printf("%s: %zu events, %zu violations\n", name, trace_count(trace), verdict->violation_count);
    for (size_t i = 0; i < verdict->violation_count; i++) {
        print_violation(trace, &verdict->violations[i]);
        if (verdict->violations[i].level == VIOLATION_LEVEL_FAIL)
            status = CLI_EXIT_FAILED;
    }
    if (trace_count(trace) == 0)
        status = CLI_EXIT_NO_VERDICT;
    verdict_free(verdict);
    trace_free(trace);
    return status;
}

int cli_judge(int argc, char **argv)
{
    const struct option_spec specs[] = {{0}};
    int first;
    int status = options_read(argc, argv, specs, &first);
    if (status != 0)
        return status == 1 ? CLI_EXIT_OK : status;
    if (first == argc)
        return cli_usage("judge", "judge wants the file of a trace");
    for (int i = first; i < argc; i++) {
        int judged = judge_file(argv[i]);
        if (judged > status)
            status = judged;
    }
    return status;
}
