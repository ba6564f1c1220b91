return scenario {
  summary = "a planned restart and a death during one job are accounted once each",
  clauses = { "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 } } }
    actor:serve_one("Init")
    local call = actor:submit("Init")
    call:ok()
    call:expect_runtime { worker_generation = 3, retry_count = 1 }
    call:expect_causes { max_requests = 1, child_abort = 1 }
  end,
}
