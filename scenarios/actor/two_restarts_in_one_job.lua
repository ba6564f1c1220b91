return scenario {
  summary = "two restarts during one job are accounted once each, to their own causes",
  clauses = { "ACTOR-09", "ACTOR-04" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 1000, worker = { policy = { max_requests = 1 } } }
    actor:serve_one("Init")
    local call = actor:submit("Init")
    call:expect_unavailable("timeout: .*", { retryable = true })
    call:expect_runtime { worker_generation = 3, worker_restarted = true, retry_count = 0 }
    call:expect_causes { max_requests = 1, timeout = 1 }
  end,
}
