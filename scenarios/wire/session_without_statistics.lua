return scenario {
  summary = "an opened session without its statistics, or with one of them missing, is a decode error",
  clauses = { "WIRE-04" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local bodies = {
      [0] = '{"status":"host_session_opened"}',
      '{"status":"host_session_opened","import_stats":{}}',
      '{"status":"host_session_opened","import_stats":{"direct_import_names":[],"import_level":"private","import_all":false,"load_exts":false,'
        .. '"effective_module_count":0,"compacted_region_count":0,"memory_mapped_region_count":0,"compacted_region_bytes":0,'
        .. '"memory_mapped_region_bytes":0,"non_memory_mapped_region_bytes":0,"imported_bytes":0,"imported_constant_count":0,"extension_count":0}}',
    }
    if bodies[worker.generation] then
      worker:expect("open_host_session")
      worker:frame('{"version":10,"message":{"type":"response","body":' .. bodies[worker.generation] .. "}}")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local session = { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array {} }
    for _ = 1, 3 do
      sup:request("open_host_session", session):expect_error("protocol")
      sup:cycle():ok()
    end
    sup:request("open_host_session", session):ok()
  end,
}
