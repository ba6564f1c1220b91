local unsolicited = { "\0", "\0\0\0", "\0\0\0\60{\"version\"", "Segmentation fault\n" }

return scenario {
  summary = "bytes that wait while the worker is idle, be it one, are stale output and end the generation",
  clauses = { "FIX-03", "FIX-01" },
  profile = "supervisor",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    local bytes = unsolicited[worker.generation + 1]
    if bytes then
      worker:raw(bytes)
      worker:mark("spoke " .. worker.generation)
      worker:check(worker:next() == nil, "no request is written over stale output")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(unsolicited) do
      sup:expect_mark_or_end("spoke " .. (index - 1))
      local call = sup:health {}
      call:expect_error("protocol")
      call:within(5000)
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:expect_received(index - 1, {})
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { requests = 1, exits = 4, restarts = 4 }
  end,
}
