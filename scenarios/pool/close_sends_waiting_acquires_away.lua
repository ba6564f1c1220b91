return scenario {
  summary = "the acquires that wait when their pool is closed all get an error, and nothing is started for them",
  clauses = { "POOL-10" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local waiting = { pool:acquire("B"), pool:acquire("C"), pool:acquire("B") }
    lease:json_command():ok()
    pool:close():ok()
    for _, call in ipairs(waiting) do
      check.truth(call:outcome().error, "the acquire is refused")
      call:within(10000)
    end
    pool:expect_gone()
    pool:expect_spawned(1)
  end,
}
