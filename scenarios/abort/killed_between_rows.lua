return scenario {
  summary = "a child that somebody kills between rows gives its signal, and the next calls the same exit",
  clauses = { "REQ-08", "REQ-05", "EXIT-01" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":0}')
    sup:child(0):signal("KILL")
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 9, "EXIT-01")
    e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 9, "REQ-05")
    e = sup:stream { export = "demo" }:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 9, "REQ-05")
    sup:expect_stats { exits = 1, restarts = 0, requests = 1, stream_requests = 1, stream_failures = 1 }
    sup:expect_spawned(1)
  end,
}
