return scenario {
  summary = "a stop asks the worker to leave, also a rebuilt one, and leaves no process; later jobs are refused for good",
  clauses = { "ACTOR-02", "ACTOR-01", "ACTOR-14" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.name == "rebuilt" and worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local rebuilt = sup:actor { name = "rebuilt" }
    rebuilt:serve_one("Init")
    rebuilt:stop():ok()
    rebuilt:expect_received(1, { "health", "terminate" })
    rebuilt:expect_gone()
    local actor = sup:actor()
    actor:serve_one("Init")
    actor:stop():ok()
    actor:expect_received(0, { "health", "terminate" })
    actor:expect_gone()
    -- what is known of its last job is known still
    actor:expect_facts { worker_generation = 1, import_profile = "Init", restarts_total = 0 }
    actor:submit("Init"):expect_unavailable("project actor is stopped", { retryable = false, worker_restarted = false }, "ACTOR-01")
    actor:stop():ok()
  end,
}
