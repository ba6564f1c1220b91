return scenario {
  summary = "counters grow across generations and are never reset",
  clauses = { "RESTART-05", "STATS-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:rows("rows", 4)
    worker:stream_complete { total_rows = 4 }
    worker:serve()
  end,

  drive = function(sup)
    for generation = 0, 2 do
      sup:stream { export = "demo" }:ok()
      sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
      sup:expect_stats {
        requests = 2 * (generation + 1), imports = generation + 1, stream_requests = generation + 1, stream_successes = generation + 1,
        data_rows_delivered = 4 * (generation + 1), import_like_admitted = generation + 1, restarts = generation, exits = generation,
      }
      sup:cycle():ok()
    end
    sup:expect_snapshot { worker_generation = 3, restarts = 3, exits = 3 }
  end,
}
