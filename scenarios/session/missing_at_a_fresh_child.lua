return scenario {
  summary = "a child that says it has no session surfaces as kind worker, and the worker stays usable",
  clauses = { "SESSION-03" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:expect("json_command")
    worker:error("lean_rs.worker.session_missing", "json_command needs an open session")
    worker:expect("run_data_stream")
    worker:error("lean_rs.worker.session_missing", "run_data_stream needs an open session")
    worker:serve()
  end,

  drive = function(sup)
    sup:json_command():expect_error("worker", { code = "lean_rs.worker.session_missing" })
    sup:stream():expect_error("worker", { code = "lean_rs.worker.session_missing" })
    sup:session():json_command():ok()
    sup:expect_snapshot { worker_generation = 0 }
    sup:expect_stats { restarts = 0, exits = 0, requests = 4 }
  end,
}
