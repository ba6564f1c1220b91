-- One supervisor over one child. Fields of a clause: see README.md in this folder.
return {
    area = "spawn",
    profile = "supervisor",
    clauses = {
        -- ---------------------------------------------------------------- options
        {
            id = "DEFAULT-01", level = "MUST", area = "options",
            text = "An option that is left out has the default of the table of options. A value below the option's floor is raised to the floor, and a frame cap outside its range is moved to the nearer end; neither is an error.",
            checked = "scenario invariant",
            partly = "event_buffer and kill_wait_ms are not configurable through the adapter protocol, or not for certain",
        },
        -- ---------------------------------------------------------------- spawn
        {
            id = "SPAWN-01", level = "MUST",
            text = "The child's stdin, stdout and stderr are three pipes to the supervisor. Its arguments are the configured ones, in their order and byte for byte. Its environment is the parent's, overlaid with LEAN_ABORT_ON_PANIC=1, LEAN_BACKTRACE=0 and RUST_BACKTRACE=0, then with the configured entries in their order; a later entry wins, so configured ones may override those three. It runs in the configured working directory, or in the parent's where none is configured.",
            checked = "scenario invariant",
        },
        {
            id = "SPAWN-02", level = "MUST",
            text = "Of the parent's descriptors the child inherits none but its three pipes; in particular none of another worker's pipes.",
            why = "A sibling that holds the write end of a dead child's pipe keeps the end of file from ever coming.",
            checked = "scenario invariant",
        },
        {
            id = "SPAWN-03", level = "MUST",
            text = "An executable that cannot be run gives kind spawn, with the executable and the system's error (a text or a number; never empty). No process is left.",
            checked = "scenario machine invariant",
        },
        {
            id = "SPAWN-04", level = "MUST",
            text = "A valid handshake within the startup timeout makes the spawn succeed, with the metadata {worker_version, protocol_version, lean_version: null}.",
            checked = "scenario machine invariant",
        },
        {
            id = "SPAWN-05", level = "MUST",
            text = "Where the child ends its output, sends a frame that does not decode, sends another message or names another protocol version in place of a valid handshake, it is killed where necessary and reaped, and its stderr is kept. The kind is child_exited if it had ended by itself with status 0, child_panic_or_abort otherwise. The error SHOULD also say what was wrong with the handshake (FIX-13).",
            related = "FIX-13", checked = "scenario machine invariant",
        },
        {
            id = "SPAWN-06", level = "MUST",
            text = "Where no handshake comes within the startup timeout the child is killed and reaped, and the kind is timeout with operation startup and a resource of cause worker_timeout, work_entered_child false and the duration.",
            checked = "scenario machine invariant timed",
        },
        {
            id = "SPAWN-07", level = "MUST",
            text = "A child that dies before it has read configure_frame_limit is reaped; the caller gets the child's exit error or kind protocol; nothing is leaked, however often it happens (FIX-10).",
            related = "FIX-10", checked = "scenario machine invariant",
        },
        {
            id = "SPAWN-08", level = "MUST",
            text = "A supervisor that has just been made is Idle at generation 0, and each of its counters is 0.",
            checked = "scenario invariant",
        },
        {
            id = "SPAWN-09", level = "MUST",
            text = "The startup timeout and the request timeout do not influence each other.",
            checked = "scenario timed",
        },
        -- ---------------------------------------------------------------- request
        {
            id = "REQ-01", level = "MUST", area = "request",
            text = "A request goes through these steps in this order: look at the cancellation token; apply the policy (POLICY-01); make sure that the child is alive; write the frame; count the request, and for run_data_stream the stream; read until the terminal outcome.",
            related = "POLICY-01", checked = "scenario machine invariant",
            partly = "the second look at the child, behind the policy: nothing outside can make a child die between the two",
        },
        {
            id = "REQ-02", level = "MUST", area = "request",
            text = "Each admitted request has exactly one terminal outcome, a response or one typed failure: never two, and never none.",
            checked = "machine invariant timed scenario",
        },
        {
            id = "REQ-03", level = "MUST", area = "request",
            text = "Requests are served one at a time. A call that is made while another is in flight waits or is refused (with kind unsupported_request, or shutdown_in_progress where REQ-04 says so), and at no time has the child two request frames without an answer.",
            checked = "invariant scenario",
        },
        {
            id = "REQ-04", level = "MUST", area = "request",
            text = "A request that is made in Stopping, Killing, Reaping or RestartExhausted gets kind shutdown_in_progress with operation worker_request.",
            checked = "machine scenario",
            partly = "Killing and Reaping: nothing outside can hold a supervisor there for a request to meet it",
        },
        {
            id = "REQ-05", level = "MUST", area = "request",
            text = "Where the child is found dead before the frame is written, the request gets child_exited (status 0) or child_panic_or_abort with the recorded exit; so does each later request. Nothing is respawned until the caller cycles.",
            checked = "machine invariant scenario",
        },
        {
            id = "REQ-06", level = "MUST", area = "request",
            text = "A response of status error gives kind worker with its code and message. The worker stays usable.",
            checked = "machine scenario",
        },
        {
            id = "REQ-07", level = "MUST", area = "request",
            text = "A terminal response of a status that the operation does not expect gives kind protocol. The worker stays usable.",
            checked = "scenario invariant",
        },
        {
            id = "REQ-08", level = "MUST", area = "request",
            text = "An end of file before the terminal response means that the child crashed: it is reaped, and the request gets child_exited or child_panic_or_abort with exit and diagnostics. The worker stays dead until it is cycled.",
            checked = "machine invariant scenario",
        },
        {
            id = "REQ-09", level = "MUST", area = "request",
            text = "For verify_declaration, verify_declaration_batch and process_module_query_batch a child_panic_or_abort of the request itself (not a child_exited, not a timeout, not the exit of a child that was found dead before: REQ-05) is absorbed: the child is replaced with cause child_abort and the call succeeds with a degraded result, in which every target answers budget_exceeded, in the order asked, and facts are marked as unavailable. Where the replacement is refused or fails, that error is returned instead.",
            checked = "machine scenario",
        },
        {
            id = "REQ-10", level = "MUST", area = "request",
            text = "list_declarations_strings gathers its rows and fails with kind protocol where their number is not the count of rows_complete.",
            checked = "scenario",
        },
        {
            id = "REQ-11", level = "MUST", area = "request",
            text = "While a request is in flight, a handshake, request, fatal_exit or configure_frame_limit frame from the child gives kind protocol; the child is killed and reaped before the call returns (FIX-01).",
            related = "FIX-01", checked = "scenario invariant",
        },
        {
            id = "REQ-12", level = "MUST", area = "request",
            text = "Output that belongs to an earlier generation or to an earlier request never completes the present request and never reaches its sinks. Where a parent sees it for what it is, it gives kind protocol, and the message SHOULD name both sides. What a parent can see is the subject of FIX-03.",
            related = "FIX-03", checked = "scenario invariant",
            partly = "the words of the message, since nothing on the wire names the sides",
        },
        {
            id = "REQ-13", level = "MUST", area = "request",
            text = "Where several things are true at once, the reading loop acts in this order: hard RSS limit, deadline, then events in the order of the pipe.",
            checked = "scenario",
        },
        -- ---------------------------------------------------------------- streaming
        {
            id = "STREAM-01", level = "MUST", area = "streaming", profile = "stream",
            text = "Rows go to the sink as they arrive and in the order of the pipe, none left out and none twice. Until the terminal success they are tentative.",
            checked = "invariant scenario",
        },
        {
            id = "STREAM-02", level = "MUST", area = "streaming", profile = "stream",
            text = "A row for a request that has no row sink gives kind protocol, and the child is killed and reaped before the call returns (FIX-01). Progress and diagnostics for which there is no sink are dropped without a word.",
            related = "FIX-01", checked = "scenario invariant",
        },
        {
            id = "STREAM-03", level = "MUST", area = "streaming", profile = "stream",
            text = "A sink that fails ends the request with data_sink_panic, progress_panic or diagnostic_sink_panic. The row on which it failed does not count as delivered. The child is killed and reaped before the call returns (FIX-01).",
            related = "FIX-01", checked = "scenario invariant machine",
        },
        {
            id = "STREAM-04", level = "MUST", area = "streaming", profile = "stream",
            text = "A request that has a row sink is a streaming one. Its success is the one of stream_complete and rows_complete that its operation expects; every other end after its frame was written counts as one stream failure, and one that was not written counts as nothing.",
            checked = "scenario invariant",
        },
        {
            id = "STREAM-05", level = "MUST", area = "streaming", profile = "stream",
            text = "What the parent buffers is bounded: with 64 undelivered events, besides what the pipe holds, what one read of at most 64 KiB brought, and one partly read frame, it is the child that waits and not the parent's memory that grows.",
            checked = "scenario",
        },
        {
            id = "STREAM-06", level = "MUST", area = "streaming", profile = "stream",
            text = "backpressure_waits grows where the parent's side had to wait for a slow sink, and stays 0 with a fast one. backpressure_failures counts the failed streams during which there was such a wait.",
            checked = "scenario invariant",
        },
        {
            id = "STREAM-07", level = "MUST", area = "streaming", profile = "stream",
            text = "A typed row that does not decode ends the request with typed_command_row_decode {export, stream, sequence, message}. The sink sees neither that row nor a later one, and the worker is replaced with cause cancelled.",
            checked = "scenario machine invariant",
        },
        {
            id = "STREAM-08", level = "MUST", area = "streaming", profile = "stream",
            text = "The responses stream_export_failed, stream_callback_failed and stream_row_malformed become errors of the same names with their fields. The worker stays usable.",
            checked = "scenario machine",
        },
        {
            id = "STREAM-09", level = "MUST", area = "streaming", profile = "stream",
            text = "Rows, diagnostics and progress are three channels, and each keeps the order of the pipe among its own.",
            checked = "scenario invariant",
        },
        -- ---------------------------------------------------------------- cancellation and time-out
        {
            id = "CANCEL-01", level = "MUST", area = "cancellation",
            text = "A token that is set before the call gives kind cancelled with work_entered_child false. No frame is written, nothing is counted, nothing is restarted.",
            checked = "scenario invariant machine",
        },
        {
            id = "CANCEL-02", level = "MUST", area = "cancellation",
            text = "During a request the token is looked at after each row and each progress tick that was delivered; not after a diagnostic, and not while the child is silent. A terminal response that was delivered before the token was looked at wins.",
            checked = "scenario invariant",
        },
        {
            id = "CANCEL-03", level = "MUST", area = "cancellation",
            text = "Once the token has been seen: the stream failure is counted, the child is killed and reaped, a replacement is admitted and spawned, and then the call returns cancelled with work_entered_child true. No further row reaches the sink.",
            checked = "scenario machine invariant",
        },
        {
            id = "TIMEOUT-01", level = "MUST", area = "timeout",
            text = "A request's deadline starts with the writing of the request and covers the writing itself (FIX-08), rows, diagnostics, progress and the terminal response. Rows do not extend it. It never fires early, and once passed it always fires (FIX-02).",
            related = "FIX-02 FIX-08", checked = "timed scenario",
        },
        {
            id = "TIMEOUT-02", level = "MUST", area = "timeout",
            text = "When the deadline passes: the stream failure is counted, the child is killed and reaped, and it is restarted with cause timeout; then the call returns kind timeout with operation, duration and resource.",
            checked = "machine invariant scenario",
        },
        {
            id = "TIMEOUT-03", level = "MUST", area = "timeout",
            text = "Where the replacement after a timeout, a cancellation, a hard RSS hit or an undecodable row (STREAM-07) fails, its error (restart_limit_exceeded, spawn, wait_timeout …) is returned in place of timeout, cancelled, rss_hard_limit_exceeded or typed_command_row_decode.",
            checked = "scenario machine",
            partly = "wait_timeout, wait and kill, as in SHUT-02",
        },
        {
            id = "TIMEOUT-04", level = "MUST", area = "timeout",
            text = "set_request_timeout governs the requests made after it and survives restarts.",
            checked = "scenario timed",
        },
        {
            id = "TIMEOUT-05", level = "MUST", area = "timeout",
            text = "Deadlines are kept on the monotonic clock: a step of the wall clock, forward or back, neither fires nor delays one.",
            checked = "scenario timed",
        },
        {
            id = "FACTS-01", level = "MUST", area = "timeout",
            text = "timeout, cancelled and rss_hard_limit_exceeded carry resource facts as they are after the restart: cause (worker_timeout, worker_cancelled, worker_rss_hard_limit), work_entered_child, operation, current_rss_kib, limit_kib, import_count, worker_generation, restart_reason, duration_ms, import_like_requests, import_like_admitted, last_import_stats. A fact that is not known is null.",
            checked = "invariant scenario",
        },
        -- ---------------------------------------------------------------- memory and policy
        {
            id = "RSS-01", level = "MUST", area = "memory",
            text = "On Linux the figure is VmRSS of the child, in KiB. For a zombie or a process that is gone it is unavailable.",
            checked = "scenario",
        },
        {
            id = "RSS-02", level = "MUST", area = "memory",
            text = "A limit is hit at the limit itself: each comparison is >=. A sample that is unavailable is counted in rss_samples_unavailable, triggers nothing at any limit, and is never taken for a figure under the limit (FIX-22).",
            related = "FIX-22", checked = "scenario",
        },
        {
            id = "RSS-03", level = "MUST", area = "memory",
            text = "With a hard limit the child is sampled, while a request is in flight, at least once in each interval and after every event; while a sink runs this may wait until the sink returns, and then comes before any further event. At or above the limit: the stream failure is counted, the child is killed and reaped, it is restarted with cause rss_hard_limit, and the call returns rss_hard_limit_exceeded {operation, current_kib, limit_kib, resource}.",
            checked = "scenario machine invariant",
        },
        {
            id = "POLICY-01", level = "MUST", area = "memory",
            text = "Before each request these are looked at in this order, and the first hit ends the looking: is the child alive; for an import-like request, count the attempt and record its RSS; max_requests; max_imports (import-like requests only); max_rss_kib; idle time. A hit restarts the child gracefully, and the request then goes to the fresh child.",
            checked = "scenario invariant machine",
            partly = "the RSS that an import-like request records: whether it moves last_rss_kib is left open",
        },
        {
            id = "POLICY-02", level = "MUST", area = "memory",
            text = "The import-like requests are open_host_session, load_fixture_capability, call_fixture_mul and trigger_lean_panic.",
            checked = "scenario invariant",
        },
        {
            id = "POLICY-03", level = "MUST", area = "memory",
            text = "A policy that is not set never restarts anything.",
            checked = "scenario invariant",
        },
        {
            id = "POLICY-04", level = "MUST", area = "memory",
            text = "Idle time runs from the end of the last request (FIX-09), or from the spawn where there was none.",
            related = "FIX-09", checked = "scenario",
        },
        -- ---------------------------------------------------------------- restart
        {
            id = "RESTART-01", level = "MUST", area = "restart",
            text = "A replacement goes in this order: replacement_attempts + 1; stop the child; admit (RESTART-04); replacement_budget_admitted + 1; restarts + 1, the counter of its cause + 1, last_restart_reason; what is counted for each generation back to 0; spawn; replacement_successes + 1. The old child has been reaped before the new one exists: never two at once.",
            related = "RESTART-04", checked = "invariant machine scenario",
        },
        {
            id = "RESTART-02", level = "MUST", area = "restart",
            text = "The child is stopped gracefully for the causes explicit, max_requests, max_imports, rss_ceiling and idle, and killed at once for rss_hard_limit, cancelled, timeout and child_abort.",
            checked = "scenario invariant machine",
        },
        {
            id = "RESTART-03", level = "MUST", area = "restart",
            text = "A replacement that fails counts in replacement_failures, and last_replacement_skipped_reason says stop_failed, restart_limit_exceeded (then replacement_budget_skipped + 1 too) or spawn_failed. A success clears that reason.",
            checked = "scenario invariant",
            partly = "stop_failed: it takes a child that cannot be killed, as in SHUT-02",
        },
        {
            id = "RESTART-04", level = "MUST", area = "restart",
            text = "Admission looks at a sliding window of start times of attempts: times whose age is at least the window leave it; where it then holds max or more, the replacement is refused, the state is RestartExhausted and the error restart_limit_exceeded {restarts, window_ms}; otherwise the attempt's start time enters. With max N, N restarts pass within one window and the next is refused.",
            checked = "scenario invariant machine",
        },
        {
            id = "RESTART-05", level = "MUST", area = "restart",
            text = "The window, the counters, the numbering of requests and the configuration survive a replacement.",
            checked = "scenario invariant",
            partly = "the numbering of requests: it is on no wire and in no answer",
        },
        {
            id = "RESTART-06", level = "MUST", area = "restart",
            text = "The names of the causes are fixed: explicit, max_requests, max_imports, rss_ceiling, rss_hard_limit, idle, cancelled, timeout, child_abort.",
            checked = "scenario invariant",
        },
        {
            id = "RESTART-07", level = "MUST", area = "restart",
            text = "The last replacement is reported with its timing: spawn_handshake, replacement_total, replacement_reason (the cause) and replacement_budget_status, which reads synchronous-no-overlap.",
            checked = "scenario invariant",
        },
        {
            id = "RESTART-08", level = "MUST", area = "restart",
            text = "A replacement leaves nothing of the old generation: not its process, not its pipes, not output of it that was not read.",
            checked = "invariant scenario",
        },
        {
            id = "RESTART-09", level = "MUST", area = "restart",
            text = "In RestartExhausted requests are refused until somebody makes a new supervisor. status and shutdown still work, status does not change the state and cycle does not revive it (FIX-12). No child process remains.",
            related = "FIX-12", checked = "machine invariant scenario",
        },
        -- ---------------------------------------------------------------- shutdown and exit
        {
            id = "SHUT-01", level = "MUST", area = "shutdown",
            text = "A shutdown follows the tree of outcomes of this chapter and reports {outcome, exit, graceful_timeout, elapsed, kill_elapsed (only where it killed), wait_elapsed}. The terminate frame does not count as a request.",
            checked = "machine invariant scenario timed",
        },
        {
            id = "SHUT-02", level = "MUST", area = "shutdown",
            text = "A killed child that cannot be reaped within 5 s gives kind wait_timeout with operation kill_wait; a system call that fails on the way gives kill or wait.",
            untested = "A process that survives SIGKILL needs a kernel that is stuck (an uninterruptible sleep); the harness cannot make one without privileges.",
            checked = "inspection",
        },
        {
            id = "SHUT-03", level = "MUST", area = "shutdown",
            text = "Giving up a supervisor (drop) takes the same bounded path and leaves no process.",
            checked = "invariant scenario timed",
        },
        {
            id = "SHUT-04", level = "MUST", area = "shutdown",
            text = "A shutdown ends within the shutdown timeout plus the time allowed for reaping a killed child, whatever the child, its grandchildren or its pipes do.",
            checked = "timed scenario",
        },
        {
            id = "SHUT-05", level = "MUST", area = "shutdown",
            text = "After a shutdown the child has been reaped, so that no zombie is left, and the parent holds no descriptor of it.",
            checked = "invariant scenario",
        },
        {
            id = "EXIT-01", level = "MUST", area = "shutdown",
            text = "An exit is {success, code or null, signal or null, status, diagnostics}. Its status reads `exit status: N` or `signal: N (NAME)`, with ` (core dumped)` behind it where a core was dumped and the parent can tell.",
            checked = "invariant scenario",
            partly = "the core: whether one is dumped is the machine's setting, and not every language can tell",
        },
        {
            id = "EXIT-02", level = "MUST", area = "shutdown",
            text = "Where no exit was recorded it is {success false, code null, status `worker is not running`, diagnostics empty}.",
            untested = "No call of the adapter protocol shows an exit where none was recorded: whoever has a supervisor has had a child.",
            checked = "inspection",
        },
        {
            id = "EXIT-03", level = "MUST", area = "shutdown",
            text = "diagnostics hold what the child wrote to stderr, up to a bounded tail, also where it died before its handshake. Bytes that are not UTF-8 are decoded lossily (FIX-07).",
            related = "FIX-05 FIX-07", checked = "scenario invariant",
        },
        -- ---------------------------------------------------------------- state and counters
        {
            id = "STATE-01", level = "MUST", area = "states",
            text = "What a caller observes is a path through the state machine of this chapter. No call leaves the supervisor in a state from which a later call hangs, tells an untruth about the child, or leaks it.",
            checked = "machine invariant scenario",
        },
        {
            id = "STATS-01", level = "MUST", area = "counters",
            text = "The counters are those of the table of this chapter and grow when it says so. They are cumulative over generations and stop at their maximum instead of wrapping round.",
            checked = "invariant scenario",
            partly = "the maximum: nobody counts that far in a run",
        },
        {
            id = "STATS-02", level = "MUST", area = "counters",
            text = "lifecycle_snapshot is {worker_generation, restarts, exits, last_restart_reason, last_exit, last_rss_kib, rss_samples_unavailable}. The generation never falls, and grows by one with each replacement that succeeds and with nothing else (FIX-11).",
            related = "FIX-11", checked = "invariant scenario",
        },
        -- ---------------------------------------------------------------- display
        {
            id = "DISPLAY-01", level = "SHOULD", area = "display", profile = "display",
            text = "An exit error reads `worker exited with STATUS` or `worker exited fatally with STATUS`; where there are diagnostics, `: ` and the trimmed diagnostics follow.",
            checked = "scenario",
        },
        {
            id = "DISPLAY-02", level = "MUST", area = "display", profile = "display",
            text = "Diagnostics of more than 4,096 bytes are cut for display: at a UTF-8 boundary, and never inside an escape sequence that begins with ESC [ and is not terminated yet (the cut then goes before that ESC; a terminator is a byte of 0x40 to 0x5A or 0x5C to 0x7E, looked for from the second byte after ESC). `… (N bytes truncated)` follows at once, N being the number of bytes that were dropped. The exit keeps the full text.",
            checked = "scenario",
        },
        {
            id = "DISPLAY-03", level = "SHOULD", area = "display", profile = "display",
            text = "The texts of errors are `worker operation OP timed out after D`; `worker operation OP exceeded hard RSS limit; current_kib=A limit_kib=B; last_import_stats=unavailable`; `worker operation OP was cancelled`; `worker restart limit exceeded after N restarts in D`; `worker returned CODE: MESSAGE`; `worker operation OP was rejected because shutdown is in progress`. Durations look like `1.5s`, `100ms`, `60s`.",
            checked = "scenario",
        },
        {
            id = "DISPLAY-04", level = "SHOULD", area = "display", profile = "display",
            text = "Where a frame cannot be had or cannot be taken, the text of the error contains one of `worker protocol I/O failed: …`, `worker protocol JSON decode failed: …`, `worker protocol frame too large: L bytes exceeds M` and `worker protocol version mismatch: expected 10, received V`.",
            related = "WIRE-02 WIRE-03 WIRE-04", checked = "scenario",
            partly = "`worker protocol I/O failed`: a pipe between two processes of one machine does not fail on demand",
        },
    },
}
