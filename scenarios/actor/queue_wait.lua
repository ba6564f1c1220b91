return scenario {
  summary = "the time that a job waited in the mailbox is reported with it, and not in the facts",
  clauses = { "ACTOR-10", "ACTOR-14" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("busy")
    worker:wait(300)
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local first = actor:submit("Init")
    actor:at("busy")
    local second = actor:submit("Init")
    actor:let("busy")
    first:ok()
    second:expect_runtime { queue_wait_millis = check.at_least(250) }
    actor:expect_facts { queue_wait_millis = 0, worker_restarted = false }
  end,
}
