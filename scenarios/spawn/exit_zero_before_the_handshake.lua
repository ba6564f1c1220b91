return scenario {
  summary = "a child that ends with status 0 instead of a handshake is child_exited, and is reaped",
  clauses = { "SPAWN-05" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:exit(0)
  end,

  drive = function(sup)
    local e = sup:spawn {}:expect_error("child_exited")
    check.equal(e.exit.success, true)
    check.equal(e.exit.code, 0)
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_spawned(1)
  end,
}
