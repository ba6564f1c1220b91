return scenario {
  summary = "a wall clock that jumps back while a child starts does not prolong the start",
  clauses = { "TIMEOUT-05", "SPAWN-06" },
  profile = "supervisor",
  spawn = false,
  time = { step_wall = true },
  needs = { "concurrent" },
  defects = { 26 },

  child = function(worker)
    worker:meet("born")
    worker:hang()
  end,

  drive = function(sup)
    local start = sup:clock()
    local call = sup:spawn { startup_timeout_ms = 2000 }
    sup:at("born")
    if sup:clock() - start >= 1700 then
      check.inconclusive("the machine was too slow to have a child before the startup timeout")
    end
    sup:step_wall(-7200)
    sup:let("born")
    call:expect_error("timeout", { operation = "startup", duration_ms = 2000 })
    call:not_before(2000, "SPAWN-06")
    call:within(5000)
    check.equal(sup:child(0):state(), "reaped", "SPAWN-06")
  end,
}
