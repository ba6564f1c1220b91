return scenario {
  summary = "a child that left with status 0 between two commands invalidates the lease with those words, whoever finds it gone",
  clauses = { "LEASE-04", "REQ-05" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child)
      child:answer("json_command", { response_json = "null" })
      child:exit(0)
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    for generation, look in ipairs { false, true } do
      local lease = pool:lease("A")
      lease:json_command():ok()
      pool:child(generation - 1):expect_exit()
      -- a status may find it, or leave that to the next command
      if look then lease:status() end
      local e = lease:json_command():outcome().error
      check.truth(e and (e.kind == "child_exited" or e.kind == "lease_invalidated"),
        "the child's exit, or an invalid lease; it was " .. tostring(e and e.kind), "REQ-05")
      lease:expect_invalid("worker child exited")
    end
    pool:expect_spawned(2)
  end,
}
