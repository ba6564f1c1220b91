return scenario {
  summary = "a key that is served again after its restarts were used up makes no lease valid again that somebody still holds",
  clauses = { "LEASE-03", "LEASE-04", "FIX-20" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 1, window_ms = 1500 } },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation < 2 and { json_command = function(child) child:abort() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local held = {}
    for _ = 0, 1 do
      local lease = pool:lease("A")
      held[#held + 1] = pool:lease("A") -- nobody asks it for anything
      lease:json_command():expect_error("child_panic_or_abort")
      lease:release():ok()
    end
    -- refused until the window has passed, and perhaps for good: the leases are invalid either way
    local start = sup:clock()
    local again
    repeat
      local acquire = pool:acquire("A")
      if acquire:outcome().ok then again = acquire.lease end
    until again or sup:clock() - start > 4000
    for _, lease in ipairs(held) do
      -- where nothing came behind it, who was never asked may learn of the child's end with its first command
      if not again then check.truth(lease:json_command():outcome().error, "a lease whose child is gone runs nothing") end
      lease:expect_invalid()
    end
    if again then again:json_command():ok() end
  end,
}
