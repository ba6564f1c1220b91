return scenario {
  summary = "a child that leaves in a command with status 0 invalidates the lease with those words",
  clauses = { "LEASE-04" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child) child:exit(0) end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:json_command():expect_error("child_exited")
    lease:expect_invalid("worker child exited")
    pool:expect_spawned(1)
  end,
}
