local unsolicited = { "\0", "\0\0\0", "\0\0\0\60{\"version\"", "Segmentation fault\n" }
-- The same once more, but each in one write with the answer to a request.
local KINDS = #unsolicited

return scenario {
  summary = "bytes that wait while the worker is idle, be it one, are stale output and end the generation, by themselves or behind an answer",
  clauses = { "FIX-03", "FIX-01" },
  profile = "supervisor",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    local bytes = unsolicited[worker.generation % KINDS + 1]
    if worker.generation < 2 * KINDS then
      if worker.generation < KINDS then
        worker:meet("up")
        worker:raw(bytes)
      else
        worker:expect("health")
        worker:cork()
        worker:answer("health_ok")
        worker:raw(bytes)
        worker:uncork()
      end
      worker:mark("spoke " .. worker.generation)
      worker:check(worker:next() == nil, "no request is written over stale output")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for generation = 0, 2 * KINDS - 1 do
      local received = {}
      if generation >= KINDS then
        sup:health {}:ok()
        received = { "health" }
      else
        sup:let("up") -- not before the start is over
      end
      sup:expect_mark_or_end("spoke " .. generation)
      local call = sup:health {}
      call:expect_error("protocol")
      call:within(5000)
      check.equal(sup:child(generation):state(), "reaped", "FIX-01")
      sup:expect_received(generation, received)
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { requests = KINDS + 1, exits = 2 * KINDS, restarts = 2 * KINDS }
  end,
}
