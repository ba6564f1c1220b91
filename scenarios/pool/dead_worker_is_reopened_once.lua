return scenario {
  summary = "two acquires at once of a key whose child died, in a command or unnoticed, share the child that replaces it",
  clauses = { "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    if worker.generation > 0 then worker:meet("reopening") end
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child) child:abort() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local function reopened_once(generation)
      local one = pool:acquire("A")
      local two = pool:acquire("A")
      pool:at("reopening")
      for _ = 1, 20 do
        sup:cancel("of nobody") -- only so that both have come
      end
      pool:let("reopening")
      one:ok()
      two:ok()
      one.lease:json_command():ok()
      two.lease:json_command():ok()
      pool:expect_spawned(generation + 1)
      pool:expect_snapshot { worker_restarts = generation }
    end
    pool:lease("A"):json_command():expect_error("child_panic_or_abort")
    reopened_once(1)
    pool:child(1):signal("KILL")
    pool:child(1):expect_exit()
    reopened_once(2)
  end,
}
