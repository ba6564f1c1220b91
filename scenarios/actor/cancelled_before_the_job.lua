return scenario {
  summary = "a job whose token was set beforehand sends nothing and restarts nothing",
  clauses = { "ACTOR-09", "CANCEL-01" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    sup:cancel("t")
    actor:submit { imports = { "Init" }, token = "t" }:expect_error("cancelled")
    actor:expect_received(0, {})
    actor:expect_facts { healthy = true, restarts_total = 0, worker_generation = 1 }
    actor:serve_one("Init")
    actor:expect_received(0, { "health" })
  end,
}
