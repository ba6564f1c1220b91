return scenario {
  summary = "a worker that hits its hard limit while it is opened is the end: not retryable, one restart, no process",
  clauses = { "ACTOR-13", "ACTOR-11" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    worker:rss(90000)
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:actor_open {
      session = { project_root = "/project", mode = { kind = "shims_only" }, imports = { "Init" } }, rss_hard_kill_kib = 65536, rss_sample_interval_ms = 10,
    }
    call:expect_unavailable(nil, { retryable = false, restart_cause = "rss_hard_limit_exceeded", limit_kib = 65536 })
    call:expect_causes({ rss_hard_limit_exceeded = 1 }, "ACTOR-13")
    call.actor:expect_reaped()
  end,
}
