/* pool_memory PROGRAM [CEILING_KIB [BUDGET_KIB]]: a pool of two workers that watches its children's memory. Runs a few
 * rounds of commands for three projects, acquiring a lease for each; prints what became of it, and a snapshot each round.
 *
 * What to see: a worker that reached the ceiling is replaced before its next command, whose lease says so and is acquired
 * anew; a third project has to wait until another one's last lease is given back; a budget that is used up refuses it. */
#include <sup/sup.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define ROUNDS  3
#define WORKERS 2

static void print_error(const char *what, struct sup_error *error)
{
    struct sup_text sentence = {0};
    if (sup_error_render(error, &sentence) == 0)
        printf("  %s: %s\n", what, sentence.data);
    sup_text_release(&sentence);
    sup_error_release(error);
}

static void print_snapshot(struct sup_pool *pool)
{
    struct sup_pool_snapshot snapshot;
    sup_pool_snapshot(pool, &snapshot);
    printf("  workers %" PRIu64 " of %" PRIu64 " (%" PRIu64 " leased, %" PRIu64 " warm), ", snapshot.workers,
        snapshot.max_workers, snapshot.active_workers, snapshot.warm_leases);
    if (snapshot.total_child_rss_kib == SUP_NONE)
        printf("memory not known, ");
    else
        printf("%" PRIu64 " KiB, ", snapshot.total_child_rss_kib);
    const char *reason = sup_restart_cause_name(snapshot.last_restart_reason);
    printf("requests %" PRIu64 ", restarts %" PRIu64 " (by policy %" PRIu64
           ", last %s), refused for memory %" PRIu64 "\n",
        snapshot.sums.requests, snapshot.sums.restarts, snapshot.policy_restarts, reason ? reason : "none",
        snapshot.memory_budget_rejections);
}

/* A lease that lost its child meanwhile has done nothing: it is acquired anew, once. */
static int run_leased(
    struct sup_pool *pool, const struct sup_acquisition *acquisition, struct sup_error *error)
{
    const struct sup_command command = {.export_name = "demo"};
    int r = -SUP_ERROR_KIND_LEASE_INVALIDATED;
    for (int attempt = 0; attempt < 2 && r == -SUP_ERROR_KIND_LEASE_INVALIDATED; attempt++) {
        struct sup_lease *lease;
        r = sup_pool_acquire(pool, acquisition, &lease, error);
        if (r < 0)
            return r;
        r = sup_lease_command(lease, &command, NULL, error);
        if (r == -SUP_ERROR_KIND_LEASE_INVALIDATED)
            printf("  %s: %s\n", acquisition->capability.session.project_root, error->reason.data);
        sup_lease_free(lease);
    }
    return r;
}

static void round_run(struct sup_pool *pool, struct sup_acquisition *acquisition)
{
    static const char *const PROJECTS[] = {"/projects/one", "/projects/two", "/projects/three"};
    for (size_t i = 0; i < sizeof(PROJECTS) / sizeof(PROJECTS[0]); i++) {
        struct sup_error error;
        sup_error_init(&error);
        acquisition->capability.session.project_root = PROJECTS[i];
        int r = run_leased(pool, acquisition, &error);
        if (r == 0)
            printf("  %s: done\n", PROJECTS[i]);
        else
            print_error(PROJECTS[i], &error);
        sup_error_release(&error);
    }
}

static uint64_t kib_of(int argc, char **argv, int index)
{
    return argc > index ? strtoull(argv[index], NULL, 10) : SUP_NONE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: pool_memory PROGRAM [CEILING_KIB [BUDGET_KIB]]\n");
        return EXIT_FAILURE;
    }
    struct sup_pool_options options;
    sup_pool_options_init(&options);
    options.max_workers = WORKERS;
    options.queue_wait_ms = 10000;
    options.max_worker_rss_kib = kib_of(argc, argv, 2);
    options.max_total_rss_kib = kib_of(argc, argv, 3);

    struct sup_acquisition acquisition = {.toolchain = "example"};
    sup_options_init(&acquisition.capability.worker);
    acquisition.capability.worker.executable = argv[1];

    struct sup_pool *pool;
    if (sup_pool_open(&options, &pool) < 0)
        return EXIT_FAILURE;
    for (int round = 1; round <= ROUNDS; round++) {
        printf("round %d\n", round);
        round_run(pool, &acquisition);
        print_snapshot(pool);
    }
    sup_pool_free(pool);
    return EXIT_SUCCESS;
}
