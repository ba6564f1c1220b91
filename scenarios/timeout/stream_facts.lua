return scenario {
  summary = "a stream that runs into its deadline has the facts of a timeout, with its operation and its imports",
  clauses = { "FACTS-01", "TIMEOUT-02", "STATS-01" },
  profile = "stream",
  config = { request_timeout_ms = 20000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 2 }
      worker:expect("run_data_stream")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    sup:set_request_timeout(180)
    local e = sup:stream { export = "demo" }:expect_error("timeout", { operation = "worker_run_data_stream", duration_ms = 180 })
    check.equal(e.resource.cause, "worker_timeout")
    check.equal(e.resource.operation, "worker_run_data_stream")
    check.equal(e.resource.work_entered_child, true)
    check.equal(e.resource.import_count, 2)
    check.equal(e.resource.import_like_requests, 2)
    check.equal(e.resource.import_like_admitted, 2)
    check.equal(e.resource.worker_generation, 1)
    check.equal(e.resource.restart_reason, "timeout")
    sup:expect_stats { stream_requests = 1, stream_failures = 1, stream_successes = 0, stream_elapsed_us = check.at_least(90000) }
  end,
}
