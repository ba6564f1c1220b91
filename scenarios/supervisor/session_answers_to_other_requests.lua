local STATISTICS = '"import_stats":{"direct_import_names":["Init"],"import_level":"private","import_all":false,"load_exts":true,"effective_module_count":1,'
  .. '"compacted_region_count":2,"memory_mapped_region_count":3,"compacted_region_bytes":4,"memory_mapped_region_bytes":5,'
  .. '"non_memory_mapped_region_bytes":6,"imported_bytes":7,"imported_constant_count":8,"extension_count":9,"total_imported_extension_entries":10}'
local requests = {
  { "load_fixture_capability", { manifest_path = "m" } },
  { "trigger_lean_panic", { manifest_path = "m" } },
  { "call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 } },
  { "json_command", { export = "e", request_json = "{}" } },
}

return scenario {
  summary = "an opened session answers a request for a session and nothing else; what was not asked for is kept nowhere",
  clauses = { "REQ-07", "FACTS-01", "WIRE-13" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local function respond(status)
      worker:frame('{"version":10,"message":{"type":"response","body":{"status":"' .. status .. '",' .. STATISTICS .. "}}}")
    end
    if worker.generation == 0 then
      for _, request in ipairs(requests) do
        worker:expect(request[1])
        respond "host_session_opened"
      end
      worker:expect("open_host_session")
      worker:answer("capability_loaded")
    elseif worker.generation <= #requests then
      worker:expect(requests[worker.generation][1])
      respond "host_session_reused"
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, request in ipairs(requests) do
      sup:request(request[1], request[2]):expect_error("protocol")
    end
    sup:request("open_host_session", { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array { "Init" } }):expect_error("protocol")
    sup:health {}:ok()
    sup:expect_spawned(1)
    sup:cancel("t")
    local facts = sup:health { token = "t" }:expect_error("cancelled").resource
    check.equal(facts.last_import_stats, nil, "FACTS-01")
    -- a parent may know of reused sessions or not: what follows on it is kind protocol in either case
    for _, request in ipairs(requests) do
      sup:cycle():ok()
      sup:request(request[1], request[2]):expect_error("protocol", nil, "WIRE-13")
    end
  end,
}
