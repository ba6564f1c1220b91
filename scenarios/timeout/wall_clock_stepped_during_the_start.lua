return scenario {
  summary = "a wall clock that jumps ahead while a child starts does not end the start",
  clauses = { "TIMEOUT-05", "SPAWN-06" },
  profile = "supervisor",
  spawn = false,
  time = { step_wall = true },
  needs = { "concurrent" },
  defects = { 26 },

  child = function(worker)
    worker:meet("born")
    worker:wait(100)
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:spawn {}
    sup:at("born")
    sup:step_wall(7200)
    sup:let("born")
    call:ok()
    sup:health {}:ok()
    sup:expect_spawned(1)
  end,
}
