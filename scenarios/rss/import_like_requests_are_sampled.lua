return scenario {
  summary = "the memory of a child is compared with the ceiling before each import-like request too: a figure, or one more that was unavailable",
  clauses = { "POLICY-01", "STATS-01", "RSS-02" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 1 << 33 } },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:meet("looked")
    worker:hide_rss()
    worker:mark("hidden")
    worker:serve()
  end,

  drive = function(sup)
    local names = { manifest_path = "m" }
    sup:request("load_fixture_capability", names):ok()
    local kib = sup:stats().last_rss_kib
    check.truth(type(kib) == "number" and kib >= 1, "the sample before the request is told")
    sup:let("looked")
    sup:expect_mark("hidden")
    for _ = 1, 3 do
      local before = sup:stats().rss_samples_unavailable
      sup:request("load_fixture_capability", names):ok()
      check.at_least(sup:stats().rss_samples_unavailable, before + 1, "RSS-02")
    end
    sup:expect_stats { import_like_admission_attempts = 4, import_like_admitted = 4, restarts = 0 }
  end,
}
