local STREAMS = 3 -- one that is given time to leave by itself is enough: how much time is left open

return scenario {
  summary = "what a child writes to stderr after it closed stdout is in its diagnostics",
  clauses = { "EXIT-03", "REQ-08" },
  profile = "stream",
  config = { request_timeout_ms = 20000, shutdown_timeout_ms = 8000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
    else
      worker:expect("run_data_stream")
      worker:row("rows", 1)
    end
    worker:close("stdout")
    worker:stderr_bytes(4000000) -- so that a parent that gives no time at all is not late by chance
    worker:stderr("uncaught exception: out of memory\n")
    worker:exit(3)
  end,

  drive = function(sup)
    local function expect_last_words(call)
      local e = call:expect_error("child_panic_or_abort")
      if e.exit.signal == 9 then
        return false
      end
      check.equal(e.exit.code, 3, "REQ-08")
      check.match(e.exit.diagnostics, "uncaught exception: out of memory")
      return true
    end
    local left = 0
    expect_last_words(sup:health {})
    for _ = 1, STREAMS do
      sup:cycle():ok()
      left = left + (expect_last_words(sup:stream { export = "demo" }) and 1 or 0)
    end
    check.at_least(left, 1, "REQ-08")
  end,
}
