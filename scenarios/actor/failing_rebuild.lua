return scenario {
  summary = "where a rebuild fails the job is unavailable and retryable, and a later job is served",
  clauses = { "ACTOR-09", "FIX-15" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    if worker.generation == 1 then worker:exit(9) end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 10 }
    -- what a rebuild's own failure is called is not specified; that it is answered, and not the end, is
    actor:submit("Init"):outcome()
    actor:serve_one("Init", "FIX-15")
    actor:expect_facts({ healthy = true }, "FIX-15")
  end,
}
