-- Options with their defaults and bounds (DEFAULT-01). A default left out: unset, so disabled.
return {
    { name = "startup_timeout_ms", default = 10000, floor = 0, summary = "from the start of the child to its valid handshake" },
    { name = "request_timeout_ms", default = 30000, floor = 0, summary = "from the writing of a request to its terminal response; 600000 is the profile for long runs" },
    { name = "shutdown_timeout_ms", default = 2000, floor = 0, summary = "from the terminate frame to the end of the child: the grace of a graceful stop" },
    { name = "kill_wait_ms", default = 5000, floor = 0, summary = "from the kill to the reaping of the child" },
    { name = "max_frame_bytes", default = 1048576, floor = 65536, ceiling = 268435456, summary = "cap on the body of a frame, both ways" },
    { name = "event_buffer", default = 64, floor = 1, summary = "undelivered events that the parent buffers before the child has to wait" },
    { name = "restart_limit.max", default = 16, floor = 1, summary = "replacements admitted within one window" },
    { name = "restart_limit.window_ms", default = 60000, floor = 1, summary = "length of the window" },
    { name = "rss_hard_limit_kib", floor = 1, summary = "the child is killed in mid-request at this much memory" },
    { name = "rss_sample_interval_ms", default = 250, floor = 1, summary = "longest time between two samples while a request is in flight and a hard limit is set" },
    { name = "policy.max_requests", floor = 1, summary = "requests to one child before it is cycled" },
    { name = "policy.max_imports", floor = 1, summary = "import-like requests to one child before it is cycled" },
    { name = "policy.max_rss_kib", floor = 1, summary = "memory at which the child is cycled before the next request" },
    { name = "policy.idle_restart_after_ms", floor = 0, summary = "idle time after which the child is cycled before the next request" },
    { name = "diagnostics_tail_bytes", default = 65536, floor = 65536, summary = "how much of the end of stderr is kept, at the least" },
    { name = "displayed_diagnostics_bytes", default = 4096, floor = 4096, ceiling = 4096, summary = "how much of the diagnostics a message shows" },
}
