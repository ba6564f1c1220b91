return scenario {
  summary = "the sums of a snapshot are those of the frames that the children saw, over all workers",
  clauses = { "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local one = pool:lease("A")
    local two = pool:lease("B")
    one:json_command():ok()
    two:stream():ok()
    two:stream { sink = { mode = "digest" } }:ok()
    one:health():ok()
    local requests, imports = 0, 0
    for ordinal = 0, 1 do
      for _, op in ipairs(pool:received(ordinal)) do
        requests = requests + 1
        if op == "open_host_session" then imports = imports + 1 end
      end
    end
    pool:expect_snapshot {
      requests = requests, imports = imports, stream_requests = 2, stream_successes = 2, stream_failures = 0, data_rows_delivered = 4,
      data_row_payload_bytes = 52, worker_restarts = 0, workers = 2, active_workers = 2,
    }
  end,
}
