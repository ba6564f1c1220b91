return scenario {
  summary = "a sink that takes its time for each row does not carry a stream past its deadline",
  clauses = { "FIX-02", "TIMEOUT-01" },
  profile = "stream",
  config = { request_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:rows("rows", 60)
      worker:stream_complete { total_rows = 60 }
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { delay_us = 20000 } }
    call:expect_error("timeout")
    call:not_before(300)
    check.truth(#call:rows() < 60, "fewer rows than were sent reach the sink before the deadline")
    sup:expect_stats { stream_failures = 1, stream_successes = 0, timeout_restarts = 1 }
  end,
}
