return scenario {
  summary = "a cycle whose fresh child says nothing is the startup's timeout; the silent child is gone and a cycle works again",
  clauses = { "RESTART-03", "SPAWN-06", "FIX-11" },
  profile = "supervisor",
  spawn = false,
  config = { startup_timeout_ms = 1000 },

  child = function(worker)
    if worker.generation == 1 then
      worker:ignore("TERM")
      worker:hang()
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local start = sup:clock()
    local first = sup:spawn {}
    if first:outcome().error and sup:clock() - start >= 950 then
      check.inconclusive("the machine was too slow to start a child within the startup timeout")
    end
    first:ok()
    local call = sup:cycle()
    call:expect_error("timeout", { operation = "startup", duration_ms = 1000 }, "SPAWN-06")
    call:not_before(1000, "SPAWN-06")
    check.equal(sup:child(1):state(), "reaped", "SPAWN-06")
    sup:expect_stats { restarts = 1, exits = 1, replacement_failures = 1, last_replacement_skipped_reason = "spawn_failed" }
    sup:expect_snapshot({ worker_generation = 0 }, "FIX-11")
    sup:expect_status("exited")
    start = sup:clock()
    local again = sup:cycle()
    if again:outcome().error and sup:clock() - start >= 950 then
      check.inconclusive("the machine was too slow to start a child within the startup timeout")
    end
    again:ok()
    sup:expect_snapshot({ worker_generation = 1 }, "FIX-11")
    sup:health {}:ok()
  end,
}
