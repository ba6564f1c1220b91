return scenario {
  summary = "where no rebuild works the project turns unhealthy in the end: it does not promise for ever",
  clauses = { "FIX-15", "ACTOR-05" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    if worker.generation > 0 then worker:exit(9) end
    worker:handshake()
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor()
    for _ = 1, 6 do actor:submit("Init"):outcome() end
    actor:expect_facts({ healthy = false }, "FIX-15")
    actor:submit("Init"):expect_unavailable(nil, { retryable = false }, "ACTOR-05")
  end,
}
