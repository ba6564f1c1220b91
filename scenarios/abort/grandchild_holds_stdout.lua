return scenario {
  summary = "the death of a child whose grandchild keeps stdout open is reported, long before the deadline",
  clauses = { "FIX-06", "REQ-08", "EXIT-03" },
  profile = "stream",
  config = { request_timeout_ms = 7000, shutdown_timeout_ms = 500 },
  timeout_ms = 15000,
  tags = { "mid-stream-abort" },
  defects = { 3 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:grandchild { hold = { "stdout", "stderr" } }
      worker:stderr("dumping core\n")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":0}')
    local e = call:expect_error("child_panic_or_abort")
    call:within(5000)
    check.equal(e.exit.signal, 6, "REQ-08")
    check.match(e.exit.diagnostics, "dumping core", "EXIT-03")
    check.equal(sup:child(0):state(), "reaped", "REQ-08")
    sup:cycle():ok()
    sup:health {}:ok()
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
