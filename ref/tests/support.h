/* What the tests of the supervisor share: a real child with a script, and a look at what is left afterwards. */
#ifndef SUP_TESTS_SUPPORT_H
#define SUP_TESTS_SUPPORT_H

#include <sup/sup.h>

#include <check.h>
#include <stdbool.h>

/* The steps of the child, ended by NULL; see child.c. */
#define SCRIPT(...) ((const char *const[]){__VA_ARGS__, NULL})

struct bench {
    struct sup_options options;
    struct sup_environment_entry environment[4];
    char count_path[64];
    struct sup_supervisor *supervisor;
    struct sup_error error;
    int descriptors; /* open before the test */
    size_t argument_count;
};

/* Options for a child that plays SCRIPT, with a timeout that no test waits for. */
void bench_prepare(struct bench *bench, const char *const *script);

/* Starts it; it must start. */
void bench_open(struct bench *bench);
/* Both. */
void bench_start(struct bench *bench, const char *const *script);

/* Drops the supervisor, and checks that no process and no descriptor is left. */
void bench_finish(struct bench *bench);

/* How many descriptors this process has open. */
int bench_descriptors(void);

/* The counters now. */
struct sup_stats bench_stats(struct bench *bench);

/* Asks for OPERATION without arguments beyond an export and `{}`. */
int bench_ask(struct bench *bench, enum sup_operation operation, const struct sup_sinks *sinks);

/* Waits until the supervisor has seen its child dead. */
void bench_await_exit(struct bench *bench);

/* Waits until the child is at its step `meet=NAME`, and lets it go on. */
void bench_meet(struct bench *bench, const char *name);

/* Waits until the child is dead; nobody has reaped it then. */
void bench_await_death(void);

/* Sleeps; for the tests whose subject is time that passes. */
void bench_pause_ms(int ms);

/* The message, for people. */
const char *bench_sentence(struct bench *bench);

/* What went by between two looks at the clock. */
int64_t bench_now_ms(void);

/* A sink that counts, and fails or cancels or sleeps where it is told to. -1: never. */
struct counting {
    int rows;
    int progress;
    int diagnostics;
    int fail_at_row;
    int undecodable_at_row;
    int fail_at_progress;
    int fail_at_diagnostic;
    int cancel_at_row;
    int cancel_at_progress;
    int cancel_at_diagnostic;
    int sleep_ms;
    struct sup_cancel_token token;
    size_t payload_bytes;
    uint64_t last_sequence;
    struct sup_sinks sinks;
};

void counting_init(struct counting *counting);

#endif
