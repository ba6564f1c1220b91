return scenario {
  summary = "a worker whose program is not there is a typed refusal, and the pool is as empty as before",
  clauses = { "POOL-03" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, worker = { executable = sup:executable() .. "-missing" } }
    local e = pool:acquire("A"):outcome().error
    check.truth(e, "there is an error")
    check.truth(e.kind == "spawn" or e.kind == "worker_child_unresolved", "spawn or worker_child_unresolved; it was " .. tostring(e.kind))
    pool:expect_snapshot({ workers = 0 }, "POOL-03")
    local good = sup:pool { name = "q" }
    good:lease("A"):json_command():ok()
  end,
}
