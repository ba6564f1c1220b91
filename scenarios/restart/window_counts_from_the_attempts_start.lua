return scenario {
  summary = "a restart enters the window with the time at which it started, not at which the child was up",
  clauses = { "RESTART-04" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 700 } },
  tags = { "restart-storm" },

  child = function(worker)
    if worker.generation == 1 then
      worker:wait(600)
    end
    worker:handshake()
    if worker.generation == 1 then
      worker:wait(200)
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
