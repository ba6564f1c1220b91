return scenario {
  summary = "rows followed by a clean exit are child_exited under their own operation",
  clauses = { "REQ-08", "STREAM-04" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("emit_test_rows_then_exit")
      worker:row("s", { ordinal = 0 })
      worker:exit(0)
    end
    worker:expect("emit_test_rows_then_panic")
    worker:row("s", { ordinal = 0 })
    worker:stderr("PANIC: asked to\n")
    worker:abort()
  end,

  drive = function(sup)
    local call = sup:emit_rows { streams = json.array {}, ["then"] = "exit" }
    call:expect_error("child_exited")
    call:expect_rows(1)
    sup:cycle():ok()
    call = sup:emit_rows { streams = json.array {}, ["then"] = "panic" }
    local e = call:expect_error("child_panic_or_abort")
    check.match(e.exit.diagnostics, "PANIC: asked to", "EXIT-03")
    call:expect_rows(1)
    sup:expect_stats { stream_failures = 2, stream_successes = 0, stream_requests = 0, exits = 2, restarts = 1 }
  end,
}
