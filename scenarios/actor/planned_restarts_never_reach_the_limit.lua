return scenario {
  summary = "planned restarts do not count towards the limit, however many there are",
  clauses = { "ACTOR-05", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 1, worker = { policy = { max_requests = 1 } } }
    for _ = 1, 6 do actor:serve_one("Init") end
    actor:expect_causes({ max_requests = 5 }, "ACTOR-03")
    actor:expect_facts({ healthy = true, worker_generation = 6 }, "ACTOR-05")
  end,
}
