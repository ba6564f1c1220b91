return scenario {
  summary = "a request for which the policy replaced the child is cancelled by its token like any other",
  clauses = { "CANCEL-02", "CANCEL-03", "POLICY-01" },
  profile = "stream",
  config = { policy = { max_requests = 1 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("run_data_stream")
      worker:rows("rows", 2)
      worker:rows("others", 2)
      worker:stream_complete { total_rows = 4 }
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    local call = sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 2 } }
    call:expect_error("cancelled")
    call:expect_rows(3)
    sup:expect_stats({ max_request_restarts = 1 }, "POLICY-01")
    sup:expect_stats { cancelled_restarts = 1, stream_failures = 1, stream_successes = 0 }
    sup:health {}:ok()
  end,
}
