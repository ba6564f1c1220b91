return scenario {
  summary = "a stream whose token is set beforehand writes nothing and counts neither a stream nor a failure",
  clauses = { "CANCEL-01", "STREAM-04" },
  profile = "stream",

  drive = function(sup)
    sup:cancel("early")
    local call = sup:stream { export = "demo", token = "early" }
    local e = call:expect_error("cancelled", { operation = "worker_run_data_stream" })
    check.equal(e.resource.work_entered_child, false)
    call:expect_rows(0)
    sup:expect_stats { requests = 0, stream_requests = 0, stream_failures = 0, stream_successes = 0, stream_elapsed_us = 0, restarts = 0 }
    sup:expect_received(0, {})
    sup:expect_spawned(1)
  end,
}
