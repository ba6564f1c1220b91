return scenario {
  summary = "streams count towards max_requests, and a stream too is preceded by its policy restart",
  clauses = { "POLICY-01", "STATS-01" },
  profile = "stream",
  config = { policy = { max_requests = 1 } },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { generation = worker.generation })
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    for generation = 0, 2 do
      local call = sup:stream { export = "demo" }
      call:expect_row("rows", 0, '{"generation":' .. generation .. "}")
      call:expect_ok { total_rows = 1 }
      call:expect_rows(1)
    end
    sup:expect_stats { requests = 3, stream_requests = 3, stream_successes = 3, max_request_restarts = 2 }
  end,
}
