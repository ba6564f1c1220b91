return scenario {
  summary = "each restart is an event, in order, with its generation",
  clauses = { "ACTOR-10", "ACTOR-08", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:exit(0)
    elseif worker.generation == 2 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 } } }
    actor:serve_one("Init")
    actor:child(0):expect_exit()
    actor:serve_one("Init")
    actor:serve_one("Init")
    local wanted = { { "child_exit", 2, false }, { "max_requests", 3, true }, { "child_abort", 4, false } }
    local events = actor:facts().events
    check.equal(#events, #wanted)
    for index, want in ipairs(wanted) do
      check.equal(events[index].cause, want[1])
      check.equal(events[index].worker_generation, want[2], "ACTOR-08")
      check.equal(events[index].planned, want[3], "ACTOR-03")
      check.truth(type(events[index].reason) == "string", "an event has a reason")
    end
    actor:expect_facts({ worker_generation = 4 }, "ACTOR-08")
  end,
}
