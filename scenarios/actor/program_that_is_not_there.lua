return scenario {
  summary = "a worker that cannot be started fails the opening with kind spawn, and the name stays free",
  clauses = { "ACTOR-09", "SPAWN-03" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    sup:actor_open { worker = { executable = "/no/such/program" } }:expect_opening_error("spawn", { executable = "/no/such/program" })
    local actor = sup:actor()
    actor:serve_one("Init")
  end,
}
