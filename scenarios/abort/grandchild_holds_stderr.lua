return scenario {
  summary = "a grandchild that keeps stderr open does not delay the report of the child's death",
  clauses = { "FIX-06", "EXIT-03" },
  profile = "stream",
  config = { request_timeout_ms = 9000 },
  tags = { "mid-stream-abort" },
  defects = { 3 },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:stderr("last words of the child\n")
    worker:grandchild { hold = { "stderr" } }
    worker:exit(2)
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 2)
    check.match(e.exit.diagnostics, "last words of the child", "EXIT-03")
    call:within(5000)
    check.equal(sup:child(0):state(), "reaped")
  end,
}
