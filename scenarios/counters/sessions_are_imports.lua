return scenario {
  summary = "an opened session is one import, and its statistics are remembered for the facts of later errors",
  clauses = { "STATS-01", "FACTS-01", "REQ-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 20000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      local body = worker:expect("open_host_session")
      worker:check(body.project_root == "/srv/p" and body.mode.kind == "shims_only" and body.imports[1] == "Init", "the session's fields arrive", "REQ-02")
      worker:answer("host_session_opened", {
        import_stats = {
          direct_import_names = json.array { "Init" }, import_level = "private", import_all = false, load_exts = true,
          effective_module_count = 12, compacted_region_count = 3, memory_mapped_region_count = 3, compacted_region_bytes = 100,
          memory_mapped_region_bytes = 100, non_memory_mapped_region_bytes = 0, imported_bytes = 4096, imported_constant_count = 99,
          extension_count = 5, total_imported_extension_entries = 7,
        },
      })
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local ok = sup:request("open_host_session", { project_root = "/srv/p", mode = { kind = "shims_only" }, imports = json.array { "Init" } }):ok()
    check.equal(ok.import_stats.imported_constant_count, 99, "REQ-02")
    sup:expect_stats { requests = 1, imports = 1, import_like_admission_attempts = 1, import_like_admitted = 1 }
    sup:set_request_timeout(150)
    local e = sup:health {}:expect_error("timeout")
    check.equal(e.resource.import_count, 1, "FACTS-01")
    check.equal(e.resource.import_like_requests, 1, "FACTS-01")
    check.equal(e.resource.import_like_admitted, 1, "FACTS-01")
    check.truth(type(e.resource.last_import_stats) == "table", "the statistics of the session are there", "FACTS-01")
    check.equal(e.resource.last_import_stats.imported_constant_count, 99, "FACTS-01")
  end,
}
