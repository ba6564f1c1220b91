return scenario {
  summary = "a child that dies before its handshake fails the opening with its exit, and is not tried again",
  clauses = { "ACTOR-09", "SPAWN-05" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:stderr("no libraries here")
    worker:exit(4)
  end,

  drive = function(sup)
    local call = sup:actor_open()
    local error = call:expect_opening_error("child_panic_or_abort")
    if error.kind ~= "unavailable" then check.equal(error.exit.code, 4) end
    call.actor:expect_spawned(1)
    call.actor:expect_reaped()
  end,
}
