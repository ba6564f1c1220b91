return scenario {
  summary = "an exceeded hard limit tells what the last session had imported",
  clauses = { "RSS-03", "FACTS-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:expect("health")
      worker:rss(90000)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:request("open_host_session", { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array { "Init", "Std" } }):ok()
    local e = sup:health {}:expect_error("rss_hard_limit_exceeded")
    check.truth(type(e.last_import_stats) == "table", "the statistics are there", "FACTS-01")
    check.equal(e.last_import_stats.direct_import_names, { "Init", "Std" }, "FACTS-01")
    check.equal(e.resource.import_count, 1, "FACTS-01")
  end,
}
