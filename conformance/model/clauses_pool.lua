-- Pools of workers and the leases on them. Fields of a clause: see README.md in this folder.
return {
    area = "pool",
    profile = "pool",
    clauses = {
        {
            id = "POOL-01", level = "MUST",
            text = "The session key is: project root, package, library name, the imports in their order, the metadata expectation, the toolchain's fingerprint, and the class of the restart policy (default or custom). Who asks with an equal key shares a worker; who asks with another does not. The figures of a custom policy, the manifest and how the child is started are no part of it.",
            checked = "scenario",
        },
        {
            id = "POOL-02", level = "MUST",
            text = "An acquire of a known key reopens a worker that is dead. Otherwise the pool's RSS ceiling, then its idle limit may replace the child. Then the lease is granted all the same, and the worker counts one lease more.",
            checked = "scenario invariant",
        },
        {
            id = "POOL-03", level = "MUST",
            text = "An acquire of a new key is refused where max_workers workers are there (POOL-04). Then comes the budget: where every worker's memory can be sampled and the sum is at least max_total_rss_kib, it gives worker_pool_memory_budget_exceeded with current_kib and limit_kib, and memory_budget_rejections grows. Where a sample is unavailable it is counted and the acquire is admitted. Then the worker is opened as a capability is, sampled, and leased. An opening that fails leaves neither worker nor process.",
            related = "CAP-01 FIX-22", checked = "scenario invariant",
        },
        {
            id = "POOL-04", level = "MUST",
            text = "A pool that is full refuses a new key with worker_pool_exhausted and max_workers, at once, where its queue wait is 0. Otherwise it waits for room; where none appears in time it gives worker_pool_queue_timeout with waited_ms, not before the wait is over, and queue_timeouts grows.",
            related = "FIX-19", checked = "scenario",
        },
        {
            id = "POOL-05", level = "MUST",
            text = "A snapshot has max_workers, workers, active_workers (those with leases), warm_leases (workers without), queue_depth (0 while nobody waits), total_child_rss_kib (of the last samples; null where one is not known), rss_samples_unavailable, the sums of the workers' requests, imports, restarts (worker_restarts), restarts by cause, stream and back-pressure counters, and policy_restarts, queue_timeouts, memory_budget_rejections and last_restart_reason. It names no worker, no process and no pipe.",
            checked = "scenario",
        },
        {
            id = "POOL-06", level = "MUST",
            text = "A replacement by the pool's own policy adds one to policy_restarts, counts under its cause (rss_ceiling or idle), makes the sample of that worker unknown, and begins its idle time anew.",
            checked = "scenario",
        },
        {
            id = "POOL-07", level = "MUST",
            text = "A refusal by the pool carries resource facts: cause worker_pool_max_workers, worker_pool_total_rss_budget or worker_pool_queue_timeout, operation worker_pool_acquire_lease, work_entered_child false.",
            checked = "scenario",
        },
        {
            id = "POOL-08", level = "MUST",
            text = "max_workers is at least 1, and a 0 is raised to it. At no time are more children alive than max_workers: one that makes room is reaped before the next is started.",
            checked = "scenario invariant",
        },
        {
            id = "POOL-09", level = "MUST",
            text = "Reopening a worker keeps its restart window and its counters. A storm of crashes that comes through acquire therefore meets the same limit as one within a call: after restart_limit.max reopenings within the window the next gives restart_limit_exceeded, and no child is started.",
            related = "FIX-18 RESTART-04", checked = "scenario",
        },
        {
            id = "POOL-10", level = "MUST",
            text = "Closing or dropping a pool leaves no process, whether its workers are leased, warm, dead or refused.",
            related = "SHUT-03", checked = "scenario invariant",
        },
        {
            id = "POOL-11", level = "MUST",
            text = "No single bad frame, failed replacement or failed sink makes a key unusable: the next acquire of it gets a lease on a worker that works, or a typed refusal.",
            related = "FIX-01", checked = "scenario",
        },

        -- ---------------------------------------------------------------- leases
        {
            id = "LEASE-01", level = "MUST", area = "leases",
            text = "Each command of a lease asks first whether the lease is valid, then the pool's policy: a replacement by it invalidates the lease, and the command gives lease_invalidated before any work reaches a child. Then the session is opened where the command needs one and the child has none of this lease's generation; then the command runs; then the worker's own request timeout is in force again, and the idle time begins anew.",
            checked = "scenario",
        },
        {
            id = "LEASE-02", level = "MUST", area = "leases",
            text = "A lease is released at most once, by release or by drop, and its capacity comes back once. A second release gives lease_invalidated and changes nothing.",
            checked = "scenario",
        },
        {
            id = "LEASE-03", level = "MUST", area = "leases",
            text = "A lease that is invalid runs nothing: each command gives lease_invalidated with the reason, however often it is tried, and no frame is sent.",
            checked = "scenario",
        },
        {
            id = "LEASE-04", level = "MUST", area = "leases",
            text = "What invalidates a lease, and the reason it gives from then on: a command that was cancelled in flight, `cancelled during OP`; timed out, `timed out during OP`; child_exited, `worker child exited`; child_panic_or_abort, `worker child exited fatally`; capability_metadata_mismatch, `capability metadata mismatch from EXPORT`; a cycle of the lease, `explicit worker cycle`; the pool's RSS ceiling, `memory policy cycled worker at N KiB RSS with limit M KiB`; its idle limit, `idle policy cycled worker after D idle with limit D`; the restart limit, `worker restart limit exceeded`; and any other change of the generation, the hard RSS limit's included, `worker generation changed from A to B`.",
            checked = "scenario",
        },
        {
            id = "LEASE-05", level = "MUST", area = "leases",
            text = "A command that fails with kind worker, with an answer of the wrong status, or because its response does not decode, leaves the lease valid.",
            related = "REQ-06 REQ-07 SESSION-04", checked = "scenario",
        },
        {
            id = "LEASE-06", level = "MUST", area = "leases",
            text = "A request timeout that is set on a lease holds for that lease's commands, and for nobody else's on the same worker.",
            checked = "scenario",
        },

        -- ---------------------------------------------------------------- hardening
        {
            id = "FIX-18", level = "MUST", area = "hardening",
            text = "Reopening a pool's worker keeps its restart window and its counters.",
            related = "POOL-09", checked = "scenario",
        },
        {
            id = "FIX-19", level = "MUST", area = "hardening",
            text = "An acquire that waits for room is admitted when room appears, not only after its whole wait. Room is a worker fewer, or a worker whose last lease has been given back.",
            related = "POOL-04", checked = "timed scenario",
        },
    },
}
