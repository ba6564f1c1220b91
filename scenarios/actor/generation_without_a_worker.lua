return scenario {
  summary = "where no worker can be made for a while the generation stays where it was, and grows with the next one",
  clauses = { "ACTOR-08" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    if worker.generation == 4 then worker:exit(3) end
    worker:handshake()
    worker:expect("health")
    if worker.generation == 3 then worker:abort() end
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 } } }
    for generation = 1, 3 do actor:submit("Init"):expect_runtime { worker_generation = generation } end
    -- the fourth child aborts, and the fifth does not come up
    local lost = actor:submit("Init"):outcome().error
    check.truth(lost ~= nil, "a job whose child died twice fails")
    if lost.kind == "unavailable" then check.at_least(lost.worker_generation, 4) end -- or the error of the start
    actor:expect_facts({ worker_generation = check.at_least(4) }, "ACTOR-08")
    local call = actor:submit("Init")
    call:ok()
    call:expect_runtime { worker_generation = check.at_least(5) }
  end,
}
