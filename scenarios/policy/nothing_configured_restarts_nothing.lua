return scenario {
  summary = "without a policy no number of requests, imports or kibibytes restarts a child",
  clauses = { "POLICY-03", "DEFAULT-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:serve { count = 20 }
    worker:rss(100000)
    worker:mark("grown")
    worker:serve()
  end,

  drive = function(sup)
    for _ = 1, 10 do
      sup:health {}:ok()
      sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    end
    sup:expect_mark("grown")
    for _ = 1, 20 do
      sup:health {}:ok()
      sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    end
    sup:expect_stats { requests = 60, imports = 30, restarts = 0, exits = 0, import_like_admitted = 30 }
    sup:expect_spawned(1)
  end,
}
