return scenario {
  summary = "the memory ceiling is looked at in each generation, before requests of every kind",
  clauses = { "POLICY-01", "STATS-01", "RESTART-05" },
  profile = "stream",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 1 } },

  drive = function(sup)
    local function expect_generation(generation)
      sup:expect_snapshot({ worker_generation = generation, last_restart_reason = "rss_ceiling" }, "POLICY-01")
      sup:expect_stats { rss_restarts = generation, restarts = generation }
    end
    sup:health {}:ok()
    expect_generation(1)
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    expect_generation(2)
    sup:stream { export = "demo" }:ok()
    expect_generation(3)
    sup:request("json_command", { export = "e", request_json = "{}" }):ok()
    expect_generation(4)
  end,
}
