return scenario {
  summary = "a child that says nothing is killed at the startup timeout: operation startup, no work entered it",
  clauses = { "SPAWN-06", "SPAWN-09" },
  profile = "supervisor",
  spawn = false,
  defects = { 17 },

  child = function(worker)
    worker:ignore("TERM")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 200, request_timeout_ms = 9000 }
    local e = call:expect_error("timeout", { operation = "startup", duration_ms = 200 })
    check.equal(e.resource.cause, "worker_timeout")
    check.equal(e.resource.work_entered_child, false)
    check.equal(e.resource.duration_ms, 200)
    call:not_before(200)
    call:within(6700)
    if sup:spawned() == 0 then
      check.inconclusive("the machine was too slow to have a child before the startup timeout")
    end
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_spawned(1)
  end,
}
