local unsolicited = {
  { "data_row", { stream = "rows", sequence = 0, payload = 1 } },
  { "diagnostic", { code = "c", message = "nobody asked" } },
  { "progress_tick", { phase = "p", current = 1, total = json.null } },
  { "response", { status = "health_ok" } },
  { "response", { status = "error", code = "c", message = "m" } },
  { "fatal_exit", { status = "exit status: 1", stderr = "" } },
}

return scenario {
  summary = "whatever message waits while the worker is idle, the next request is kind protocol and is not written",
  clauses = { "FIX-03", "FIX-01" },
  profile = "supervisor",
  config = { restart_limit = { max = 20, window_ms = 60000 } },
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    local message = unsolicited[worker.generation + 1]
    if message then
      worker:meet("up")
      worker:message(message[1], message[2])
      worker:mark("spoke " .. worker.generation)
      worker:check(worker:next() == nil, "no request is written over stale output")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(unsolicited) do
      sup:let("up") -- not before the start is over
      sup:expect_mark_or_end("spoke " .. (index - 1))
      sup:health {}:expect_error("protocol")
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:expect_received(index - 1, {})
      sup:expect_stats { requests = 0, exits = index }
      sup:health {}:expect_error("child_panic_or_abort")
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
