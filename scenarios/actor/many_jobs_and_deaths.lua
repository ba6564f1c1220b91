return scenario {
  summary = "forty jobs over children that die again and again are answered once each",
  clauses = { "ACTOR-02", "ACTOR-09", "ACTOR-08" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },
  tags = { "restart-storm" },

  -- each child but the first serves three jobs and dies at the fourth
  child = function(worker)
    worker:handshake()
    worker:serve { count = 3 }
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 1000, mailbox_capacity = 64 }
    local calls = {}
    for n = 1, 40 do calls[n] = actor:submit("Init") end
    local generation = 0
    for _, call in ipairs(calls) do
      local runtime = call:runtime()
      call:ok()
      check.at_least(runtime.worker_generation, generation, "ACTOR-08")
      generation = runtime.worker_generation
    end
    local facts = actor:expect_causes { child_abort = 13 }
    check.equal(facts.runtime.worker_generation, 14, "ACTOR-08")
    actor:stop():ok()
    actor:expect_gone()
  end,
}
