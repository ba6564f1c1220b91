return scenario {
  summary = "an answer that the session was there already may be taken as an opened one or refused; the worker stays usable",
  clauses = { "WIRE-13" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"host_session_reused","import_stats":{"direct_import_names":[],'
      .. '"import_level":"private","import_all":false,"load_exts":false,"effective_module_count":0,"compacted_region_count":0,'
      .. '"memory_mapped_region_count":0,"compacted_region_bytes":0,"memory_mapped_region_bytes":0,"non_memory_mapped_region_bytes":0,'
      .. '"imported_bytes":0,"imported_constant_count":0,"extension_count":0,"total_imported_extension_entries":0}}}}')
    worker:serve()
  end,

  drive = function(sup)
    local outcome = sup:request("open_host_session", { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array {} }):outcome()
    check.truth(outcome.ok ~= nil or outcome.error.kind == "protocol", "taken, or kind protocol")
    if outcome.ok then
      sup:health {}:ok()
    else
      sup:cycle():ok()
      sup:health {}:ok()
    end
  end,
}
