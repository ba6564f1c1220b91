return scenario {
  summary = "the time that a job waited in the mailbox is reported with it, also where it was run once more, and not in the facts",
  clauses = { "ACTOR-10", "ACTOR-14" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:meet("busy")
      worker:wait(300)
      worker:answer("health_ok", {})
      worker:serve { count = 1 }
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local first = actor:submit("Init")
    actor:at("busy")
    local start = sup:clock()
    local second, third = actor:submit("Init"), actor:submit("Init")
    actor:let("busy")
    first:ok()
    local passed = function() return math.ceil(sup:clock() - start) + 100 end
    second:expect_runtime { queue_wait_millis = check.at_least(250), retry_count = 0 }
    check.at_most(second:runtime().queue_wait_millis, passed())
    third:expect_runtime { queue_wait_millis = check.at_least(250), retry_count = 1 }
    check.at_most(third:runtime().queue_wait_millis, passed())
    actor:expect_facts { queue_wait_millis = 0, worker_restarted = false }
  end,
}
