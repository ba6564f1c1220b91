return scenario {
  summary = "thirty cycles leave one living child, and after shutdown no process and no pipe",
  clauses = { "RESTART-01", "RESTART-08", "SHUT-05" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },
  tags = { "restart-storm" },
  defects = { 27, 23 },

  drive = function(sup)
    local before = sup:descriptors()
    for round = 1, 30 do
      sup:cycle():ok()
      check.equal(sup:child(round - 1):state(), "reaped")
    end
    check.at_most(sup:descriptors(), before + 15, "RESTART-08")
    check.equal(sup:child(30):state(), "alive")
    sup:expect_snapshot { worker_generation = 30, restarts = 30, exits = 30 }
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    sup:expect_gone()
    sup:expect_spawned(31)
  end,
}
