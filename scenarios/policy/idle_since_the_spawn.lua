return scenario {
  summary = "a child that was idle since its spawn for the idle time is replaced before the first request",
  clauses = { "POLICY-04", "POLICY-01", "RESTART-02" },
  profile = "supervisor",
  config = { policy = { idle_restart_after_ms = 150 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:meet("up")
      worker:wait(200)
      worker:mark("rested")
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:let("up") -- the spawn is over: the rest is idle time
    sup:expect_mark("rested")
    sup:health {}:ok()
    sup:expect_received(0, { "terminate" })
    sup:expect_received(1, { "health" })
    sup:expect_stats { requests = 1, restarts = 1, idle_restarts = 1, exits = 1, last_restart_reason = "idle" }
    sup:expect_snapshot { worker_generation = 1, last_restart_reason = "idle" }
  end,
}
