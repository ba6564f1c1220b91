return scenario {
  summary = "a token stays set when a call was cancelled by it: every later call with it is cancelled at once, every other is not",
  clauses = { "CANCEL-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", 0)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 0 } }:expect_error("cancelled", nil, "CANCEL-02")
    for _ = 1, 2 do
      for _, make in ipairs {
        function() return sup:health { token = "t" } end,
        function() return sup:stream { export = "demo", token = "t" } end,
        function() return sup:emit_rows { streams = { "s" }, token = "t" } end,
        function() return sup:request("load_fixture_capability", { manifest_path = "m" }, { token = "t" }) end,
      } do
        local e = make():expect_error("cancelled")
        check.equal(e.resource.work_entered_child, false)
      end
    end
    sup:health { token = "u" }:ok()
    sup:health {}:ok()
    sup:expect_received(1, { "health", "health" })
    sup:expect_stats { requests = 3, restarts = 1, cancelled_restarts = 1, stream_requests = 1, stream_failures = 1, import_like_admission_attempts = 0 }
  end,
}
