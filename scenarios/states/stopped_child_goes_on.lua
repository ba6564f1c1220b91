return scenario {
  summary = "a child that is stopped by a signal is alive: status says so, its request waits, and all goes on once it goes on",
  clauses = { "STATE-01", "REQ-02", "STATS-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 60000 },
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    for round = 1, worker.name == "a" and 3 or 0 do
      worker:serve { count = 1 }
      worker:meet("answered " .. round) -- a CONT too many is spent here, not on the next stop
      worker:mark("stops " .. round)
      worker:kill("STOP")
    end
    worker:serve()
  end,

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    sup:health {}:ok()
    for round = 1, 3 do
      sup:let("answered " .. round)
      sup:expect_mark("stops " .. round)
      other:health {}:ok()
      sup:expect_status("running")
      local call = sup:health {}
      other:cycle():ok()
      check.truth(call:pending(), "the request waits for the child", "REQ-02")
      while call:pending() do -- it may not have been stopped yet
        sup:child(0):signal("CONT")
        other:health {}:ok()
      end
      call:ok("REQ-02")
      sup:expect_stats { requests = 1 + round, exits = 0, restarts = 0 }
    end
    sup:expect_status("running")
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    sup:expect_gone()
  end,
}
