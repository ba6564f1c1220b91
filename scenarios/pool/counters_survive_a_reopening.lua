return scenario {
  summary = "what a worker counted before it died still stands in the sums after it was reopened",
  clauses = { "FIX-18", "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:stream():ok()
    lease:json_command():ok()
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    pool:lease("A"):json_command():ok()
    local requests = 0
    for ordinal = 0, 1 do requests = requests + #pool:received(ordinal) end
    pool:expect_snapshot({ requests = requests, stream_requests = 1, data_rows_delivered = 2, worker_restarts = 1 }, "FIX-18")
  end,
}
