return scenario {
  summary = "what happens to one project is nothing to another of the same program",
  clauses = { "ACTOR-01", "ACTOR-05", "ACTOR-06", "ACTOR-10" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.name == "good" and worker.generation == 0 then worker:serve { count = 2 } end
    if worker.name == "bad" or worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local good, bad = sup:actor { name = "good", restart_limit = 1 }, sup:actor { name = "bad", restart_limit = 1 }
    good:serve_one("Std")
    for _ = 1, 2 do bad:submit("Init"):expect_error("unavailable") end
    bad:expect_facts({ healthy = false }, "ACTOR-05")
    bad:expect_facts({ profile_switch_count = 0 }, "ACTOR-06")
    good:submit("Std"):expect_runtime({ worker_generation = 1, restarts_total = 0 }, "ACTOR-01")
    good:expect_facts({ healthy = true, profile_switch_count = 0 }, "ACTOR-06")
    -- the one restart that it may have is still there
    local call = good:submit("Std")
    call:ok("ACTOR-05")
    call:expect_causes({ child_abort = 1 }, "ACTOR-05")
    check.equal(#good:facts().events, 1, "ACTOR-10")
    good:stop():ok()
    good:expect_gone()
  end,
}
