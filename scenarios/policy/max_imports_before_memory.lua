return scenario {
  summary = "where max_imports and the soft ceiling are both reached the cause is max_imports, and one restart is enough",
  clauses = { "POLICY-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_imports = 1, max_rss_kib = 65536 } },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:rss(90000)
    worker:mark("grown " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    local body = { manifest_path = "m" }
    sup:request("load_fixture_capability", body):ok()
    sup:expect_mark("grown 0")
    sup:request("load_fixture_capability", body):ok()
    sup:expect_stats { restarts = 1, max_import_restarts = 1, rss_restarts = 0 }
    sup:expect_mark("grown 1")
    sup:health {}:ok()
    sup:expect_stats { restarts = 2, max_import_restarts = 1, rss_restarts = 1, last_restart_reason = "rss_ceiling" }
  end,
}
