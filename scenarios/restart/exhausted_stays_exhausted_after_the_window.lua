return scenario {
  summary = "an exhausted supervisor stays so when the window has long passed",
  clauses = { "FIX-12", "RESTART-09" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 300 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = {
        health = function(w)
          w:wait(700)
          w:answer("health_ok")
        end,
      },
    }
  end,

  drive = function(sup)
    local spawned, refused = 1, nil
    repeat -- a slow machine lets the window pass between two restarts; not each time
      refused = sup:cycle():outcome()
      spawned = spawned + (refused.ok and 1 or 0)
    until refused.error or spawned > 20
    if refused.ok then
      check.inconclusive("the machine took longer than the window for each restart")
    end
    check.equal(refused.error.kind, "restart_limit_exceeded", "RESTART-04")
    local clock = sup:worker("clock")
    clock:spawn {}:ok()
    clock:health {}:ok()
    sup:expect_status("exited")
    sup:health {}:expect_error("shutdown_in_progress")
    sup:cycle():expect_error("restart_limit_exceeded")
    sup:expect_spawned(spawned)
  end,
}
