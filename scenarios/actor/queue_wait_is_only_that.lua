return scenario {
  summary = "the time in the mailbox is neither the time before it nor that of the job itself",
  clauses = { "ACTOR-10" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:wait(700)
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local start = sup:clock()
    local call = actor:submit { imports = { "Init" }, admission_wait_millis = 5000000 }
    local runtime = call:expect_runtime { admission_wait_millis = 5000000 }
    -- the job took 700 ms of all that passed: the rest at most was spent in the mailbox
    check.at_most(runtime.queue_wait_millis, sup:clock() - start - 700 + 100)
  end,
}
