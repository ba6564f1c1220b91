-- The actor above a supervisor, its configuration, and import planning. Fields of a clause: see README.md in this folder.
return {
    area = "actor",
    profile = "actor",
    clauses = {
        {
            id = "ACTOR-01", level = "MUST",
            text = "One project owns one actor: one thread of control, one mailbox, one worker above a supervisor. Jobs run one at a time, in the order in which they were accepted. The mailbox holds 8 jobs that wait, or as configured; the one that runs is not among them. A refusal comes at once, as kind unavailable: with reason mailbox_full, retryable, where the mailbox is full; with mailbox_closed, retryable, where it is closed while the actor is still at work; with project actor is stopped, not retryable, where the actor has ended. A job whose reply is lost because the actor ends is answered mailbox_closed_before_reply, retryable.",
            checked = "scenario",
        },
        {
            id = "ACTOR-02", level = "MUST",
            text = "A job that was accepted is answered exactly once. Once the actor is unhealthy, and once its mailbox is closed, each job that waits is answered unavailable with reason project_shutting_down; none is dropped in silence. A closed mailbox shuts the worker down gracefully.",
            checked = "scenario",
        },
        {
            id = "ACTOR-03", level = "MUST",
            text = "The causes of a restart are import_profile_switch, rss_import_switch, rss_post_job, rss_hard_limit_exceeded, max_requests, max_imports, idle, timeout, cancelled, child_exit, child_abort, session_missing, explicit and worker_internal. Abnormal are timeout, cancelled, child_exit, child_abort, session_missing and rss_hard_limit_exceeded: they count towards the limit. All others are planned and never do.",
            related = "ACTOR-05", checked = "scenario",
        },
        {
            id = "ACTOR-04", level = "MUST",
            text = "A restart that the supervisor made by itself is accounted under the actor's name for its cause: rss_ceiling as rss_post_job, rss_hard_limit as rss_hard_limit_exceeded, every other as it is called there; a cause that is not known as worker_internal.",
            related = "FIX-14", checked = "scenario",
        },
        {
            id = "ACTOR-05", level = "MUST",
            text = "At most 3 abnormal restarts happen in 60 s, or as configured. The next one is refused and the actor turns unhealthy for good: the job is answered unavailable, reason `restart_limit_exceeded after N restarts in W; latest: …`, retryable false, retry_after_millis the window, restarts_in_window N. A restart of an age equal to the window has left it.",
            related = "FIX-17", checked = "scenario",
        },
        {
            id = "ACTOR-06", level = "MUST",
            text = "The fingerprint of a job is its imports joined by line feeds. Where it differs from that of the job before, profile_switch_count grows by one; where the child's RSS is then at least the import-switch limit, the worker is cycled before the job, with cause rss_import_switch. The first job switches nothing.",
            related = "RSS-02 FIX-22", checked = "scenario",
        },
        {
            id = "ACTOR-07", level = "MUST",
            text = "After a successful job the child is sampled. With an RSS of at least the post-job limit the worker is cycled, with cause rss_post_job, before the answer is given.",
            related = "FIX-16", checked = "scenario",
        },
        {
            id = "ACTOR-08", level = "MUST",
            text = "The generation that callers see is a base plus the supervisor's own. The base is 1 at first; a rebuild of the supervisor sets it to the generation last seen plus 1. So it starts at 1, grows with every replacement and every rebuild, and never falls.",
            related = "FIX-11", checked = "scenario",
        },
        {
            id = "ACTOR-09", level = "MUST",
            text = "How a job ends decides its answer. A value: account, remember the fingerprint, post-job check, return it. child_exited or child_panic_or_abort: at first account, rebuild the worker and run the job once more; the second time unavailable, reason `worker_died_after_retry: …`, retryable. worker with code lean_rs.worker.session_missing: at first rebuild and run once more; the second time unavailable, reason `session_missing: …`, retryable. rss_hard_limit_exceeded: unavailable, not retryable, worker_restarted true, with limit_kib, without another attempt. timeout: unavailable, reason `timeout: …`, retryable, without another attempt. Any other error is passed on as it is, without another attempt. Every restart since the job began is accounted once, to its own cause.",
            related = "ACTOR-03 FIX-15", checked = "scenario",
        },
        {
            id = "ACTOR-10", level = "MUST",
            text = "Runtime facts come with each answer: worker_generation, worker_restarted (during this job), retry_count, admission_wait_millis, queue_wait_millis, call_restart (the last restart during this job), last_restart, rss_kib, worker_lanes (1), import_profile (the fingerprint), profile_switch_count, restarts_total, restarts_by_cause. A restart event has cause, reason, worker_generation (after it), planned, rss_kib, limit_kib.",
            checked = "scenario",
        },
        {
            id = "ACTOR-11", level = "MUST",
            text = "An unavailable error carries retryable, worker_restarted, project_root, project_hash, imports (of the job), session_id, toolchain, worker_generation, reason, restart_cause, rss_kib, limit_kib, retry_after_millis, restarts_in_window, window_millis and runtime; what does not apply is null.",
            checked = "scenario",
        },
        {
            id = "ACTOR-12", level = "SHOULD",
            text = "One line is logged for each restart: as a warning for the abnormal causes and worker_internal, as information for memory pressure (rss_post_job, rss_import_switch), for debugging otherwise.",
            checked = "scenario",
        },
        {
            id = "ACTOR-13", level = "MUST",
            text = "A worker that hits its hard memory limit while it is being opened makes the opening fail: unavailable, retryable false, restart_cause rss_hard_limit_exceeded, restarts_total 1, and no process is left.",
            related = "RSS-03", checked = "scenario",
        },
        {
            id = "ACTOR-14", level = "MUST",
            text = "What is known without a call agrees with the last answer: generation, last restart, RSS, import profile, switch count, restarts. What belongs to one job is neutral there: worker_restarted false, retry_count 0, no waits, no call_restart.",
            related = "ACTOR-10", checked = "scenario",
        },
        {
            id = "FIX-14", level = "MUST", area = "hardening",
            text = "An abort that the supervisor absorbed counts as child_abort in the actor's books, and so towards its limit.",
            why = "A mapping that leaves child_abort out books it as worker_internal, which is planned: a child that aborts at every request is then restarted for ever.",
            related = "ACTOR-04 REQ-09", checked = "scenario",
        },
        {
            id = "FIX-15", level = "MUST", area = "hardening",
            text = "An actor whose supervisor takes no more restarts makes a new supervisor or turns unhealthy. It is never healthy and unable to serve.",
            why = "RestartExhausted is for ever: whoever passes its errors on as ordinary ones keeps a project that says it is healthy and refuses every job.",
            related = "RESTART-09 FIX-12", checked = "scenario",
        },
        {
            id = "FIX-16", level = "MUST", area = "hardening",
            text = "A post-job cycle that fails does not cost the job's value: it is returned, and the next job finds or makes a worker.",
            related = "ACTOR-07", checked = "scenario",
        },
        {
            id = "FIX-17", level = "MUST", area = "hardening",
            text = "A restart that was refused is not counted as one. The jobs that wait behind it say retryable false and retry_after_millis. Both windows, the actor's and the supervisor's, let an entry go when its age is at least their length.",
            related = "ACTOR-05 RESTART-04", checked = "scenario",
        },
        {
            id = "CONFIG-01", level = "MUST", area = "config", profile = "config",
            text = "Each knob is taken from the environment, else from the file, else from its default. Variables begin with LEAN_HOST_MCP_. The defaults: WORKER_RSS_POST_JOB_RESTART_KIB 5242880, WORKER_RSS_HARD_KILL_KIB 16777216, WORKER_RSS_SAMPLE_MILLIS 250, IMPORT_SWITCH_RSS_SOFT_KIB 2097152, MODULE_CACHE_RSS_GUARD_KIB 2097152, MODULE_CACHE_MAX_BYTES 33554432, REQUEST_TIMEOUT_MILLIS 120000, PROJECT_MAILBOX_CAPACITY 8, WORKER_RESTART_LIMIT 3, WORKER_RESTART_WINDOW_SECS 60.",
            checked = "scenario",
        },
        {
            id = "CONFIG-02", level = "MUST", area = "config", profile = "config",
            text = "A variable that is no whole number fails the start, also beside a valid value in the file, and the error names the variable. A value of 0 fails from any source: `NAME resolved to 0, which is not allowed`, NAME being the whole variable.",
            checked = "scenario",
        },
        {
            id = "CONFIG-03", level = "MUST", area = "config", profile = "config",
            text = "The memory limits escalate: import switch ≤ post job ≤ hard kill, and equal ones are allowed. Anything else fails with `invalid RSS config: …` and the two values.",
            checked = "scenario",
        },
        {
            id = "CONFIG-04", level = "MUST", area = "config", profile = "actor",
            text = "The worker of an actor has a startup timeout of 30 s and a max_requests of 64.",
            related = "SPAWN-06 POLICY-01", checked = "scenario",
        },
        {
            id = "PLAN-01", level = "MUST", area = "planner", profile = "planner",
            text = "Modules are grouped by project root, package, library name, source root, imports in their order, profile and policy class. Batches are sorted by that key, field after field, modules by name; all bytewise. The same modules in any order give the same plan.",
            checked = "scenario",
        },
        {
            id = "PLAN-02", level = "MUST", area = "planner", profile = "planner",
            text = "A module name is one or more components with dots between, each a letter or `_` followed by letters, digits, `_` and `'`. Any other is invalid_module_name with module and reason.",
            checked = "scenario",
        },
        {
            id = "PLAN-03", level = "MUST", area = "planner", profile = "planner",
            text = "A library name that is not declared is unresolved_capability_target with target. A plan chooses no worker and starts none.",
            checked = "scenario",
        },
    },
}
