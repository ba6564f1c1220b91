/* fake-child: a worker process that does what a script says.
 *
 * A harness that starts it through a link named `fake-child` puts run.json beside the link: that file says where the harness
 * listens and which scenario to play. Then the arguments are the scenario's business. By hand there are options. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child.h"
#include "facts.h"
#include "run.h"
#include "shared/json.h"

#ifndef FAKE_CHILD_VERSION
#define FAKE_CHILD_VERSION "0"
#endif

static const char usage[] =
    "fake-child: a scriptable worker process that speaks the worker protocol, version 10, on stdin and "
    "stdout.\n"
    "\n"
    "  fake-child                      serves every operation as a good child does\n"
    "  fake-child --script FILE        plays the `child` of a scenario\n"
    "\n"
    "  --script FILE       the scenario (scenarios/README.md); without `child` in it: a good child\n"
    "  --trace             tells on stderr what it does, one JSON object a line\n"
    "  --trace-file FILE   the same into a file\n"
    "  --generation N      what worker.generation is (default 0)\n"
    "  --worker NAME       what worker.name is (default a)\n"
    "  --help, --version\n"
    "\n"
    "With a run.json beside the link it was started through, or named by $CHILDPROOF_RUN, it connects to the "
    "harness\n"
    "that the file names and takes no options: its arguments belong to the scenario.\n"
    "\n"
    "Exit status: what the script says; 0 at end of file on stdin or after `terminate`; 1 when stdout cannot "
    "be written;\n"
    "64 usage; 65 the parent broke the protocol; 70 an error in the script; 75 the harness is gone; 78 "
    "set-up failed.\n";

struct life {
    struct child child;
    int trace_fd; /* owned if above 2 */
    int code;
};

static int open_trace(const char *file)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        (void)fprintf(stderr, "fake-child: %s: %s\n", file, strerror(errno));
    return fd;
}

static int usage_error(const char *what)
{
    (void)fprintf(stderr, "fake-child: %s; `fake-child --help` lists the options\n", what);
    return CHILD_EXIT_USAGE;
}

/* By hand. Returns -1 to go on, else an exit status. */
static int read_options(struct life *life, int argc, char **argv)
{
    static const struct option options[] = {{"script", required_argument, NULL, 's'},
        {"trace", no_argument, NULL, 't'}, {"trace-file", required_argument, NULL, 'f'},
        {"generation", required_argument, NULL, 'g'}, {"worker", required_argument, NULL, 'w'},
        {"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'v'}, {NULL, 0, NULL, 0}};
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        char *end = NULL;
        long number = 0;
        switch (option) {
        case 's': life->child.scenario = optarg; break;
        case 't': life->trace_fd = STDERR_FILENO; break;
        case 'f':
            life->trace_fd = open_trace(optarg);
            if (life->trace_fd < 0)
                return CHILD_EXIT_USAGE;
            break;
        case 'g':
            number = strtol(optarg, &end, 10);
            if (*end || end == optarg || number < 0 || number > INT32_MAX)
                return usage_error("--generation takes a whole number from 0 on");
            life->child.generation = (int)number;
            break;
        case 'w': life->child.worker = optarg; break;
        case 'h': (void)fputs(usage, stdout); return 0;
        case 'v': (void)puts("fake-child " FAKE_CHILD_VERSION); return 0;
        default: return usage_error("wrong option");
        }
    }
    if (optind < argc)
        return usage_error("it takes options only");
    life->child.control.trace_fd = life->trace_fd;
    return -1;
}

/* With a harness. Returns -1 to go on, else an exit status. */
static int join_harness(struct life *life, const struct run *run, const struct facts *facts)
{
    struct control *control = &life->child.control;
    life->child.scenario = run->scenario;
    life->child.worker = run->worker;
    if (!run->socket)
        return -1;
    int result = control_connect(control, run->socket);
    if (result < 0) {
        (void)fprintf(
            stderr, "fake-child: cannot reach the harness at %s: %s\n", run->socket, strerror(-result));
        return CHILD_EXIT_SET_UP;
    }
    facts_tell(facts, control, run);
    return control_welcome(control, &life->child.generation) < 0 ? CHILD_EXIT_SET_UP : -1;
}

static void *live(void *argument)
{
    struct life *life = argument;
    life->code = child_live(&life->child);
    if (life->child.hidden)
        process_exit(life->code);
    leader_done(&life->child.leader);
    return NULL;
}

/* The script has a thread of its own, so that this one can end and leave the process without a VmRSS. */
static int lead(struct life *life)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, live, life) != 0) {
        (void)fprintf(stderr, "fake-child: no second thread\n");
        return CHILD_EXIT_SET_UP;
    }
    switch (leader_wait(&life->child.leader)) {
    case LEADER_EVENT_HIDE: leader_end_alone();
    case LEADER_EVENT_PARENT_GONE: process_kill(SIGTERM); break;
    case LEADER_EVENT_DONE: break;
    }
    (void)pthread_join(thread, NULL);
    return life->code;
}

static int start(struct life *life, struct run *run, const struct facts *facts, int argc, char **argv)
{
    int found = run_find(run, argv[0]);
    if (found < 0)
        return CHILD_EXIT_SET_UP;
    life->child.arguments = argc > 0 ? argv + 1 : NULL;
    /* a pipe that nobody reads is an error of the write, not the end of the process (CHILD-03) */
    (void)signal(SIGPIPE, SIG_IGN);
    if (leader_init(&life->child.leader, facts->parent) < 0)
        return 0; /* the parent is gone already: CHILD-04 */
    int code = found > 0 ? join_harness(life, run, facts) : read_options(life, argc, argv);
    return code >= 0 ? code : lead(life);
}

int main(int argc, char **argv)
{
    struct facts facts;
    struct life life = {.trace_fd = -1};
    struct run run = {0};
    (void)mallopt(
        M_ARENA_MAX, 1); /* two threads that take turns need no second heap: it costs a tenth of the start */
    address_space_widen();
    facts_init(&facts, argc, argv);
    child_init(&life.child, -1);
    int code = start(&life, &run, &facts, argc, argv);
    child_release(&life.child);
    run_release(&run);
    facts_release(&facts);
    if (life.trace_fd > STDERR_FILENO)
        close(life.trace_fd);
    return code;
}
