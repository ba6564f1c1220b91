return scenario {
  summary = "a session that was there already does not renew what is known of the last import",
  clauses = { "WIRE-13", "FACTS-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:expect("open_host_session")
      worker:frame('{"version":10,"message":{"type":"response","body":{"status":"host_session_reused","import_stats":{"direct_import_names":["Other"],'
        .. '"import_level":"private","import_all":false,"load_exts":false,"effective_module_count":9,"compacted_region_count":0,'
        .. '"memory_mapped_region_count":0,"compacted_region_bytes":0,"memory_mapped_region_bytes":0,"non_memory_mapped_region_bytes":0,'
        .. '"imported_bytes":0,"imported_constant_count":0,"extension_count":0,"total_imported_extension_entries":0}}}}')
      if worker:next() then
        worker:hang()
      end
    end
    worker:serve()
  end,

  drive = function(sup)
    local session = { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array { "Init" } }
    sup:request("open_host_session", session):ok()
    if sup:request("open_host_session", session):outcome().ok == nil then
      return -- refused, which it may be
    end
    sup:set_request_timeout(300)
    local e = sup:health {}:expect_error("timeout", {}, "FACTS-01")
    check.truth(type(e.resource.last_import_stats) == "table", "the statistics of the first session are there", "FACTS-01")
    check.equal(e.resource.last_import_stats.direct_import_names, { "Init" }, "WIRE-13")
    check.equal(e.resource.import_count, 2, "FACTS-01")
  end,
}
