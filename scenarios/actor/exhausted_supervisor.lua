return scenario {
  summary = "an actor whose supervisor takes no more restarts serves again or turns unhealthy, and is never stuck",
  clauses = { "FIX-15", "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 100, restart_limit = 10, worker = { restart_limit = { max = 1, window_ms = 600000 } } }
    actor:submit("Init"):expect_unavailable("timeout: .*", { retryable = true })
    actor:submit("Init"):expect_error("unavailable", {}, "FIX-15")
    if actor:facts().healthy then
      local runtime = actor:submit("Init")
      runtime:ok("FIX-15")
      runtime:expect_runtime({ worker_generation = check.at_least(3) }, "FIX-15")
    else
      actor:submit("Init"):expect_unavailable(nil, { retryable = false }, "FIX-15")
    end
  end,
}
