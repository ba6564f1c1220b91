return scenario {
  summary = "a child that exits with status 0 in a job is replaced as child_exit, and the job is run once more",
  clauses = { "ACTOR-09", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:exit(0)
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit("Init")
    call:ok()
    call:expect_runtime { retry_count = 1, worker_generation = 2, worker_restarted = true }
    call:expect_causes { child_exit = 1 }
  end,
}
