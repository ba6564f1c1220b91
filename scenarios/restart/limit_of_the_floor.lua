return scenario {
  summary = "a limit of zero restarts is raised to one, a window of zero to one millisecond",
  clauses = { "DEFAULT-01", "RESTART-04" },
  profile = "supervisor",
  spawn = false,
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:wait(20)
    worker:mark("older than a millisecond " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    sup:spawn { restart_limit = { max = 0, window_ms = 60000 } }:ok()
    sup:cycle():ok()
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 60000 })
    local other = sup:worker("b")
    other:spawn { restart_limit = { max = 1, window_ms = 0 } }:ok()
    for round = 0, 3 do
      other:expect_mark("older than a millisecond " .. round)
      other:cycle():ok()
    end
    other:expect_stats { restarts = 4 }
  end,
}
