return scenario {
  summary = "what happens to one project is nothing to another of the same program",
  clauses = { "ACTOR-01", "ACTOR-05" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.name == "bad" then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local good, bad = sup:actor { name = "good" }, sup:actor { name = "bad", restart_limit = 1 }
    for _ = 1, 2 do bad:submit("Init"):expect_error("unavailable") end
    bad:expect_facts({ healthy = false }, "ACTOR-05")
    good:submit("Init"):expect_runtime({ worker_generation = 1, restarts_total = 0 }, "ACTOR-01")
    good:expect_facts({ healthy = true }, "ACTOR-05")
    good:stop():ok()
    good:expect_gone()
  end,
}
