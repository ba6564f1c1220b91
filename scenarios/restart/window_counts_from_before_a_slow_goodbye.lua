return scenario {
  summary = "a restart enters the window with the time at which it was asked for, not at which the old child had left",
  clauses = { "RESTART-04" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 700 }, shutdown_timeout_ms = 10000 },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("terminate")
      worker:wait(600)
      worker:terminating()
      worker:exit(0)
    elseif worker.generation == 1 then
      worker:wait(150)
      worker:mark("old enough")
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:cycle():ok()
    sup:expect_mark("old enough")
    sup:cycle():ok()
    sup:expect_stats { restarts = 2 }
  end,
}
