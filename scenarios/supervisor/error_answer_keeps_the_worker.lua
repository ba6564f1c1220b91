return scenario {
  summary = "an error answer is kind worker with its code, and the same child serves the next request",
  clauses = { "REQ-06", "STATS-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("json_command")
    worker:error("lean_rs.worker.unknown_export", "no export \"demo\"")
    worker:serve()
  end,

  drive = function(sup)
    sup:request("json_command", { export = "demo", request_json = "{}" })
      :expect_error("worker", { code = "lean_rs.worker.unknown_export" })
    sup:health {}:ok()
    sup:expect_stats({ requests = 2, exits = 0, restarts = 0 })
    sup:expect_status("running")
    sup:expect_spawned(1)
  end,
}
