return scenario {
  summary = "stream_elapsed grows by the time each stream took, succeeded or failed, and not by what lies between them",
  clauses = { "STATS-01", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", 1)
    worker:meet("first row out")
    worker:wait(60)
    worker:stream_complete { total_rows = 1 }
    worker:expect("run_data_stream")
    worker:row("rows", 1)
    worker:meet("second row out")
    worker:wait(60)
    worker:error("demo.failed", "late")
    worker:wait(300)
    worker:mark("rested")
    worker:serve()
  end,

  drive = function(sup)
    -- whoever delivers a row has begun to count: only then may the child's wait begin
    local function stream(point)
      local call = sup:stream { export = "demo" }
      call:expect_row("rows", 0, "1")
      sup:let(point)
      return call
    end
    stream("first row out"):ok()
    local first = sup:stats().stream_elapsed_us
    check.at_least(first, 59000) -- rounding may cost a millisecond
    stream("second row out"):expect_error("worker")
    check.at_least(sup:stats().stream_elapsed_us, first + 59000)
    sup:expect_mark("rested")
    local before, began = sup:stats().stream_elapsed_us, sup:clock()
    sup:stream { export = "demo" }:ok()
    local grown, took = sup:stats().stream_elapsed_us - before, sup:clock() - began
    check.at_most(grown, math.ceil(took + 20) * 1000) -- far from the rest of 300 ms, whatever the grain of a clock
    sup:health {}:ok()
    sup:expect_stats { stream_successes = 2, stream_failures = 1 }
  end,
}
