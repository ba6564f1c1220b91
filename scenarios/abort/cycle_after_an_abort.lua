return scenario {
  summary = "after an abort in a stream a cycle brings a fresh child that serves the next stream from its first row",
  clauses = { "REQ-08", "RESTART-08", "STATE-01" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { generation = worker.generation })
    if worker.generation == 0 then
      worker:half('{"version":10,"message":{"type":"data_row","body":{"stream":"rows"', 30)
      worker:kill("KILL")
    end
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:expect_error("child_panic_or_abort")
    sup:cycle():ok()
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"generation":1}')
    call:expect_ok { total_rows = 1 }
    call:expect_rows(1)
    sup:expect_snapshot { worker_generation = 1, restarts = 1, exits = 1 }
    sup:expect_stats { explicit_cycles = 1, stream_requests = 2, stream_successes = 1, stream_failures = 1 }
  end,
}
