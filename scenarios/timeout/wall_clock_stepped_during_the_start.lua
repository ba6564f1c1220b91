return scenario {
  summary = "a wall clock that jumps ahead while a child starts does not end the start",
  clauses = { "TIMEOUT-05", "SPAWN-06" },
  profile = "supervisor",
  spawn = false,
  time = { step_wall = true },
  needs = { "concurrent" },
  defects = { 26 },

  child = function(worker)
    local text = '{"version":10,"message":{"type":"handshake","body":{"worker_version":"w/1","protocol_version":10}}}'
    worker:meet("born")
    -- the parent wakes up for each piece and looks at its clock
    worker:half(text, 10)
    worker:wait(60)
    worker:raw(text:sub(11))
    worker:configure()
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
