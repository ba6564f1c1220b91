return scenario {
  summary = "a hundred planned restarts in a row leave one child, and the project healthy",
  clauses = { "ACTOR-03", "ACTOR-08", "ACTOR-09" },
  profile = "actor",
  spawn = false,
  timeout_ms = 30000,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 }, restart_limit = { max = 1000, window_ms = 60000 } } }
    for generation = 1, 101 do
      actor:submit("Init"):expect_runtime({ worker_generation = generation, retry_count = 0 }, "ACTOR-08")
    end
    actor:expect_causes { max_requests = 100 }
    actor:expect_facts({ healthy = true }, "ACTOR-03")
    actor:expect_spawned(101)
    actor:stop():ok()
    actor:expect_gone()
  end,
}
