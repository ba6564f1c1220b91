#include "rows.h"

#include "floor.h"
#include "reference.h"
#include "sample.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SPAWN_SAMPLES        60u
#define SHUTDOWN_SAMPLES     600u
#define HEALTH_BLOCKS        40u
#define HEALTH_IN_BLOCK      50u
#define CPU_BLOCKS           10u
#define CPU_IN_BLOCK         500u
#define DEADLINE_SAMPLES     30u
#define DEADLINE_MS          5
#define STREAM_SAMPLES       7u
#define STREAM_BYTES         UINT64_C(134217728) /* of one sample */
#define STREAM_ROWS_MAX      UINT64_C(400000)
#define MEMORY_BYTES         UINT64_C(1073741824)
#define MEMORY_ROWS_MAX      UINT64_C(1000000)
#define MEMORY_PAUSES        1000u
#define MEMORY_PAUSE_US      1000u
#define NS_PER_US            1e3
#define GROUND_SAMPLES_LEAST 3u

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static size_t scaled(const struct bench_setup *setup, size_t samples)
{
    size_t count = samples * setup->percent / 100;
    return count > GROUND_SAMPLES_LEAST ? count : GROUND_SAMPLES_LEAST;
}

/* Both sides of one row, sampled in turns. */
struct sides {
    struct samples floor;
    struct samples reference;
};

static void sides_init(struct sides *sides)
{
    samples_init(&sides->floor);
    samples_init(&sides->reference);
}

static void sides_finish(struct sides *sides, struct measurement *ret_measurement)
{
    ret_measurement->floor = samples_median(&sides->floor);
    ret_measurement->reference = samples_median(&sides->reference);
    ret_measurement->samples = sides->reference.count;
    samples_release(&sides->floor);
    samples_release(&sides->reference);
}

static double us_since(int64_t start_ns)
{
    return (double)(sample_now_ns() - start_ns) / NS_PER_US;
}

static void measure_spawn(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    (void)row;
    struct sides sides;
    sides_init(&sides);
    for (size_t i = 0; i < scaled(setup, SPAWN_SAMPLES); i++) {
        struct floor_child child;
        int64_t start = sample_now_ns();
        floor_spawn(setup->child, &child);
        samples_add(&sides.floor, us_since(start));
        floor_kill(&child);
        start = sample_now_ns();
        struct sup_supervisor *supervisor = reference_open(setup->child);
        samples_add(&sides.reference, us_since(start));
        reference_close(supervisor);
    }
    sides_finish(&sides, ret_measurement);
}

static void pin(int cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((size_t)cpu, &set);
    if (sched_setaffinity(0, sizeof(set), &set) < 0)
        fail("cannot choose a processor");
}

/* A child of each side, placed on one processor, and this process on another or the same. Where the scheduler
 * places two processes decides more than either side does, so it is not left to it. */
struct placed {
    cpu_set_t all;
    struct floor_child child;
    struct sup_supervisor *supervisor;
};

static void placed_open(struct placed *placed, const struct bench_setup *setup, int child_cpu)
{
    if (sched_getaffinity(0, sizeof(placed->all), &placed->all) < 0)
        fail("cannot read the processors");
    if (child_cpu >= 0)
        pin(child_cpu);
    floor_spawn(setup->child, &placed->child);
    placed->supervisor = reference_open(setup->child);
    if (child_cpu >= 0)
        pin(setup->first_cpu);
}

static void placed_close(struct placed *placed)
{
    sched_setaffinity(0, sizeof(placed->all), &placed->all);
    floor_kill(&placed->child);
    reference_close(placed->supervisor);
}

/* Round trips between processes that stand where they are. */
static void measure_round_trips(const struct bench_setup *setup, struct floor_child *child,
    struct sup_supervisor *supervisor, struct measurement *ret_measurement)
{
    struct sides sides;
    sides_init(&sides);
    for (size_t block = 0; block < scaled(setup, HEALTH_BLOCKS); block++) {
        for (unsigned i = 0; i < HEALTH_IN_BLOCK; i++) {
            int64_t start = sample_now_ns();
            floor_health(child);
            samples_add(&sides.floor, us_since(start));
        }
        for (unsigned i = 0; i < HEALTH_IN_BLOCK; i++) {
            int64_t start = sample_now_ns();
            reference_health(supervisor);
            samples_add(&sides.reference, us_since(start));
        }
    }
    sides_finish(&sides, ret_measurement);
}

static void measure_pinned(
    const struct bench_setup *setup, int child_cpu, struct measurement *ret_measurement)
{
    if (setup->first_cpu < 0 || child_cpu < 0) {
        ret_measurement->skipped = true;
        snprintf(ret_measurement->note, sizeof(ret_measurement->note), "needs two processors");
        return;
    }
    struct placed placed;
    placed_open(&placed, setup, child_cpu);
    measure_round_trips(setup, &placed.child, placed.supervisor, ret_measurement);
    placed_close(&placed);
}

static void measure_health_across(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    (void)row;
    measure_pinned(setup, setup->second_cpu, ret_measurement);
}

static void measure_health_on_one(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    (void)row;
    measure_pinned(setup, setup->first_cpu, ret_measurement);
}

static void measure_shutdown(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    (void)row;
    struct sides sides;
    sides_init(&sides);
    for (size_t i = 0; i < scaled(setup, SHUTDOWN_SAMPLES); i++) {
        struct floor_child child;
        floor_spawn(setup->child, &child);
        floor_health(&child);
        int64_t start = sample_now_ns();
        floor_shutdown(&child);
        samples_add(&sides.floor, us_since(start));
        struct sup_supervisor *supervisor = reference_open(setup->child);
        reference_health(supervisor);
        start = sample_now_ns();
        reference_shutdown(supervisor);
        samples_add(&sides.reference, us_since(start));
        sup_supervisor_free(supervisor);
    }
    sides_finish(&sides, ret_measurement);
}

/* The deadline itself is taken off: what is left is the wake-up, the kill, the reaping and the new child. */
static void measure_deadline(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    (void)row;
    struct sides sides;
    sides_init(&sides);
    struct floor_child child;
    floor_spawn(setup->child, &child);
    struct sup_supervisor *supervisor = reference_open(setup->child);
    for (size_t i = 0; i < scaled(setup, DEADLINE_SAMPLES); i++) {
        int64_t start = sample_now_ns();
        floor_await_deadline(&child, DEADLINE_MS);
        floor_kill(&child);
        floor_spawn(setup->child, &child);
        samples_add(&sides.floor, us_since(start) - DEADLINE_MS * 1000.0);
        start = sample_now_ns();
        reference_time_out(supervisor, DEADLINE_MS);
        samples_add(&sides.reference, us_since(start) - DEADLINE_MS * 1000.0);
    }
    floor_kill(&child);
    reference_close(supervisor);
    sides_finish(&sides, ret_measurement);
}

static void measure_cycle(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    (void)row;
    struct sides sides;
    sides_init(&sides);
    struct floor_child child;
    floor_spawn(setup->child, &child);
    struct sup_supervisor *supervisor = reference_open(setup->child);
    for (size_t i = 0; i < scaled(setup, SPAWN_SAMPLES); i++) {
        int64_t start = sample_now_ns();
        floor_shutdown(&child);
        floor_spawn(setup->child, &child);
        samples_add(&sides.floor, us_since(start));
        start = sample_now_ns();
        reference_cycle(supervisor);
        samples_add(&sides.reference, us_since(start));
    }
    floor_kill(&child);
    reference_close(supervisor);
    sides_finish(&sides, ret_measurement);
}

/* Rows a second, across cores; the note holds what the parent's processor had to do for a gigabyte of payload. */
static void measure_rows(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    struct sides sides;
    struct sides cpu;
    sides_init(&sides);
    sides_init(&cpu);
    uint64_t rows = STREAM_BYTES / row->argument;
    rows = rows < STREAM_ROWS_MAX ? rows : STREAM_ROWS_MAX;
    double gigabytes = (double)rows * (double)row->argument / 1e9;
    struct placed placed;
    placed_open(&placed, setup, setup->second_cpu);
    for (size_t i = 0; i < scaled(setup, STREAM_SAMPLES); i++) {
        int64_t start = sample_now_ns();
        int64_t start_cpu = sample_cpu_ns();
        floor_read_rows(&placed.child, rows, row->argument);
        samples_add(&sides.floor, (double)rows * 1e6 / us_since(start));
        samples_add(&cpu.floor, (double)(sample_cpu_ns() - start_cpu) / 1e9 / gigabytes);
        struct reference_sink sink = {0};
        start = sample_now_ns();
        start_cpu = sample_cpu_ns();
        reference_stream(placed.supervisor, rows, row->argument, &sink);
        samples_add(&sides.reference, (double)rows * 1e6 / us_since(start));
        samples_add(&cpu.reference, (double)(sample_cpu_ns() - start_cpu) / 1e9 / gigabytes);
    }
    placed_close(&placed);
    sides_finish(&sides, ret_measurement);
    struct measurement seconds = {0};
    sides_finish(&cpu, &seconds);
    snprintf(ret_measurement->note, sizeof(ret_measurement->note),
        "%.0f MB/s; parent's CPU %.2f s/GB (floor %.2f)",
        ret_measurement->reference * (double)row->argument / 1e6, seconds.reference, seconds.floor);
}

static void measure_request_cpu(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    (void)row;
    struct sides sides;
    sides_init(&sides);
    struct floor_child child;
    floor_spawn(setup->child, &child);
    struct sup_supervisor *supervisor = reference_open(setup->child);
    for (size_t block = 0; block < scaled(setup, CPU_BLOCKS); block++) {
        int64_t start = sample_cpu_ns();
        for (unsigned i = 0; i < CPU_IN_BLOCK; i++)
            floor_health(&child);
        samples_add(&sides.floor, (double)(sample_cpu_ns() - start) / NS_PER_US / CPU_IN_BLOCK);
        start = sample_cpu_ns();
        for (unsigned i = 0; i < CPU_IN_BLOCK; i++)
            reference_health(supervisor);
        samples_add(&sides.reference, (double)(sample_cpu_ns() - start) / NS_PER_US / CPU_IN_BLOCK);
    }
    floor_kill(&child);
    reference_close(supervisor);
    sides_finish(&sides, ret_measurement);
}

static uint64_t status_kib(const char *name)
{
    FILE *file = fopen("/proc/self/status", "re");
    if (file == NULL)
        fail("/proc/self/status");
    char line[256];
    uint64_t kib = 0;
    while (fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, name, strlen(name)) == 0)
            kib = strtoull(line + strlen(name), NULL, 10);
    }
    fclose(file);
    return kib;
}

void rows_measure_memory(const char *child, uint64_t rows, uint64_t payload_bytes)
{
    uint64_t every = rows / MEMORY_PAUSES;
    struct reference_sink sink = {.pause_every_rows = every > 0 ? every : 1, .pause_us = MEMORY_PAUSE_US};
    struct sup_supervisor *supervisor = reference_open(child);
    reference_health(supervisor);
    uint64_t before = status_kib("VmRSS:");
    reference_stream(supervisor, rows, payload_bytes, &sink);
    printf("%" PRIu64 " %" PRIu64 "\n", before, status_kib("VmHWM:"));
    reference_close(supervisor);
}

/* Runs rows_measure_memory in a fresh process and reads its line. */
static void run_memory(const struct bench_setup *setup, uint64_t rows, uint64_t payload_bytes,
    uint64_t *ret_before_kib, uint64_t *ret_peak_kib)
{
    char rows_text[32];
    char bytes_text[32];
    snprintf(rows_text, sizeof(rows_text), "%" PRIu64, rows);
    snprintf(bytes_text, sizeof(bytes_text), "%" PRIu64, payload_bytes);
    const char *const arguments[] = {
        setup->program, "--child", setup->child, "--memory", rows_text, bytes_text, NULL};
    int output[2];
    if (pipe2(output, O_CLOEXEC) < 0)
        fail("pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    pid_t pid = -1;
    errno = posix_spawn(&pid, setup->program, &actions, NULL, (char *const *)arguments, environ);
    if (errno != 0)
        fail(setup->program);
    posix_spawn_file_actions_destroy(&actions);
    close(output[1]);
    FILE *file = fdopen(output[0], "r");
    char line[128] = "";
    bool read = file != NULL && fgets(line, sizeof(line), file) != NULL;
    if (file != NULL)
        fclose(file);
    int status = 0;
    waitpid(pid, &status, 0);
    char *end = NULL;
    *ret_before_kib = strtoull(line, &end, 10);
    *ret_peak_kib = strtoull(end, NULL, 10);
    if (!read || status != 0 || *ret_peak_kib == 0)
        fail("the memory measurement");
}

static void measure_memory_total(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    uint64_t before = 0;
    uint64_t peak = 0;
    run_memory(setup, MEMORY_ROWS_MAX * setup->percent / 100, row->argument, &before, &peak);
    *ret_measurement =
        (struct measurement){.floor = (double)NAN, .reference = (double)peak * 1024 / 1e6, .samples = 1};
    snprintf(ret_measurement->note, sizeof(ret_measurement->note),
        "the whole process; %" PRIu64 " KiB of it before the stream", before);
}

static void measure_memory_growth(
    const struct bench_setup *setup, const struct bench_row *row, struct measurement *ret_measurement)
{
    uint64_t before = 0;
    uint64_t peak = 0;
    run_memory(setup, MEMORY_BYTES / row->argument * setup->percent / 100, row->argument, &before, &peak);
    *ret_measurement = (struct measurement){
        .floor = (double)NAN, .reference = (double)(peak - before) * 1024 / 1e6, .samples = 1};
    snprintf(ret_measurement->note, sizeof(ret_measurement->note),
        "growth over %" PRIu64 " KiB before the stream", before);
}

/* Targets and the peer's figures: one machine with two processors, one sitting; ratios count, figures drift. */
static const struct bench_row rows_known[] = {
    {"spawn", "spawn + handshake", "µs", TARGET_KIND_AT_MOST_FLOOR, 1.15, "≤ 1.15 × floor", measure_spawn, 0},
    {"health-across", "health round trip, across cores", "µs", TARGET_KIND_AT_MOST_FLOOR, 1.3,
        "≤ 1.3 × floor", measure_health_across, 0},
    {"health-one", "health round trip, on one core", "µs", TARGET_KIND_AT_MOST_FLOOR, 1.3, "≤ 1.3 × floor",
        measure_health_on_one, 0},
    {"shutdown", "graceful shutdown, child leaves at once", "µs", TARGET_KIND_AT_MOST_FLOOR, 2.0,
        "≤ 2 × floor", measure_shutdown, 0},
    {"deadline", "deadline → killed → reaped → respawned", "µs", TARGET_KIND_AT_MOST_FLOOR, 1.3,
        "≤ 1.3 × floor", measure_deadline, 0},
    {"cycle", "cycle", "µs", TARGET_KIND_AT_MOST_FLOOR, 1.3, "≤ 1.3 × floor", measure_cycle, 0},
    {"rows-64", "rows of 64 B", "rows/s", TARGET_KIND_AT_LEAST, 3.3e6, "≥ 3 × peer (1.1 M rows/s)",
        measure_rows, 64},
    {"rows-1k", "rows of 1 KiB", "rows/s", TARGET_KIND_AT_LEAST_FLOOR, 0.8, "≥ 0.8 × pipe", measure_rows,
        1024},
    {"rows-16k", "rows of 16 KiB", "rows/s", TARGET_KIND_AT_LEAST_FLOOR, 0.8, "≥ 0.8 × pipe", measure_rows,
        16384},
    {"memory-1k", "peak memory, 1 M rows of 1 KiB, slow sink", "MB", TARGET_KIND_AT_MOST, 4.0, "≤ 4 MB",
        measure_memory_total, 1024},
    {"memory-1m", "peak memory, rows of 1 MB, slow sink", "MB", TARGET_KIND_AT_MOST, 3.0002,
        "≤ 2 frames + 1 MB", measure_memory_growth, 1000000},
    {"cpu", "parent's CPU a request", "µs", TARGET_KIND_AT_MOST, 12.0, "≤ 12 µs", measure_request_cpu, 0},
};

const struct bench_row *bench_rows(size_t *ret_count)
{
    *ret_count = sizeof(rows_known) / sizeof(rows_known[0]);
    return rows_known;
}

bool measurement_is_met(const struct bench_row *row, const struct measurement *measurement)
{
    switch (row->target) {
    case TARGET_KIND_AT_MOST_FLOOR: return measurement->reference <= row->value * measurement->floor;
    case TARGET_KIND_AT_LEAST_FLOOR: return measurement->reference >= row->value * measurement->floor;
    case TARGET_KIND_AT_MOST: return measurement->reference <= row->value;
    case TARGET_KIND_AT_LEAST: return measurement->reference >= row->value;
    }
    return false;
}
