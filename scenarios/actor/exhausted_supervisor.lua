return scenario {
  summary = "an actor whose supervisor takes no more restarts serves again or turns unhealthy, however often, and is never stuck",
  clauses = { "FIX-15", "ACTOR-09" },
  profile = "actor",
  spawn = false,
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    if worker.generation < 6 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 1000, restart_limit = 20, worker = { restart_limit = { max = 1, window_ms = 600000 } } }
    for round = 1, 3 do
      local first = actor:submit("Init")
      if round == 1 then first:expect_unavailable("timeout: .*", { retryable = true }) end
      first:outcome()
      -- the supervisor's refusal in place of its time-out (TIMEOUT-03) may be passed on as it is, or be the actor's answer
      local kind = (actor:submit("Init"):outcome().error or {}).kind
      check.truth(kind == "unavailable" or kind == "restart_limit_exceeded", "the second job is told that there is no worker", "FIX-15")
    end
    if actor:facts().healthy then
      local runtime = actor:submit("Init")
      runtime:ok("FIX-15")
      runtime:expect_runtime({ worker_generation = check.at_least(3) }, "FIX-15")
    else
      actor:submit("Init"):expect_unavailable(nil, { retryable = false }, "FIX-15")
    end
  end,
}
