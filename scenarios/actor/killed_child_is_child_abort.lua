return scenario {
  summary = "a child that is killed in a job is replaced as child_abort",
  clauses = { "ACTOR-09", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:kill("KILL")
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit("Init")
    call:ok()
    call:expect_causes { child_abort = 1 }
  end,
}
