return scenario {
  summary = "a restart older than the window no longer counts against the limit",
  clauses = { "RESTART-04" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 200 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:wait(220)
    worker:mark("aged " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    for round = 0, 2 do
      sup:expect_mark("aged " .. round)
      sup:cycle():ok()
    end
    sup:expect_stats { restarts = 3, replacement_budget_skipped = 0 }
  end,
}
