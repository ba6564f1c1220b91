local forbidden = {
  { "handshake", { worker_version = "w/1", protocol_version = 10 } },
  { "request", { op = "health" } },
  { "fatal_exit", { status = "exit status: 1", stderr = "boom" } },
  { "configure_frame_limit", { max_frame_bytes = 1048576 } },
}

return scenario {
  summary = "a message that a child may not send ends a stream after the rows before it; rows behind it are not delivered",
  clauses = { "REQ-11", "FIX-01", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    local message = forbidden[worker.generation + 1]
    if message then
      worker:expect("run_data_stream")
      worker:cork()
      worker:row("rows", { ordinal = 0 })
      worker:message(message[1], message[2])
      worker:row("rows", { ordinal = 1 })
      worker:stream_complete { total_rows = 2 }
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(forbidden) do
      local call = sup:stream { export = "demo" }
      call:expect_error("protocol")
      call:expect_rows(1)
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:expect_status("exited", "FIX-01")
      sup:expect_stats({ stream_failures = index, stream_successes = 0, data_rows_delivered = index }, "STREAM-04")
      sup:cycle():ok("FIX-01")
    end
    sup:health {}:ok("FIX-01")
  end,
}
