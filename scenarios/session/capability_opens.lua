return scenario {
  summary = "opening a capability: health as the first request, then the session, and both are there afterwards",
  clauses = { "CAP-01", "CAP-03" },
  profile = "session",
  spawn = false,

  drive = function(sup)
    local opening = sup:open_capability { host = { imports = json.array { "Init", "Std" } } }
    local opened = opening:ok()
    check.equal(opened.protocol_version, 10)
    check.equal(opened.metadata, json.null)
    check.equal(opened.import_stats.direct_import_names, json.array { "Init", "Std" })
    sup:expect_received(0, { "health", "open_host_session" })
    sup:expect_stats { requests = 2, imports = 1, restarts = 0 }
    sup:expect_snapshot { worker_generation = 0 }
    opening.session:json_command():ok()
    sup:health():ok()
    sup:drop():ok()
    sup:expect_gone()
  end,
}
