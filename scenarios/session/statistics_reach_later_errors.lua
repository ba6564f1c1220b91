return scenario {
  summary = "the statistics of the last opened session stand in the facts of a later time-out, also behind an opening that was refused",
  clauses = { "SESSION-01", "FACTS-01" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:expect("open_host_session")
      worker:error("lean_rs.worker.import", "no such module")
      worker:serve { on = { json_command = function(child) child:hang() end } }
    end
    worker:serve()
  end,

  drive = function(sup)
    local session = sup:session { host = { imports = json.array { "Mathlib" } } }
    sup:open_session { session = "s2" }:expect_error("worker")
    sup:set_request_timeout(300)
    local e = session:json_command():expect_error("timeout", { operation = "worker_json_command" })
    check.truth(e.resource.last_import_stats, "the facts hold the statistics of the last session")
    check.equal(e.resource.last_import_stats.direct_import_names, json.array { "Mathlib" })
    check.equal(e.resource.import_count, 2, "FACTS-01")
  end,
}
