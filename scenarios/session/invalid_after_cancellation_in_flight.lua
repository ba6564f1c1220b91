return scenario {
  summary = "a stream that is cancelled in flight ends the session",
  clauses = { "SESSION-02", "CANCEL-03" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(child)
      child:row("rows", { ordinal = 0 })
      child:hang()
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    session:stream { sink = { cancel_at_row = 0 } }:expect_error("cancelled", { operation = "worker_run_data_stream" })
    session:expect_valid(false)
    session:stream():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:health():ok()
    sup:expect_received(1, { "health" })
  end,
}
