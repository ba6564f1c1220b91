return scenario {
  summary = "a child that grew over the hard limit takes its session with it",
  clauses = { "SESSION-02", "FIX-20", "RSS-03" },
  profile = "session",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child)
      child:rss(90000)
      child:hang()
    end } or {} }
  end,

  drive = function(sup)
    local session = sup:session()
    session:json_command():expect_error("rss_hard_limit_exceeded", { operation = "worker_json_command" }, "RSS-03")
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:health():ok()
    sup:expect_received(1, { "health" })
  end,
}
