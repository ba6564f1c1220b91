return scenario {
  summary = "the check of a capability that opens finds nothing, never asks the doctor, and leaves no process",
  clauses = { "CAP-04", "CAP-03", "CAP-01" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:answer("health_ok")
    worker:expect("open_host_session")
    worker:mark("a session is asked for")
    worker:answer("host_session_opened", { import_stats = json.text('{"direct_import_names":["Init"],"import_level":"private",'
      .. '"import_all":false,"load_exts":true,"effective_module_count":1,"compacted_region_count":1,"memory_mapped_region_count":1,'
      .. '"compacted_region_bytes":0,"memory_mapped_region_bytes":0,"non_memory_mapped_region_bytes":0,"imported_bytes":0,'
      .. '"imported_constant_count":0,"extension_count":0,"total_imported_extension_entries":0}') })
    local op = worker:next()
    worker:check(op ~= "capability_doctor", "the doctor is not asked", "CAP-03")
    worker:check(op == nil or op == "terminate", "the session is the last step; then came " .. tostring(op), "CAP-01")
    if op then worker:terminating() end
    worker:exit(0)
  end,

  drive = function(sup)
    check.equal(sup:check_capability():ok().findings, json.array {})
    sup:expect_spawned(1)
    sup:expect_mark("a session is asked for", "CAP-01")
    check.equal(sup:child(0):state(), "reaped", "CAP-01")
  end,
}
