return scenario {
  summary = "a worker that is slow to start, to leave or to be cycled holds up no call of another one",
  clauses = { "STATE-01", "SHUT-04", "SPAWN-04" },
  profile = "supervisor",
  config = { startup_timeout_ms = 60000, shutdown_timeout_ms = 60000 },
  timeout_ms = 30000,
  needs = { "concurrent" },
  spawn = false,

  child = function(worker)
    if worker.name == "a" then
      worker:meet("starts")
    end
    worker:handshake()
    if worker.name == "a" then
      worker:expect("terminate")
      worker:meet("leaves")
      worker:terminating()
      worker:exit(0)
    end
    worker:serve()
  end,

  drive = function(sup)
    local limits = { startup_timeout_ms = 9000, shutdown_timeout_ms = 9000, request_timeout_ms = 9000 }
    local number = 0
    local function others_go_on(call)
      number = number + 1
      local other = sup:worker("b" .. number)
      local spawn = other:spawn(limits)
      spawn:ok("SPAWN-04")
      other:health {}:ok("STATE-01")
      other:cycle():ok("STATE-01")
      local shutdown = other:shutdown {}
      shutdown:expect_ok({ outcome = "graceful" }, "SHUT-04")
      other:drop():ok("SHUT-04")
      check.truth(call:pending(), "the slow one is still at it")
    end
    local spawn = sup:spawn {}
    sup:at("starts")
    others_go_on(spawn)
    sup:let("starts")
    spawn:ok("SPAWN-04")
    local cycle = sup:cycle()
    sup:at("leaves")
    others_go_on(cycle)
    sup:let("leaves")
    sup:at("starts")
    others_go_on(cycle)
    sup:let("starts")
    cycle:ok()
    local shutdown = sup:shutdown {}
    sup:at("leaves")
    others_go_on(shutdown)
    sup:let("leaves")
    shutdown:expect_ok({ outcome = "graceful" }, "SHUT-04")
  end,
}
