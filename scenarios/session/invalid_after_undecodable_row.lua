return scenario {
  summary = "a typed row that does not decode replaces the child, and ends the session",
  clauses = { "SESSION-02", "STREAM-07" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(child)
      child:row("rows", { ordinal = "none" })
      child:hang()
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    session:stream { typed = true, export = "numbers" }
      :expect_error("typed_command_row_decode", { export = "numbers", stream = "rows", sequence = 0 }, "STREAM-07")
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:expect_received(1, {})
  end,
}
