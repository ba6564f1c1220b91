/*
 * Adapters that do no work: each mode is one way to look like an adapter without a supervisor behind it, or to break the
 * protocol. None of them may ever pass a scenario. `lazy MODE`; `lazy --modes` lists them.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define LINE_BYTES_MAX  (1 << 20)
#define LONG_LINE_BYTES (9 << 20)

struct request {
    unsigned long long id;
    char verb[64];
    const char *line;
};

static const char hello[] =
    "\"ok\":{\"protocol\":1,\"name\":\"lazy\",\"version\":\"0\",\"language\":\"C\",\"spec\":\"1\","
    "\"profiles\":[\"supervisor\",\"stream\"],\"features\":[\"concurrent\",\"rss\"],\"display\":false}";

static void answer(const struct request *request, const char *rest)
{
    printf("{\"id\":%llu,%s}\n", request->id, rest);
    fflush(stdout);
}

/* One way to misbehave: what is done at the start, and for each request. */
struct mode {
    const char *name;
    void (*start)(void);
    void (*hello)(const struct request *request); /* NULL: a proper one */
    void (*call)(const struct request *request);  /* every request but hello */
    void (*end)(void);
};

static void wait_for_ever(void)
{
    for (;;)
        pause();
}

static void good_hello(const struct request *request)
{
    answer(request, hello);
}

static void say_nothing(const struct request *request)
{
    (void)request;
}

static void leave_in_peace(void)
{
    exit(0);
}

static void leave_in_call(const struct request *request)
{
    (void)request;
    exit(0);
}

static void crash(const struct request *request)
{
    (void)request;
    abort();
}

static void segfault(const struct request *request)
{
    (void)request;
    (void)raise(SIGSEGV);
}

static void broken_pipe(const struct request *request)
{
    (void)request;
    (void)raise(SIGPIPE);
}

static void all_ok(const struct request *request)
{
    answer(request, "\"ok\":{}");
}

static void all_error(const struct request *request)
{
    answer(request, "\"error\":{\"kind\":\"protocol\",\"message\":\"no\"}");
}

static void all_spawn_errors(const struct request *request)
{
    answer(request, "\"error\":{\"kind\":\"spawn\",\"executable\":\"x\",\"system_error\":\"No such "
                    "file\",\"message\":\"no\"}");
}

static void all_unsupported(const struct request *request)
{
    answer(request, "\"unsupported\":\"not today\"");
}

static void nonsense(const struct request *request)
{
    printf("starting worker for call %llu\n", request->id);
    fflush(stdout);
    all_ok(request);
}

static void banner(void)
{
    printf("lazy supervisor 0.0 listening \x1b[31mhere\x1b[0m\n");
    fflush(stdout);
}

static void wrong_id(const struct request *request)
{
    printf("{\"id\":%llu,\"ok\":{}}\n", request->id + 1000);
    fflush(stdout);
}

static void twice(const struct request *request)
{
    all_ok(request);
    all_ok(request);
}

static void both(const struct request *request)
{
    answer(request, "\"ok\":{},\"error\":{\"kind\":\"protocol\"}");
}

static void late_event(const struct request *request)
{
    all_ok(request);
    printf("{\"ev\":\"row\",\"call\":%llu,\"stream\":\"rows\",\"sequence\":0,\"payload\":\"{}\"}\n",
        request->id);
    fflush(stdout);
}

static void flood(const struct request *request)
{
    for (;;) {
        if (printf("{\"ev\":\"progress\",\"call\":%llu,\"phase\":\"p\",\"current\":1,\"total\":null}\n",
                request->id) < 0)
            exit(0);
    }
}

static void long_line(const struct request *request)
{
    (void)request;
    for (int i = 0; i < LONG_LINE_BYTES; i++)
        putchar('x');
    putchar('\n');
    fflush(stdout);
}

static void half_line(const struct request *request)
{
    printf("{\"id\":%llu,\"ok\":", request->id);
    fflush(stdout);
    exit(0);
}

static void close_stdout(const struct request *request)
{
    (void)request;
    fclose(stdout);
    close(STDOUT_FILENO);
}

static void claim_nothing(const struct request *request)
{
    answer(request,
        "\"ok\":{\"protocol\":1,\"name\":\"lazy\",\"version\":\"0\",\"profiles\":[],\"features\":[]}");
}

static void other_protocol(const struct request *request)
{
    answer(request, "\"ok\":{\"protocol\":2,\"name\":\"lazy\",\"version\":\"0\",\"profiles\":[\"supervisor\"]"
                    ",\"features\":[]}");
}

static void exit_with_three(void)
{
    exit(3);
}

/* Answers that look right, from nobody. */
static void plausible(const struct request *request)
{
    const char *rest = "\"ok\":{}";
    if (strcmp(request->verb, "spawn") == 0 || strcmp(request->verb, "metadata") == 0)
        rest = "\"ok\":{\"worker_version\":\"fake-child/1\",\"protocol_version\":10,\"lean_version\":null}";
    else if (strcmp(request->verb, "status") == 0)
        rest = "\"ok\":{\"state\":\"running\"}";
    else if (strcmp(request->verb, "shutdown") == 0)
        rest = "\"ok\":{\"outcome\":\"graceful\",\"exit\":{\"success\":true,\"code\":0,\"signal\":null,"
               "\"status\":\"exit status: "
               "0\",\"diagnostics\":\"\"},\"graceful_timeout_ms\":2000,\"elapsed_ms\":1,\"kill_elapsed_ms\":"
               "null,"
               "\"wait_elapsed_ms\":1}";
    answer(request, rest);
}

/* The value of "executable" in the line, in place. */
static char *take_executable(const struct request *request)
{
    static const char key[] = "\"executable\":\"";
    const char *at = strstr(request->line, key);
    if (at == NULL)
        return NULL;
    at += sizeof key - 1;
    return strndup(at, strcspn(at, "\""));
}

/* Starts the program that it is told to start, and never looks after it. */
static void start_and_forget(const struct request *request)
{
    char *executable = strcmp(request->verb, "spawn") == 0 ? take_executable(request) : NULL;
    if (executable != NULL) {
        pid_t pid = fork();
        if (pid == 0) {
            execl(executable, executable, (char *)NULL);
            _exit(127);
        }
        free(executable);
    }
    plausible(request);
}

/* Leaves a process that wants to be found by nobody: a session, an environment and a parent of its own. */
static void stray(const struct request *request)
{
    pid_t pid = fork();
    if (pid == 0) {
        (void)setsid();
        if (fork() == 0) {
            char name[] = "childproof-lazy-stray";
            char seconds[] = "1000";
            char *argv[] = {name, seconds, NULL};
            char *environment[] = {NULL};
            execve("/bin/sleep", argv, environment);
        }
        _exit(0);
    }
    (void)waitpid(pid, NULL, 0);
    plausible(request);
}

static const struct mode modes[] = {
    {"mute", NULL, say_nothing, say_nothing, leave_in_peace},
    {"mute-after-hello", NULL, good_hello, say_nothing, leave_in_peace},
    {"exit-at-once", leave_in_peace, NULL, NULL, NULL},
    {"exit-at-hello", NULL, leave_in_call, NULL, NULL},
    {"exit-in-call", NULL, good_hello, leave_in_call, leave_in_peace},
    {"crash-at-hello", NULL, crash, NULL, NULL},
    {"crash-in-call", NULL, good_hello, crash, leave_in_peace},
    {"segfault", NULL, good_hello, segfault, leave_in_peace},
    {"broken-pipe", NULL, good_hello, broken_pipe, leave_in_peace},
    {"banner", banner, good_hello, all_ok, leave_in_peace},
    {"noise", NULL, good_hello, nonsense, leave_in_peace},
    {"wrong-id", NULL, good_hello, wrong_id, leave_in_peace},
    {"twice", NULL, good_hello, twice, leave_in_peace},
    {"both", NULL, good_hello, both, leave_in_peace},
    {"late-event", NULL, good_hello, late_event, leave_in_peace},
    {"flood", NULL, good_hello, flood, leave_in_peace},
    {"long-line", NULL, good_hello, long_line, leave_in_peace},
    {"half-line", NULL, good_hello, half_line, leave_in_peace},
    {"close-stdout", NULL, good_hello, close_stdout, leave_in_peace},
    {"claim-nothing", NULL, claim_nothing, all_ok, leave_in_peace},
    {"other-protocol", NULL, other_protocol, all_ok, leave_in_peace},
    {"all-ok", NULL, good_hello, all_ok, leave_in_peace},
    {"all-error", NULL, good_hello, all_error, leave_in_peace},
    {"all-spawn-errors", NULL, good_hello, all_spawn_errors, leave_in_peace},
    {"all-unsupported", NULL, good_hello, all_unsupported, leave_in_peace},
    {"plausible", NULL, good_hello, plausible, leave_in_peace},
    {"start-and-forget", NULL, good_hello, start_and_forget, leave_in_peace},
    {"stray", NULL, good_hello, stray, leave_in_peace},
    {"never-leave", NULL, good_hello, plausible, wait_for_ever},
    {"leave-with-three", NULL, good_hello, start_and_forget, exit_with_three},
};

#define MODE_COUNT (sizeof modes / sizeof modes[0])

static void serve(const struct mode *mode)
{
    char *line = malloc(LINE_BYTES_MAX);
    if (line == NULL)
        exit(1);
    while (fgets(line, LINE_BYTES_MAX, stdin) != NULL) {
        struct request request = {.line = line};
        const char *id = strstr(line, "\"id\":");
        const char *verb = strstr(line, "\"do\":\"");
        if (id == NULL || verb == NULL)
            exit(2);
        request.id = strtoull(id + 5, NULL, 10);
        (void)snprintf(request.verb, sizeof request.verb, "%.*s", (int)strcspn(verb + 6, "\""), verb + 6);
        if (strcmp(request.verb, "hello") == 0)
            mode->hello(&request);
        else
            mode->call(&request);
    }
    free(line);
    mode->end();
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--modes") == 0) {
        for (size_t i = 0; i < MODE_COUNT; i++)
            puts(modes[i].name);
        return 0;
    }
    for (size_t i = 0; argc == 2 && i < MODE_COUNT; i++) {
        if (strcmp(modes[i].name, argv[1]) != 0)
            continue;
        if (modes[i].start != NULL)
            modes[i].start();
        serve(&modes[i]);
        return 0;
    }
    fprintf(stderr, "usage: lazy MODE | lazy --modes\n");
    return 64;
}
