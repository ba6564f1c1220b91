return scenario {
  summary = "stream_elapsed adds up the time of every streaming request: emitted rows and failed streams, too, and nothing else",
  clauses = { "STATS-01", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("emit_test_rows")
    worker:wait(30)
    worker:rows_complete(0)
    worker:expect("run_data_stream")
    worker:wait(30)
    worker:stream_complete { total_rows = 0 }
    worker:expect("json_command")
    worker:wait(30)
    worker:answer("json_command", { response_json = "1" })
    worker:expect("run_data_stream")
    worker:wait(30)
    worker:error("c", "m")
    worker:expect("emit_test_rows")
    worker:wait(30)
    worker:exit(1)
  end,

  drive = function(sup)
    local before = 0
    local function expect_grown(grown)
      local elapsed = sup:stats().stream_elapsed_us
      if grown then
        check.at_least(elapsed, before + 1) -- how much is seen elsewhere: a parent may look at its clock late
      else
        check.equal(elapsed, before)
      end
      before = elapsed
    end
    sup:emit_rows { streams = { "s" } }:ok()
    expect_grown(true)
    sup:stream { export = "demo" }:ok()
    expect_grown(true)
    sup:request("json_command", { export = "e", request_json = "{}" }):ok()
    expect_grown(false)
    sup:stream { export = "demo" }:expect_error("worker")
    expect_grown(true)
    sup:emit_rows { streams = { "s" } }:expect_error("child_panic_or_abort")
    expect_grown(true)
    sup:expect_stats { stream_successes = 2, stream_failures = 2 }
  end,
}
