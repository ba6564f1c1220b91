return scenario {
  summary = "a time-out in the second attempt is a time-out, not a second death",
  clauses = { "ACTOR-09", "ACTOR-11" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:expect("health")
      if worker.generation == 0 then worker:abort() end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 1000 }
    local call = actor:submit("Init")
    call:expect_unavailable("timeout: .*", { retryable = true, worker_restarted = true, restart_cause = "timeout" })
    call:expect_runtime { retry_count = 1, worker_generation = 3 }
    call:expect_causes { child_abort = 1, timeout = 1 }
    actor:expect_received(2, {})
    actor:serve_one("Init")
  end,
}
