return scenario {
  summary = "a typed row that does not decode ends the request there; no later row is seen and the worker is replaced",
  clauses = { "STREAM-07" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:cork()
      worker:row("main", { ordinal = 0 })
      worker:row("main", { ordinal = 1 })
      worker:row("main", { ordinal = "two" }, { sequence = 4294967298 })
      worker:row("main", { ordinal = 3 })
      worker:stream_complete { total_rows = 4 }
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo.typed", typed = true }
    call:expect_error("typed_command_row_decode", { export = "demo.typed", stream = "main", sequence = 4294967298 })
    call:expect_rows(2)
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_snapshot { worker_generation = 1, restarts = 1, exits = 1, last_restart_reason = "cancelled" }
    sup:expect_stats { stream_failures = 1, stream_successes = 0, restarts = 1 }
    sup:health {}:ok()
  end,
}
