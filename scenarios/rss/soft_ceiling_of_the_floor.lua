return scenario {
  summary = "a soft ceiling of zero is raised to 1 KiB: every request goes to a fresh child, after one restart each",
  clauses = { "DEFAULT-01", "POLICY-01", "RSS-02" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 0 } },
  tags = { "rss-spike" },
  defects = { 19 },

  drive = function(sup)
    for _ = 1, 3 do
      sup:health {}:ok()
    end
    sup:expect_stats { requests = 3, restarts = 3, rss_restarts = 3 }
    sup:expect_received(0, { "terminate" })
    sup:expect_received(3, { "health" })
    sup:expect_spawned(4)
  end,
}
