return scenario {
  summary = "a token set while the child is silent is not looked at when the deadline passes: that is a timeout",
  clauses = { "CANCEL-02", "TIMEOUT-02" },
  profile = "stream",
  needs = { "concurrent" },
  config = { request_timeout_ms = 2500 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:meet("silent")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t" }
    sup:at("silent")
    sup:cancel("t")
    sup:let("silent")
    call:expect_error("timeout", { operation = "worker_run_data_stream" })
    call:not_before(2500)
    sup:expect_stats({ timeout_restarts = 1, cancelled_restarts = 0, stream_failures = 1 }, "TIMEOUT-02")
  end,
}
