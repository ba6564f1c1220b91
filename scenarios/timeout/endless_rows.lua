return scenario {
  summary = "an endless flood of rows that keeps the parent busy ends at the deadline",
  clauses = { "FIX-02", "TIMEOUT-01" },
  profile = "stream",
  config = { request_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:flood("rows", { bytes = 200, max = 100000000, stall_ms = 60000 })
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { mode = "digest" } }
    call:expect_error("timeout", { operation = "worker_run_data_stream", duration_ms = 300 })
    call:not_before(300)
    call:within(3000)
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_stats { timeout_restarts = 1, stream_failures = 1 }
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
