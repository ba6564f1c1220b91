#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FD_CHECKED_MAX 1024

int bench_descriptors(void)
{
    int count = 0;
    for (int fd = 0; fd < FD_CHECKED_MAX; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

int64_t bench_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void bench_prepare(struct bench *bench, const char *const *script)
{
    *bench = (struct bench){.descriptors = bench_descriptors()};
    sup_error_init(&bench->error);
    sup_options_init(&bench->options);
    snprintf(bench->count_path, sizeof(bench->count_path), "/tmp/sup-test-XXXXXX");
    int fd = mkstemp(bench->count_path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    while (script[bench->argument_count])
        bench->argument_count++;
    bench->environment[0] = (struct sup_environment_entry){"CHILD_COUNT", bench->count_path};
    bench->options.executable = SUP_TEST_CHILD;
    bench->options.arguments = script;
    bench->options.argument_count = bench->argument_count;
    bench->options.environment = bench->environment;
    bench->options.environment_count = 1;
}

void bench_open(struct bench *bench)
{
    int r = sup_supervisor_open(&bench->options, &bench->supervisor, &bench->error);
    ck_assert_msg(r == 0, "the child did not start: %s", r < 0 ? bench_sentence(bench) : "");
}

void bench_start(struct bench *bench, const char *const *script)
{
    bench_prepare(bench, script);
    bench_open(bench);
}

void bench_finish(struct bench *bench)
{
    sup_supervisor_free(bench->supervisor);
    sup_error_release(&bench->error);
    unlink(bench->count_path);
    ck_assert_msg(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD, "a child process is left");
    ck_assert_int_eq(bench_descriptors(), bench->descriptors);
}

struct sup_stats bench_stats(struct bench *bench)
{
    struct sup_stats stats;
    sup_stats(bench->supervisor, &stats);
    return stats;
}

int bench_ask(struct bench *bench, enum sup_operation operation, const struct sup_sinks *sinks)
{
    const struct sup_request request = {
        .operation = operation,
        .export_name = "demo",
        .request_json = "{}",
        .manifest_path = "/manifest",
        .sinks = sinks,
        .token = sinks ? &((struct counting *)sinks->context)->token : NULL,
    };
    return sup_request(bench->supervisor, &request, NULL, &bench->error);
}

void bench_pause_ms(int ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000L};
    while (nanosleep(&left, &left) < 0 && errno == EINTR)
        continue;
}

void bench_await_exit(struct bench *bench)
{
    for (int round = 0; round < 5000; round++) {
        bool running = true;
        ck_assert_int_eq(sup_status(bench->supervisor, &running, NULL, &bench->error), 0);
        if (!running)
            return;
        bench_pause_ms(1);
    }
    ck_abort_msg("the child lives on");
}

void bench_meet(struct bench *bench, const char *name)
{
    char path[sizeof(bench->count_path) + 32];
    snprintf(path, sizeof(path), "%s.%s", bench->count_path, name);
    ck_assert(mkfifo(path, 0600) == 0 || errno == EEXIST);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    close(fd);
    unlink(path);
}

void bench_await_death(void)
{
    siginfo_t information;
    int r;
    do
        r = waitid(P_ALL, 0, &information, WEXITED | WNOWAIT);
    while (r < 0 && errno == EINTR);
    ck_assert_int_eq(r, 0);
}

const char *bench_sentence(struct bench *bench)
{
    static struct sup_text text;
    ck_assert_int_eq(sup_error_render(&bench->error, &text), 0);
    return text.data;
}

static int row(void *context, const struct sup_row *row, char *message)
{
    struct counting *counting = context;
    if (counting->rows == counting->fail_at_row) {
        snprintf(message, SUP_SINK_MESSAGE_BYTES_MAX, "told to fail");
        return -1;
    }
    if (counting->rows == counting->cancel_at_row)
        sup_cancel_token_set(&counting->token);
    if (counting->sleep_ms > 0)
        bench_pause_ms(counting->sleep_ms);
    counting->rows++;
    counting->payload_bytes += row->payload_bytes;
    counting->last_sequence = row->sequence;
    return 0;
}

static int decode_row(void *context, const struct sup_row *row, char *message)
{
    (void)row;
    (void)message;
    struct counting *counting = context;
    return counting->rows == counting->undecodable_at_row ? -1 : 0;
}

static int progress(void *context, const struct sup_progress *progress, char *message)
{
    (void)progress;
    (void)message;
    struct counting *counting = context;
    if (counting->progress == counting->fail_at_progress)
        return -1;
    if (counting->progress++ == counting->cancel_at_progress)
        sup_cancel_token_set(&counting->token);
    return 0;
}

static int diagnostic(void *context, const struct sup_diagnostic *diagnostic, char *message)
{
    (void)diagnostic;
    (void)message;
    struct counting *counting = context;
    if (counting->diagnostics == counting->fail_at_diagnostic)
        return -1;
    if (counting->diagnostics++ == counting->cancel_at_diagnostic)
        sup_cancel_token_set(&counting->token);
    return 0;
}

void counting_init(struct counting *counting)
{
    *counting = (struct counting){
        .fail_at_row = -1,
        .undecodable_at_row = -1,
        .fail_at_progress = -1,
        .fail_at_diagnostic = -1,
        .cancel_at_row = -1,
        .cancel_at_progress = -1,
        .cancel_at_diagnostic = -1,
    };
    sup_cancel_token_init(&counting->token);
    counting->sinks = (struct sup_sinks){
        .context = counting,
        .row = row,
        .decode_row = decode_row,
        .progress = progress,
        .diagnostic = diagnostic,
    };
}
