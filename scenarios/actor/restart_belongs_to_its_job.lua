return scenario {
  summary = "a restart belongs to the job during which it happened: the next job was not restarted, and the last restart stays known",
  clauses = { "ACTOR-10" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    actor:submit("Init"):expect_runtime { worker_restarted = true, retry_count = 1 }
    for _ = 1, 2 do
      local runtime = actor:submit("Init"):expect_runtime {
        worker_restarted = false, retry_count = 0, call_restart = check.null, worker_generation = 2, restarts_total = 1,
      }
      check.equal(runtime.last_restart.cause, "child_abort")
      check.equal(runtime.last_restart.worker_generation, 2)
    end
  end,
}
