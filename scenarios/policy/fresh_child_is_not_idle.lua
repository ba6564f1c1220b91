local IDLE_MS = 10000

return scenario {
  summary = "a child that was asked nothing yet is idle since its spawn, not since the clock's beginning, in every generation",
  clauses = { "POLICY-04" },
  profile = "supervisor",
  config = { policy = { idle_restart_after_ms = IDLE_MS } },

  drive = function(sup)
    local start = sup:clock()
    for generation = 0, 2 do
      sup:health {}:ok()
      local restarts = sup:stats().idle_restarts
      if sup:clock() - start >= IDLE_MS then check.inconclusive("the machine let the idle time pass") end
      check.equal(restarts, 0)
      sup:expect_received(generation, { "health" })
      sup:cycle():ok()
    end
  end,
}
